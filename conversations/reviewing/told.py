"""What a unit hears of its report: approved, returned, or asked about."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot import offices
from bot.database.transaction import Transaction
from bot.i18n import _, show_day
from bot.launches import UNDO
from bot.post.message import Message, Option
from bot.reports.filed import Filed, Return
from bot.reports.form import rest
from bot.reviews import Reported
from bot.reviews.judging import By
from conversations.reviewing.card import name_of

QUIET = UNDO + timedelta(minutes=1)  # the unit hears of an approval when it can no longer be taken back


def tell_approval(db: Transaction, reported: Reported, review_id: int, now: datetime) -> None:
    """Without a sound, and only once it can no longer be taken back."""
    offices.tell_chairs(db, reported.unit_id, _key(review_id), lambda: _approved(reported), now + QUIET)


def untell_approval(db: Transaction, reported: Reported, review_id: int, now: datetime) -> None:
    """It was taken back before the unit heard of it."""
    offices.untell_chairs(db, reported.unit_id, _key(review_id), now)


def tell_return(db: Transaction, reported: Reported, filed: Filed, mend: Return, review_id: int, by: By) -> bool:
    """What is to be mended, why and until when, with a button that opens just that; False if nobody could be told."""

    def text() -> Message:
        head = _("↩️ {officer} đề nghị đơn vị bổ sung {report}:").format(officer=by.name, report=name_of(reported))
        lines = [f"• {label}" for label in reasons_told(filed, mend.reasons)]
        due = _("⏰ Xin gửi trước hết ngày {day}. Trợ lý chỉ hỏi lại các mục này.")
        due = due.format(day=show_day(mend.due_on)) if mend.due_on else ""
        now_ = Option(_("✏️ Bổ sung ngay"), f"/baocao {reported.duty_id}", "primary")
        return Message("\n".join([head, *lines, due]).rstrip(), ((now_,),))

    return offices.tell_chairs(db, reported.unit_id, _key(review_id), text, by.now)


def tell_question(db: Transaction, reported: Reported, words: str, review_id: int, by: By) -> bool:
    """The question, with a button to answer it; False if nobody could be told."""

    def text() -> Message:
        said = _("❓ {officer} hỏi về {report}:\n“{words}”").format(officer=by.name, report=name_of(reported), words=words)
        return Message(said, ((Option(_("💬 Trả lời"), f"/traloibaocao {reported.report_id}", "primary"),),))

    return offices.tell_chairs(db, reported.unit_id, _key(review_id), text, by.now)


def reasons_told(filed: Filed, reasons: Mapping[str, str]) -> list[str]:
    """Such as “Sáng kiến: Xin kiểm tra lại con số”, one for each answer that is returned."""
    labels = {**{each.key: each.label for each in filed.figures}, **rest()}
    return [f"{labels.get(key, key)}: {reason}" for key, reason in reasons.items()]


def _approved(reported: Reported) -> Message:
    text = _("👍 {report} của {unit} đã được duyệt. Cảm ơn đồng chí!")
    return Message(text.format(report=name_of(reported), unit=reported.unit), silent=True)


def _key(review_id: int) -> str:
    return f"review/{review_id}"

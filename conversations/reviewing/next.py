"""The next report that waits for an officer, with its buttons, after what has just been said."""

from bot import reviews, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, pgettext, show_moment
from bot.people import Held
from bot.post.message import Message, Option
from bot.reviews import Reported
from bot.rights import May
from conversations.reviewing.card import card

Rows = tuple[tuple[Option, ...], ...]


def queue(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> list[Reported]:
    """What waits for this very officer: not those that they approved first, for the second one is another person."""
    waiting = reviews.waiting(db, speaker.to.federation_id, office, ask.today)
    return [each for each in waiting if each.first_id is None or each.first_by != speaker.person_id]


def next_card(ask: Ask, db: Transaction, speaker: Speaker, office: Held, said: str, last: Rows = ()) -> Message:
    """What was said, then the first report that waits; `last` are buttons about what was said."""
    waiting = queue(ask, db, speaker, office)
    if not waiting:
        return Message(f"{said}\n\n{nothing()}".strip(), last)
    shown = show(ask, db, speaker, waiting, waiting[0])
    return Message(f"{said}\n\n{shown.text}".strip(), (*shown.options, *last))


def after(ask: Ask, db: Transaction, speaker: Speaker, said: str) -> Message:
    """What was said, then the next report; only what was said where the office ended meanwhile."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    return next_card(ask, db, speaker, office, said) if office else Message(said)


def nothing() -> str:
    """That no report waits."""
    return _("✅ Không còn báo cáo nào chờ đồng chí duyệt.")


def show(ask: Ask, db: Transaction, speaker: Speaker, waiting: list[Reported], reported: Reported) -> Message:
    """One report's card, and how many others wait."""
    parts = [card(db, reported)]
    if busy := reviews.taken(db, speaker.to.federation_id, reported.report_id, speaker.person_id or 0, ask.now):
        text = _("👀 Đồng chí {name} đang xử lý báo cáo này (từ {moment}).")
        parts.insert(0, text.format(name=busy[0], moment=show_moment(busy[1])))
    others = len([each for each in waiting if each.report_id != reported.report_id])
    if others:
        text = ngettext("Còn {count} báo cáo khác chờ duyệt.", "Còn {count} báo cáo khác chờ duyệt.", others)
        parts.append(text.format(count=others))
    return Message("\n\n".join(parts), _buttons(db, reported, others))


def _buttons(db: Transaction, reported: Reported, others: int) -> Rows:
    row = reported.report_id
    rows: list[tuple[Option, ...]] = [
        (Option(pgettext("button", "✅ Duyệt"), f"/duyetxong {row}", "success"),),
        (Option(_("↩️ Trả lại"), f"/tralai {row}"), Option(_("❓ Hỏi thêm"), f"/hoibaocao {row}")),
    ]
    more = [Option(_("📎 Xem minh chứng"), f"/minhchung {row}")] if reviews.has_evidence(db, row) else []
    more += [Option(_("⏭ Báo cáo khác"), f"/duyet sau {row}")] if others else []
    return (*rows, tuple(more)) if more else tuple(rows)

"""The next report that waits for an officer, with its buttons, after what has just been said."""

from bot import on_behalf, reviews, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, pgettext
from bot.people import Held
from bot.post.message import Message, Option
from bot.reviews import Reported
from bot.rights import May
from bot.taking import REPORT
from conversations.officers.taken import in_hand, take, told
from conversations.reviewing.card import card

OVER = "nhan"  # behind the command, before a number: that report, which another officer has in hand
Rows = tuple[tuple[Option, ...], ...]


def queue(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> list[Reported]:
    """What waits for this very officer: where two must approve, not what they sent or approved themselves."""
    waiting = reviews.waiting(db, speaker.to.federation_id, office, ask.today)
    return [each for each in waiting if each.may_be_approved_by(speaker.person_id)]


def next_card(ask: Ask, db: Transaction, speaker: Speaker, office: Held, said: str, last: Rows = ()) -> Message:
    """What was said, then the first report that waits; `last` are buttons about what was said."""
    waiting = queue(ask, db, speaker, office)
    if not waiting:
        return Message(f"{said}\n\n{nothing()}".strip(), last)
    shown = show(ask, db, speaker, waiting, first_free(ask, db, speaker, waiting))
    return Message(f"{said}\n\n{shown.text}".strip(), (*shown.options, *last))


def first_free(ask: Ask, db: Transaction, speaker: Speaker, waiting: list[Reported]) -> Reported:
    """The first that no other officer has in hand; where all are, the first."""
    busy = in_hand(ask, db, speaker, REPORT)
    return next((each for each in waiting if each.report_id not in busy), waiting[0])


def after(ask: Ask, db: Transaction, speaker: Speaker, said: str, last: Rows = ()) -> Message:
    """What was said, then the next report, and `last` the buttons about what was said; only what was said where the office
    ended meanwhile."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    return next_card(ask, db, speaker, office, said, last) if office else Message(said)


def nothing() -> str:
    """That no report waits."""
    return _("✅ Không còn báo cáo nào chờ đồng chí duyệt.")


def show(ask: Ask, db: Transaction, speaker: Speaker, waiting: list[Reported], reported: Reported) -> Message:
    """One report's card, and how many others wait. Whoever sees it has it in hand; if another officer has, that is said and
    there is a button to take it over."""
    parts, other = [card(db, reported)], in_hand(ask, db, speaker, REPORT).get(reported.report_id)
    if other:
        parts.insert(0, told(other, ask))
    else:
        take(ask, db, speaker, REPORT, reported.report_id)
    others = len([each for each in waiting if each.report_id != reported.report_id])
    if others:
        text = ngettext("Còn {count} báo cáo khác chờ duyệt.", "Còn {count} báo cáo khác chờ duyệt.", others)
        parts.append(text.format(count=others))
    over = (Option(_("👋 Tôi làm tiếp"), f"/duyet {OVER} {reported.report_id}", "primary"),)
    return Message("\n\n".join(parts), (*((over,) if other else ()), *_buttons(db, reported, others)))


def _has_files(db: Transaction, reported: Reported) -> bool:
    return reviews.has_evidence(db, reported.report_id) or bool(on_behalf.paper_of(db, reported.duty_id, reported.version))


def _buttons(db: Transaction, reported: Reported, others: int) -> Rows:
    row = reported.report_id
    rows: list[tuple[Option, ...]] = [
        (Option(pgettext("button", "✅ Duyệt"), f"/duyetxong {row}", "success"),),
        (Option(_("↩️ Trả lại"), f"/tralai {row}"), Option(_("❓ Hỏi thêm"), f"/hoibaocao {row}")),
    ]
    more = [Option(_("📎 Xem minh chứng"), f"/minhchung {row}")] if _has_files(db, reported) else []
    more += [Option(_("⏭ Báo cáo khác"), f"/duyet sau {row}")] if others else []
    return (*rows, tuple(more)) if more else tuple(rows)

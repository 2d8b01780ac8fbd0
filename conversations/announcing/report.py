"""/thongbao NUMBER: what became of an announcement, and the recipients in each state; /cacthongbao: the newest ones."""

from bot.announcements import keeping, progress, states
from bot.announcements.audience import Audience
from bot.announcements.keeping import UNCONFIRMED
from bot.announcements.states import STATES
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_count, show_moment
from bot.models import Announcement, written
from bot.post.message import Message, Option
from conversations.announcing.finding import named, office_of
from conversations.announcing.wording import shown
from conversations.menu import not_for_you

PAGE = 30  # recipients a message: more is a wall on a small screen
LATEST = 8  # announcements in the list


def show_report(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`NUMBER`: the figures; `NUMBER list`: a button for each state; `NUMBER STATE PAGE`: who they are."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    words = ask.words.split()[1:]
    if row.state == UNCONFIRMED and row.person_id == speaker.person_id:
        return shown(ask, db, speaker, row)
    if words and words[0] in STATES:
        page = int(words[1][:6]) if len(words) > 1 and words[1].isascii() and words[1].isdecimal() else 1
        return _listed(db, row, words[0], max(page, 1))
    if words:
        return Message(_("📋 Xem danh sách nào?"), _states(db, row))
    return Message(progress.report(db, row), progress.buttons(row))


def _states(db: Transaction, row: Announcement) -> tuple[tuple[Option, ...], ...]:
    found = states.figures(db, written(row.id))
    named_ = [(state, f"{progress.label(state)} ({show_count(found[state])})") for state in STATES if found[state]]
    return (*((Option(label, f"/thongbao {row.id} {state}"),) for state, label in named_), (_back(row),))


def _listed(db: Transaction, row: Announcement, state: str, page: int) -> Message:
    total = states.figures(db, written(row.id))[state]
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    lines = [f"{progress.label(state)}: {show_count(total)}" + (f" ({page}/{pages})" if pages > 1 else "")]
    for each in states.listed(db, written(row.id), state, range((page - 1) * PAGE, page * PAGE)):
        who = f"{each.unit}, {each.person}" if each.person else each.unit
        lines.append(f"• {who}" + (f" ({each.problem})" if state == states.FAILED and each.problem else ""))
    turn = [Option(_("◀ Trang trước"), f"/thongbao {row.id} {state} {page - 1}")] if page > 1 else []
    turn += [Option(_("Trang sau ▶"), f"/thongbao {row.id} {state} {page + 1}")] if page < pages else []
    return Message("\n".join(lines), (*((tuple(turn),) if turn else ()), (_back(row),)))


def _back(row: Announcement) -> Option:
    return Option(_("📊 Tình hình gửi"), f"/thongbao {row.id}")


def list_announcements(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The newest announcements, a button each."""
    office = office_of(ask, db, speaker)
    if office is None:
        return not_for_you()
    write = (Option(_("✍️ Soạn thông báo"), "/thongbao", "primary"),)
    rows = keeping.latest(db, office, speaker.to.federation_id, ask.today, LATEST)
    if not rows:
        return Message(_("Chưa có thông báo nào."), (write,))
    lines = [_("📢 Các thông báo gần đây:")]
    for each in rows:
        label = Audience.from_json(each.audience).label
        lines.append(f"{each.id}. {show_moment(each.made_at)}: “{keeping.name(db, written(each.id))}” → {label}")
    buttons = [Option(_("Thông báo {number}").format(number=each.id), f"/thongbao {each.id}") for each in rows]
    pairs = tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
    return Message("\n".join(lines), (*pairs, write))

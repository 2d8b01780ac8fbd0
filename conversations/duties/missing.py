"""/conthieu: what is still owed: by a chair's units, a line a duty; by the units within an officer's or cluster lead's reach."""

from datetime import date

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import LAUNCH, PLEDGE, REPORT, titled
from bot.duties.missing import Missing, State, Tally
from bot.i18n import _, ngettext, show_day, show_short_day
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May

PAGE = 30  # units a message: more is a wall on a small screen


def show_missing(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without words: everything. `PHASE KIND OCCURRENCE PAGE` behind the command: the units that owe this one duty."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return _own(missing.of_chair(db, speaker.person_id or 0, ask.today), ask.today)
    tallies = missing.tallies(db, speaker.to.federation_id, office, ask.today)
    words = ask.words.split()
    chosen = next((each for each in tallies if words[:3] == _words(each)), None)
    if chosen is None:
        return _overview(tallies, ask.today)
    page = int(words[3]) if len(words) > 3 and words[3].isdecimal() and len(words[3]) < 6 else 1  # noqa: PLR2004  a number
    return _units(ask, db, office, chosen, page)


def _own(duties: list[Missing], today: date) -> str | Message:
    if not duties:
        return _("✅ Đơn vị của đồng chí không còn thiếu việc gì.")
    several = len({each.unit_id for each in duties}) > 1
    lines = [_("⏳ Còn {count} việc:").format(count=len(duties))]
    for each in duties:
        name = f"{titled(each.kind, each.occurrence)}, {each.phase}"
        lines.append(f"• {each.unit}: {name}. " if several else f"• {name}. ")
        lines[-1] += _left(each.due_on, each.state(today), today)
    return Message("\n".join(lines), (*(() if several else _ways(duties)), *_more_time(duties, today)))


def _more_time(duties: list[Missing], today: date) -> tuple[tuple[Option, ...], ...]:
    """A button to ask for more time, where something is late."""
    late = [each for each in duties if each.state(today) in {State.LATE, State.CLOSED}]
    about = f" {late[0].duty_id}" if len(late) == 1 else ""
    return ((Option(_("⏳ Xin gia hạn"), f"/xingiahan{about}"),),) if late else ()


def _ways(duties: list[Missing]) -> tuple[tuple[Option, ...], ...]:
    """A button for each duty that can be done here."""
    labels = {
        LAUNCH: ("/dangky", _("📅 Đăng ký {phase}")),
        PLEDGE: ("/giaouoc", _("🤝 Giao ước {phase}")),
        REPORT: ("/baocao", _("📝 Báo cáo {phase}")),
    }
    ways = [(each, *labels[each.kind]) for each in duties if each.kind in labels]
    return tuple((Option(label.format(phase=each.phase), f"{command} {each.duty_id}"),) for each, command, label in ways)


def _left(due_on: date | None, state: State, today: date) -> str:
    """How much time is left, in words."""
    if due_on is None:
        return _("Chưa có hạn.")
    if state is State.TODAY:
        return _("Hạn: hôm nay.")
    days = abs((due_on - today).days)
    if due_on > today:
        text = ngettext("Hạn: {day}, còn {days} ngày.", "Hạn: {day}, còn {days} ngày.", days)
    elif state is State.OPEN:
        text = ngettext("Hạn: {day}. Nộp lúc này vẫn tính đúng hạn.", "Hạn: {day}. Nộp lúc này vẫn tính đúng hạn.", days)
    else:
        text = ngettext("Hạn: {day}, đã quá {days} ngày.", "Hạn: {day}, đã quá {days} ngày.", days)
    return text.format(day=show_day(due_on), days=days)


def _words(tally: Tally) -> list[str]:
    return [str(tally.phase_id), tally.kind, str(tally.occurrence)]


def _overview(tallies: list[Tally], today: date) -> str | Message:
    waiting = [each for each in tallies if each.missing]
    if not tallies:
        return _("Hiện chưa có việc nào phải làm. Khi chiến dịch đã mở và hạn đã xác nhận, các đơn vị sẽ có việc.")
    if not waiting:
        return _("✅ Mọi đơn vị đã làm xong mọi việc đến lúc này.")
    lines, buttons = [_("⏳ Còn thiếu:")], []
    for each in waiting:
        name = f"{titled(each.kind, each.occurrence)}, {each.phase}"
        state = missing.state_of(each.due_on, 0, None, today)
        text = _("• {name}: {missing}/{owed} đơn vị. {left}")
        lines.append(text.format(name=name, missing=each.missing, owed=each.owed, left=_left(each.due_on, state, today)))
        buttons.append((Option(f"{name} ({each.missing})", "/conthieu " + " ".join(_words(each))),))
    return Message("\n".join(lines), tuple(buttons))


def _units(ask: Ask, db: Transaction, office: Held, tally: Tally, page: int) -> Message:
    pages = max(1, -(-tally.missing // PAGE))
    page = min(max(page, 1), pages)
    shown = missing.of_one_duty(db, office, tally, ask.today, range((page - 1) * PAGE, page * PAGE))
    title = _("⏳ {name}, {phase}: {missing}/{owed} đơn vị còn thiếu")
    name = titled(tally.kind, tally.occurrence)
    lines = [title.format(name=name, phase=tally.phase, missing=tally.missing, owed=tally.owed)]
    if pages > 1:
        lines[0] += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    lines += [f"• {each.unit}{_short_left(each, ask.today)}" for each in shown]
    return Message("\n".join(lines), _turning(tally, page, pages))


def _short_left(each: Missing, today: date) -> str:
    if each.due_on is None:
        return ""
    if each.due_on < today:
        return " " + ngettext("(quá {days} ngày)", "(quá {days} ngày)", (today - each.due_on).days).format(
            days=(today - each.due_on).days
        )
    return f" ({show_short_day(each.due_on)})"


def _turning(tally: Tally, page: int, pages: int) -> tuple[tuple[Option, ...], ...]:
    where = "/conthieu " + " ".join(_words(tally))
    turn = tuple(
        Option(label, f"{where} {target}")
        for label, target in ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
        if 1 <= target <= pages
    )
    back = (Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),)
    return (turn, back) if turn else (back,)

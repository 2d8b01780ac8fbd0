"""/conthieu: what is still owed: by a chair's units, a line a duty; by the units within an officer's or cluster lead's reach."""

from datetime import date

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT, titled
from bot.duties.missing import Missing, State
from bot.duties.showing import show_due
from bot.i18n import _
from bot.labels import fitted
from bot.plans import LONGEST_LABEL
from bot.post.message import Message, Option
from bot.rights import May
from conversations.following.who import who_has_not


def show_missing(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """A chair's own duties; for whoever may see those of others, what `/chuanop` shows."""
    if rights.office_for(db, speaker.person_id, May.SEE, ask.today) is None:
        return _own(missing.of_chair(db, speaker.person_id or 0, ask.today), ask.today)
    return who_has_not(ask, db, speaker)


def _own(duties: list[Missing], today: date) -> str | Message:
    if not duties:
        return _("✅ Đơn vị của đồng chí không còn thiếu việc gì.")
    several = len({each.unit_id for each in duties}) > 1
    lines = [_("⏳ Còn {count} việc:").format(count=len(duties))]
    for each in duties:
        name = f"{titled(each.kind, each.occurrence)}, {each.phase}"
        lines.append(f"• {each.unit}: {name}. " if several else f"• {name}. ")
        lines[-1] += show_due(each.due_on, each.state(today), today)
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
        HELD: ("/datochuc", _("🚩 Báo đã phát động {phase}")),
        PLEDGE: ("/giaouoc", _("🤝 Giao ước {phase}")),
        REPORT: ("/baocao", _("📝 Báo cáo {phase}")),
        NOTE: ("/ghichuquy", "🗒 {duty}"),
    }
    ways = [each for each in duties if each.kind in labels]
    named = [labels[each.kind][1].format(phase=each.phase, duty=titled(each.kind, each.occurrence)) for each in ways]
    apart = [[name, each.phase] if named.count(name) > 1 else [name] for name, each in zip(named, ways, strict=True)]
    return tuple(
        (Option(fitted(parts, LONGEST_LABEL), f"{labels[each.kind][0]} {each.duty_id}"),)
        for parts, each in zip(apart, ways, strict=True)
    )

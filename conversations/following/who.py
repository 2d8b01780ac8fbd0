"""/chuanop, “Ai chưa nộp?”: how many units lack each duty; then the units of one, all or of a cluster or bloc, page by page."""

from datetime import date

from bot import follow_up, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import titled
from bot.duties.missing import Tally
from bot.duties.showing import show_due
from bot.i18n import _
from bot.labels import cut
from bot.post.message import Message, Option
from bot.rights import RIGHTS, May, reach_of
from conversations.following.pages import LONGEST, show_groups, show_units
from conversations.following.wanted import EVERY, GROUPS, Wanted, members, read
from conversations.menu import not_for_you


def who_has_not(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without words: every duty. `PHASE KIND OCCURRENCE [GROUP [PAGE]]` behind the command: the units that owe this one."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    tallies = missing.tallies(db, speaker.to.federation_id, office, ask.today)
    wanted = read(ask.words, tallies)
    if wanted is None:
        return _overview(tallies, ask.today)
    found = follow_up.owing(db, reach_of(office), wanted.tally, ask.today)
    if wanted.group == GROUPS:
        return show_groups(wanted, found)
    may_nudge = May.FOLLOW_UP in RIGHTS[office.role]
    return show_units(wanted, members(found, wanted.group), ask.today, may_nudge=may_nudge)


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
        lines.append(text.format(name=name, missing=each.missing, owed=each.owed, left=show_due(each.due_on, state, today)))
        command = Wanted(each, EVERY, 1).command("/chuanop")
        buttons.append((Option(cut(f"{name} ({each.missing})", LONGEST), command),))
    return Message("\n".join(lines), (*buttons, (Option(_("☎️ Cần gọi điện"), "/goidien"),)))

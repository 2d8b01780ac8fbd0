"""/nhac: one tap asks a unit, or all units of a list, for what they owe: once per unit in 24 hours."""

from datetime import datetime

from bot import arming, follow_up, pausing, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.follow_up import Nudged, Owing
from bot.follow_up.nudging import QUIET
from bot.i18n import _, ngettext, show_moment
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May, reach_of
from conversations.first_hour.unarmed import unarmed
from conversations.following.owed import find, nothing_left
from conversations.following.wanted import members, read
from conversations.menu import not_for_you
from conversations.pausing.wording import said

NAMED = 10  # units that nobody can write to, by name


def nudge_units(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`DUTY` behind the command: that unit; `PHASE KIND OCCURRENCE [GROUP]`: all units of that list, whatever its page."""
    office = rights.office_for(db, speaker.person_id, May.FOLLOW_UP, ask.today)
    if office is None or speaker.person_id is None:
        return not_for_you()
    call = Option(_("☎️ Cần gọi điện"), "/goidien")
    if pause := pausing.standing(db, speaker.to.federation_id, ask.today):
        return Message(said(pause) + "\n" + _("Cần gấp, xin gọi điện cho đơn vị."), ((call,),))
    chosen = _chosen(ask, db, speaker, office)
    if not chosen:
        return nothing_left()
    if not arming.is_duty_armed(db, chosen[0].duty_id):  # a list is of one campaign
        return unarmed()
    nudged = follow_up.nudge(db, speaker.to.federation_id, chosen, speaker.person_id, ask.now)
    alone = chosen[0] if len(chosen) == 1 else None
    text = _one(nudged, alone, ask.now) if alone else "\n".join(_many(nudged, ask.now))
    back = Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu")
    return Message(text, ((call,), (back,)) if nudged.unreachable else ((back,),))


def _chosen(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> list[Owing]:
    if len(ask.words.split()) == 1:
        found = find(ask, db, speaker, office)
        return [found] if found else []
    wanted = read(ask.words, missing.tallies(db, speaker.to.federation_id, office, ask.today))
    if wanted is None:
        return []
    return members(follow_up.owing(db, reach_of(office), wanted.tally, ask.today), wanted.group)


def _one(nudged: Nudged, unit: Owing, now: datetime) -> str:
    if nudged.again:
        return _again(nudged.again[unit.unit_id])
    if nudged.unreachable:
        return _("{unit} chưa kết nối hoặc không nhận nhắc tự động. Xin gọi điện giúp.").format(unit=unit.unit)
    return _("📨 Đã nhắc {unit}.").format(unit=unit.unit) + _when(nudged.leaves_at, now)


def _again(at: datetime) -> str:
    text = _("Đơn vị này đã được nhắc lúc {when}. Sau {next} mới nhắc tiếp được.")
    return text.format(when=show_moment(at), next=show_moment(at + QUIET))


def _many(nudged: Nudged, now: datetime) -> list[str]:
    lines = []
    if count := len(nudged.told):
        text = ngettext("📨 Đã nhắc {count} đơn vị.", "📨 Đã nhắc {count} đơn vị.", count)
        lines.append(text.format(count=count) + _when(nudged.leaves_at, now))
    if count := len(nudged.again):
        text = ngettext(
            "{count} đơn vị đã được nhắc, gần nhất lúc {when}; mỗi đơn vị chỉ nhắc một lần trong 24 giờ.",
            "{count} đơn vị đã được nhắc, gần nhất lúc {when}; mỗi đơn vị chỉ nhắc một lần trong 24 giờ.",
            count,
        )
        lines.append(text.format(count=count, when=show_moment(max(nudged.again.values()))))
    if count := len(nudged.unreachable):
        text = ngettext(
            "{count} đơn vị chưa kết nối hoặc không nhận nhắc tự động, xin gọi điện: {units}",
            "{count} đơn vị chưa kết nối hoặc không nhận nhắc tự động, xin gọi điện: {units}",
            count,
        )
        names = ", ".join(each.unit for each in nudged.unreachable[:NAMED]) + ("…" if count > NAMED else ".")
        lines.append(text.format(count=count, units=names))
    return lines


def _when(leaves_at: datetime, now: datetime) -> str:
    """Outside the hours it leaves later, and the officer is told when."""
    if local(leaves_at) <= local(now):
        return ""
    return " " + _("Tin sẽ đến lúc {when}, trong giờ được nhắn.").format(when=show_moment(leaves_at))

"""An officer asks units for a duty with one tap: once per unit in 24 hours, at an hour at which people may be written to.

What is sent is written when it leaves: a unit that has done it by then hears nothing. Only chairs who want to be reminded are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select

from bot import calendar
from bot.arming import running
from bot.clock import local
from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.doors import BY_PREFERENCE, IS_OPEN
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT, called
from bot.duties.missing import STILL_OWED, State, state_of
from bot.duties.showing import show_due
from bot.follow_up.listing import Owing
from bot.hours import allowed
from bot.i18n import _
from bot.models import Account, Bot, Campaign, Chat, Duty, Federation, Nudge, Office, Phase, Unit, table_of
from bot.people import CHAIR
from bot.phases import ALSO, phase_name
from bot.post import outbox
from bot.post.message import Message, Option, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.privacy.consents import reminded
from bot.units.tree import holds

nudged, federation, office, account = (table_of(each) for each in (Nudge, Federation, Office, Account))
chat, bot, duty, unit = (table_of(each) for each in (Chat, Bot, Duty, Unit))
phase, campaign = table_of(Phase), table_of(Campaign)

TEMPLATE = "nudge"
QUIET = timedelta(hours=24)

# Two officers may tap at once; on SQLite there is one writer.
LOCK = Prepared(select(federation.c.id).where(federation.c.id == bindparam("row")).with_for_update(key_share=True), int)
RECENT: Prepared[Any] = Prepared(
    select(nudged.c.unit_id, func.max(nudged.c.made_at))
    .where(nudged.c.federation_id == bindparam("federation"), nudged.c.made_at > bindparam("since"))
    .group_by(nudged.c.unit_id)
)
DOORS: Prepared[Any] = Prepared(
    select(account.c.person_id, account.c.bot_id, account.c.chat_id)
    .join_from(office, account, account.c.person_id == office.c.person_id)
    .join(chat, chat.c.id == account.c.chat_id)
    .join(bot, bot.c.id == account.c.bot_id)
    .where(office.c.unit_id == bindparam("of_unit"), office.c.role == CHAIR, holds(office), IS_OPEN, reminded(office.c.person_id))
    .order_by(*BY_PREFERENCE)
)
ADD = insert_new(nudged, "federation_id", "unit_id", "duty_id", "person_id", "made_at")
ASKED: Prepared[Any] = Prepared(
    select(
        unit.c.name.label("unit"),
        phase_name(ALSO.c.unit_id == duty.c.unit_id).label("phase"),
        *(duty.c[name] for name in ("kind", "due_on", "grace_days", "closes_on")),
    )
    .join_from(duty, unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(campaign, campaign.c.id == duty.c.campaign_id)
    .where(duty.c.id == bindparam("row"), duty.c.federation_id == bindparam("federation"))
    .where(duty.c.done_at.is_(None), STILL_OWED, running())
)


@dataclass(frozen=True)
class Nudged:
    """What became of a nudge: the units that are written to, and from when on; those that were nudged before, with when; those
    where nobody can be written to."""

    told: tuple[Owing, ...]
    leaves_at: datetime
    again: dict[int, datetime]
    unreachable: tuple[Owing, ...]


def nudge(db: Transaction, federation_id: int, owing: Iterable[Owing], by: int, now: datetime) -> Nudged:
    """Ask the chairs of these units, found within the reach of the person `by`, for the duty; a unit that was nudged in the
    last 24 hours is left alone. Ask for rights before."""
    db.first(LOCK, row=federation_id)
    before: dict[int, datetime] = dict(db.all(RECENT, federation=federation_id, since=now - QUIET))
    leaves_at, today = allowed(now, calendar.of(db, federation_id)), local(now).date()
    told, again, unreachable = [], {}, []
    for each in owing:
        if each.unit_id in before:
            again[each.unit_id] = before[each.unit_id]
        elif _tell(db, federation_id, each, today, now, leaves_at):
            before[each.unit_id] = now
            db.run(ADD, federation_id=federation_id, unit_id=each.unit_id, duty_id=each.duty_id, person_id=by, made_at=now)
            told.append(each)
        else:
            unreachable.append(each)
    return Nudged(tuple(told), leaves_at, again, tuple(unreachable))


def _tell(db: Transaction, federation_id: int, each: Owing, today: date, now: datetime, leaves_at: datetime) -> bool:
    """Owe each chair of the unit one message, at the door they prefer; False where there is none."""
    doors = {person: (bot_id, chat_id) for person, bot_id, chat_id in reversed(db.all(DOORS, of_unit=each.unit_id, day=today))}
    for person_id, (bot_id, chat_id) in doors.items():
        key = f"{TEMPLATE}/{each.duty_id}/{person_id}/{now.isoformat()}"
        to = Address(federation_id, bot_id, chat_id)
        outbox.queue_template(db, to, key, TEMPLATE, {"duty": each.duty_id}, leaves_at, REMINDER)
    return bool(doors)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """What the chair reads; None where the duty was done, excused or closed meanwhile."""
    duty_id, today = load(letter.body)["duty"], local(now).date()
    found = db.first(ASKED, row=duty_id, federation=letter.federation_id)
    if found is None:
        return None
    name, phase_name, kind, due_on, grace_days, closes_on = found
    state = state_of(due_on, grace_days, closes_on, today)
    if state is State.CLOSED:
        return None
    text = _("📨 Công đoàn cấp trên nhắc {unit}: còn chờ {duty}, {phase}.")
    lines = [text.format(unit=name, duty=called(kind), phase=phase_name)]
    if due_on:
        lines.append(show_due(due_on, state, today))
    lines.append(_("Đồng chí cần giúp gì, xin bấm “Gặp cán bộ”."))
    way = _ways().get(kind)
    first = (Option(way[1], f"{way[0]} {duty_id}", "primary"),) if way else ()
    rows = (first, (Option(_("☎️ Gặp cán bộ"), "/gapcanbo"),))
    return Message("\n".join(lines), tuple(row for row in rows if row))


def _ways() -> dict[str, tuple[str, str]]:
    """The conversation in which a duty is done, and what its button says."""
    return {
        LAUNCH: ("/dangky", _("📅 Đăng ký ngay")),
        PLEDGE: ("/giaouoc", _("🤝 Đăng ký giao ước")),
        REPORT: ("/baocao", _("📝 Nộp báo cáo")),
        HELD: ("/datochuc", _("🚩 Báo đã phát động")),
        NOTE: ("/ghichuquy", _("🗒 Gửi báo cáo quý")),
    }

"""Who has registered a launch and who has not: for an officer, all units below; nothing is counted that has no duty."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, bindparam, func, select

from bot.acting import actor
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.held.beside import BESIDE, HOLDS, held, held_duty, is_model
from bot.i18n import _, pgettext, show_short_day
from bot.launches import KIND
from bot.models import Account, Bloc, Campaign, Chat, Duty, Launch, Office, Person, Phase, Unit, table_of
from bot.people import OFFICER
from bot.post import outbox
from bot.post.message import Message, Option
from bot.post.outbox import Address, Letter
from bot.rights import Reach, reached

campaign, duty, launch, phase = table_of(Campaign), table_of(Duty), table_of(Launch), table_of(Phase)
unit, bloc, office = table_of(Unit), table_of(Bloc), table_of(Office)
account, chat, person = table_of(Account), table_of(Chat), table_of(Person)

STATUS = "status"
NAMED = 5  # units by name in the status line


@dataclass(frozen=True)
class PhaseState:
    """A phase of an open campaign, and how far its launches are registered."""

    phase_id: int
    phase: str
    starts_on: date | None
    ends_on: date | None
    due_on: date | None
    owed: int
    registered: int


@dataclass(frozen=True)
class UnitState:
    """A unit in a phase; `day` is None while nothing is registered. What became of the launch: `outcome` as in
    `bot.held.contents`, None where nothing was said; `is_model`: the plan names the unit for a model launch."""

    unit: str
    bloc: str | None
    day: date | None
    recorded_at: datetime | None
    outcome: str | None
    held_on: date | None
    present: int | None
    members: int | None
    is_model: bool


@dataclass(frozen=True)
class Watching:
    """An officer's chat, and the unit whose officer it is."""

    bot_id: int
    chat_id: int
    person_id: int
    unit_id: int
    language: str


UNDER = reached()
LATEST = and_(launch.c.duty_id == duty.c.id, launch.c.is_latest, launch.c.day.is_not(None))
PHASES = Prepared(
    select(
        phase.c.id,
        phase.c.name,
        phase.c.starts_on,
        phase.c.ends_on,
        func.min(duty.c.due_on),
        func.count(duty.c.id),
        func.count(launch.c.id),
    )
    .join_from(duty, phase, phase.c.id == duty.c.phase_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(UNDER, UNDER.c.unit_id == duty.c.unit_id)
    .outerjoin(launch, LATEST)
    .where(duty.c.kind == KIND, duty.c.excused_on.is_(None))
    .where((phase.c.ends_on.is_(None)) | (phase.c.ends_on >= bindparam("day")))
    .group_by(phase.c.id, phase.c.name, phase.c.starts_on, phase.c.ends_on, phase.c.position)
    .order_by(phase.c.starts_on, phase.c.position),
    PhaseState,
)
UNITS = Prepared(
    select(
        unit.c.name,
        bloc.c.name.label("bloc"),
        launch.c.day,
        launch.c.recorded_at,
        held.c.outcome,
        held.c.day.label("held_on"),
        held.c.present,
        held.c.members,
        is_model().label("is_model"),
    )
    .join_from(duty, unit, unit.c.id == duty.c.unit_id)
    .join(UNDER, UNDER.c.unit_id == duty.c.unit_id)
    .outerjoin(bloc, bloc.c.id == unit.c.bloc_id)
    .outerjoin(launch, LATEST)
    .outerjoin(held_duty, BESIDE)
    .outerjoin(held, HOLDS)
    .where(duty.c.kind == KIND, duty.c.excused_on.is_(None), duty.c.phase_id == bindparam("phase"))
    .order_by(bloc.c.position, unit.c.sort_key, unit.c.id),
    UnitState,
)
OFFICERS = Prepared(
    select(account.c.bot_id, account.c.chat_id, account.c.person_id, office.c.unit_id, person.c.language)
    .distinct()
    .join_from(office, account, account.c.person_id == actor())
    .join(person, person.c.id == account.c.person_id)
    .join(chat, chat.c.id == account.c.chat_id)
    .where(office.c.role == OFFICER, office.c.valid_from <= bindparam("day"), chat.c.closed_at.is_(None))
    .where((office.c.valid_to.is_(None)) | (office.c.valid_to >= bindparam("day")))
    .where(office.c.federation_id == bindparam("federation")),
    Watching,
)


def phases(db: Transaction, reach: Reach, day: date) -> list[PhaseState]:
    """The phases that have not ended, for the units within reach on `day`."""
    return db.all(PHASES, day=day, **vars(reach))


def units(db: Transaction, reach: Reach, phase_id: int, day: date) -> list[UnitState]:
    """Every unit within reach that owes a launch in the phase, by bloc and name."""
    return db.all(UNITS, phase=phase_id, day=day, **vars(reach))


def announce(db: Transaction, federation_id: int, now: datetime) -> None:
    """A launch was registered: owe each officer the day's status line, which is one message, edited as the day goes."""
    day = local(now).date()
    for officer in watching(db, federation_id, day):
        to = Address(federation_id, officer.bot_id, officer.chat_id)
        arguments = {"root": officer.unit_id, "day": day.isoformat()}
        outbox.queue_template(db, to, f"status/{officer.chat_id}/{officer.unit_id}/{day}", STATUS, arguments, now)


def watching(db: Transaction, federation_id: int, day: date) -> list[Watching]:
    """The officers who can be written to on `day`."""
    return db.all(OFFICERS, federation=federation_id, day=day)


def render_status(db: Transaction, letter: Letter, now: datetime) -> Message | None:  # noqa: ARG001  a template's signature
    """The status line of a day as it stands at this moment."""
    arguments = json.loads(letter.body)
    root, day = arguments["root"], date.fromisoformat(arguments["day"])
    lines = [_("📌 Đăng ký phát động, {day}").format(day=show_short_day(day))]
    for state in phases(db, Reach(root), day):
        fresh = [each.unit for each in units(db, Reach(root), state.phase_id, day) if _is_of(each.recorded_at, day)]
        if fresh:
            lines.append(_fresh(state, fresh))
    button = Option(pgettext("button", "📊 Xem tình hình"), "/tinhhinh")
    return Message("\n".join(lines), ((button,),), silent=True)


def _fresh(state: PhaseState, fresh: list[str]) -> str:
    shown = ", ".join(fresh[:NAMED]) + ("…" if len(fresh) > NAMED else "")
    text = _("{phase}: {registered}/{owed} đơn vị đã đăng ký. Mới hôm nay ({count}): {units}")
    return text.format(phase=state.phase, registered=state.registered, owed=state.owed, count=len(fresh), units=shown)


def _is_of(moment: datetime | None, day: date) -> bool:
    return moment is not None and instant(day) <= moment < instant(day + timedelta(days=1))

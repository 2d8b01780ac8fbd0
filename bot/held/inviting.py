"""A model launch (phát động điểm) is there to be seen: officers above the unit and leads of the clusters there are invited."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from bot import calendar, offices
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import preferred
from bot.held.beside import BESIDE, held_duty, is_model
from bot.held.contents import CANCELLED
from bot.hours import allowed
from bot.i18n import _, show_day
from bot.launches import UNDO
from bot.models import Account, Duty, HeldLaunch, Launch, Person, Phase, Unit, table_of
from bot.people import LEAD, OFFICER
from bot.post import outbox
from bot.post.message import Message, load
from bot.post.outbox import REST, Address, Letter
from bot.units.tree import parent_of

duty, unit, phase = table_of(Duty), table_of(Unit), table_of(Phase)
launch, held, account, person = table_of(Launch), table_of(HeldLaunch), table_of(Account), table_of(Person)

TEMPLATE = "model-launch"


@dataclass(frozen=True)
class _Model:
    """A model launch as it is registered."""

    federation_id: int
    unit_id: int
    unit: str
    phase: str
    day: date
    place: str
    version: int


_MODELS: Select[Any] = (
    select(
        duty.c.federation_id,
        duty.c.unit_id,
        unit.c.name,
        phase.c.name.label("phase"),
        launch.c.day,
        launch.c.place,
        launch.c.version,
    )
    .join_from(launch, duty, duty.c.id == launch.c.duty_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .where(launch.c.is_latest, launch.c.day >= bindparam("day"), is_model())
)
REGISTERED = Prepared(_MODELS.where(launch.c.id == bindparam("row")), _Model)
CALLED_OFF = Prepared(
    _MODELS.join(held_duty, BESIDE)
    .join(held, held.c.duty_id == held_duty.c.id)
    .where(held.c.id == bindparam("row"), held.c.is_latest, held.c.outcome == CANCELLED),
    _Model,
)
DOOR: Prepared[Any] = Prepared(
    select(account.c.bot_id, account.c.chat_id)
    .join_from(person, account, account.c.id == preferred(person.c.id))
    .where(person.c.id == bindparam("who"))
)


def invite(db: Transaction, launch_id: int, now: datetime) -> None:
    """Owe the invitation to a model launch that was registered or moved, once per version; nothing for any other launch. It
    leaves when the registration can no more be undone, and not if it holds no more then."""
    _tell(db, REGISTERED, {"launch": launch_id}, now, now + UNDO)


def call_off(db: Transaction, held_id: int, now: datetime) -> None:
    """Owe the word that a model launch, to which people were invited, does not take place."""
    _tell(db, CALLED_OFF, {"held": held_id}, now, now)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """What is read; None where it is not so any more, or its day is over."""
    about, day = load(letter.body), local(now).date()
    statement, row = (CALLED_OFF, about["held"]) if "held" in about else (REGISTERED, about["launch"])
    found = db.first(statement, row=row, day=day)
    if found is None or found.federation_id != letter.federation_id:
        return None
    values = {"unit": found.unit, "phase": found.phase, "day": show_day(found.day), "place": found.place}
    if statement is CALLED_OFF:
        return Message(_("⭐ Buổi phát động điểm {phase} của {unit}, {day}, không tổ chức nữa.").format(**values))
    text = _("⭐ Mời dự phát động điểm {phase}.\n🏫 {unit}\n📅 {day}").format(**values)
    if found.place:
        text += "\n📍 " + found.place
    return Message(text + ("\n" + _("Lời mời này thay lời mời trước, nếu có.") if found.version > 1 else ""))


def _tell(db: Transaction, statement: Prepared[_Model], about: dict[str, int], now: datetime, earliest: datetime) -> None:
    ((kind, row),) = about.items()
    found = db.first(statement, row=row, day=local(now).date())
    if found is None:
        return
    leaves_at = allowed(earliest, calendar.of(db, found.federation_id))
    for person_id in _guests(db, found.unit_id, local(now).date()):
        for bot_id, chat_id in db.all(DOOR, who=person_id):
            to, key = Address(found.federation_id, bot_id, chat_id), f"{TEMPLATE}/{kind}/{row}/{person_id}"
            outbox.put(db, to, key, TEMPLATE, json.dumps(about), leaves_at, REST)


def _guests(db: Transaction, unit_id: int, day: date) -> list[int]:
    """Officers of the unions above the unit, and leads of their clusters."""
    found: list[int] = []
    above = parent_of(db, unit_id, day)
    while above is not None:
        found += [each.person_id for each in offices.of_unit(db, above, day) if each.role in (OFFICER, LEAD)]
        above = parent_of(db, above, day)
    return list(dict.fromkeys(found))

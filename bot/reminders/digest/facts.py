"""What holds about the duties that a digest speaks of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, or_, select

from bot.database.prepared import Prepared
from bot.database.types import Big
from bot.models import Campaign, Phase, Promise, Reminder, Snooze, table_of
from bot.phases import ALSO, phase_name
from bot.reminders.digest.rows import ROW_KEY, OfRow
from bot.reminders.entering import rung
from bot.reminders.hearing import answered, chairs, deputises, duty, leads, office, promised, snoozed, unit, was_told

reminder, phase, campaign = table_of(Reminder), table_of(Phase), table_of(Campaign)
snooze, promise = table_of(Snooze), table_of(Promise)
PERSON = bindparam("person", type_=Big)


@dataclass(frozen=True)
class Fact(OfRow):
    """A duty of a row of the digest, as it is now. Of the unit the person is the chair (`is_chair`) or a deputy
    (`is_deputy`), or leads its cluster (`is_above`). `is_overtaken`: the row is for a word about the duty, and a newer one was
    said since."""

    duty_id: int
    unit_id: int
    campaign_id: int
    kind: str
    occurrence: int
    due_on: date | None
    grace_days: int
    closes_on: date | None
    done_at: datetime | None
    excused_on: date | None
    unit: str
    unit_until: date | None
    phase: str
    is_chair: bool
    is_deputy: bool
    is_above: bool
    is_snoozed: bool
    is_promised: bool
    is_answered: bool
    is_overtaken: bool
    is_open: bool


def _facts(rows: Select[Any]) -> Prepared[Fact]:
    wanted = rows.where(reminder.c.person_id == PERSON, reminder.c.outbox_id == bindparam("letter", type_=Big))
    return Prepared(wanted.where(reminder.c.dropped.is_(None)).order_by(*ROW_KEY, duty.c.id), Fact)


of_unit = exists().where(office.c.person_id == PERSON, office.c.unit_id == duty.c.unit_id)
is_chair, is_deputy = of_unit.where(chairs()), of_unit.where(deputises())


def _columns(overtaken: ColumnElement[bool]) -> Select[Any]:
    return select(
        *ROW_KEY,
        duty.c.id,
        duty.c.unit_id,
        duty.c.campaign_id,
        duty.c.kind,
        duty.c.occurrence,
        duty.c.due_on,
        duty.c.grace_days,
        duty.c.closes_on,
        duty.c.done_at,
        duty.c.excused_on,
        unit.c.name,
        unit.c.valid_to,
        phase_name(ALSO.c.unit_id == duty.c.unit_id).label("phase"),
        is_chair.label("is_chair"),
        is_deputy.label("is_deputy"),
        leads(PERSON).label("is_above"),
        snoozed(PERSON, duty.c.id).label("is_snoozed"),
        promised(duty.c.id).label("is_promised"),
        answered(reminder.c.fires_at).label("is_answered"),
        overtaken.label("is_overtaken"),
        campaign.c.is_open,
    )


def _with_unit(rows: Select[Any]) -> Select[Any]:
    rows = rows.join(unit, unit.c.id == duty.c.unit_id).join(phase, phase.c.id == duty.c.phase_id)
    return rows.join(campaign, campaign.c.id == duty.c.campaign_id)


ITSELF = _facts(_with_unit(_columns(false()).join_from(reminder, duty, duty.c.id == reminder.c.matter_id)))
newer_promise, newer_snooze = promise.alias("newer_promise_of_it"), snooze.alias("newer_snooze_of_it")
PROMISED_ANEW = exists().where(newer_promise.c.duty_id == duty.c.id, newer_promise.c.id > promise.c.id)
PUT_OFF_ANEW = exists().where(
    newer_snooze.c.person_id == PERSON,
    newer_snooze.c.id > snooze.c.id,
    or_(newer_snooze.c.duty_id == duty.c.id, newer_snooze.c.duty_id.is_(None)),
)
PROMISED = _facts(
    _with_unit(
        _columns(PROMISED_ANEW)
        .join_from(reminder, promise, promise.c.id == reminder.c.matter_id)
        .join(duty, duty.c.id == promise.c.duty_id)
    )
)
PUT_OFF = _facts(
    _with_unit(
        _columns(PUT_OFF_ANEW)
        .join_from(reminder, snooze, snooze.c.id == reminder.c.matter_id)
        .join(rung, rung.c.id == reminder.c.rung_id)
        .join(
            duty,
            or_(
                duty.c.id == snooze.c.duty_id,
                and_(
                    snooze.c.duty_id.is_(None),
                    duty.c.campaign_id == rung.c.campaign_id,
                    duty.c.done_at.is_(None),
                    duty.c.excused_on.is_(None),
                    or_(is_chair, is_deputy),
                    was_told(PERSON, snooze.c.until),
                ),
            ),
        )
    )
)

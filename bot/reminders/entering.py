"""Statements that enter what has come into the ledger: one for each kind of matter, a slice at a time, never a loop over people.

A row that is there stays as it is, unless it was dropped for a reason that has passed: a day moved away and back, a duty
that is owed again, or a rung that was taken off the ladder and put back.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects import postgresql

from bot.database.prepared import Prepared
from bot.database.types import Big, UtcDateTime
from bot.models import Campaign, LadderRung, Launch, Person, Pledge, Promise, Reminder, Snooze, Work, table_of
from bot.people import CHAIR
from bot.reminders.hearing import (
    NOT_CLOSED,
    OWED,
    UNIT_LIVES,
    answered,
    cluster_unit,
    duty,
    has_to_do,
    hears,
    is_chair,
    is_deputy,
    is_lead,
    office,
    promised,
    snoozed,
    unit,
    was_told,
)
from bot.units.tree import holds
from bot.works.standing import DUE_ON, IS_UNDER_WAY, OF_WORK
from bot.works.standing import state as work_state

reminder, rung, launch = table_of(Reminder), table_of(LadderRung), table_of(Launch)
person, pledge, work, snooze, promise = table_of(Person), table_of(Pledge), table_of(Work), table_of(Snooze), table_of(Promise)
campaign = table_of(Campaign)

RUNG = bindparam("rung", type_=Big)
DUE = bindparam("due", type_=Date)
FIRES = bindparam("fires", type_=UtcDateTime())
CAMPAIGN = bindparam("campaign", type_=Big)
AFTER, UPTO = bindparam("after", type_=Big), bindparam("upto", type_=Big)
NAMES = ("federation_id", "matter_id", "rung_id", "due_on", "person_id", "fires_at", "dropped", "is_duty")
PASSING = ("moved", "done", "excused", "closed", "left", "stopped", "off")  # reasons that can pass


def _text(value: str) -> ColumnElement[str]:
    return literal_column(f"'{value}'", String())


def _told_later(matter: Any, who: Any) -> ColumnElement[bool]:
    """A later rung of the same day has been told already."""
    later, its_rung = reminder.alias("later"), rung.alias("later_rung")
    return exists().where(
        later.c.matter_id == matter,
        later.c.due_on == DUE,
        later.c.person_id == who,
        later.c.fires_at > FIRES,
        later.c.outbox_id.is_not(None),
        its_rung.c.id == later.c.rung_id,
        its_rung.c.campaign_id == CAMPAIGN,
        its_rung.c.subject == bindparam("subject", type_=String()),
    )


def _dropped(matter: Any, who: Any, *kept_back: tuple[ColumnElement[bool], str]) -> ColumnElement[Any]:
    """Why nothing comes of it; NULL: it is to be told."""
    old = bindparam("old", type_=String())
    behind = and_(bindparam("behind", type_=Big) == 1, _told_later(matter, who))
    reasons = [(condition, _text(reason)) for condition, reason in kept_back]
    return case((old.is_not(None), old), (behind, _text("old")), *reasons, else_=null())


@dataclass(frozen=True)
class Entering:
    """`enter`: the rows that a rung brings into the ledger. `minutes`: from which minutes of the day on those are to be
    written to who hear of it by them; -1 for those who said nothing."""

    enter: Prepared[Any]
    minutes: Prepared[int]


def _entering(rows: Select[Any]) -> Entering:
    insert = postgresql.insert(reminder).from_select([*NAMES], rows.distinct())
    enter = insert.on_conflict_do_update(
        index_elements=["matter_id", "rung_id", "due_on", "person_id"],
        set_={"dropped": insert.excluded.dropped, "outbox_id": None},
        where=passed(reminder),
    )
    each, there = rows.subquery(), reminder.alias("there")
    is_there = exists().where(
        there.c.matter_id == each.c.matter_id,
        there.c.rung_id == each.c.rung_id,
        there.c.due_on == each.c.due_on,
        there.c.person_id == each.c.person_id,
        or_(there.c.dropped.is_(None), not_(passed(there))),
    )
    minutes = select(func.coalesce(person.c.remind_at, -1)).distinct().join_from(each, person, person.c.id == each.c.person_id)
    return Entering(Prepared(enter), Prepared(minutes.where(each.c.dropped.is_(None), ~is_there), int))


def passed(row: Any) -> ColumnElement[bool]:
    """A row of the ledger was dropped for a reason that can pass."""
    return or_(*(row.c.dropped == _text(each) for each in PASSING))


def _columns(matter: Any, who: Any, dropped: ColumnElement[Any], *, of: Any = duty, is_duty: bool = False) -> list[Any]:
    values = (of.c.federation_id, matter, RUNG, DUE, who, FIRES, dropped, true() if is_duty else false())
    return [value.label(name) for value, name in zip(values, NAMES, strict=True)]


def _owed_of_kind(rows: Select[Any]) -> Select[Any]:
    """Of the duties of one kind that are due on one day and still owed."""
    return rows.where(
        duty.c.campaign_id == CAMPAIGN,
        duty.c.kind == bindparam("of_kind", type_=String()),
        duty.c.due_on == DUE,
        OWED,
        NOT_CLOSED,
        UNIT_LIVES,
        duty.c.id > AFTER,
        duty.c.id <= UPTO,
        hears(office.c.person_id),
    )


MINE = (snoozed(office.c.person_id, duty.c.id), "snoozed"), (promised(duty.c.id), "promised")
TO_CHAIRS = _entering(
    _owed_of_kind(
        select(*_columns(duty.c.id, office.c.person_id, _dropped(duty.c.id, office.c.person_id, *MINE), is_duty=True))
        .join_from(duty, unit, unit.c.id == duty.c.unit_id)
        .join(office, and_(office.c.unit_id == duty.c.unit_id, is_chair()))
    )
)
THEIRS = *MINE, (answered(bindparam("since", type_=UtcDateTime())), "promised")
TO_DEPUTIES = _entering(
    _owed_of_kind(
        select(*_columns(duty.c.id, office.c.person_id, _dropped(duty.c.id, office.c.person_id, *THEIRS), is_duty=True))
        .join_from(duty, unit, unit.c.id == duty.c.unit_id)
        .join(office, and_(office.c.unit_id == duty.c.unit_id, is_deputy()))
    )
)
TO_LEADS = _entering(
    _owed_of_kind(
        select(*_columns(duty.c.id, office.c.person_id, _dropped(duty.c.id, office.c.person_id, *THEIRS), is_duty=True))
        .join_from(duty, unit, unit.c.id == duty.c.unit_id)
        .join(cluster_unit, and_(cluster_unit.c.unit_id == duty.c.unit_id, holds(cluster_unit)))
        .join(office, is_lead())
    )
)
OF_LAUNCHES = _entering(  # whose day was known when the rung came
    select(*_columns(duty.c.id, office.c.person_id, _dropped(duty.c.id, office.c.person_id, MINE[0])))
    .join_from(launch, duty, duty.c.id == launch.c.duty_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(office, and_(office.c.unit_id == duty.c.unit_id, is_chair()))
    .where(launch.c.day == DUE, launch.c.is_latest, launch.c.recorded_at <= FIRES)
    .where(launch.c.id > AFTER, launch.c.id <= UPTO)
    .where(duty.c.campaign_id == CAMPAIGN, duty.c.excused_on.is_(None), UNIT_LIVES, hears(office.c.person_id))
)
WORKS_OF_DAY = union_all(  # each by its index; one condition over both tables would read them all
    select(work.c.id).where(work.c.finish_on == DUE),
    select(work_state.c.work_id).where(work_state.c.day == DUE, work_state.c.is_latest),
)
OF_WORKS = _entering(
    select(*_columns(work.c.id, office.c.person_id, _dropped(work.c.id, office.c.person_id, MINE[0])))
    .join_from(work, pledge, pledge.c.id == work.c.pledge_id)
    .join(duty, duty.c.id == pledge.c.duty_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(office, and_(office.c.unit_id == duty.c.unit_id, is_chair()))
    .outerjoin(work_state, OF_WORK)
    .where(pledge.c.is_latest, pledge.c.is_withdrawn.is_(False), pledge.c.recorded_at <= FIRES)
    .where(work.c.id.in_(WORKS_OF_DAY), IS_UNDER_WAY, DUE_ON == DUE)
    .where(or_(work_state.c.recorded_at.is_(None), work_state.c.recorded_at <= FIRES))  # who says it knows it
    .where(work.c.id > AFTER, work.c.id <= UPTO)
    .where(duty.c.campaign_id == CAMPAIGN, duty.c.excused_on.is_(None), UNIT_LIVES, hears(office.c.person_id))
)


def owes_in(campaign: Any, phase: Any) -> ColumnElement[bool]:
    """The office's unit still owes something in this campaign, and phase if that is not NULL."""
    return (
        exists()
        .where(
            duty.c.unit_id == office.c.unit_id,
            duty.c.campaign_id == campaign,
            or_(phase.is_(None), duty.c.phase_id == phase),
            OWED,
            NOT_CLOSED,
        )
        .correlate_except(duty)
    )


MATTER = bindparam("matter", type_=Big)
OF_EVENTS = _entering(
    select(*_columns(MATTER, office.c.person_id, _dropped(MATTER, office.c.person_id), of=office))
    .join_from(office, unit, unit.c.id == office.c.unit_id)
    .where(is_chair(), UNIT_LIVES, office.c.id > AFTER, office.c.id <= UPTO)
    .where(owes_in(CAMPAIGN, bindparam("phase", type_=Big)), hears(office.c.person_id))
)

newer = snooze.alias("newer_word")
NEWEST_SNOOZE = ~exists().where(
    newer.c.person_id == snooze.c.person_id,
    newer.c.id > snooze.c.id,
    or_(newer.c.duty_id == snooze.c.duty_id, newer.c.duty_id.is_(None)),
)
# A campaign that was armed later was not meant: its duties were unknown, though a day that moves may give them rungs of then.
IS_MEANT = exists().where(campaign.c.id == duty.c.campaign_id, campaign.c.armed_at <= snooze.c.until)
ALL_OF_MINE = and_(
    snooze.c.duty_id.is_(None),
    IS_MEANT,
    exists().where(
        office.c.person_id == snooze.c.person_id, holds(office), office.c.unit_id == duty.c.unit_id, office.c.role == CHAIR
    ),
    was_told(snooze.c.person_id, snooze.c.until),
)
OF_SNOOZES = _entering(
    select(
        *_columns(snooze.c.id, snooze.c.person_id, _dropped(snooze.c.id, snooze.c.person_id, (promised(duty.c.id), "promised")))
    )
    .join_from(snooze, duty, and_(duty.c.federation_id == snooze.c.federation_id, duty.c.campaign_id == CAMPAIGN))
    .join(unit, unit.c.id == duty.c.unit_id)
    .where(
        snooze.c.until == FIRES,
        NEWEST_SNOOZE,
        or_(and_(duty.c.id == snooze.c.duty_id, has_to_do(snooze.c.person_id)), ALL_OF_MINE),
    )
    .where(or_(snooze.c.duty_id.is_not(None), ~promised(duty.c.id)))  # of everything, what is promised does not count
    .where(OWED, NOT_CLOSED, UNIT_LIVES, hears(snooze.c.person_id))
)
newer_promise = promise.alias("newer_word")
OF_PROMISES = _entering(
    select(
        *_columns(
            promise.c.id,
            promise.c.person_id,
            _dropped(promise.c.id, promise.c.person_id, (snoozed(promise.c.person_id, duty.c.id), "snoozed")),
        )
    )
    .join_from(promise, duty, and_(duty.c.id == promise.c.duty_id, duty.c.campaign_id == CAMPAIGN))
    .join(unit, unit.c.id == duty.c.unit_id)
    .where(promise.c.day == DUE, OWED, NOT_CLOSED, UNIT_LIVES, hears(promise.c.person_id), has_to_do(promise.c.person_id))
    .where(~exists().where(newer_promise.c.duty_id == promise.c.duty_id, newer_promise.c.id > promise.c.id))
)

"""Gives every grassroots unit its duties in the running campaigns, and every duty the due day that its rule says."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlmodel
from sqlalchemy import Date, and_, bindparam, exists, func, or_, select, true, update
from sqlalchemy.dialects import postgresql
from sqlmodel import col

from bot import calendar
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.duties import rules
from bot.duties.deciding import EXTENDED
from bot.duties.rules import Occasion
from bot.models import Campaign, Duty, DutyChange, DutyRule, Level, Phase, Unit, table_of, written
from bot.units.tree import below, parent_of

duty, duty_change, duty_rule = table_of(Duty), table_of(DutyChange), table_of(DutyRule)
campaign, phase, unit, level = table_of(Campaign), table_of(Phase), table_of(Unit), table_of(Level)

BEFOREHAND = timedelta(days=30)  # how long before it starts a phase begins to count

OWED = ("federation_id", "campaign_id", "unit_id", "phase_id", "kind", "occurrence")
FIXED = ("due_on", "due_origin", "due_source", "grace_days", "closes_on")


def fill(db: Transaction, federation_id: int, today: date) -> int:
    """Add the duties that units owe and do not have yet, in all running campaigns, and bring due days up to date; returns how
    many were added. Doing it twice changes nothing. To be called after anything that changes units, phases or rules.

    A unit owes what its campaign asks in a phase during which it existed, from a month before the phase starts. What it owes
    after it closed is for whoever reads: the row stays, and counts as excused.
    """
    db.flush()
    running = sqlmodel.select(Campaign).where(Campaign.federation_id == federation_id, col(Campaign.is_open))
    days = calendar.of(db, federation_id)
    added = 0
    for each_campaign in db.session.exec(running.order_by(col(Campaign.id))).all():
        phases = [each for each in _phases(db, each_campaign) if each.starts_on is None or each.starts_on <= today + BEFOREHAND]
        for occasion in rules.occasions(rules.rules_of(db, written(each_campaign.id)), phases, days, today):
            added += _add(db, each_campaign, occasion, today)
            _fix(db, each_campaign, occasion)
    return added


def fill_new(db: Transaction, today: date) -> None:
    """`fill` for federations in which a phase begins to count and nobody owes anything in it yet; cheap where there is none."""
    for federation_id in db.all(NEW, horizon=today + BEFOREHAND):
        fill(db, federation_id, today)


def _phases(db: Transaction, running: Campaign) -> Sequence[Phase]:
    wanted = sqlmodel.select(Phase).where(Phase.campaign_id == running.id)
    return db.session.exec(wanted.order_by(col(Phase.position))).all()


NEW = Prepared(
    select(phase.c.federation_id)
    .distinct()
    .join_from(phase, campaign, and_(campaign.c.id == phase.c.campaign_id, campaign.c.is_open))
    .where(or_(phase.c.starts_on.is_(None), phase.c.starts_on <= bindparam("horizon", type_=Date)))
    .where(exists().where(duty_rule.c.campaign_id == campaign.c.id))
    .where(~exists().where(duty.c.phase_id == phase.c.id)),
    int,
)


def _values(occasion: Occasion) -> dict[str, Any]:
    """What a duty of this occasion says about its due day."""
    rule, due_on = occasion.rule, occasion.due_on
    closes = due_on + timedelta(days=rule.close_days) if due_on and rule.close_days is not None else None
    dated = (rule.origin, rule.source) if due_on else (None, None)
    return {"due_on": due_on, "origin": dated[0], "source": dated[1], "grace": rule.grace_days, "closes": closes}


def _insert(*, within: bool) -> Prepared[tuple[()]]:
    """The duty of one occasion for every grassroots unit that existed during the phase; `within`: only below `:root`."""
    rows = (
        select(
            unit.c.federation_id,
            bindparam("campaign", type_=Big),
            unit.c.id,
            bindparam("phase", type_=Big),
            bindparam("kind", type_=duty.c.kind.type),
            bindparam("occurrence", type_=duty.c.occurrence.type),
            bindparam("due_on", type_=Date),
            bindparam("origin", type_=duty.c.due_origin.type),
            bindparam("source", type_=duty.c.due_source.type),
            bindparam("grace", type_=duty.c.grace_days.type),
            bindparam("closes", type_=Date),
        )
        .join_from(unit, level, level.c.id == unit.c.level_id)
        .where(unit.c.federation_id == bindparam("federation"), level.c.is_grassroots)
        .where(unit.c.valid_from <= bindparam("last", type_=Date))
        .where(or_(unit.c.valid_to.is_(None), unit.c.valid_to >= bindparam("first", type_=Date)))
    )
    if within:
        tree = below()
        rows = rows.where(unit.c.id.in_(select(tree.c.unit_id)))
    in_order = rows.where(true()).order_by(unit.c.id)  # lists that go by the number of the duty are the same everywhere
    insert = postgresql.insert(duty).from_select([*OWED, *FIXED], in_order)
    return Prepared(insert.on_conflict_do_nothing())


ADD, ADD_BELOW = _insert(within=False), _insert(within=True)
# A unit whose day an officer moved keeps that day.
FIX: Prepared[tuple[()]] = Prepared(
    update(duty)
    .where(duty.c.campaign_id == bindparam("campaign"), duty.c.phase_id == bindparam("phase"))
    .where(duty.c.kind == bindparam("of_kind"), duty.c.occurrence == bindparam("number"))
    .where(
        or_(
            duty.c.due_on.is_distinct_from(bindparam("day", type_=Date)),
            duty.c.grace_days != bindparam("grace", type_=duty.c.grace_days.type),
            duty.c.closes_on.is_distinct_from(bindparam("closes", type_=Date)),
            func.coalesce(duty.c.due_source, "") != func.coalesce(bindparam("source", type_=duty.c.due_source.type), ""),
        )
    )
    .where(~exists().where(duty_change.c.duty_id == duty.c.id, duty_change.c.deed == EXTENDED))
    .values(
        due_on=bindparam("day", type_=Date),
        due_origin=bindparam("origin", type_=duty.c.due_origin.type),
        due_source=bindparam("source", type_=duty.c.due_source.type),
        grace_days=bindparam("grace", type_=duty.c.grace_days.type),
        closes_on=bindparam("closes", type_=Date),
    )
)


def _add(db: Transaction, running: Campaign, occasion: Occasion, today: date) -> int:
    first = occasion.phase.starts_on or today
    last = occasion.phase.ends_on or max(today, first)
    values = {**_values(occasion), "kind": occasion.rule.kind, "occurrence": occasion.occurrence}
    values |= {
        "federation": running.federation_id,
        "campaign": running.id,
        "phase": occasion.phase.id,
        "first": first,
        "last": last,
    }
    if running.unit_id is None or parent_of(db, running.unit_id, today) is None:
        return db.run(ADD, **values)
    return db.run(ADD_BELOW, root=running.unit_id, day=min(max(today, first), last), **values)


def _fix(db: Transaction, running: Campaign, occasion: Occasion) -> None:
    values = _values(occasion)
    day = values.pop("due_on")
    where = {"campaign": running.id, "phase": occasion.phase.id, "of_kind": occasion.rule.kind, "number": occasion.occurrence}
    db.run(FIX, day=day, **where, **values)

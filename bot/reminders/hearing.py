"""For statements: who hears of something, and what was said meanwhile that keeps a reminder back.

Values: `:now`, `:day` (today), `:there` and `:there_day`: by when somebody must have joined, agreed and taken office.
"""

from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, exists, literal_column, not_, or_

from bot import doors
from bot.database.types import UtcDateTime
from bot.models import (
    Account,
    Chat,
    ClusterUnit,
    Duty,
    ExtensionRequest,
    Office,
    PhoneCall,
    Promise,
    Reminder,
    Snooze,
    Unit,
    table_of,
)
from bot.people import CHAIR, LEAD
from bot.privacy.consents import reminded
from bot.units.tree import holds

duty, unit, office, cluster_unit = table_of(Duty), table_of(Unit), table_of(Office), table_of(ClusterUnit)
account, chat = table_of(Account).alias("door"), table_of(Chat).alias("door_chat")
# Names of their own: the statements that ask may read these tables themselves.
snooze, promise = table_of(Snooze).alias("put_off"), table_of(Promise).alias("promised")
extension, phone_call = table_of(ExtensionRequest), table_of(PhoneCall)
told = table_of(Reminder).alias("told")

NOW = bindparam("now", type_=UtcDateTime())
THERE = bindparam("there", type_=UtcDateTime())

UNIT_LIVES = or_(unit.c.valid_to.is_(None), unit.c.valid_to >= bindparam("day", type_=Date))
NOT_CLOSED = or_(duty.c.closes_on.is_(None), duty.c.closes_on >= bindparam("day", type_=Date))
# Written as the partial index `ix_duty_owed` has it.
OWED = and_(duty.c.done_at.is_(None), duty.c.excused_on.is_(None))


def hears(who: Any) -> ColumnElement[bool]:
    """The person agreed to be reminded, and joined, by `:there`; some open chat of a working bot reaches them now."""
    reached = exists().where(
        account.c.person_id == who,
        account.c.linked_at <= THERE,
        chat.c.id == account.c.chat_id,
        chat.c.closed_at.is_(None),
        doors.works(account.c.bot_id),
    )
    return and_(reached, reminded(who, THERE))


def chairs(table: Any = office) -> ColumnElement[bool]:
    """The office is a chair's own today, not a deputy's."""
    return and_(table.c.role == CHAIR, not_(table.c.is_deputy), holds(table))


def deputises() -> ColumnElement[bool]:
    """The office is a deputy's today."""
    return and_(office.c.role == CHAIR, office.c.is_deputy, holds(office))


def is_chair(table: Any = office) -> ColumnElement[bool]:
    """The office is a chair's own today, and was by `:there`."""
    return and_(chairs(table), table.c.valid_from <= bindparam("there_day", type_=Date))


def is_deputy() -> ColumnElement[bool]:
    """The office is a deputy's today, and was by `:there`."""
    return and_(deputises(), office.c.valid_from <= bindparam("there_day", type_=Date))


def is_lead() -> ColumnElement[bool]:
    """The office leads the cluster of `cluster_unit` today, and did by `:there`."""
    since = office.c.valid_from <= bindparam("there_day", type_=Date)
    return and_(office.c.role == LEAD, office.c.cluster_id == cluster_unit.c.cluster_id, holds(office), since)


def leads(who: Any) -> ColumnElement[bool]:
    """The person leads the cluster of the duty's unit today."""
    return exists().where(
        office.c.person_id == who,
        office.c.role == LEAD,
        holds(office),
        cluster_unit.c.cluster_id == office.c.cluster_id,
        cluster_unit.c.unit_id == duty.c.unit_id,
        holds(cluster_unit),
    )


def has_to_do(who: Any) -> ColumnElement[bool]:
    """The person is a chair or a deputy of the duty's unit today, or leads its cluster."""
    own = exists().where(office.c.person_id == who, office.c.role == CHAIR, office.c.unit_id == duty.c.unit_id, holds(office))
    return or_(own, leads(who))


def was_told(who: Any, until: Any) -> ColumnElement[bool]:
    """A reminder of the duty had come for the person by then."""
    return exists().where(told.c.matter_id == duty.c.id, told.c.person_id == who, told.c.fires_at <= until, told.c.is_duty)


# Two levels down, SQLAlchemy takes the table of a column for one to be read anew, unless it is told not to.
def snoozed(who: Any, what: Any) -> ColumnElement[bool]:
    """The person does not want to hear of this duty until later: their newest word about it, or about everything."""
    newer = snooze.alias("newer_snooze")
    return (
        exists()
        .where(
            snooze.c.person_id == who,
            snooze.c.until > NOW,
            or_(snooze.c.duty_id == what, snooze.c.duty_id.is_(None)),
            ~exists()
            .where(
                newer.c.person_id == snooze.c.person_id,
                newer.c.id > snooze.c.id,
                or_(newer.c.duty_id == what, newer.c.duty_id.is_(None)),
            )
            .correlate_except(newer),
        )
        .correlate_except(snooze)
    )


def promised(what: Any) -> ColumnElement[bool]:
    """The newest promise for this duty names today or a later day."""
    newer = promise.alias("newer_promise")
    return (
        exists()
        .where(
            promise.c.duty_id == what,
            promise.c.day >= bindparam("day", type_=Date),
            ~exists().where(newer.c.duty_id == promise.c.duty_id, newer.c.id > promise.c.id).correlate_except(newer),
        )
        .correlate_except(promise)
    )


def answered(since: Any) -> ColumnElement[bool]:
    """Somebody has said something about the duty, so nobody above them is asked: more time is asked for, whoever leads the
    unit put it off, or an officer reached them by phone at `since` or later."""
    called = exists().where(
        phone_call.c.unit_id == duty.c.unit_id,
        or_(phone_call.c.duty_id == duty.c.id, phone_call.c.duty_id.is_(None)),
        phone_call.c.made_at >= since,
        phone_call.c.outcome.in_([literal_column("'reached'"), literal_column("'promised'")]),
    )
    asked = exists().where(extension.c.duty_id == duty.c.id, extension.c.decision.is_(None))
    theirs = office.alias("theirs")
    put_off = (
        exists()
        .where(theirs.c.unit_id == duty.c.unit_id, theirs.c.role == CHAIR, holds(theirs), snoozed(theirs.c.person_id, duty.c.id))
        .correlate_except(theirs)
    )
    return or_(asked, called, put_off)

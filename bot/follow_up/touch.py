"""When a unit was last in touch: the last word from it, the last digest or nudge that reached it, the last call."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, and_, func, literal_column, select, union_all

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Account, Duty, Inbox, Launch, Nudge, Office, Outbox, PhoneCall, Pledge, Promise, Report, table_of
from bot.people import CHAIR
from bot.rights import Reach, reached
from bot.units.tree import holds

office, account, inbox, outbox, duty = (table_of(each) for each in (Office, Account, Inbox, Outbox, Duty))
nudged, phone_call = table_of(Nudge), table_of(PhoneCall)


class How(StrEnum):
    """What kind of touch it was."""

    WORD = "word"  # the unit said something, or wrote something down
    DIGEST = "digest"
    NUDGE = "nudge"
    CALL = "call"


@dataclass(frozen=True)
class Touch:
    """The last time a unit was in touch."""

    at: datetime
    how: How


REACHED = reached(with_closed=True)
CHAIRS = and_(office.c.unit_id == REACHED.c.unit_id, office.c.role == CHAIR, holds(office))


def _tagged(how: How, at: Any) -> tuple[Any, Any, Any]:
    return REACHED.c.unit_id, literal_column(f"'{how}'", String).label("how"), at.label("at")


def _through_chairs(how: How, at: Any) -> Select[Any]:
    return select(*_tagged(how, at)).join_from(REACHED, office, CHAIRS).join(account, account.c.person_id == office.c.person_id)


def _written(model: Any) -> Select[Any]:
    """What people of the unit wrote down about its duties; what came otherwise names nobody."""
    table = table_of(model)
    at = table.c.made_at if "made_at" in table.c else table.c.recorded_at
    return (
        select(*_tagged(How.WORD, at))
        .join_from(REACHED, duty, duty.c.unit_id == REACHED.c.unit_id)
        .join(table, and_(table.c.duty_id == duty.c.id, table.c.person_id.is_not(None)))
    )


_EVENTS = union_all(
    _through_chairs(How.WORD, inbox.c.received_at).join(inbox, inbox.c.chat_id == account.c.chat_id),
    *(_written(model) for model in (Launch, Pledge, Report, Promise)),
    _through_chairs(How.DIGEST, outbox.c.settled_at)
    .join(outbox, outbox.c.chat_id == account.c.chat_id)
    .where(outbox.c.kind == literal_column("'digest'", String), outbox.c.state == literal_column("'sent'", String)),
    select(*_tagged(How.NUDGE, nudged.c.made_at)).join_from(REACHED, nudged, nudged.c.unit_id == REACHED.c.unit_id),
    select(*_tagged(How.CALL, phone_call.c.made_at)).join_from(REACHED, phone_call, phone_call.c.unit_id == REACHED.c.unit_id),
).subquery()
LAST: Prepared[Any] = Prepared(
    select(_EVENTS.c.unit_id, _EVENTS.c.how, func.max(_EVENTS.c.at)).group_by(_EVENTS.c.unit_id, _EVENTS.c.how)
)


def last_touches(db: Transaction, reach: Reach, day: date) -> dict[int, Touch]:
    """When each unit within reach on `day` was last in touch; one that never was is not in it.

    Words that led to nothing are known for as long as the platform's updates are (`bot.post.inbox`: a week, or a month).
    """
    order, newest = list(How), dict[int, Touch]()
    for unit_id, how, at in sorted(db.all(LAST, day=day, **vars(reach)), key=lambda each: (each[2], order.index(How(each[1])))):
        newest[unit_id] = Touch(at, How(how))  # a promise that an officer notes with a call is a word of the same moment
    return newest

"""The last contacts with one unit, one of each kind: its own word, calls, nudges, reminders, announcements."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, func, literal_column, null, select, union_all

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.follow_up import Outcome
from bot.models import Account, Inbox, Nudge, Office, Outbox, Person, PhoneCall, table_of
from bot.people import CHAIR
from bot.units.tree import holds

office, account, inbox, outbox = table_of(Office), table_of(Account), table_of(Inbox), table_of(Outbox)
nudged, phone_call, person = table_of(Nudge), table_of(PhoneCall), table_of(Person)


class Kind(StrEnum):
    """What kind of contact it was."""

    WORD = "word"  # a chair wrote or pressed something
    CALL = "call"
    NUDGE = "nudge"
    DIGEST = "digest"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True)
class Contact:
    """The last contact of its kind. `by`: the officer who called or nudged; `outcome`: what came of the call."""

    at: datetime
    kind: Kind
    by: str | None
    outcome: Outcome | None


NOBODY, NOTHING = null().cast(String), null().cast(String)
SENT = outbox.c.state == literal_column("'sent'", String)


def _kind(kind: Kind) -> Any:
    return literal_column(f"'{kind}'", String).label("kind")


def _through_chairs(kind: Kind, table: Any, at: Any) -> Select[Any]:
    """The newest row of the chats of those who lead the unit."""
    return (
        select(func.max(at).label("at"), _kind(kind), NOBODY.label("by"), NOTHING.label("outcome"))
        .select_from(office)
        .join(account, account.c.person_id == office.c.person_id)
        .join(table, table.c.chat_id == account.c.chat_id)
        .where(office.c.unit_id == bindparam("of_unit"), office.c.role == CHAIR, holds(office))
    )


def _by_officer(kind: Kind, table: Any, outcome: Any) -> Select[Any]:
    newest = select(func.max(table.c.id)).where(table.c.unit_id == bindparam("of_unit")).scalar_subquery()
    return (
        select(table.c.made_at, _kind(kind), person.c.name, outcome.label("outcome"))
        .select_from(table)
        .outerjoin(person, person.c.id == table.c.person_id)
        .where(table.c.id == newest)
    )


LAST: Prepared[Any] = Prepared(
    union_all(
        _through_chairs(Kind.WORD, inbox, inbox.c.received_at),
        _through_chairs(Kind.DIGEST, outbox, outbox.c.settled_at).where(
            and_(SENT, outbox.c.kind == literal_column("'digest'", String))
        ),
        _through_chairs(Kind.ANNOUNCEMENT, outbox, outbox.c.settled_at).where(and_(SENT, outbox.c.announcement_id.is_not(None))),
        _by_officer(Kind.CALL, phone_call, phone_call.c.outcome),
        _by_officer(Kind.NUDGE, nudged, NOTHING),
    )
)


def last_contacts(db: Transaction, unit_id: int, day: date) -> list[Contact]:
    """The last contact of each kind with a unit, the newest first; words as long as updates are kept, see `bot.post.inbox`."""
    found = [
        Contact(at, Kind(kind), by, Outcome(outcome) if outcome else None)
        for at, kind, by, outcome in db.all(LAST, of_unit=unit_id, day=day)
        if at is not None
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)

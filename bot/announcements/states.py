"""What became of each recipient: worked out from the outbox and the chats, never written down twice."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, case, func, literal_column, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Chat, Outbox, Person, Recipient, Unit, table_of

recipient, outbox, chat = table_of(Recipient), table_of(Outbox), table_of(Chat)
unit, person = table_of(Unit), table_of(Person)

ACKNOWLEDGED, ARRIVED, WAITS, BLOCKED = "acknowledged", "sent", "waiting", "blocked"
UNREACHABLE, FAILED, STOPPED = "unreachable", "failed", "stopped"
STATES = (ACKNOWLEDGED, ARRIVED, WAITS, BLOCKED, UNREACHABLE, FAILED, STOPPED)


@dataclass(frozen=True)
class Line:
    """A recipient in a list; `person` is None where nobody of the unit has joined, `problem` why it failed."""

    unit: str
    person: str | None
    problem: str | None


def _number_of(condition: ColumnElement[bool], name: str) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0)).label(name)


MESSAGES = (
    select(
        outbox.c.chat_id,
        _number_of(outbox.c.sent_as.is_(None) & ((outbox.c.state == "waiting") | (outbox.c.state == "held")), "waiting"),
        _number_of(outbox.c.state == "dead", "dead"),
        _number_of(outbox.c.sent_as.is_(None) & (outbox.c.state == "dropped"), "dropped"),
        func.max(outbox.c.problem).label("problem"),
    )
    .where(outbox.c.announcement_id == bindparam("row"))
    .group_by(outbox.c.chat_id)
    .subquery()
)


def _plain(state: str) -> ColumnElement[str]:
    return literal_column(f"'{state}'", String())


is_closed = chat.c.closed_at.is_not(None)
STATE = case(
    (recipient.c.acknowledged_at.is_not(None), _plain(ACKNOWLEDGED)),
    (recipient.c.person_id.is_(None), _plain(UNREACHABLE)),
    (recipient.c.chat_id.is_(None), _plain(BLOCKED)),
    (is_closed & ((MESSAGES.c.dead > 0) | (MESSAGES.c.waiting > 0)), _plain(BLOCKED)),
    (MESSAGES.c.dead > 0, _plain(FAILED)),
    (MESSAGES.c.waiting > 0, _plain(WAITS)),
    (MESSAGES.c.dropped > 0, _plain(STOPPED)),
    (MESSAGES.c.chat_id.is_(None), _plain(WAITS)),
    else_=_plain(ARRIVED),
)


def _of(columns: tuple[Any, ...]) -> Select[Any]:
    rows = select(*columns).select_from(
        recipient.outerjoin(MESSAGES, MESSAGES.c.chat_id == recipient.c.chat_id)
        .outerjoin(chat, chat.c.id == recipient.c.chat_id)
        .join(unit, unit.c.id == recipient.c.unit_id)
        .outerjoin(person, person.c.id == recipient.c.person_id)
    )
    return rows.where(recipient.c.announcement_id == bindparam("row"))


EACH = _of((STATE.label("state"),)).subquery()
FIGURES: Prepared[Any] = Prepared(select(EACH.c.state, func.count()).group_by(EACH.c.state))
LISTED = Prepared(
    _of((unit.c.name, person.c.name.label("person"), MESSAGES.c.problem))
    .where(bindparam("wanted", type_=String()) == STATE)
    .order_by(unit.c.sort_key, recipient.c.id)
    .limit(bindparam("at_most"))
    .offset(bindparam("skipped")),
    Line,
)


def figures(db: Transaction, announcement_id: int) -> dict[str, int]:
    """How many recipients are in each state; every state has a figure."""
    found = dict(db.all(FIGURES, row=announcement_id))
    return {state: int(found.get(state, 0)) for state in STATES}


def listed(db: Transaction, announcement_id: int, state: str, page: range) -> list[Line]:
    """The recipients in one state, by unit; `page` counts from 0."""
    return db.all(LISTED, row=announcement_id, wanted=state, at_most=len(page), skipped=page.start)

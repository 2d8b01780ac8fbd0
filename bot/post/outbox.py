"""What is owed: queued once under a unique key, in the transaction that decided it, and kept until it is settled."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql

from bot import pauses
from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.models import WAITING, Chat, Halt, Outbox, table_of
from bot.post.message import Message, Style, split_styled
from bot.post.unasked import kept_back

outbox = table_of(Outbox)
chat = table_of(Chat)
halt = table_of(Halt)

REPLY, REMINDER, REST = 0, 1, 2
IN_DOUBT = "in doubt"  # begins the problem of what may have arrived
HOLDS_BACK = 5  # failed attempts after which a message no longer holds back the later ones of its chat


@dataclass(frozen=True)
class Address:
    """Where a message goes: a chat of one of the federation's bots."""

    federation_id: int
    bot_id: int
    chat_id: int


@dataclass(frozen=True)
class Letter:
    """A row that is due, with what is needed to send it. `address` is the platform's own."""

    id: int
    federation_id: int
    chat_id: int
    address: str
    language: str
    priority: int
    kind: str
    body: str
    revision: int
    attempts: int
    sent_as: str | None
    announcement_id: int | None = None


COLUMNS = ("federation_id", "bot_id", "chat_id", "key", "priority", "kind", "body", "state", "revision", "attempts", "not_before")
ADD = insert_new(outbox, *COLUMNS)


def queue(db: Transaction, to: Address, key: str, message: Message, now: datetime, priority: int = REPLY) -> bool:
    """Owe `message` to a chat; False if `key` was queued before. A text too long for one message becomes several."""
    *first, (last, styles) = split_styled(message.text, message.styles)
    added = True
    for number, (part, own) in enumerate(first):
        added = put(db, to, f"{key}/{number}", "send", Message(part, silent=message.silent, styles=own).to_json(), now, priority)
    return put(db, to, key, "send", replace(message, text=last, styles=styles).to_json(), now, priority) and added


def queue_edit(
    db: Transaction, to: Address, key: str, message_id: str, text: str | None, now: datetime, styles: tuple[Style, ...] = ()
) -> None:
    """Change a message that is there: it loses its options, and gets `text` unless that is None."""
    body = {"message_id": message_id, "text": text} | ({"styles": [vars(each) for each in styles]} if styles else {})
    put(db, to, key, "edit", json.dumps(body, ensure_ascii=False), now, REPLY)


def put(db: Transaction, to: Address, key: str, kind: str, body: str, not_before: datetime, priority: int) -> bool:
    """One row; False if its key is there already."""
    values = {
        "federation_id": to.federation_id,
        "bot_id": to.bot_id,
        "chat_id": to.chat_id,
        "key": key,
        "priority": priority,
        "kind": kind,
        "body": body,
        "state": "waiting",
        "revision": 0,
        "attempts": 0,
        "not_before": not_before,
    }
    return db.run(ADD, **values) == 1


REVIVE: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.key == bindparam("row_key"))
    .values(state="waiting", revision=outbox.c.revision + 1, attempts=0, not_before=bindparam("now"))
)


def queue_template(
    db: Transaction, to: Address, key: str, template: str, arguments: dict[str, Any], now: datetime, priority: int = REST
) -> None:
    """Owe a text that is written when it is sent. Queued again under its key, it changes the message that was sent; one with
    a file stays as it was sent."""
    if not put(db, to, key, template, json.dumps(arguments), now, priority):
        db.run(REVIVE, row_key=key, now=now)


# The first message of a chat that is due, or that has been tried and comes again: by priority, so that they stay in order.
# A sub-select, no join: PostgreSQL would join all of the outbox with itself before it takes the first hundred.
_earlier = outbox.alias("earlier")


def _first(*leaving: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(_earlier.c.id)
        .where(_earlier.c.chat_id == outbox.c.chat_id, _earlier.c.priority == outbox.c.priority, _earlier.c.state == WAITING)
        .where(_earlier.c.attempts <= HOLDS_BACK, or_(_earlier.c.not_before <= bindparam("now"), _earlier.c.attempts > 0))
        .where(*leaving)
        .order_by(_earlier.c.id)
        .limit(1)
        .correlate(outbox)
        .scalar_subquery()
    )


# No foreign key says so: it would be checked at every row, and PostgreSQL would lock the chat.
_OF_CHAT = and_(chat.c.id == outbox.c.chat_id, chat.c.federation_id == outbox.c.federation_id, chat.c.bot_id == outbox.c.bot_id)
_DUE = (
    select(
        outbox.c.id,
        outbox.c.federation_id,
        outbox.c.chat_id,
        chat.c.address,
        chat.c.language,
        outbox.c.priority,
        outbox.c.kind,
        outbox.c.body,
        outbox.c.revision,
        outbox.c.attempts,
        outbox.c.sent_as,
        outbox.c.announcement_id,
    )
    .join_from(outbox, chat, _OF_CHAT)
    .where(outbox.c.bot_id == bindparam("bot_id"), outbox.c.state == WAITING, outbox.c.not_before <= bindparam("now"))
    .where(outbox.c.priority <= bindparam("worst"), chat.c.closed_at.is_(None))
    .where(
        ~exists().where(
            halt.c.until > bindparam("now"), halt.c.scope == bindparam("chats") + outbox.c.chat_id.cast(halt.c.scope.type)
        )
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("at_most"))
)
DUE = Prepared(_DUE.where(outbox.c.id <= func.coalesce(_first(), outbox.c.id)), Letter)
DUE_IN_A_PAUSE = Prepared(
    _DUE.where(~kept_back(outbox), outbox.c.id <= func.coalesce(_first(~kept_back(_earlier)), outbox.c.id)), Letter
)


HALTED: Prepared[tuple[str]] = Prepared(
    select(halt.c.scope).where(halt.c.scope == bindparam("scope"), halt.c.until > bindparam("now"))
)


def due(db: Transaction, bot_id: int, now: datetime, at_most: int, worst: int = REST) -> list[Letter]:
    """What may be sent now, replies first, down to priority `worst`, of each chat and priority the first; halted chats and,
    for all but replies, a halted bot are left out, and in a pause of the federation what is kept back."""
    if worst > REPLY and db.first(HALTED, scope=f"bot/{bot_id}", now=now) is not None:
        worst = REPLY
    statement = DUE_IN_A_PAUSE if worst > REPLY and pauses.is_bot_paused(db, bot_id, now) else DUE
    return db.all(statement, bot_id=bot_id, now=now, at_most=at_most, chats="chat/", worst=worst)


SENT: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state=case((outbox.c.revision == bindparam("rendered"), "sent"), else_="waiting"),
        sent_as=bindparam("message_id"),
        settled_at=bindparam("now"),
    )
)
SETTLE: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state=bindparam("new_state"), problem=bindparam("new_problem"), settled_at=bindparam("now"))
)
POSTPONE: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        attempts=bindparam("tried"),
        not_before=bindparam("until"),
        problem=case(
            (outbox.c.problem.startswith(IN_DOUBT), outbox.c.problem),  # whatever came of a later attempt
            else_=func.coalesce(bindparam("new_problem", type_=outbox.c.problem.type), outbox.c.problem),
        ),
    )
)


def mark_sent(db: Transaction, letter: Letter, message_id: str | None, now: datetime) -> None:
    """It arrived. A template that was queued again meanwhile stays waiting and will be edited."""
    db.run(SENT, row=letter.id, rendered=letter.revision, message_id=message_id or letter.sent_as, now=now)


LEAVE: Prepared[tuple[()]] = Prepared(
    update(outbox).where(outbox.c.id == bindparam("row")).values(kind="send", body=bindparam("rest"), attempts=0)
)


def leave(db: Transaction, letter: Letter, rest: Message) -> None:
    """The first part of it arrived; `rest`, which has no file, is what is still owed."""
    db.run(LEAVE, row=letter.id, rest=rest.to_json())


def drop(db: Transaction, letter: Letter, now: datetime, problem: str | None = None) -> None:
    """It will not be sent: there is nothing to say any more, or for a reason."""
    db.run(SETTLE, row=letter.id, new_state="dead" if problem else "dropped", new_problem=problem, now=now)


WITHDRAW: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.key == bindparam("row_key"), outbox.c.state == WAITING)
    .values(state="dropped", settled_at=bindparam("now"))
)


def withdraw(db: Transaction, key: str, now: datetime) -> bool:
    """What was queued under `key` will not be sent; False if it was already, or nothing was queued."""
    return db.run(WITHDRAW, row_key=key, now=now) > 0


def postpone(db: Transaction, letter: Letter, until: datetime, problem: str | None) -> None:
    """Not now: try again from `until` on. One that is about to be sent is postponed too, without a problem, where nobody shall
    send it a second time at once if this process dies."""
    db.run(POSTPONE, row=letter.id, tried=letter.attempts + 1, until=until, new_problem=problem)


RELEASE: Prepared[tuple[()]] = Prepared(
    update(outbox).where(outbox.c.id == bindparam("row")).values(attempts=bindparam("tried"), not_before=bindparam("now"))
)


def release(db: Transaction, letter: Letter, now: datetime) -> None:
    """It was not sent and may be sent again at once."""
    db.run(RELEASE, row=letter.id, tried=letter.attempts, now=now)


HALT: Prepared[tuple[()]] = Prepared(
    postgresql.insert(halt)
    .values(scope=bindparam("scope"), until=bindparam("until"))
    .on_conflict_do_update(index_elements=["scope"], set_={"until": bindparam("until")}, where=halt.c.until < bindparam("until"))
)


def stop_until(db: Transaction, scope: str, until: datetime) -> None:
    """The platform said: not before `until`. For `chat/5`, or for all of `bot/1` but its replies."""
    db.run(HALT, scope=scope, until=until)

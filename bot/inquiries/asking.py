"""Keeping a question, telling the officers, and saying the answer in the asker's chat."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select, update

from bot import calendar, operations
from bot.acting import actor
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.i18n import _, show_moment, speaking
from bot.models import Account, Chat, Contact, Inquiry, Office, Person, Unit, table_of, written
from bot.people import OFFICER, REVIEWER, Held
from bot.post import outbox
from bot.post.message import Message, Option
from bot.post.outbox import REST, Address
from bot.units.tree import belonging, holds, parent_of

inquiry, unit, person, contact = table_of(Inquiry), table_of(Unit), table_of(Person), table_of(Contact)
office, account, chat = table_of(Office), table_of(Account), table_of(Chat)
answerer = person.alias("answerer")

TEMPLATE = "inquiry"


@dataclass(frozen=True)
class Asked:
    """A question with whoever asked it, and its answer if there is one."""

    id: int
    unit_id: int
    unit: str
    name: str
    person_id: int
    language: str
    bot_id: int
    chat_id: int
    words: str
    asked_at: datetime
    answer: str
    answered_by: str | None
    answered_at: datetime | None
    phone: str | None
    listed: str | None  # whose phone it is, as the federation's list says


def _questions() -> Select[Any]:
    asker = (unit.c.id, unit.c.name, person.c.name.label("asker"), person.c.id.label("whose"), person.c.language)
    asked = (inquiry.c.bot_id, inquiry.c.chat_id, inquiry.c.words, inquiry.c.asked_at, inquiry.c.answer)
    answered = (answerer.c.name.label("by"), inquiry.c.answered_at)
    return (
        select(inquiry.c.id.label("row"), *asker, *asked, *answered, contact.c.phone, contact.c.name.label("listed"))
        .join_from(inquiry, unit, unit.c.id == inquiry.c.unit_id)
        .join(person, person.c.id == inquiry.c.person_id)
        .outerjoin(answerer, answerer.c.id == inquiry.c.answered_by)
        .outerjoin(contact, contact.c.unit_id == unit.c.id)
    )


BELOW = belonging()
WITHIN = _questions().join(BELOW, BELOW.c.unit_id == inquiry.c.unit_id)
ONE = Prepared(_questions().where(inquiry.c.federation_id == bindparam("federation"), inquiry.c.id == bindparam("row_id")), Asked)
ONE_WITHIN = Prepared(WITHIN.where(inquiry.c.id == bindparam("row_id")), Asked)
WAITING = Prepared(WITHIN.where(inquiry.c.answered_at.is_(None)).order_by(inquiry.c.asked_at, inquiry.c.id), Asked)
OFFICERS: Prepared[Any] = Prepared(
    select(account.c.federation_id, account.c.bot_id, account.c.chat_id)
    .distinct()
    .join_from(office, account, account.c.person_id == actor())
    .join(chat, and_(chat.c.id == account.c.chat_id, chat.c.closed_at.is_(None)))
    .where(office.c.unit_id == bindparam("of_unit"), or_(office.c.role == OFFICER, office.c.role == REVIEWER), holds(office))
    .where(account.c.person_id != bindparam("asker"))
)
ANSWER: Prepared[tuple[()]] = Prepared(
    update(inquiry)
    .where(inquiry.c.id == bindparam("row_id"), inquiry.c.answered_at.is_(None))
    .values(answer=bindparam("said"), answered_by=bindparam("who"), answered_at=bindparam("now"))
)


def officers_over(db: Transaction, unit_id: int, asker: int, day: date) -> list[Address]:
    """Where a question from this unit goes: to the officers of the nearest unit above it that has any whom the bot reaches,
    then to those of the unit itself."""
    above = parent_of(db, unit_id, day)
    while above is not None:
        if found := db.all(OFFICERS, of_unit=above, asker=asker, day=day):
            return [Address(*each) for each in found]
        above = parent_of(db, above, day)
    return [Address(*each) for each in db.all(OFFICERS, of_unit=unit_id, asker=asker, day=day)]


def send(db: Transaction, to: Address, person_id: int, unit_id: int, words: str, now: datetime) -> bool:
    """Keep a question and owe it to the officers, within the hours; False if the bot reaches none of them yet: then it waits
    in their list. `to` is the chat where the answer will be said."""
    row = Inquiry(**vars(to), unit_id=unit_id, person_id=person_id, words=words, asked_at=now)
    db.session.add(row)
    db.flush()
    officers = officers_over(db, unit_id, person_id, local(now).date())
    opening = allowed(now, calendar.of(db, to.federation_id))
    for each in officers:
        outbox.queue_template(db, each, _key(written(row.id), each), TEMPLATE, {"inquiry": row.id}, opening)
    return bool(officers)


def _key(inquiry_id: int, to: Address) -> str:
    return f"inquiry/{inquiry_id}/{to.chat_id}"


def waiting(db: Transaction, held: Held, day: date) -> list[Asked]:
    """The questions within an office's reach that nobody has answered, the oldest first."""
    return db.all(WAITING, root=held.unit_id, day=day)


def find(db: Transaction, held: Held, inquiry_id: int, day: date) -> Asked | None:
    """A question, if it comes from a unit within the office's reach."""
    return db.first(ONE_WITHIN, row_id=inquiry_id, root=held.unit_id, day=day)


def answer(db: Transaction, asked: Asked, said: str, by: Held, person_id: int, now: datetime) -> bool:
    """Say the answer in the asker's chat, with the question; False if somebody else was quicker. The other officers' messages
    are changed: they say that it is answered."""
    if not db.run(ANSWER, row_id=asked.id, said=said, who=person_id, now=now):
        return False
    federation_id = db.session.get_one(Inquiry, asked.id).federation_id
    name = db.session.get_one(Person, person_id).name
    to = Address(federation_id, asked.bot_id, asked.chat_id)
    with speaking(asked.language):
        outbox.queue(db, to, f"answer/{asked.id}", _told(asked, said, f"{name}, {by.title}"), now, REST)
    for each in officers_over(db, asked.unit_id, asked.person_id, local(now).date()):
        db.run(outbox.REVIVE, row_key=_key(asked.id, each), now=now)
    operations.record(db, federation_id, "inquiry.answer", now, person_id=person_id, unit_id=asked.unit_id, inquiry=asked.id)
    return True


def _told(asked: Asked, said: str, by: str) -> Message:
    text = _("☎️ {officer} trả lời:\n{answer}\n\nCâu đồng chí hỏi lúc {moment}: “{question}”")
    text = text.format(officer=by, answer=said, moment=show_moment(asked.asked_at), question=asked.words)
    return Message(text, ((Option(_("☎️ Hỏi tiếp"), "/gapcanbo"),),))


def of_federation(db: Transaction, federation_id: int, inquiry_id: int) -> Asked | None:
    """A question of the federation."""
    return db.first(ONE, federation=federation_id, row_id=inquiry_id)

"""Who is who: joining, offices, language."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

import sqlmodel
from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update

from bot.acting import stands_in, stood_in
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.invites import Seat
from bot.models import Account, Chat, Consent, Office, Person, Unit, table_of, written
from bot.post.outbox import Address
from bot.units.tree import holds

CHAIR, OFFICER, REVIEWER, VIEWER, LEAD = "chair", "officer", "reviewer", "viewer", "lead"

office, unit, person, chat = table_of(Office), table_of(Unit), table_of(Person), table_of(Chat)


@dataclass(frozen=True)
class Held:
    """An office somebody holds today."""

    id: int
    unit_id: int
    unit: str
    role: str
    title: str
    cluster_id: int | None


def in_force() -> ColumnElement[bool]:
    """The office is held on `:day`, and its person acts in it: in the one they chose, or in all while that is none of them.

    For statements over `office` and `person`.
    """
    chosen = office.alias("chosen")
    theirs = or_(chosen.c.person_id == person.c.id, chosen.c.id.in_(stood_in(person.c.id)))
    other = exists().where(chosen.c.id == person.c.acting_as, holds(chosen), theirs)
    return and_(holds(office), or_(person.c.acting_as.is_(None), person.c.acting_as == office.c.id, ~other))


_HELD = (
    select(office.c.id, office.c.unit_id, unit.c.name, office.c.role, office.c.title, office.c.cluster_id)
    .join_from(office, unit, unit.c.id == office.c.unit_id)
    .join(person, person.c.id == bindparam("person"))
    .order_by(office.c.id)
)
_OWN = _HELD.where(office.c.person_id == bindparam("person"))
_LENT = _HELD.where(office.c.id.in_(stood_in(bindparam("person", type_=office.c.person_id.type))))
HELD, LENT = Prepared(_OWN.where(in_force()), Held), Prepared(_LENT.where(in_force()), Held)
ALL_HELD, ALL_LENT = Prepared(_OWN.where(holds(office)), Held), Prepared(_LENT.where(holds(office)), Held)
ACT: Prepared[tuple[()]] = Prepared(update(person).where(person.c.id == bindparam("row")).values(acting_as=bindparam("chosen")))
SPEAK: Prepared[tuple[()]] = Prepared(update(person).where(person.c.id == bindparam("row")).values(language=bindparam("spoken")))
SPEAK_CHAT: Prepared[tuple[()]] = Prepared(update(chat).where(chat.c.id == bindparam("row")).values(language=bindparam("spoken")))


def offices(db: Transaction, person_id: int, day: date) -> list[Held]:
    """The offices in which a person acts on `day`: the one they chose, or all they hold and all in which they stand in."""
    lent = db.all(LENT, person=person_id, day=day) if stands_in(db, person_id, day) else []
    return db.all(HELD, person=person_id, day=day) + lent


def all_offices(db: Transaction, person_id: int, day: date) -> list[Held]:
    """All offices a person holds on `day`, and after them those in which they stand in (`bot.absences`)."""
    lent = db.all(ALL_LENT, person=person_id, day=day) if stands_in(db, person_id, day) else []
    return db.all(ALL_HELD, person=person_id, day=day) + lent


def act_as(db: Transaction, person_id: int, office_id: int | None) -> None:
    """From now on this person acts in that office alone; None: in all they hold."""
    db.run(ACT, row=person_id, chosen=office_id)


def speak(db: Transaction, person_id: int | None, chat_id: int, language: str) -> None:
    """From now on this person, and this chat, is spoken to in `language`."""
    db.run(SPEAK_CHAT, row=chat_id, spoken=language)
    if person_id:
        db.run(SPEAK, row=person_id, spoken=language)


@dataclass(frozen=True)
class Agreement:
    """A data notice as it was agreed to: its version, its text as shown, and the update that carried the answer."""

    notice: str
    text: str
    evidence: str


def join(db: Transaction, seat: Seat, name: str, to: Address, sender: str, agreement: Agreement, now: datetime) -> int:
    """Give the seat's office to whoever writes from this account; returns the person. The account may be known already, and
    then keeps its name."""
    this_account = sqlmodel.select(Account).where(Account.bot_id == to.bot_id, Account.platform_id == sender)
    known = db.session.exec(this_account).one_or_none()
    person_id = known.person_id if known else _new_person(db, seat.federation_id, name, to, sender, now)
    db.session.add(
        Office(
            federation_id=seat.federation_id,
            person_id=person_id,
            unit_id=seat.unit_id,
            cluster_id=seat.cluster_id,
            role=seat.role,
            title=seat.title,
            is_deputy=seat.is_deputy,
            valid_from=local(now).date(),
        )
    )
    db.session.add(
        Consent(
            federation_id=seat.federation_id,
            person_id=person_id,
            notice=agreement.notice,
            text_hash=hashlib.sha256(agreement.text.encode()).hexdigest(),
            evidence=agreement.evidence,
            given_at=now,
        )
    )
    return person_id


def _new_person(db: Transaction, federation_id: int, name: str, to: Address, sender: str, now: datetime) -> int:
    language = db.session.get_one(Chat, to.chat_id).language
    somebody = Person(federation_id=federation_id, name=name, language=language)
    db.session.add(somebody)
    db.session.flush()
    account = Account(
        federation_id=federation_id,
        bot_id=to.bot_id,
        platform_id=sender,
        person_id=written(somebody.id),
        chat_id=to.chat_id,
        linked_at=now,
    )
    db.session.add(account)
    return written(somebody.id)

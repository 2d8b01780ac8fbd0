"""Who is who: joining, offices, language."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

import sqlmodel
from sqlalchemy import bindparam, case, select, update

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.invites import Seat
from bot.models import Account, Chat, Consent, Office, Person, Unit, table_of, written
from bot.post.outbox import Address

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


HELD = Prepared(
    select(office.c.id, office.c.unit_id, unit.c.name, office.c.role, office.c.title, office.c.cluster_id)
    .join_from(office, unit, unit.c.id == office.c.unit_id)
    .join(person, person.c.id == office.c.person_id)
    .where(office.c.person_id == bindparam("person"), office.c.valid_from <= bindparam("day"))
    .where((office.c.valid_to.is_(None)) | (office.c.valid_to >= bindparam("day")))
    .order_by(case((office.c.id == person.c.acting_as, 0), else_=1), office.c.id),
    Held,
)
SPEAK: Prepared[tuple[()]] = Prepared(update(person).where(person.c.id == bindparam("row")).values(language=bindparam("spoken")))
SPEAK_CHAT: Prepared[tuple[()]] = Prepared(update(chat).where(chat.c.id == bindparam("row")).values(language=bindparam("spoken")))


def offices(db: Transaction, person_id: int, day: date) -> list[Held]:
    """The offices a person holds on `day`; the one they chose to act in comes first."""
    return db.all(HELD, person=person_id, day=day)


def officer_of(db: Transaction, person_id: int | None, day: date) -> Held | None:
    """The office by which a person may look at others' units; None for everybody else."""
    held = offices(db, person_id, day) if person_id else []
    return next((each for each in held if each.role == OFFICER), None)


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


def join(db: Transaction, seat: Seat, to: Address, sender: str, agreement: Agreement, now: datetime) -> int:
    """Give the seat's office to whoever writes from this account; returns the person. The account may be known already."""
    this_account = sqlmodel.select(Account).where(Account.bot_id == to.bot_id, Account.platform_id == sender)
    known = db.session.exec(this_account).one_or_none()
    person_id = known.person_id if known else _new_person(db, seat, to, sender, now)
    db.session.add(
        Office(
            federation_id=seat.federation_id,
            person_id=person_id,
            unit_id=seat.unit_id,
            role=seat.role,
            title=seat.title,
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


def _new_person(db: Transaction, seat: Seat, to: Address, sender: str, now: datetime) -> int:
    language = db.session.get_one(Chat, to.chat_id).language
    somebody = Person(federation_id=seat.federation_id, name=seat.name, language=language)
    db.session.add(somebody)
    db.session.flush()
    account = Account(
        federation_id=seat.federation_id,
        bot_id=to.bot_id,
        platform_id=sender,
        person_id=written(somebody.id),
        chat_id=to.chat_id,
        linked_at=now,
    )
    db.session.add(account)
    return written(somebody.id)

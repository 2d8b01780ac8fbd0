"""What people ask for about their own data, with the day by which it must be answered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, exists, select, update

from bot import calendar, offices
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.i18n import _, speaking
from bot.models import DataRequest, Office, Person, table_of, written
from bot.people import Held
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REST, Address
from bot.units.tree import belonging

request, office, person = table_of(DataRequest), table_of(Office), table_of(Person)

CORRECT, ERASE = "correct", "erase"


def called(kind: str) -> str:
    """What a request of this kind asks for, in words."""
    return {CORRECT: _("đề nghị sửa"), ERASE: _("đề nghị xóa")}[kind]


WORKING_DAYS = 2  # Decree 356/2025/NĐ-CP: within two working days


@dataclass(frozen=True)
class Waiting:
    """A request that nobody has answered."""

    id: int
    person_id: int
    name: str
    kind: str
    words: str
    due_on: date


BELOW = belonging()
OF_REACH = (
    select(request.c.id, person.c.id.label("whose"), person.c.name, request.c.kind, request.c.words, request.c.due_on)
    .join_from(request, person, person.c.id == request.c.person_id)
    .where(exists().where(office.c.person_id == request.c.person_id, office.c.unit_id == BELOW.c.unit_id))
)
WITHIN = OF_REACH.where(request.c.done_at.is_(None))
ANY = Prepared(OF_REACH.where(request.c.id == bindparam("row")), Waiting)
WAITING = Prepared(WITHIN.order_by(request.c.due_on, request.c.id), Waiting)
ONE = Prepared(WITHIN.where(request.c.id == bindparam("row")), Waiting)
DONE: Prepared[tuple[()]] = Prepared(
    update(request)
    .where(request.c.id == bindparam("row"), request.c.done_at.is_(None))
    .values(answer=bindparam("said"), done_at=bindparam("now"))
)


def add(db: Transaction, federation_id: int, person_id: int, kind: str, words: str, now: datetime) -> DataRequest:
    """Note a request; it is due two working days later by the federation's calendar."""
    due_on = calendar.of(db, federation_id).add_working_days(local(now).date(), WORKING_DAYS)
    row = DataRequest(federation_id=federation_id, person_id=person_id, kind=kind, words=words, asked_at=now, due_on=due_on)
    db.session.add(row)
    db.session.flush()
    return row


def done(db: Transaction, row: int, said: str, now: datetime) -> bool:
    """It is answered; False if it was before."""
    return db.run(DONE, row=row, said=said, now=now) == 1


def waiting(db: Transaction, held: Held, day: date) -> list[Waiting]:
    """The requests of people with an office within reach, now or earlier, that nobody has answered; the most urgent first."""
    return db.all(WAITING, root=held.unit_id, day=day)


def find(db: Transaction, held: Held, row: int, day: date) -> Waiting | None:
    """One of them."""
    return db.first(ONE, row=row, root=held.unit_id, day=day)


def is_within(db: Transaction, held: Held, row: int, day: date) -> bool:
    """Whether there is such a request within reach, answered or not."""
    return db.first(ANY, row=row, root=held.unit_id, day=day) is not None


def answer(db: Transaction, federation_id: int, asked: Waiting, said: str, now: datetime) -> bool:
    """Note the answer and tell the person, within the hours; False if it was answered before."""
    if not done(db, asked.id, said, now):
        return False
    opening = allowed(now, calendar.of(db, federation_id))
    for bot_id, chat_id, language in db.all(offices.DOORS, of_person=asked.person_id):
        with speaking(language):
            text = _("🔒 Về yêu cầu của đồng chí: “{words}”\n{answer}").format(words=asked.words, answer=said)
        to = Address(federation_id, bot_id, chat_id)
        outbox.queue(db, to, f"data-request/{asked.id}/{chat_id}", Message(text), opening, REST)
    return True


def note_done(db: Transaction, federation_id: int, person_id: int, kind: str, now: datetime) -> None:
    """A request that the program carried out at once, for the record."""
    done(db, written(add(db, federation_id, person_id, kind, "", now).id), "", now)

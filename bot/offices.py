"""Offices that end: handed over to a successor, or revoked. What was done in them stays with the unit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from bot import calendar, operations, rights
from bot.acting import actor_of
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.i18n import _, speaking
from bot.models import Account, Chat, Office, Person, Unit, table_of
from bot.people import CHAIR
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REST, Address
from bot.rights import RIGHTS, May, Reach
from bot.units.tree import holds, parent_of

office, person, unit = table_of(Office), table_of(Person), table_of(Unit)
account, chat = table_of(Account), table_of(Chat)


@dataclass(frozen=True)
class Seated:
    """Somebody in an office today."""

    office_id: int
    federation_id: int
    unit_id: int
    unit: str
    role: str
    title: str
    person_id: int
    name: str
    cluster_id: int | None
    is_deputy: bool


_SEATED = (
    select(
        office.c.id,
        office.c.federation_id,
        office.c.unit_id,
        unit.c.name.label("unit"),
        office.c.role,
        office.c.title,
        person.c.id.label("person_id"),
        person.c.name,
        office.c.cluster_id,
        office.c.is_deputy,
    )
    .join_from(office, person, person.c.id == office.c.person_id)
    .join(unit, unit.c.id == office.c.unit_id)
    .where(holds(office))
    .order_by(office.c.id)
)
OF_UNIT = Prepared(_SEATED.where(office.c.unit_id == bindparam("of_unit")), Seated)
ONE = Prepared(_SEATED.where(office.c.id == bindparam("row")), Seated)
END: Prepared[tuple[()]] = Prepared(update(office).where(office.c.id == bindparam("row")).values(valid_to=bindparam("last")))
DOORS: Prepared[Any] = Prepared(
    select(account.c.bot_id, account.c.chat_id, person.c.language)
    .join_from(account, person, person.c.id == account.c.person_id)
    .join(chat, and_(chat.c.id == account.c.chat_id, chat.c.closed_at.is_(None)))
    .where(account.c.person_id == bindparam("of_person"))
)


def of_unit(db: Transaction, unit_id: int, day: date) -> list[Seated]:
    """Who holds an office of the unit on `day`."""
    return db.all(OF_UNIT, of_unit=unit_id, day=day)


def seated(db: Transaction, office_id: int, day: date) -> Seated | None:
    """The office, if somebody holds it on `day`."""
    return db.first(ONE, row=office_id, day=day)


def revoke(db: Transaction, office_id: int, now: datetime, by: int | None, successor: str = "") -> None:
    """End an office at once and tell who held it; one that has ended already stays as it is.

    `by` is the person who did it, None on the command line; `successor` the name of who takes over.
    """
    today = local(now).date()
    held = seated(db, office_id, today)
    if held is None:
        return
    db.run(END, row=office_id, last=today - timedelta(days=1))
    operations.record(db, held.federation_id, "office.end", now, person_id=by, unit_id=held.unit_id, office=office_id)
    _tell(db, held, f"office-end/{office_id}", lambda: _farewell(held, successor), now)


def tell_chairs(db: Transaction, unit_id: int, key: str, text: Callable[[], str | Message], now: datetime) -> bool:
    """Tell whoever leads the unit here, each in their language, from `now` on within the hours; False if nobody could be
    told."""
    told = [_tell(db, each, key, text, now) for each in _chairs(db, unit_id, local(now).date())]
    return any(told)


def tell(db: Transaction, federation_id: int, person_id: int, key: str, text: Callable[[], str | Message], now: datetime) -> bool:
    """Tell one person wherever they can be reached, in their language, within the hours; False if that is nowhere."""
    doors = db.all(DOORS, of_person=person_id)
    days = calendar.of(db, federation_id)
    for bot_id, chat_id, language in doors:
        with speaking(language):
            said = text()
        message = said if isinstance(said, Message) else Message(said)
        to = Address(federation_id, bot_id, chat_id)
        outbox.queue(db, to, f"{key}/{chat_id}", message, allowed(now, days), REST)
    return bool(doors)


def untell_chairs(db: Transaction, unit_id: int, key: str, now: datetime) -> bool:
    """What was told under `key` and has not been sent yet is not sent; False if it reached anybody before."""
    withdrawn = [
        outbox.withdraw(db, f"{key}/{chat_id}", now)
        for held in _chairs(db, unit_id, local(now).date())
        for _bot_id, chat_id, _language in db.all(DOORS, of_person=held.person_id)
    ]
    return all(withdrawn)


def tell_reviewers(db: Transaction, unit_id: int, key: str, text: Callable[[], str | Message], now: datetime) -> bool:
    """Tell whoever may review this unit's reports, or stands in for them, at the nearest union above it where anybody can be
    told, each in their language, within the hours; False if nobody could be told."""
    day = local(now).date()
    above = parent_of(db, unit_id, day)
    while above is not None:
        found = [each for each in of_unit(db, above, day) if May.REVIEW in RIGHTS.get(each.role, ())]
        within = [each for each in found if rights.is_within(db, Reach(each.unit_id, each.cluster_id), unit_id, day)]
        acting = {actor_of(db, each.office_id, day): each.federation_id for each in within}
        told = [tell(db, owner, who, key, text, now) for who, owner in acting.items()]
        if any(told):
            return True
        above = parent_of(db, above, day)
    return False


def _chairs(db: Transaction, unit_id: int, day: date) -> list[Seated]:
    return [each for each in of_unit(db, unit_id, day) if each.role == CHAIR]


def _tell(db: Transaction, held: Seated, key: str, text: Callable[[], str | Message], now: datetime) -> bool:
    return tell(db, held.federation_id, held.person_id, key, text, now)


def _farewell(held: Seated, successor: str) -> str:
    if successor:
        text = _("Việc thi đua của {unit} nay do {successor} phụ trách. Trân trọng cảm ơn đồng chí.")
        return text.format(unit=held.unit, successor=successor)
    text = _("Đồng chí không còn phụ trách việc thi đua của {unit} trên Trợ lý. Trân trọng cảm ơn đồng chí.")
    return text.format(unit=held.unit)

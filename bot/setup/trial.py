"""A message to try: to oneself, or to the chairs of one unit who agreed to be reminded; to each of them once a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot import calendar
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import preferred
from bot.hours import allowed
from bot.i18n import _, speaking
from bot.models import Account, Federation, Office, Person, table_of
from bot.people import CHAIR
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REMINDER, Address
from bot.privacy.consents import reminded
from bot.units.tree import holds

account, office, person = table_of(Account), table_of(Office), table_of(Person)

CHAIRS: Prepared[Any] = Prepared(
    select(office.c.person_id, person.c.language, account.c.bot_id, account.c.chat_id)
    .distinct()
    .join_from(office, person, person.c.id == office.c.person_id)
    .join(account, account.c.id == preferred(office.c.person_id))
    .where(office.c.unit_id == bindparam("of_unit"), office.c.role == CHAIR, holds(office), reminded(office.c.person_id))
)


def message(federation: str) -> Message:
    """The message itself: it says that it is one to try."""
    text = _("🧪 Tin thử của {federation}.\nLời nhắc thật sẽ đến giống như tin này. Đồng chí không phải làm gì.")
    return Message(text.format(federation=federation))


def send_to_oneself(db: Transaction, to: Address, update: str, now: datetime) -> None:
    """Owe whoever asks the message, at once."""
    home = db.session.get_one(Federation, to.federation_id)
    outbox.queue(db, to, f"trial/{update}", message(home.short_name), now, outbox.REPLY)


def send_to_chairs(db: Transaction, federation_id: int, unit_id: int, now: datetime) -> tuple[int, int]:
    """Owe it to the chairs of a unit within one's reach, in the hours in which people may be written to. Returns how many agreed
    to be reminded and can be reached, and how many of them get it: none who had one today."""
    name, today = db.session.get_one(Federation, federation_id).short_name, local(now).date()
    leaves_at = allowed(now, calendar.of(db, federation_id))
    found = db.all(CHAIRS, of_unit=unit_id, day=today)
    sent = 0
    for person_id, language, bot_id, chat_id in found:
        to, key = Address(federation_id, bot_id, chat_id), f"trial/{unit_id}/{person_id}/{today.isoformat()}"
        with speaking(language):
            sent += outbox.queue(db, to, key, message(name), leaves_at, REMINDER)
    return len(found), sent

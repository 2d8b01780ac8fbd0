"""Erasing a person: who they were goes, what their units pledged and reported stays.

Their accounts are unlinked, their offices end, their name becomes “(đã xóa)” wherever it stands, and what was said in their
chats is emptied. What stays of them is a row without a name, so that the totals and the history of units hold, and the proof
of what they had agreed to. Backups and PostgreSQL's own leftovers go with time: see `Transaction.leave_no_trace`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlmodel
from sqlalchemy import delete, or_, select, update

from bot import offices, operations
from bot.clock import local
from bot.database.transaction import Transaction
from bot.models import (
    Account,
    Chat,
    Contact,
    Draft,
    Inbox,
    Inquiry,
    Invite,
    Office,
    Outbox,
    Person,
    Upload,
    table_of,
)
from bot.post.message import Message
from bot.privacy import consents
from bot.privacy.traces import ERASED, strike_out
from bot.units.tree import holds
from bot.web import forgetting

account, chat, contact, draft = table_of(Account), table_of(Chat), table_of(Contact), table_of(Draft)
inbox, inquiry, invite, office = table_of(Inbox), table_of(Inquiry), table_of(Invite), table_of(Office)
outbox, upload = table_of(Outbox), table_of(Upload)

NOTHING = Message("").to_json()


def erase(db: Transaction, person_id: int, update_key: str, now: datetime) -> None:
    """Erase a person, at once and for good. `update_key` names the update in which they asked for it: the only one of theirs
    that is emptied before it is done; what they may have written since is a stranger's."""
    somebody = db.session.get_one(Person, person_id)
    federation_id, name = somebody.federation_id, somebody.name
    accounts = db.session.exec(sqlmodel.select(Account).where(Account.person_id == person_id)).all()
    _empty_chats(db, accounts, update_key, now)
    _forget_seats(db, federation_id, person_id, name)
    _leave_offices(db, federation_id, person_id, now)
    _forget_words(db, person_id, now)
    consents.withdraw_all(db, person_id, now)
    db.connection.execute(delete(account).where(account.c.person_id == person_id))
    somebody.name, somebody.acting_as, somebody.email = ERASED, None, None
    db.session.add(somebody)
    strike_out(db, federation_id, name)
    operations.record(db, federation_id, "person.erase", now, person_id=person_id)
    db.leave_no_trace()


def _empty_chats(db: Transaction, accounts: Sequence[Account], update_key: str, now: datetime) -> None:
    """Nothing is left of what was said in their chats, and nothing that waits is said any more."""
    run = db.connection.execute
    for each in accounts:
        theirs = (inbox.c.bot_id == each.bot_id) & (inbox.c.sender == each.platform_id)
        over = or_(inbox.c.state != "waiting", inbox.c.key == update_key)
        run(update(inbox).where(theirs, over).values(body=None, sender=None))
        here = outbox.c.chat_id == each.chat_id
        run(update(outbox).where(here, outbox.c.state == "waiting").values(state="dropped"))
        run(update(outbox).where(here).values(body=NOTHING, problem=None))
        run(update(chat).where(chat.c.id == each.chat_id).values(draft_id=None, question=None, offered=None, pushed=None))
        run(update(upload).where(upload.c.chat_id == each.chat_id).values(name=ERASED, sender=""))
        forgetting.forget(db, each.chat_id, now)


def _forget_seats(db: Transaction, federation_id: int, person_id: int, name: str) -> None:
    """The federation's list and the invites do not know them any more. A contact of their unit who is called otherwise is
    somebody else."""
    units = select(office.c.unit_id).where(office.c.person_id == person_id)
    listed = (contact.c.federation_id == federation_id) & (contact.c.name == name) & contact.c.unit_id.in_(units)
    db.connection.execute(delete(contact).where(listed))
    meant = or_(invite.c.used_by == person_id, (invite.c.name == name) & invite.c.unit_id.in_(units))
    db.connection.execute(update(invite).where(invite.c.federation_id == federation_id, meant).values(name=""))


def _leave_offices(db: Transaction, federation_id: int, person_id: int, now: datetime) -> None:
    """Their units need a new chair: an office that nobody can be reached in would hide that."""
    today = local(now).date()
    held = select(office.c.id, office.c.unit_id).where(office.c.person_id == person_id)
    for row, unit_id in db.connection.execute(held.where(holds(office)), {"day": today}).all():
        db.run(offices.END, row=row, last=today - timedelta(days=1))
        operations.record(db, federation_id, "office.end", now, person_id=person_id, unit_id=unit_id, office=row)


def _forget_words(db: Transaction, person_id: int, now: datetime) -> None:
    """What they left half done, and their questions: those that wait wait no more."""
    db.connection.execute(delete(draft).where(draft.c.owner == f"person/{person_id}"))
    asked = update(inquiry).where(inquiry.c.person_id == person_id)
    db.connection.execute(asked.values(words=ERASED))
    db.connection.execute(asked.where(inquiry.c.answered_at.is_(None)).values(answered_at=now))

"""Telling people who are not looking at their web chat that something waits there: by Web Push, and by mail.

Both are owed in the transaction that writes the message, and looked at again when they leave: who has seen the message by then
is not told. A mail goes out once a day at most, and holds no personal data: what waits is told by the labels of its buttons.
"""

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_date
from bot.models import Account, Bot, Chat, Contact, Office, Person, PushSubscription, table_of
from bot.people import CHAIR
from bot.post import chats as post_chats
from bot.post import outbox
from bot.post.message import Message, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.units.tree import holds
from bot.web import chats, links, messages, sessions
from bot.web.keys import Keys

account, bot, chat, contact = table_of(Account), table_of(Bot), table_of(Chat), table_of(Contact)
office, person, subscription = table_of(Office), table_of(Person), table_of(PushSubscription)

PUSH, MAIL = "web-push", "web-mail"  # the templates
PUSHING, MAILING = "push", "mail"  # the channels that carry them
LOOKING = timedelta(seconds=45)  # since the last look: somebody is there and needs no call
PUSH_AFTER, MAIL_AFTER = timedelta(seconds=20), timedelta(minutes=10)
MAIL_AFTER_PUSH = timedelta(hours=2)  # some phones never wake for a push: then a mail follows
NAMED = 5  # labels in a mail
LONGEST_PUSH = 160  # characters
MAIL_ADDRESS = re.compile(r"[^@\s,;<>\"()\[\]\\:]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")

PERSON = Prepared(
    select(account.c.person_id)
    .join_from(account, chat, (chat.c.bot_id == account.c.bot_id) & (chat.c.address == account.c.platform_id))
    .where(chat.c.id == bindparam("whose")),
    int,
)
OWN_MAIL: Prepared[Any] = Prepared(select(person.c.email, person.c.name).where(person.c.id == bindparam("row")))
LISTED_MAIL: Prepared[Any] = Prepared(
    select(contact.c.email)
    .join_from(contact, office, office.c.unit_id == contact.c.unit_id)
    .where(office.c.person_id == bindparam("row"), office.c.role == CHAIR, holds(office))
    .where(contact.c.name == bindparam("called"), contact.c.email != "")
    .order_by(contact.c.id)
)
SUBSCRIBED = Prepared(
    select(subscription.c.id).where(subscription.c.chat_id == bindparam("whose"), subscription.c.failed_at.is_(None)).limit(1),
    int,
)


def owe(db: Transaction, to: Address, message_id: int, now: datetime) -> None:
    """The bot has said something aloud: owe a push and a mail to whoever is not there and can be called."""
    looked = sessions.looked(db, to.chat_id)
    if looked is not None and now - looked < LOOKING:
        return
    is_pushed = db.first(SUBSCRIBED, whose=to.chat_id) is not None
    if is_pushed:
        _owe(db, to, PUSHING, PUSH, f"push/{to.chat_id}/{message_id}", message_id, now + PUSH_AFTER)
    if mail_address(db, to.chat_id, now):
        after = now + (MAIL_AFTER_PUSH if is_pushed else MAIL_AFTER)
        _owe(db, to, MAILING, MAIL, f"mail/{to.chat_id}/{local(now).date()}", message_id, after)


def _owe(db: Transaction, to: Address, channel: str, template: str, key: str, message_id: int, at: datetime) -> None:
    """Nothing where the federation has no such door."""
    door = chats.door(db, to.federation_id, channel)
    owner = chats.owner(db, to.chat_id)
    if door is None or owner is None:
        return
    there, _address = chats.begin(db, door, owner.language, str(to.chat_id))
    post_chats.open_again(db, there.chat_id)
    arguments = {"chat": to.chat_id, "message": message_id}
    outbox.queue_template(db, there, key, template, arguments, at, REMINDER)


def mail_address(db: Transaction, chat_id: int, now: datetime) -> str:
    """Where a person can be written to: what they gave, else what the federation's list says of them; empty if neither."""
    whose = db.first(PERSON, whose=chat_id)
    found = db.first(OWN_MAIL, row=whose) if whose else None
    if found is None:
        return ""
    own, name = found
    listed = db.first(LISTED_MAIL, row=whose, called=name, day=local(now).date())
    return next((each for each in (own or "", listed[0] if listed else "") if MAIL_ADDRESS.fullmatch(each)), "")


def _waiting(db: Transaction, letter: Letter) -> tuple[chats.Owner, list[messages.Line]] | None:
    """What the person has not seen; None where they have, or where the chat is nobody's any more."""
    told = load(letter.body)
    owner = chats.owner(db, told["chat"])
    first = messages.one(db, told["chat"], told["message"])
    if owner is None or owner.person_id is None or first is None:
        return None
    looked = sessions.looked(db, owner.chat_id)
    since = first.made_at - timedelta(microseconds=1) if looked is None else looked
    waiting = messages.unseen(db, owner.chat_id, since)
    return (owner, waiting) if waiting else None


def render_push(db: Transaction, letter: Letter, now: datetime) -> Message | None:  # noqa: ARG001  a template's signature
    """The first line of what came last; it travels encrypted and is shown by the person's own browser."""
    found = _waiting(db, letter)
    return Message(found[1][-1].body["text"].strip().split("\n")[0][:LONGEST_PUSH]) if found else None


def render_mail(keys: Keys, public_url: str, db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The mail: the subject in its first line, then how many messages wait, what can be done, and a personal link."""
    found = _waiting(db, letter)
    if found is None or not public_url:
        return None
    owner, waiting = found
    count = len(waiting)
    subject = ngettext("Trợ lý thi đua: {count} tin chờ đồng chí", "Trợ lý thi đua: {count} tin chờ đồng chí", count)
    labels = dict.fromkeys(each["label"] for line in waiting for row in line.body.get("options", ()) for each in row)
    jobs = [f"• {label}" for label in [*labels][:NAMED]]
    secret = links.issue(db, keys, owner.to, now, links.MAIL_DAYS)
    until = show_date(local(now + timedelta(days=links.MAIL_DAYS)).date())
    lines = [
        subject.format(count=count),
        _("Kính gửi đồng chí,"),
        _("Trợ lý thi đua của {federation} có tin đang chờ đồng chí.").format(federation=owner.federation),
        *(["\n".join([_("Việc có thể làm ngay:"), *jobs])] if jobs else []),
        _("Xin mở đường dẫn này để xem và trả lời:") + "\n" + links.address_of(public_url, secret),
        _("Đường dẫn dành riêng cho đồng chí, dùng đến {day}. Xin đừng chuyển cho người khác.").format(day=until),
        _("Không muốn nhận thư nữa, xin nhắn “dừng nhận tin” cho Trợ lý. Cần giúp, xin liên hệ: {contact}.").format(
            contact=owner.contact
        ),
    ]
    return Message("\n\n".join(lines))


def templates(keys: Keys, public_url: str) -> dict[str, Any]:
    """What is written when it is sent, by name."""
    return {PUSH: render_push, MAIL: partial(render_mail, keys, public_url)}

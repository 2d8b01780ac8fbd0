"""One turn: take the next update of a chat, run its conversation, queue what it says, mark it done; all in one transaction."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from bot import home
from bot.addressing import addressing
from bot.asking.ask import Setting
from bot.asking.dialogue import Dialogue, Said
from bot.asking.focus import Focus
from bot.asking.running import Runner
from bot.asking.script import Scripts, Speaker
from bot.clock import Clock
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import _, speaking
from bot.models import WAITING, Account, Bot, Chat, Inbox, Person, table_of
from bot.post import chats, outbox, uploads
from bot.post import inbox as post
from bot.post.abilities import FULL, Abilities
from bot.post.message import Incoming, Message, Tap
from bot.post.outbox import Address

log = logging.getLogger(__name__)

inbox, chat, bot = table_of(Inbox), table_of(Chat), table_of(Bot)
account, person = table_of(Account), table_of(Person)

CRASHES = 3  # an update that took the process down this often is set aside

Read = Callable[[dict[str, Any]], Incoming | None]


@dataclass(frozen=True)
class Pending:
    """An update that waits, its chat, and who wrote it."""

    id: int
    key: str
    federation_id: int
    bot_id: int
    sender: str | None
    body: str
    chat_id: int
    channel: str
    chat_language: str
    closed_at: datetime | None
    draft_id: int | None
    question: str | None
    offered: str | None
    pushed: str | None
    person_id: int | None
    name: str | None
    language: str | None


@dataclass(frozen=True)
class Toast:
    """A tap to be confirmed on the platform; best effort, nothing depends on it."""

    bot_id: int
    query_id: str
    text: str


@dataclass(frozen=True)
class Fetch:
    """A file waits to be fetched; whoever fetches finds it by itself, this only makes it sooner."""

    bot_id: int


After = Toast | Fetch  # what a turn leaves to be done once it is on disk


def _pending() -> Select[Any]:
    known = (account.c.bot_id == inbox.c.bot_id) & (account.c.platform_id == inbox.c.sender)
    return (
        select(
            *(inbox.c[name] for name in ("id", "key", "federation_id", "bot_id", "sender", "body", "chat_id")),
            bot.c.channel,
            *(chat.c[name] for name in ("language", "closed_at", "draft_id", "question", "offered", "pushed")),
            account.c.person_id,
            person.c.name,
            person.c.language.label("spoken"),
        )
        .join_from(inbox, chat, chat.c.id == inbox.c.chat_id)
        .join(bot, bot.c.id == inbox.c.bot_id)
        .outerjoin(account, known)
        .outerjoin(person, person.c.id == account.c.person_id)
        .where(inbox.c.state == WAITING)
        .order_by(inbox.c.id)
        .limit(1)
    )


NEXT = Prepared(_pending(), Pending)
OF_ROW = Prepared(_pending().where(inbox.c.id == bindparam("row")), Pending)
NEXT_OF_CHAT = Prepared(_pending().where(inbox.c.chat_id == bindparam("chat")), Pending)
# PostgreSQL: several turns at once. The chat's row is locked, not the update's: that alone keeps a chat in order.
LOCK_CHAT = Prepared(
    select(chat.c.id)
    .join_from(chat, inbox, inbox.c.chat_id == chat.c.id)
    .where(inbox.c.state == WAITING)
    .order_by(inbox.c.id)
    .limit(1)
    .with_for_update(of=chat, skip_locked=True, key_share=True),
    int,
)
CRASHED: Prepared[tuple[()]] = Prepared(update(inbox).where(inbox.c.id == bindparam("row")).values(crashes=inbox.c.crashes + 1))
SUSPECTS: Prepared[Any] = Prepared(
    select(inbox.c.id, inbox.c.crashes).where(inbox.c.state == WAITING).order_by(inbox.c.id).limit(1)
)


@dataclass(frozen=True)
class Turns:
    """Takes turns: which conversations there are, how each channel's updates are read, and what else than everything each
    channel can do. `address` is where the program's own pages are; empty: it has none."""

    scripts: Scripts
    readers: Mapping[str, Read]
    clock: Clock
    abilities: Mapping[str, Abilities] = field(default_factory=dict)
    address: str = ""

    def take(self, db: Transaction) -> tuple[bool, After | None]:
        """Do the next update that waits. The first value is False when none was left, or others hold all that wait."""
        pending = self._next(db)
        if pending is None:
            return False, None
        with self._speaking(pending), addressing(home.form_of(db, pending.federation_id)):
            return True, self._do(db, pending)

    def count_start(self, db: Transaction, tried: int | None) -> int | None:
        """Before each turn after a start: note that the oldest update is about to be tried, in case it kills us.

        Returns its row; None when nothing waits, or when it is the one that was `tried` before: another replica has it. An
        update that was tried three times and never done is set aside.
        """
        suspect = db.first(SUSPECTS)
        if suspect is None or suspect[0] == tried:
            return None
        row, crashes = suspect
        if crashes < CRASHES:
            db.run(CRASHED, row=row)
        elif pending := db.first(OF_ROW, row=row):
            with self._speaking(pending):
                _set_aside(db, pending, self.clock.now(), f"stopped the program {crashes} times")
        return int(row)

    def _next(self, db: Transaction) -> Pending | None:
        if db.dialect.name == "sqlite":
            return db.first(NEXT)
        locked = db.first(LOCK_CHAT)
        return db.first(NEXT_OF_CHAT, chat=locked) if locked else None

    def _do(self, db: Transaction, pending: Pending) -> After | None:
        now = self.clock.now()
        try:
            with db.savepoint():
                after = self._answer(db, pending, now)
        except Exception:
            log.exception("update %s raised", pending.id)
            _set_aside(db, pending, now, "raised an exception")
            return None
        post.settle(db, pending.id, now)
        return after

    def _answer(self, db: Transaction, pending: Pending, now: datetime) -> After | None:
        incoming = self._read(pending)
        if incoming is None or _about_the_chat(db, pending, incoming, now):
            return None
        if not incoming.in_private:
            _only_in_private(db, pending, now)
            return None
        if pending.closed_at is not None:
            chats.open_again(db, pending.chat_id)
        said = self._dialogue(db, pending, now).hear(incoming)
        if said.message:
            outbox.queue(db, _address(pending), f"reply/{pending.id}", said.message, now)
        if said.uploaded:
            return Fetch(pending.bot_id)
        return _settle_tap(db, pending, incoming.tap, said, now) if incoming.tap else None

    def _read(self, pending: Pending) -> Incoming | None:
        if pending.key.startswith(uploads.KEY):
            return uploads.read(pending.body)
        return self.readers[pending.channel](decode(pending.body))

    def _dialogue(self, db: Transaction, pending: Pending, now: datetime) -> Dialogue:
        address = _address(pending)
        language, abilities = pending.language or pending.chat_language, self._abilities(pending)
        speaker = Speaker(address, pending.person_id, pending.name or "", language, abilities)
        setting = Setting(address, pending.sender or "", pending.key, now, address=self.address)
        focus = Focus.read(pending.draft_id, pending.question, pending.offered)
        return Dialogue(Runner(self.scripts, db, speaker, setting, focus), pending.pushed)

    def _abilities(self, pending: Pending) -> Abilities:
        return self.abilities.get(pending.channel, FULL)

    def _speaking(self, pending: Pending) -> AbstractContextManager[None]:
        typing = not self._abilities(pending).has_buttons
        return speaking(pending.language or pending.chat_language, typing=typing)


def _address(pending: Pending) -> Address:
    return Address(pending.federation_id, pending.bot_id, pending.chat_id)


def _set_aside(db: Transaction, pending: Pending, now: datetime, problem: str) -> None:
    """Give an update up, and say so to whoever sent it, with a number that stands in the log too."""
    number = hashlib.sha256(f"{pending.bot_id}/{pending.key}".encode()).hexdigest()[:4].upper()
    log.error("update %s was set aside (%s): %s", pending.id, number, problem)
    sorry = _("Hệ thống đang bận. Nội dung của đồng chí đã được giữ lại; xin thử lại sau ít phút. (Mã: {number})")
    outbox.queue(db, _address(pending), f"reply/{pending.id}", Message(sorry.format(number=number)), now)
    post.settle(db, pending.id, now, f"{problem} ({number})")


def _about_the_chat(db: Transaction, pending: Pending, incoming: Incoming, now: datetime) -> bool:
    """The chat itself changed: blocked, opened again, moved to another address; or it is a group with the bot in it now,
    which hears once where to write to. There is nothing else to say."""
    if incoming.kind == "closed":
        chats.close(db, pending.chat_id, now, "blocked by the person")
    elif incoming.kind == "opened":
        chats.open_again(db, pending.chat_id)
    elif incoming.kind == "moved":
        chats.move(db, pending.chat_id, incoming.moved_to)
    elif incoming.kind == "added":
        chats.open_again(db, pending.chat_id)
        _only_in_private(db, pending, now, again=str(pending.id))
    return incoming.kind in {"closed", "opened", "moved", "added"}


def _only_in_private(db: Transaction, pending: Pending, now: datetime, again: str = "") -> None:
    """Said once in a group, however much is written there, and once more each time (`again`) the bot is added to it."""
    message = Message(_("Trợ lý chỉ trả lời trong tin nhắn riêng. Xin bấm vào tên Trợ lý rồi bấm BẮT ĐẦU."))
    key = f"reply/in-group/{pending.chat_id}"
    if not outbox.queue(db, _address(pending), key, message, now) and again:
        outbox.queue(db, _address(pending), f"{key}/{again}", message, now)


def _settle_tap(db: Transaction, pending: Pending, tap: Tap, said: Said, now: datetime) -> Toast:
    if tap.message_id:
        text = f"{tap.message_text}\n\n➤ {tap.label}" if said.accepted and tap.message_text and tap.label else None
        outbox.queue_edit(db, _address(pending), f"edit/{pending.id}", tap.message_id, text, now, tap.styles if text else ())
    return Toast(pending.bot_id, tap.query_id, said.toast)

"""Conversations without a network: raw Telegram updates into the inbox, turns, and what stands in the outbox."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlmodel
from sqlalchemy import Engine, bindparam, func, select

from bot.asking.script import Scripts
from bot.asking.turn import Toast, Turns
from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.models import Outbox, table_of
from bot.post import inbox, uploads
from bot.post.inbox import Door
from bot.post.message import Message

T = TypeVar("T")
outbox = table_of(Outbox)
NEWEST = Prepared(select(func.coalesce(func.max(outbox.c.id), 0)), int)
REPLIES = Prepared(
    select(outbox.c.body)
    .where(outbox.c.id > bindparam("after", type_=Big), outbox.c.kind == "send", outbox.c.key.like("reply/%"))
    .order_by(outbox.c.id),
    str,
)


@contextmanager
def transaction(engine: Engine) -> Iterator[Transaction]:
    """A transaction in this very thread, committed at the end."""
    with engine.connect() as connection, connection.begin():
        db = Transaction(connection)
        yield db
        db.flush()
        db.close()


@dataclass(frozen=True)
class Heard:
    """What the bot said: the text and the labels of the options, in order; and their data."""

    text: str
    labels: tuple[str, ...]
    data: dict[str, str]
    menu: tuple[str, ...]

    def __contains__(self, part: str) -> bool:
        return part in self.text


SILENCE = Heard("", (), {}, ())


class Talk:
    """A federation's bot that people write to; every call is one update and returns the replies it led to."""

    def __init__(self, engine: Engine, clock: StandingClock, scripts: Scripts, door: Door) -> None:
        self.engine = engine
        self.clock = clock
        self.door = door
        self.turns = Turns(scripts, {"telegram": reading.read}, clock)
        self.last: dict[int, Heard] = {}
        self.toast = ""
        self._update = 1000

    def say(self, user: int, text: str, **fields: Any) -> Heard:
        """A person types; the answer is the bot's last message to that person."""
        return self.send(user, {"message": {**self._message(user), "text": text, **fields}})

    def send_kind(self, user: int, **content: Any) -> Heard:
        """A person sends something that is not text, such as `sticker={}`."""
        return self.send(user, {"message": {**self._message(user), **content}})

    def tap(self, user: int, label: str) -> Heard:
        """A person presses a button under the bot's last message."""
        return self.tap_data(user, self.last[user].data[label], label)

    def tap_data(self, user: int, data: str, label: str = "") -> Heard:
        """A press with any data, as a stale or forged button sends it."""
        button = {"text": label, "callback_data": data}
        message = {**self._message(user), "text": self.last[user].text, "reply_markup": {"inline_keyboard": [[button]]}}
        query = {"id": str(self._update), "from": self._person(user), "message": message, "data": data}
        return self.send(user, {"callback_query": query})

    def send(self, user: int, content: dict[str, Any]) -> Heard:
        """Any update."""
        self._update += 1
        update = {"update_id": self._update, **content}
        before = self._newest()
        with transaction(self.engine) as db:
            inbox.store(db, self.door, [reading.arrival(update)], self.clock.now())
        self.take()
        heard = self._heard(before)
        if heard is not SILENCE:
            self.last[user] = heard
        return heard

    def say_all(self, user: int, texts: Iterable[str]) -> None:
        """A person types all that before anything is answered, and it is taken in one transaction: for whoever looks at what is
        owed then, and wants thousands."""
        updates = []
        for text in texts:
            self._update += 1
            updates.append({"update_id": self._update, "message": {**self._message(user), "text": text}})
        with transaction(self.engine) as db:
            inbox.store(db, self.door, [reading.arrival(each) for each in updates], self.clock.now())
            while self.turns.take(db)[0]:
                pass

    def upload(self, user: int, name: str, content: bytes, **fields: Any) -> Heard:
        """A person sends a document, and it is fetched at once if anybody wants it; the answer is what was said last."""
        document = {"file_id": f"file-{self._update}", "file_name": name, "file_size": len(content), **fields}
        heard = self.send_kind(user, document=document)
        return self.fetched(user, content) or heard

    def fetched(self, user: int, content: bytes) -> Heard | None:
        """Every file that waits turns out to be `content`; what was said then, or None where none waited."""
        before, now = self._newest(), self.clock.now()
        with transaction(self.engine) as db:
            arrived = [uploads.arrive(db, each, content, now) for each in uploads.due(db, self.door.bot_id, now, 100)]
        self.take()
        if not arrived:
            return None
        self.last[user] = self._heard(before)
        return self.last[user]

    def take(self) -> None:
        """Take every turn that waits, each in a transaction of its own."""
        self.toast = ""
        while True:
            with transaction(self.engine) as db:
                took, after = self.turns.take(db)
            if not took:
                return
            self.toast = after.text if isinstance(after, Toast) else self.toast

    def do(self, work: Callable[[Transaction], T]) -> T:
        """Something in a transaction."""
        with transaction(self.engine) as db:
            return work(db)

    def rows(self, model: type[sqlmodel.SQLModel]) -> list[Any]:
        """All rows of a table, in order."""
        with transaction(self.engine) as db:
            found = list(db.session.exec(sqlmodel.select(model).order_by(*table_of(model).primary_key.columns)).all())
            db.session.expunge_all()
            return found

    def _newest(self) -> int:
        return self.do(lambda db: db.all(NEWEST)[0])

    def _heard(self, after: int) -> Heard:
        bodies = self.do(lambda db: db.all(REPLIES, after=after))
        if not bodies:
            return SILENCE
        messages = [Message.from_json(body) for body in bodies]
        options = [option for message in messages for row in message.options for option in row]
        menu = tuple(label for message in messages for row in message.menu or () for label in row)
        text = "\n".join(message.text for message in messages)
        return Heard(text, tuple(option.label for option in options), {o.label: o.data for o in options}, menu)

    def _person(self, user: int) -> dict[str, Any]:
        return {"id": user, "is_bot": False, "first_name": f"Person {user}", "language_code": "vi"}

    def _message(self, user: int) -> dict[str, Any]:
        chat = {"id": user, "type": "private", "first_name": f"Person {user}"}
        return {"message_id": self._update + 1, "date": 1, "chat": chat, "from": self._person(user)}

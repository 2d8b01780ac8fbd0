"""What people see between two steps: everything that is due is written as the delivery would write it, and looked at."""

from datetime import datetime

from sqlalchemy import select

from bot import building
from bot.database.transaction import Transaction
from bot.models import Chat, Inbox, table_of
from bot.post import outbox
from bot.post.message import LONGEST, LONGEST_CAPTION, Message, length
from bot.post.outbox import Letter
from tests.walks import unasked
from tests.walks.scene import Scene

LONGEST_DATA = 64  # bytes, as core.telegram.org/bots/api#inlinekeyboardbutton says
AT_ONCE = 500  # messages that are read after a step; there are never so many
PLAIN = {"send", "edit"}

chat, inbox = table_of(Chat), table_of(Inbox)


class Wrong(Exception):
    """Something that must never be."""


def read(scene: Scene) -> dict[int, list[Message]]:
    """What everybody was sent since the last time, by the number they write from. Raises Wrong."""
    return scene.talk.do(lambda db: _read(db, scene))


def _read(db: Transaction, scene: Scene) -> dict[int, list[Message]]:
    now, render = scene.clock.now(), building.templates(scene.invites)
    said: dict[int, list[Message]] = {}
    while letters := outbox.due(db, scene.talk.door.bot_id, now, AT_ONCE):  # of each chat the first
        for letter in letters:
            message = None
            if letter.kind == "send":
                message = Message.from_json(letter.body)
            elif letter.kind not in PLAIN:
                message = render[letter.kind](db, letter, now)
            wrong = unasked.complaint(db, letter, now) if message else ""
            _settle(db, letter, message, now)
            if wrong:
                raise Wrong(wrong)
            if message:
                _check(message)
                said.setdefault(int(letter.address), []).append(message)
    _no_problems(db)
    return said


def _settle(db: Transaction, letter: Letter, message: Message | None, now: datetime) -> None:
    if message or letter.kind == "edit":
        outbox.mark_sent(db, letter, str(letter.id), now)
    else:
        outbox.drop(db, letter, now)


def _check(message: Message) -> None:
    """What Telegram would refuse."""
    buttons = [each for row in message.options for each in row]
    longest = LONGEST_CAPTION if message.file else LONGEST
    if not message.file and not message.text.strip():
        raise Wrong("an empty message")
    if length(message.text) > longest:
        raise Wrong(f"a message of {length(message.text)} characters: {message.text[:200]}")
    for each in buttons:
        if not each.label.strip() or not 0 < len(each.data.encode()) <= LONGEST_DATA:
            raise Wrong(f"button {each.label!r} with {each.data!r}")
    if message.file and not message.file.build():
        raise Wrong(f"an empty file: {message.file.name}")


def _no_problems(db: Transaction) -> None:
    problems = db.connection.execute(select(inbox.c.problem).where(inbox.c.problem.is_not(None))).scalars().all()
    if problems:
        raise Wrong(f"update set aside: {problems}")
    if db.connection.execute(select(inbox.c.id).where(inbox.c.state != "done")).first():
        raise Wrong("an update waits and nobody takes it")

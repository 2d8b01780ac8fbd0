"""Conversations under way, kept in the database, and the focus of a chat: which of them it is on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.asking.replay import Choice, Progress, Question
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import Chat, Draft, table_of

draft = table_of(Draft)
chat = table_of(Chat)

BACK, LATER = "<", "-"  # what the two buttons under every question carry instead of a number
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Kept:
    """A draft as it is kept; `id` is None, and so is when it last changed, until it is stored."""

    id: int | None
    script: str
    subject: str
    progress: Progress
    changed_at: datetime | None = None


def _kept(row_id: int, script: str, subject: str, answers: str, changed_at: datetime) -> Kept:
    return Kept(row_id, script, subject, Progress.from_json(answers), changed_at)


COLUMNS = (draft.c.id, draft.c.script, draft.c.subject, draft.c.answers, draft.c.changed_at)
FIND = Prepared(
    select(*COLUMNS)
    .where(
        draft.c.owner == bindparam("owner"),
        draft.c.script == bindparam("script"),
        draft.c.subject == bindparam("subject"),
    )
    .with_for_update(),
    _kept,
)
BY_ID = Prepared(
    select(*COLUMNS).where(draft.c.owner == bindparam("owner"), draft.c.id == bindparam("row")).with_for_update(), _kept
)
LATEST = Prepared(
    select(*COLUMNS).where(draft.c.owner == bindparam("owner")).order_by(draft.c.changed_at.desc(), draft.c.id.desc()).limit(1),
    _kept,
)
ALL = Prepared(
    select(*COLUMNS)
    .where(draft.c.owner == bindparam("owner"))
    .order_by(draft.c.changed_at.desc(), draft.c.id.desc())
    .with_for_update(),
    _kept,
)
OTHERS = Prepared(
    select(*COLUMNS)
    .where(draft.c.owner == bindparam("owner"), draft.c.script != bindparam("besides"))
    .order_by(draft.c.changed_at.desc(), draft.c.id.desc())
    .limit(1),
    _kept,
)
ADD = Prepared(
    insert(draft)
    .values({c: bindparam(c) for c in ("federation_id", "owner", "script", "subject", "answers", "changed_at")})
    .returning(draft.c.id),
    int,
)
CHANGE: Prepared[tuple[()]] = Prepared(
    update(draft).where(draft.c.id == bindparam("row")).values(answers=bindparam("answers"), changed_at=bindparam("now"))
)
DROP: Prepared[tuple[()]] = Prepared(delete(draft).where(draft.c.id == bindparam("row")))
FOCUS: Prepared[tuple[()]] = Prepared(
    update(chat)
    .where(chat.c.id == bindparam("row"))
    .values(draft_id=bindparam("draft"), question=bindparam("question"), offered=bindparam("offered"))
)


def find(db: Transaction, owner: str, script: str, subject: str) -> Kept | None:
    """The owner's draft of this conversation about this subject."""
    return db.first(FIND, owner=owner, script=script, subject=subject)


def by_id(db: Transaction, owner: str, row_id: int) -> Kept | None:
    """A draft by its number, if it is the owner's."""
    return db.first(BY_ID, owner=owner, row=row_id)


def come_in(db: Transaction, owner: str, message: str) -> Kept | None:
    """The owner's draft to which a message was said."""
    return next((each for each in db.all(ALL, owner=owner) if each.progress.came_in(message)), None)


def latest(db: Transaction, owner: str) -> Kept | None:
    """The draft the owner worked on last."""
    return db.first(LATEST, owner=owner)


def parked(db: Transaction, owner: str, besides: str) -> Kept | None:
    """The draft the owner worked on last, other than of this conversation."""
    return db.first(OTHERS, owner=owner, besides=besides)


def keep(db: Transaction, federation_id: int, owner: str, kept: Kept, answers: str, now: datetime) -> int:
    """Store a draft with its `answers` in writing; returns its number."""
    if kept.id is None:
        values = {"owner": owner, "script": kept.script, "subject": kept.subject, "answers": answers}
        kept.id = db.all(ADD, federation_id=federation_id, changed_at=now, **values)[0]
    else:
        db.run(CHANGE, row=kept.id, answers=answers, now=now)
    return kept.id


def drop(db: Transaction, kept: Kept) -> None:
    """The conversation has ended, or is given up."""
    if kept.id is not None:
        db.run(DROP, row=kept.id)


def number(question: Question[object], choices: tuple[Choice, ...]) -> dict[str, str]:
    """What a tap or a typed number will mean: number, or letter where figures are asked for, to stable key."""
    marks = LETTERS if question.figures else [str(n) for n in range(1, len(choices) + 1)]
    return {mark: choice.key for mark, choice in zip(marks, choices, strict=False)}


def focus(db: Transaction, chat_id: int, draft_id: int | None, question: str | None, offered: dict[str, str] | None) -> None:
    """What the chat is on from now on; None: nothing."""
    text = None if offered is None else encode(offered)
    db.run(FOCUS, row=chat_id, draft=draft_id, question=question, offered=text)

"""What a chat without buttons was offered in writing: which mark means what, and which question the person has before them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.i18n import _
from bot.models import Chat, table_of
from bot.post.message import Option, length

chat = table_of(Chat)

PUSHED = "n"  # begins the marks of what comes unasked
MOST_PUSHED = 60  # marks of that kind that are kept; the oldest go first
LAST_PUSHED = 99  # then they begin anew
SHORT_LIVED = timedelta(hours=24)  # how long a bare number means what it meant

OF_CHAT: Prepared[Any] = Prepared(
    select(chat.c.draft_id, chat.c.pushed).where(chat.c.id == bindparam("row")).with_for_update(key_share=True)
)
KEEP: Prepared[tuple[()]] = Prepared(update(chat).where(chat.c.id == bindparam("row")).values(pushed=bindparam("marks")))


@dataclass
class Offered:
    """What a chat was offered in writing. `marks` leads from a mark to the data and the label; `asked` is the question that
    arrived last; `more` are lines that did not fit; `latest` the marks that came unasked, if nothing was offered since."""

    marks: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: str = ""
    at: str = ""
    last: int = 0
    more: list[str] = field(default_factory=list)
    latest: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, text: str | None) -> "Offered":
        raw = decode(text) if text else {}
        marks = {mark: (data, label) for mark, (data, label) in raw.get("marks", {}).items()}
        rest = {name: raw[name] for name in ("asked", "at", "last", "more", "latest") if name in raw}
        return cls(marks, **rest)

    def to_json(self) -> str:
        return encode(vars(self))

    def standing(self, now: datetime, *, pushed_only: bool) -> dict[str, tuple[str, str]]:
        """The marks that mean something at this moment."""
        is_fresh = bool(self.at) and now - datetime.fromisoformat(self.at) <= SHORT_LIVED
        bare = is_fresh and not pushed_only
        found = {mark: each for mark, each in self.marks.items() if mark.startswith(PUSHED) or bare}
        if not pushed_only:  # who types 1 for N1 is understood, where 1 means nothing else and nothing else was offered since
            found = {mark.removeprefix(PUSHED): self.marks[mark] for mark in self.latest if mark in self.marks} | found
        return found

    def offer(self, options: list[Option], now: datetime) -> list[tuple[str, str]]:
        """Number what is offered in a reply: these are the only bare numbers that hold from now on."""
        self.forget_bare()
        self.at = now.isoformat()
        marks = [str(n) for n in range(1, len(options) + 1)]
        self.marks |= {mark: (each.data, each.label) for mark, each in zip(marks, options, strict=True)}
        return [(mark, each.label) for mark, each in zip(marks, options, strict=True)]

    def push(self, options: list[Option]) -> list[tuple[str, str]]:
        """Number what comes unasked. What is offered a second time keeps its mark."""
        known = {data: mark for mark, (data, _label) in self.marks.items() if mark.startswith(PUSHED)}
        lines = []
        for each in options:
            mark = known.get(each.data) or self._next()
            self.marks.pop(mark, None)
            self.marks[mark] = (each.data, each.label)
            lines.append((mark.upper(), each.label))
        self.latest = [mark.casefold() for mark, _label in lines]
        for old in [mark for mark in self.marks if mark.startswith(PUSHED)][:-MOST_PUSHED]:
            del self.marks[old]
        return lines

    def _next(self) -> str:
        self.last = self.last % LAST_PUSHED + 1
        return f"{PUSHED}{self.last}"

    def forget_bare(self) -> None:
        """Bare numbers mean nothing more."""
        self.marks = {mark: each for mark, each in self.marks.items() if mark.startswith(PUSHED)}
        self.more, self.latest = [], []

    def page(self, longest: int) -> str:
        """The next of the lines that did not fit before, at most `longest` UTF-16 units of them."""
        shown, self.more = page_of(self.more, longest)
        return shown


def of_chat(db: Transaction, chat_id: int) -> tuple[Offered, bool]:
    """What the chat was offered, and whether a question is open there. Nobody changes it before the transaction ends."""
    draft_id, pushed = db.first(OF_CHAT, row=chat_id) or (None, None)
    return Offered.read(pushed), draft_id is not None


def keep(db: Transaction, chat_id: int, offered: Offered) -> None:
    """From now on this is what the chat was offered."""
    db.run(KEEP, row=chat_id, marks=offered.to_json())


def arrived(db: Transaction, chat_id: int, asked: str) -> None:
    """The question has been sent: from now on marks that are typed answer it, and none of what was typed before does."""
    offered, _is_open = of_chat(db, chat_id)
    offered.asked = asked
    keep(db, chat_id, offered)


def page_of(lines: list[str], longest: int) -> tuple[str, list[str]]:
    """As many lines as fit, with a word on how to see the others; and the others."""
    if length("\n".join(lines)) <= longest:
        return "\n".join(lines), []
    more = _("Gõ “xem thêm” để xem tiếp.")
    fits = len(lines)
    while fits > 1 and length("\n".join([*lines[:fits], more])) > longest:
        fits -= 1
    return "\n".join([*lines[:fits], more]), lines[fits:]

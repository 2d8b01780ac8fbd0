"""English speakers under watch: what they say and press one thing after another, and the Vietnamese left in what they hear."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from sqlalchemy import String, Text, select
from sqlmodel import AutoString

from bot import campaigns
from bot.addressing import FORMS
from bot.calendar import LAW
from bot.calendar.anniversaries import anniversaries
from bot.calendar.listing import entries
from bot.database.transaction import Transaction
from bot.models import Outbox, metadata
from bot.post.message import Message
from tests.equality.walks import picture
from tests.support.talking import SILENCE, Heard, Talk

KEPT = ("Tiếng Việt", "đồng", "Tết", "Đợt 1", "Đợt 2", *FORMS)
TOLD = ("outbox", "inbox", "draft", "chat", "consent", "operation", "alembic_version")  # what was said is no name
SHORTEST = 4  # letters of a name that was cut
PHOTO = "@photo"  # a step: a photo is sent


def names(db: Transaction) -> Iterator[str]:
    """Every text that people gave: names of units, campaigns, titles, what a plan says."""
    for table in metadata.sorted_tables:
        if table.name in TOLD:
            continue
        for column in table.c:
            if isinstance(column.type, String | Text | AutoString):
                for text in db.connection.execute(select(column).where(column.is_not(None)).distinct()).scalars():
                    yield from str(text).splitlines()


@cache
def shipped() -> frozenset[str]:
    """Names that come with the program: of days, and what the shipped plans say."""
    found = {*KEPT, *(each.name for year in (2026, 2027) for each in anniversaries(year))}
    found |= {each.name for each in entries(LAW, date(2026, 1, 1), date(2027, 12, 31))}
    for example in campaigns.examples():
        text = files("bot.campaigns").joinpath(f"{example}.toml").read_text("utf-8")
        found |= {each.strip('"') for each in re.findall(r"“[^”]+”|\"[^\"]+\"", text)}
        found.add(campaigns.facts(example).issuer)
    return frozenset(found)


def given(talk: Talk) -> set[str]:
    """All names there are now."""
    return talk.do(lambda db: set(names(db))) | shipped()


def left(heard: Heard, known: Iterable[str]) -> list[str]:
    """The lines in which Vietnamese is left once all names are taken out."""
    longest_first = sorted((each for each in known if len(each) > 1), key=len, reverse=True)
    found = []
    for line in [*heard.text.splitlines(), *heard.labels, *heard.menu]:
        rest = _without_cut(line, longest_first) if "…" in line else line
        for name in longest_first:
            rest = rest.replace(name, "")
        if _is_vietnamese(rest):
            found.append(f"{line!r} leaves {rest!r}")
    return found


def _without_cut(line: str, known: Sequence[str]) -> str:
    """The line without the names that stand cut before a “…”."""
    starts = {name[:size] for name in known for size in range(SHORTEST, len(name) + 1)}
    *cut, rest = line.split("…")
    found = [max((each for each in starts if part.endswith(each)), key=len, default="") for part in cut]
    return "".join([*(part.removesuffix(start) for part, start in zip(cut, found, strict=True)), rest])


def _is_vietnamese(text: str) -> bool:
    return any(unicodedata.combining(mark) for mark in unicodedata.normalize("NFD", text)) or "đ" in text.casefold()


def step(talk: Talk, user: int, said: str) -> Heard:
    """Say it; “<2” presses the second button of the last message, “<Done” the first one that begins like that, `PHOTO` sends a
    photo. A button that is not there is an AssertionError."""
    if said == PHOTO:
        return talk.upload(user, "photo.jpg", picture(), mime_type="image/jpeg")
    if not said.startswith("<"):
        return talk.say(user, said)
    labels, wanted = talk.last[user].labels, said[1:]
    if not wanted.isdecimal():
        label = next((each for each in labels if each.startswith(wanted)), None)
        assert label is not None, f"{wanted!r} is none of {labels}"
        return talk.tap(user, label)
    return talk.tap(user, labels[min(int(wanted), len(labels)) - 1]) if labels else talk.last[user]


def play(talk: Talk, user: int, steps: Sequence[str]) -> list[str]:
    """One thing after another, and what others were sent meanwhile; what was left of Vietnamese."""
    known, heard = given(talk), []
    for said in steps:
        heard.append(step(talk, user, said))
        known |= given(talk)  # a name that was changed may be told once more, and a new one before it is kept
    return [each for one in (*heard, *map(_heard, pushed(talk))) for each in left(one, known)]


def pushed(talk: Talk) -> list[Message]:
    """What was sent to people unasked so far, in order."""
    sent = (each for each in talk.rows(Outbox) if each.kind == "send" and not each.key.startswith("reply/"))
    return [Message.from_json(each.body) for each in sorted(sent, key=lambda each: each.id or 0)]


def hear(talk: Talk, user: int) -> Heard:
    """Let the last message that was pushed lie before somebody, so that its buttons can be pressed."""
    messages = pushed(talk)
    talk.last[user] = _heard(messages[-1]) if messages else SILENCE
    return talk.last[user]


def _heard(message: Message) -> Heard:
    options = [option for row in message.options for option in row]
    menu = tuple(label for row in message.menu or () for label in row)
    return Heard(message.text, tuple(each.label for each in options), {each.label: each.data for each in options}, menu)

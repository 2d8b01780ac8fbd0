"""Asking for a value that may be passed over, beside the one that holds so far."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from bot.asking.ask import Ask
from bot.asking.replay import Choice, Question
from bot.vietnamese.folding import fold

T = TypeVar("T", int, float, date)
NOTHING = "-"
IS = "="  # begins a number in writing


@dataclass(frozen=True)
class Kind(Generic[T]):
    """How a kind of value is read, which raises Refused, and shown."""

    read: Callable[[str], T]
    show: Callable[[T], str]


def write(value: float | date | str | None) -> str:
    """A value as an answer keeps it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else f"{IS}{Decimal(str(value)):f}"


def ask_value(
    ask: Ask,
    key: str,
    prompt: str,
    kind: Kind[T],
    *,
    name: str,
    old: T | None = None,
    skip: str = "",
) -> T | None:
    """A value; None where `skip`, the label of a button to pass, was chosen. `old`, what holds so far, is a button as well."""

    def read_or_skip(reply: str) -> T | None:
        return None if skip and fold(reply) in {NOTHING, fold(skip)} else kind.read(reply)

    choices = [] if old is None else [Choice(write(old), kind.show(old))]
    if skip:
        choices.append(Choice(NOTHING, skip))
    question = Question(
        key,
        prompt,
        read_or_skip,
        write,
        lambda value: skip if value is None else kind.show(value),
        tuple(choices),
        name,
        figures=True,
    )
    return ask.answer_to(question)

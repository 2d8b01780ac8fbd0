"""What comes out of reading an answer: a value, a question with candidates, or a refusal; never a guess."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Certainty(StrEnum):
    """How sure a reading is."""

    CERTAIN = "certain"
    ASK = "ask"  # `value` is the likeliest candidate, or None
    INVALID = "invalid"  # understood, and impossible here
    NONE = "none"  # not understood


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """An answer as it was read; `end` is the last day of a range.

    `value` is set where the reading is certain, and may be set where it asks; `candidates` are all that it may mean, likeliest
    first. `how` says in a short Vietnamese sentence how it was read, or what would be understood.
    """

    value: T | None
    certainty: Certainty
    how: str = ""
    candidates: tuple[T, ...] = ()
    end: T | None = None


def certain(value: T, how: str = "", end: T | None = None) -> Read[T]:
    """Return a reading that needs no question."""
    return Read(value, Certainty.CERTAIN, how, (value,), end)


def ask(*candidates: T, how: str) -> Read[T]:
    """Return a question: which of the candidates (there may be none), likeliest first."""
    return Read(candidates[0] if candidates else None, Certainty.ASK, how, candidates)


def invalid(how: str) -> Read[T]:
    """Return a refusal of what was understood and cannot be."""
    return Read(None, Certainty.INVALID, how)


def nothing(how: str) -> Read[T]:
    """Return that nothing was understood; `how` says what would be."""
    return Read(None, Certainty.NONE, how)

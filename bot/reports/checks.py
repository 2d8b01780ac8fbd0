"""Doubts about a figure, before a report is sent. Nothing is refused: a chair who says that it is right is right.

Pure functions over one figure and what is known around it. How they are worded is the conversation's.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from bot.reports.kinds import LAST, PEOPLE

LEAST, MOST = 0.58, 1.45  # times what was pledged or done before: honest phases differ by up to 40 %
FAR = 4.0  # times: less than this is not called ten times too many
SHRINK = 0.9  # a figure that only adds up may be this much of the last phase's, by a correction
SLIGHT = math.log(1.08)  # digits that make so little difference are not worth a question
SAME = math.log(1.03)  # as near to twice the last phase: now and then a unit does that
TELLING = 5  # numbers closer together than this say nothing about which is which
BETTER = math.log(1.8)  # by so much both together must fit better the other way round
ENOUGH_PEERS = 5
ODD = 3.5  # robust deviations from the other units, as is usual for outliers
LEAST_SPREAD = math.log(1.5)  # units that all report the same are no reason to doubt one that does a little more
NORMAL = 1.4826  # from the median deviation to a standard deviation


class Kind(StrEnum):
    """What may be wrong; the code that is kept with a figure that stays."""

    MEMBERS = "members"  # more than the unit has people
    TENFOLD = "tenfold"  # a figure too many
    TENTH = "tenth"  # a figure too few
    DIGITS = "digits"  # two digits in the wrong order
    BELOW = "below"  # less than at the end of the last phase, of what only adds up
    FIELDS = "fields"  # this answer and the one before in each other's place
    PEERS = "peers"  # far from units of the same size and bloc


@dataclass(frozen=True)
class Around:
    """What is known around a figure: its unit and kind, what the unit pledged and reached in the last phase, its people, and
    what units of the same bloc and size reported."""

    unit: str
    kind: str
    pledge: float | None = None
    last: float | None = None
    members: int | None = None
    peers: Sequence[float] = ()

    @property
    def known(self) -> list[float]:
        """Pledge and last phase, where they say something."""
        return [each for each in (self.pledge, self.last) if each]


@dataclass(frozen=True)
class Doubt:
    """A doubt, what speaks against the figure, and what may be meant instead; None: nobody can tell."""

    kind: Kind
    against: float
    instead: float | None = None


def doubt(value: float, around: Around) -> Doubt | None:
    """The strongest doubt about a figure; None: it may well be right."""
    if around.unit in PEOPLE and around.members and value > around.members:
        return Doubt(Kind.MEMBERS, around.members, _fitting(value, around))
    if not value:
        return None
    return next((each for each in (_digits(value, around), _below(value, around), _odd(value, around)) if each), None)


def swapped(value: float, around: Around, before: float, around_before: Around) -> bool:
    """Whether two answers that follow each other fit each other's past much better than their own."""
    if abs(value - before) < TELLING or not (value and before and around.known and around_before.known):
        return False
    if _is_near(value, around) and _is_near(before, around_before):
        return False
    crossed = _nearest(value, around_before) + _nearest(before, around)
    straight = _nearest(value, around) + _nearest(before, around_before)
    return _is_near(value, around_before) and _is_near(before, around) and straight > crossed + BETTER


def _digits(value: float, around: Around) -> Doubt | None:
    """A figure that is unlike the past, while what a slip of the finger would make of it is like it."""
    known, turned = around.known, list(_turned(value))
    if not known:
        return None
    said_before = next((each for each in known if each in turned), None)
    if said_before and _nearest(value, around) > SLIGHT:
        return Doubt(Kind.DIGITS, said_before, said_before)
    if _is_near(value, around) or (around.last and _distance(value, 2 * around.last) < SAME):
        return None
    against = min(known, key=lambda each: _distance(value, each))
    if value > FAR * max(known):
        return Doubt(Kind.TENFOLD, against, value / 10 if value % 10 == 0 else None)
    if value * FAR < min(known):
        return Doubt(Kind.TENTH, against, value * 10)
    meant = min((each for each in turned if _is_near(each, around)), key=lambda each: _nearest(each, around), default=None)
    return Doubt(Kind.DIGITS, against, meant) if meant else None


def _below(value: float, around: Around) -> Doubt | None:
    if around.kind == LAST and around.last and value < SHRINK * around.last:
        return Doubt(Kind.BELOW, around.last)
    return None


def _odd(value: float, around: Around) -> Doubt | None:
    """Far from the other units; one that is always so, and says so each phase, is left in peace."""
    others = [math.log(each) for each in around.peers if each > 0]
    if len(others) < ENOUGH_PEERS or _is_near(value, around):
        return None
    middle = median(others)
    spread = max(NORMAL * median(abs(each - middle) for each in others), LEAST_SPREAD)
    return Doubt(Kind.PEERS, math.exp(middle)) if abs(math.log(value) - middle) > ODD * spread else None


def _fitting(value: float, around: Around) -> float | None:
    """What somebody may have meant who said more people than there are: a figure too many, or two in the wrong order."""
    candidates = [each for each in (value / 10, *_turned(value)) if each % 1 == 0 and each <= (around.members or 0)]
    near = [each for each in candidates if _is_near(each, around)]
    return next(iter(near or candidates), None)


def _turned(value: float) -> Iterator[float]:
    """The number with two neighbouring digits in each other's place; zeros in front are no number."""
    if value % 1:
        return
    digits = str(int(value))
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            made = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if made[0] != "0":
                yield float(made)


def _is_near(value: float, around: Around) -> bool:
    return any(LEAST * each <= value <= MOST * each for each in around.known)


def _nearest(value: float, around: Around) -> float:
    return min(_distance(value, each) for each in around.known)


def _distance(one: float, other: float) -> float:
    return abs(math.log(one / other)) if one and other else math.inf

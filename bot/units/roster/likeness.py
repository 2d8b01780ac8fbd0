"""Which names of units may be two writings of one name: “TH Ngọc Lâm”, “Trường Tiểu học Ngọc Lâm”.

Never quadratic: a name is only held against names that share one of its last two words.
"""

import re
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.units.abbreviations import spell_out_folded

T = TypeVar("T")

CLOSE = 88  # of 100; what scores less cannot be one slip away
SHORT, LONG = 4, 6  # letters of a word in which one letter too many, or another one, is likelier a slip than another word
_GENERIC = re.compile(r"\b(?:cong doan co so|cong doan|truong|mot thanh vien|va)\b")
_TELLING = re.compile(r"\S*[0-9]\S*|\b\w\b|\b[ivx]+\b")


def bare(folded: str) -> str:
    """A folded name with short forms in full, without the words that people leave out."""
    spelled = spell_out_folded(folded)
    return " ".join(_GENERIC.sub(" ", spelled).split()) or spelled


def is_slip(one: str, other: str) -> bool:
    """Whether two bare names differ by a slip of the finger: in one word, and in no number or single letter."""
    if _TELLING.findall(one) != _TELLING.findall(other):
        return False
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return False
    differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _slipped(*differing[0])


def _slipped(word: str, other: str) -> bool:
    if OSA.distance(word, other, score_cutoff=1) > 1:
        return False
    swapped_or_missing = len(word) != len(other) or sorted(word) == sorted(other)
    return max(len(word), len(other)) >= (SHORT if swapped_or_missing else LONG)


class Names(Generic[T]):
    """Names, each with what it belongs to, in which one that looks like another is found."""

    def __init__(self) -> None:
        self._same: dict[str, T] = {}
        self._near: dict[str, dict[str, T]] = {}

    def add(self, name: str, owner: T) -> None:
        """Remember a bare name. Of two that are equal the first counts."""
        self._same.setdefault(name.replace(" ", ""), owner)
        for word in set(name.split()[-2:]):
            self._near.setdefault(word, {}).setdefault(name, owner)

    def like(self, name: str) -> T | None:
        """What a name belongs to that may be this bare one in another writing."""
        if (same := self._same.get(name.replace(" ", ""))) is not None:
            return same
        for word in name.split()[-2:]:
            near = self._near.get(word)
            if near is None:
                continue
            for other, _score, _place in process.extract(name, near.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=5):
                if is_slip(name, other):
                    return near[other]
        return None

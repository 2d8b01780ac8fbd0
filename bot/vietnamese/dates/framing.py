"""What the words around the expressions do to them: nothing, deny them, or something that is not known."""

from enum import StrEnum

from bot.vietnamese.dates.expressions import Part
from bot.vietnamese.dates.forms import Form
from bot.vietnamese.dates.lexicon import AROUND, DENIALS, PLACES, VERBS
from bot.vietnamese.dates.line import Line

_SILENT = frozenset({Form.LIMIT, Form.AFTER, Form.FROM, Form.TOUCH})


class Frame(StrEnum):
    """What the words around leave of a reading."""

    CLEAN = "clean"
    OTHER = "other"
    DENIED = "denied"


def outside(line: Line, parts: list[Part]) -> list[tuple[int, str]]:
    """Return the places and codes of the words that belong to no expression."""
    taken = {at for part in parts for at in range(part.first, part.last + 1)}
    return [(at, token[0]) for at, token in enumerate(line.tokens) if at not in taken]


def frame(line: Line, parts: list[Part]) -> Frame:
    """Return what the words around the expressions leave of them."""
    saying = [part for part in parts if part.form not in _SILENT]
    if not saying:
        return Frame.OTHER
    words = outside(line, parts)
    first, last = saying[0].first, saying[-1].last
    if any(word in DENIALS and at < last for at, word in words):
        return Frame.DENIED
    begin, end = _after_verb(line, first), _before_place(line, last)
    strange = [at for at, word in words if word not in AROUND and (begin <= at < end or word.isdecimal() or word in DENIALS)]
    return Frame.OTHER if strange else Frame.CLEAN


def _after_verb(line: Line, first: int) -> int:
    """Return where the answer begins: behind the last verb of deciding in front of it, before which anybody may be named."""
    codes = [token[0] for token in line.tokens[:first]]
    behind = [
        at + len(verb.split())
        for verb in VERBS
        for at in range(len(codes))
        if codes[at : at + verb.count(" ") + 1] == verb.split()
    ]
    return max(behind, default=0)


def _before_place(line: Line, last: int) -> int:
    """Return where a place begins behind the day; the end of the line if there is none."""
    return next((at for at in range(last + 1, len(line.tokens)) if line.tokens[at][0] in PLACES), len(line.tokens))

"""Finding the expressions for days, times and periods in a line."""

import re
from dataclasses import dataclass

from bot.vietnamese.dates.forms import Form, patterns
from bot.vietnamese.dates.lexicon import COUNTED, DECIDING, NUMBERED, PERSONS
from bot.vietnamese.dates.line import Line
from bot.vietnamese.dates.meaning import Asked, Meant


@dataclass(frozen=True, slots=True)
class Part:
    """One expression: its form, its first and last token, what it means alone, and a time as it was found."""

    form: Form
    first: int
    last: int
    meant: Meant
    clock: re.Match[str] | None = None


def find_parts(line: Line, asked: Asked) -> list[Part]:
    """Return the expressions in the line, in order."""
    parts: list[Part] = []
    at = 0
    while at < len(line.tokens):
        part = _part_at(at, line, asked)
        if part:
            parts.append(part)
        at = part.last + 1 if part else at + 1
    return parts


def _part_at(at: int, line: Line, asked: Asked) -> Part | None:
    """Return the longest expression that begins at a token and means something."""
    start = line.starts[at]
    found = [
        (match.end(), form, match, reader) for form, pattern, reader in patterns() if (match := pattern.match(line.codes, start))
    ]
    for _, form, match, reader in sorted(found, key=lambda each: -each[0]):
        last = at + match.group().count(" ")
        if _is_other(form, at, last, line) or (meant := reader(match, asked)) is None:
            continue
        return Part(form, at, last, meant, match if form is Form.TIME else None)
    return None


def _is_other(form: Form, first: int, last: int, line: Line) -> bool:
    """Tell whether the words are the name of a person, or figures that count what follows: "15 đơn vị", "2/3 cđcs"."""
    codes = [token[0] for token in line.tokens]
    before, after = codes[first - 1] if first else "", codes[last + 1 : last + 3]
    if codes[first : last + 1] == ["mai"]:
        return before in PERSONS and not line.text[line.tokens[first - 1][2] : line.tokens[first][1]].strip()
    if not codes[first].isdecimal() or form not in {Form.BARE, Form.DAY} or not after:
        return False
    counts = after[0] in COUNTED or after == ["d", "c"]
    if form is Form.BARE:
        return counts or (after[0] in PERSONS and len(after[0]) > 1 and not after[1:]) or before in NUMBERED
    # A share or a span of numbers is no larger in front: "15/1 đơn vị em làm" is a day.
    share = [code for code in codes[first : last + 1] if code.isdecimal()]
    return counts and last - first == len(share) == 2 and int(share[0]) <= int(share[1])  # noqa: PLR2004 - a/b


def answering(line: Line, asked: Asked) -> list[Part]:
    """Return the expressions in the line that answer: no idioms, and not the day until which the answer is put off.

    "hôm nay em đăng ký 15/1" answers with the second one, "mai em báo lại" with none.
    """
    parts = [part for part in find_parts(line, asked) if part.form is not Form.IDIOM]
    put_off = [part for part in parts if _puts_off(part, line)]
    rest = parts[len(put_off) :] if put_off == parts[: len(put_off)] else []
    return rest if not put_off or any(part.form in {Form.DAY, Form.NEAR, Form.BARE, Form.SPAN} for part in rest) else []


def _puts_off(part: Part, line: Line) -> bool:
    """Tell whether a day counted from today stands in front of a word of deciding."""
    return part.form is Form.NEAR and not DECIDING.isdisjoint(token[0] for token in line.tokens[part.last + 1 :])

"""A typed answer as a line of codes: one for each word, number and sign that says something."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from bot.vietnamese.dates.figures import Token, counted
from bot.vietnamese.dates.lexicon import PLAIN
from bot.vietnamese.dates.spelling import code, is_word, marked, vni
from bot.vietnamese.folding import compose

_FULL_WIDTH = {number: number - 0xFEE0 for number in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "–—−‐‑"), "-")
_PIECE = re.compile(r"[0-9]+|[^\W\d_][^\W_]*|\S")
_LETTERS_OR_FIGURES = re.compile(r"[0-9]+|[^\W\d_]+|[^\W_]")
_SILENT = frozenset("!?;()[]{}\"'“”‘’…*_=•·`°^")
_BETWEEN = {"\\": "/", "|": "/", "→": "~", ">": "~", "&": "va", "+": "va"}
_JOINS_FIGURES = frozenset(".,:")
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Line:
    """The text, the codes in it in order, the line they make with one space between them, and where each begins in that."""

    text: str
    tokens: tuple[Token, ...]
    codes: str
    starts: tuple[int, ...]

    def quote(self, first: int, last: int) -> str:
        """Return what was typed from one token to another, both included."""
        return self.text[self.tokens[first][1] : self.tokens[last][2]]


def read_line(text: str) -> Line:
    """Return the line; numbers told in words are figures in it."""
    clean = compose(text).translate(_FULL_WIDTH)
    found = counted(_with_signs(_with_plain(_pieces(clean.lower()), clean)))
    codes = [token[0] for token in found]
    starts = tuple(accumulate((len(each) + 1 for each in codes), initial=0))
    return Line(clean, tuple(found), " ".join(codes), starts[:-1])


def _pieces(text: str) -> list[Token]:
    """Return words as codes, numbers and signs, each with where it stands."""
    found: list[Token] = []
    for match in _PIECE.finditer(text):
        piece, start, end = match.group(), match.start(), match.end()
        if piece.isalpha():
            found.append((code(piece), start, end))
        elif not piece[0].isalpha():
            found.append((piece, start, end))
        elif word := _typed_as_vni(piece):
            found.append((word, start, end))
        else:
            found += [_part(part, start) for part in _LETTERS_OR_FIGURES.finditer(piece)]
    return found


def _part(found: re.Match[str], start: int) -> Token:
    """Return the letters or the figures of a piece that has both: th1, h30."""
    piece = found.group()
    return (code(piece) if piece.isalpha() else piece), start + found.start(), start + found.end()


def _typed_as_vni(piece: str) -> str | None:
    """Return the code of a word with the figures of VNI, unless it may be a word and a number: thu7, ngay15."""
    letters = piece.rstrip("0123456789")
    figures = piece[len(letters) :]
    if not piece.isascii() or (letters.isalpha() and is_word(letters) and int(figures) <= _MOST_DAYS):
        return None
    return vni(piece)


def _with_plain(tokens: list[Token], text: str) -> list[Token]:
    """Return the tokens with a plain word in capitals behind one that has its marks."""
    return [
        (token[0].upper(), *token[1:])
        if token[0] in PLAIN and at and marked(text[tokens[at - 1][1] : tokens[at - 1][2]])
        else token
        for at, token in enumerate(tokens)
    ]


def _with_signs(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the signs that say something, each as what it says."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token[0][0].isalnum():
            found.append(token)
        elif sign := _sign(token, found[-1] if found else None, following):
            found.append((sign, token[1], token[2]))
    return found


def _sign(token: Token, before: Token | None, after: Token | None) -> str:
    """Return what a sign says: a date (/ . -), a list (,), a clock (:), a span (~), any other itself; nothing if it is silent."""
    sign, start, end = token
    if sign in _SILENT or unicodedata.category(sign) in {"So", "Sk", "Mn", "Me", "Cf", "Co"}:
        return ""
    glued_before, glued_after = bool(before and before[2] == start), bool(after and after[1] == end)
    if sign in _JOINS_FIGURES or sign == "-":
        return _point_or_dash(sign, before, after, glued_before=glued_before, glued_after=glued_after)
    if before is None or after is None:
        return "" if sign in "~/" else sign
    if sign == "/":
        return sign if before[0].isdecimal() and (after[0].isdecimal() or after[0] != "c") else ""
    return _BETWEEN.get(sign, sign)


def _point_or_dash(sign: str, before: Token | None, after: Token | None, *, glued_before: bool, glued_after: bool) -> str:
    """Return what . , : and - say between figures, and that a number is negative."""
    figures_before, figures_after = bool(before and before[0].isdecimal()), bool(after and after[0].isdecimal())
    if sign == "-":
        if glued_before and glued_after:
            return "-"
        return "minus" if glued_after and figures_after and not figures_before else "~" if before and after else ""
    if not figures_before or not figures_after:
        return ""
    return sign if sign == "," or (glued_before and glued_after) else ""

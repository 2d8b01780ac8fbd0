"""Reading numbers below a hundred in words, and figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.vietnamese.numbers.figures import read_figures
from bot.vietnamese.numbers.phrases import FIGURE, Piece
from bot.vietnamese.numbers.spelling import bare
from bot.vietnamese.numbers.words import (
    DIGIT,
    DIGITS,
    DIGITS_OF_TENS,
    DOZENS,
    DOZENS_OF,
    HALF,
    NO,
    POINT,
    SCALE,
    TEN,
    TENS,
    TWENTY,
)

_END = Piece("", "", "", glued=False)
_TEN = 10
_LEADING_TENS = {TEN: 1, TWENTY: 2}
_ONLY_BEHIND = frozenset({"lăm", "nhăm"})


class Group(NamedTuple):
    """A number as said so far: what it may be, how many places it fills, whether that is sure, and where it ends."""

    values: tuple[Decimal, ...]
    places: int
    end: int
    sure: bool = True


def piece_at(pieces: Sequence[Piece], at: int) -> Piece:
    """Return the piece, or one that is nothing behind the last."""
    return pieces[at] if at < len(pieces) else _END


def follows(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether nothing at all, not even a comma, was typed between this piece and the one before it."""
    return 0 < at < len(pieces) and pieces[at].first == pieces[at - 1].last + 1


def read_plain(pieces: Sequence[Piece], at: int) -> Group | None:
    """Return the figures that stand here, with the dozen they count: “3 chục rưỡi”."""
    if piece_at(pieces, at).tag != FIGURE:
        return None
    written = pieces[at].text
    values = read_figures(written)
    if piece_at(pieces, at + 1).tag == DOZENS and len(values) == 1:
        return _dozens(pieces, values[0], at + 1)
    return Group(values, len(written) if written.isdecimal() else 0, at + 1)


def read_tens(pieces: Sequence[Piece], at: int, *, rest: bool = False) -> Group | None:
    """Return the words from “không” to “chín mươi chín”; as the `rest` of hundreds, “lăm” and “bảy tám” stand there too."""
    here = piece_at(pieces, at)
    if here.tag in _LEADING_TENS:
        return _unit(pieces, _LEADING_TENS[here.tag], at + 1)
    if here.tag in {DOZENS, TENS}:
        found = _dozens(pieces, Decimal(1), at)
        return found._replace(sure=found.end > at + 1)
    if here.tag == NO and (piece_at(pieces, at + 1).tag == POINT or is_hundred(pieces, at + 1)):
        return Group((Decimal(0),), 1, at + 1)
    if here.tag != DIGIT or (here.text in _ONLY_BEHIND and not rest):
        return None
    return _from_digit(pieces, at, rest=rest)


def _from_digit(pieces: Sequence[Piece], at: int, *, rest: bool) -> Group:
    """Return the number that begins with this digit."""
    digit, after = DIGITS[pieces[at].text], piece_at(pieces, at + 1)
    if not follows(pieces, at + 1):
        return Group((Decimal(digit),), 1, at + 1)
    if _is_tens(after):
        return _unit(pieces, digit, at + 2)
    if after.tag == DOZENS:
        return _dozens(pieces, Decimal(digit), at + 1)
    if _is_unit_of_tens(after):
        return Group((Decimal(digit * _TEN + DIGITS[after.text]),), 2, at + 2)
    if _is_two_digits(pieces, at) and (rest or DIGITS[after.text] != digit + 1):
        return Group((Decimal(digit * _TEN + DIGITS[after.text]),), 2, at + 2, sure=False)
    return Group((Decimal(digit),), 1, at + 1)


def _dozens(pieces: Sequence[Piece], count: Decimal, at: int) -> Group:
    """Return so many tens or dozens, with the half behind them."""
    each = DOZENS_OF.get(pieces[at].text, _TEN)
    half = pieces[at].tag == DOZENS and piece_at(pieces, at + 1).tag == HALF
    return Group((count * each + (each // 2 if half else 0),), 2, at + 1 + half)


def _is_two_digits(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether two digits stand here that may be tens and units: “hai bảy”; “bảy tám” alone is about seven or eight."""
    after, then = piece_at(pieces, at + 1), piece_at(pieces, at + 2)
    return after.tag == DIGIT and then.tag not in {TENS, TEN, DOZENS, SCALE, DIGIT}


def _unit(pieces: Sequence[Piece], tens: int, at: int) -> Group:
    """Return tens with the digit behind them; “mười năm” may be ten years."""
    digit = piece_at(pieces, at)
    if (
        digit.tag != DIGIT
        or not follows(pieces, at)
        or _is_tens(piece_at(pieces, at + 1))
        or piece_at(pieces, at + 1).tag == DOZENS
    ):
        return Group((Decimal(tens * _TEN),), 2, at)
    return Group((Decimal(tens * _TEN + DIGITS[digit.text]),), 2, at + 1, sure=digit.text != "năm")


def _is_tens(piece: Piece) -> bool:
    """Tell whether this is “mươi”, which is “mười” without marks."""
    return piece.tag == TENS or (piece.tag == TEN and piece.typed == bare(piece.typed))


def _is_unit_of_tens(piece: Piece) -> bool:
    """Tell whether the digit can only stand behind tens: “hai mốt”, and “hai mot” without marks."""
    words = {bare(each) for each in DIGITS_OF_TENS}
    return piece.tag == DIGIT and (piece.text in DIGITS_OF_TENS or piece.typed in words)


def is_hundred(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether “trăm” stands here."""
    piece = piece_at(pieces, at)
    return piece.tag == SCALE and piece.text == "trăm"

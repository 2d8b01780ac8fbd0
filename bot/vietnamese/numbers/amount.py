"""Reading one amount: groups with thousands, millions and billions, and what is left out behind them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.vietnamese.numbers.figures import is_grouped
from bot.vietnamese.numbers.groups import read_group
from bot.vietnamese.numbers.phrases import FIGURE, Piece
from bot.vietnamese.numbers.tens import Group, follows, piece_at
from bot.vietnamese.numbers.words import (
    A_HALF,
    BILLION,
    DIGIT,
    DIGITS_OF_TENS,
    HALF,
    HALF_OF,
    HUNDRED,
    MILLION,
    ODD,
    SCALE,
    SCALES,
    TEN,
)

_THOUSAND = 1000
_REST = frozenset({HALF, ODD, DIGIT, TEN, FIGURE})


class Amount(NamedTuple):
    """An amount: what it may be, likeliest first, whether that is sure, its largest scale (1 where none was said), whether it
    was written in groups of thousands, whether its end was left out (“1tr5”), and where it ends in the line."""

    values: tuple[Decimal, ...]
    sure: bool
    scale: int
    grouped: bool
    elliptic: bool
    end: int


def read_amount(pieces: Sequence[Piece], at: int) -> Amount | None:
    """Return the longest amount that begins here; None where none does. `values` is empty for figures that are no number."""
    group = _half(pieces, at) or read_group(pieces, at)
    if group is None and piece_at(pieces, at).tag == SCALE:
        group = Group((Decimal(1),), 1, at, sure=piece_at(pieces, at + 1).tag in _REST)
    if group is None:
        return None
    grouped = pieces[at].tag == FIGURE and is_grouped(pieces[at].text)
    scale, end = _scale(pieces, group.end)
    if scale == 1:
        is_sure = group.sure and not (group.end == at + 1 and _is_other_word(pieces[at]))
        return Amount(group.values, is_sure, 1, grouped, elliptic=False, end=group.end)
    first = _scaled(pieces[at], group, scale)
    return _with_rest(pieces, Amount(first, group.sure, scale, grouped, elliptic=False, end=end))


def _is_other_word(piece: Piece) -> bool:
    """Tell whether a digit that stands alone may be another word: nam, sau, từ, mốt."""
    return piece.tag == DIGIT and (piece.text in DIGITS_OF_TENS or piece.typed in {"nam", "sau", "tu", "mot"})


def _half(pieces: Sequence[Piece], at: int) -> Group | None:
    """Return the half of what follows: “nửa triệu”."""
    return Group((A_HALF,), 0, at + 1) if piece_at(pieces, at).tag == HALF_OF else None


def _scale(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """Return the scale that stands here and where it ends: “triệu”, “nghìn tỷ”; 1 where there is none."""
    here, after = piece_at(pieces, at), piece_at(pieces, at + 1)
    if here.tag != SCALE or here.text == "trăm":
        return 1, at
    scale = SCALES[here.text]
    if scale < MILLION and after.tag == SCALE and SCALES[after.text] == BILLION:
        return scale * BILLION, at + 2
    return scale, at + 1


def _scaled(first: Piece, group: Group, scale: int) -> tuple[Decimal, ...]:
    """Return the values times the scale; “1.250 triệu” may be meant as 1,25 million, “3.000 tỷ” may not."""
    values = group.values
    may_be_decimal = first.tag == FIGURE and re.fullmatch(r"[0-9]+\.[0-9]{3}", first.text)
    if may_be_decimal and len(values) == 1 and values[0] >= _THOUSAND and values[0] % _THOUSAND:
        values = (*values, values[0] / _THOUSAND)
    return tuple(_whole(each * scale) for each in dict.fromkeys(values))


def _with_rest(pieces: Sequence[Piece], amount: Amount) -> Amount:
    """Return the amount with all that belongs to it: smaller scales, a half, and a last group without its scale."""
    total, ceiling, at, sure, elliptic = amount.values, amount.scale, amount.end, amount.sure, False
    while len(total) == 1:
        here = piece_at(pieces, at)
        if here.tag == HALF:
            total, at = (total[0] + ceiling // 2,), at + 1
            break
        is_odd = here.tag == ODD
        group = read_group(pieces, at + is_odd)
        if group is None or len(group.values) != 1 or group.values[0] % 1:
            break
        scale, end = _scale(pieces, group.end)
        if scale >= ceiling or (scale == 1 and not follows(pieces, at)):
            break
        sure = sure and group.sure
        if scale == 1:
            total, elliptic, at = _left_out(total[0], group, ceiling, is_odd=is_odd), ceiling > _THOUSAND, end
            break
        total, ceiling, at = (total[0] + _whole(group.values[0] * scale),), scale, end
    return Amount(total, sure, amount.scale, amount.grouped, elliptic, at)


def _left_out(total: Decimal, group: Group, scale: int, *, is_odd: bool) -> tuple[Decimal, ...]:
    """Return what “1 triệu 5” and its like may mean.

    One figure is so many tenths, three are thousandths, two may be either. Behind “lẻ” they are what they say, of a million
    or more the next smaller scale.
    """
    value, small = group.values[0], scale // _THOUSAND
    if is_odd:
        said = value if scale == _THOUSAND else value * small
        return (total + said,) if scale == _THOUSAND else (total + said, total + value)
    if group.places == 1 and value:
        return (total + value * scale // 10,)
    if group.places == 3:  # noqa: PLR2004
        return (total + value * small,)
    if group.places == 2 and value:  # noqa: PLR2004
        return (total + value * scale // HUNDRED, total + value * small)
    return (total + value * small, total + value)


def _whole(value: Decimal) -> Decimal:
    """Return the value without a decimal part of zeros."""
    return value.to_integral_value() if value == value.to_integral_value() else value

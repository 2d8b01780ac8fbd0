"""Figures as they are written in Viet Nam and, by some programs and phones, in English: 1.250 · 1,5 · 1,200.5 · 1 250."""

import re
from decimal import Decimal

_THREE = 3
_MOST_LEADING = 3  # figures in front of the first separator of thousands
_LONGEST_PADDED = 3  # “05” is the official style; what is longer and begins with 0 is a telephone number or a code
_LONGEST = 15  # figures; more than any amount has, and few enough for exact arithmetic with every scale
_SEPARATOR = re.compile(r"[., ]")


def read_figures(written: str) -> tuple[Decimal, ...]:
    """Return what the figures may mean, likeliest first; nothing where no convention writes a number so.

    A dot and three figures are thousands, a comma and three figures may be either, one or two figures behind the only sign
    are decimals. Of two kinds of sign the last is the decimal one.
    """
    if sum(map(str.isdecimal, written)) > _LONGEST:
        return ()
    signs = _SEPARATOR.findall(written)
    if not signs:
        return () if written[0] == "0" and len(written) > _LONGEST_PADDED else (Decimal(written),)
    if len(set(signs)) == 1:
        return _of_one_kind(written, signs[0], len(signs))
    if signs.count(signs[-1]) > 1 or len(set(signs)) > 2:  # noqa: PLR2004  one kind for thousands, one for decimals
        return ()
    whole, decimals = written.rsplit(signs[-1], 1)
    return (Decimal(f"{_joined(whole)}.{decimals}"),) if is_grouped(whole) else ()


def _of_one_kind(written: str, sign: str, count: int) -> tuple[Decimal, ...]:
    grouped = (Decimal(_joined(written)),) if is_grouped(written) else ()
    if count > 1 or sign == " ":
        return grouped
    whole, tail = written.split(sign)
    decimal = (Decimal(f"{whole}.{tail}"),)
    if len(tail) != _THREE:
        return decimal if len(tail) < _THREE and (whole == "0" or whole[0] != "0") else ()
    if grouped:
        return grouped if sign == "." else grouped + decimal
    # Nobody groups “1250.500”, and “0.125” has no thousands.
    return decimal if whole == "0" else (Decimal(_joined(written)), *decimal)


def is_grouped(written: str) -> bool:
    """Tell whether the figures stand in groups of thousands."""
    first, *others = _SEPARATOR.split(written)
    return bool(others) and first[0] != "0" and len(first) <= _MOST_LEADING and all(len(each) == _THREE for each in others)


def _joined(written: str) -> str:
    return _SEPARATOR.sub("", written)

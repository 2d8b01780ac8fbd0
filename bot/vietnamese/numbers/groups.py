"""Reading what stands before a thousand, a million: figures, or words up to 999."""

from collections.abc import Sequence
from decimal import Decimal

from bot.vietnamese.numbers.phrases import FIGURE, Piece
from bot.vietnamese.numbers.tens import Group, follows, is_hundred, piece_at, read_plain, read_tens
from bot.vietnamese.numbers.words import A_HALF, HALF, HUNDRED, NO, ODD, POINT

_TEN = 10


def read_group(pieces: Sequence[Piece], at: int) -> Group | None:
    """Return the number below a thousand, or the figures, that begin here; None where none does."""
    if is_hundred(pieces, at):
        return _hundreds(pieces, Group((Decimal(1),), 1, at), is_implied=True)
    first = read_plain(pieces, at) or read_tens(pieces, at)
    if first and is_hundred(pieces, first.end):
        return _hundreds(pieces, first)
    return _with_decimals(pieces, first) if first else None


def _hundreds(pieces: Sequence[Piece], count: Group, *, is_implied: bool = False) -> Group:
    """Return hundreds and what follows them: “hai trăm lẻ năm”, “trăm rưởi”, “trăm hai”; “trăm” alone may be about a hundred."""
    if len(count.values) != 1:
        return count
    base, at = count.values[0] * HUNDRED, count.end + 1
    after = piece_at(pieces, at)
    if after.tag == HALF:
        return Group((base + HUNDRED // 2,), 3, at + 1, count.sure)
    is_odd = after.tag == ODD
    if not follows(pieces, at):
        return Group((base,), 3, at, sure=count.sure and not is_implied)
    rest = read_plain(pieces, at + is_odd) or read_tens(pieces, at + is_odd, rest=True)
    if rest is None or rest.places > 2 or not rest.places or is_hundred(pieces, rest.end):  # noqa: PLR2004  tens and units
        return Group((base,), 3, at, sure=count.sure and not is_implied)
    elliptic = rest.places == 1 and not is_odd
    sure = count.sure and rest.sure and not (elliptic and pieces[rest.end - 1].text == "năm")
    return Group((base + rest.values[0] * (_TEN if elliptic else 1),), 3, rest.end, sure)


def _with_decimals(pieces: Sequence[Piece], whole: Group) -> Group:
    """Return the number with the decimals behind it: “chín phẩy hai lăm”, “ba rưỡi”."""
    after = piece_at(pieces, whole.end)
    if len(whole.values) != 1 or whole.values[0] % 1:
        return whole
    if after.tag == HALF and whole.places <= 2:  # noqa: PLR2004
        return Group((whole.values[0] + A_HALF,), 0, whole.end + 1, whole.sure)
    if after.tag != POINT:
        return whole
    digits, end = _spelled(pieces, whole.end + 1)
    return Group((Decimal(f"{whole.values[0]}.{digits}"),), 0, end, whole.sure) if digits else whole


def _spelled(pieces: Sequence[Piece], at: int) -> tuple[str, int]:
    """Return the decimals as digits, and where they end: “không năm” is 05, “bảy mươi lăm” is 75."""
    zeros = ""
    while piece_at(pieces, at).tag == NO and piece_at(pieces, at).text == "không":
        zeros, at = zeros + "0", at + 1
    if piece_at(pieces, at).tag == FIGURE:
        return (zeros + pieces[at].text, at + 1) if pieces[at].text.isdecimal() else ("", at)
    digits = ""
    while found := read_tens(pieces, at):
        digits, at = digits + str(found.values[0]), found.end
        if found.places > 1:
            break
    return zeros + digits, at

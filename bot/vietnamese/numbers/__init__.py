"""Reading numbers: how many people, works, initiatives; points with decimals.

What is not exactly one number is asked about (“khoảng 50”, “1,250”, “5 hay 6”) or refused (“-5”, “12a”, “80%”). The law of
the readers is that leaving out marks or adding polite words never makes another certain value.
"""

from collections.abc import Sequence
from decimal import Decimal

from bot.vietnamese.numbers.line import AMOUNT, BROKEN, Line, read_line
from bot.vietnamese.numbers.phrases import Vocabulary
from bot.vietnamese.numbers.words import ABOUT, ANY, AROUND, CURRENCY, MINUS, NO, NUMBERS, PERCENT, ROUGHLY, ZERO
from bot.vietnamese.reading import Read, ask, certain, invalid, nothing

MOST = 10_000_000  # of a count
MOST_CANDIDATES = 3
_WORDS = Vocabulary(NUMBERS | AROUND)
_EXAMPLE = "Xin gõ một con số, ví dụ: 45."
_EXACT = "Xin cho con số chính xác, ví dụ: 45."
_DIGITS_AT_ONCE = 9


def read_number(text: str) -> Read[Decimal]:
    """Return the number in `text`, never negative: a count, or one with decimals."""
    line = read_line(text, _WORDS)
    if refusal := _refused(line):
        return refusal
    if not line.amounts:
        return read_none(line.shape) or (ask(how=_EXACT) if line.is_bounded else nothing(_EXAMPLE))
    if line.is_bounded:
        return ask(how=_EXACT)
    if line.is_sure and not set(line.shape) - {AMOUNT}:
        return certain(line.values[0], f"Đọc là {shown(line.values[0])}.")
    return ask(*line.values[:MOST_CANDIDATES], how=asking(line, line.values))


def read_count(text: str) -> int | None:
    """Return the one whole number from 0 to `MOST` that is certain in `text`: "120", "1.250", "hai mươi lăm người ạ"."""
    if text.isascii() and text.isdecimal() and len(text) <= _DIGITS_AT_ONCE and text[0] != "0":
        return int(text) if int(text) <= MOST else None
    read = read_number(text)
    is_count = read.certainty == "certain" and read.value is not None and read.value % 1 == 0 and read.value <= MOST
    return int(read.value) if is_count and read.value is not None else None


def read_none(shape: str) -> Read[Decimal] | None:
    """Return zero for “không có”; a bare “không” or “chưa” may be a “no” and asks; None for anything else."""
    if shape in {ZERO, ZERO + ANY, NO + ANY}:
        return certain(Decimal(0), "Đọc là 0 (không có).")
    return ask(Decimal(0), how="Ý là 0, hay là chưa trả lời?") if shape == NO else None


def asking(line: Line, values: Sequence[Decimal]) -> str:
    """Return why the line is asked about, which may mean any of `values`."""
    if {ABOUT, ROUGHLY}.intersection(line.shape):
        return "Số ước chừng, cần xác nhận."
    return "Có thể hiểu là: " + "; ".join(map(shown, values[:MOST_CANDIDATES])) + "."


def shown(value: Decimal) -> str:
    """Return the number as it is written in Viet Nam: 1.250,5."""
    whole, _dot, decimals = f"{value:,f}".partition(".")
    return whole.replace(",", ".") + ("," + decimals if decimals.strip("0") else "")


def _refused(line: Line) -> Read[Decimal] | None:
    """Return the refusal of what is no number here, None for what may be one."""
    if PERCENT in line.shape:
        return invalid("Đây là tỷ lệ phần trăm; câu này cần một con số. " + _EXAMPLE)
    if MINUS in line.shape:
        return invalid("Số không thể nhỏ hơn 0. " + _EXAMPLE)
    if BROKEN in line.shape:
        return invalid("Chữ và số viết dính nhau. " + _EXAMPLE)
    if CURRENCY in line.shape:
        return invalid("Đây là số tiền; câu này cần một con số. " + _EXAMPLE)
    return None

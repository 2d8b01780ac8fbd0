"""Reading percentages, on a scale of 0 to 100; a result above its target may be more."""

from decimal import Decimal

from bot.vietnamese.numbers import MOST_CANDIDATES, asking, read_none, shown
from bot.vietnamese.numbers.line import AMOUNT, BROKEN, read_line
from bot.vietnamese.numbers.phrases import SILENT, Vocabulary
from bot.vietnamese.numbers.words import AROUND, CURRENCY, MINUS, NUMBERS, OVER, PERCENT, SHARE
from bot.vietnamese.reading import Read, ask, certain, invalid, nothing

_AROUND_PERCENT = "tỷ lệ|tỉ lệ|chiếm|tham gia đạt|hoàn thành|kế hoạch|chỉ tiêu|bằng|tức|tức là|nghĩa là"
_CHANGE, _HALF, _ALL = "c", "h", "t"
_WORDS = Vocabulary(
    {_HALF: "nửa|một nửa|phân nửa"}
    | NUMBERS
    | {_CHANGE: "tăng|giảm|vượt|thêm|gấp|so với", _ALL: "toàn bộ|tất cả"}
    | AROUND
    | {SILENT: f"{_AROUND_PERCENT}|{AROUND[SILENT]}"}
)
_EXAMPLE = "Xin gõ tỷ lệ phần trăm, ví dụ: 95%."
_EXACT = "Xin cho tỷ lệ chính xác, ví dụ: 98,5%."
_HUNDRED = 100
_MOST = 1000  # percent that are written without a question
_SHARES = {AMOUNT + SHARE + AMOUNT, AMOUNT + OVER + AMOUNT}
_CENT = Decimal("0.01")


def read_percent(text: str) -> Read[Decimal]:
    """Return the percentage in `text`: “98,5%”, “tám mươi phần trăm”, “1/2”; a bare number up to 100 is one too."""
    line = read_line(text, _WORDS)
    shape = line.shape
    if {MINUS, BROKEN, CURRENCY}.intersection(shape):
        return invalid(_EXAMPLE)
    if len(line.amounts) == 2 and shape in _SHARES:  # noqa: PLR2004  a part and a whole
        return _share(line.amounts[0].values[0], line.amounts[1].values[0])
    if line.is_bounded:
        return ask(how=_EXACT)
    if not line.amounts:
        return _in_words(shape)
    if line.is_sure and shape in {AMOUNT + PERCENT, AMOUNT}:
        return _percent(line.values[0], is_named=PERCENT in shape)
    return ask(*line.values[:MOST_CANDIDATES], how=asking(line, line.values))


def _in_words(shape: str) -> Read[Decimal]:
    """Return a half, all, or nothing at all."""
    if shape == _HALF:
        return certain(Decimal(50), "Đọc là 50%.")
    if shape == _ALL:
        return ask(Decimal(_HUNDRED), how="Có phải là 100%?")
    return read_none(shape) or nothing(_EXAMPLE)


def _percent(value: Decimal, *, is_named: bool) -> Read[Decimal]:
    """Return the number as a percentage; “0,95” and “250” without the word are asked about."""
    if not is_named and value < 1 and value:
        return ask(value * _HUNDRED, value, how="Là tỷ lệ phần trăm hay phần của 1?")
    if value > (_MOST if is_named else _HUNDRED):
        return ask(value, how=f"Có đúng là {shown(value)}%?")
    return certain(value, f"Đọc là {shown(value)}%.")


def _share(part: Decimal, whole: Decimal) -> Read[Decimal]:
    """Return the share as a percentage; certain where it comes out even."""
    if part > whole or not whole:
        return ask(how="Tử số lớn hơn mẫu số. " + _EXACT)
    value = part * _HUNDRED / whole
    rounded = value.quantize(_CENT)
    if rounded == value:
        return certain(rounded, f"Đọc là {shown(rounded)}% ({shown(part)}/{shown(whole)}).")
    return ask(rounded, how=f"{shown(part)}/{shown(whole)} là khoảng {shown(rounded)}%.")

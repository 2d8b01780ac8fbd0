"""Reading amounts of money, in whole đồng.

A bare number asks for its unit; a figure grouped in thousands is đồng. Nobody gives 200 đồng, so that asks too.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.vietnamese.numbers import MOST_CANDIDATES, asking, read_none, shown
from bot.vietnamese.numbers.amount import Amount
from bot.vietnamese.numbers.line import AMOUNT, BROKEN, Line, read_line
from bot.vietnamese.numbers.phrases import SILENT, Vocabulary
from bot.vietnamese.numbers.words import AROUND, BILLION, CURRENCY, MILLION, MINUS, NO_WORDS, NUMBERS, PERCENT, ZERO
from bot.vietnamese.reading import Read, ask, certain, invalid, nothing

_FOREIGN = "$"
AROUND_MONEY = """tiền|số tiền|tổng tiền|kinh phí|tổng kinh phí|trị giá|tổng trị giá|giá trị|giá|chi|chi phí|tốn|mất
|ủng hộ|quyên góp|quyên góp được|thu|thu được|đóng góp|mức|hỗ trợ|khen thưởng|thưởng|tặng|trao|vận động|vận động được
|nguồn|quỹ|ngân sách|hết"""
_FREE = "|".join(f"{no} {cost}" for no in NO_WORDS.split("|") for cost in ("đồng", "tốn", "mất", "chi", "kinh phí"))
_WORDS = Vocabulary(
    NUMBERS
    | {ZERO: f"{NUMBERS[ZERO]}|miễn phí|{_FREE}"}
    | AROUND
    | {SILENT: f"{AROUND_MONEY}|{AROUND[SILENT]}", _FOREIGN: "$|usd|đô|đô la|euro|€"}
)
_EXAMPLE = "Xin gõ số tiền, ví dụ: 500.000 đồng, 2 triệu."
_EXACT = "Xin cho số tiền chính xác, ví dụ: 2.350.000 đồng."
_UNIT = "Xin cho biết đơn vị tiền: nghìn, triệu hay tỷ?"
_REFUSED = {
    PERCENT: "Đây là tỷ lệ phần trăm; câu này cần số tiền. ",
    MINUS: "Số tiền không thể nhỏ hơn 0. ",
    BROKEN: "Chữ và số viết dính nhau. ",
    _FOREIGN: "Trợ lý chỉ ghi tiền Việt Nam. ",
}
_THOUSAND = 1000
_TEN = 10
# A figure this long, typed without dots, is most likely in đồng.
_LONG = 10_000


def read_money(text: str) -> Read[Decimal]:
    """Return the amount of money in `text`, in whole đồng, never negative."""
    line = read_line(text, _WORDS)
    if reason := next((each for sign, each in _REFUSED.items() if sign in line.shape), ""):
        return invalid(reason + _EXAMPLE)
    if line.is_bounded:
        return ask(how=_EXACT)
    if not line.amounts:
        return read_none(line.shape.replace(CURRENCY, "") if ZERO in line.shape else line.shape) or nothing(_EXAMPLE)
    is_named = CURRENCY in line.shape
    has_unit = all(map(_has_unit, line.amounts)) or (is_named and len(line.amounts) == 1)
    is_plain = not set(line.shape) - {AMOUNT, CURRENCY}
    if has_unit and is_plain and line.shape.count(CURRENCY) <= len(line.amounts):
        return _with_unit(line, is_named=is_named)
    scale = max(each.scale for each in line.amounts)
    values = tuple(dict.fromkeys(value for each in line.amounts for value in _likely(each, scale)))
    return ask(*values[:MOST_CANDIDATES], how=_UNIT if is_plain else asking(line, values))


def money_of(amount: Amount, *, is_named: bool) -> Decimal | None:
    """Return the đồng of an amount inside a longer answer, None where they are not certain; `is_named` if “đồng” follows it."""
    values = _in_dong(amount, is_named=is_named)
    is_certain = amount.sure and (is_named or _has_unit(amount)) and len(values) == 1
    return values[0] if is_certain and values[0] >= _THOUSAND and values[0] % 1 == 0 else None


def _with_unit(line: Line, *, is_named: bool) -> Read[Decimal]:
    """Return the amount whose unit is known; “1 triệu 500 đồng” may be meant to the letter."""
    values = tuple(dict.fromkeys(value for each in line.amounts for value in _in_dong(each, is_named=is_named)))
    if small := [each for each in values if 0 < each < _THOUSAND]:
        return ask(*(each * factor for each in small for factor in (_THOUSAND, 1) if not each * factor % 1), how=_UNIT)
    if any(each % 1 for each in values):
        return invalid("Số tiền phải chẵn đồng. " + _EXAMPLE)
    is_literal = is_named and any(each.elliptic for each in line.amounts)
    if len(values) == 1 and not is_literal and all(each.sure for each in line.amounts):
        return certain(values[0], f"Đọc là {shown(values[0])} đồng.")
    return ask(*values[:MOST_CANDIDATES], how=f"Có thể hiểu là: {'; '.join(map(shown, values[:MOST_CANDIDATES]))} đồng.")


def _in_dong(amount: Amount, *, is_named: bool) -> tuple[Decimal, ...]:
    """Return what the amount may be in đồng: “500,000đ” can only be grouped."""
    return amount.values[:1] if is_named and amount.grouped and amount.scale == 1 else amount.values


def _has_unit(amount: Amount) -> bool:
    """Tell whether the amount says by itself how many đồng it is."""
    return amount.scale >= _THOUSAND or (amount.grouped and len(amount.values) == 1) or not any(amount.values)


def _likely(amount: Amount, scale: int) -> Iterator[Decimal]:
    """Yield what an amount most likely is in đồng, if its unit is missing or stands with another one: “2-3 triệu”."""
    for value in amount.values[:1] if amount.grouped else amount.values:
        if _has_unit(amount) or amount.grouped or value >= _LONG:
            yield value
        elif scale >= _THOUSAND:
            yield value * scale
        elif value < _TEN:
            yield from (value * MILLION, value * _THOUSAND, value * BILLION)
        else:
            yield from (value * _THOUSAND, value * MILLION)

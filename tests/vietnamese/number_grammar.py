"""Numbers as people write and say them, and what stands around an answer: the grammar the tests of the readers are made of."""

import unicodedata

from hypothesis import strategies as st

from bot.vietnamese.folding import fold

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BEFORE = ("", "dạ ", "vâng ", "em ", "dạ thưa anh ", "chị ơi ", "Dạ em xin ")
AFTER = ("", " ạ", " nhé", " nha", " á", " em", " ạ.", "!")
SPELLINGS = ("as it is", "bare", "decomposed", "upper", "spaced", "full width")

around = st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER))


def said(number: int, *, south: bool) -> str:
    """The number from 0 up to a billion in words, as it is taught in the North or said in the South."""
    if number >= 10**6:
        return _with_rest(number, 10**6, "triệu", south=south)
    if number >= 1000:
        return _with_rest(number, 1000, "ngàn" if south else "nghìn", south=south)
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        odd = ("lẻ " if south else "linh ") if 0 < rest < 10 else ""
        return f"{_DIGITS[hundreds]} trăm" + (f" {odd}{said(rest, south=south)}" if rest else "")
    return _tens(number)


def spelled(text: str, how: str) -> str:
    """The text typed in one of the ways of `SPELLINGS`."""
    if how == "full width":
        return text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    changed = {"bare": fold(text), "decomposed": unicodedata.normalize("NFD", text), "upper": text.upper()}
    changed["spaced"] = f"  {text.replace(' ', '  ')} "
    return changed.get(how, text)


def _with_rest(number: int, scale: int, name: str, *, south: bool) -> str:
    count, rest = divmod(number, scale)
    if not rest:
        return f"{said(count, south=south)} {name}"
    below = said(rest, south=south)
    zero_hundreds = scale == 1000 and rest < 100
    odd = ("lẻ " if south else "linh ") if rest < 10 else ""
    return f"{said(count, south=south)} {name} {f'không trăm {odd}' if zero_hundreds else ''}{below}"


def _tens(number: int) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return _DIGITS[unit]
    if tens == 1:
        return "mười" + ("" if not unit else " lăm" if unit == 5 else f" {_DIGITS[unit]}")
    last = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}.get(unit, f" {_DIGITS[unit]}")
    return f"{_DIGITS[tens]} mươi{last}"

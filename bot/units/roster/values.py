"""What single cells of a list of units say: names, counts, phone numbers. What is doubtful comes with a sentence about it."""

import re
from typing import Any

from bot.i18n import N_
from bot.sheets.reading import as_text
from bot.vietnamese.folding import compose
from bot.vietnamese.numbers import MOST, read_count

LONGEST_NAME = 200  # characters
LONGEST_WORD = 100  # of a code, a bloc, a person's name

NOT_A_COUNT = N_("“{value}” không phải là con số, nên bỏ trống")
NOT_A_PHONE = N_("“{value}” không phải là số điện thoại, nên bỏ trống")
SEVERAL_PHONES = N_("có nhiều số điện thoại, chỉ lấy số {phone}")
BROKEN = N_("công thức bị lỗi ({value})")
TOO_LONG = N_("dài {length} ký tự, trong khi nhiều nhất là {longest}")

_BROKEN = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!)")
_NONE = {"", "-", "–", "—", "x", "không", "không có", "chưa có", "chưa"}
_NUMBERING = re.compile(r"[0-9]{1,4}[.)] +")
_BETWEEN_PHONES = re.compile(r"[/;,|\n]|\s-\s| và ")
_EXTENSION = re.compile(r"\b(?:máy lẻ|ext|số nội bộ).*", re.IGNORECASE)
# Since 2018 mobile numbers have ten digits; fixed ones have an area code 02x or 02xx and eleven digits.
_VALID_PHONE = re.compile(r"0[35789][0-9]{8}|02[0-9]{8,9}|1[89]00[0-9]{4,6}")
_FOREIGN_PHONE = re.compile(r"\+(?!84)[0-9]{8,14}")

Said = tuple[str, dict[str, str]]  # a sentence (a msgid) and its words


def text_of(cell: Any, longest: int = LONGEST_WORD) -> tuple[str, Said | None]:
    """The words of a cell on one line; empty, with a reason, if they cannot be kept."""
    if not cell:
        return ("0", None) if cell == 0 and not isinstance(cell, bool | str) else ("", None)
    said = " ".join(compose(as_text(cell)).split())
    if said.startswith("#") and _BROKEN.fullmatch(said.upper()):
        return "", (BROKEN, {"value": said})
    if len(said) > longest:
        return "", (TOO_LONG, {"length": str(len(said)), "longest": str(longest)})
    return said, None


def name_of(cell: Any) -> tuple[str, Said | None]:
    """The name of a unit, without a number in front of it."""
    said, problem = text_of(cell, LONGEST_NAME)
    return (_NUMBERING.sub("", said, count=1) if said[:1].isdigit() and _NUMBERING.match(said) else said), problem


def count_of(cell: Any) -> tuple[int | None, Said | None]:
    """How many people; None where nothing is said."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        good = 0 <= cell <= MOST and cell == int(cell)
        return (int(cell), None) if good else (None, (NOT_A_COUNT, {"value": as_text(cell)}))
    said, problem = text_of(cell)
    if problem or said.casefold() in _NONE:
        return None, problem
    count = read_count(said)
    return count, None if count is not None else (NOT_A_COUNT, {"value": said[:40]})


def phone_of(cell: Any) -> tuple[str, Said | None]:
    """A phone number as it is dialled in Viet Nam, digits only: the zero that Excel lost comes back. Of several the first."""
    said, problem = as_text(cell).strip() if cell else "", None
    if said.casefold() in _NONE:
        return "", None
    said = _EXTENSION.sub("", compose(said[:200]))
    parts = [part for part in _BETWEEN_PHONES.split(said) if any(map(str.isdigit, part))]
    found = [phone for part in parts if (phone := _dialled(part))]
    if len(parts) > 1 and not found and (whole := _dialled(said)):
        return whole, None
    if not found:
        return "", (NOT_A_PHONE, {"value": said[:40]})
    if len(parts) > 1:
        problem = (SEVERAL_PHONES, {"phone": found[0]})
    return found[0], problem


def _dialled(text: str) -> str:
    """The number, or nothing if it is none."""
    digits = "".join(each for each in text if each in "0123456789")
    if text.lstrip().startswith("+") and _FOREIGN_PHONE.fullmatch("+" + digits):
        return "+" + digits
    if digits.startswith("84") and len(digits) in {11, 12}:
        digits = "0" + digits[2:].removeprefix("0")
    elif digits.startswith("0084"):
        digits = "0" + digits[4:]
    elif len(digits) in {9, 10} and digits[:1] in set("235789"):
        digits = "0" + digits
    return digits if _VALID_PHONE.fullmatch(digits) else ""

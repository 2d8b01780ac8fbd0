"""Numbers told in words, where the words around them make clear that they are numbers: "mười lăm tháng ba" is 15 tháng 3."""

# A code, and where in the text the word behind it begins and ends.
Token = tuple[str, int, int]

_ONES = {"một": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sáu": 6, "bảy": 7, "tám": 8, "chin": 9, "muoi": 10}
_UNMARKED = {"mot": 1, "sau": 6, "bay": 7, "tam": 8}
_BEHIND_TEN = _ONES | _UNMARKED | {"tư": 4, "tu": 4, "lam": 5, "nham": 5}
del _BEHIND_TEN["nam"], _BEHIND_TEN["muoi"]  # "mười năm" is ten years
_BEHIND_TENS = _BEHIND_TEN | {"mốt": 1}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
# Words after which one word is a number, and which words that may be.
_MONTH = _ONES | {"mot": 1, "bay": 7, "tam": 8, "tư": 4, "tu": 4} | _ROMAN
_AFTER = {
    "thang": _MONTH,
    "thu": _ONES | _UNMARKED | {"tư": 4, "tu": 4, "SAU": 6},
    "t": {"SAU": 6, "sáu": 6},
    "mung": _ONES | {"mot": 1, "bay": 7, "tam": 8, "bốn": 4, "sau": 6},
    "quy": _ONES | {"mot": 1, "tư": 4, "tu": 4, "nhat": 1} | _ROMAN,
    "ngay": _ONES,
    "/": _ROMAN,
    "kem": _ONES | {"lam": 5},
}
_DAY_ONLY_BEFORE_MONTH = {"ngay": {"tư": 4, "tu": 4, "mot": 1, "bay": 7, "tam": 8}, "hom": _ONES, "bua": _ONES}
_BEFORE = frozenset({"ngay", "hom", "bua", "tuan", "thang", "gio", "h", "ruoi"})
_DAYS_IN_FIGURES = frozenset({"thang", "tet", "gieng", "chap"})
_TENS_NOT_AFTER = frozenset({"thu", "thang"})
_LEAST_TENS, _MOST_TENS = 2, 3
_CENTURY = 2000


def counted(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the numbers told in words as figures."""
    codes = [token[0] for token in tokens]
    found: list[Token] = []
    at = 0
    while at < len(codes):
        before = [""] if not found or [token[0] for token in found[-2:]] == ["trung", "thu"] else [found[-1][0]]
        value, used = _number(codes, at, before[0])
        if used:
            found.append((str(value), tokens[at][1], tokens[at + used - 1][2]))
        else:
            found.append(tokens[at])
        at += used or 1
    return found


def _number(codes: list[str], at: int, before: str) -> tuple[int, int]:
    """Return the number at a place and how many words tell it; no words where there is none."""
    here, following = codes[at], codes[at + 1 : at + 4]
    if here in {"2", "hai"} and following[:1] == ["nghin"]:
        return _year(codes, at + 2)
    if here not in _BEHIND_TENS and here not in _ONES and here != "ham" and here not in _ROMAN and here not in {"SAU", "nhat"}:
        return 0, 0
    return _tens(here, following, before) or _alone(here, following[:1], following[1:2], before)


def _year(codes: list[str], at: int) -> tuple[int, int]:
    """Return the year behind "hai nghìn", which may be alone."""
    skipped = 0
    while codes[at + skipped : at + skipped + 1] and codes[at + skipped] in {"khong", "tram", "linh", "le"}:
        skipped += 1
    rest = codes[at + skipped : at + skipped + 4]
    if not rest:
        return 0, 0
    value, used = _tens(rest[0], rest[1:], "nam") or (_ONES.get(rest[0], 0), 1)
    return (_CENTURY + value, 2 + skipped + used) if value else (0, 0)


def _tens(here: str, following: list[str], before: str) -> tuple[int, int] | None:
    """Return a number from ten up: mười lăm, hai mươi, hăm mốt, ba mốt; None where it is not."""
    second, third = [*following, "", ""][:2]
    if here == "muoi" and second in _BEHIND_TEN:
        return 10 + _BEHIND_TEN[second], 2
    if here == "ham" and second in _BEHIND_TENS:
        return 20 + _BEHIND_TENS[second], 2
    tens = _ONES.get(here, 0)
    if not _LEAST_TENS <= tens <= _MOST_TENS or before in _TENS_NOT_AFTER:
        return None
    if second == "muoi":
        return (tens * 10 + _BEHIND_TENS[third], 3) if third in _BEHIND_TENS else (tens * 10, 2)
    # "hai ba hôm nữa" is two or three days, "hai ba tháng chạp" the twenty-third.
    if second in _BEHIND_TENS and (
        second == "mốt" or before == "nam" or third in _DAYS_IN_FIGURES or (before == "ngay" and third != "ngay")
    ):
        return tens * 10 + _BEHIND_TENS[second], 2
    return None


def _alone(here: str, following: list[str], then: list[str], before: str) -> tuple[int, int]:
    """Return a number of one word, where a word beside it makes it one."""
    if here in _AFTER.get(before, {}) and not (before == "ngay" and here == "nam" and following[:1] == ["nay"]):
        return _AFTER[before][here], 1
    if following == ["thang"] and here in _DAY_ONLY_BEFORE_MONTH.get(before, {}):
        return _DAY_ONLY_BEFORE_MONTH[before][here], 1
    if here == "mot" and before in _DAY_ONLY_BEFORE_MONTH:  # "ngay mot": mốt just as well
        return 0, 0
    ones = _ONES | {"mot": 1}
    if here == "nam" and before.isdecimal():  # "97 năm ngày thành lập"
        return 0, 0
    if here in ones and following and following[0] in _BEFORE and not (following == ["ngay"] and then and then[0].isdecimal()):
        return ones[here], 1
    return 0, 0

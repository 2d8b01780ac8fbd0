"""Which row of a sheet is the header, and what its columns mean. Names of columns are compared folded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from bot.sheets.reading import as_text
from bot.vietnamese.folding import fold


class Meaning(StrEnum):
    """What a column of a list of units may say. Only the name must be there."""

    ORDER = "order"
    NAME = "name"
    CODE = "code"
    LEVEL = "level"
    PARENT = "parent"
    BLOC = "bloc"
    CLUSTER = "cluster"
    CHAIR = "chair"
    TITLE = "title"
    PHONE = "phone"
    MEMBERS = "members"
    WOMEN = "women"


# Of two columns with the same meaning the one that is called by the earlier name counts.
CALLED = {
    Meaning.ORDER: "stt|tt|so thu tu|so tt",
    Meaning.NAME: "ten don vi|ten cong doan co so|ten cdcs|ten cong doan|ten to chuc cong doan|ten to chuc|ten co quan don vi|"
    "ten doanh nghiep|ten truong|ten co so|don vi cong doan|cong doan co so|cdcs|co quan don vi|don vi|ten",
    Meaning.CODE: "ma don vi|ma cong doan co so|ma cdcs|ma cong doan|ma so don vi|ma to chuc|ma dv|ma so|ma",
    Meaning.LEVEL: "cap cong doan|cap don vi|ten cap|loai hinh to chuc|cap",
    Meaning.PARENT: "cong doan cap tren|cong doan cap tren truc tiep|cong doan cap tren truc tiep co so|cdcttt|"
    "don vi cap tren|cd cap tren|cd cap tren truc tiep|cap tren truc tiep|cap tren|truc thuoc|"
    "don vi truc thuoc|truc thuoc cong doan|cong doan phuong xa|"
    "thuoc cong doan|don vi quan ly|cong doan quan ly|ma don vi cap tren|ma cap tren",
    Meaning.BLOC: "khoi|khoi thi dua|ten khoi|thuoc khoi|khoi don vi|loai hinh|loai hinh don vi|linh vuc",
    Meaning.CLUSTER: "cum thi dua|cum|ten cum|thuoc cum|cum so",
    Meaning.CHAIR: "ho ten chu tich|ho va ten chu tich|ten chu tich|chu tich cong doan|chu tich cdcs|chu tich|"
    "ho va ten chu tich cong doan|ho ten chu tich cong doan|"
    "nguoi dung dau|nguoi dai dien|nguoi phu trach|can bo phu trach|nguoi lien he|ho va ten|ho ten",
    Meaning.TITLE: "chuc vu|chuc danh|chuc vu cong doan|chuc vu nguoi dai dien",
    Meaning.PHONE: "so dien thoai|dien thoai|so dien thoai chu tich|dien thoai chu tich|dien thoai di dong|so dt|sdt|dt|dtdd|"
    "di dong|so di dong|dien thoai lien he|so dien thoai lien he|so zalo|zalo",
    Meaning.MEMBERS: "so doan vien|tong so doan vien|so luong doan vien|doan vien|doan vien tong so|so doan vien tong so|"
    "tong doan vien|sl doan vien|so dv|tong so dv|tsdv|so doan vien cong doan|tong so doan vien cong doan|doan vien cong doan",
    Meaning.WOMEN: "so nu|nu|doan vien nu|so doan vien nu|trong do nu|nu doan vien|so nu doan vien|so luong nu|so dv nu|dv nu|"
    "doan vien trong do nu|so doan vien trong do nu",
}
STRENGTH = {name: (meaning, n) for meaning, names in CALLED.items() for n, name in enumerate(names.split("|"))}
SLIPS = 90  # of 100: a slip of the finger in a name of eight letters
SHORTEST_SLIPPED = 8
DEEPEST = 60  # rows in which the header is looked for
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Header:
    """Where a list begins and what its columns mean (0 is A), from left to right. `ignored` are the columns
    nobody asked for, by what they are called. `row` is the last row of the header; 1 is the first of the sheet."""

    row: int
    columns: Mapping[Meaning, int]
    ignored: Mapping[int, str]


@lru_cache(1024)
def meaning_of(text: str) -> tuple[Meaning, int] | None:
    """What a column of this name means, and how plainly: 0 is plainest."""
    folded = fold(text)
    for said in (_words(folded), _words(_BRACKETS.sub(" ", folded))):
        if said in STRENGTH:
            return STRENGTH[said]
    return _slipped(_words(folded))


def _words(folded: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in folded).split())


def _slipped(said: str) -> tuple[Meaning, int] | None:
    if len(said) < SHORTEST_SLIPPED:
        return None
    near = process.extractOne(said, STRENGTH.keys(), scorer=fuzz.ratio, score_cutoff=SLIPS)
    # “nu” is two letters and another meaning.
    return STRENGTH[near[0]] if near and ("nu" in said.split()) == ("nu" in near[0].split()) else None


def find_header(rows: Sequence[Sequence[Any]]) -> Header | None:
    """The row that names most columns, the name of the units among them; two rows where the names stand in two. None if there
    is none."""
    best: Header | None = None
    for place in range(min(len(rows), DEEPEST)):
        for header in (_one_row(rows, place), _two_rows(rows, place)):
            if header and len(header.columns) > (len(best.columns) if best else 0):
                best = header
    return best


def _one_row(rows: Sequence[Sequence[Any]], place: int) -> Header | None:
    texts = [as_text(cell).strip() for cell in rows[place]]
    header = _header(place, texts, [meaning_of(text[:200]) if text else None for text in texts])
    if header is None or len(header.columns) > 1 or sum(map(bool, texts)) == 1:
        return header
    return None  # one known word among others: a title


def _two_rows(rows: Sequence[Sequence[Any]], place: int) -> Header | None:
    """A header whose second row says more: “Đoàn viên” above “Tổng số” and “Nữ”."""
    if place + 1 >= len(rows):
        return None
    upper = [as_text(cell).strip()[:200] for cell in rows[place]]
    lower = [as_text(cell).strip()[:200] for cell in rows[place + 1]]
    if upper == lower:
        return None
    meanings = [_of_two(*pair) for pair in zip(upper, lower, strict=True)]
    header = _header(place + 1, [" ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)], meanings)
    if header is None or lower[header.columns[Meaning.NAME]] not in {"", upper[header.columns[Meaning.NAME]]}:
        return None
    return header


def _of_two(upper: str, lower: str) -> tuple[Meaning, int] | None:
    both = f"{upper} {lower}" if upper and lower and upper != lower else ""
    return next((found for text in (both, lower, upper) if text and (found := meaning_of(text))), None)


def _header(place: int, texts: list[str], meanings: list[tuple[Meaning, int] | None]) -> Header | None:
    columns: dict[Meaning, int] = {}
    strength: dict[Meaning, int] = {}
    for column, found in enumerate(meanings):
        if found and found[1] < strength.get(found[0], len(STRENGTH)):
            columns[found[0]], strength[found[0]] = column, found[1]
    if Meaning.NAME not in columns:
        return None
    used = set(columns.values())
    ignored = {column: text for column, text in enumerate(texts) if text and column not in used}
    return Header(place + 1, dict(sorted(columns.items(), key=lambda each: each[1])), ignored)

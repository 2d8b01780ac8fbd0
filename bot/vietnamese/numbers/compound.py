"""Reading several numbers that belong together: of how many, how many of them women, how much each."""

import re
from decimal import Decimal
from itertools import pairwise

from bot.vietnamese.money import AROUND_MONEY, money_of
from bot.vietnamese.numbers import shown
from bot.vietnamese.numbers.line import AMOUNT, Line, read_line
from bot.vietnamese.numbers.phrases import SILENT, UNKNOWN, Vocabulary
from bot.vietnamese.numbers.words import (
    ABOUT,
    AROUND,
    ASKING,
    BEFORE,
    BOUND,
    COUNTED,
    CURRENCY,
    NUMBERS,
    OR,
    OVER,
    POLITE,
    ROUGHLY,
    SHARE,
)
from bot.vietnamese.reading import Read, ask, certain, nothing

_FEMALE, _MALE, _TOTAL, _COLLECTIVE, _INDIVIDUAL, _EACH, _THING, _TIMES = "fuotieq*"
_WORDS = Vocabulary(
    {
        _FEMALE: "nữ|nữ giới|phụ nữ|chị em|đoàn viên nữ|nữ đoàn viên|lao động nữ|nữ lao động|nữ cnvclđ|nữ giáo viên",
        _MALE: "nam|nam giới|đoàn viên nam|nam đoàn viên|lao động nam|nam giáo viên",
        _TOTAL: "tổng|tổng số|tổng cộng|tổng trị giá|tổng giá trị|tổng kinh phí|tổng tiền|trị giá|giá trị|cả thảy|tất cả",
        _COLLECTIVE: "tập thể|tt",
        _INDIVIDUAL: "cá nhân|cn",
        _EACH: "mỗi|mỗi một|từng",
        _TIMES: "x|×|*|nhân|nhân với",
        SHARE: "/",
        OVER: "trên|trong|trong số|trong tổng số|trên tổng số|trên tổng",
    }
    | NUMBERS
    | {tag: phrases for tag, phrases in AROUND.items() if tag not in {OVER, SHARE, SILENT}}
    | {
        SILENT: f"trong đó|riêng|còn lại|{AROUND_MONEY}|{POLITE}|{BEFORE}",
        _THING: f"{COUNTED}|suất quà|suất học bổng|học bổng|mái ấm|xe|xe đạp|thẻ|vé|túi|túi quà|áo|phong bì|giải",
    }
)
_EXAMPLE = "Xin gõ, ví dụ: “120, nữ 85” hoặc “23/24” hoặc “20 suất, mỗi suất 500.000 đồng”."
# What each amount of a shape is: total, female, male; collective, individual.
_PEOPLE = {
    "nfn": "tf", "nnf": "tf", "onfn": "tf", "onnf": "tf", "nofn": "tf", "nonf": "tf",
    "nfon": "ft", "fnon": "ft", "nf/n": "ft", "fn/n": "ft", "nf^n": "ft", "fn^n": "ft",
    "nfnu": "fm", "nunf": "mf", "fnun": "fm", "unfn": "mf",
    "onfnun": "tfm", "onnfnu": "tfm", "nfnun": "tfm", "nnfnu": "tfm",
    "onunfn": "tmf", "onnunf": "tmf", "nunfn": "tmf", "nnunf": "tmf",
    "ntni": "ci", "tnin": "ci", "nint": "ic", "intn": "ic",
}  # fmt: skip
# “120/85 nữ” and “85/120 nữ” say the same: the smaller is a part of the larger.
_EITHER_WAY = {"n/nf", "n^nf"}
# Quantity, unit price, total.
_MONEY = {
    "nqen": "qu", "nen": "qu", "nq*n": "qu", "n*n": "qu", "nqn/q": "qu", "n*n/q": "qu", "nq*n/q": "qu", "nen/q": "qu",
    "nqenon": "qut", "nqenn": "qut", "nq*non": "qut", "n*non": "qut", "n*nn": "qut", "nq*nn": "qut", "nqn/qon": "qut",
    "nqn": "qt", "nqon": "qt", "onnq": "tq", "nnq": "tq", "ennq": "uq", "n/qnq": "uq", "n/q*nq": "uq", "n*nq": "uq",
}  # fmt: skip
_SHARES = {"n/n", "n^n", "n/nn%", "n^nn%"}
_DOUBTS = frozenset({UNKNOWN, ABOUT, ROUGHLY, ASKING, OR})
_ALONE = {"nf": "female", "fn": "female", "nt": "collective", "tn": "collective", "ni": "individual", "in": "individual"}
_EACH_THING = re.compile(f"{_EACH}{_THING}*{_TOTAL}?")
_THINGS = re.compile(f"{_THING}+")
_CLOSE = 1  # percent by which a rounded share may differ
_NAMES = {"total": "tổng", "female": "nữ", "collective": "tập thể", "individual": "cá nhân"}
_NAMES |= {"qty": "số lượng", "unit": "mỗi phần (đồng)"}


def read_compound(text: str) -> Read[str]:
    """Return the numbers in `text` as “key=value” joined by “;”, a share as “a/b”.

    The keys are total, female; collective, individual; qty, unit, total (whole đồng). What does not add up is asked about.
    """
    line = read_line(text, _WORDS)
    if BOUND in line.shape:
        return ask(how="Xin cho con số chính xác.")
    shape = "".join(sign for sign in line.shape if sign not in _DOUBTS)
    named = [following == CURRENCY for sign, following in pairwise(shape + " ") if sign == AMOUNT]
    shape = shape.replace(CURRENCY, "")
    found = _people(shape.replace(_THING, ""), line) or _money(shape, line, named) or _share(shape.replace(_THING, ""), line)
    if alone := _ALONE.get(shape):
        return ask(f"{alone}={line.values[0]}", how=_EXAMPLE)
    if found is None:
        return ask(how=_EXAMPLE) if len(line.amounts) > 1 else nothing(_EXAMPLE)
    value, adds_up = found
    if not adds_up:
        return ask(how="Các con số chưa khớp nhau. " + _EXAMPLE)
    is_sure = all(each.sure and len(each.values) == 1 for each in line.amounts) and not _DOUBTS.intersection(line.shape)
    how = f"Đọc là {_said(value)}."
    return certain(value, how) if is_sure else ask(value, how=how)


def _people(shape: str, line: Line) -> tuple[str, bool] | None:
    """Return how many people and how many of them women, or how many collectives and individuals."""
    roles = _PEOPLE.get(shape) or ("tf" if shape in _EITHER_WAY else "")
    if not roles:
        return None
    said = dict(zip(roles, (each.values[0] for each in line.amounts), strict=True))
    if shape in _EITHER_WAY:
        said = {"t": max(said.values()), "f": min(said.values())}
    if any(each % 1 for each in said.values()):
        return "", False
    if "c" in said:
        return f"collective={said['c']};individual={said['i']}", True
    total = said.get("t", said["f"] + said.get("m", Decimal(0)))
    adds_up = said["f"] <= total and said.get("m", total - said["f"]) == total - said["f"]
    return f"total={total};female={said['f']}", adds_up


def _money(shape: str, line: Line, named: list[bool]) -> tuple[str, bool] | None:
    """Return how many things, and the price of each, of all, or of both."""
    roles = _MONEY.get(_THINGS.sub(_THING, _EACH_THING.sub(_EACH, shape)))
    if not roles:
        return None
    amounts = dict(zip(roles, zip(line.amounts, named, strict=True), strict=True))
    count, is_money = amounts.pop("q")
    said = {role: money_of(amount, is_named=is_named) for role, (amount, is_named) in amounts.items()}
    if is_money or count.values[0] % 1 or not count.values[0] or None in said.values():
        return "", False
    unit, total = said.get("u"), said.get("t")
    quantity = count.values[0]
    if unit is None:
        return f"qty={quantity};total={total}", True
    return f"qty={quantity};unit={unit};total={quantity * unit}", total in {None, quantity * unit}


def _share(shape: str, line: Line) -> tuple[str, bool] | None:
    """Return “a/b”; the percentage behind it has to agree."""
    if shape not in _SHARES:
        return None
    part, whole, *percent = (each.values[0] for each in line.amounts)
    adds_up = not (part % 1 or whole % 1) and part <= whole and whole > 0
    return f"{part}/{whole}", adds_up and all(abs(each - part * 100 / whole) < _CLOSE for each in percent)


def _said(value: str) -> str:
    """Return the numbers as a person would say them."""
    pairs = [each.split("=") for each in value.split(";")]
    return ", ".join(f"{_NAMES[pair[0]]} {shown(Decimal(pair[1]))}" if len(pair) > 1 else pair[0] for pair in pairs)

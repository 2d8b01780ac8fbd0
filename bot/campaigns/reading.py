"""Reads a plan file (TOML), and collects everything that is wrong with it, each with its place."""

import datetime as dt
import re
import tomllib
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from bot.campaigns.places import Path, line_of, show_path
from bot.campaigns.plan import Plan, When
from bot.i18n import _
from bot.vietnamese.folding import compose

T = TypeVar("T")
YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
NOTHING = object()  # what was said could not be read; the problem is on the list


@dataclass(frozen=True)
class Problem:
    """Something wrong in a plan file: where, by its keys, and what."""

    path: Path
    text: str


class Unreadable(Exception):
    """A plan file with problems; `lines` says them for people, in the order of the file."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_toml(text: str) -> Plan:
    """What a plan file says. Raises Unreadable with all its problems."""
    from bot.campaigns.checking import check  # noqa: PLC0415  checking needs Problem, from here

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise Unreadable([_("Tệp không đúng kiểu TOML: {reason}").format(reason=broken)]) from None
    reader = Reader()
    plan = reader.record(Plan, said, ())
    problems = reader.problems or check(cast("Plan", plan))
    if problems or not isinstance(plan, Plan):
        raise Unreadable(_in_order(problems, text))
    return resolved(plan)


def plan_of(said: dict[str, Any]) -> Plan:
    """The plan that a table with the keys of a plan file holds; days may be ISO text. Raises Unreadable."""
    reader = Reader()
    plan = reader.record(Plan, said, ())
    if not isinstance(plan, Plan):
        raise Unreadable([f"{show_path(each.path)}: {each.text}" for each in reader.problems])
    return resolved(plan)


def resolved(plan: Plan, otherwise: dt.date | None = None) -> Plan:
    """The plan with “từ nay” resolved to the day of issue or publication, or else to `otherwise`."""
    known = plan.issued_on or plan.published_on or otherwise
    phases = tuple(
        replace(each, start_resolved=known) if each.start_rule and not each.start_resolved else each for each in plan.phases
    )
    return replace(plan, phases=phases)


def _in_order(problems: list[Problem], text: str) -> list[str]:
    placed = sorted(((line_of(text, each.path), each) for each in problems), key=lambda each: each[0])
    line = _("Dòng {line}, {path}: {problem}")
    return [line.format(line=number, path=show_path(each.path), problem=each.text) for number, each in placed]


class Reader:
    """Turns tables into records by the types of the records' attributes."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def record(self, kind: type[Any], said: Any, path: Path) -> Any:
        """A record of `kind`; text alone stands for its first attribute. NOTHING if something in it is wrong."""
        known = {each.name: each for each in fields(kind)}
        if isinstance(said, str):
            said = {next(iter(known)): said}
        if not isinstance(said, dict):
            return self._wrong(path, _("phải là một bảng gồm các mục"))
        for key in said.keys() - known.keys():
            self._wrong((*path, key), _unknown(key, list(known)))
        values, hints = {}, get_type_hints(kind)
        for name, each in known.items():
            if said.get(name) is not None:
                values[name] = self.value(hints[name], said[name], (*path, name))
            elif each.default is MISSING:
                self._wrong((*path, name), _("thiếu mục này"))
                values[name] = NOTHING
        wrong = any(value is NOTHING for value in values.values()) or said.keys() - known.keys()
        return NOTHING if wrong else kind(**values)

    def value(self, hint: Any, said: Any, path: Path) -> Any:
        """What `said` means as a value of the type `hint`."""
        if get_origin(hint) is tuple:
            return self._several(get_args(hint)[0], said, path)
        kinds = {each for each in get_args(hint) or (hint,) if each is not NoneType}
        record = next((each for each in kinds if is_dataclass(each)), None)
        if isinstance(record, type):
            return self.record(record, said, path)
        return self._plain(kinds, said, path)

    def _several(self, hint: Any, said: Any, path: Path) -> Any:
        if not isinstance(said, list | tuple):
            return self._wrong(path, _('phải là một danh sách, ví dụ: ["…", "…"]'))
        values = [self.value(hint, each, (*path, number)) for number, each in enumerate(said)]
        return NOTHING if any(each is NOTHING for each in values) else tuple(values)

    def _plain(self, kinds: set[Any], said: Any, path: Path) -> Any:
        if isinstance(said, bool) or bool in kinds:
            return said if isinstance(said, bool) and bool in kinds else self._wrong(path, _expected(kinds))
        if dt.date in kinds:
            day = _day(said, or_year=str in kinds)
            return self._wrong(path, _expected(kinds)) if day is None else day
        if isinstance(said, str) and str in kinds:
            return compose(said) or self._wrong(path, _("còn trống"))
        if isinstance(said, int | float) and (float in kinds or (int in kinds and isinstance(said, int))):
            return float(said) if float in kinds else said
        return self._wrong(path, _expected(kinds))

    def _wrong(self, path: Path, text: str) -> Any:
        self.problems.append(Problem(path, text))
        return NOTHING


def _day(said: Any, *, or_year: bool) -> When | None:
    if isinstance(said, dt.date) and not isinstance(said, dt.datetime):
        return said
    if or_year and YEAR.fullmatch(str(said)):
        return str(said)
    try:
        return dt.date.fromisoformat(said)
    except (TypeError, ValueError):
        return None


def _expected(kinds: set[Any]) -> str:
    if dt.date in kinds:
        return _("phải là ngày có thật, viết năm-tháng-ngày, ví dụ: 2026-01-31")
    if bool in kinds:
        return _("phải là true (có) hoặc false (không)")
    if str in kinds:
        return _("phải là chữ, đặt trong dấu ngoặc kép")
    return _("phải là một số") if float in kinds else _("phải là một số nguyên")


def _unknown(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, 1)
    return _("không có mục này; có phải ý là “{near}”?").format(near=near[0]) if near else _("không có mục này")

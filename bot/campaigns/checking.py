"""What cannot be true of a plan, although every part of it can be read."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta

from bot.campaigns.places import Path
from bot.campaigns.plan import BEFORE, DAY, EVENT, MONTH, PRECISIONS, YEAR, Plan, PlanAnniversary, PlanIndicator, PlanPeriod, When
from bot.campaigns.reading import Problem
from bot.i18n import _, show_date

KINDS = ("sum", "last", "ratio", "text")  # see bot.models.Indicator
OPERATORS = (">=", "=", "+")
PER = ("unit", "year", "campaign")
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def check(plan: Plan) -> list[Problem]:
    """Everything about `plan` that cannot be: bounds, names used twice, ordinals that do not fit, unknown words."""
    found = [*_bounds(plan), *_anniversaries(plan), *_indicators(plan), *_blocs(plan), *_deadlines(plan), *_targets(plan)]
    found += [
        Problem(("pilot_units", n, "count"), _("phải từ 1 trở lên")) for n, each in enumerate(plan.pilot_units) if each.count < 1
    ]
    return found


def _bounds(plan: Plan) -> Iterator[Problem]:
    periods: list[tuple[Path, PlanPeriod]] = [(("phases", n), each) for n, each in enumerate(plan.phases)]
    for path, each in [*periods, *([(("period",), plan.period)] if plan.period else [])]:
        yield from _start(path, each)
        yield from _end(path, each)
    for n in _twice([each.name for each in plan.phases]):
        yield Problem(("phases", n, "name"), _("tên “{name}” bị trùng").format(name=plan.phases[n].name))


def _start(path: Path, each: PlanPeriod) -> Iterator[Problem]:
    place = (*path, "start_precision")
    if each.start_precision not in (None, *PRECISIONS[:3]):
        yield Problem(place, _one_of(PRECISIONS[:3]))
    elif each.start and not each.start_precision:
        yield Problem(place, _("thiếu mục này: {values}").format(values=", ".join(PRECISIONS[:3])))
    elif each.start and each.start != _first(each.start, each.start_precision or DAY):
        yield Problem((*path, "start"), _("phải là ngày đầu của tháng hoặc năm ấy"))
    if each.start and each.start_rule:
        yield Problem((*path, "start"), _("không dùng cùng lúc với start_rule"))


def _end(path: Path, each: PlanPeriod) -> Iterator[Problem]:
    place = (*path, "end_precision")
    if each.end_precision not in (None, *PRECISIONS):
        yield Problem(place, _one_of(PRECISIONS))
    elif each.end and not each.end_precision:
        yield Problem(place, _("thiếu mục này: {values}").format(values=", ".join(PRECISIONS)))
    elif each.end and each.end != last_day(each.end, each.end_precision or DAY):
        yield Problem((*path, "end"), _("phải là ngày cuối của tháng hoặc năm ấy"))
    if (each.end_precision == EVENT) != bool(each.end_event):
        yield Problem((*path, "end_event"), _('phải đi cùng với end_precision = "event"'))
    begins = each.start or each.start_resolved
    if begins and each.end and each.end < begins:
        text = _("ngày kết thúc {end} ở trước ngày bắt đầu {start}")
        yield Problem((*path, "end"), text.format(end=show_date(each.end), start=show_date(begins)))


def _first(day: dt.date, precision: str) -> dt.date:
    return {MONTH: day.replace(day=1), YEAR: day.replace(month=1, day=1)}.get(precision, day)


def last_day(day: dt.date, precision: str) -> dt.date:
    """The last day of the month or year of `day`, where that is how exactly it is known."""
    month = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) if day.year < dt.MAXYEAR else day
    return {MONTH: month, YEAR: day.replace(month=12, day=31)}.get(precision, day)


def _anniversaries(plan: Plan) -> Iterator[Problem]:
    names = {each.name for each in plan.phases}
    for n, each in enumerate(plan.anniversaries):
        years = ordinal(each)
        if each.year_ordinal is not None and years is not None and each.year_ordinal != years:
            text = _("ghi {said} năm, nhưng từ {origin} đến {year} là {years} năm")
            origin, year = _year(each.original_date), _year(each.date)
            text = text.format(said=each.year_ordinal, origin=origin, year=year, years=years)
            yield Problem(("anniversaries", n, "year_ordinal"), text)
        if each.phase and each.phase not in names:
            yield Problem(("anniversaries", n, "phase"), _("không có đợt nào tên “{name}”").format(name=each.phase))


def ordinal(each: PlanAnniversary) -> int | None:
    """The years from the day itself to the day that is honoured; None where one of the two is not known."""
    origin, year = _year(each.original_date), _year(each.date)
    return year - origin if origin is not None and year is not None else None


def _year(when: When | None) -> int | None:
    if when is None:
        return None
    return when.year if isinstance(when, dt.date) else int(when)


def _indicators(plan: Plan) -> Iterator[Problem]:
    labels = {each.label for each in plan.blocs}
    for n in _twice([each.code for each in plan.indicators]):
        yield Problem(("indicators", n, "code"), _("mã “{code}” bị trùng").format(code=plan.indicators[n].code))
    for n, each in enumerate(plan.indicators):
        for key, text in _indicator(each, labels):
            yield Problem(("indicators", n, key), text)
        if each.only_if and each.only_if not in {earlier.code for earlier in plan.indicators[:n]}:
            text = _("không có chỉ tiêu nào trước đó mang mã “{code}”").format(code=each.only_if)
            yield Problem(("indicators", n, "only_if"), text)


def _indicator(each: PlanIndicator, labels: set[str]) -> Iterator[tuple[str, str]]:
    if not CODE.fullmatch(each.code):
        yield "code", _("chỉ dùng chữ thường không dấu, số và dấu _, ví dụ: sang_kien")
    if each.kind not in KINDS:
        yield "kind", _one_of(KINDS)
    if each.bloc is not None and each.bloc not in labels:
        yield "bloc", _("không có khối nào tên “{name}”").format(name=each.bloc)
    if each.lowest is not None and each.highest is not None and each.lowest > each.highest:
        yield "highest", _("nhỏ hơn lowest")


def _blocs(plan: Plan) -> Iterator[Problem]:
    for n in _twice([each.label for each in plan.blocs]):
        yield Problem(("blocs", n, "label"), _("tên “{name}” bị trùng").format(name=plan.blocs[n].label))
    for n, each in enumerate(plan.blocs):
        if each.count is not None and each.contents and each.count != len(each.contents):
            text = _("ghi {count} nội dung, nhưng liệt kê {listed}")
            yield Problem(("blocs", n, "count"), text.format(count=each.count, listed=len(each.contents)))


def _deadlines(plan: Plan) -> Iterator[Problem]:
    for n, each in enumerate(plan.deadlines):
        if each.relation not in (None, BEFORE):
            yield Problem(("deadlines", n, "relation"), _one_of((BEFORE,)))
        if each.precision not in (None, *PRECISIONS[:3]):
            yield Problem(("deadlines", n, "precision"), _one_of(PRECISIONS[:3]))


def _targets(plan: Plan) -> Iterator[Problem]:
    allowed = {"operator": OPERATORS, "per": PER}
    for n, each in enumerate(plan.targets):
        for key in (one.name for one in fields(each) if one.name in allowed):
            if getattr(each, key) not in (None, *allowed[key]):
                yield Problem(("targets", n, key), _one_of(allowed[key]))


def _twice(names: list[str]) -> list[int]:
    """The places of names that stood there before."""
    seen: Counter[str] = Counter()
    again = []
    for n, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            again.append(n)
    return again


def _one_of(values: tuple[str, ...]) -> str:
    return _("phải là một trong: {values}").format(values=", ".join(values))

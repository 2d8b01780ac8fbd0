"""Last year's plan as the draft of another year's: days moved by whole years, ordinals counted anew, years in names replaced."""

import datetime as dt
import re
from dataclasses import replace
from typing import TypeVar

from bot.campaigns.checking import last_day, ordinal
from bot.campaigns.plan import DAY, Plan, PlanAnniversary, PlanDeadline, PlanPeriod, When

P = TypeVar("P", bound=PlanPeriod)
YEAR = re.compile(r"(?:19|20)\d\d")
# A year, or two with a dash between them; not the number of a document such as 91/2017/NĐ-CP.
YEARS = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)( ?[-–] ?))?((?:19|20)\d\d)(?![\d/])")
YEARS_OF = re.compile(r"\b(\d{1,4})(?= năm\b)")


def shift(plan: Plan, years: int) -> Plan:
    """The plan's own time moved by `years`: phases, anniversaries with their ordinals, deadlines, the years and ordinals in
    its words. What it says about itself (number, day of issue) and about others stays."""
    reword = _Reword(plan, years)
    return replace(
        plan,
        title=reword(plan.title),
        period=_period(plan.period, years) if plan.period else None,
        phases=tuple(
            replace(_period(each, years), name=reword(each.name), theme=reword(each.theme) if each.theme else None)
            for each in plan.phases
        ),
        anniversaries=tuple(_anniversary(each, years, reword) for each in plan.anniversaries),
        deadlines=tuple(_deadline(each, years, reword) for each in plan.deadlines),
        contents=tuple(map(reword, plan.contents)),
        blocs=tuple(replace(each, contents=tuple(map(reword, each.contents))) for each in plan.blocs),
        targets=tuple(replace(each, text=reword(each.text)) for each in plan.targets),
    )


def renew(plan: Plan, years: int) -> Plan:
    """A draft of another year's plan: shifted, and without what only the old document says: number, days, signer, its own
    words for days, the solar days of lunar feasts, events that were settled."""
    fresh = shift(plan, years)
    phases = tuple(
        replace(
            each,
            start_text=None,
            end_text=None,
            start_resolved=None,
            end=None if each.end_event else each.end,
        )
        for each in fresh.phases
    )
    deadlines = tuple(replace(each, text=None) for each in fresh.deadlines)
    return replace(
        fresh,
        number=None,
        issued_on=None,
        published_on=None,
        signer=None,
        notes=None,
        period=None if fresh.phases else fresh.period,
        lunar_events=(),
        phases=phases,
        deadlines=deadlines,
    )


def adopt(plan: Plan, issuer: str) -> Plan:
    """Another organisation's plan as a draft for `issuer`: without the other one's themes of the year, contact, superior,
    legal bases and named pilot units."""
    pilots = tuple(replace(each, name=None) for each in plan.pilot_units)
    return replace(
        plan, issuer=issuer, themes=(), contact=None, superior=None, titles_open=None, legal_basis=(), pilot_units=pilots
    )


def shift_day(day: dt.date, years: int) -> dt.date:
    """The same day `years` later; 29/2 becomes 28/2 in a year that has none. Raises ValueError beyond the calendar."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        if (day.month, day.day) != (2, 29):
            raise
        return day.replace(year=day.year + years, day=28)


def _when(when: When | None, years: int) -> When | None:
    if isinstance(when, dt.date):
        return shift_day(when, years)
    return str(int(when) + years) if when else None


def _day(day: dt.date | None, years: int) -> dt.date | None:
    return shift_day(day, years) if day else None


def _period(each: P, years: int) -> P:
    expected, moved = each.end_expected, _day(each.end, years)
    return replace(
        each,
        start=_day(each.start, years),
        start_resolved=_day(each.start_resolved, years),
        end=last_day(moved, each.end_precision or DAY) if moved else None,
        end_expected=str(int(expected) + years) if expected and YEAR.fullmatch(expected) else expected,
    )


class _Reword:
    """Replaces the years from the plan's own on, and the ordinals of its anniversaries: “90 năm” becomes “91 năm”."""

    def __init__(self, plan: Plan, years: int) -> None:
        self.first = plan.year
        self.years = years
        self.ordinals = {each.year_ordinal for each in plan.anniversaries}

    def __call__(self, text: str) -> str:
        return YEARS.sub(self._moved, YEARS_OF.sub(self._counted, text))

    def _counted(self, match: re.Match[str]) -> str:
        return str(int(match[0]) + self.years) if int(match[0]) in self.ordinals else match[0]

    def _moved(self, match: re.Match[str]) -> str:
        """A time that began before the plan's own, such as a term of office, is not the plan's: 2023-2028 stays."""
        begin, dash, year = match[1], match[2], match[3]
        if self.first is None or int(begin or year) < self.first:
            return match[0]
        return f"{int(begin) + self.years}{dash}{int(year) + self.years}" if begin else str(int(year) + self.years)


def _anniversary(each: PlanAnniversary, years: int, reword: _Reword) -> PlanAnniversary:
    moved = replace(each, date=_when(each.date, years), phase=reword(each.phase) if each.phase else None)
    if each.year_ordinal is None:
        return moved
    counted = ordinal(moved)
    return replace(moved, year_ordinal=each.year_ordinal + years if counted is None else counted)


def _deadline(each: PlanDeadline, years: int, reword: _Reword) -> PlanDeadline:
    return replace(each, due=_day(each.due, years), what=reword(each.what))

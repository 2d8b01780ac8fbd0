"""Days written with figures: 15/1, 15.1.2026, 2026-01-15, 15 tháng 1 năm 2026, 10/3 âm lịch, mùng 7, ngày 15."""

import re

from bot.vietnamese.dates import fragments, lunar_days, solar_days
from bot.vietnamese.dates.fragments import CALENDAR, CALENDAR_BEFORE, CALENDAR_BEHIND, LEAP, MONTH, YEAR
from bot.vietnamese.dates.meaning import Asked, Meant, make, near

_NO_SPAN = "(?! (?:[0-9]|ngay|het|cuoi|dau|giua|thang|thu|mung|ram))"  # "10 tới 20/1" is a span
LEAD = "(?:(?:ngay|hom|bua) )?"
_DAY = "(?P<day>[0-9]{1,2})"
_MUNG = "(?:(?P<mung>mung) )?"
NUMERIC = (
    rf"{LEAD}{CALENDAR_BEFORE}{_MUNG}{_DAY} (?P<sign>[/.~-]) (?P<month>[0-9]{{1,2}})"
    rf"(?: (?:(?P=sign) (?P<short>[0-9]{{1,5}})|[/-] (?P<mixed>[0-9]{{4}})))?{LEAP}{CALENDAR}{YEAR}{CALENDAR_BEHIND}"
    rf"(?: (?P<next>nay|này|tới{_NO_SPAN}))?(?! [/.:] [0-9])"
)
ISO = r"(?:ngay )?(?P<full>[0-9]{4}) (?P<sign>[/.-]) (?P<month>[0-9]{1,2}) (?P=sign) (?P<day>[0-9]{1,2})(?! [/.-] [0-9])"
COMPACT = "(?:ngay )?(?P<compact>[0-9]{8}|[0-9]{6})"
SPACED = (
    r"(?P<day>[0-9]{1,2})(?: ,)? (?P<month>[0-9]{1,2})(?: (?P<full>[0-9]{4}))?"
    "(?! [/.:~-] [0-9]| (?:gio|h|g|thang|ngay|hom|bua|tuan|nam) )"
)
MONTH_NAMED = (
    rf"{LEAD}{CALENDAR_BEFORE}{_MUNG}{_DAY} (?:[/,-] )?(?:cua )?(?P<named>thang|th|t) {MONTH}(?: [/-] (?P<short>[0-9]{{2,5}}))?"
    rf"{LEAP}{CALENDAR}{YEAR}{CALENDAR_BEHIND}(?! [/.:] [0-9])"
)
MONTH_FIRST = (
    rf"thang {MONTH}{LEAP}{CALENDAR}{YEAR}(?: ,| vao| la)? (?:ngay |(?P<mung>mung ))+{_DAY}(?! [/.:] [0-9]| ngay| thang)"
)
BARE = rf"(?:(?P<on>ngay|hom|bua) )?{_MUNG}{_DAY}{CALENDAR}(?: (?P<next>nay|này|(?:tới|toi){_NO_SPAN}))?"

# Mùng N is solar, but on these it is a lunar feast just as well.
_FEASTS = frozenset({(1, 1), (3, 3), (10, 3), (5, 5)})
_LAST_MUNG = 10
_MOST_DAYS, _MOST_MONTHS = 31, 12
_WEEKDAYS = range(2, 8)  # "15 t5": the 15th of May, or a Thursday


def numeric(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read figures joined by one kind of sign: always day, month, year; 1.250 and 9.75 are no days, 15/13 is a mistaken one."""
    sign, rest = found["sign"], found.string[found.end() :]
    if sign == "-" and rest.startswith(" - ") and rest[3:4].isdecimal():
        return None
    if sign in "-~" and rest.startswith((" tet", " thang", " gieng", " chap")):
        return None
    day, month = int(found["day"]), int(found["month"])
    if sign != "/" and (day > _MOST_DAYS or month > _MOST_MONTHS):
        return None
    meant = _with_year(day, month, found, asked, found["mixed"])
    if found["next"] == "tới":
        meant = Meant(meant.days[:1], bad=meant.bad, lunar=meant.lunar)
    doubtful = (sign == "~" and not found["short"]) or (sign == "-" and found["mixed"]) or (found["mung"] and day > _LAST_MUNG)
    return fragments.unsure(meant) if doubtful else meant


def iso(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read year, month, day."""
    return solar_days.in_full(int(found["day"]), int(found["month"]), (int(found["full"]),), asked)


def compact(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read ddmmyyyy; six figures or the year first may be a day or a number."""
    figures = found["compact"]
    day, month, years = int(figures[:2]), int(figures[2:4]), solar_days.years(figures[4:], asked)
    forward = [made for year in years if (made := make(year, month, day)) and near(made, asked)]
    if forward:
        return Meant(tuple(forward), sure=len(figures) > 6)  # noqa: PLR2004 - ddmmyy
    backward = make(int(figures[:4]), int(figures[4:6]), int(figures[6:] or 0))
    return Meant((backward,), sure=False) if backward and near(backward, asked) else None


def spaced(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "15 1 2026" and "15,1", which may be a slip or two numbers: never sure."""
    day, month = int(found["day"]), int(found["month"])
    meant = _with_year(day, month, found, asked)
    return fragments.unsure(meant) if meant.days and month <= _MOST_MONTHS else None


def month_named(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read a day with its month named: 15 tháng 1, 15 tháng sau, 15 th1."""
    if found["named"] != "thang" and not found["month"].isdecimal():
        return None
    meant = _in_months(int(found["day"]), found, asked)
    short = found["named"] == "t" and int(found["month"]) in _WEEKDAYS
    return fragments.unsure(meant) if short or (found["mung"] and int(found["day"]) > _LAST_MUNG) else meant


def month_first(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "tháng 2 ngày 15"."""
    return _in_months(int(found["day"]), found, asked)


def bare(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "15" or "ngày 15"; without the word a number no month has is a number, not a mistaken day."""
    day = int(found["day"])
    if not found["on"] and not found["mung"] and not 1 <= day <= _MOST_DAYS:
        return None
    if fragments.said_moon(found):
        return lunar_days.without_month(day, asked)
    meant = solar_days.without_month(day, asked)
    if found["mung"]:
        both = fragments.together(meant, lunar_days.without_month(day, asked))
        return Meant(both.days, bad=both.bad, sure=False, day=day)
    if found["next"] in {"tới", "toi"} and meant.days:
        return Meant(meant.days[:1], day=day, sure=found["next"] == "tới" or len(meant.days) == 1)
    return meant


def _in_months(day: int, found: re.Match[str], asked: Asked) -> Meant:
    """Return the day in the month or months the words may mean."""
    meanings = []
    for month, year in fragments.months(found["month"], asked.today):
        if year is None:
            meanings.append(_with_year(day, month, found, asked))
        elif fragments.said_moon(found) or found["mung"]:
            meanings.append(_beside(day, (year, month), found, asked))
        else:
            meanings.append(solar_days.in_full(day, month, (year,), asked))
    return meanings[0] if len(meanings) == 1 else fragments.together(*meanings)


def _beside(day: int, place: tuple[int, int], found: re.Match[str], asked: Asked) -> Meant:
    """Return a day of this, the next or the last month: lunar if that was said, else of either calendar for mùng."""
    moon = lunar_days.beside(day, fragments.sideways(found["month"]) or 0, asked)
    if fragments.said_moon(found):
        return moon
    return fragments.unsure(fragments.together(solar_days.in_full(day, place[1], (place[0],), asked), moon))


def _with_year(day: int, month: int, found: re.Match[str], asked: Asked, written: str | None = None) -> Meant:
    """Return the day in the year as it was said, or by the rule for a year that was not."""
    years = solar_days.years(written, asked) if written else fragments.years(found, asked)
    if fragments.said_moon(found):
        return fragments.moon_day(day, month, years, asked, leap=bool(found.groupdict().get("leap")))
    sun = solar_days.without_year(day, month, asked) if years is None else solar_days.in_full(day, month, years, asked)
    feast = found.groupdict().get("mung") and (day, month) in _FEASTS and not fragments.said_sun(found)
    return fragments.unsure(fragments.together(sun, fragments.moon_day(day, month, years, asked))) if feast else sun

"""Pieces that the patterns of several expressions share: a year, a month, a calendar."""

import re
from dataclasses import replace
from datetime import date

from bot.vietnamese.dates import lunar_days, solar_days
from bot.vietnamese.dates.meaning import BAD, Asked, Meant

_STEM = "giap|at|binh|dinh|mau|ky|canh|tan|nham|quy"
_BRANCH = "ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi"
_NEXT = "SAU|sau|tới|toi|ke tiep|ke"
_LAST = "truoc|ngoai|roi|qua|vua roi|vua qua"
# A year said behind a day or a month: "/2026" is part of the numeric forms.
YEAR = (
    r"(?: (?:(?:/ |- |, |trong |cua )?(?:nam )?(?P<full>[0-9]{4})"
    rf"|(?:/ |, |cua |trong )?nam (?P<year>[0-9]{{2,5}}|nay|này|{_NEXT}|{_LAST})|(?P<coming>sang nam|qua nam)"
    rf"|(?:nam )?(?P<stem>{_STEM}) (?P<branch>{_BRANCH})))?"
)
MONTH = rf"(?P<month>[0-9]{{1,2}}|nay|này|(?:SAU|sau|tới|toi) nua|{_NEXT}|{_LAST}|sáu|gieng|chap)"
_MOON, _SUN = "am lich|âm lich|lich am|lich âm|am|âm|al|a l|lich ta|ta(?! )", "duong lich|lich duong|duong|dl|tay"
CALENDAR = rf"(?: (?:/ |, )?(?P<calendar>{_MOON}|{_SUN}))?"
CALENDAR_BEHIND = rf"(?: (?P<behind>{_MOON}|{_SUN}))?"
CALENDAR_BEFORE = rf"(?:(?P<before>{_MOON}|{_SUN}) (?:la |vao )?(?:ngay )?)?"
LEAP = "(?: (?P<leap>nhuan))?"
_MOONS = frozenset(_MOON.replace("(?! )", "").split("|"))
GIENG, CHAP = 1, 12
_MONTHS = 12
_SIDEWAYS = dict.fromkeys(_NEXT.split("|"), 1) | dict.fromkeys(_LAST.split("|"), -1) | {"nay": 0, "này": 0}
JUNE = 6


def said_moon(found: re.Match[str]) -> bool:
    """Tell whether a word for the lunar calendar stands at the date."""
    return (
        not _MOONS.isdisjoint(_calendars(found))
        or found.groupdict().get("month") in {"gieng", "chap"}
        or bool(_group(found, "leap"))
    )


def said_sun(found: re.Match[str]) -> bool:
    """Tell whether a word for the solar calendar stands at the date."""
    return any(word and word not in _MOONS for word in _calendars(found))


def _calendars(found: re.Match[str]) -> list[str]:
    return [word for name in ("before", "calendar", "behind") if (word := _group(found, name))]


def _group(found: re.Match[str], name: str) -> str:
    return found.groupdict().get(name) or ""


def sideways(word: str) -> int | None:
    """Return how many weeks, months or years a word leads away from this one: "sau nữa" two."""
    head, _, again = word.partition(" ")
    return 2 if again == "nua" else _SIDEWAYS.get(word, _SIDEWAYS.get(head) if not again else None)


def years(found: re.Match[str], asked: Asked) -> tuple[int, ...] | None:
    """Return the years that were said, likeliest first: none for a slip, None where nothing was said."""
    if _group(found, "coming"):
        return (asked.today.year + 1,)
    if stem := _group(found, "stem"):
        year = lunar_days.named_year(stem, _group(found, "branch"), asked)
        return (year,) if year else ()
    written = _group(found, "full") or _group(found, "year") or _group(found, "short")
    if not written:
        return None
    away = sideways(written)
    return solar_days.years(written, asked) if away is None else (asked.today.year + away,)


def months(word: str, today: date) -> tuple[tuple[int, int | None], ...]:
    """Return the months a word may mean, likeliest first, each with its year where that is said too."""
    if word.isdecimal():
        return ((int(word), None),)
    away = sideways(word)
    if away is None:
        return ((JUNE if word == "sáu" else GIENG if word == "gieng" else CHAP, None),)
    year, month = divmod(today.year * _MONTHS + today.month - 1 + away, _MONTHS)
    # Unmarked "thang sau" may be June.
    return ((month + 1, year), (JUNE, None)) if word == "sau" else ((month + 1, year),)


def unsure(meant: Meant) -> Meant:
    """Return the same as something to ask about."""
    return replace(meant, sure=False)


def together(*meanings: Meant) -> Meant:
    """Return the question between several meanings; what cannot be drops out if something can."""
    days = tuple(dict.fromkeys(day for meaning in meanings for day in meaning.days))
    spans = tuple(dict.fromkeys(span for meaning in meanings for span in meaning.spans))
    sure, lunar = all(each.sure for each in meanings), any(each.lunar for each in meanings)
    return Meant(days, spans, sure=sure, lunar=lunar) if days or spans else BAD


def moon_day(day: int, month: int, years: tuple[int, ...] | None, asked: Asked, *, leap: bool = False) -> Meant:
    """Return the day of the lunar calendar in one of the years, or by the rule for a year that was not said."""
    if years is None:
        return lunar_days.without_year(day, month, asked, leap=leap)
    return together(*(lunar_days.in_year(day, month, year, asked, leap=leap) for year in years)) if years else BAD

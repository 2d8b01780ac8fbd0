"""Days with a name: Tết, rằm, Quốc khánh, Giỗ Tổ, ngày thành lập Công đoàn."""

import re

from bot.vietnamese.dates import fragments, lunar_days, solar_days
from bot.vietnamese.dates.feast_names import LISTED
from bot.vietnamese.dates.fragments import CALENDAR, CHAP, GIENG, LEAP, MONTH, YEAR
from bot.vietnamese.dates.meaning import BAD, Asked, Meant, near
from bot.vietnamese.dates.written import LEAD

_MOON = "M"


def _line(at: int, line: str) -> tuple[str, tuple[tuple[int, ...], ...], bool]:
    """Return the pattern of a line of the list, its days with their months, and whether they are lunar."""
    days, _, names = line.partition(": ")
    pattern = "|".join(names.replace("(", "(?:").split(", "))
    return f"(?P<n{at}>{pattern})", tuple(tuple(map(int, day.split("/"))) for day in days.split() if day != _MOON), _MOON in days


_NAMES = [_line(at, line) for at, line in enumerate(LISTED.strip().splitlines())]
_HOW_MANY_YEARS = "[0-9]{1,3} nam (?=ngay|thanh|giai|quoc|chien|cach|sinh|thuong|dien|toan|truyen)"
_BY_THE_MOON = "(?: (?:nguyen dan|co truyen|am lich|âm lich|al|ta|am|âm))?"
_WHEN = "(?:(?P<when>ra|qua|SAU|sau|truoc|giap|can|gan|an|dip|trong) )?"
NAMED = rf"(?:{_HOW_MANY_YEARS})?(?:ngay (?:hoi )?)?(?:truyen thong )?(?:{'|'.join(each[0] for each in _NAMES)}){YEAR}"
RAM = rf"{LEAD}ram(?: (?:thang )?{MONTH})?{LEAP}{CALENDAR}{YEAR}"
TET = rf"{LEAD}(?:(?P<mung>mung) )?(?P<day>[0-9]{{1,2}}) (?:cua )?tet{_BY_THE_MOON}{YEAR}"
AROUND_TET = rf"{_WHEN}(?:tet{_BY_THE_MOON}|gieng){YEAR}"
MOONED = rf"{LEAD}(?:mung )?(?P<day>[0-9]{{1,2}}) (?P<month>chap|gieng){YEAR}"
EVE = rf"(?:dem )?giao thua{YEAR}"
_FIFTEENTH = 15
_LAST_MUNG, _FIRST_CHAP = 10, 20
_AFTER_TET = frozenset({"ra", "qua", "SAU", "sau"})


def named(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read a day by its name, in the year that was said or by the rule for a year that was not."""
    at = next(at for at in range(len(_NAMES)) if found[f"n{at}"])
    _, days, moon = _NAMES[at]
    return fragments.together(*(_on(day, month, found, asked, moon=moon) for day, month in days))


def _on(day: int, month: int, found: re.Match[str], asked: Asked, *, moon: bool) -> Meant:
    """Return the day of either calendar in the year that was said, if one was."""
    years = fragments.years(found, asked)
    if moon:
        return fragments.moon_day(day, month, years, asked)
    return solar_days.without_year(day, month, asked) if years is None else solar_days.in_full(day, month, years, asked)


def ram(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "rằm tháng bảy", "rằm tháng sau", "rằm"."""
    word, years = found["month"], fragments.years(found, asked)
    if word is None:
        return lunar_days.without_month(_FIFTEENTH, asked)
    away = fragments.sideways(word)
    if away is not None:
        beside = lunar_days.beside(_FIFTEENTH, away, asked)
        if word == "sau":  # unmarked, and the sixth month just as well
            return fragments.together(beside, fragments.moon_day(_FIFTEENTH, fragments.JUNE, years, asked))
        return fragments.unsure(beside) if word == "toi" else beside
    month = fragments.months(word, asked.today)[0][0]
    return fragments.moon_day(_FIFTEENTH, month, years, asked, leap=bool(found["leap"]))


def tet(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "mùng 3 Tết" and "29 Tết": the days behind it are of the first lunar month, those before it of the twelfth."""
    day, years = int(found["day"]), fragments.years(found, asked)
    if day < _FIRST_CHAP or found["mung"]:
        meant = fragments.moon_day(day, GIENG, years, asked)
        sure = day <= _LAST_MUNG and bool(found["mung"])
        return Meant(meant.days, bad=meant.bad, sure=sure, lunar=True)
    if years:
        days = tuple(eve for year in years if (eve := lunar_days.solar(day, CHAP, year - 1)) and near(eve, asked))
        return Meant(days, lunar=True) if days else BAD
    return fragments.moon_day(day, CHAP, years, asked)


def mooned(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "23 chạp"."""
    month = CHAP if found["month"] == "chap" else GIENG
    return fragments.moon_day(int(found["day"]), month, fragments.years(found, asked), asked)


def around_tet(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "Tết", "ra Tết", "trước Tết", "ra giêng": no day, some days to ask about."""
    years = fragments.years(found, asked)
    if found.group() == "gieng" or (found.group().endswith("gieng") and found["when"] not in _AFTER_TET):
        return None
    days = (6, 10, _FIFTEENTH) if found["when"] in _AFTER_TET else (1,)
    some = [fragments.moon_day(day, GIENG, years, asked) for day in days]
    return Meant(tuple(each.days[0] for each in some if each.days), sure=False, lunar=True)


def eve(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "giao thừa": the last day of the lunar year, the 29th or the 30th of its twelfth month."""
    years = fragments.years(found, asked)
    chap = years and tuple(year - 1 for year in years)
    return next((meant for day in (30, 29) if not (meant := fragments.moon_day(day, CHAP, chap, asked)).bad), BAD)

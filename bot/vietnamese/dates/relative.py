"""Days counted from today: hôm nay, mai, ngày kia, 3 ngày nữa, sau 3 ngày làm việc."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.vietnamese.dates.meaning import Asked, Meant, make

_NEAR: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("hnay", "nay", "hom nay", "bua nay", "bây gio", "ngay bây gio", "hien tai", "hien nay"), (0,)),
    **dict.fromkeys(("mai", "ngay mai", "hom mai", "bua mai", "nmai"), (1,)),
    **dict.fromkeys(("mốt", "ngay mốt", "hom mốt", "bua mốt", "mót", "ngay KIA", "bua mót", "ngay mót"), (2,)),
    **dict.fromkeys(("ngay kìa", "bua kìa"), (3,)),
    "ngay kia": (2, 3),  # without marks: kia or kìa
    **dict.fromkeys(("hom qua", "hqua", "bua qua", "ngay hom qua"), (-1,)),
    **dict.fromkeys(("hom KIA",), (-2,)),
    "hom kìa": (-3,),
    **dict.fromkeys(("hom kia", "bua kia", "bua KIA"), (-2, -3)),
}
_MOT = ("ngay mot", "mot", "bua mot")  # mốt, or the first of a month
_SINCE = "(?<=từ )gio|(?<=tu )gio"  # "từ giờ"
NEAR = f"(?:{'|'.join(sorted((*_NEAR, *_MOT), key=len, reverse=True))}|{_SINCE})"
_PARTS = "sáng|sang|trua|chieu|tối|toi|dem"
LAST_NIGHT = f"(?P<part>{_PARTS}) qua"
NOW = "(?:ngay )?bay gio"

_UNITS = "ngay|hom|bua|tuan"
_UNIT = f"(?P<unit>{_UNITS}|thang)"
_COUNT = "(?P<count>[0-9]{1,3}|mot|nua)"
_WORK = "(?P<work> lam viec)?"
COUNTED = (
    rf"(?:(?:con |khoang |tầm |tam |them )?(?:{_COUNT} )?{_UNIT}{_WORK} nua(?: ke từ (?:hom )?nay)?"
    rf"|(?:SAU|sau) (?P<after>[0-9]{{1,3}}|mot|nua) (?P<after_unit>{_UNITS}|thang)(?P<after_work> lam viec)?(?: nua)?"
    rf"|(?P<then>[0-9]{{1,3}}) (?P<then_unit>{_UNITS})(?P<then_work> lam viec)? (?:SAU|sau)(?: nua)?)"
)
AGO = rf"cach day (?P<ago>[0-9]{{1,3}}) (?P<unit>{_UNITS})|(?P<past>[0-9]{{1,3}}) (?P<past_unit>{_UNITS}) truoc(?: day)?"
LASTING = rf"(?:trong vong |trong |keo dai |suot )?(?P<count>[0-9]{{1,3}}) {_UNIT}{_WORK}(?: (?P<next>tới|toi))?"

_HALF_MONTH = 15  # Civil Code 2015, article 146.1.d
_LONGEST = 366
_WEEK, _MONTHS = 7, 12
_SATURDAY = 5


def near(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "hôm nay", "mai", "mốt" and their neighbours."""
    today, said = asked.today, found.group()
    if said in _MOT:
        first = today if today.day == 1 else (today.replace(day=1) + timedelta(31)).replace(day=1)
        return Meant((today + timedelta(2), first), sure=False)
    return Meant(tuple(today + timedelta(ahead) for ahead in _NEAR.get(said, (0,))))


def last_night(_found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "tối qua"."""
    return Meant((asked.today - timedelta(1),))


def now(_found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "từ nay", "từ giờ", and unmarked "bay gio", which may be seven o'clock."""
    return Meant((asked.today,))


def counted(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "3 ngày nữa", "sau 2 tuần", "nửa tháng nữa": at most a year ahead, the first day not counted (art. 147.2)."""
    count = found["count"] or found["after"] or found["then"] or "mot"
    unit = found["unit"] or found["after_unit"] or found["then_unit"]
    work = found["work"] or found["after_work"] or found["then_work"]
    if not found["count"] and unit in {"ngay", "hom", "bua"} and not (found["after"] or found["then"]):
        return None
    if count == "nua":
        return Meant((asked.today + timedelta(_HALF_MONTH),)) if unit == "thang" else None
    number = 1 if count == "mot" else int(count)
    if work:
        return _working_days(number, asked.today)
    return _ahead(number, unit, asked.today)


def _ahead(number: int, unit: str, today: date) -> Meant | None:
    """Return the day that many days, weeks or months ahead; a month may be thirty days as well (art. 146.1.c)."""
    if unit == "thang":
        years, month = divmod(today.month - 1 + number, _MONTHS)
        same = make(today.year + years, month + 1, today.day)
        thirty = today + timedelta(30 * number)
        return Meant(tuple(dict.fromkeys(day for day in (same, thirty) if day))) if 1 <= number <= _MONTHS else None
    days = number * (_WEEK if unit == "tuan" else 1)
    return Meant((today + timedelta(days),)) if 1 <= days <= _LONGEST else None


def _working_days(number: int, today: date) -> Meant | None:
    """Return the last of that many working days; where it matters whether a Saturday is one, both."""
    if not 1 <= number <= _LONGEST // 3:
        return None
    ends = (_last_of(number, today, saturdays=False), _last_of(number, today, saturdays=True))
    return Meant(tuple(dict.fromkeys(ends)))


def _last_of(number: int, today: date, *, saturdays: bool) -> date:
    """Return the last of that many working days behind today."""
    working = (day for day in _days_behind(today) if _is_worked(day, saturdays=saturdays))
    return next(day for counted_so_far, day in enumerate(working, 1) if counted_so_far == number)


def _days_behind(today: date) -> Iterator[date]:
    """Return the days behind today, without end."""
    while True:
        today += timedelta(1)
        yield today


def _is_worked(day: date, *, saturdays: bool) -> bool:
    """Tell whether the day is no day off."""
    from bot.vietnamese.days_off import day_off  # noqa: PLC0415 - an import only few readings need to wait for

    return not day_off(day) and (saturdays or day.weekday() != _SATURDAY)


def ago(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "cách đây 3 ngày", "2 tuần trước"."""
    days = int(found["ago"] or found["past"]) * (_WEEK if "tuan" in (found["unit"], found["past_unit"]) else 1)
    return Meant((asked.today - timedelta(days),)) if days <= _LONGEST else None


def lasting(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "trong 3 ngày", "3 ngày tới", which may be the last one of these days; "3 ngày" alone is no day."""
    if not found["next"] and not found.group().startswith("trong"):
        return Meant()
    number, unit = int(found["count"]), found["unit"]
    ahead = _working_days(number, asked.today) if found["work"] else _ahead(number, unit, asked.today)
    return Meant(ahead.days, sure=False) if ahead else None

"""Days counted from today: hôm nay, mai, ngày kia, 3 ngày nữa."""

import re
from datetime import date, timedelta

from bot.vietnamese.lexicon import either
from bot.vietnamese.reads import Asked, Day, DayRead, How, NotADay, one_of

_WORDS = {"một": 1, "mot": 1, "hai": 2, "ba": 3, "bốn": 4, "bon": 4, "năm": 5, "nam": 5, "sáu": 6, "sau": 6}
_WORDS |= {"bảy": 7, "bẩy": 7, "bay": 7, "tám": 8, "tam": 8, "chín": 9, "chin": 9, "mười": 10, "muoi": 10}
COUNTED = rf"(?:([0-9]{{1,3}}|{'|'.join(_WORDS)}) ({either('ngày', 'hôm', 'bữa', 'tuần')}) {either('nữa')})"
_COUNTED = re.compile(COUNTED)
_LONGEST = 366
_WEEK = frozenset({"tuần", "tuan"})

_NEAR: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("hnay", "nay", "hôm nay", "hom nay", "bữa nay", "bua nay"), (0,)),
    **dict.fromkeys(("mai", "ngày mai", "ngay mai"), (1,)),
    **dict.fromkeys(("mốt", "ngày mốt", "ngay mốt", "ngày kia"), (2,)),
    **dict.fromkeys(("ngày kìa", "ngay kìa"), (3,)),
    "ngay kia": (2, 3),  # without marks: kia or kìa
    **dict.fromkeys(("hôm qua", "hom qua"), (-1,)),
    "hôm kia": (-2,),
    **dict.fromkeys(("hôm kìa", "hom kìa"), (-3,)),
    "hom kia": (-3, -2),
}
_MOT = ("ngay mot", "mot")
NEAR = f"(?:{'|'.join(sorted((*_NEAR, *_MOT), key=len, reverse=True))})"


def read_counted(text: str, asked: Asked) -> DayRead:
    """Read "3 ngày nữa", "hai tuần nữa": at least one day, at most a year."""
    found = _COUNTED.fullmatch(text)
    if found is None:
        return NotADay()
    number = _WORDS.get(found.group(1)) or int(found.group(1))
    days = timedelta(weeks=number) if found.group(2) in _WEEK else timedelta(number)
    return Day(asked.today + days, How.COUNTED) if 1 <= days.days <= _LONGEST else NotADay()


def read_near(text: str, asked: Asked) -> DayRead:
    """Read "hôm nay", "mai", "mốt" and their neighbours; unmarked "mot" is mốt or the first of a month."""
    if text in _MOT:
        return one_of({asked.today + timedelta(2), _coming_first(asked.today)}, How.COUNTED)
    return one_of({asked.today + timedelta(days) for days in _NEAR[text]}, How.COUNTED)


def _coming_first(today: date) -> date:
    """Return the first day of a month on or after today."""
    return today if today.day == 1 else (today.replace(day=1) + timedelta(days=31)).replace(day=1)

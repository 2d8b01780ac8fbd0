"""Weeks, months, quarters and years."""

import re
from datetime import timedelta

from bot.vietnamese.dates import fragments, lunar_days
from bot.vietnamese.dates.fragments import CALENDAR, LEAP, MONTH, YEAR
from bot.vietnamese.dates.meaning import BAD, Asked, Meant, Span, month_span, year_span
from bot.vietnamese.dates.spans import likely_spans, quarter_beside, quarter_span, week_span, years_around
from bot.vietnamese.dates.weekdays import WEEK

IN = "(?:trong suot |trong vong |trong ca |trong |suot |ca )?"
WHICH = "(?:SAU|sau|tới|toi) nua|nay|này|SAU|sau|tới|toi|ke tiep|ke|truoc|roi|qua|vua roi|vua qua"
NOT_FIGURES = "(?! [/.] [0-9])"
_TO = "(?:-|~|,|va|den het|den|toi het|tới het|tới|toi)"
_T_BEFORE_YEAR = r"t(?= [0-9]+ \S+ (?:thang |t )?[0-9]+ (?:/ |nam )?[0-9]{4})"  # T1-T3/2026; T2-T6 are weekdays
WEEK_SPAN = rf"{IN}(?:{WEEK}|(?P<this>tuan))"
WEEKEND = rf"(?P<edge>cuoi|dau|giua) tuan(?: (?P<week>{WHICH}))?"
MONTH_SPAN = (
    rf"(?:{IN}(?:(?P<worker>thang cong nhan)|(?:thang|th) {MONTH}{LEAP}{CALENDAR}{YEAR}"
    rf"|(?P<t>t )?(?P<short>[0-9]{{1,2}}) [/-] (?P<behind>[0-9]{{4}})|t (?P<late>[89]|1[0-2]))"
    rf"|(?:ca|trong|suot) thang){NOT_FIGURES}"
)
MONTHS_SPAN = (
    rf"(?:(?:từ|tu) )?{IN}(?:thang|{_T_BEFORE_YEAR}) (?P<first>[0-9]{{1,2}})(?: ,? ?[0-9]{{1,2}})? {_TO} "
    rf"(?:thang |t )?(?P<last>[0-9]{{1,2}}){YEAR}(?! (?:[/.-] [0-9]|ngay))"
)
QUARTER = (
    rf"(?:(?:từ|tu)(?= quy [0-9] (?:-|~|den|tới|toi)) )?{IN}quy(?: (?P<quarter>[0-9]|{WHICH}))?"
    rf"(?: {_TO} (?:quy )?(?P<last>[0-9]))?{YEAR}{NOT_FIGURES}"
)
YEAR_SPAN = rf"{IN}nam(?: (?P<full>[0-9]{{4}})| (?P<year>{WHICH}|ngoai))?(?! [0-9])"
NEXT_YEAR = "sang nam|qua nam"
_DAYS, _WEEKEND = 7, 5
_QUARTERS, _MONTHS = 4, 12
_MAY = 5  # Tháng Công nhân


def week(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "tuần sau"; weeks are from Monday to Sunday."""
    away = 1 if found["onward"] else fragments.sideways(found["week"] or "nay") or 0
    return Meant(spans=(week_span(asked.today, away),), sure=not found["this"])


def weekend(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "cuối tuần", "đầu tuần sau": more than one day."""
    monday = week_span(asked.today, fragments.sideways(found["week"] or "nay") or 0).first
    if found["edge"] == "cuoi":
        return Meant(spans=(Span(monday + timedelta(_WEEKEND), monday + timedelta(_WEEKEND + 1)),))
    if not found["week"] and monday < asked.today:
        monday += timedelta(_DAYS)
    first = monday + timedelta(0 if found["edge"] == "dau" else 2)
    return Meant((first, first + timedelta(1)), sure=False)


def month(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "tháng 3", "tháng sau", "tháng giêng", "T3/2026"."""
    if found["worker"]:
        return _months(_MAY, None, asked)
    if found["short"]:
        letter = not found["t"] and not 1 <= int(found["short"]) <= _MONTHS  # "41/2026" is the number of a letter
        return None if letter else _months(int(found["short"]), (int(found["behind"]),), asked)
    if found["late"]:
        return _months(int(found["late"]), None, asked)
    word, years = found["month"] or "nay", fragments.years(found, asked)
    if fragments.said_moon(found):
        return _moon_month(found, years, asked)
    meanings = [_months(number, (year,) if year else years, asked) for number, year in fragments.months(word, asked.today)]
    return meanings[0] if len(meanings) == 1 else fragments.together(*meanings)


def _months(number: int, years: tuple[int, ...] | None, asked: Asked) -> Meant:
    """Return the month of that number in the years."""
    if not 1 <= number <= _MONTHS or years == ():
        return BAD
    return likely_spans([month_span(year, number) for year in years or years_around(asked)], asked, said=bool(years))


def _moon_month(found: re.Match[str], years: tuple[int, ...] | None, asked: Asked) -> Meant:
    """Return a lunar month."""
    spans = moon_months(found, years, asked)
    if fragments.sideways(found["month"]) is not None:
        return Meant(spans=tuple(spans), sure=len(spans) == 1, lunar=True)
    meant = likely_spans(spans, asked, said=bool(years))
    return Meant(spans=meant.spans, bad=meant.bad, lunar=True)


def moon_months(found: re.Match[str], years: tuple[int, ...] | None, asked: Asked) -> list[Span]:
    """Return the lunar month in the years that were said, or around today."""
    away = fragments.sideways(found["month"])
    beside = [] if away is None else [lunar_days.month_beside(away, asked)]
    if beside and found["month"] != "sau":
        return beside
    number, leap = fragments.months(found["month"], asked.today)[-1][0], bool(found["leap"])
    spans = (lunar_days.month_span(number, year, leap=leap) for year in years or years_around(asked))
    return beside + [span for span in spans if span]


def months(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "tháng 1-12/2026", "tháng 1 đến tháng 3"."""
    first, last, years = int(found["first"]), int(found["last"]), fragments.years(found, asked)
    if not (1 <= first <= _MONTHS and 1 <= last <= _MONTHS):
        return BAD
    over = int(last < first)
    around = years_around(asked) if years is None else years
    spans = [Span(month_span(year, first).first, month_span(year + over, last).last) for year in around]
    return likely_spans(spans, asked, said=years is not None)


def quarter(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "quý 2", "quý I/2026", "quý sau", "quý 1 và 2"."""
    word, years = found["quarter"] or "nay", fragments.years(found, asked)
    if not word.isdecimal():
        return Meant(spans=(quarter_beside(asked.today, word),), sure=word != "toi")
    first, last = int(word), int(found["last"] or word)
    if not 1 <= first <= last <= _QUARTERS:
        return BAD
    around = years_around(asked) if years is None else years
    spans = [Span(quarter_span(year, first).first, quarter_span(year, last).last) for year in around]
    return likely_spans(spans, asked, said=years is not None)


def year(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "năm 2026", "năm sau", "cả năm"; "năm" alone is more often five."""
    if found["full"]:
        return likely_spans([year_span(int(found["full"]))], asked, said=True)
    if not found["year"] and found.group() == "nam":
        return None
    return Meant(spans=(year_span(asked.today.year + (fragments.sideways(found["year"] or "nay") or 0)),))


def next_year(_found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "sang năm"."""
    return Meant(spans=(year_span(asked.today.year + 1),))

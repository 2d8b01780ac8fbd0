"""The beginning, middle and end of a month, quarter or year (Civil Code 2015, article 146.2 and 146.3), and parts of them."""

import re
from datetime import date, timedelta

from bot.vietnamese.dates import fragments
from bot.vietnamese.dates.fragments import CALENDAR, LEAP, MONTH, YEAR
from bot.vietnamese.dates.meaning import BAD, Asked, Meant, Span, likely, month_span, near, year_span
from bot.vietnamese.dates.periods import IN, NOT_FIGURES, WHICH, moon_months
from bot.vietnamese.dates.spans import likely_spans, quarter_beside, quarter_span, week_span, years_around

_EDGE = "(?:ngay )?(?P<edge>dau|giua|cuoi|het)(?: tien| cung)?(?: cua)?"
EDGE_OF_MONTH = rf"{_EDGE} thang(?: {MONTH})?{LEAP}{CALENDAR}{YEAR}{NOT_FIGURES}"
EDGE_OF_QUARTER = rf"{_EDGE} quy(?: (?P<quarter>[0-9]|{WHICH}))?{YEAR}{NOT_FIGURES}"
EDGE_OF_YEAR = rf"{_EDGE}(?= nam| [0-9]{{4}}){YEAR}(?: nam)?{NOT_FIGURES}"
END_OF_WEEK = rf"het tuan(?: (?P<week>{WHICH}))?"
PART_OF_YEAR = rf"{IN}(?:(?P<count>[0-9]) thang|nua) (?P<which>dau|cuoi)(?: cua)?(?= nam| [0-9]{{4}}){YEAR}(?: nam)?"
PART_OF_MONTH = (
    rf"{IN}(?:nua (?P<half>dau|cuoi)|(?P<ten>thuong|trung|ha) tuan|(?P<days>[0-9]{{1,2}}) ngay (?P<which>dau|cuoi)"
    rf"|tuan (?P<week>dau|cuoi))(?: tien| cung)?(?: cua)? thang(?: {MONTH})?{YEAR}"
)
SCHOOL_YEAR = r"nam hoc (?P<first>[0-9]{4})(?: [-~/] [0-9]{4})?"
_WEEK, _TEN = 7, 10
_MIDDLE = 15
_MONTHS, _HALF_YEAR = 12, 6
_QUARTERS = 4


def edge_of_month(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "cuối tháng", "giữa tháng 2", "đầu tháng sau": the first day, the 15th, the last day."""
    today, years = asked.today, fragments.years(found, asked)
    if not found["month"]:
        return _likely(found, [month_span(today.year, today.month + more) for more in (0, 1)], asked)
    if fragments.said_moon(found):
        said = bool(years) or fragments.sideways(found["month"]) is not None
        return _at_edge(found, moon_months(found, years, asked), asked, said=said)
    options = fragments.months(found["month"], today)
    if not all(1 <= number <= _MONTHS for number, _ in options):
        return BAD
    around = years_around(asked) if years is None else years
    spans = [month_span(each, number) for number, year in options for each in ((year,) if year else around)]
    meant = _at_edge(found, spans, asked, said=years is not None or options[0][1] is not None)
    return fragments.unsure(meant) if found["month"] == "toi" else meant  # "cuoi thang toi…": tới, or tôi


def edge_of_quarter(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "cuối quý I", "đầu quý sau", "hết quý"; the middle of a quarter is no day of the law."""
    word, years, today = found["quarter"], fragments.years(found, asked), asked.today
    if found["edge"] == "giua":
        return None
    if not word:
        here = quarter_beside(today, "nay")
        return _likely(found, [here, quarter_beside(today, "SAU")], asked)
    if not word.isdecimal():
        meant = _at_edge(found, [quarter_beside(today, word)], asked, said=True)
        return fragments.unsure(meant) if word == "toi" else meant
    if not 1 <= int(word) <= _QUARTERS:
        return BAD
    spans = [quarter_span(year, int(word)) for year in (years_around(asked) if years is None else years)]
    return _at_edge(found, spans, asked, said=years is not None)


def edge_of_year(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "đầu năm", "giữa năm" (the last day of June), "cuối năm nay"."""
    years = fragments.years(found, asked)
    spans = [year_span(year) for year in (years_around(asked) if years is None else years)]
    meant = _at_edge(found, spans, asked, said=years is not None)
    return fragments.unsure(meant) if found["year"] == "toi" else meant


def end_of_week(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "hết tuần này": Sunday, or Friday for whoever works until then."""
    sunday = week_span(asked.today, fragments.sideways(found["week"] or "nay") or 0).last
    return Meant((sunday, sunday - timedelta(2)), sure=False)


def _at_edge(found: re.Match[str], spans: list[Span], asked: Asked, *, said: bool) -> Meant:
    """Return the edge of the periods: all that are near if the year was said, the likely ones if it was not."""
    if not said:
        return _likely(found, spans, asked)
    days = tuple(day for span in spans if near(day := _edge(found["edge"], span), asked))
    return Meant(days) if days else BAD


def _likely(found: re.Match[str], spans: list[Span], asked: Asked) -> Meant:
    """Return the likely ones of the edges of the same period at several times."""
    days = likely([_edge(found["edge"], span) for span in spans], asked)
    return Meant(days) if days else BAD


def _edge(edge: str, span: Span) -> date:
    """Return the first day, the middle by law, or the last day."""
    if edge == "dau":
        return span.first
    if edge in {"cuoi", "het"}:
        return span.last
    whole_year = (span.first.month, span.last.month) == (1, _MONTHS)
    return month_span(span.first.year, _HALF_YEAR).last if whole_year else span.first + timedelta(_MIDDLE - 1)


def part_of_year(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "6 tháng đầu năm", "nửa cuối năm 2026": of this year where none was said."""
    count = int(found["count"] or _HALF_YEAR)
    years = fragments.years(found, asked) or (asked.today.year,)
    if not 1 <= count < _MONTHS:
        return BAD
    first = 1 if found["which"] == "dau" else _MONTHS - count + 1
    spans = [Span(month_span(year, first).first, month_span(year, first + count - 1).last) for year in years]
    return likely_spans(spans, asked, said=True)


def part_of_month(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "nửa đầu tháng 3", "trung tuần tháng 3", "10 ngày cuối tháng"."""
    years, options = fragments.years(found, asked), fragments.months(found["month"] or "nay", asked.today)
    if not all(1 <= number <= _MONTHS for number, _ in options):
        return BAD
    around = years_around(asked) if years is None else years
    spans = [_part(found, month_span(each, number)) for number, year in options for each in ((year,) if year else around)]
    meant = likely_spans(spans, asked, said=years is not None or options[0][1] is not None)
    return Meant(spans=meant.spans, bad=meant.bad, sure=not found["week"])


def _part(found: re.Match[str], whole: Span) -> Span:
    """Return the part of the month; ten days, ten days and the rest are its thượng, trung and hạ tuần."""
    if found["ten"]:
        after = {"thuong": 0, "trung": _TEN, "ha": 2 * _TEN}[found["ten"]]
        first = whole.first + timedelta(after)
        return Span(first, whole.last if found["ten"] == "ha" else first + timedelta(_TEN - 1))
    if found["half"] == "cuoi":
        return Span(whole.first + timedelta(_MIDDLE), whole.last)
    length = _MIDDLE if found["half"] else int(found["days"] or _WEEK)
    if "cuoi" in {found["which"], found["week"]}:
        return Span(max(whole.last - timedelta(length - 1), whole.first), whole.last)
    return Span(whole.first, min(whole.first + timedelta(max(length, 1) - 1), whole.last))


def school_year(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "năm học 2025-2026": from September to May, which schools may set otherwise."""
    first = int(found["first"])
    meant = likely_spans([Span(month_span(first, 9).first, month_span(first + 1, 5).last)], asked, said=True)
    return Meant(spans=meant.spans, bad=meant.bad, sure=False)

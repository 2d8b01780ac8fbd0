"""Which day somebody said, and how it is said back."""

import re
from contextlib import suppress
from datetime import date, datetime

from bot.asking.replay import Choice, Refused
from bot.i18n import _, show_day
from bot.vietnamese.dates import read_date, read_day
from bot.vietnamese.folding import compose
from bot.vietnamese.lunar import lunar
from bot.vietnamese.reading import Certainty

QUOTED = 40  # characters of an answer that are said back
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
BY_THE_MOON = "âm lịch"  # in how a day was read


def read_day_said(reply: str, today: date, within: tuple[date, date]) -> date:
    """The day that was said; one inside `within` where no year was. Raises Refused, with what to do."""
    if ISO_DAY.fullmatch(reply):  # as it is stored; the reader for people's words takes fifty times as long
        with suppress(ValueError):
            return date.fromisoformat(reply)
    read = read_day(reply, today, within)
    if read.certainty is Certainty.CERTAIN and read.value is not None:
        return _day_of(read.value)
    if read.certainty is Certainty.ASK and read.candidates:
        days = sorted({_day_of(each) for each in read.candidates})
        raise Refused(_("Ý đồng chí là ngày nào ạ?"), [Choice(day.isoformat(), show_day(day)) for day in days])
    if read.certainty is Certainty.INVALID:
        if read_date(reply, today, any_year=True).certainty is not Certainty.INVALID:
            raise Refused(_("“{day}” cách hôm nay quá xa. Xin gõ lại, ví dụ: 15/1").format(day=short(reply)))
        raise Refused(_("Lịch không có “{day}”. Xin gõ lại, ví dụ: 15/1").format(day=short(reply)))
    if not compose(reply):
        raise Refused(_("Chưa thấy chữ nào. Xin gõ ngày/tháng, ví dụ: 15/1"))
    raise Refused(_("Trợ lý chưa hiểu “{text}”. Xin gõ ngày/tháng, ví dụ: 15/1").format(text=short(reply)))


def _day_of(when: date) -> date:
    """The day of a reading that may have a time too."""
    return when.date() if isinstance(when, datetime) else when


def show_day_said(day: date, raw: str, today: date, within: tuple[date, date]) -> str:
    """The day with its weekday; by the moon as well, where it was said by the moon."""
    text = show_day(day)
    if not any(each.isalpha() for each in raw) or BY_THE_MOON not in read_day(raw, today, within).how:
        return text
    moon = lunar(day)
    return f"{text} ({_('ngày {day} tháng {month} âm lịch').format(day=moon.day, month=moon.month)})"


def short(text: str) -> str:
    """What was said, cut where it is long."""
    said = compose(text)
    return said if len(said) <= QUOTED else said[:QUOTED] + "…"

"""A question for a bound of a phase: a day, a month, a year, or something else that has a button."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.asking.ask import Ask
from bot.asking.days import read_day_said
from bot.asking.replay import Choice, Question, Refused
from bot.campaigns.plan import DAY, MONTH, YEAR
from bot.campaigns.showing import show_when
from bot.i18n import _, show_date
from bot.vietnamese.folding import fold

FAR = timedelta(days=3653)  # ten years: as far as plans go
A_TURN = timedelta(days=364)  # in which every day and month comes once
OTHER = "-"
IN_WRITING = re.compile(r"(\d{4}-\d\d-\d\d) (day|month|year)", re.ASCII)
WITHOUT_YEAR = re.compile(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})", re.ASCII)
A_MONTH = re.compile(r"(?:(?:cuoi|dau|het) )?(?:thang )?(\d{1,2}) ?[/-] ?(\d{4})", re.ASCII)
A_YEAR = re.compile(r"(?:(?:cuoi|dau|het) )?(?:nam )?((?:19|20)\d\d)", re.ASCII)


@dataclass(frozen=True)
class Bound:
    """A bound and how exactly it is known; a month or a year stands for its first day, at an end for its last."""

    day: date
    precision: str


def ask_bound(ask: Ask, key: str, prompt: str, *, name: str, other: str, since: date, is_end: bool = False) -> Bound | None:
    """A bound; None where `other`, a button, was chosen. Days without a year are looked for from `since` on, which no end
    may come before."""
    earliest = since if is_end else since - FAR

    def read(reply: str) -> Bound | None:
        if fold(reply) in {OTHER, fold(other)}:
            return None
        bound = _read(reply, ask.today, since, is_end=is_end)
        if not earliest <= bound.day <= since + FAR:
            text = _("Cần một ngày từ {start} đến {end}. Xin gõ lại.")
            raise Refused(text.format(start=show_date(earliest), end=show_date(since + FAR)))
        return bound

    def write(bound: Bound | None) -> str:
        return f"{bound.day} {bound.precision}" if bound else OTHER

    def show(bound: Bound | None) -> str:
        return show_when(bound.day, bound.precision) if bound else other

    choices = (Choice(OTHER, other),)
    return ask.answer_to(Question(key, prompt, read, write, show, choices, name, figures=True))


def _read(reply: str, today: date, since: date, *, is_end: bool) -> Bound:
    said = fold(reply)
    try:
        if match := IN_WRITING.fullmatch(said):
            return Bound(date.fromisoformat(match[1]), match[2])
        if match := A_MONTH.fullmatch(said):
            return Bound(_month(int(match[2]), int(match[1]), is_end=is_end), MONTH)
        if match := A_YEAR.fullmatch(said):
            year = int(match[1])
            return Bound(date(year, 12, 31) if is_end else date(year, 1, 1), YEAR)
        if match := WITHOUT_YEAR.fullmatch(said):
            day = date(since.year, int(match[2]), int(match[1]))
            return Bound(day if day >= since else day.replace(year=day.year + 1), DAY)
    except ValueError:
        raise Refused(_("Lịch không có “{day}”. Xin gõ lại, ví dụ: 15/1").format(day=reply[:40])) from None
    return Bound(read_day_said(reply, today, (since, since + A_TURN)), DAY)


def _month(year: int, month: int, *, is_end: bool) -> date:
    first = date(year, month, 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if is_end else first


def ask_past_day(ask: Ask, key: str, prompt: str, *, name: str, other: str) -> date | None:
    """A day that is behind or near, such as that of a document; None where `other`, a button, was chosen."""
    likely = (ask.today - timedelta(days=365), ask.today + timedelta(days=31))

    def read(reply: str) -> date | None:
        return None if fold(reply) in {OTHER, fold(other)} else read_day_said(reply, ask.today, likely)

    def write(day: date | None) -> str:
        return day.isoformat() if day else OTHER

    def show(day: date | None) -> str:
        return show_date(day) if day else other

    return ask.answer_to(Question(key, prompt, read, write, show, (Choice(OTHER, other),), name, figures=True))

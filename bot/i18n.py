"""Speaks the language of the person we are talking to.

The Vietnamese text is the msgid; `locales/en` holds the English one. There is no `locales/vi`: the source is the Vietnamese
catalogue, so a second copy could only contradict it, and nothing is looked up for the people who are most. Catalogues are
read from their .po at start, so there is no compiled file to go stale, and a translation that is missing falls back to
Vietnamese. `python -m tests.catalogues` brings the .po up to date with the source.
"""

import gettext as gettexts
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from bot.addressing import addressed
from bot.clock import local
from bot.wording import for_typing

LOCALES = Path(__file__).resolve().parents[1] / "locales"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DAYS = {"vi": "EEEE, dd/MM/yyyy", "en": "EEE, d MMM yyyy"}
SHORT_DAYS = {"vi": "EEEE, dd/MM", "en": "EEE, d MMM"}
DATES_OF_YEAR = {"vi": "dd/MM", "en": "d MMM"}
DATES = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}

_language: ContextVar[str] = ContextVar("language", default="vi")
_typing: ContextVar[bool] = ContextVar("typing", default=False)


@contextmanager
def speaking(language: str, *, typing: bool = False) -> Iterator[None]:
    """Everything said inside is said in `language`; one we do not speak becomes Vietnamese. `typing`: to somebody who has no
    buttons, and is not told to press any."""
    token, before = _language.set(language if language in LANGUAGES else "vi"), _typing.set(typing)
    try:
        yield
    finally:
        _language.reset(token)
        _typing.reset(before)


def language() -> str:
    """The language being spoken."""
    return _language.get()


def _(text: str) -> str:
    said = _reworded(text if _language.get() == "vi" else catalogue(_language.get()).gettext(text))
    return for_typing(said, _language.get()) if _typing.get() else said


def ngettext(one: str, many: str, count: int) -> str:
    """The form for `count`; Vietnamese has one, English two."""
    said = _reworded(catalogue(_language.get()).ngettext(one, many, count))
    return for_typing(said, _language.get()) if _typing.get() else said


def pgettext(context: str, text: str) -> str:
    """A word too short to be translated without its place."""
    return _reworded(catalogue(_language.get()).pgettext(context, text))


def _reworded(text: str) -> str:
    return addressed(text) if _language.get() == "vi" else text


def N_(text: str) -> str:  # noqa: N802  the name gettext tools know
    """Marks a text that is translated later, where it is said."""
    return text


@cache
def catalogue(code: str) -> gettexts.NullTranslations:
    """What `code` calls things."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415  only whoever speaks English waits for it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    path = LOCALES / code / "LC_MESSAGES" / "thidua.po"
    if not path.exists():
        return gettexts.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettexts.GNUTranslations(compiled)


@lru_cache(4096)
def _shown(day: date, pattern: str, code: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  half of the import time of a short command

    return format_date(day, pattern, locale=code)


def show_day(day: date) -> str:
    """Thứ Sáu, 17/01/2025; Fri, 17 Jan 2025."""
    return _shown(day, DAYS[_language.get()], _language.get())


def show_short_day(day: date) -> str:
    """Thứ Sáu, 17/01; Fri, 17 Jan."""
    return _shown(day, SHORT_DAYS[_language.get()], _language.get())


def show_date(day: date) -> str:
    """17/01/2025; 17 Jan 2025: where the day of the week says nothing, as in the bounds of a phase."""
    return _shown(day, DATES[_language.get()], _language.get())


def show_period(start: date, end: date) -> str:
    """01/01 – 30/06/2025; 1 Jan – 30 Jun 2025; a start in another year has its own."""
    code = _language.get()
    first = _shown(start, DATES_OF_YEAR[code], code) if start.year == end.year else show_date(start)
    return f"{first} – {show_date(end)}"


def show_count(count: int) -> str:
    """100.000; 100,000."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if _language.get() == "vi" else grouped


def show_moment(moment: datetime) -> str:
    """09:05, 08/01; 09:05, 8 Jan; the wall clock in Viet Nam."""
    here = local(moment)
    return f"{here:%H:%M}, " + _shown(here.date(), DATES_OF_YEAR[_language.get()], _language.get())

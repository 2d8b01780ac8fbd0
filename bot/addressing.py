"""How people are addressed: “đồng chí”, unless their federation says otherwise (`Federation.address_form`).

It is the program's own sentence that is reworded, before names and figures are put into it, so nobody's own words are touched.
The English sentences address nobody in particular.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

USUAL = "đồng chí"
FORMS = (USUAL, "anh/chị", "quý vị", "bạn")  # offered; another one can be typed
LONGEST = 20  # characters

_form: ContextVar[str] = ContextVar("address_form", default=USUAL)


@contextmanager
def addressing(form: str) -> Iterator[None]:
    """People are addressed in this form in everything that is said inside."""
    token = _form.set(form or USUAL)
    try:
        yield
    finally:
        _form.reset(token)


def addressed(text: str) -> str:
    """A Vietnamese sentence of the program with the form of address that holds."""
    form = _form.get()
    return text if form == USUAL else _reworded(text, form)


def is_form(words: str) -> bool:
    """Whether it can stand where “đồng chí” stands: short, and words only."""
    return len(words) <= LONGEST and re.fullmatch(r"[^\W\d_]+(?:[ /][^\W\d_]+)*", words) is not None


@lru_cache(4096)
def _reworded(text: str, form: str) -> str:
    large = form[:1].upper() + form[1:]
    return text.replace(USUAL, form).replace(USUAL.capitalize(), large)

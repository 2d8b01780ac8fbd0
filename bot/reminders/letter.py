"""A digest as a row of the outbox: its kind, its key and its body, which says whose it is and whether it has been written."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, literal_column

DIGEST = "digest"  # the kind of the row, by which its template is found


def _said(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", String())


def prefix(whose: Any) -> ColumnElement[str]:
    """What the keys of a person's digests begin with, before “/” and the day."""
    return _said(f"{DIGEST}/") + cast(whose, String)


def key(whose: Any) -> ColumnElement[str]:
    """The key of a person's digest. `:suffix`: “/”, the day and, from the second of a day on, “/” and which one it is."""
    return prefix(whose) + bindparam("suffix", type_=String())


def day_of(key: str) -> date:
    """The day in a digest's key, on which it is to leave: in the week of that day it takes a place."""
    return date.fromisoformat(key.split("/")[2])


def fresh(whose: Any) -> ColumnElement[str]:
    """The body of a digest that has not been written yet."""
    return _said('{"person": ') + cast(whose, String) + _said("}")


def left(whose: Any) -> ColumnElement[str]:
    """The body of one that has been written: nothing goes into it any more."""
    return _said('{"person": ') + cast(whose, String) + _said(', "left": true}')


def person_of(body: str) -> int:
    """Whose digest has this body."""
    return int(json.loads(body)["person"])

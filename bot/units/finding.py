"""Finding a unit by what somebody types of its name: short forms, missing marks and slips of the finger included."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Select, and_, bindparam, func, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Affiliation, Duty, Unit, table_of
from bot.people import Held
from bot.rights import Reach, reach_of, reached
from bot.units.abbreviations import SPELLED_OUT, spell_out, spell_out_folded
from bot.units.tree import holds, tops

unit, affiliation, duty = table_of(Unit), table_of(Affiliation), table_of(Duty)
upper = unit.alias("upper")

MOST = 8  # buttons that can be looked over on a small screen
ALIKE = 70  # of 100: what scores less is another name
TELLING = 3  # words of a name by which the database looks for it
EVERYDAY = {word for words in SPELLED_OUT.values() for word in words.split()} | {"truong", "phuong", "xa", "so", "va"}


@dataclass(frozen=True)
class Found:
    """A unit that may be meant, and the one above it."""

    id: int
    code: str | None
    name: str
    folded: str
    parent: str | None


def _candidates(condition: Any) -> Prepared[Found]:
    within = reached()
    rows: Select[Any] = (
        select(unit.c.id, unit.c.code, unit.c.name, unit.c.folded, upper.c.name)
        .join_from(within, unit, unit.c.id == within.c.unit_id)
        .outerjoin(affiliation, and_(affiliation.c.unit_id == unit.c.id, holds(affiliation)))
        .outerjoin(upper, upper.c.id == affiliation.c.parent_id)
        .where(unit.c.federation_id == bindparam("federation"), holds(unit), condition)
        .order_by(unit.c.sort_key, unit.c.id)
    )
    return Prepared(rows, Found)


BY_CODE = _candidates(func.lower(unit.c.code) == bindparam("code"))
BY_WORDS = _candidates(or_(*(unit.c.folded.like(bindparam(f"word{n}")) for n in range(TELLING))))
ALL = _candidates(unit.c.folded != "")
BY_DUTY = _candidates(unit.c.id.in_(select(duty.c.unit_id).where(duty.c.id == bindparam("duty"))))


def find(db: Transaction, federation_id: int, held: Held | None, words: str, day: date, limit: int = MOST) -> list[Found]:
    """The units that `words` may mean among those within the office's reach on `day`, the likeliest first; `held` None: among
    all of the federation. A unit's own code finds that unit alone. Nothing alike: an empty list."""
    return [each for root in _reaches(db, federation_id, held, day) for each in _find(db, federation_id, root, words, day, limit)]


def of_duty(db: Transaction, federation_id: int, held: Held, duty_id: int, day: date) -> Found | None:
    """The unit that owes a duty, if it is within the office's reach on `day`."""
    return db.first(BY_DUTY, duty=duty_id, federation=federation_id, day=day, **vars(reach_of(held)))


def _reaches(db: Transaction, federation_id: int, held: Held | None, day: date) -> list[Reach]:
    if held is not None:
        return [reach_of(held)]
    return [Reach(top) for top in tops(db, federation_id, day)]


def _find(db: Transaction, federation_id: int, reach: Reach, words: str, day: date, limit: int) -> list[Found]:
    where = {"federation": federation_id, "day": day, **vars(reach)}
    if coded := db.all(BY_CODE, code=words.strip().lower(), **where):
        return coded[:limit]
    wanted = spell_out(words)
    if not wanted:
        return []
    near = db.all(BY_WORDS, **patterns(wanted), **where)
    return _ranked(wanted, near, limit) or _ranked(wanted, db.all(ALL, **where), limit)


def patterns(wanted: str) -> dict[str, str]:
    """What a database looks for, as `word0` …: the longest words that are not in every other name; else whatever there is."""
    said = wanted.split()
    found = sorted((word for word in said if word not in EVERYDAY), key=len, reverse=True) or said
    found += found[:1] * TELLING
    return {f"word{n}": f"%{word}%" for n, word in enumerate(found[:TELLING])}


def _ranked(wanted: str, units: list[Found], limit: int) -> list[Found]:
    names = [spell_out_folded(each.folded) for each in units]
    hits = process.extract(wanted, names, scorer=_likeness, limit=limit, score_cutoff=ALIKE)
    best = hits[0][1] if hits else 0
    return [units[place] for _name, score, place in hits if score >= best - (100 - ALIKE)]


def _likeness(wanted: str, name: str, **_: Any) -> float:
    """Of 100: a part of a name is as good as the name, but the whole comes before it."""
    part = max(fuzz.token_set_ratio(wanted, name), fuzz.partial_ratio(wanted, name))
    return 0.95 * part + 0.05 * fuzz.ratio(wanted, name)

"""Finding a unit by any part of its name, or its code, fast among all units of a nation.

`bot.units.finding` forgives slips of the finger, for which it looks at every unit within reach. Here the words stand in the name;
for an office that reaches the whole tree those that fit are looked for first, and their places only then.
"""

import unicodedata
from datetime import date
from typing import Any

from sqlalchemy import CTE, Select, and_, bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Affiliation, Unit, table_of
from bot.people import Held
from bot.rights import reach_of, reached
from bot.units.abbreviations import spell_out, spell_out_folded
from bot.units.finding import TELLING, Found, patterns
from bot.units.tree import holds, parent_of
from bot.vietnamese.folding import compose, fold

unit, affiliation = table_of(Unit), table_of(Affiliation)
upper = unit.alias("upper")

MOST = 200  # units that one search lists: more nobody looks through
LEAST = 3  # letters of a name that is typed of somebody's own accord: fewer may mean anything


def _found(within: CTE, condition: Any = None) -> Prepared[Found]:
    """The units of `within` for which `condition` holds."""
    rows: Select[Any] = (
        select(unit.c.id, unit.c.code, unit.c.name, unit.c.folded, upper.c.name.label("parent"))
        .join_from(within, unit, unit.c.id == within.c.unit_id)
        .outerjoin(affiliation, and_(affiliation.c.unit_id == unit.c.id, holds(affiliation)))
        .outerjoin(upper, upper.c.id == affiliation.c.parent_id)
        .where(holds(unit))
        .order_by(unit.c.sort_key, unit.c.id)
        .limit(MOST)
    )
    return Prepared(rows if condition is None else rows.where(condition), Found)


def _upwards(fits: Select[Any]) -> CTE:
    """Those of the units `fits` that stand below `:root`."""
    first = fits.cte("fits")
    climb = select(first.c.id.label("unit_id"), first.c.id.label("at")).cte("climb", recursive=True)
    over = and_(affiliation.c.unit_id == climb.c.at, holds(affiliation))
    climb = climb.union(select(climb.c.unit_id, affiliation.c.parent_id).join_from(climb, affiliation, over))
    return select(climb.c.unit_id).where(climb.c.at == bindparam("root")).cte("reached")


OURS = select(unit.c.id).where(unit.c.federation_id == bindparam("federation"))
HAS_CODE = or_(*(unit.c.code == bindparam(each) for each in ("code", "code_small", "code_large")))
HAS_WORDS = and_(*(unit.c.folded.like(bindparam(f"word{n}")) for n in range(TELLING)))
# By whether the office reaches the whole tree. The first of all names, in the order of the index that holds them, so that a word
# which is in thousands of names does not take long; whether a unit exists still is not in that index, and asked afterwards.
BY_CODE = {True: _found(_upwards(OURS.where(HAS_CODE))), False: _found(reached(), HAS_CODE)}
BY_WORDS = {
    True: _found(_upwards(OURS.where(HAS_WORDS).order_by(unit.c.folded, unit.c.id).limit(MOST))),
    False: _found(reached(), HAS_WORDS),
}


def named(db: Transaction, federation_id: int, held: Held, words: str, day: date) -> list[Found]:
    """The units within the office's reach on `day` whose name has every one of these words, folded and with short forms in
    full, the likeliest first; a unit's own code finds that unit alone. At most 200."""
    where = {"federation": federation_id, "day": day, **vars(reach_of(held))}
    is_all = held.cluster_id is None and parent_of(db, held.unit_id, day) is None
    code = compose(words)
    if coded := db.all(BY_CODE[is_all], code=code, code_small=code.lower(), code_large=code.upper(), **where):
        return coded
    wanted = spell_out(words)
    if not wanted:
        return []
    near = db.all(BY_WORDS[is_all], **patterns(wanted), **where)
    spelled = [(each, spell_out_folded(each.folded)) for each in near]
    fitting = [(each, name) for each, name in spelled if all(word in name for word in wanted.split())]
    return [each for each, name in sorted(fitting, key=lambda each: (not each[1].startswith(wanted), wanted not in each[1]))]


def said(db: Transaction, federation_id: int, held: Held, text: str, day: date) -> list[Found]:
    """The same for what is typed while nothing is asked: empty where the marks say that another word is meant, as in “vâng” for
    the school Vàng Anh, and for fewer than three letters that are no code."""
    found = named(db, federation_id, held, text, day)
    if any(each.code and fold(each.code) == fold(text) for each in found):
        return found
    letters = sum(each.isalpha() for each in text)
    return found if letters >= LEAST and any(_is_meant(text, each.name) for each in found) else []


def _is_meant(text: str, name: str) -> bool:
    """Whether no word of the name is spelled as one of the text is and has other marks."""
    spelled: dict[str, set[str]] = {}
    for word in _words(name):
        spelled.setdefault(fold(word), set()).add(_marks(word))
    typed = [word for word in _words(text) if word != fold(word)]
    return all(_marks(word) in spelled.get(fold(word), {_marks(word)}) for word in typed)


def _words(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in compose(text).casefold()).split()


def _marks(word: str) -> str:
    """The same for hoà and hòa: which marks there are, wherever they stand."""
    return "".join(sorted(unicodedata.normalize("NFD", word)))

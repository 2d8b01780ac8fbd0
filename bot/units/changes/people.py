"""How many people a unit has when units are merged and split: nobody is lost or counted twice, on any day.

A figure holds from its day until the next one. Figures entered already for later days are added up and reduced alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.i18n import _, show_count, show_date
from bot.models import Headcount, table_of
from bot.units.changes.entry import Effect, Entry, Impossible, Known

headcount = table_of(Headcount)


@dataclass(frozen=True)
class Figure:
    """People, and women among them; None: not known."""

    members: int | None = None
    women: int | None = None


FIGURES = Prepared(
    select(headcount.c.since, headcount.c.members, headcount.c.women)
    .where(headcount.c.unit_id == bindparam("unit"))
    .order_by(headcount.c.since),
    lambda since, members, women: (since, Figure(members, women)),
)
CORRECT: Prepared[tuple[()]] = Prepared(
    update(headcount)
    .where(headcount.c.unit_id == bindparam("unit"), headcount.c.since == bindparam("day"))
    .values(members=bindparam("people"), women=bindparam("of_them"))
)
ADD = insert_new(headcount, "federation_id", "unit_id", "since", "members", "women")


def set_figure(db: Transaction, entry: Entry, unit_id: int, since: date, figure: Figure) -> None:
    """From `since` on the unit has so many people, until the next figure."""
    if not db.run(CORRECT, unit=unit_id, day=since, people=figure.members, of_them=figure.women):
        values = {"members": figure.members, "women": figure.women}
        db.run(ADD, federation_id=entry.federation_id, unit_id=unit_id, since=since, **values)


def figure_on(db: Transaction, unit_id: int, day: date) -> Figure:
    """How many people the unit has on `day`."""
    return _on(db.all(FIGURES, unit=unit_id), day)


def told(db: Transaction, entry: Entry, unit: Known) -> Effect:
    """How many people the unit has on the entry's day, as far as that is known: for whoever entered it."""
    members = figure_on(db, unit.id, entry.day).members
    return Effect(people=((unit.name, members),) if members is not None else ())


def later_figures(db: Transaction, unit_id: int, day: date) -> list[date]:
    """The days after `day` from which another figure holds."""
    return [since for since, _figure in db.all(FIGURES, unit=unit_id) if since > day]


def add_up(db: Transaction, entry: Entry, unit_ids: Sequence[int], into: int) -> None:
    """From the entry's day on `into` has the people of all the others besides its own."""
    known = [db.all(FIGURES, unit=each) for each in (into, *unit_ids)]
    days = {since for figures in known for since, _figure in figures if since > entry.day}
    if any(known):
        for day in sorted({entry.day, *days}):
            set_figure(db, entry, into, day, _sum([_on(figures, day) for figures in known]))


def take_out(db: Transaction, entry: Entry, unit: Known, people: int) -> None:
    """From the entry's day on the unit has so many people less. Raises Impossible if it has not so many on some day."""
    for day in (entry.day, *later_figures(db, unit.id, entry.day)):
        there = figure_on(db, unit.id, day).members
        if there is None:
            continue
        if there < people:
            text = _("Từ ngày {day}, {unit} chỉ có {there} đoàn viên, không tách ra được {people} người.")
            text = text.format(day=show_date(day), unit=unit.name, there=show_count(there), people=show_count(people))
            raise Impossible(text, "members")
        set_figure(db, entry, unit.id, day, Figure(there - people))


def _on(figures: Sequence[tuple[date, Figure]], day: date) -> Figure:
    return next((figure for since, figure in reversed(figures) if since <= day), Figure())


def _sum(figures: Sequence[Figure]) -> Figure:
    """What is not known counts for nobody; the women are known only where all parts know theirs."""
    counted = [each for each in figures if each.members is not None]
    members = sum(each.members or 0 for each in counted) if counted else None
    told = all(each.women is not None for each in counted if each.members)
    return Figure(members, sum(each.women or 0 for each in counted) if counted and told else None)

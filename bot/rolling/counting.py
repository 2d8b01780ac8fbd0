"""Counting the branches under a unit, as of a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties.filling import BEFOREHAND
from bot.duties.kinds import LAUNCH, PLEDGE, REPORT
from bot.duties.missing import day_of
from bot.rights import Reach
from bot.rolling import statements as read
from bot.rolling.figures import Figures
from bot.units.names import names_on

NAMES = {LAUNCH: ("launches", "launched"), PLEDGE: ("pledges", "pledged"), REPORT: ("reports", "reported")}


@dataclass(frozen=True)
class Branch:
    """What stands directly under a unit, with all that is below it. `is_leaf`: a grassroots unit."""

    unit_id: int
    name: str
    is_leaf: bool
    figures: Figures


@dataclass(frozen=True)
class Rolled:
    """A unit as of a day: its branches by level and name, and the sum of them (with what it owes itself, if it is a leaf)."""

    total: Figures
    branches: list[Branch]


def roll_up(db: Transaction, federation_id: int, campaign_id: int, reach: Reach, day: date) -> Rolled:
    """The figures of what stands under `reach.root` (and in its cluster, if there is one) as of the end of `day`, by what is
    known now. Ask for rights before."""
    figures: dict[int, Figures] = defaultdict(Figures)
    where: dict[str, Any] = {**vars(reach), "end": instant(day + timedelta(days=1))}
    for branch, units, joined in db.all(read.UNITS, day=day, **where):
        figures[branch] += Figures(units=units, joined=joined)
    for branch, counted in _duties(db, campaign_id, day, where):
        figures[branch] += counted
    names, total = names_on(db, federation_id, day), sum(figures.values(), Figures())
    branches = [
        Branch(row, names.get(row, name), is_leaf, figures[row])
        for row, name, is_leaf, lives in _children(db, reach, day, list(figures))
        if row != reach.root and (lives or figures[row] != Figures())
    ]
    return Rolled(total, branches)


def _children(db: Transaction, reach: Reach, day: date, counted: list[int]) -> list[Any]:
    """What stands directly under the root on `day`; then what stood there on the last day of a phase, and has figures."""
    there = db.all(read.CHILDREN, day=day, root=reach.root)
    known = {each[0] for each in there}
    return there + [each for row in counted if row not in known for each in db.all(read.NAMED, row=row)]


def _duties(db: Transaction, campaign_id: int, day: date, where: dict[str, Any]) -> Iterable[tuple[int, Figures]]:
    phases: dict[date, list[int]] = defaultdict(list)
    for phase_id, ends_on in db.all(read.PHASES, of_campaign=campaign_id, horizon=day + BEFOREHAND):
        phases[day_of(ends_on, day)].append(phase_id)
    limits = db.all(read.LIMITS, of_campaign=campaign_id) or [(day, 0)]
    db.flush()
    for stood_on, its_phases in phases.items():
        found = db.connection.execute(
            read.duties(limits, its_phases), {**where, "day": stood_on, "as_of": day, "begin": instant(day)}
        )
        for branch, kind, owed, done, on_time, overdue in found.all():
            owes, does = NAMES.get(kind, ("others", "others_done"))
            yield branch, Figures(**{owes: owed, does: done}, on_time=on_time, overdue=overdue)

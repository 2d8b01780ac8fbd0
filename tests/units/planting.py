"""A small federation for tests of the tree: a top, upper unions and grassroots units, on numbered days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.database.transaction import Transaction
from bot.models import Affiliation, Federation, Headcount, Level, Unit, written
from bot.units.changes import Entry
from bot.vietnamese.folding import fold, sort_key

FIRST = date(2025, 1, 1)
NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


def on(day: int) -> date:
    """Day 0 is the first one of the federation."""
    return FIRST + timedelta(days=day)


@dataclass(frozen=True)
class Forest:
    """The numbers of what was planted."""

    federation: int
    levels: tuple[int, int, int]
    top: int
    uppers: tuple[int, ...]
    leaves: tuple[int, ...]

    def entry(self, day: int) -> Entry:
        return Entry(self.federation, on(day), NOW)


def plant(db: Transaction, uppers: int = 2, leaves: int = 4, name: str = "Liên đoàn") -> Forest:
    """A top, `uppers` under it, `leaves` dealt out among them; the first leaf has 10 people, the next 11, and so on."""
    federation = Federation(name=name, short_name=name, contact="")
    db.session.add(federation)
    db.session.flush()
    owner = written(federation.id)
    levels = [Level(federation_id=owner, name=f"Cấp {n}", depth=n, is_grassroots=n == 2) for n in range(3)]
    db.session.add_all(levels)
    db.session.flush()
    ids = [written(each.id) for each in levels]
    top = _unit(db, owner, name, ids[0], None)
    upper = [_unit(db, owner, f"{name} Vùng {n}", ids[1], top) for n in range(uppers)]
    leaf = [_unit(db, owner, f"{name} Tổ {n}", ids[2], upper[n % uppers]) for n in range(leaves)]
    db.session.add_all(Headcount(federation_id=owner, unit_id=each, since=FIRST, members=10 + n) for n, each in enumerate(leaf))
    db.flush()
    return Forest(owner, (ids[0], ids[1], ids[2]), top, tuple(upper), tuple(leaf))


def _unit(db: Transaction, owner: int, name: str, level: int, parent: int | None) -> int:
    unit = Unit(federation_id=owner, name=name, folded=fold(name), sort_key=sort_key(name), level_id=level, valid_from=FIRST)
    db.session.add(unit)
    db.session.flush()
    row = written(unit.id)
    if parent is not None:
        db.session.add(Affiliation(federation_id=owner, unit_id=row, parent_id=parent, valid_from=FIRST))
    return row

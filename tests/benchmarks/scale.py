"""How long a federation of any size waits: 600 units from a sheet, the nation's 127,000, and “còn thiếu gì?” for one chair and
for an officer of one province. One line of JSON; exit code 1 when a bar is missed.

    make bench-scale               the whole nation
    make bench-scale ARGS=--quick  600 units only
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select

from bot import follow_up, migrations
from bot.campaigns import keep, national_rhythm
from bot.clock import instant
from bot.commands.federation import establish
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.duties import filling, missing
from bot.duties.kinds import LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import Duty, DutyRule, Office, Person, Unit, table_of, written
from bot.people import CHAIR, Held
from bot.rights import Reach, reach_of
from bot.sheets.reading import read_sheets
from bot.units import tree
from bot.units.changes.entry import Entry
from bot.units.roster import known, writing
from bot.units.roster.comparing import compare
from bot.units.roster.reading import read_rosters
from tests.units import sheets_for_tests as sheets

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)
NATION, PROVINCE = 127_000, 6_349  # grassroots unions of the country, and of Hà Nội in 2025
WARDS = 97
BARS = {"import_600_s": 5.0, "one_chair_ms": 50.0, "province_s": 1.0}
ASKED = 50  # times one chair asks


@dataclass(frozen=True)
class Measured:
    """Seconds and what came back."""

    seconds: float
    result: Any


def timed(work: Callable[[], Any]) -> Measured:
    """Carry out `work`."""
    begun = time.perf_counter()
    result = work()
    return Measured(time.perf_counter() - begun, result)


class Place:
    """A database of its own, empty but for the federation."""

    def __init__(self, folder: str) -> None:
        self.engine = open_engine(f"sqlite:///{folder}/scale.db")
        migrations.upgrade(self.engine)
        self.do(lambda db: establish(db, "Tổng Liên đoàn", "TLĐ", "", ("Trung ương", "Công đoàn cơ sở"), date(2020, 1, 1)))

    def do(self, work: Callable[[Transaction], Any]) -> Any:
        """One transaction, committed."""
        with self.engine.connect() as connection, connection.begin():
            db = Transaction(connection)
            result = work(db)
            db.flush()
            db.close()
            return result

    def import_(self, content: bytes) -> int:
        """A sheet comes in, as `thidua units import` takes it; returns the number of units there are then."""
        rosters = read_rosters(read_sheets(content))

        def work(db: Transaction) -> int:
            existing = known.load(db, 1, Reach(tree.tops(db, 1, TODAY)[0]), TODAY)
            of = writing.Import(Entry(1, TODAY, NOW), "danh sach.xlsx", date(2025, 7, 1))
            writing.apply(db, compare(rosters, existing), existing, of)
            return int(db.connection.execute(select(func.count()).select_from(table_of(Unit))).scalar_one())

        return int(self.do(work))


def import_600() -> Measured:
    """600 units into an empty federation."""
    content = sheets.table(*sheets.units(600))
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        return timed(lambda: place.import_(content))


def nation(folder: str, rows: Iterable[list[Any]]) -> dict[str, float]:
    """127,000 units in 34 provinces come in, owe four kinds of duty each, and somebody asks what is missing."""
    content = sheets.table(*rows)
    place = Place(folder)
    imported = timed(lambda: place.import_(content))
    filled = timed(lambda: place.do(_campaign))
    province, unit = place.do(_province)
    chair = place.do(lambda db: _chair(db, unit))
    waits = [timed(lambda: place.do(lambda db: missing.of_chair(db, chair, TODAY))) for _ in range(ASKED)]
    asked = timed(lambda: place.do(lambda db: _ask_province(db, province)))
    return {
        "units": imported.result,
        "import_127k_s": round(imported.seconds, 2),
        "duties": filled.result,
        "fill_s": round(filled.seconds, 2),
        "chair_duties": len(waits[0].result),
        "one_chair_ms": round(statistics.median(each.seconds for each in waits) * 1000, 2),
        "province_units": asked.result,
        "province_s": round(asked.seconds, 3),
    }


def units_of_the_nation() -> Iterator[list[Any]]:
    """Rows of 34 provinces with their wards; the last one is as large as Hà Nội."""
    yield from sheets.nation(33, count=NATION - PROVINCE)
    yield [34, "Liên đoàn Lao động thành phố Hà Nội", "HN", "", "", "", "", "", "", ""]
    for ward in range(WARDS):
        yield [ward + 1, f"Công đoàn phường số {ward}", f"HN{ward}", "HN", "", "", "", "", "", ""]
        yield from sheets.units(PROVINCE // WARDS + (ward < PROVINCE % WARDS), f"HN{ward}C", f"HN{ward}")


def _campaign(db: Transaction) -> int:
    """A running campaign with four confirmed rules; returns how many duties there are then."""
    campaign = keep(db, 1, national_rhythm(2026, "Tổng Liên đoàn"), "2026", is_open=True, armed_at=instant(date(2026, 1, 1)))
    confirmed: dict[str, Any] = {"confirmed_at": NOW, "confirmed_by": "x", "origin": "officer"}
    for kind, anchor in ((LAUNCH, "start"), (PLEDGE, "start"), (REPORT, "end"), (NOTE, "quarter")):
        db.session.add(
            DutyRule(federation_id=1, campaign_id=written(campaign.id), kind=kind, anchor=anchor, days=10, **confirmed)
        )
    db.flush()
    filling.fill(db, 1, TODAY)
    return int(db.connection.execute(select(func.count()).select_from(table_of(Duty))).scalar_one())


def _province(db: Transaction) -> tuple[int, int]:
    """The province with as many units as Hà Nội has, and a unit of it."""
    standing = tree.as_of(db, 1, TODAY)
    root = next(each.unit_id for each in standing if each.depth == 0)
    provinces = [each for each in standing if each.parent_id == root]
    largest = max(provinces, key=lambda each: each.grassroots)
    ward = next(each for each in standing if each.parent_id == largest.unit_id)
    return largest.unit_id, next(each.unit_id for each in standing if each.parent_id == ward.unit_id)


def _chair(db: Transaction, unit: int) -> int:
    person = Person(federation_id=1, name="Nguyễn Thị Mai")
    db.session.add(person)
    db.session.flush()
    office: dict[str, Any] = {
        "federation_id": 1,
        "person_id": written(person.id),
        "unit_id": unit,
        "role": CHAIR,
        "title": "Chủ tịch",
    }
    db.session.add(Office(**office, valid_from=date(2025, 7, 1)))
    return written(person.id)


def _ask_province(db: Transaction, province: int) -> int:
    """What an officer's /conthieu asks for: every duty's tally, and the units that owe the first one."""
    held = Held(0, province, "Tỉnh", "officer", "Phó Chủ tịch", None)
    tallies = missing.tallies(db, 1, held, TODAY)
    follow_up.owing(db, reach_of(held), tallies[0], TODAY)
    return tallies[0].owed


def main() -> int:
    """Measure, print, judge."""
    found: dict[str, float] = {"import_600_s": round(import_600().seconds, 2)}
    if "--quick" not in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            found |= nation(folder, units_of_the_nation())
    print(json.dumps(found))  # noqa: T201
    missed = {name: found[name] for name, bar in BARS.items() if name in found and found[name] > bar}
    if missed:
        print(f"missed: {missed}", file=sys.stderr)  # noqa: T201
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())

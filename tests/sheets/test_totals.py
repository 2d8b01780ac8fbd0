"""The totals of 200 made-up tables, calculated anew by LibreOffice, are those of a recount that knows nothing of the formulas."""

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from bot.reports.kinds import LAST, SUM, TEXT
from bot.sheets.table import workbook
from bot.sheets.table.contents import Line, PhaseTable, Standing, Table, Timing
from tests.sheets import tables
from tests.sheets.opened import Rows, recalculated, sheets

SETS, TOGETHER = 200, 8
UNIT, LAUNCH, FIRST = 2, 4, 5  # columns
IN = (Standing.APPROVED, Standing.SUBMITTED, Standing.RECEIVED)


def recount(phase: PhaseTable, lines: Iterable[Line]) -> dict[int, float]:
    """Column to total, counted one by one."""
    listed, totals, column = list(lines), dict[int, float](), FIRST
    totals[LAUNCH] = len([1 for each in listed if each.launch_on])
    for asked in phase.columns:
        if asked.kind in (SUM, LAST):
            totals[column] = totals[column + 1] = 0
            for each in listed:
                totals[column] += each.pledged.get(asked.id) or 0
                result = each.results.get(asked.id)
                totals[column + 1] += result.amount or 0 if result else 0
        column += 1 if asked.kind == TEXT else 2
    totals[column] = len([1 for each in listed if each.standing in IN])
    totals[column + 1] = len([1 for each in listed if each.timing == 0])
    return totals


def rows_of(rows: Rows) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """The rows of totals by their label: those of clusters and of all units; those of blocs."""
    labels = [row[UNIT] if isinstance(row[UNIT], str) else "" for row in rows]
    split = next(n for n, row in enumerate(rows) if row[0] == "CỘNG THEO KHỐI")
    first = {label: rows[n] for n, label in enumerate(labels[:split]) if label.startswith(("Cộng ", "TỔNG"))}
    return first, {label: rows[n] for n, label in enumerate(labels) if n > split and label}


def check(row: list[Any], wanted: dict[int, float]) -> int:
    for column, total in wanted.items():
        assert math.isclose(float(row[column]), total, rel_tol=1e-9, abs_tol=1e-9), (row, column, total)
    return len(wanted)


def check_phase(rows: Rows, phase: PhaseTable) -> int:
    clusters, blocs = rows_of(rows)
    by_cluster = {each.place.cluster for each in phase.lines}
    by_bloc = {each.place.bloc for each in phase.lines}
    assert len(clusters) == len(by_cluster) + 1
    assert len(blocs) == len(by_bloc)
    compared = check(clusters["TỔNG CỘNG"], recount(phase, phase.lines))
    for name in by_cluster:
        members = [each for each in phase.lines if each.place.cluster == name]
        compared += check(clusters[f"Cộng {name or 'Chưa xếp cụm'}"], recount(phase, members))
    for name in by_bloc:
        members = [each for each in phase.lines if each.place.bloc == name]
        compared += check(blocs[name or "Chưa xếp khối"], recount(phase, members))
    return compared


def check_works(rows: Rows, table: Table) -> int:
    if not table.works:
        return 0
    total = next(row for row in rows if row[1] == "TỔNG CỘNG")
    assert total[7] == sum(each.value or 0 for each in table.works)
    assert total[12] == sum(each.reached or 0 for each in table.works)
    return 1


def check_punctuality(rows: Rows, table: Table) -> int:
    after = 4 + len(table.duties)
    begins = next(n for n, row in enumerate(rows) if row[0] == "STT") + 1
    kinds: list[Callable[[Any], bool]] = [
        lambda each: each == 0,
        lambda each: isinstance(each, int) and each > 0,
        lambda each: each is Timing.MISSING,
        lambda each: each is Timing.EXCUSED,
    ]
    whole = [0, 0, 0, 0]
    for row, each in zip(rows[begins:], table.punctuality, strict=False):
        counted = [sum(kind(timing) for timing in each.timings) for kind in kinds]
        assert row[after : after + 4] == counted
        owed = sum(counted[:3])
        assert row[after + 4] == "" if not owed else math.isclose(row[after + 4], counted[0] / owed)
        whole = [before + now for before, now in zip(whole, counted, strict=True)]
    assert rows[begins + len(table.punctuality)][after : after + 4] == whole
    return 4 * len(table.punctuality)


def together(made: list[Table]) -> Table:
    """Several data sets in one workbook: LibreOffice takes its time for each file. Punctuality is the first one's."""
    phases, works = ([each for table in made for each in parts(table)] for parts in (attrgetter("phases"), attrgetter("works")))
    return replace(made[0], phases=tuple(phases), works=tuple(works))


@pytest.fixture(scope="module")
def made() -> dict[str, Table]:
    each = [tables.table(random.Random(seed), units=14, indicators=5) for seed in range(SETS)]  # noqa: S311  the same each time
    return {f"{first:03}": together(each[first : first + TOGETHER]) for first in range(0, SETS, TOGETHER)}


def test_every_total_equals_a_recount(made: dict[str, Table], tmp_path: Path) -> None:
    books = {name: workbook.build(table, "vi") for name, table in made.items()}
    compared = 0
    saved = recalculated(books, tmp_path)
    assert saved.keys() == books.keys()
    for name, table in made.items():
        for opened in (sheets(saved[name]), sheets(books[name])):  # what LibreOffice finds, and what a phone's preview shows
            phases = list(opened.values())[: len(table.phases)]
            compared += sum(check_phase(rows, phase) for rows, phase in zip(phases, table.phases, strict=True))
            compared += check_works(opened["Công trình"], table) + check_punctuality(opened["Đúng hạn"], table)
    assert compared > 10_000

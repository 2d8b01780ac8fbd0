"""The lists behind the consolidated report: figures by unit, who has not reported or came late, and the works.

A list of a nation is no list to print: figures are told by cluster then, and the others end with a word on where the rest is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.charts.progress import HANDED_IN, has_launched
from bot.consolidated_report.contents import Annex, Grid
from bot.i18n import show_count, show_date
from bot.reports.answers import show_amount
from bot.reports.kinds import TEXT
from bot.sheets.table import words
from bot.sheets.table.contents import GIVEN, Column, Line, PhaseTable, Place, Result, Standing, Table, Timing, WorkLine

FIGURES, MISSING, WORKS = "figures", "missing", "works"
ROMAN = ("I", "II", "III")
LONGEST = 1_500  # rows of a list: some fifty pages
SIDE_BY_SIDE = 5  # figures in one table across an A4 page: room for a milliard
NUMBER, UNIT, LAUNCH, REPORT = 0.05, 0.24, 0.1, 0.1  # shares of the width
ELSEWHERE = "Còn {count} dòng nữa: xem tệp Excel của cùng ngày."


@dataclass(frozen=True)
class Behind:
    """An annex, what kind it is and which number it got."""

    kind: str
    number: str
    annex: Annex


def annexes(table: Table, phases: Sequence[PhaseTable]) -> list[Behind]:
    """Those that have anything to say."""
    made = (
        (FIGURES, "SỐ LIỆU THEO ĐƠN VỊ", _figures(phases), ""),
        (MISSING, "ĐƠN VỊ CHƯA BÁO CÁO HOẶC BÁO CÁO TRỄ", *_missing(phases)),
        (WORKS, "CÔNG TRÌNH, SẢN PHẨM, PHẦN VIỆC", *_works(table, phases)),
    )
    given = [(kind, title, grids, note) for kind, title, grids, note in made if any(each.rows for each in grids)]
    return [
        Behind(kind, number, Annex(number, title, grids, note))
        for number, (kind, title, grids, note) in zip(ROMAN, given, strict=False)
    ]


def _figures(phases: Sequence[PhaseTable]) -> tuple[Grid, ...]:
    grids = []
    for phase in phases:
        columns = [each for each in phase.columns if each.kind != TEXT]
        if not any(each.standing is not Standing.NOT_OWED for each in phase.lines):
            continue
        for first in range(0, max(1, len(columns)), SIDE_BY_SIDE):
            some = columns[first : first + SIDE_BY_SIDE]
            width = (1 - NUMBER - UNIT - LAUNCH - REPORT) / max(1, len(some))
            name = f"{phase.name}. " if len(phases) > 1 else ""
            by_unit = len(phase.lines) <= LONGEST
            heads = ("TT", f"{name}Đơn vị" if by_unit else f"{name}Cụm", "Phát động", *map(_head, some), "Báo cáo")
            shares = (NUMBER, UNIT, LAUNCH, *[width] * len(some), REPORT)
            rows = tuple(_units(phase, some) if by_unit else _clusters(phase, some))
            total = ("", "Cộng", *_added(phase.lines, phase, some))
            grids.append(Grid(heads, shares, rows, frozenset(range(3, 3 + len(some))), total))
    return tuple(grids)


def _head(column: Column) -> str:
    """What it is counted in is said where the label does not."""
    return column.label if column.unit.casefold() in column.label.casefold() else f"{column.label} ({column.unit})"


def _units(phase: PhaseTable, columns: Sequence[Column]) -> Iterable[tuple[str, ...]]:
    number, named = 0, any(each.place.cluster for each in phase.lines)
    for cluster, lines in groupby(phase.lines, lambda each: each.place.cluster):
        if named:
            yield (cluster or words.no_cluster(),)
        for each in lines:
            number += 1
            day = show_date(each.launch_on) if each.launch_on else ""
            told = each.results if each.standing in HANDED_IN else {}
            figures = (_cell(told.get(column.id)) for column in columns)
            yield (str(number), each.place.unit, day, *figures, words.standing(each.standing))


def _cell(result: Result | None) -> str:
    if result is None:
        return ""
    return show_amount(result.amount) if result.state == GIVEN and result.amount is not None else words.answered(result.state)


def _clusters(phase: PhaseTable, columns: Sequence[Column]) -> Iterable[tuple[str, ...]]:
    groups = groupby(phase.lines, lambda each: each.place.cluster)
    for number, (cluster, lines) in enumerate(groups, 1):
        yield (str(number), cluster or words.no_cluster(), *_added(list(lines), phase, columns))


def _added(lines: Sequence[Line], phase: PhaseTable, columns: Sequence[Column]) -> tuple[str, ...]:
    """Launched, each figure that adds up, and reported, of some units."""
    launched = sum(has_launched(each, phase.day) for each in lines if each.standing is not Standing.EXCUSED)
    handed_in = [each for each in lines if each.standing in HANDED_IN]
    owing = sum(each.standing not in {Standing.NOT_OWED, Standing.EXCUSED} for each in lines)
    figures = (_sum(column, handed_in) if column.adds_up else "" for column in columns)
    return (show_count(launched), *figures, f"{show_count(len(handed_in))}/{show_count(owing)}")


def _sum(column: Column, lines: Iterable[Line]) -> str:
    told = [each.results[column.id] for each in lines if column.id in each.results]
    given = [each.amount for each in told if each.state == GIVEN and each.amount is not None]
    return show_amount(sum(given)) if given else ""


def _missing(phases: Sequence[PhaseTable]) -> tuple[tuple[Grid, ...], str]:
    rows = [
        (each.place.unit, _where(each.place), phase.name, words.standing(each.standing), _timing(each))
        for phase in phases
        for each in phase.lines
        if is_behind(each) or (isinstance(each.timing, int) and each.timing > 0)
    ]
    heads = ("TT", "Đơn vị", "Cụm", "Đợt", "Báo cáo", "Thời hạn")
    return _list(heads, (0.05, 0.35, 0.2, 0.14, 0.12, 0.14), rows)


def is_behind(line: Line) -> bool:
    """The unit's report is overdue, or came back and is to be completed."""
    return line.standing is Standing.RETURNED or (line.standing is Standing.MISSING and line.timing is Timing.MISSING)


def _timing(line: Line) -> str:
    if isinstance(line.timing, int):
        return f"Trễ {line.timing} ngày" if line.timing else "Đúng hạn"
    return words.timing(line.timing) if line.timing is not None else ""


def _works(table: Table, phases: Sequence[PhaseTable]) -> tuple[tuple[Grid, ...], str]:
    names = {each.name for each in phases}
    rows = [_work(each) for each in table.works if each.phase in names]
    heads = ("TT", "Đơn vị", "Công trình, phần việc", "Loại", "Giá trị (đồng)", "Ngày xong", "Tình hình")
    return _list(heads, (0.05, 0.23, 0.27, 0.1, 0.12, 0.1, 0.13), rows, frozenset({4}))


def _work(line: WorkLine) -> tuple[str, ...]:
    value = show_count(line.value) if line.value is not None else ""
    day = show_date(line.finish_on) if line.finish_on else ""
    return (line.place.unit, line.name, words.work_kind(line.kind), value, day, words.work_state(line))


def _where(place: Place) -> str:
    return place.cluster or words.no_cluster()


def _list(
    heads: tuple[str, ...], shares: tuple[float, ...], rows: Sequence[tuple[str, ...]], figures: frozenset[int] = frozenset()
) -> tuple[tuple[Grid, ...], str]:
    """Numbered rows as one table, and a word where they are too many to print."""
    numbered = tuple((str(number), *each) for number, each in enumerate(rows[:LONGEST], 1))
    left = len(rows) - len(numbered)
    return (Grid(heads, shares, numbered, figures),), ELSEWHERE.format(count=show_count(left)) if left else ""

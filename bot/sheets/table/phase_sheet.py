"""One phase of the workbook: units by cluster, a row each; totals by cluster and by bloc that go on counting."""

import math
from collections.abc import Iterable
from typing import Any

from bot.i18n import _
from bot.sheets.table import words
from bot.sheets.table.cells import Cells
from bot.sheets.table.contents import GIVEN, Column, Line, PhaseTable, Standing, Table, Timing
from bot.sheets.table.frame import head, page
from bot.sheets.table.scopes import KEY, Keyed, Scope, Within
from bot.sheets.table.styles import Styles

NUMBER, UNIT, BLOC, LAUNCH, FIRST = (0, *range(2, 6))  # columns; that of the bloc's hidden key stands between the first two
HANDED_IN = (Standing.APPROVED, Standing.SUBMITTED, Standing.RECEIVED)


class PhaseSheet:
    """Writes one sheet."""

    def __init__(self, sheet: Any, table: Table, phase: PhaseTable, styles: Styles) -> None:
        self.sheet, self.cells, self.styles = sheet, Cells(sheet), styles
        self.table, self.phase = table, phase
        blocs = dict.fromkeys(each.place.bloc for each in phase.lines)
        self.blocs = {name: number for number, name in enumerate(sorted(blocs, key=lambda name: (name is None, name or "")), 1)}
        places, self.places = FIRST, {}
        for each in phase.columns:
            self.places[each.id] = places
            places += 1 if each.is_text else 2
        self.standing, self.timing = places, places + 1
        self.entered = places + 2 if any(each.entered for each in phase.lines) else None  # nobody looks for an empty column
        self.edge = self.entered or self.timing
        self.row = self.first = self.last = 0

    def write(self) -> None:
        """The whole sheet."""
        titles = [self.table.title, words.issued(self.table), words.phase_head(self.phase), words.as_of(self.table, self.phase)]
        self.row = head(self.cells, self.styles, titles, self.edge)
        self._header()
        self.first = self.row
        self.last = self.first + self._height() - 1
        self._units()
        self._totals(_("TỔNG CỘNG"), self.phase.lines, self._all)
        self.row += 1
        self.cells.merged((self.row, 0, self.row, self.edge), _("CỘNG THEO KHỐI"), self.styles.group)
        self.row += 1
        for name, number in self.blocs.items():
            self.sheet.write_number(self.row, KEY, number, self.styles.total)
            members = [each for each in self.phase.lines if each.place.bloc == name]
            self._totals(name or words.no_bloc(), members, self._of_bloc)

    def _header(self) -> None:
        first, second = self.row, self.row + 1
        plain = {
            NUMBER: _("STT"),
            UNIT: _("Đơn vị"),
            BLOC: _("Khối"),
            LAUNCH: _("Ngày phát động"),
            self.standing: _("Báo cáo"),
            self.timing: _("Đúng hạn"),
        }
        if self.entered:
            plain[self.entered] = _("Nhập hộ")
        for column, label in plain.items():
            self.cells.merged((first, column, second, column), label, self.styles.head)
        self.cells.merged((first, KEY, second, KEY), _("Mã khối"), self.styles.head)
        for each in self.phase.columns:
            place = self.places[each.id]
            label = f"{each.label} ({each.unit})" if each.unit else each.label
            if each.is_text:
                self.cells.merged((first, place, second, place), label, self.styles.head)
                continue
            self.cells.merged((first, place, first, place + 1), label, self.styles.head)
            self.cells.text(second, place, _("Giao ước"), self.styles.head)
            self.cells.text(second, place + 1, _("Kết quả"), self.styles.head)
        self.sheet.set_row(first, 48)
        widths = {NUMBER: 5, UNIT: 34, BLOC: 16, LAUNCH: 12, self.standing: 13, self.timing: 13}
        widths |= {self.places[each.id]: 30 for each in self.phase.columns if each.is_text}
        widths |= {self.entered: 40} if self.entered else {}
        page(self.sheet, second, UNIT, self.edge, widths)
        self.sheet.set_column(KEY, KEY, 8, None, {"hidden": True})
        self.row = second + 1

    def _groups(self) -> list[tuple[str | None, list[Line]]]:
        groups: dict[str | None, list[Line]] = {}
        for each in self.phase.lines:
            groups.setdefault(each.place.cluster, []).append(each)
        return list(groups.items())

    def _height(self) -> int:
        """Rows of all units, with the name of each cluster above and its total below."""
        return len(self.phase.lines) + 2 * len(self._groups())

    def _units(self) -> None:
        number = 0
        for cluster, lines in self._groups():
            self.cells.merged((self.row, 0, self.row, self.edge), cluster or words.no_cluster(), self.styles.group)
            self.row += 1
            begins = self.row
            for each in lines:
                number += 1
                self._unit(number, each)
            ends = self.row - 1
            label = _("Cộng {cluster}").format(cluster=cluster or words.no_cluster())
            self._totals(label, lines, Within(begins, ends))

    def _unit(self, number: int, line: Line) -> None:
        row, cells, styles = self.row, self.cells, self.styles
        self.sheet.write_number(row, NUMBER, number, styles.integer)
        self.sheet.write_number(row, KEY, self.blocs[line.place.bloc], styles.integer)
        cells.text(row, UNIT, line.place.unit, styles.text)
        cells.text(row, BLOC, line.place.bloc or words.no_bloc(), styles.text)
        if line.launch_on:
            cells.day(row, LAUNCH, line.launch_on, styles.day)
        else:
            cells.blank(row, LAUNCH, styles.word)
        for each in self.phase.columns:
            self._figures(row, each, line)
        cells.text(row, self.standing, words.standing(line.standing), styles.word)
        self._timing(row, line.timing)
        if self.entered:
            cells.text(row, self.entered, line.entered, styles.text)
        self.row += 1

    def _figures(self, row: int, column: Column, line: Line) -> None:
        place, result = self.places[column.id], line.results.get(column.id)
        if column.is_text:
            said = (result.words or words.answered(result.state)) if result else ""
            self.cells.text(row, place, said, self.styles.text)
            return
        pledged = line.pledged.get(column.id)
        if pledged is None:
            self.cells.blank(row, place, self.styles.integer)
        else:
            self.cells.number(row, place, pledged, self.styles.of(pledged))
        if result is not None and result.state == GIVEN and result.amount is not None:
            self.cells.number(row, place + 1, result.amount, self.styles.of(result.amount))
        else:
            self.cells.text(row, place + 1, words.answered(result.state) if result else "", self.styles.word)

    def _timing(self, row: int, timing: int | Timing | None) -> None:
        if isinstance(timing, int):
            self.sheet.write_number(row, self.timing, timing, self.styles.timing)
        else:
            self.cells.text(row, self.timing, words.timing(timing) if timing else "", self.styles.word)

    def _totals(self, label: str, lines: Iterable[Line], scope: Scope) -> None:
        """A row of totals over `lines`, which is what `scope` selects in formulas."""
        row, listed, styles = self.row, list(lines), self.styles
        self.cells.blank(row, NUMBER, styles.total)
        self.cells.text(row, UNIT, label, styles.total)
        self.cells.blank(row, BLOC, styles.total)
        count = sum(each.launch_on is not None for each in listed)
        self.cells.formula(row, LAUNCH, scope.count(LAUNCH, ">0", row), count, styles.launched)
        for column in self.phase.columns:
            self._sums(row, column, listed, scope)
        parts = [scope.count(self.standing, words.standing(each), row)[1:] for each in HANDED_IN]
        handed_in = sum(each.standing in HANDED_IN for each in listed)
        self.cells.formula(row, self.standing, "=" + "+".join(parts), handed_in, styles.handed_in)
        on_time = sum(each.timing == 0 and isinstance(each.timing, int) for each in listed)
        self.cells.formula(row, self.timing, scope.count(self.timing, 0, row), on_time, styles.on_time)
        if self.entered:
            self.cells.blank(row, self.entered, styles.total)
        self.row += 1

    def _sums(self, row: int, column: Column, lines: list[Line], scope: Scope) -> None:
        place = self.places[column.id]
        if not column.adds_up:
            for each in range(place, place + (1 if column.is_text else 2)):
                self.cells.text(row, each, "" if column.is_text else "–", self.styles.total)
            return
        pledged = math.fsum(each.pledged.get(column.id, 0) for each in lines)
        self.cells.formula(row, place, scope.total(place, row), pledged, self.styles.of_total(pledged))
        given = [each.results[column.id] for each in lines if column.id in each.results]
        reported = math.fsum(each.amount or 0 for each in given if each.state == GIVEN)
        self.cells.formula(row, place + 1, scope.total(place + 1, row), reported, self.styles.of_total(reported))

    @property
    def _all(self) -> Scope:
        return Keyed(self.first, self.last, '">0"')

    @property
    def _of_bloc(self) -> Scope:
        return Keyed(self.first, self.last, None)

"""Which rows a total is about, in formulas. What people typed never stands in one."""

from typing import Protocol

from xlsxwriter.utility import xl_rowcol_to_cell

KEY = 1  # the hidden column with the number of the unit's bloc: names could be mistaken for patterns


class Scope(Protocol):
    """Which rows a formula is about."""

    def total(self, column: int, row: int) -> str:
        """The sum of a column; `row` is where the formula stands."""
        ...

    def count(self, column: int, wanted: str | int, row: int) -> str:
        """How many cells of a column are `wanted`: a number, a word of ours, or a comparison."""
        ...


class Within:
    """The rows of one cluster, which lie together."""

    def __init__(self, begins: int, ends: int) -> None:
        self.begins, self.ends = begins, ends

    def _range(self, column: int) -> str:
        return f"{xl_rowcol_to_cell(self.begins, column)}:{xl_rowcol_to_cell(self.ends, column)}"

    def total(self, column: int, row: int) -> str:  # noqa: ARG002  the rows lie together wherever the total stands
        return f"=SUM({self._range(column)})"

    def count(self, column: int, wanted: str | int, row: int) -> str:  # noqa: ARG002  likewise
        return f"=COUNTIF({self._range(column)},{_criterion(wanted)})"


class Keyed:
    """The rows of all units, or of one bloc: those whose hidden key is the one beside the formula."""

    def __init__(self, begins: int, ends: int, key: str | None) -> None:
        self.begins, self.ends, self.key = begins, ends, key

    def _range(self, column: int) -> str:
        first = xl_rowcol_to_cell(self.begins, column, row_abs=True)
        return f"{first}:{xl_rowcol_to_cell(self.ends, column, row_abs=True)}"

    def _key(self, row: int) -> str:
        return self.key or xl_rowcol_to_cell(row, KEY, col_abs=True)

    def total(self, column: int, row: int) -> str:
        return f"=SUMIF({self._range(KEY)},{self._key(row)},{self._range(column)})"

    def count(self, column: int, wanted: str | int, row: int) -> str:
        return f"=COUNTIFS({self._range(KEY)},{self._key(row)},{self._range(column)},{_criterion(wanted)})"


def _criterion(wanted: str | int) -> str:
    return str(wanted) if isinstance(wanted, int) else f'"{wanted}"'

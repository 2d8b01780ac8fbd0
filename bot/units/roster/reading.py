"""The rows of a list of units, as the sheet says them. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.i18n import N_
from bot.sheets.reading import Sheet, address
from bot.units.roster.header import Header, Meaning, find_header
from bot.units.roster.lines import heading, lines, signed
from bot.units.roster.values import Said, count_of, name_of, phone_of, text_of

NO_NAME = N_("thiếu tên đơn vị")
NOT_A_NAME = N_("“{value}” không phải là tên đơn vị")
MORE_WOMEN = N_("số nữ ({women}) nhiều hơn số đoàn viên ({members}), nên bỏ trống")
HEADING = N_("“{value}” được hiểu là tiêu đề của các dòng bên dưới")
SIGNED = N_("từ dòng này là phần ký tên, Trợ lý không đọc tiếp")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: what it says, with nothing made up. An empty text or None says nothing."""

    sheet: str
    number: int
    columns: Mapping[Meaning, int]
    name: str
    code: str = ""
    level: str = ""
    parent: str = ""
    bloc: str = ""
    cluster: str = ""
    chair: str = ""
    title: str = ""
    phone: str = ""
    members: int | None = None
    women: int | None = None

    @property
    def key(self) -> str:
        """Which line it is, among all sheets of the file."""
        return f"{self.sheet}!{self.number}"

    def cell(self, meaning: Meaning) -> str:
        """Where this is said: D17; the name's cell if there is no such column."""
        return address(self.columns.get(meaning, self.columns[Meaning.NAME]), self.number)


@dataclass(frozen=True)
class Problem:
    """Something to look at in a cell; `says` is a msgid, `words` what goes into it. After an error the row is left out."""

    sheet: str
    cell: str
    says: str
    words: Mapping[str, str]
    is_error: bool


@dataclass
class Roster:
    """A sheet that holds a list of units."""

    sheet: str
    header: Header
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, column: int, number: int, said: Said, *, is_error: bool = False) -> None:
        self.problems.append(Problem(self.sheet, address(column, number), said[0], said[1], is_error))


def read_rosters(sheets: Sequence[Sheet]) -> list[Roster]:
    """The lists of units among the sheets; a sheet without a header that names units is none."""
    return [_read(sheet, header) for sheet in sheets if (header := find_header(sheet.rows))]


def _read(sheet: Sheet, header: Header) -> Roster:
    roster = Roster(sheet.name, header)
    group: dict[Meaning, str] = {}
    for number, cells in lines(sheet, header):
        if (column := signed(header, cells)) is not None:
            roster.add(column, number, (SIGNED, {}))
            break
        if (found := heading(header, cells)) is not None:
            column, meaning, text = found
            group |= {meaning: text} if meaning else {}
            roster.add(column, number, (HEADING, {"value": text}))
        else:
            _add_row(roster, number, cells, group)
    return roster


def _add_row(roster: Roster, number: int, cells: list[Any], group: Mapping[Meaning, str]) -> None:
    columns = roster.header.columns
    asked = [column for meaning, column in columns.items() if meaning is not Meaning.ORDER]
    if all(cells[column] == "" for column in asked):
        return
    name, problem = name_of(cells[columns[Meaning.NAME]])
    if not any(map(str.isalpha, name)):
        reason = problem or ((NOT_A_NAME, {"value": name}) if name else (NO_NAME, {}))
        roster.add(columns[Meaning.NAME], number, reason, is_error=True)
        return
    said: dict[str, Any] = {"name": name}
    for meaning, column in columns.items():
        if meaning not in READERS:
            continue
        said[meaning.value], problem = READERS[meaning](cells[column])
        if problem:
            roster.add(column, number, problem)
    for meaning, text in group.items():
        said[meaning.value] = said.get(meaning.value) or text
    _check_women(roster, number, said)
    roster.rows.append(Row(roster.sheet, number, columns, **said))


def _check_women(roster: Roster, number: int, said: dict[str, Any]) -> None:
    members, women = said.get("members"), said.get("women")
    if members is not None and women is not None and women > members:
        words = {"women": str(women), "members": str(members)}
        roster.add(roster.header.columns[Meaning.WOMEN], number, (MORE_WOMEN, words))
        said["women"] = None


READERS = {
    Meaning.CODE: text_of,
    Meaning.LEVEL: text_of,
    Meaning.PARENT: name_of,
    Meaning.BLOC: text_of,
    Meaning.CLUSTER: text_of,
    Meaning.CHAIR: text_of,
    Meaning.TITLE: text_of,
    Meaning.PHONE: phone_of,
    Meaning.MEMBERS: count_of,
    Meaning.WOMEN: count_of,
}

"""The table as one flat list (CSV, UTF-8 with a byte order mark, so that Excel reads the letters): a row a unit and phase."""

import csv
from io import StringIO

from bot.i18n import _, speaking
from bot.sheets.table import words
from bot.sheets.table.cells import defused
from bot.sheets.table.contents import GIVEN, Column, Line, PhaseTable, Table, Timing

MEDIA_TYPE = "text/csv"
BOM = "\ufeff"


def build(table: Table, language: str) -> bytes:
    """The list. Numbers are plain, with a point; days are ISO days; text never begins as a formula does."""
    written = StringIO()
    with speaking(language):
        out = csv.writer(written, lineterminator="\r\n")
        columns = table.phases[0].columns if table.phases else ()
        out.writerow([defused(each) for each in _header(columns)])
        for phase in table.phases:
            out.writerows(_row(phase, line) for line in phase.lines)
    return (BOM + written.getvalue()).encode()


def _header(columns: tuple[Column, ...]) -> list[str]:
    figures = []
    for each in columns:
        label = f"{each.label} ({each.unit})" if each.unit else each.label
        figures += [label] if each.is_text else [f"{label}: {_('Giao ước')}", f"{label}: {_('Kết quả')}"]
    first = [_("Đợt"), _("Tính đến ngày"), _("Cụm"), _("Khối"), _("Mã đơn vị"), _("Đơn vị"), _("Ngày phát động")]
    return [*first, *figures, _("Báo cáo"), _("Số ngày trễ")]


def _row(phase: PhaseTable, line: Line) -> list[str]:
    place = line.place
    told = [phase.name, phase.day.isoformat(), place.cluster or "", place.bloc or "", place.code or "", place.unit]
    figures = [said for each in phase.columns for said in _figures(each, line)]
    timing = words.timing(line.timing) if isinstance(line.timing, Timing) else "" if line.timing is None else str(line.timing)
    launched = line.launch_on.isoformat() if line.launch_on else ""
    return [*(defused(each) for each in told), launched, *figures, words.standing(line.standing), timing]


def _figures(column: Column, line: Line) -> list[str]:
    result = line.results.get(column.id)
    if column.is_text:
        return [defused((result.words or words.answered(result.state)) if result else "")]
    pledged = line.pledged.get(column.id)
    given = result.amount if result and result.state == GIVEN else None
    reported = words.answered(result.state) if result and given is None else _plain(given)
    return [_plain(pledged), reported]


def _plain(amount: float | None) -> str:
    if amount is None:
        return ""
    return str(int(amount)) if float(amount).is_integer() else repr(float(amount))

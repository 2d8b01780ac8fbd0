"""The year of a rehearsal on one page: a row for each month, a cell for each day, and where the federation's chair signs; behind
it, day by day, how many people hear of what."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from bot.duties.kinds import called
from bot.i18n import _, pgettext, show_count, show_date, speaking
from bot.rehearsing import telling
from bot.rehearsing.findings import Rehearsal
from bot.reminders import subjects
from bot.reminders.telling import days_said
from bot.sheets.table.cells import Cells
from bot.sheets.table.frame import A4
from bot.sheets.table.workbook import MEDIA_TYPE, OPTIONS

__all__ = ["MEDIA_TYPE", "build"]

DAYS = 31
TOTAL, DUE = DAYS + 1, DAYS + 2  # columns
HEAD = 4  # the row with the days' numbers
WIDTHS = {0: 10, TOTAL: 7.5, DUE: 34}
DAY_WIDTH = 4.2
MONTH_HEIGHT = 46
SHOWN = 6  # days named in a month's row
FEW, SOME, MANY, OFF, PAST = "#E2EFDA", "#A9D08E", "#F4B183", "#D9D9D9", "#F2F2F2"


def build(found: Rehearsal, language: str) -> bytes:
    """The workbook: the calendar, on one page of A4 across, and the list of days."""
    written = BytesIO()
    with speaking(language), xlsxwriter.Workbook(written, OPTIONS) as book:
        _Page(book, found).write()
        _write_days(book, found)
    return written.getvalue()


class _Page:
    """The sheet and how its cells look."""

    def __init__(self, book: Any, found: Rehearsal) -> None:
        def style(**looks: Any) -> Any:
            return book.add_format({"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", **looks})

        boxed: dict[str, Any] = {"border": 1, "align": "center"}
        self.found = found
        self.by_day = found.by_day()
        self.most = max(self.by_day.values(), default=0)
        self.cells = Cells(book.add_worksheet(_("Lịch nhắc {year}").format(year=found.year)))
        self.title = style(bold=True, font_size=18, align="center")
        self.subtitle = style(bold=True, font_size=13, align="center", text_wrap=True)
        self.note = style(italic=True, align="center")
        self.head = style(**boxed, bold=True, bg_color="#DDEBF7", text_wrap=True)
        self.text = style(border=1, font_size=10, text_wrap=True)
        self.total = style(**boxed, bold=True, num_format="#,##0")
        self.shades = {shade: style(**boxed, bg_color=shade) for shade in (FEW, SOME, MANY, OFF, PAST)}
        self.empty = style(**boxed)
        self.plain, self.left = style(text_wrap=True), style(bold=True)
        self.sign, self.small = style(bold=True, align="center", font_size=12), style(italic=True, align="center")

    def write(self) -> None:
        """The whole page."""
        self._titles()
        for month in telling.MONTHS:
            self._month(month)
        row = self._legend(HEAD + 13)
        row = self._facts(row + 1)
        self._signatures(row + 1)
        self._lay_out(row + 8)

    def _titles(self) -> None:
        found = self.found
        self.cells.merged((0, 0, 0, 12), found.federation, self.left)
        self.cells.merged((1, 0, 1, DUE), _("LỊCH NHẮC VIỆC NĂM {year}").format(year=found.year), self.title)
        self.cells.merged((2, 0, 2, DUE), found.campaign, self.subtitle)
        text = _("Số trong mỗi ô là số tin nhắc gửi trong ngày. Tính từ ngày {day}.")
        self.cells.merged((3, 0, 3, DUE), text.format(day=show_date(found.start)), self.note)
        self.cells.text(HEAD, 0, _("Tháng"), self.head)
        for day in range(1, DAYS + 1):
            self.cells.number(HEAD, day, day, self.head)
        self.cells.text(HEAD, TOTAL, _("Cộng"), self.head)
        self.cells.text(HEAD, DUE, _("Hạn và sự kiện trong tháng"), self.head)

    def _month(self, month: int) -> None:
        row, year = HEAD + month, self.found.year
        self.cells.text(row, 0, _("Tháng {month}").format(month=month), self.head)
        for number in range(1, monthrange(year, month)[1] + 1):
            day = date(year, month, number)
            if count := self.by_day[day]:
                self.cells.number(row, number, count, self.shades[self._shade(count)])
            else:
                self.cells.blank(row, number, self._look(day))
        self.cells.number(row, TOTAL, sum(count for day, count in self.by_day.items() if day.month == month), self.total)
        self.cells.text(row, DUE, "; ".join(self._due(month)), self.text)

    def _shade(self, count: int) -> str:
        return FEW if count * 3 <= self.most else SOME if count * 3 <= self.most * 2 else MANY

    def _look(self, day: date) -> Any:
        if day < self.found.start:
            return self.shades[PAST]
        return self.shades[OFF] if self.found.calendar.off(day) else self.empty

    def _due(self, month: int) -> Iterable[str]:
        """What is due in the month, by day: the first few, and how many more there are."""
        told = (line for each in self.found.messages for line in each.lines if line.subject)
        days = sorted({(line.due_on, _named(line.subject)) for line in told})
        named = [f"{day.day}/{day.month} {name}" for day, name in days if day.month == month and day.year == self.found.year]
        more = len(named) - SHOWN
        return [*named[:SHOWN], *([_("và {count} hạn khác").format(count=more)] if more > 0 else [])]

    def _legend(self, row: int) -> int:
        third, two_thirds = self.most // 3, self.most * 2 // 3
        said: Sequence[tuple[str, str]] = (
            (FEW, _("đến {count} tin").format(count=show_count(third))),
            (SOME, _("đến {count} tin").format(count=show_count(two_thirds))),
            (MANY, _("nhiều tin hơn")),
            (OFF, _("ngày nghỉ, không nhắc ai")),
            (PAST, _("đã qua")),
        )
        self.cells.text(row, 0, _("Chú thích:"), self.left)
        for place, (shade, words) in enumerate(said):
            column = 1 + place * 6
            self.cells.blank(row, column, self.shades[shade])
            self.cells.merged((row, column + 1, row, column + 5), words, self.plain)
        return row + 1

    def _facts(self, row: int) -> int:
        for line in telling.facts(self.found):
            self.cells.merged((row, 0, row, DUE), line, self.plain)
            row += 1
        return row

    def _signatures(self, row: int) -> None:
        blank = _("…………, ngày …… tháng …… năm …………")
        self.cells.merged((row, 24, row, DUE), blank, self.small)
        self.cells.merged((row + 1, 1, row + 1, 12), _("NGƯỜI LẬP BIỂU"), self.sign)
        self.cells.merged((row + 1, 24, row + 1, DUE), _("TM. BAN THƯỜNG VỤ"), self.sign)
        self.cells.merged((row + 2, 1, row + 2, 12), _("(ký, ghi rõ họ tên)"), self.small)
        self.cells.merged((row + 2, 24, row + 2, DUE), _("(ký tên, đóng dấu)"), self.small)

    def _lay_out(self, last: int) -> None:
        sheet = self.cells.sheet
        for column in range(DUE + 1):
            sheet.set_column(column, column, WIDTHS.get(column, DAY_WIDTH))
        sheet.set_row(1, 28)
        for month in telling.MONTHS:
            sheet.set_row(HEAD + month, MONTH_HEIGHT)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, last, DUE)
        sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.4)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)


def _write_days(book: Any, found: Rehearsal) -> None:
    """Each morning: the hour, what is told of, and how many hear of it."""
    plain = {"font_name": "Times New Roman", "font_size": 11, "border": 1}
    head, text = book.add_format({**plain, "bold": True, "bg_color": "#DDEBF7"}), book.add_format(plain)
    day_of = book.add_format({**plain, "num_format": "dd/mm/yyyy", "align": "left"})
    cells = Cells(book.add_worksheet(_("Từng ngày")))
    heads = (_("Ngày"), _("Giờ"), _("Việc"), _("Bậc nhắc"), _("Nhắc ai"), _("Số người"))
    for column, (words, width) in enumerate(zip(heads, (12, 8, 30, 16, 18, 10), strict=True)):
        cells.text(0, column, words, head)
        cells.sheet.set_column(column, column, width)
    for row, ((day, hour, rung), count) in enumerate(sorted(found.by_rung().items(), key=_in_order), 1):
        subject, audience, days = rung
        cells.day(row, 0, day, day_of)
        for column, words in enumerate((hour, _named(subject), _rung(days), _audience(audience)), 1):
            cells.text(row, column, words, text)
        cells.number(row, 5, count, text)
    cells.sheet.freeze_panes(1, 0)
    cells.sheet.set_paper(A4)
    cells.sheet.fit_to_pages(1, 0)
    cells.sheet.repeat_rows(0)


def _in_order(each: Any) -> tuple[date, str, str]:
    (day, hour, rung), _count = each
    return day, hour, str(rung)


def _rung(days: int | None) -> str:
    return "" if days is None else days_said([days])


def _audience(audience: str | None) -> str:
    return {
        subjects.CHAIR: _("chủ tịch"),
        subjects.DEPUTY: _("người phó"),
        subjects.LEAD: _("cụm trưởng"),
    }.get(audience or "", "")


def _named(subject: str | None) -> str:
    """What is due, in two or three words."""
    if subject in subjects.DUTIES:
        return called(subjects.DUTIES[subject])
    return {
        "": pgettext("calendar", "đổi hạn"),
        subjects.LAUNCH: pgettext("calendar", "phát động"),
        subjects.WORK: pgettext("calendar", "xong công trình"),
        subjects.PHASE_START: pgettext("calendar", "bắt đầu đợt"),
        subjects.PHASE_END: pgettext("calendar", "kết thúc đợt"),
        subjects.ANNIVERSARY: pgettext("calendar", "ngày kỷ niệm"),
        subjects.SNOOZE: pgettext("calendar", "nhắc lại theo yêu cầu"),
        subjects.PROMISE: pgettext("calendar", "đã hẹn"),
    }.get(subject or "", "")

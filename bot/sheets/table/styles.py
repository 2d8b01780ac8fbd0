"""How the cells of the workbook look."""

from typing import Any

from bot.sheets.table import words

INTEGER, FRACTION, DAY, PERCENT = "#,##0", "#,##0.0##", "dd/mm/yyyy", "0%"
HEAD, GROUP, TOTAL = "#DDEBF7", "#EDEDED", "#FFF2CC"


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        def style(**looks: Any) -> Any:
            return book.add_format({"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", **looks})

        cell: dict[str, Any] = {"border": 1}
        total: dict[str, Any] = {**cell, "bold": True, "bg_color": TOTAL}
        self.title = style(bold=True, font_size=14, align="center", text_wrap=True)
        self.subtitle = style(align="center", text_wrap=True)
        self.note = style(italic=True, align="center")
        self.head = style(**cell, bold=True, bg_color=HEAD, align="center", text_wrap=True)
        self.group = style(**cell, bold=True, bg_color=GROUP)
        self.text = style(**cell, text_wrap=True)
        self.word = style(**cell, align="center", text_wrap=True)
        self.day = style(**cell, num_format=DAY, align="center")
        self.integer = style(**cell, num_format=INTEGER)
        self.fraction = style(**cell, num_format=FRACTION)
        self.timing = style(**cell, num_format=words.timing_format(), align="center")
        self.total = style(**total)
        self.total_integer = style(**total, num_format=INTEGER)
        self.total_fraction = style(**total, num_format=FRACTION)
        self.total_share = style(**total, num_format=PERCENT)
        self.launched, self.handed_in, self.on_time = (
            style(**total, num_format=words.counted(what), align="center") for what in ("launched", "handed in", "on time")
        )
        self.share = style(**cell, num_format=PERCENT)

    def of(self, amount: float) -> Any:
        """How a number is shown: decimals only where it has any."""
        return self.integer if float(amount).is_integer() else self.fraction

    def of_total(self, amount: float) -> Any:
        """The same for a total."""
        return self.total_integer if float(amount).is_integer() else self.total_fraction

"""`thidua export`: the table of a campaign, or the report on it, as the officer gets them in chat, for the whole federation."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.commands.campaign_work import NotPossible, named
from bot.commands.starting import at_work, stop
from bot.database.transaction import Transaction
from bot.models import Campaign
from bot.rights import Reach


class Format(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"


def export(
    file: Annotated[Path, typer.Argument(help="Tệp sẽ ghi, ví dụ: bang.xlsx.")],
    campaign: Annotated[str, typer.Option(help="Tên ngắn của chiến dịch.")],
    as_format: Annotated[Format | None, typer.Option("--format", help="Bỏ trống: theo đuôi tệp, hoặc xlsx.")] = None,
) -> None:
    """Xuất bảng thi đua (xlsx, csv): mỗi đợt một trang, thêm lịch phát động, công trình, đề cử, việc nộp đúng hạn; hoặc bản
    nháp báo cáo chung (docx)."""
    wanted = as_format or next((each for each in Format if file.suffix.lower() == f".{each}"), Format.XLSX)
    try:
        content = at_work(lambda db: _made(db, campaign, wanted))
        file.write_bytes(content)
    except NotPossible as reason:
        stop(str(reason))
    except OSError as problem:
        stop(f"Không ghi được tệp {file}: {problem.strerror}")
    print(f"Đã ghi {file}.")  # noqa: T201


def _made(db: Transaction, slug: str, wanted: Format) -> bytes:
    from bot.sheets.table import flat, gathering, workbook  # noqa: PLC0415  a command waits only for what it needs
    from bot.units import tree  # noqa: PLC0415

    found, clock = named(db, slug), Clock()
    tops = tree.tops(db, found.federation_id, clock.today())
    if len(tops) != 1:
        raise NotPossible("Cây đơn vị phải có đúng một đơn vị trên cùng. Xem cây: thidua units as-of")
    if wanted is Format.DOCX:
        return _report(db, found, Reach(tops[0]), clock.now())
    table = gathering.gather(db, found, Reach(tops[0]), clock.now())
    return workbook.build(table, "vi") if wanted is Format.XLSX else flat.build(table, "vi")


def _report(db: Transaction, campaign: Campaign, reach: Reach, now: datetime) -> bytes:
    from bot.consolidated_report import document, reading  # noqa: PLC0415  a command waits only for what it needs

    report = reading.report(db, campaign, None, reach, now)
    if report is None:
        raise NotPossible("Chưa có đợt nào bắt đầu nên chưa có gì để báo cáo.")
    return document.build(report)

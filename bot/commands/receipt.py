"""`thidua receipt CODE`: what the code of a receipt stands for."""

from typing import Annotated, Any

import typer

from bot.commands.starting import at_work, stop


def receipt(code: Annotated[str, typer.Argument(help="Mã biên nhận, ví dụ K7Q2-M4XP.")]) -> None:
    """Kiểm tra mã biên nhận: ai nộp báo cáo nào, lúc nào, nay ra sao; mã thoát 1 là không có mã này."""
    found = at_work(lambda db: _find(db, code))
    if not found:
        stop(f"Không có báo cáo nào mang mã “{code}”.")
    for each in found:
        print("\n".join(_lines(each)))  # noqa: T201


def _find(db: Any, code: str) -> list[Any]:
    """The report of that code in each federation of the database."""
    from sqlalchemy import select  # noqa: PLC0415  a command waits only for what it needs

    from bot.models import Federation, table_of  # noqa: PLC0415
    from bot.reports import receipts  # noqa: PLC0415

    owners = db.connection.execute(select(table_of(Federation).c.id)).scalars().all()
    return [found for owner in owners if (found := receipts.find(db, owner, code))]


def _lines(found: Any) -> list[str]:
    from bot.clock import local  # noqa: PLC0415
    from bot.duties.kinds import titled  # noqa: PLC0415
    from bot.i18n import show_day, show_moment  # noqa: PLC0415
    from bot.reports.receipts import show_code, show_state  # noqa: PLC0415

    sent = f"{show_moment(found.recorded_at)}/{local(found.recorded_at).year}"
    due = f", hạn {show_day(found.due_on)}" if found.due_on else ""
    return [
        f"{show_code(found.code)}  {titled(found.kind, found.occurrence)}, {found.phase}",
        f"Đơn vị:    {found.unit}",
        f"Người nộp: {found.name or 'không rõ'}",
        f"Nộp lúc:   {sent}{due}, {'trễ hạn' if found.is_late else 'đúng hạn'}",
        f"Bản {found.version}:     {show_state(found.state)}{'' if found.is_latest else ' (không còn là bản đang dùng)'}",
    ]

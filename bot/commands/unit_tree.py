"""`thidua units as-of`: the tree of a day."""

import json
from datetime import date, datetime
from typing import Annotated, Any

import typer

from bot.commands.starting import federation_of
from bot.commands.unit_changes import app  # `units`, with what the other files added to it
from bot.commands.unit_words import at_work_on_units, find
from bot.database.transaction import Transaction

__all__ = ["app"]


@app.command(name="as-of")
def as_of(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="Ngày cần xem, ví dụ: 2025-06-30.")],
    under: Annotated[str, typer.Option(help="Chỉ xem từ đơn vị này trở xuống: tên, mã hoặc #số.")] = "",
    depth: Annotated[int, typer.Option(min=0, help="Xem mấy cấp; số đơn vị và đoàn viên vẫn tính đủ.")] = 99,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON.")] = False,
) -> None:
    """Cây tổ chức của một ngày: cấp, số công đoàn cơ sở và đoàn viên của từng nhánh."""
    rows = [each for each in at_work_on_units(lambda db: _tree(db, under, day.date())) if each.depth <= depth]
    if as_json:
        print(json.dumps([vars(each) for each in rows], ensure_ascii=False, indent=1))  # noqa: T201
        return
    for each in rows:
        print(_line(each))  # noqa: T201


def _tree(db: Transaction, under: str, day: date) -> list[Any]:
    from bot.units import names  # noqa: PLC0415

    federation_id = federation_of(db)
    return names.as_of(db, federation_id, day, find(db, federation_id, day, under) if under else None)


def _line(each: Any) -> str:
    people = "" if each.members is None else f", {each.members} đoàn viên"
    count = "" if each.is_grassroots else f", {each.grassroots} công đoàn cơ sở"
    code = f" [{each.code}]" if each.code else ""
    return f"{'  ' * each.depth}{each.name}{code} ({each.level}{count}{people}) #{each.unit_id}"

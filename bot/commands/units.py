"""`thidua units import` and `template`: the federation's units come in from a sheet."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.starting import federation_of, stop

app = typer.Typer(help="Đơn vị: nhập từ tệp Excel, mở, đóng, sáp nhập, tách, chuyển.", no_args_is_help=True)

EVERY = "*"
SHOWN = 40  # problems and changes that are printed
YES = "có"


@app.command()
def template(file: Annotated[Path, typer.Argument(help="Nơi ghi mẫu.")] = Path("Mau danh sach don vi.xlsx")) -> None:
    """Ghi ra mẫu danh sách đơn vị còn trống (.xlsx)."""
    from bot.sheets import unit_template  # noqa: PLC0415  a command waits only for what it needs

    if file.exists():
        stop(f"Đã có tệp {file}. Xin chọn tên khác.")
    file.write_bytes(unit_template.build())
    print(f"Đã ghi mẫu vào {file}.")  # noqa: T201


@app.command(name="import")
def import_(  # noqa: PLR0913  the options of a command
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Tệp Excel, .xlsx hoặc .xls.")],
    sheet: Annotated[str, typer.Option(help="Trang cần nhập, nếu tệp có nhiều trang; * là tất cả.")] = "",
    level: Annotated[str, typer.Option(help="Cấp của các dòng không ghi cấp.")] = "",
    under: Annotated[str, typer.Option(help="Đơn vị mà các dòng không ghi cấp trên trực thuộc: tên, mã hoặc #số.")] = "",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Ngày bắt đầu của đơn vị mới.")] = None,
    same: Annotated[list[str] | None, typer.Option(help="Ô có tên gần giống mà là một đơn vị, ví dụ B17; * là tất cả.")] = None,
    different: Annotated[list[str] | None, typer.Option(help="Ô có tên gần giống mà là đơn vị khác; * là tất cả.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không ghi.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ghi mà không hỏi lại.")] = False,
) -> None:
    """Nhập đơn vị từ tệp Excel: in ra những gì sẽ thay đổi và mọi vấn đề theo từng ô, đồng ý rồi mới ghi."""
    rosters = _rosters(file, sheet)
    for each in rosters if level else ():
        each.rows = [replace(row, level=row.level or level) for row in each.rows]
    said = _decisions([row for each in rosters for row in each.rows], same or [], different or [])

    def work(write: bool) -> Any:  # noqa: FBT001  of this function alone
        from bot.commands.unit_words import at_work_on_units  # noqa: PLC0415

        day = since.date() if since else None
        return at_work_on_units(lambda db: _work(db, file.name, rosters, said, (under, day, write)))

    shown, is_empty = work(yes and not dry_run)
    print(shown)  # noqa: T201
    if is_empty or dry_run:
        print("Không có gì để ghi." if is_empty else "Chưa ghi gì (--dry-run).")  # noqa: T201
    elif yes or _agreed():
        if not yes:
            work(write=True)
        print("Đã ghi.")  # noqa: T201


def _work(db: Any, file: str, rosters: list[Any], said: Any, options: tuple[str, Any, bool]) -> tuple[str, bool]:
    """What the import would do, in words; it is written if the last option says so."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.commands.unit_words import find  # noqa: PLC0415
    from bot.rights import Reach  # noqa: PLC0415
    from bot.units import tree  # noqa: PLC0415
    from bot.units.changes.entry import Entry, Impossible  # noqa: PLC0415
    from bot.units.roster import known, telling, writing  # noqa: PLC0415
    from bot.units.roster.comparing import compare  # noqa: PLC0415

    under, since, write = options
    clock = Clock()
    federation_id, today = federation_of(db), clock.today()
    if since and since > today:
        raise Impossible("Ngày bắt đầu của đơn vị mới không thể muộn hơn hôm nay.")
    tops = [find(db, federation_id, today, under)] if under else tree.tops(db, federation_id, today)
    if len(tops) != 1:
        raise Impossible("Có nhiều đơn vị ở trên cùng. Xin thêm --under để cho biết nhập vào đâu.")
    existing = known.load(db, federation_id, Reach(tops[0]), today)
    plan = compare(rosters, existing, said)
    lines = [telling.card(rosters, plan, existing, SHOWN)]
    lines += [telling.twin(each).replace("\n", " ") for each in plan.twins[:SHOWN]]
    if plan.twins:
        lines.append("Tên gần giống thì chưa nhập. Xin thêm --same Ô hoặc --different Ô, ví dụ: --same B17.")
    lines += telling.unseen(plan, SHOWN)
    if write:
        writing.apply(db, plan, existing, writing.Import(Entry(federation_id, today, clock.now()), file, since or today))
    return "\n".join(lines), plan.is_empty


def _rosters(file: Path, sheet: str) -> list[Any]:
    from bot.sheets.reading import Locked, TooLarge, Unreadable, read_sheets  # noqa: PLC0415
    from bot.units.roster.reading import read_rosters  # noqa: PLC0415

    try:
        found = [each for each in read_rosters(read_sheets(file.read_bytes())) if each.rows or each.problems]
    except (Locked, TooLarge) as problem:
        stop(f"{file}: tệp {'đặt mật khẩu' if isinstance(problem, Locked) else 'quá lớn'}.")
    except Unreadable:
        stop(f"{file} không phải là tệp Excel (.xlsx hoặc .xls).")
    chosen = [each for each in found if sheet in {"", EVERY, each.sheet}]
    if not chosen:
        stop(f"{file}: không thấy trang nào có cột “Tên đơn vị”.")
    if len(chosen) > 1 and sheet != EVERY:
        names = ", ".join(f"“{each.sheet}”" for each in chosen)
        stop(f"{file} có nhiều trang: {names}. Xin thêm --sheet TRANG, hoặc --sheet '*' để nhập tất cả.")
    return chosen


def _decisions(rows: list[Any], same: list[str], different: list[str]) -> dict[str, Any]:
    """What the options say of doubtful names, by line."""
    from bot.units.roster.header import Meaning  # noqa: PLC0415
    from bot.units.roster.plan import Decision  # noqa: PLC0415

    if not same and not different:
        return {}
    told = {cell.upper(): decision for cells, decision in ((same, Decision.SAME), (different, Decision.NEW)) for cell in cells}
    decisions = {row.key: told.get(row.cell(Meaning.NAME), told.get(EVERY)) for row in rows}
    return {key: decision for key, decision in decisions.items() if decision}


def _agreed() -> bool:
    """Whether somebody at the keyboard says yes."""
    if not sys.stdin.isatty():
        stop("Chưa ghi gì. Xin thêm --yes để ghi.")
    return input(f"Gõ “{YES}” để ghi: ").strip().casefold() in {YES, "co"}

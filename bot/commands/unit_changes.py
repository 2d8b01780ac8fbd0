"""`thidua units open, close, merge, split, move, rename, cluster, bloc`: what changes from a day on.

A unit is named by its name, its code, or #number; a name that fits several is answered with the numbers of those.
"""

from datetime import datetime
from typing import Annotated, Any

import typer

from bot.commands.starting import stop
from bot.commands.unit_words import Find, carry_out, named
from bot.commands.units import app
from bot.database.transaction import Transaction

__all__ = ["app"]

Day = Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày bắt đầu có hiệu lực; với `close` là ngày cuối.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ cho biết sẽ thay đổi gì.")]
Named = Annotated[str, typer.Argument(help="Tên, mã hoặc #số của đơn vị.")]


def changes() -> Any:
    """The rules, loaded when they are needed: their tables take a while."""
    from bot.units import changes as rules  # noqa: PLC0415

    return rules


@app.command(name="open")
def open_unit(
    name: Annotated[str, typer.Argument(help="Tên đơn vị mới.")],
    under: Annotated[str, typer.Option(help="Công đoàn cấp trên.")],
    on: Day,
    level: Annotated[str, typer.Option(help="Cấp; bỏ trống: như các đơn vị bên cạnh.")] = "",
    bloc: Annotated[str, typer.Option(help="Khối.")] = "",
    members: Annotated[int | None, typer.Option(min=0, help="Số đoàn viên.")] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Mở đơn vị mới."""

    def plan(db: Transaction, entry: Any, find: Find) -> Any:
        from bot.models import Bloc, Level  # noqa: PLC0415

        level_id, bloc_id = named(db, Level, level), named(db, Bloc, bloc)
        return changes().open_unit(db, entry, changes().NewUnit(name, find(under), level_id, bloc_id, members=members))

    carry_out(plan, on.date(), dry_run=dry_run)


@app.command()
def close(
    name: Named,
    on: Day,
    children_to: Annotated[str, typer.Option(help="Nơi nhận các đơn vị trực thuộc.")] = "",
    *,
    dry_run: DryRun = False,
) -> None:
    """Đóng đơn vị; --on là ngày hoạt động cuối cùng."""
    carry_out(
        lambda db, entry, find: changes().close(db, entry, find(name), find(children_to) if children_to else None),
        on.date(),
        dry_run=dry_run,
    )


@app.command()
def merge(
    names: Annotated[list[str], typer.Argument(help="Các đơn vị được sáp nhập.")],
    on: Day,
    into: Annotated[str, typer.Option(help="Đơn vị nhận, đang hoạt động.")] = "",
    new: Annotated[str, typer.Option(help="Hoặc tên đơn vị mới.")] = "",
    under: Annotated[str, typer.Option(help="Công đoàn cấp trên của đơn vị mới.")] = "",
    *,
    dry_run: DryRun = False,
) -> None:
    """Sáp nhập vào một đơn vị đang hoạt động (--into) hoặc thành đơn vị mới (--new và --under)."""
    if bool(into) == bool(new) or bool(new) != bool(under):
        stop("Xin cho biết --into, hoặc --new cùng với --under.")

    def plan(db: Transaction, entry: Any, find: Find) -> Any:
        from bot.units.changes.entry import known  # noqa: PLC0415

        merged = [find(each) for each in names]
        if into:
            return changes().merge(db, entry, merged, find(into))
        level, bloc = ((first := known(db, entry, merged[0])).level_id, first.bloc_id)
        return changes().merge(db, entry, merged, changes().NewUnit(new, find(under), level, bloc))

    carry_out(plan, on.date(), dry_run=dry_run)


@app.command()
def split(
    name: Named,
    part: Annotated[list[str], typer.Option(help="Đơn vị mới và số đoàn viên, ví dụ: --part 'Trường Tiểu học A=25'.")],
    on: Day,
    *,
    goes_on: Annotated[bool, typer.Option("--goes-on", help="Đơn vị cũ vẫn hoạt động với số đoàn viên còn lại.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Tách đơn vị."""
    cut = [each.rpartition("=") for each in part]
    if not all(called and people.strip().isdecimal() for called, _sign, people in cut):
        stop("Xin viết mỗi đơn vị mới dạng --part 'TÊN=SỐ ĐOÀN VIÊN'.")
    carry_out(
        lambda db, entry, find: changes().split(
            db, entry, find(name), [changes().Part(called, int(people)) for called, _sign, people in cut], goes_on=goes_on
        ),
        on.date(),
        dry_run=dry_run,
    )


@app.command()
def move(
    name: Named, to: Annotated[str, typer.Option(help="Công đoàn cấp trên mới.")], on: Day, *, dry_run: DryRun = False
) -> None:
    """Chuyển đơn vị sang công đoàn cấp trên khác."""
    carry_out(lambda db, entry, find: changes().move(db, entry, find(name), find(to)), on.date(), dry_run=dry_run)


@app.command()
def rename(name: Named, to: Annotated[str, typer.Option(help="Tên mới.")], on: Day, *, dry_run: DryRun = False) -> None:
    """Đổi tên đơn vị."""

    def plan(db: Transaction, entry: Any, find: Find) -> Any:
        from bot.units import names  # noqa: PLC0415

        return names.rename(db, entry, find(name), to)

    carry_out(plan, on.date(), dry_run=dry_run)


@app.command()
def cluster(name: Named, to: Annotated[str, typer.Option(help="Tên cụm.")], on: Day, *, dry_run: DryRun = False) -> None:
    """Xếp đơn vị vào một cụm thi đua."""

    def plan(db: Transaction, entry: Any, find: Find) -> Any:
        from bot.models import Cluster  # noqa: PLC0415
        from bot.units.changes import groups as changes_groups  # noqa: PLC0415

        return changes_groups.join_cluster(db, entry, find(name), named(db, Cluster, to) or 0)

    carry_out(plan, on.date(), dry_run=dry_run)


@app.command()
def bloc(name: Named, to: Annotated[str, typer.Option(help="Tên khối.")], on: Day, *, dry_run: DryRun = False) -> None:
    """Xếp đơn vị vào một khối."""

    def plan(db: Transaction, entry: Any, find: Find) -> Any:
        from bot.models import Bloc  # noqa: PLC0415
        from bot.units.changes import groups as changes_groups  # noqa: PLC0415

        return changes_groups.put_in_bloc(db, entry, find(name), named(db, Bloc, to) or 0)

    carry_out(plan, on.date(), dry_run=dry_run)

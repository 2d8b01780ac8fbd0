"""`thidua officers`: who looks after the units. The first officer is only ever made here, never in a chat."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.clock import Clock
from bot.commands.starting import at_work, federation_of, read_settings, stop
from bot.database.transaction import Transaction
from bot.settings import server_key

app = typer.Typer(help="Cán bộ và mã mời.", no_args_is_help=True)


class Role(StrEnum):
    """What an officer is invited to do; see `bot.rights`."""

    officer = "officer"
    reviewer = "reviewer"
    viewer = "viewer"


@app.command()
def invite(
    name: Annotated[str, typer.Argument(help="Họ và tên.")],
    title: Annotated[str, typer.Option(help="Chức vụ.")] = "Cán bộ công đoàn",
    unit: Annotated[str, typer.Option(help="Tên hoặc mã công đoàn cấp trên; bỏ trống: tổ chức cao nhất.")] = "",
    role: Annotated[Role, typer.Option(help="officer: làm mọi việc; reviewer: duyệt; viewer: chỉ xem.")] = Role.officer,
) -> None:
    """In mã mời cho một cán bộ; mã dùng một lần, trong 7 ngày."""
    from bot.invites import Invites  # noqa: PLC0415

    codes = Invites(server_key(read_settings()))
    try:
        secrets, where, link = at_work(lambda db: _invite(db, codes, name, title, unit, role.value))
    except LookupError as problem:
        stop(str(problem))
    print(f"{secrets.code}  {name}, {title}, {where}\n        {link}")  # noqa: T201


def _invite(db: Transaction, codes: Any, name: str, title: str, words: str, role: str) -> tuple[Any, str, str]:
    from bot import operations  # noqa: PLC0415
    from bot.codes import telegram_name  # noqa: PLC0415
    from bot.invites import Seat  # noqa: PLC0415

    now = Clock().now()
    federation_id, unit_id, unit = _unit(db, words)
    secrets = codes.issue(db, Seat(0, federation_id, unit_id, unit, role, title, name), now)
    operations.record(db, federation_id, "officer.invite", now, unit_id=unit_id, role=role)
    username = telegram_name(db, federation_id)
    start = f"https://t.me/{username}?start={secrets.token}" if username else f"/start {secrets.token}"
    return secrets, unit, start


def _unit(db: Transaction, words: str) -> tuple[int, int, str]:
    """Federation, number and name of the unit meant. Raises LookupError with a sentence."""
    from bot.models import Unit  # noqa: PLC0415
    from bot.units import finding, tree  # noqa: PLC0415

    today = Clock().today()
    owner = federation_of(db)
    if not words:
        top = tree.tops(db, owner, today)[0]
        return owner, top, db.session.get_one(Unit, top).name
    found = finding.find(db, owner, None, words, today)
    if len(found) != 1:
        listed = "".join(f"\n  {each.code or ''} {each.name}" for each in found)
        raise LookupError(f"{len(found)} units fit “{words}”; name one of them by its code or in full:{listed}")
    return owner, found[0].id, found[0].name


@app.command()
def sheets(folder: Annotated[Path, typer.Argument(help="Thư mục để ghi các phiếu .docx.")]) -> None:
    """Ghi phiếu mã mời cho mọi đơn vị chưa vào, mỗi cụm một tệp. Mã cũ chưa dùng của các đơn vị này hết tác dụng."""
    from bot.invites import Invites  # noqa: PLC0415

    codes = Invites(server_key(read_settings()))
    made = at_work(lambda db: _sheets(db, codes))
    folder.mkdir(parents=True, exist_ok=True)
    for number, (cluster, count, content) in enumerate(made, 1):
        path = folder / f"phieu-{number:02}.docx"
        path.write_bytes(content)
        print(f"{path}: {cluster}, {count} đơn vị")  # noqa: T201
    if not made:
        print("Mọi đơn vị đã vào.")  # noqa: T201


def _sheets(db: Transaction, codes: Any) -> list[tuple[str, int, bytes]]:
    from bot.codes import not_joined, sheet, telegram_name  # noqa: PLC0415
    from bot.rights import Reach  # noqa: PLC0415

    now = Clock().now()
    owner, root, _name = _unit(db, "")
    empty = not_joined(db, Reach(root), Clock().today())
    made = []
    for cluster in dict.fromkeys(each.cluster_id for each in empty):
        units = [each for each in empty if each.cluster_id == cluster]
        message = sheet(codes, db, units, telegram_name(db, owner), now)
        if message.file:
            made.append((units[0].cluster or "chưa xếp cụm", len(units), message.file.build()))
    return made

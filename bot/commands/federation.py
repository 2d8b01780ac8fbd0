"""`thidua federation`: the organisation that runs its campaigns here."""

from datetime import date, datetime
from typing import Annotated

import typer
from sqlalchemy import func, select

from bot.clock import Clock
from bot.commands.starting import at_work, stop
from bot.database.transaction import Transaction

app = typer.Typer(help="Tổ chức công đoàn dùng Trợ lý.", no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Tên đầy đủ, ví dụ: Công đoàn phường Sông Xanh.")],
    contact: Annotated[str, typer.Option(help="Ai trả lời khi cần: tên, nơi làm việc, số điện thoại.")],
    short: Annotated[str, typer.Option(help="Tên ngắn; bỏ trống thì như tên đầy đủ.")] = "",
    level: Annotated[str, typer.Option(help="Cấp của tổ chức này.")] = "Công đoàn cấp trên",
    grassroots: Annotated[str, typer.Option(help="Tên gọi của cấp cơ sở.")] = "Công đoàn cơ sở",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Ngày thành lập; bỏ trống: đầu năm nay.")] = None,
) -> None:
    """Tạo tổ chức trên cơ sở dữ liệu còn trống; sau đó mời cán bộ đầu tiên bằng `thidua officers invite`."""
    levels = (level, grassroots)
    begins = since.date() if since else Clock().today().replace(month=1, day=1)
    made = at_work(lambda db: establish(db, name, short or name, contact, levels, begins))
    if not made:
        stop("the database already holds a federation")
    print(f'Đã tạo: {name}.\nTiếp theo: thidua officers invite "HỌ TÊN"')  # noqa: T201


def establish(db: Transaction, name: str, short: str, contact: str, levels: tuple[str, str], since: date) -> bool:
    """Write the federation with its top unit, which exists from `since` on, and its two first levels; False if there is one."""
    from bot.models import Federation, Level, Unit, written  # noqa: PLC0415  the tables take a while to load
    from bot.vietnamese.folding import compose, fold, sort_key  # noqa: PLC0415

    if db.connection.execute(select(func.count()).select_from(Federation)).scalar_one():
        return False
    federation = Federation(name=compose(name), short_name=compose(short), contact=compose(contact))
    db.session.add(federation)
    db.session.flush()
    owner = written(federation.id)
    upper, lower = (
        Level(federation_id=owner, name=compose(each), depth=depth, is_grassroots=depth > 0) for depth, each in enumerate(levels)
    )
    db.session.add_all([upper, lower])
    db.session.flush()
    root = Unit(
        federation_id=owner,
        name=federation.name,
        folded=fold(name),
        sort_key=sort_key(name),
        level_id=written(upper.id),
        valid_from=since,
    )
    db.session.add(root)
    return True

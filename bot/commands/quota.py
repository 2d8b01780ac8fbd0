"""`thidua quota`: people and messages of the bots this month, what they may have, and what is left out first."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import Clock
from bot.commands.starting import at_work, federation_of, stop
from bot.database.transaction import Transaction

if TYPE_CHECKING:  # it takes a while to load, and the help text does not need it
    from bot.quota.overview import Standing

app = typer.Typer(help="Hạn mức người dùng và tin nhắn của các bot.", invoke_without_command=True)

KINDS = ("greeting", "digest")


class NoBot(Exception):
    """No bot has that number."""


@app.callback()
def quota(context: typer.Context) -> None:
    """In mỗi bot một dòng: số người, tin đã gửi tháng này, dự kiến đến cuối tháng."""
    if context.invoked_subcommand is None:
        for line in at_work(_lines):
            print(line)  # noqa: T201


@app.command()
def limit(
    number: Annotated[str, typer.Argument(help="Số của bot trên nền tảng, như `thidua quota` in ra.")],
    seats: Annotated[int, typer.Option(min=0, help="Số người được dùng; 0: bao nhiêu cũng được.")],
    messages: Annotated[int, typer.Option(min=0, help="Số tin mỗi tháng; 0: bao nhiêu cũng được.")],
) -> None:
    """Đặt hạn mức của một bot theo gói đang dùng."""
    try:
        at_work(lambda db: _limit(db, number, seats or None, messages or None))
    except NoBot:
        stop(f"Không có bot nào có số {number}.")
    print("Đã ghi.")  # noqa: T201


@app.command()
def drops(
    first: Annotated[list[str] | None, typer.Argument(help="Theo thứ tự: greeting (lời chúc), digest (chưa đến hạn).")] = None,
) -> None:
    """Khi thiếu tin thì bỏ gì trước; để trống: không bỏ gì. “Hạn hôm nay” không bao giờ bị bỏ khi còn tin."""
    wanted = first or []
    if set(wanted) - set(KINDS) or len(set(wanted)) != len(wanted):
        stop("Chỉ có: greeting, digest; mỗi thứ một lần.")
    at_work(lambda db: _drop_first(db, wanted))
    print("Đã ghi.")  # noqa: T201


def _lines(db: Transaction) -> list[str]:
    from bot.quota import overview  # noqa: PLC0415  a command waits only for what it needs

    found = overview.standings(db, federation_of(db), Clock().now())
    return [_line(each) for each in found] or ["Chưa có bot nào."]


def _line(each: "Standing") -> str:
    seats = f"/{each.seats}" if each.seats is not None else ""
    head = f"{each.name} {each.address}: {each.people}{seats} người; "
    if each.monthly is None:
        return head + "không giới hạn tin"
    told = f"đã gửi {each.sent}/{each.monthly} tin, đến cuối tháng khoảng {each.expected}"
    return head + told + (f", CÓ THỂ THIẾU {each.short}" if each.short else "")


def _limit(db: Transaction, number: str, seats: int | None, messages: int | None) -> None:
    from sqlalchemy import select, update  # noqa: PLC0415

    from bot import operations  # noqa: PLC0415
    from bot.doors import bot  # noqa: PLC0415

    owner = federation_of(db)
    known = select(bot.c.id).where(bot.c.federation_id == owner, bot.c.platform_id == number)
    row = db.connection.execute(known).scalar()
    if row is None:
        raise NoBot
    db.connection.execute(update(bot).where(bot.c.id == row).values(seats=seats, monthly_messages=messages))
    operations.record(db, owner, "bot.limit", Clock().now(), bot=int(row), seats=seats, messages=messages)


def _drop_first(db: Transaction, wanted: list[str]) -> None:
    from bot import operations  # noqa: PLC0415
    from bot.models import Federation  # noqa: PLC0415

    row = db.session.get_one(Federation, federation_of(db))
    row.drops_first = " ".join(wanted)
    db.session.add(row)
    operations.record(db, row.id or 0, "federation.drops", Clock().now(), order=row.drops_first)

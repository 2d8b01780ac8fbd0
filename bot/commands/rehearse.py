"""`thidua rehearse`: a whole year's reminders, before anybody gets one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import Clock
from bot.commands.campaign_work import NotPossible, named
from bot.commands.starting import at_work, read_settings, stop

if TYPE_CHECKING:  # it takes a while to load, and the help text does not need it
    from bot.rehearsing import Rehearsal


def rehearse(
    campaign: Annotated[str, typer.Option(help="Tên ngắn của chiến dịch.")],
    year: Annotated[int, typer.Option(min=2000, max=2099, help="Năm cần diễn tập.")],
    out: Annotated[Path | None, typer.Option(help="Ghi lịch một trang để ký, ví dụ: lich.xlsx.")] = None,
    done: Annotated[
        Path | None,
        typer.Option(help="CSV các việc được làm xong: đơn vị (mã hoặc tên); việc; đợt; ngày; với phát động: ngày đăng ký."),
    ] = None,
) -> None:
    """Diễn tập cả năm nhắc việc của một chiến dịch: ai được nhắc lúc nào, bao nhiêu tin; không gửi gì cả."""
    from bot.rehearsing import Impossible, telling  # noqa: PLC0415  a command waits only for what it needs

    try:
        found = _rehearsed(campaign, year, done.read_bytes() if done else b"")
        if out is not None:
            from bot.sheets import rehearsal_sheet  # noqa: PLC0415

            out.write_bytes(rehearsal_sheet.build(found, "vi"))
    except (NotPossible, Impossible) as reason:
        stop(str(reason))
    except OSError as problem:
        stop(f"Không đọc hoặc ghi được tệp {problem.filename}: {problem.strerror}")
    print("\n".join(telling.summary(found)))  # noqa: T201
    if out is not None:
        print(f"\nĐã ghi {out}.")  # noqa: T201


def _rehearsed(slug: str, year: int, done: bytes) -> "Rehearsal":
    from bot.database.engine import open_engine  # noqa: PLC0415
    from bot.models import written  # noqa: PLC0415
    from bot.rehearsing import deeds, rehearse  # noqa: PLC0415

    kept = at_work(lambda db: named(db, slug))
    engine = open_engine(read_settings().database_url)
    try:
        return rehearse(
            engine, kept.federation_id, written(kept.id), year, Clock().now(), lambda db, campaign: deeds.read(db, campaign, done)
        )
    finally:
        engine.dispose()

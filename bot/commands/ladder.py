"""`thidua ladder`: on which days a campaign reminds."""

from collections.abc import Callable
from typing import Annotated

import typer

from bot.commands.campaign_work import NotPossible
from bot.commands.starting import at_work, stop
from bot.database.transaction import Transaction

app = typer.Typer(help="Lịch nhắc của một chiến dịch: xem, chọn mức nhẹ, vừa hay sát.", no_args_is_help=True)

Slug = Annotated[str, typer.Argument(help="Tên ngắn của chiến dịch.")]
NAMES = ("light", "usual", "close")


@app.command()
def show(slug: Slug) -> None:
    """In lịch nhắc của một chiến dịch."""
    _print(lambda db: _show(db, slug))


@app.command()
def profile(slug: Slug, name: Annotated[str, typer.Argument(help="light: nhẹ; usual: vừa; close: sát.")]) -> None:
    """Cho một chiến dịch nhắc theo mức có sẵn; ngày thêm bớt bằng tay trước đó không còn."""
    if name not in NAMES:
        stop(f"Không có mức “{name}”. Các mức: light (nhẹ), usual (vừa), close (sát).")
    _print(lambda db: _profile(db, slug, name))


def _print(work: Callable[[Transaction], list[str]]) -> None:
    try:
        lines = at_work(work)
    except NotPossible as reason:
        stop(str(reason))
    for line in lines:
        print(line)  # noqa: T201


def _show(db: Transaction, slug: str) -> list[str]:
    from bot.commands.campaign_work import named  # noqa: PLC0415
    from bot.models import written  # noqa: PLC0415
    from bot.reminders import ladder, telling  # noqa: PLC0415  a command waits only for what it needs

    campaign = named(db, slug)
    head = f"{campaign.slug}: {telling.profile_said(campaign.ladder)}"
    return [head, *telling.lines(ladder.rungs_of(db, written(campaign.id)))]


def _profile(db: Transaction, slug: str, name: str) -> list[str]:
    from bot import operations  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.commands.campaign_work import named  # noqa: PLC0415
    from bot.models import written  # noqa: PLC0415
    from bot.reminders import ladder  # noqa: PLC0415

    campaign = named(db, slug)
    ladder.apply_profile(db, written(campaign.id), name)
    now = Clock().now()
    operations.record(db, campaign.federation_id, "campaign.ladder", now, unit_id=campaign.unit_id, slug=slug, profile=name)
    return _show(db, slug)

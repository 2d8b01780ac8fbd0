"""`thidua calendar`: the days off, the days worked in exchange, and the days of honour of a year."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

import typer

from bot.commands.starting import at_work, federation_of, stop
from bot.vietnamese.lunar import FIRST_YEAR, LAST_YEAR

T = TypeVar("T")

app = typer.Typer(help="Lịch: ngày nghỉ, ngày làm bù, ngày kỷ niệm.", no_args_is_help=True)

Day = Annotated[datetime, typer.Argument(formats=["%d/%m/%Y", "%Y-%m-%d"], help="Ngày, ví dụ 02/01/2026.")]


@app.command()
def show(
    year: Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON.")] = False,
) -> None:
    """In ngày nghỉ, ngày làm bù và ngày kỷ niệm của một năm, theo thứ tự ngày."""
    from bot import calendar  # noqa: PLC0415  a command waits only for what it needs
    from bot.calendar.listing import entries  # noqa: PLC0415

    days = _of_federation(calendar.of)
    lines = entries(days, date(year, 1, 1), date(year, 12, 31))
    if as_json:
        print(json.dumps({"year": year, "days": [_plain(each) for each in lines]}, ensure_ascii=False, indent=1))  # noqa: T201
        return
    for each in lines:
        print(_line(each))  # noqa: T201


@app.command()
def add(
    day: Day,
    name: Annotated[str, typer.Argument(help="Lý do, ví dụ: Hoán đổi Tết Dương lịch.")],
    *,
    off: Annotated[bool, typer.Option("--off/--worked", help="Ngày nghỉ, hay ngày làm việc.", show_default=False)],
) -> None:
    """Thêm ngày nghỉ (--off) hoặc ngày làm việc (--worked) mà lịch chung không có."""
    from bot import calendar  # noqa: PLC0415
    from bot.calendar.correcting import correct, name_problem  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.duties import filling  # noqa: PLC0415
    from bot.vietnamese.folding import compose  # noqa: PLC0415

    correction = calendar.Correction(day.date(), off, compose(name))
    if problem := name_problem(correction.name):
        stop(problem)

    def work(db: Any, owner: int) -> bool:
        if calendar.of(db, owner).agrees(correction):
            return False
        correct(db, owner, correction, Clock().now())
        filling.fill(db, owner, Clock().today())  # a due day that met this day moves
        return True

    state = "ngày nghỉ" if off else "ngày làm việc"
    done = _of_federation(work)
    print(f"{_shown(day.date())}: {'đã ghi là' if done else 'vốn đã là'} {state}.")  # noqa: T201


@app.command()
def remove(day: Day) -> None:
    """Bỏ ngày đã thêm: lịch trở lại như quy định chung."""
    from bot.calendar.correcting import restore  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.duties import filling  # noqa: PLC0415

    def work(db: Any, owner: int) -> bool:
        if not restore(db, owner, day.date(), Clock().now()):
            return False
        filling.fill(db, owner, Clock().today())
        return True

    if not _of_federation(work):
        stop(f"{_shown(day.date())}: chưa ai sửa ngày này.")
    print(f"{_shown(day.date())}: đã trở lại như quy định chung.")  # noqa: T201


def _of_federation(work: Callable[[Any, int], T]) -> T:
    """Do `work` for the federation of this database."""
    return at_work(lambda db: work(db, federation_of(db)))


def _plain(each: Any) -> dict[str, Any]:
    lunar = None if each.lunar is None else f"{each.lunar[0]}/{each.lunar[1]}"
    return {
        "date": each.day.isoformat(),
        "until": each.last.isoformat(),
        "kind": each.what,
        "name": each.name,
        "ordinal": each.ordinal,
        "scope": each.scope,
        "lunar": lunar,
        "is_correction": each.is_correction,
    }


def _line(each: Any) -> str:
    what = {"off": "nghỉ", "worked": "làm việc", "anniversary": "kỷ niệm"}[each.what]
    until = "" if each.day == each.last else f" đến {_shown(each.last)}"
    moon = "" if each.lunar is None else f" ({each.lunar[0]}/{each.lunar[1]} âm lịch)"
    name = f"{each.ordinal} năm {each.name}" if each.ordinal else each.name or "bù cho ngày nghỉ hoán đổi"
    return f"{_shown(each.day)}{until}  {what:8}  {name}{moon}{' (cán bộ thêm)' if each.is_correction else ''}"


def _shown(day: date) -> str:
    from bot.i18n import show_day  # noqa: PLC0415

    return show_day(day)

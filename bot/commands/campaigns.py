"""`thidua campaign`: campaigns come from plans."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands import campaign_work
from bot.commands.campaign_work import NotPossible
from bot.commands.starting import at_work, stop
from bot.database.transaction import Transaction

if TYPE_CHECKING:  # these take a while to load, and not every command needs them
    from bot.campaigns.plan import Plan

app = typer.Typer(help="Chiến dịch thi đua: mẫu có sẵn, xem, kiểm tra, nạp, chép sang năm khác.", no_args_is_help=True)

ENDING = ".toml"
T = TypeVar("T")


@app.command()
def examples() -> None:
    """Liệt kê các kế hoạch mẫu có sẵn, mỗi dòng một mẫu, bắt đầu bằng tên của mẫu."""
    from bot import campaigns  # noqa: PLC0415

    for name in campaigns.examples():
        plan = campaigns.facts(name)
        told = [plan.number or plan.doc_type, plan.issuer, str(plan.year)]
        print(f"{name}  {' · '.join(told)}")  # noqa: T201


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Tên mẫu có sẵn, tệp .toml, hoặc tên ngắn của chiến dịch đã nạp.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON cho máy đọc.")] = False,
) -> None:
    """In một kế hoạch."""
    from bot.campaigns import printing, showing  # noqa: PLC0415

    plan = _find(name)
    if as_json:
        print(json.dumps(printing.to_json(plan), ensure_ascii=False, indent=1))  # noqa: T201
        return
    print(f"{plan.title}\n{showing.show_head(plan)}\n\n{showing.show_plan(plan)}")  # noqa: T201
    if plan.notes:
        print(f"\nGhi chú: {plan.notes}")  # noqa: T201


@app.command()
def check(file: Annotated[Path, typer.Argument(help="Tệp chiến dịch (.toml).")]) -> None:
    """Kiểm tra một tệp chiến dịch: in mọi chỗ sai, kèm dòng; mã thoát 1 nếu có chỗ sai."""
    plan = _read(file)
    print(f"Tệp đúng: {plan.title}; {len(plan.phases)} đợt, {len(plan.anniversaries)} ngày kỷ niệm.")  # noqa: T201
    if not plan.phases:
        print("Lưu ý: kế hoạch không nêu đợt nào, nên chưa giao việc cho đơn vị được.")  # noqa: T201


@app.command()
def load(
    name: Annotated[str, typer.Argument(help="Tệp chiến dịch (.toml) hoặc tên mẫu có sẵn.")],
    *,
    closed: Annotated[bool, typer.Option("--closed", help="Chỉ để xem, không giao việc cho ai.")] = False,
    slug: Annotated[str, typer.Option(help="Tên ngắn để gọi chiến dịch; bỏ trống thì đặt theo số kế hoạch.")] = "",
) -> None:
    """Nạp một chiến dịch vào cơ sở dữ liệu. Hạn chỉ là đề xuất cho tới khi cán bộ xác nhận."""
    plan = _shipped_or_file(name)
    if plan is None:
        stop(f"Không có mẫu hay tệp nào tên “{name}”. Xem các mẫu: thidua campaign examples")
    for line in _at_work(lambda db: campaign_work.keep(db, plan, slug, is_open=not closed)):
        print(line)  # noqa: T201


@app.command()
def copy(
    slug: Annotated[str, typer.Argument(help="Tên ngắn của chiến dịch cũ.")],
    year: Annotated[int, typer.Option(help="Năm của chiến dịch mới.", min=1990, max=2099)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ in những chỗ khác, không ghi gì.")] = False,
) -> None:
    """Chép một chiến dịch sang năm khác: dời ngày, tính lại số năm kỷ niệm, và in mọi chỗ khác."""
    for line in _at_work(lambda db: campaign_work.copy(db, slug, year, is_dry=dry_run)):
        print(line)  # noqa: T201


@app.command()
def arm(slug: Annotated[str, typer.Argument(help="Tên ngắn của chiến dịch.")]) -> None:
    """Kích hoạt một chiến dịch: từ lúc đó Trợ lý mới nhắc các chủ tịch."""
    for line in _at_work(lambda db: campaign_work.arm(db, slug)):
        print(line)  # noqa: T201


@app.command()
def levels(
    slug: Annotated[str, typer.Argument(help="Tên ngắn của chiến dịch.")],
    count: Annotated[int, typer.Argument(help="1, hoặc 2: cần thêm một cán bộ khác duyệt.", min=1, max=2)],
) -> None:
    """Báo cáo của chiến dịch qua mấy lượt duyệt."""
    for line in _at_work(lambda db: campaign_work.set_levels(db, slug, count)):
        print(line)  # noqa: T201


def _shipped_or_file(name: str) -> "Plan | None":
    from bot import campaigns  # noqa: PLC0415

    if name in campaigns.examples():
        return campaigns.facts(name)
    file = Path(name)
    return _read(file) if name.endswith(ENDING) or file.is_file() else None


def _read(file: Path) -> "Plan":
    from bot.campaigns.reading import Unreadable, read_toml  # noqa: PLC0415

    try:
        return read_toml(file.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        stop(f"Không đọc được tệp {file}: {problem.strerror}")
    except UnicodeDecodeError:
        stop(f"Tệp {file} không phải là tệp chữ UTF-8.")
    except Unreadable as wrong:
        stop("\n".join(wrong.lines))


def _find(name: str) -> "Plan":
    return _shipped_or_file(name) or _at_work(lambda db: campaign_work.recall(db, name))


def _at_work(work: Callable[[Transaction], T]) -> T:
    try:
        return at_work(work)
    except NotPossible as reason:
        stop(str(reason))

"""`thidua read`: how something a chair might type is read, one JSON line for each input."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer


class Kind(StrEnum):
    """What a question asks for."""

    DATE = "date"
    RANGE = "range"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    COMPOUND = "compound"
    CONFIRM = "confirm"


def read(
    text: Annotated[str | None, typer.Argument(help="Câu cần đọc; không có thì đọc từng dòng ở đầu vào chuẩn.")] = None,
    *,
    kind: Annotated[Kind, typer.Option(help="Câu hỏi cần gì.")],
    now: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"], help="Lúc đang nói, giờ Việt Nam; thiếu là bây giờ."),
    ] = None,
) -> None:
    """Đọc thử một câu trả lời: ngày, khoảng ngày, số, tiền, phần trăm, số liệu ghép, đồng ý hay không."""
    reader = _reader(kind, now or _local_now())
    for line in [text] if text is not None else _lines():
        print(json.dumps(_told(line, reader(line)), ensure_ascii=False), flush=True)  # noqa: T201


def _lines() -> Iterator[str]:
    """The lines of standard input; what is not UTF-8 in them is shown as such."""
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n"):
        yield line.rstrip("\r\n")


def _local_now() -> datetime:
    from bot.clock import Clock, local  # noqa: PLC0415

    return local(Clock().now())


def _reader(kind: Kind, now: datetime) -> Callable[[str], Any]:
    """The reader for that kind; only it is loaded."""
    if kind is Kind.DATE:
        from bot.vietnamese.dates import read_date  # noqa: PLC0415  each kind waits only for what it needs

        return lambda text: read_date(text, now)
    if kind is Kind.RANGE:
        from bot.vietnamese.ranges import read_range  # noqa: PLC0415

        return lambda text: read_range(text, now)
    if kind is Kind.CONFIRM:
        from bot.vietnamese.confirm import read_confirm  # noqa: PLC0415

        return read_confirm
    return _reader_of_numbers(kind)


def _reader_of_numbers(kind: Kind) -> Callable[[str], Any]:
    if kind is Kind.NUMBER:
        from bot.vietnamese.numbers import read_number  # noqa: PLC0415

        return read_number
    if kind is Kind.MONEY:
        from bot.vietnamese.money import read_money  # noqa: PLC0415

        return read_money
    if kind is Kind.PERCENT:
        from bot.vietnamese.numbers.percent import read_percent  # noqa: PLC0415

        return read_percent
    from bot.vietnamese.numbers.compound import read_compound  # noqa: PLC0415

    return read_compound


def _told(text: str, read: Any) -> dict[str, Any]:
    return {
        "input": text,
        "value": _plain(read.value),
        "end": _plain(read.end),
        "certainty": str(read.certainty),
        "candidates": [_plain(each) for each in read.candidates],
        "reading": read.how,
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it: ISO days, `YYYY-MM-DDTHH:MM`, a period as start/end, whole numbers without a point."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    return value.isoformat()

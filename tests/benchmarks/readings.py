"""How long a reading takes: `python -m tests.benchmarks.readings` prints median and 99th percentile for each kind.

Processor time of this thread, each text as if it were seen for the first time (no composed text is remembered).
"""

import time
from collections.abc import Callable
from datetime import datetime
from itertools import product
from statistics import quantiles

from bot.vietnamese import folding
from bot.vietnamese.dates import read_date
from bot.vietnamese.ranges import read_range
from tests.vietnamese.date_grammar import AFTER, BEFORE

NOW = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - local, as conversations have it
ROUNDS = 5
DATES = """15/1|15-1-2026|ngày 15 tháng 1 năm 2026|mười lăm tháng một|thứ 6 tuần sau|thu sau tuan sau|mai|ngayf mai|3 ngày nữa
10/3 âm lịch|rằm tháng giêng|29 tết|giỗ tổ|ngày thành lập Công đoàn Việt Nam
8h30 sáng 15/1|trước ngày 20/1|cuối tháng|31/4
chưa có lịch|sau 5 ngày làm việc|tuần sau|15/1 hoặc 16/1"""
RANGES = """từ 10/1 đến 20/1|10-20/1|tuần sau|quý I|6 tháng cuối năm|tháng 1-12/2026|từ mùng 1 đến mùng 5 tết
từ nay đến cuối tháng
20/12-10/1|chưa biết"""
HOSTILE = [(piece * 4000)[:4000] for piece in ("a", "1", "15/", "ngày 15 tháng ", "hai mươi ", "8h ", "\u0301", "- ")]


def framed(table: str) -> list[str]:
    """The texts between polite words."""
    return ["".join(parts) for parts in product(BEFORE, table.replace("\n", "|").split("|"), AFTER)]


KINDS: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "date": (lambda text: read_date(text, NOW), framed(DATES)),
    "range": (lambda text: read_range(text, NOW), framed(RANGES)),
    "date, 4,000 characters": (lambda text: read_date(text, NOW), HOSTILE * 20),
}


def spent(read: Callable[[str], object], text: str) -> float:
    """Seconds of one reading."""
    folding.compose.cache_clear()
    folding.fold.cache_clear()
    start = time.thread_time()
    read(text)
    return time.thread_time() - start


def main() -> None:
    """Print the figures."""
    for kind, (read, texts) in KINDS.items():
        for text in texts:
            read(text)
        taken = quantiles([spent(read, text) for _ in range(ROUNDS) for text in texts], n=100)
        print(f"{kind}: median {taken[49] * 1e6:.0f} µs, 99th percentile {taken[98] * 1e6:.0f} µs")  # noqa: T201


if __name__ == "__main__":
    main()

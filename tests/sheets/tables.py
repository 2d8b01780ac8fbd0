"""Made-up tables: any number of phases, clusters, blocs and indicators, with honest names or hostile ones."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.reports.kinds import LAST, RATIO, SUM, TEXT
from bot.sheets.table.contents import (
    Column,
    LaunchLine,
    Line,
    NominationLine,
    PhaseTable,
    Place,
    Punctuality,
    Result,
    Standing,
    Table,
    Timing,
    WorkLine,
)

TODAY = date(2026, 3, 4)
KNOWN_AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
Name = Callable[[str], str]


def plain(name: str) -> str:
    return name


def table(rng: random.Random, *, units: int = 25, indicators: int = 6, named: Name = plain) -> Table:
    """A table of up to so many units and exactly so many indicators at most."""
    clusters = [None, *(named(f"Cụm {n}") for n in range(rng.randint(1, 5)))]
    blocs = [None, *(named(f"Khối {n}") for n in range(rng.randint(1, 4)))]
    places = [
        Place(n, named(f"Đơn vị {n}"), f"C{n}", rng.choice(clusters), rng.choice(blocs)) for n in range(rng.randint(1, units))
    ]
    order = {name: n for n, name in enumerate(dict.fromkeys(each.cluster for each in places))}
    places.sort(key=lambda each: order[each.cluster])
    columns = tuple(
        Column(n, named(f"Chỉ tiêu {n}"), rng.choice(["", "%", "đồng"]), rng.choice([SUM, LAST, RATIO, TEXT]))
        for n in range(rng.randint(0, indicators))
    )
    phases = tuple(
        PhaseTable(
            named("Đợt"), named("chủ đề"), None, "", TODAY, columns, tuple(_line(rng, each, columns, named) for each in places)
        )
        for _ in range(rng.randint(1, 3))
    )
    duties = tuple(named(f"Việc {n}") for n in range(rng.randint(1, 4)))
    return Table(
        title=named("Phong trào"),
        number=named("41/KH"),
        issuer=named("Liên đoàn"),
        day=TODAY,
        known_at=KNOWN_AT,
        phases=phases,
        launches=tuple(LaunchLine(each, named("Đợt"), _day(rng), named("8 giờ"), rng.choice([None, 40])) for each in places),
        works=tuple(_work(rng, each, named) for each in places if rng.random() < 0.5),
        nominations=tuple(
            NominationLine(each, named("Đợt"), named("Chị Hoa"), rng.random() < 0.5, named("giỏi"), "proposed") for each in places
        ),
        duties=duties,
        punctuality=tuple(Punctuality(each, tuple(_timing(rng) for _ in duties)) for each in places),
    )


def _line(rng: random.Random, place: Place, columns: tuple[Column, ...], named: Name) -> Line:
    pledged = {each.id: amount(rng) for each in columns if not each.is_text and rng.random() < 0.8}
    results = {each.id: _result(rng, each, named) for each in columns if rng.random() < 0.8}
    return Line(place, _day(rng), pledged, results, rng.choice(list(Standing)), _timing(rng))


def _result(rng: random.Random, column: Column, named: Name) -> Result:
    state = rng.choice(["given", "given", "given", "none", "not_yet"])
    if column.is_text:
        return Result(state, None, named("cách làm") if state == "given" else "")
    return Result(state, amount(rng) if state == "given" else None)


def amount(rng: random.Random) -> float:
    """Zero, a count, đồng in the billions, or a figure with decimals."""
    return rng.choice([0.0, float(rng.randrange(1, 500)), float(rng.randrange(1, 9_000) * 1_000_000), rng.random() * 100])


def _day(rng: random.Random) -> date | None:
    return rng.choice([None, TODAY + timedelta(days=rng.randrange(-30, 30))])


def _timing(rng: random.Random) -> int | Timing | None:
    timings: list[int | Timing | None] = [0, 0, rng.randrange(1, 40), *Timing, None]
    return rng.choice(timings)


def _work(rng: random.Random, place: Place, named: Name) -> WorkLine:
    value = rng.choice([None, 3_300_000_000, rng.randrange(10**9)])
    plaque = rng.random() < 0.5
    line = WorkLine(place, named("Đợt"), named("Nhà vệ sinh"), "work", value, _day(rng), named("95 năm"), plaque)
    if rng.random() < 0.5:
        return line
    state = rng.choice(("finished", "later", "dropped", "open"))
    return replace(line, state=state, day=_day(rng), reached=rng.choice((None, value)), reason=named("Chưa có vốn"))

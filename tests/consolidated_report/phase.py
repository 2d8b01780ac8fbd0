"""A phase with one unit of each kind, small enough to reckon by hand."""

from datetime import UTC, date, datetime

from bot.held.contents import CANCELLED, HELD
from bot.reports.kinds import RATIO, SUM, TEXT
from bot.sheets.table.contents import (
    Column,
    LaunchLine,
    Line,
    NominationLine,
    PhaseTable,
    Place,
    Result,
    Standing,
    Table,
    Timing,
    WorkLine,
)

TODAY = date(2026, 6, 30)
KNOWN_AT = datetime(2026, 6, 30, 2, 0, tzinfo=UTC)
IDEAS, SHARE, TALE = (
    Column(1, "Sáng kiến", "sáng kiến", SUM),
    Column(2, "Tỷ lệ tham gia", "%", RATIO),
    Column(3, "Cách làm", "", TEXT),
)
A, B, C, D, E = (
    Place(1, "Trường A", "A", "Cụm 1", None),
    Place(2, "Trường B", "B", "Cụm 1", None),
    Place(3, "Công ty C", "C", "Cụm 2", None),
    Place(4, "Công ty D", "D", None, None),
    Place(5, "Công ty E", "E", None, None),
)
LINES = (
    Line(
        A, date(2026, 2, 1), {1: 10.0}, {1: Result("given", 12.0), 2: Result("given", 95.5)}, Standing.APPROVED, 0, outcome=HELD
    ),
    Line(B, date(2026, 2, 3), {1: 20.0}, {1: Result("given", 1000.0)}, Standing.RETURNED, 4),
    Line(C, date(2026, 7, 5), {}, {1: Result("none")}, Standing.SUBMITTED, 0),
    Line(D, None, {1: 5.0}, {}, Standing.MISSING, Timing.MISSING, outcome=CANCELLED),
    Line(E, None, {1: 400.0}, {}, Standing.EXCUSED, Timing.EXCUSED),
)
PHASE = PhaseTable(
    "Đợt 1",
    "Thi đua lao động giỏi",
    date(2026, 1, 1),
    "01/01 – 30/06/2026",
    TODAY,
    (IDEAS, SHARE, TALE),
    LINES,
    timings=(0, 0, 4, Timing.MISSING, Timing.EXCUSED),
    asks_held=True,
)
NEXT = PhaseTable("Đợt 2", "", date(2026, 7, 1), "01/07 – 31/12/2026", TODAY, (), (Line(A),))
TABLE = Table(
    title="Phong trào thi đua năm 2026",
    number="51/KH-TLĐ",
    issuer="Tổng Liên đoàn",
    day=TODAY,
    known_at=KNOWN_AT,
    phases=(PHASE,),
    launches=(
        LaunchLine(A, "Đợt 1", date(2026, 2, 1), outcome=HELD, held_on=date(2026, 2, 1), present=45, members=62),
        LaunchLine(B, "Đợt 1", date(2026, 2, 3)),
        LaunchLine(C, "Đợt 1", date(2026, 7, 5)),
        LaunchLine(D, "Đợt 1", None, outcome=CANCELLED),
    ),
    works=(
        WorkLine(
            A,
            "Đợt 1",
            "Sân chơi",
            "work",
            5_000_000,
            date(2026, 5, 1),
            "",
            wants_plaque=True,
            state="finished",
            day=date(2026, 5, 2),
            reached=6_000_000,
        ),
        WorkLine(A, "Đợt 1", "Vườn rau", "task", None, None, "", wants_plaque=False, state="dropped", reason="Hết đất"),
        WorkLine(B, "Đợt 1", "Thư viện", "work", 7_500_000, date(2026, 9, 1), "", wants_plaque=False),
        WorkLine(B, "Đợt 2", "Nhà xe", "work", 9, None, "", wants_plaque=True),
    ),
    nominations=(
        NominationLine(A, "Đợt 1", "Tổ 1", is_collective=True, reason="giỏi", state="chosen"),
        NominationLine(A, "Đợt 1", "Chị Hoa", is_collective=False, reason="giỏi", state="proposed"),
        NominationLine(C, "Đợt 1", "Anh Nam", is_collective=False, reason="giỏi", state="declined"),
    ),
)

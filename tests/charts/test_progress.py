"""What the picture tells: who is behind comes first, of many clusters the worst, and the three figures of the caption."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.charts.progress import WORST, Progress, Share, current, progress_of
from bot.charts.sending import caption
from bot.held import CANCELLED, HELD
from bot.sheets.table.contents import Line, PhaseTable, Place, Standing, Table, Timing

TODAY = date(2026, 3, 4)
LAUNCHED, AHEAD = date(2026, 3, 4), date(2026, 3, 5)


def phase(*lines: Line, starts_on: date | None = None, day: date = TODAY, **more: Any) -> PhaseTable:
    return PhaseTable("Đợt 1", "", starts_on, "", day, (), lines, **more)


def line(
    unit: int, cluster: str | None, standing: Standing, launch_on: date | None = None, timing: int | Timing | None = None
) -> Line:
    return Line(Place(unit, f"Đơn vị {unit}", None, cluster, "Trường học"), launch_on, {}, {}, standing, timing)


def told(*lines: Line, **more: Any) -> Progress:
    table = Table("Phong trào", "", "", TODAY, datetime(2026, 3, 4, tzinfo=UTC))
    return progress_of(table, phase(*lines, **more), "Chưa xếp cụm", "Chưa xếp khối")


LINES = (
    line(1, "Cụm 1", Standing.APPROVED, LAUNCHED, 0),
    line(2, "Cụm 1", Standing.SUBMITTED, LAUNCHED, 3),
    line(3, "Cụm 2", Standing.RECEIVED, AHEAD, 0),
    line(4, "Cụm 2", Standing.RETURNED, None, 0),
    line(5, None, Standing.MISSING, None, Timing.MISSING),
    line(6, None, Standing.EXCUSED, None, Timing.EXCUSED),
    line(7, None, Standing.MISSING, LAUNCHED, Timing.AHEAD),
)


def test_the_shares_are_counted_and_the_slowest_comes_first() -> None:
    progress = told(*LINES)
    assert progress.clusters == (Share("Chưa xếp cụm", 2, 1, 0), Share("Cụm 2", 2, 0, 1), Share("Cụm 1", 2, 2, 2))
    assert progress.blocs == (Share("Trường học", 6, 3, 3),)  # an excused unit is not counted
    assert progress.whole == Share("", 6, 3, 3)


def test_the_caption_has_the_three_figures_and_what_they_are_counted_of() -> None:
    timings = (0, 0, 3, Timing.MISSING, Timing.MISSING, Timing.AHEAD, Timing.UNDATED, Timing.EXCUSED)
    assert caption(told(*LINES, timings=timings)) == [
        "📈 Đợt 1, đến 04/03/2026",
        "• Đã đến ngày phát động: 3/6 đơn vị (thêm 1 đơn vị đã đăng ký ngày)",
        "• Đã nộp báo cáo: 3/6 đơn vị",
        "• Đúng hạn: 2/5 việc đã xong hoặc quá hạn",
    ]


def test_before_anything_is_due_no_share_is_invented() -> None:
    ahead = told(line(1, None, Standing.MISSING, LAUNCHED, Timing.AHEAD), timings=(Timing.AHEAD,))
    assert caption(ahead)[-1] == "• Đúng hạn: chưa có việc nào đến hạn"


def test_a_campaign_without_duties_tells_of_launches_alone() -> None:
    lines = ["📈 Đợt 1, đến 04/03/2026", "• Đã đến ngày phát động: 1/1 đơn vị"]
    assert caption(told(line(1, None, Standing.NOT_OWED, LAUNCHED))) == lines


def test_where_units_are_asked_a_day_that_has_come_is_not_yet_a_launch() -> None:
    lines = [
        *(line(each, None, Standing.NOT_OWED, LAUNCHED) for each in (1, 2)),
        replace(line(3, None, Standing.NOT_OWED, AHEAD), outcome=HELD),  # held before its day
        *(replace(line(each, None, Standing.NOT_OWED, day), outcome=CANCELLED) for each, day in ((4, LAUNCHED), (5, AHEAD))),
    ]
    assert caption(told(*lines, asks_held=True))[1] == "• Đã đến ngày phát động: 3/5 đơn vị, 1 đơn vị đã báo kết quả"
    assert caption(told(*lines[3:], asks_held=True))[1] == "• Đã đến ngày phát động: 0/2 đơn vị"


def test_of_many_clusters_the_worst_are_drawn_and_the_rest_is_said() -> None:
    lines = [
        line(100 * each + n, f"Cụm {each}", Standing.SUBMITTED if n < each else Standing.MISSING)
        for each in range(60)
        for n in range(60)
    ]
    progress = told(*lines)
    assert [each.name for each in progress.clusters] == [f"Cụm {each}" for each in range(WORST)]
    assert progress.left_out == 40


def test_without_clusters_only_blocs_are_drawn() -> None:
    assert told(line(1, None, Standing.MISSING)).clusters == ()


def test_the_phase_that_runs_is_the_last_that_began() -> None:
    over = phase(starts_on=date(2025, 7, 1), day=date(2025, 12, 31))
    running, ahead = phase(starts_on=date(2026, 1, 1)), phase(starts_on=date(2026, 3, 20))
    table = Table("", "", "", TODAY, datetime(2026, 3, 4, tzinfo=UTC), (over, running, ahead))
    assert current(table) is running
    assert current(Table("", "", "", TODAY, table.known_at, (ahead,))) is None

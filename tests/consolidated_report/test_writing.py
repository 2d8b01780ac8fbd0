"""What the consolidated report says: every figure as reckoned by hand, and nothing that nobody reported."""

import random
from dataclasses import replace

import pytest

from bot.charts.progress import HANDED_IN
from bot.consolidated_report import annexes as lists
from bot.consolidated_report.contents import Annex, ConsolidatedReport, Grid, Heading, Said, ToWrite
from bot.consolidated_report.shares import of, share
from bot.consolidated_report.writing import PLANNED, write
from bot.held.contents import CANCELLED
from bot.i18n import speaking
from bot.reports.answers import show_amount
from bot.sheets.table.contents import Standing, Timing
from tests.consolidated_report.phase import LINES, NEXT, PHASE, TABLE
from tests.sheets.tables import table as any_table

ISSUER = "Công đoàn phường Sông Xanh"


def report() -> ConsolidatedReport:
    return write(TABLE, [PHASE], ISSUER, ["Đợt 2, 01/07 – 31/12/2026."])


def said(made: ConsolidatedReport) -> dict[str, str]:
    """The paragraphs by what leads them."""
    return {each.lead: each.text for each in made.items if isinstance(each, Said)}


def annex(made: ConsolidatedReport, number: str) -> Annex:
    return next(each for each in made.annexes if each.number == number)


def test_each_paragraph_says_what_the_table_holds() -> None:
    assert said(report()) == {
        "Chủ đề:": "Thi đua lao động giỏi.",
        "a) Phát động.": (
            "Có 2/4 đơn vị (50%) đã đến ngày phát động, trong đó 1 đơn vị đã báo kết quả tổ chức; 1 đơn vị đã đăng ký, chưa đến "
            "ngày; 1 đơn vị báo không tổ chức. Theo 1 đơn vị đã báo, có 45 người dự."
        ),
        "b) Thực hiện các chỉ tiêu.": (
            "Đã nhận báo cáo của 2/4 đơn vị (50%), trong đó 1 đã duyệt. 1 báo cáo đang trả lại để bổ sung, chưa cộng vào số "
            "liệu. Số liệu từng đơn vị: Phụ lục I."
        ),
        "c) Công trình, phần việc.": (
            "2 đơn vị đăng ký 3 công trình, sản phẩm, phần việc, dự kiến 12.500.000 đồng (2 công trình có ghi giá trị). "
            "Đã xong 1, làm được 6.000.000 đồng; đang làm 1; không làm 1. Đề nghị gắn biển: 1. Danh sách: Phụ lục III."
        ),
        "d) Đề nghị khen thưởng.": ("Các đơn vị đề nghị 1 tập thể, 2 cá nhân; đã chọn để trình 1 tập thể, 0 cá nhân."),
        "đ) Chế độ báo cáo.": (
            "2/4 việc (50%) đã xong hoặc quá hạn được làm đúng hạn. 1 đơn vị quá hạn, chưa nộp báo cáo (Phụ lục II)."
        ),
        "-": "2/4 đơn vị (50%) quá hạn chưa nộp báo cáo Đợt 1 hoặc đang bổ sung báo cáo.",
        "1.": "Đợt 2, 01/07 – 31/12/2026.",
    }


def test_who_only_reports_is_not_asked_for_a_launch() -> None:
    made = write(replace(TABLE, launches=TABLE.launches[:2]), [PHASE], ISSUER, [])
    assert said(made)["a) Phát động."].startswith("Có 2/2 đơn vị (100%) đã đến ngày phát động, trong đó 1 đơn vị đã báo kết quả")


def test_figures_are_of_reports_that_are_in_and_ratios_are_not_added() -> None:
    grids = [each for each in report().items if isinstance(each, Grid)]
    assert [each.heads for each in grids] == [PLANNED]
    # Pledged by A, B and D: E is excused. Reached by A, and C who said “none”: what B has to correct does not count.
    assert grids[0].rows == (("1", "Sáng kiến", "sáng kiến", "35", "12", "34,3%", "2"),)


def test_what_nobody_reported_is_said_not_counted_as_nought() -> None:
    silent = replace(PHASE, lines=tuple(replace(each, results={}, standing=Standing.MISSING) for each in LINES))
    made = write(replace(TABLE, phases=(silent,)), [silent], ISSUER, [])
    (grid,) = (each for each in made.items if isinstance(each, Grid))
    assert grid.rows[0][4:] == ("chưa báo cáo", "", "0")


def test_the_head_names_plan_and_issuer_and_the_rest_is_left_to_write() -> None:
    made = report()
    assert made.subject == "Kết quả thực hiện “Phong trào thi đua năm 2026”, Đợt 1"
    assert made.as_of == "(Số liệu tính đến ngày 30/06/2026)"
    assert made.opening == (
        "Thực hiện kế hoạch số 51/KH-TLĐ của Tổng Liên đoàn về “Phong trào thi đua năm 2026”, Công đoàn phường Sông Xanh báo cáo "
        "kết quả như sau:"
    )
    parts = [each.text for each in made.items if isinstance(each, Heading) and each.is_part]
    assert parts == ["I. KẾT QUẢ THỰC HIỆN", "II. ĐÁNH GIÁ CHUNG", "III. PHƯƠNG HƯỚNG, NHIỆM VỤ"]
    assert sum(isinstance(each, ToWrite) for each in made.items) == 3


def test_the_annexes_list_units_by_cluster_the_late_ones_and_the_works() -> None:
    made = report()
    assert [(each.number, each.title) for each in made.annexes] == [
        ("I", "SỐ LIỆU THEO ĐƠN VỊ"),
        ("II", "ĐƠN VỊ CHƯA BÁO CÁO HOẶC BÁO CÁO TRỄ"),
        ("III", "CÔNG TRÌNH, SẢN PHẨM, PHẦN VIỆC"),
    ]
    (figures,) = annex(made, "I").grids
    assert figures.heads == ("TT", "Đơn vị", "Phát động", "Sáng kiến", "Tỷ lệ tham gia (%)", "Báo cáo")
    assert figures.rows == (
        ("Cụm 1",),
        ("1", "Trường A", "01/02/2026", "12", "95,5", "Đã duyệt"),
        ("2", "Trường B", "03/02/2026", "", "", "Trả lại"),
        ("Cụm 2",),
        ("3", "Công ty C", "05/07/2026", "không có", "", "Đã nộp"),
        ("Chưa xếp cụm",),
        ("4", "Công ty D", "", "", "", "Chưa nộp"),
        ("5", "Công ty E", "", "", "", "Được miễn"),
    )
    assert figures.total == ("", "Cộng", "2", "12", "", "2/4")
    (missing,) = annex(made, "II").grids
    assert missing.rows == (
        ("1", "Trường B", "Cụm 1", "Đợt 1", "Trả lại", "Trễ 4 ngày"),
        ("2", "Công ty D", "Chưa xếp cụm", "Đợt 1", "Chưa nộp", "Quá hạn, chưa làm"),
    )
    (works,) = annex(made, "III").grids
    assert [row[2:] for row in works.rows] == [
        ("Sân chơi", "Công trình", "5.000.000", "01/05/2026", "Đã xong 02/05/2026"),
        ("Vườn rau", "Phần việc", "", "", "Không làm: Hết đất"),
        ("Thư viện", "Công trình", "7.500.000", "01/09/2026", "Đang làm"),
    ]


def test_who_has_time_still_is_not_called_late() -> None:
    early = replace(
        PHASE, lines=tuple(replace(each, standing=Standing.MISSING, timing=Timing.AHEAD) for each in LINES), timings=()
    )
    made = write(replace(TABLE, phases=(early,)), [early], ISSUER, [])
    assert "5 đơn vị chưa đến hạn nộp." in said(made)["b) Thực hiện các chỉ tiêu."]
    assert "-" not in said(made)
    assert [each.title for each in made.annexes] == ["SỐ LIỆU THEO ĐƠN VỊ", "CÔNG TRÌNH, SẢN PHẨM, PHẦN VIỆC"]


def test_a_launch_that_was_held_counts_without_its_day_and_a_cancelled_one_does_not() -> None:
    first, second, *rest = LINES
    lines = (replace(first, launch_on=None), replace(second, outcome=CANCELLED), *rest)
    made = write(TABLE, [replace(PHASE, lines=lines)], ISSUER, [])
    assert said(made)["a) Phát động."].startswith("Có 1/4 đơn vị (25%) đã đến ngày phát động")
    assert annex(made, "I").grids[0].total[2] == "1"


def test_a_phase_without_anything_says_nothing() -> None:
    made = write(replace(TABLE, works=(), nominations=(), launches=()), [NEXT], ISSUER, [])
    assert said(made) == {}
    assert made.annexes == ()


def test_of_several_phases_each_has_its_section() -> None:
    made = write(replace(TABLE, phases=(PHASE, NEXT)), [PHASE, NEXT], ISSUER, [])
    assert made.subject == "Kết quả thực hiện “Phong trào thi đua năm 2026”"
    headings = [each.text for each in made.items if isinstance(each, Heading) and not each.is_part]
    assert headings[:2] == ["1. Đợt 1 (01/01 – 30/06/2026)", "2. Đợt 2 (01/07 – 31/12/2026)"]
    assert annex(made, "I").grids[0].heads[1] == "Đợt 1. Đơn vị"


def test_a_nation_is_told_by_cluster_and_its_long_lists_end_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LONGEST", 1)
    made = report()
    (figures,) = annex(made, "I").grids
    assert figures.heads[1] == "Cụm"
    assert figures.rows == (
        ("1", "Cụm 1", "2", "12", "", "1/2"),
        ("2", "Cụm 2", "0", "", "", "1/1"),
        ("3", "Chưa xếp cụm", "0", "", "", "0/1"),
    )
    assert len(annex(made, "II").grids[0].rows) == 1
    assert annex(made, "II").note == "Còn 1 dòng nữa: xem tệp Excel của cùng ngày."


@pytest.mark.parametrize("seed", range(30))
def test_sums_are_those_of_the_units_whatever_the_table(seed: int) -> None:
    table = any_table(random.Random(seed))  # noqa: S311  a test's own
    phase = table.phases[0]
    made = write(table, [phase], ISSUER, [])
    summed = {row[1]: row[4] for each in made.items if isinstance(each, Grid) for row in each.rows}
    for column in phase.columns:
        if column.label in summed and sum(each.label == column.label for each in phase.columns) == 1:
            told = [line.results[column.id] for line in phase.lines if line.standing in HANDED_IN and column.id in line.results]
            given = [each.amount or 0.0 for each in told if each.state in {"given", "none"}]
            with speaking("vi"):
                assert summed[column.label] == (show_amount(sum(given)) if given else "chưa báo cáo")


def test_shares() -> None:
    assert [share(1, 3), share(3, 3), share(0, 4), share(1, 0)] == ["33,3%", "100%", "0%", ""]
    assert of(0, 0, "đơn vị") == "0 đơn vị"

"""Writes the consolidated report from the officer's table: every number in its sentences stands in the table as well.

An official paper is in Vietnamese, whoever prints it: Decree 30/2020/NĐ-CP, Annex I, gives its parts their words. So these words
are not looked up in a catalogue.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.charts.progress import HANDED_IN, Progress, progress_of
from bot.clock import local
from bot.consolidated_report.annexes import FIGURES, MISSING, WORKS, annexes, is_behind
from bot.consolidated_report.contents import ConsolidatedReport, Grid, Heading, Item, Said, ToWrite
from bot.consolidated_report.shares import of, share
from bot.held.contents import CANCELLED
from bot.i18n import show_count, show_date, speaking
from bot.reports.answers import show_amount
from bot.sheets.table.contents import GIVEN, NONE, Column, Line, PhaseTable, Standing, Table, Timing, WorkLine
from bot.works.standing import DROPPED, FINISHED, LATER

Lists = dict[str, str]
"""The number of each annex there is, by its kind."""

LETTERS = "abcdđ"  # as Decree 30 numbers points
PLANNED = ("TT", "Chỉ tiêu", "Đơn vị tính", "Giao ước", "Kết quả", "Tỷ lệ", "Số đơn vị")
PLANNED_SHARES = (0.06, 0.28, 0.11, 0.18, 0.18, 0.1, 0.09)


def write(table: Table, phases: Sequence[PhaseTable], issuer: str, ahead: Sequence[str]) -> ConsolidatedReport:
    """The report on some phases of the table, handed in by `issuer`. `ahead`: the phases that are still to come, as the plan
    has them."""
    with speaking("vi"):
        behind = annexes(table, phases)
        only = f", {phases[0].name}" if len(phases) == 1 else ""
        items: list[Item] = [Heading("I. KẾT QUẢ THỰC HIỆN", is_part=True)]
        for number, phase in enumerate(phases, 1):
            items += _phase(number, table, phase, {each.kind: each.number for each in behind})
        items += [
            Heading("II. ĐÁNH GIÁ CHUNG", is_part=True),
            Heading("1. Ưu điểm"),
            ToWrite("Xin nêu việc làm tốt, đơn vị tiêu biểu."),
            Heading("2. Tồn tại, hạn chế và nguyên nhân"),
            *_behind(phases),
            ToWrite("Xin nêu tồn tại, hạn chế và nguyên nhân."),
            Heading("III. PHƯƠNG HƯỚNG, NHIỆM VỤ", is_part=True),
            *(Said(each, f"{number}.") for number, each in enumerate(ahead, 1)),
            ToWrite("Xin nêu nhiệm vụ, mỗi việc có chỉ tiêu và thời hạn."),
        ]
        here = local(table.known_at)
        return ConsolidatedReport(
            phases=tuple(each.name for each in phases),
            issuer=issuer,
            subject=f"Kết quả thực hiện “{table.title}”{only}",
            as_of=f"(Số liệu tính đến ngày {show_date(max(each.day for each in phases))})",
            opening=_opening(table, issuer),
            items=tuple(items),
            closing=f"Trên đây là kết quả thực hiện “{table.title}”{only}. {issuer} xin báo cáo./.",
            annexes=tuple(each.annex for each in behind),
            origin=f"Bản nháp do Trợ lý thi đua lập lúc {here:%H:%M} ngày {here:%d/%m/%Y}, từ báo cáo của các đơn vị.",
        )


def _opening(table: Table, issuer: str) -> str:
    number = f" số {table.number}" if table.number else ""
    of_issuer = f" của {table.issuer}" if table.issuer not in {"", issuer} else ""
    return f"Thực hiện kế hoạch{number}{of_issuer} về “{table.title}”, {issuer} báo cáo kết quả như sau:"


def _phase(number: int, table: Table, phase: PhaseTable, lists: Lists) -> list[Item]:
    progress = progress_of(table, phase, "", "")
    lines = [each for each in phase.lines if each.standing is not Standing.EXCUSED]
    period = f" ({phase.period})" if phase.period else ""
    items: list[Item] = [Heading(f"{number}. {phase.name}{period}")]
    if phase.theme:
        items.append(Said(phase.theme.rstrip(".") + ".", "Chủ đề:"))
    works = [each for each in table.works if each.phase == phase.name]
    points: list[tuple[str, str, tuple[Grid, ...]]] = [
        ("Phát động", _launches(table, phase), ()),
        ("Thực hiện các chỉ tiêu", _received(lines, lists), _figures(phase, lines)),
        ("Công trình, phần việc", _works(works, lists), ()),
        ("Đề nghị khen thưởng", _nominated(table, phase), ()),
        ("Chế độ báo cáo", _punctual(progress, lists, lines), ()),
    ]
    for letter, (name, text, grids) in zip(LETTERS, (each for each in points if each[1]), strict=False):
        items += [Said(text, f"{letter}) {name}."), *grids]
    return items


def _launches(table: Table, phase: PhaseTable) -> str:
    """Of the units that are to launch: others may owe a report alone."""
    planned = [each for each in table.launches if each.phase == phase.name]
    units = {each.place.unit_id for each in planned}
    lines = tuple(each for each in phase.lines if each.place.unit_id in units)
    progress = progress_of(table, replace(phase, lines=lines), "", "")
    whole = progress.whole
    if not whole.units:
        return ""
    cancelled = sum(each.outcome == CANCELLED for each in lines if each.standing is not Standing.EXCUSED)
    without = whole.units - whole.launched - progress.registered - cancelled
    text = f"Có {of(whole.launched, whole.units, 'đơn vị')} đã đến ngày phát động"
    if progress.held is not None and whole.launched:
        text += f", trong đó {show_count(progress.held)} đơn vị đã báo kết quả tổ chức"
    text += f"; {show_count(progress.registered)} đơn vị đã đăng ký, chưa đến ngày" if progress.registered else ""
    text += f"; {show_count(cancelled)} đơn vị báo không tổ chức" if cancelled else ""
    text += f"; {show_count(without)} đơn vị chưa đăng ký ngày" if without > 0 else ""
    present = [each.present for each in planned if each.present is not None]
    if present:
        text += f". Theo {show_count(len(present))} đơn vị đã báo, có {show_count(sum(present))} người dự"
    return f"{text}."


def _received(lines: Iterable[Line], lists: Lists) -> str:
    owing = [each for each in lines if each.standing is not Standing.NOT_OWED]
    if not owing:
        return ""
    handed_in = [each for each in owing if each.standing in HANDED_IN]
    states = [each.standing for each in owing]
    approved = states.count(Standing.APPROVED)
    looked_at = f"trong đó {show_count(approved)} đã duyệt" if approved else "chưa duyệt báo cáo nào"
    text = f"Đã nhận báo cáo của {of(len(handed_in), len(owing), 'đơn vị')}, {looked_at}."
    if on_paper := sum(each.standing is Standing.RECEIVED and not each.results for each in owing):
        text += f" {show_count(on_paper)} đơn vị nộp bản giấy, số liệu chưa có trong bảng dưới đây."
    if returned := states.count(Standing.RETURNED):
        text += f" {show_count(returned)} báo cáo đang trả lại để bổ sung, chưa cộng vào số liệu."
    if ahead := sum(each.timing in {Timing.AHEAD, Timing.UNDATED} for each in owing):
        text += f" {show_count(ahead)} đơn vị chưa đến hạn nộp."
    return text + (f" Số liệu từng đơn vị: Phụ lục {lists[FIGURES]}." if FIGURES in lists else "")


def _figures(phase: PhaseTable, lines: Sequence[Line]) -> tuple[Grid, ...]:
    """What was pledged and what was reached, where figures of several units add up."""
    handed_in = [each for each in lines if each.standing in HANDED_IN]
    summed = [each for each in phase.columns if each.adds_up]
    rows = tuple((str(number), *_summed(each, lines, handed_in)) for number, each in enumerate(summed, 1))
    return (Grid(PLANNED, PLANNED_SHARES, rows, frozenset({3, 4, 5, 6})),) if rows else ()


def _summed(column: Column, lines: Iterable[Line], handed_in: Iterable[Line]) -> tuple[str, ...]:
    pledged = [each.pledged[column.id] for each in lines if column.id in each.pledged]
    told = [each.results[column.id] for each in handed_in if column.id in each.results]
    answers = [each.amount or 0.0 for each in told if each.state in {GIVEN, NONE}]
    reached = sum(answers)
    promised = sum(pledged)
    ratio = share(round(reached * 100), round(promised * 100)) if pledged and answers else ""
    return (
        column.label,
        column.unit,
        show_amount(promised) if pledged else "",
        show_amount(reached) if answers else "chưa báo cáo",
        ratio,
        show_count(len(answers)),
    )


def _works(works: Sequence[WorkLine], lists: Lists) -> str:
    if not works:
        return ""
    units = len({each.place.unit_id for each in works})
    valued = [each.value for each in works if each.value is not None]
    text = f"{show_count(units)} đơn vị đăng ký {show_count(len(works))} công trình, sản phẩm, phần việc"
    text += f", dự kiến {show_count(sum(valued))} đồng ({show_count(len(valued))} công trình có ghi giá trị)" if valued else ""
    text += f". {_standing(works)}"
    plaques = sum(each.wants_plaque for each in works)
    text += f" Đề nghị gắn biển: {show_count(plaques)}." if plaques else ""
    return text + (f" Danh sách: Phụ lục {lists[WORKS]}." if WORKS in lists else "")


def _standing(works: Sequence[WorkLine]) -> str:
    """How many are done, put off, dropped and under way; what there is none of is left out, but for what is done."""
    states = [each.state for each in works]
    reached = [each.reached for each in works if each.state == FINISHED and each.reached is not None]
    worth = f", làm được {show_count(sum(reached))} đồng" if reached else ""
    counts = {
        "đang làm": len(works) - sum(states.count(each) for each in (FINISHED, LATER, DROPPED)),
        "lùi ngày": states.count(LATER),
        "không làm": states.count(DROPPED),
    }
    others = [f"{name} {show_count(count)}" for name, count in counts.items() if count]
    return "; ".join([f"Đã xong {show_count(states.count(FINISHED))}{worth}", *others]) + "."


def _nominated(table: Table, phase: PhaseTable) -> str:
    """Proposed and chosen are two things, and none of them is granted yet."""
    found = [each for each in table.nominations if each.phase == phase.name]
    if not found:
        return ""
    groups = sum(each.is_collective for each in found)
    chosen = [each for each in found if each.state == "chosen"]
    text = f"Các đơn vị đề nghị {show_count(groups)} tập thể, {show_count(len(found) - groups)} cá nhân"
    groups_chosen = sum(each.is_collective for each in chosen)
    text += f"; đã chọn để trình {show_count(groups_chosen)} tập thể, {show_count(len(chosen) - groups_chosen)} cá nhân."
    return text


def _punctual(progress: Progress, lists: Lists, lines: Iterable[Line]) -> str:
    if not progress.counted:
        return ""
    text = f"{of(progress.on_time, progress.counted, 'việc')} đã xong hoặc quá hạn được làm đúng hạn."
    missing = sum(each.timing is Timing.MISSING for each in lines)
    where = f" (Phụ lục {lists[MISSING]})" if MISSING in lists else ""
    return text + (f" {show_count(missing)} đơn vị quá hạn, chưa nộp báo cáo{where}." if missing else "")


def _behind(phases: Sequence[PhaseTable]) -> list[Item]:
    """What the figures themselves say is still missing."""
    items: list[Item] = []
    for phase in phases:
        owing = [each for each in phase.lines if each.standing not in {Standing.NOT_OWED, Standing.EXCUSED}]
        behind = sum(map(is_behind, owing))
        if behind:
            text = f"{of(behind, len(owing), 'đơn vị')} quá hạn chưa nộp báo cáo {phase.name} hoặc đang bổ sung báo cáo."
            items.append(Said(text, "-"))
    return items

"""A plan file: every problem is found at once, in Vietnamese, with its line."""

import datetime as dt

import pytest

from bot.campaigns.plan import PlanBloc, PlanTarget
from bot.campaigns.reading import Unreadable, plan_of, read_toml

HEAD = 'title = "Thi đua"\nissuer = "Công đoàn"\n'
PHASE = HEAD + '[[phases]]\nname = "Đợt 1"\n'
DAY = "phải là ngày có thật, viết năm-tháng-ngày, ví dụ: 2026-01-31"

WRONG = {
    "": ["Dòng 1, title: thiếu mục này", "Dòng 1, issuer: thiếu mục này"],
    HEAD + "isued_on = 2025-01-01": ["Dòng 3, isued_on: không có mục này; có phải ý là “issued_on”?"],
    HEAD + "zzz = 1": ["Dòng 3, zzz: không có mục này"],
    HEAD + "number = 41": ["Dòng 3, number: phải là chữ, đặt trong dấu ngoặc kép"],
    HEAD + 'number = " "': ["Dòng 3, number: còn trống"],
    HEAD + 'issued_on = "2025-02-30"': [f"Dòng 3, issued_on: {DAY}"],
    HEAD + "issued_on = 2025-01-01T08:00:00": [f"Dòng 3, issued_on: {DAY}"],
    HEAD + "issued_on = true": [f"Dòng 3, issued_on: {DAY}"],
    HEAD + 'titles = "Giỏi"': ['Dòng 3, titles: phải là một danh sách, ví dụ: ["…", "…"]'],
    HEAD + "titles = [1]": ["Dòng 3, titles[1]: phải là chữ, đặt trong dấu ngoặc kép"],
    HEAD + "phases = 3": ['Dòng 3, phases: phải là một danh sách, ví dụ: ["…", "…"]'],
    HEAD + "phases = [3]": ["Dòng 3, phases[1]: phải là một bảng gồm các mục"],
    HEAD + "[[phases]]\ntheme = 'x'": ["Dòng 3, phases[1].name: thiếu mục này"],
    PHASE + "year_inferred = 1": ["Dòng 5, phases[1].year_inferred: phải là true (có) hoặc false (không)"],
    PHASE + 'start = 2025-06-01\nstart_precision = "week"': [
        "Dòng 6, phases[1].start_precision: phải là một trong: day, month, year"
    ],
    PHASE + "start = 2025-06-01": ["Dòng 3, phases[1].start_precision: thiếu mục này: day, month, year"],
    PHASE + 'start = 2025-06-02\nstart_precision = "month"': ["Dòng 5, phases[1].start: phải là ngày đầu của tháng hoặc năm ấy"],
    PHASE + 'end = 2025-11-30\nend_precision = "year"': ["Dòng 5, phases[1].end: phải là ngày cuối của tháng hoặc năm ấy"],
    PHASE + 'end = 2024-02-28\nend_precision = "month"': ["Dòng 5, phases[1].end: phải là ngày cuối của tháng hoặc năm ấy"],
    PHASE + "end = 2025-11-30": ["Dòng 3, phases[1].end_precision: thiếu mục này: day, month, year, event"],
    PHASE + 'end_precision = "event"': ['Dòng 3, phases[1].end_event: phải đi cùng với end_precision = "event"'],
    PHASE + 'end_event = "Đại hội"': ['Dòng 5, phases[1].end_event: phải đi cùng với end_precision = "event"'],
    PHASE + 'start_precision = "event"': ["Dòng 5, phases[1].start_precision: phải là một trong: day, month, year"],
    PHASE + 'start_rule = "từ nay"\nstart = 2025-01-01\nstart_precision = "day"': [
        "Dòng 6, phases[1].start: không dùng cùng lúc với start_rule"
    ],
    PHASE + 'start = 2025-06-01\nstart_precision = "day"\nend = 2025-05-31\nend_precision = "day"': [
        "Dòng 7, phases[1].end: ngày kết thúc 31/05/2025 ở trước ngày bắt đầu 01/06/2025"
    ],
    PHASE + '[[phases]]\nname = "Đợt 1"': ["Dòng 6, phases[2].name: tên “Đợt 1” bị trùng"],
    HEAD + "[period]\nend = 2025-01-01": ["Dòng 3, period.end_precision: thiếu mục này: day, month, year, event"],
    HEAD + '[[anniversaries]]\nname = "A"\noriginal_date = 1930-02-03\nyear_ordinal = 96\ndate = 2025-02-03': [
        "Dòng 6, anniversaries[1].year_ordinal: ghi 96 năm, nhưng từ 1930 đến 2025 là 95 năm"
    ],
    HEAD + '[[anniversaries]]\nname = "A"\ndate = "25"': [f"Dòng 5, anniversaries[1].date: {DAY}"],
    HEAD + '[[anniversaries]]\nname = "A"\nyear_ordinal = 9.5': ["Dòng 5, anniversaries[1].year_ordinal: phải là một số nguyên"],
    HEAD + '[[anniversaries]]\nname = "A"\nphase = "Đợt 9"': ["Dòng 5, anniversaries[1].phase: không có đợt nào tên “Đợt 9”"],
    HEAD + '[[indicators]]\ncode = "Sáng kiến"\nlabel = "SK"\nkind = "count"\nbloc = "b"\nlowest = 3\nhighest = 2': [
        "Dòng 4, indicators[1].code: chỉ dùng chữ thường không dấu, số và dấu _, ví dụ: sang_kien",
        "Dòng 6, indicators[1].kind: phải là một trong: sum, last, ratio, text",
        "Dòng 7, indicators[1].bloc: không có khối nào tên “b”",
        "Dòng 9, indicators[1].highest: nhỏ hơn lowest",
    ],
    HEAD + '[[indicators]]\ncode = "a"\nlabel = "A"\n[[indicators]]\ncode = "a"\nlabel = "B"': [
        "Dòng 7, indicators[2].code: mã “a” bị trùng"
    ],
    HEAD + '[[indicators]]\ncode = "a"\nlabel = "A"\nlowest = "0"': ["Dòng 6, indicators[1].lowest: phải là một số"],
    HEAD + 'blocs = ["A", "A"]': ["Dòng 3, blocs[2].label: tên “A” bị trùng"],
    HEAD + '[[blocs]]\nlabel = "A"\ncount = 3\ncontents = ["x"]': ["Dòng 5, blocs[1].count: ghi 3 nội dung, nhưng liệt kê 1"],
    HEAD + '[[deadlines]]\nwhat = "Nộp"\nrelation = "sau ngày"\nprecision = "event"': [
        "Dòng 5, deadlines[1].relation: phải là một trong: trước ngày",
        "Dòng 6, deadlines[1].precision: phải là một trong: day, month, year",
    ],
    HEAD + '[[targets]]\ntext = "T"\noperator = "<"\nper = "day"': [
        "Dòng 5, targets[1].operator: phải là một trong: >=, =, +",
        "Dòng 6, targets[1].per: phải là một trong: unit, year, campaign",
    ],
    HEAD + "[[pilot_units]]\ncount = 0": ["Dòng 4, pilot_units[1].count: phải từ 1 trở lên"],
}


@pytest.mark.parametrize("text", WRONG)
def test_every_problem_is_told_with_its_place(text: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_toml(text)
    assert wrong.value.lines == WRONG[text]


def test_what_is_no_toml_at_all_says_so() -> None:
    with pytest.raises(Unreadable, match=r"^Tệp không đúng kiểu TOML: .*line 1"):
        read_toml("title = Thi đua")


def test_problems_come_in_the_order_of_the_file() -> None:
    with pytest.raises(Unreadable) as wrong:
        read_toml("issuer = 1\n[[themes]]\ntext = 2\n[[phases]]\nname = 3\n[[phases]]\nname = 4")
    assert [line.split(":")[0] for line in wrong.value.lines] == [
        "Dòng 1, title",
        "Dòng 1, issuer",
        "Dòng 3, themes[1].text",
        "Dòng 5, phases[1].name",
        "Dòng 7, phases[2].name",
    ]


def test_text_alone_stands_for_a_record_of_one_word() -> None:
    plan = read_toml(HEAD + 'blocs = ["khối doanh nghiệp"]\ntargets = ["100%"]')
    assert (plan.blocs, plan.targets) == ((PlanBloc("khối doanh nghiệp"),), (PlanTarget("100%"),))


def test_decomposed_letters_and_spaces_are_put_right() -> None:
    assert read_toml('title = " Thi  đua "\nissuer = "Co\u0302ng đoàn"').issuer == "Công đoàn"


def test_from_now_means_the_day_of_issue_where_it_is_known() -> None:
    plan = read_toml(HEAD + 'issued_on = 2025-11-14\n[[phases]]\nname = "1"\nstart_rule = "từ nay"\nstart_precision = "day"')
    assert plan.phases[0].start_resolved == dt.date(2025, 11, 14)


def test_a_bare_year_is_kept_as_it_is() -> None:
    plan = read_toml(HEAD + '[[anniversaries]]\nname = "A"\noriginal_date = 1969\ndate = "2019"\nyear_ordinal = 50')
    assert (plan.anniversaries[0].original_date, plan.anniversaries[0].date) == ("1969", "2019")


def test_a_table_with_problems_is_refused_as_well() -> None:
    with pytest.raises(Unreadable, match="title: thiếu mục này"):
        plan_of({"issuer": "A"})

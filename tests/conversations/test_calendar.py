"""/lich, and how an officer corrects the calendar."""

from datetime import date, timedelta

import pytest

from bot.clock import instant
from bot.models import Operation, SpecialDay
from bot.post.message import LONGEST, length
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join, fill_in
from tests.support.talking import Heard, Talk

ADD, REMOVE, ACCEPT = "➕ Thêm ngày nghỉ, ngày làm bù", "➖ Bỏ ngày đã thêm", "✅ Đúng, ghi vào lịch"


def add(talk: Talk, user: int, day: str, what: str, name: str) -> Heard:
    """Answer the three questions and accept the card; returns the receipt."""
    for text in ("/sualich", day, what, name):
        talk.say(user, text)
    return talk.tap(user, ACCEPT)


def corrections(talk: Talk) -> list[tuple[date, bool, str]]:
    return [(each.day, each.is_off, each.name) for each in talk.rows(SpecialDay)]


def test_a_chair_sees_what_is_ahead(talk: Talk, join: Join) -> None:
    mai = join(MAI)  # Wednesday 4/3/2026
    shown = talk.say(mai, "/lich")
    lines = shown.text.splitlines()
    assert lines[:4] == [
        "🗓 Lịch 60 ngày tới",
        "",
        "🎗 Ngày kỷ niệm:",
        "• Chủ Nhật, 08/03/2026: 116 năm Ngày Quốc tế Phụ nữ",
    ]
    assert "• Chủ Nhật, 26/04/2026 (mùng 10 tháng 3 âm lịch): Giỗ Tổ Hùng Vương" in lines
    assert "• Thứ Hai, 27/04/2026: Ngày Giỗ Tổ Hùng Vương (nghỉ bù)" in lines
    assert "• Thứ Sáu, 01/05/2026: 140 năm Ngày Quốc tế Lao động" in lines
    assert "Làm việc bù" not in shown.text
    assert shown.labels == ()


def test_tet_is_one_line_and_later_lunar_days_are_no_mung(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.clock.walk_to(instant(date(2027, 1, 20), 9))
    shown = talk.say(mai, "/lich")
    assert "• 05/02 – 10/02/2027: Tết Nguyên đán" in shown
    assert "• Thứ Bảy, 30/01/2027 (ngày 23 tháng 12 âm lịch): Ngày ông Công, ông Táo" in shown


def test_a_swapped_saturday_is_shown(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.clock.walk_to(instant(date(2026, 8, 3), 9))
    assert "💼 Ngày làm việc bù:\n• Thứ Bảy, 22/08/2026" in talk.say(mai, "/lich")


def test_the_message_is_short_enough_on_every_day_of_the_year(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    begin = talk.clock.now()
    for ahead in range(0, 366, 10):
        talk.clock.walk_to(begin + timedelta(days=ahead))
        assert length(talk.say(mai, "/lich").text) <= LONGEST


def test_an_officer_adds_a_day_off(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    assert talk.say(officer, "/lich").labels == (ADD, REMOVE)
    assert "thêm ngày nào" in talk.tap(officer, ADD)
    assert "Thứ Sáu, 20/03/2026 là ngày nghỉ hay ngày làm việc?" in talk.say(officer, "20/3")
    assert "Lý do là gì?" in talk.tap(officer, "🔕 Ngày nghỉ")
    card = talk.say(officer, "Nghỉ hoán đổi")
    for line in ("• Ngày: Thứ Sáu, 20/03/2026", "• Loại ngày: 🔕 Ngày nghỉ", "• Lý do: Nghỉ hoán đổi"):
        assert line in card
    assert corrections(talk) == []
    receipt = talk.tap(officer, ACCEPT)
    assert receipt.text.startswith("✅ Đã ghi: Thứ Sáu, 20/03/2026 là ngày nghỉ (Nghỉ hoán đổi).")
    assert corrections(talk) == [(date(2026, 3, 20), True, "Nghỉ hoán đổi")]
    log = [(each.deed, each.valid_on, each.person_id is not None) for each in talk.rows(Operation)]
    assert ("calendar.correct", date(2026, 3, 20), True) in log
    assert "• Thứ Sáu, 20/03/2026: Nghỉ hoán đổi" in talk.say(mai, "/lich")


def test_a_chair_who_chooses_that_day_is_asked(talk: Talk, join: Join) -> None:
    add(talk, join(OFFICER), "20/3", "Ngày nghỉ", "Nghỉ hoán đổi")
    mai = join(MAI)
    offered = talk.say(mai, "/dangky")
    assert "Thứ Sáu, 20/03" not in offered.labels
    assert "Thứ Sáu, 20/03/2026 là Nghỉ hoán đổi." in talk.say(mai, "20/3")


def test_a_sunday_that_is_worked_is_a_day_like_others(talk: Talk, join: Join) -> None:
    receipt = add(talk, join(OFFICER), "22/3", "Ngày làm việc", "Làm bù")
    assert receipt.text.startswith("✅ Đã ghi: Chủ Nhật, 22/03/2026 là ngày làm việc (Làm bù).")
    assert "Xin kiểm tra lại giúp" in fill_in(talk, join(MAI), "22/3")
    assert "💼 Ngày làm việc bù:\n• Chủ Nhật, 22/03/2026: Làm bù" in talk.say(MAI, "/lich")


@pytest.mark.parametrize(
    ("day", "what", "said"),
    [
        ("22/3", "🔕 Ngày nghỉ", "Chủ Nhật, 22/03/2026 vốn đã là ngày nghỉ, không cần thêm."),
        ("27/4", "🔕 Ngày nghỉ", "Thứ Hai, 27/04/2026 vốn đã là ngày nghỉ: Ngày Giỗ Tổ Hùng Vương (nghỉ bù). Không cần thêm."),
        ("20/3", "💼 Ngày làm việc", "Thứ Sáu, 20/03/2026 vốn đã là ngày làm việc, không cần thêm."),
        ("22/8", "💼 Ngày làm việc", "Thứ Bảy, 22/08/2026 vốn đã là ngày làm việc, không cần thêm."),
    ],
)
def test_what_already_is_so_needs_no_correction(talk: Talk, join: Join, day: str, what: str, said: str) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/sualich")
    talk.say(officer, day)
    answer = talk.tap(officer, what)
    assert said in answer
    assert "thêm ngày nào" in answer
    assert corrections(talk) == []


def test_the_newer_word_on_a_day_replaces_the_older(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    add(talk, officer, "20/3", "Ngày nghỉ", "Nghỉ hoán đổi")
    talk.say(officer, "/sualich")
    assert "Đã có người ghi: ngày nghỉ (Nghỉ hoán đổi). Ghi mới sẽ thay ghi cũ." in talk.say(officer, "20/3")
    talk.tap(officer, "💼 Ngày làm việc")
    talk.say(officer, "Không nghỉ nữa")
    talk.tap(officer, ACCEPT)
    assert corrections(talk) == [(date(2026, 3, 20), False, "Không nghỉ nữa")]


@pytest.mark.parametrize(
    ("day", "said"),
    [("1/1/2020", "cách hôm nay quá xa"), ("1/1/2031", "Trợ lý nhận ngày từ 03/03/2025 đến 04/03/2028")],
)
def test_far_days_are_not_taken(talk: Talk, join: Join, day: str, said: str) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/sualich")
    assert said in talk.say(officer, day)


def test_an_added_day_is_taken_back(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    add(talk, officer, "20/3", "Ngày nghỉ", "Nghỉ hoán đổi")
    add(talk, officer, "28/3", "Ngày làm việc", "Làm bù " + "cho ngày 20/3 " * 4)
    talk.say(officer, "/lich")
    offered = talk.tap(officer, REMOVE)
    assert offered.labels[0] == "Thứ Sáu, 20/03 · Nghỉ hoán đổi"
    assert "Thứ Sáu, 20/03/2026: ngày nghỉ (Nghỉ hoán đổi)." in talk.tap(officer, offered.labels[0])
    assert "Lịch vẫn giữ nguyên." in talk.tap(officer, "Giữ lại")
    assert len(corrections(talk)) == 2
    talk.tap(officer, talk.say(officer, "/bolich").labels[0])
    assert "Thứ Sáu, 20/03/2026 trở lại như quy định chung." in talk.tap(officer, "✅ Đúng, bỏ ngày này")
    assert [day for day, _off, _name in corrections(talk)] == [date(2026, 3, 28)]


def test_there_may_be_nothing_to_take_back(talk: Talk, join: Join) -> None:
    assert "chưa có ngày nào được thêm" in talk.say(join(OFFICER), "/bolich")


@pytest.mark.parametrize("command", ["/sualich", "/bolich"])
def test_a_chair_corrects_nothing(talk: Talk, join: Join, command: str) -> None:
    assert "dành cho cán bộ công đoàn cấp trên" in talk.say(join(MAI), command)

"""Transcripts: from an empty database to reminders, and every way in which arming can be asked for too early."""

from datetime import timedelta

import pytest

from bot.clock import StandingClock
from bot.models import Campaign, Federation, Operation, Outbox, Unit
from tests.setup.first_hour import (
    ARMED,
    CHAIR,
    CONFIRMED,
    IMPORTED,
    NAMED,
    OFFICER,
    OPENED,
    REGISTERED,
    REHEARSED,
    SCHOOL,
    Hour,
    Tap,
)

DAY = timedelta(days=1)
STEPS = "🧭 Các bước chuẩn bị"


def all_but_armed(hour: Hour) -> None:
    hour.officer_joins()
    hour.go(OFFICER, (*NAMED, *IMPORTED))
    hour.prints()
    hour.chair_joins()
    hour.go(OFFICER, (*OPENED, *CONFIRMED, *REHEARSED))


def armed(hour: Hour) -> None:
    all_but_armed(hour)
    hour.go(OFFICER, ARMED)


def test_an_officer_is_led_from_nothing_to_reminders(hour: Hour) -> None:
    welcome = hour.officer_joins()
    assert welcome.text == (
        "✅ Đã kết nối với Công đoàn cấp trên.\n\nTrợ lý chưa nhắc ai. Bấm 🧭 Các bước chuẩn bị ở khung dưới để làm từng bước."
    )
    assert welcome.menu == (STEPS, "⚙️ Quản lý", "❓ Hướng dẫn")
    begun = hour.go(OFFICER, NAMED)
    assert begun.text == (
        "🧭 Các bước chuẩn bị: xong 1/7 bước\n"
        "✅ 1. Công đoàn phường Sông Xanh\n"
        "⬜ 2. Danh sách đơn vị: chưa có\n"
        "⬜ 3. Mã mời: chờ danh sách đơn vị\n"
        "⬜ 4. Chiến dịch: chưa mở\n"
        "⬜ 5. Hạn các việc: chờ chiến dịch\n"
        "⬜ 6. Diễn tập: xem trước lịch nhắc cả năm\n"
        "⬜ 7. Kích hoạt: chưa, Trợ lý chưa nhắc ai\n\n"
        "Trước khi kích hoạt, Trợ lý chỉ trả lời, không tự gửi tin nào cho chủ tịch.\n"
        "Bấm nút đầu tiên để làm bước tiếp theo."
    )
    assert begun.labels == ("📥 Nhập danh sách đơn vị", "🧪 Gửi tin thử", "✏️ Tên, liên hệ")
    hour.go(OFFICER, IMPORTED)
    assert hour.prints().labels == ("📣 Mở chiến dịch", STEPS)
    hour.chair_joins()
    hour.go(OFFICER, (*OPENED, *CONFIRMED))
    assert hour.go(OFFICER, REHEARSED).labels == ("🚀 Kích hoạt", STEPS)
    listed = hour.talk.say(OFFICER, "/batdau").text
    assert "✅ 3. Mã mời: đã phát cho 20/20 đơn vị, 1 đơn vị đã kết nối" in listed
    assert "✅ 5. Hạn các việc: đã xác nhận\n✅ 6. Diễn tập: đã xem lịch nhắc cả năm\n⬜ 7. Kích hoạt" in listed
    done = hour.go(OFFICER, ARMED)
    assert done.text.startswith("🚀 Đã kích hoạt lúc 09:00, 05/01: Phát động phong trào thi đua")
    assert done.menu[0] == "📊 Tình hình"
    assert hour.go(CHAIR, REGISTERED).text.startswith("✅ Đã ghi nhận")
    finished = hour.talk.say(OFFICER, "/batdau")
    assert "✅ 7. Kích hoạt: Trợ lý đang nhắc\n\nTrợ lý đang nhắc theo lịch. Cần ngừng gửi tin: /ngunggui" in finished
    assert finished.labels == ("🧪 Gửi tin thử", "✏️ Tên, liên hệ")


def test_nothing_reaches_a_chair_before_it_is_armed_and_then_no_burst(hour: Hour, clock: StandingClock) -> None:
    all_but_armed(hour)
    for _day in range(9):  # the rungs of seven and three days before 15/1 pass
        clock.walk_to(clock.now() + DAY)
        hour.tick()
    assert hour.pushed() == 0
    asked = hour.go(OFFICER, ARMED[:1]).text
    assert "Trong 7 ngày tới, Trợ lý sẽ gửi 4 tin nhắc cho 1 người." in asked
    hour.go(OFFICER, ARMED[1:])
    hour.tick()
    hour.tick()
    assert hour.pushed() == 1
    for _day in range(6):
        clock.walk_to(clock.now() + DAY)
        hour.tick()
    assert hour.pushed() == 4  # as many as were foretold


def test_arming_too_early_says_what_is_missing(hour: Hour) -> None:
    hour.officer_joins()
    refused = hour.talk.say(OFFICER, "/kichhoat")
    assert refused.text == "Chưa kích hoạt được, còn thiếu:\n• Chưa có danh sách đơn vị.\n• Chưa mở chiến dịch."
    assert refused.labels == ("📥 Nhập danh sách đơn vị", "📣 Mở chiến dịch")
    hour.go(OFFICER, (*NAMED, *IMPORTED))
    hour.go(OFFICER, ("/mochiendich", *OPENED[1:]))
    refused = hour.talk.say(OFFICER, "/kichhoat")
    assert refused.text == "Chưa kích hoạt được, còn thiếu:\n• Chưa xác nhận hạn các việc."
    assert [each.armed_at for each in hour.talk.rows(Campaign)] == [None]


def test_nobody_there_is_a_warning_and_no_hindrance(hour: Hour) -> None:
    hour.officer_joins()
    hour.go(OFFICER, (*NAMED, *IMPORTED))
    hour.go(OFFICER, ("/mochiendich", *OPENED[1:], *CONFIRMED))
    asked = hour.talk.say(OFFICER, "/kichhoat").text
    assert "Trong 7 ngày tới chưa có tin nhắc nào phải gửi.\n⚠️ Chưa chủ tịch nào kết nối" in asked
    assert "⚠️ Chưa diễn tập lịch nhắc cả năm: /dientap" in asked
    assert hour.go(OFFICER, (Tap("Chưa"),)).text == "Chưa kích hoạt, Trợ lý chưa nhắc ai."
    assert [each.armed_at for each in hour.talk.rows(Campaign)] == [None]


def test_it_is_armed_once(hour: Hour, clock: StandingClock) -> None:
    all_but_armed(hour)
    before = hour.go(OFFICER, ARMED[:1]).data["🚀 Đúng, kích hoạt"]
    hour.go(OFFICER, ARMED[1:])
    at = hour.talk.rows(Campaign)[0].armed_at
    clock.walk_to(clock.now() + DAY)
    hour.talk.tap_data(OFFICER, before, "🚀 Đúng, kích hoạt")
    again = hour.talk.say(OFFICER, "/kichhoat").text
    assert "đã được kích hoạt từ 09:00, 05/01. Trợ lý đang nhắc theo lịch" in again
    assert [each.armed_at for each in hour.talk.rows(Campaign)] == [at]
    assert [each.deed for each in hour.talk.rows(Operation)].count("campaign.arm") == 1


def test_a_chair_cannot_arm_nor_see_the_steps(hour: Hour) -> None:
    all_but_armed(hour)
    for command in ("/kichhoat", "/batdau", "/batdau ten", "/guithu", "/roidemo"):
        assert hour.talk.say(CHAIR, command).text.startswith("Việc này dành cho cán bộ")


@pytest.mark.parametrize("command", ["/thongbao", "/nhac 1"])
def test_what_an_officer_sends_to_chairs_waits_for_it(hour: Hour, command: str) -> None:
    all_but_armed(hour)
    refused = hour.talk.say(OFFICER, command)
    assert refused.text.startswith("Chưa kích hoạt nên Trợ lý chưa gửi gì cho chủ tịch được.")
    assert refused.labels == (STEPS,)
    hour.tick()
    assert hour.pushed() == 0


def test_a_promise_waits_for_it(hour: Hour) -> None:
    all_but_armed(hour)
    assert hour.talk.say(CHAIR, "/hen").text.startswith("Trợ lý chưa bắt đầu nhắc việc của chiến dịch này")


def test_manage_says_what_is_missing_until_it_is_armed(hour: Hour) -> None:
    all_but_armed(hour)
    manage = hour.talk.say(OFFICER, "/quanly")
    assert "• Chưa kích hoạt nên Trợ lý chưa nhắc ai: xong 6/7 bước." in manage
    assert STEPS in manage.labels
    hour.go(OFFICER, ("/kichhoat", Tap("🚀")))
    assert STEPS not in hour.talk.say(OFFICER, "/quanly").labels


def test_names_can_be_given_again(hour: Hour) -> None:
    hour.officer_joins()
    hour.go(OFFICER, NAMED)
    hour.talk.say(OFFICER, "/batdau ten")
    hour.go(OFFICER, ("Công đoàn phường Sông Đào", "CĐ Sông Đào", Tap("cô Hà"), Tap("✅")))
    home = hour.talk.rows(Federation)[0]
    assert (home.name, home.short_name) == ("Công đoàn phường Sông Đào", "CĐ Sông Đào")
    assert [each.name for each in hour.talk.rows(Unit)] == ["Công đoàn phường Sông Đào"]


def test_a_message_to_try_goes_to_oneself_and_to_a_willing_chair_once_a_day(hour: Hour, clock: StandingClock) -> None:
    all_but_armed(hour)
    mine = hour.go(OFFICER, ("/guithu", Tap("🙋")))
    assert "🧪 Tin thử của Công đoàn phường Sông Xanh" in " ".join(each.body for each in hour.talk.rows(Outbox))
    assert mine.text.endswith("🧪 Trợ lý đang gửi tin thử vào đây.")
    to_chair = ("/guithu", Tap("👤"), "tiểu học số 2", Tap(SCHOOL))
    assert hour.go(OFFICER, to_chair).text.startswith(f"🧪 Đang gửi tin thử cho chủ tịch {SCHOOL}.")
    assert hour.pushed() == 1
    assert "hôm nay đã gửi tin thử rồi" in hour.go(OFFICER, to_chair)
    nobody = ("/guithu", Tap("👤"), "tiểu học số 4", Tap("Trường Tiểu học số 4"))
    assert "chưa có chủ tịch nào kết nối và đồng ý nhận nhắc" in hour.go(OFFICER, nobody)
    clock.walk_to(clock.now() + DAY)
    hour.go(OFFICER, to_chair)
    assert hour.pushed() == 2

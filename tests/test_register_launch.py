"""A chair registers a launch: the transcript, and everything that can go wrong on the way."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.clock import StandingClock
from bot.models import Draft, Launch
from tests.conftest import MAI
from tests.support.talking import Talk

Join = Callable[[int], int]


def test_a_chair_registers_a_launch(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = talk.say(mai, "📅 Đăng ký phát động")
    assert asked.text.startswith("Trường Tiểu học Sông Xanh phát động Đợt 1 vào ngày nào ạ?\nHạn đăng ký: hôm nay.")
    assert asked.labels == ("Thứ Tư, 11/03", "Thứ Tư, 18/03", "Thứ Tư, 25/03", "⏸ Để sau")
    assert talk.say(mai, "20/3").text.startswith("Tổ chức lúc mấy giờ, ở đâu?")
    assert talk.say(mai, "8 giờ, hội trường").text == "Dự kiến bao nhiêu người dự?"
    card = talk.say(mai, "45 người")
    assert card.text == (
        "Xin kiểm tra lại giúp:\n🏫 Trường Tiểu học Sông Xanh\n🚩 Đợt 1\n\n"
        "• Ngày: Thứ Sáu, 20/03/2026\n• Giờ và nơi: 8 giờ, hội trường\n• Số người dự: 45"
    )
    receipt = talk.tap(mai, "✅ Đúng, ghi nhận")
    assert receipt.text.startswith("✅ Đã ghi nhận lúc 09:00, 04/03.")
    assert "Trợ lý sẽ nhắc trước 7, 3, 1 ngày và sáng hôm đó." in receipt

    launch = next(each for each in talk.rows(Launch) if each.person_id)
    assert (launch.day, launch.place, launch.people, launch.version) == (date(2026, 3, 20), "8 giờ, hội trường", 45, 1)
    assert talk.rows(Draft) == []


def test_an_unfinished_registration_writes_nothing_and_waits_for_days(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "ngày mai")
    assert "giữ lại" in talk.say(mai, "dừng")
    clock.walk_to(clock.now() + timedelta(days=3))
    assert talk.say(mai, "tiếp tục").text.startswith("Thứ Năm, 05/03/2026 đã qua.")
    assert not any(each.person_id for each in talk.rows(Launch))

"""/xingiahan and /giahan: a chair asks for more time, an officer answers, and both are kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import extensions
from bot.models import Duty, DutyChange, ExtensionRequest, Operation, Outbox, written
from bot.post.message import Message
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, Join
from tests.reviews import reporting
from tests.reviews.reporting import UNITS
from tests.support.talking import Heard, Talk

LATE = date(2026, 3, 2)  # two days before the tests' day
ASK_FOR, SEND = "⏳ Xin gia hạn", "✅ Gửi đề nghị"
NOTHING = "Hiện không có đề nghị gia hạn nào đang chờ."


@pytest.fixture
def late(talk: Talk) -> Callable[[str], int]:
    """Let a unit's report be two days late; returns the duty."""

    def be_late(unit: str) -> int:
        def change(db: Transaction) -> int:
            duty = reporting.duty_of(db, unit)
            duty.due_on, duty.done_at = LATE, None
            db.session.add(duty)
            return written(duty.id)

        return talk.do(change)

    return be_late


def ask_for_time(talk: Talk, user: int, duty: int, day: str = "11/3") -> Heard:
    """A chair asks for more time; the answer."""
    talk.say(user, f"/xingiahan {duty}")
    talk.say(user, day)
    talk.say(user, "Kế toán nghỉ ốm")
    return talk.tap(user, SEND)


def told(talk: Talk) -> list[Message]:
    return [Message.from_json(each.body) for each in talk.rows(Outbox) if each.key.startswith("extension/")]


def due_on(talk: Talk, duty: int) -> date | None:
    days: dict[int, date | None] = {each.id: each.due_on for each in talk.rows(Duty)}
    return days[duty]


def test_more_time_is_asked_for_and_granted(talk: Talk, join: Join, late: Callable[[str], int]) -> None:
    officer, mai, duty = join(OFFICER), join(MAI), late(UNITS[0])
    assert ASK_FOR in talk.say(mai, "⏳ Còn thiếu gì?").labels
    prompt = talk.tap(mai, ASK_FOR)
    assert prompt.text.startswith("Báo cáo kết quả, Đợt 1: hạn hiện nay là Thứ Hai, 02/03/2026.")
    assert prompt.labels[:3] == ("Thứ Hai, 09/03", "Thứ Tư, 11/03", "Thứ Tư, 18/03")
    talk.tap(mai, "Thứ Tư, 11/03")
    talk.say(mai, "Kế toán nghỉ ốm")
    done = "✅ Đã gửi đề nghị gia hạn đến Thứ Tư, 11/03/2026. Trợ lý sẽ báo ngay khi cán bộ trả lời."
    assert talk.tap(mai, SEND).text == done
    [message] = told(talk)
    assert message.text == f"⏳ {UNITS[0]} xin gia hạn Báo cáo kết quả, Đợt 1 đến Thứ Tư, 11/03/2026.\nLý do: Kế toán nghỉ ốm"
    assert "• Xin gia hạn: 1." in talk.say(officer, "⚙️ Quản lý")
    talk.tap_data(officer, message.options[0][0].data)
    assert talk.tap(officer, "✅ Đồng ý đến Thứ Tư, 11/03").text == "✅ Đã ghi nhận. Trợ lý đã báo cho đơn vị."
    assert due_on(talk, duty) == date(2026, 3, 11)
    assert told(talk)[-1].text == "📅 Báo cáo kết quả, Đợt 1: được gia hạn đến Thứ Tư, 11/03/2026."
    assert ASK_FOR not in talk.say(mai, "⏳ Còn thiếu gì?").labels
    assert [each.deed for each in talk.rows(DutyChange)] == ["extended"]
    deeds = [each.deed for each in talk.rows(Operation) if each.deed.startswith("duty.extension")]
    assert deeds == ["duty.extension.ask", "duty.extension.granted"]


def test_another_day_is_granted(talk: Talk, join: Join, late: Callable[[str], int]) -> None:
    officer, mai, duty = join(OFFICER), join(MAI), late(UNITS[0])
    ask_for_time(talk, mai, duty)
    talk.tap_data(officer, told(talk)[0].options[0][0].data)
    talk.tap(officer, "📅 Cho đến ngày khác")
    talk.say(officer, "6/3")
    talk.tap(officer, ACCEPT)
    assert due_on(talk, duty) == date(2026, 3, 6)
    assert "được gia hạn đến Thứ Sáu, 06/03/2026" in told(talk)[-1].text


def test_a_refusal_has_its_reason_and_changes_nothing(talk: Talk, join: Join, late: Callable[[str], int]) -> None:
    officer, mai, duty = join(OFFICER), join(MAI), late(UNITS[0])
    ask_for_time(talk, mai, duty)
    talk.tap_data(officer, told(talk)[0].options[0][0].data)
    talk.tap(officer, "✖️ Chưa đồng ý")
    talk.say(officer, "Đợt này cần tổng hợp ngay")
    talk.tap(officer, ACCEPT)
    assert due_on(talk, duty) == LATE
    assert told(talk)[-1].text == "⏳ Báo cáo kết quả, Đợt 1: chưa gia hạn được.\nLý do: Đợt này cần tổng hợp ngay"
    [request] = talk.rows(ExtensionRequest)
    assert (request.decision, talk.rows(DutyChange)) == ("refused", [])
    assert talk.say(officer, "/giahan").text == NOTHING
    assert "✅ Đã gửi đề nghị" in ask_for_time(talk, mai, duty)  # it may be asked for again


def test_one_request_waits_at_a_time(talk: Talk, join: Join, late: Callable[[str], int]) -> None:
    mai, duty = join(MAI), late(UNITS[0])
    ask_for_time(talk, mai, duty)
    waits = "Đơn vị đã xin gia hạn Báo cáo kết quả, Đợt 1 đến Thứ Tư, 11/03/2026. Trợ lý sẽ báo ngay khi cán bộ trả lời."
    assert talk.say(mai, f"/xingiahan {duty}").text == waits
    assert len(talk.rows(ExtensionRequest)) == 1


def test_the_list_has_a_button_for_each_and_the_second_press_changes_nothing(
    talk: Talk, join: Join, late: Callable[[str], int]
) -> None:
    officer, mai, dung = join(OFFICER), join(MAI), join(DUNG)
    ask_for_time(talk, mai, late(UNITS[0]))
    ask_for_time(talk, dung, late(UNITS[1]))
    listed = talk.say(officer, "/giahan")
    assert listed.labels == (f"1. {UNITS[0]}", f"2. {UNITS[1]}")
    talk.tap(officer, f"1. {UNITS[0]}")
    assert talk.tap(officer, "✅ Đồng ý đến Thứ Tư, 11/03").labels == ("⏳ Đề nghị tiếp theo (1)",)
    again = talk.tap_data(officer, listed.data[f"1. {UNITS[0]}"])
    assert again.text == f"Đồng chí Trần Thu Hà đã đồng ý đề nghị này của {UNITS[0]} lúc 09:00, 04/03."


def test_what_is_done_meanwhile_needs_no_time(talk: Talk, join: Join, late: Callable[[str], int], clock: StandingClock) -> None:
    officer, mai, duty = join(OFFICER), join(MAI), late(UNITS[0])
    ask_for_time(talk, mai, duty)
    talk.tap_data(officer, told(talk)[0].options[0][0].data)
    talk.do(lambda db: reporting.submit(db, UNITS[0], {reporting.IDEAS: 1}, clock.now()))
    answer = talk.tap(officer, "✅ Đồng ý đến Thứ Tư, 11/03").text
    assert answer == "Đơn vị đã làm xong việc này rồi. Lần bấm này không làm thay đổi gì."
    assert due_on(talk, duty) == LATE
    assert talk.say(officer, "/giahan").text == NOTHING


def test_a_day_that_passed_meanwhile_is_not_granted(
    talk: Talk, join: Join, late: Callable[[str], int], clock: StandingClock
) -> None:
    officer, mai, duty = join(OFFICER), join(MAI), late(UNITS[0])
    ask_for_time(talk, mai, duty, "5/3")
    clock.walk_to(clock.now() + timedelta(days=3))
    labels = talk.tap_data(officer, told(talk)[0].options[0][0].data).labels
    assert labels[:2] == ("📅 Cho đến ngày khác", "✖️ Chưa đồng ý")


def test_nobody_asks_for_another_unit_or_decides_without_the_right(talk: Talk, join: Join, late: Callable[[str], int]) -> None:
    mai, dung, duty = join(MAI), join(DUNG), late(UNITS[0])
    shown = talk.say(dung, f"/xingiahan {duty}")
    assert "Báo cáo kết quả" not in shown.text
    ask_for_time(talk, mai, duty)
    [request] = talk.rows(ExtensionRequest)
    assert talk.say(mai, f"/giahan {request.id}").text.startswith("Việc này dành cho cán bộ công đoàn cấp trên.")


def test_a_request_of_another_federation_is_not_there(talk: Talk, join: Join, late: Callable[[str], int]) -> None:
    mai, duty = join(MAI), late(UNITS[0])
    ask_for_time(talk, mai, duty)
    assert talk.do(lambda db: extensions.of_duty(db, 1, duty)) is not None
    assert talk.do(lambda db: extensions.of_duty(db, 2, duty)) is None

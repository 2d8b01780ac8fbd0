"""/nhacviec: the hour, whether at all, and what is coming, as the ladder, promises and snoozes leave it."""

from datetime import date

import pytest
import sqlmodel

from bot import snoozes
from bot.calendar import LAW
from bot.clock import StandingClock, instant, local
from bot.database.transaction import Transaction
from bot.models import Account, Office, Person
from bot.reminders import outlook
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join, register
from tests.conversations.test_remind_promise import change, owed
from tests.support.talking import Talk

ON = "🔔 Đang nhận nhắc, từ 7:30, trừ Chủ nhật và ngày nghỉ."


def person_id(db: Transaction, user: int) -> int:
    return db.session.exec(sqlmodel.select(Account.person_id).where(Account.platform_id == str(user))).one()


def mornings(talk: Talk, user: int, kind: str = "") -> list[str]:
    """The days on which somebody will be reminded, of one kind of duty."""
    found = talk.do(lambda db: outlook.coming(db, person_id(db, user), LAW, talk.clock.now(), 14))
    return [f"{local(each.at):%d/%m %H:%M}" for each in found if kind in {"", each.kind}]


def test_one_screen(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    heard = talk.say(mai, "/nhacviec")
    assert heard.text.startswith(ON + "\n\nHai tuần tới Trợ lý sẽ nhắc:\n")
    assert "• Thứ Tư, 11/03: Đăng ký giao ước thi đua, Đợt 1 (hạn 18/03/2026)" in heard
    assert "• Thứ Sáu, 13/03: buổi phát động Đợt 1 (20/03/2026)" in heard
    assert heard.labels == ("⏰ 11:30", "⏰ 17:00", "🔕 Dừng nhắc")


def test_the_days_follow_from_the_ladder(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert mornings(talk, mai, "launch") == ["05/03 07:30", "07/03 07:30"]
    assert mornings(talk, mai, "pledge") == ["11/03 07:30", "14/03 07:30", "17/03 07:30", "18/03 07:30"]  # 15/03 is a Sunday


def test_an_hour_is_kept(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/nhacviec")
    heard = talk.tap(mai, "⏰ 11:30")
    assert heard.text.startswith("✅ Đã ghi nhận. Từ nay Trợ lý nhắc đồng chí từ 11:30.\n🔔 Đang nhận nhắc, từ 11:30,")
    assert heard.labels == ("⏰ 7:30", "⏰ 17:00", "🔕 Dừng nhắc")
    assert mornings(talk, mai, "launch") == ["04/03 11:30", "05/03 11:30", "07/03 11:30"]


@pytest.mark.parametrize(
    ("said", "minute"), [("8h", 480), ("8h15", 495), ("17:00", 1020), ("9", 540), ("20 giờ", 1200), ("7h30", 450), ("450", 450)]
)
def test_an_hour_is_typed(talk: Talk, join: Join, said: str, minute: int) -> None:
    mai = join(MAI)
    talk.say(mai, f"/nhacviec {said}")
    assert talk.do(lambda db: db.session.get_one(Person, person_id(db, mai)).remind_at) == minute


@pytest.mark.parametrize("said", ["7:29", "20:01", "25h", "x", "1200000000000000000000", "-9", "8h75"])
def test_an_hour_at_which_nobody_is_written_to_is_refused(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    assert talk.say(mai, f"/nhacviec {said}").text.startswith("Giờ nhắc từ 7:30 đến 20:00. Ví dụ: /nhacviec 11:30")
    assert talk.do(lambda db: db.session.get_one(Person, person_id(db, mai)).remind_at) is None


def test_stop_and_take_up_again(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/nhacviec")
    talk.tap(mai, "🔕 Dừng nhắc")
    heard = talk.say(mai, "/nhacviec")
    assert heard.text == "🔕 Đang dừng nhắc. Trợ lý chỉ trả lời khi đồng chí hỏi."
    talk.tap(mai, "🔔 Nhận nhắc")
    assert talk.say(mai, "/reminders").text.startswith(ON)


def test_a_promise_keeps_them_back_until_its_day(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "thứ hai tuần sau nữa em gửi giao ước")
    talk.say(mai, "16/3")
    assert mornings(talk, mai, "pledge") == ["17/03 07:30", "18/03 07:30"]


def test_a_snooze_keeps_them_back_until_its_moment(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    pledge = talk.do(lambda db: owed(db, mai))["pledge"]

    def quiet(duty_id: int | None, day: int) -> None:
        until = instant(date(2026, 3, day), 7, 30)
        talk.do(lambda db: snoozes.snooze(db, person_id(db, mai), duty_id, until, clock.now()))

    quiet(pledge, 17)
    assert mornings(talk, mai, "pledge") == ["17/03 07:30", "18/03 07:30"]
    assert mornings(talk, mai, "launch") == ["05/03 07:30", "07/03 07:30"]
    quiet(pledge, 12)  # the newest holds
    assert mornings(talk, mai, "pledge") == ["14/03 07:30", "17/03 07:30", "18/03 07:30"]
    quiet(None, 7)
    assert mornings(talk, mai, "launch") == ["07/03 07:30"]


def test_what_is_done_excused_or_closed_comes_no_more(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    found = talk.do(lambda db: owed(db, mai))
    change(talk, found["pledge"], excused_on=date(2026, 3, 4))
    change(talk, found["launch"], closes_on=date(2026, 3, 3))
    change(talk, found["report"], due_on=date(2026, 3, 10), done_at=clock.now())
    assert mornings(talk, mai) == []
    assert talk.say(mai, "/nhacviec").text == ON + "\n\nHai tuần tới chưa có việc nào phải nhắc."


def test_a_deputy_is_reminded_later_than_the_chair(talk: Talk, join: Join) -> None:
    mai = join(MAI)

    def make_deputy(db: Transaction) -> None:
        office = db.session.exec(sqlmodel.select(Office).where(Office.person_id == person_id(db, mai))).one()
        office.is_deputy = True
        db.session.add(office)

    talk.do(make_deputy)
    assert mornings(talk, mai, "launch") == ["07/03 07:30"]


def test_an_officer_has_no_duties_of_their_own(talk: Talk, join: Join) -> None:
    assert talk.say(join(OFFICER), "/nhacviec").text == ON

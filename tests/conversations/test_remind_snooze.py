"""/nhaclai: this afternoon, tomorrow, on Monday, another day; by button, by number, by words, and typed of one's own accord."""

from datetime import date, datetime

import pytest

from bot.calendar.correcting import correct
from bot.calendar.days import Correction
from bot.clock import StandingClock, instant
from bot.models import Snooze
from tests.conftest import DUNG, MAI
from tests.conversations.conftest import Join
from tests.conversations.test_remind_promise import LAUNCH, PLEDGE, change, owed
from tests.support.talking import Talk

ASKED = "⏰ Trợ lý nhắc lại lúc nào ạ?"
AFTERNOON, MORNING, MONDAY, OTHER = "☀️ Chiều nay", "🌅 Sáng mai", "Thứ Hai", "📅 Ngày khác"
LATER = "⏸ Để sau"
FRIDAY = date(2026, 3, 6)


def moments(talk: Talk) -> list[datetime]:
    return [each.until for each in talk.rows(Snooze)]


@pytest.mark.parametrize(
    ("said", "until", "told"),
    [
        (AFTERNOON, instant(date(2026, 3, 4), 14), "lúc 14:00 hôm nay"),
        ("chieu nay", instant(date(2026, 3, 4), 14), "lúc 14:00 hôm nay"),
        (MORNING, instant(date(2026, 3, 5), 7, 30), "vào sáng Thứ Năm, 05/03/2026"),
        ("2", instant(date(2026, 3, 5), 7, 30), "vào sáng Thứ Năm, 05/03/2026"),
        ("sáng mai nhé", instant(date(2026, 3, 5), 7, 30), "vào sáng Thứ Năm, 05/03/2026"),
        (MONDAY, instant(date(2026, 3, 9), 7, 30), "vào sáng Thứ Hai, 09/03/2026"),
        ("thứ hai nhắc em nhé", instant(date(2026, 3, 9), 7, 30), "vào sáng Thứ Hai, 09/03/2026"),
        ("thứ sáu", instant(FRIDAY, 7, 30), "vào sáng Thứ Sáu, 06/03/2026"),
        ("8/3", instant(date(2026, 3, 9), 7, 30), "vào sáng Thứ Hai, 09/03/2026"),  # a Sunday
    ],
)
def test_about_one_duty(talk: Talk, join: Join, said: str, until: datetime, told: str) -> None:
    mai = join(MAI)
    duty = talk.do(lambda db: owed(db, mai))["pledge"]
    heard = talk.say(mai, f"/nhaclai {duty}")
    assert heard.text == f"{PLEDGE}\n{ASKED}"
    assert heard.labels == (AFTERNOON, MORNING, MONDAY, OTHER, LATER)
    heard = talk.tap(mai, said) if said in heard.labels else talk.say(mai, said)
    assert heard.text == f"⏰ Trợ lý sẽ nhắc lại “{PLEDGE}” {told}."
    [row] = talk.rows(Snooze)
    assert (row.duty_id, row.until) == (duty, until)
    assert talk.tap(mai, "⏰ Đổi lúc nhắc").text == f"{PLEDGE}\n{ASKED}"


def test_another_day(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/nhaclai")
    talk.tap(mai, OTHER)
    assert "nằm ngoài thời gian đó" in talk.say(mai, "4/3/2026")
    assert talk.say(mai, "12/3").text == "⏰ Trợ lý tạm dừng nhắc, và nhắc lại mọi việc còn thiếu vào sáng Thứ Năm, 12/03/2026."
    [row] = talk.rows(Snooze)
    assert (row.duty_id, row.until) == (None, instant(date(2026, 3, 12), 7, 30))


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("chiều nhắc lại nhé", instant(date(2026, 3, 4), 14)),
        ("mai nhắc em", instant(date(2026, 3, 5), 7, 30)),
        ("thứ hai nhắc tôi", instant(date(2026, 3, 9), 7, 30)),
        ("nhắc lại ngày 12/3", instant(date(2026, 3, 12), 7, 30)),
    ],
)
def test_typed_freely_it_is_kept_at_once(talk: Talk, join: Join, said: str, until: datetime) -> None:
    mai = join(MAI)
    assert "⏰ Trợ lý tạm dừng nhắc" in talk.say(mai, said)
    assert moments(talk) == [until]


def test_typed_freely_without_a_moment_it_is_asked(talk: Talk, join: Join) -> None:
    assert talk.say(join(MAI), "nhắc lại sau").text == ASKED


def test_no_afternoon_after_one_and_no_morning_on_a_day_off(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    clock.walk_to(instant(date(2026, 3, 4), 13))
    assert talk.say(mai, "/nhaclai").labels == (MORNING, MONDAY, OTHER, LATER)
    clock.walk_to(instant(date(2026, 3, 7), 9))  # a Saturday: people are written to; Sunday is off
    assert talk.say(mai, "/snooze").labels == (AFTERNOON, "🌅 Sáng Thứ Hai, 09/03", OTHER, LATER)


def test_a_monday_off_is_the_tuesday(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    off = Correction(date(2026, 3, 9), is_off=True, name="Nghỉ bù")
    talk.do(lambda db: correct(db, 1, off, clock.now()))
    assert talk.say(mai, "/nhaclai").labels == (AFTERNOON, MORNING, "Thứ Ba, 10/03", OTHER, LATER)
    talk.tap(mai, "Thứ Ba, 10/03")
    assert moments(talk) == [instant(date(2026, 3, 10), 7, 30)]


def test_a_due_day_before_that_is_said(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    duty = talk.do(lambda db: owed(db, mai))["launch"]
    talk.say(mai, f"/nhaclai {duty}")
    assert talk.tap(mai, MONDAY).text == (
        f"⏰ Trợ lý sẽ nhắc lại “{LAUNCH}” vào sáng Thứ Hai, 09/03/2026.\nLưu ý: hạn là Thứ Tư, 04/03/2026, trước lúc nhắc lại."
    )


def test_what_is_done_or_somebody_elses_is_not_reminded_of(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai, dung = join(MAI), join(DUNG)
    done = "✅ Việc này đã xong, hoặc không còn phải làm. Trợ lý không nhắc nữa."
    duty = talk.do(lambda db: owed(db, mai))["pledge"]
    assert talk.say(dung, f"/nhaclai {duty}").text == done
    change(talk, duty, done_at=clock.now())
    assert talk.say(mai, f"/nhaclai {duty}").text == done
    assert moments(talk) == []


def test_whoever_stopped_reminders_hears_so(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "dừng nhắc")
    heard = talk.say(mai, "/nhaclai")
    assert heard.text == "🔕 Đồng chí đang dừng nhắc."
    assert "🔔 Đã bật." in talk.tap(mai, "🔔 Nhận nhắc lại")


def test_stopping_is_not_taken_for_later(talk: Talk, join: Join) -> None:
    assert "🔕 Đã dừng." in talk.say(join(MAI), "dừng nhắc")

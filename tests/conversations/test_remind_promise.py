"""“Thứ Sáu tôi nộp”: typed freely or by /hen, taken back, and read by officers."""

from datetime import date, timedelta

import pytest
import sqlmodel

from bot import promises
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.models import Account, Duty, Operation, Promise
from tests.conftest import DUNG, MAI, NOW, OFFICER
from tests.conversations.conftest import Join, register
from tests.support.talking import Heard, Talk

TODAY = date(2026, 3, 4)  # a Wednesday; the launch is to be registered today, the pledge on 18 March, the report has no day
UNDO = "↩️ Hoàn tác (trong 10 phút)"
WHICH = "Đồng chí hẹn ngày cho việc nào ạ?"
LAUNCH, PLEDGE, REPORT = "Đăng ký ngày phát động, Đợt 1", "Đăng ký giao ước thi đua, Đợt 1", "Báo cáo kết quả, Đợt 1"
TOO_LATE = "Lời hẹn này không bỏ được nữa. Muốn đổi ngày, xin gõ ngày khác, ví dụ: thứ Sáu tôi nộp."


def owed(db: Transaction, user: int) -> dict[str, int]:
    """What the person who writes from this number owes: kind to number."""
    person_id = db.session.exec(sqlmodel.select(Account.person_id).where(Account.platform_id == str(user))).one()
    return {each.kind: each.duty_id for each in missing.of_chair(db, person_id, TODAY)}


def change(talk: Talk, duty_id: int, **fields: object) -> None:
    """Something happens to a duty."""

    def work(db: Transaction) -> None:
        duty = db.session.get_one(Duty, duty_id)
        for name, value in fields.items():
            setattr(duty, name, value)
        db.session.add(duty)

    talk.do(work)


def only_pledge(talk: Talk, user: int) -> int:
    """Of this chair's duties only the pledge is left; its number."""
    register(talk, user)
    found = talk.do(lambda db: owed(db, user))
    change(talk, found["report"], done_at=NOW)
    return found["pledge"]


def days(talk: Talk) -> list[date]:
    return [each.day for each in talk.rows(Promise)]


def test_one_duty_and_a_clear_day_need_no_question(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    duty = only_pledge(talk, mai)
    heard = talk.say(mai, "thứ Sáu tôi nộp")
    assert heard.text == f"🤝 Trợ lý ghi: đồng chí sẽ nộp “{PLEDGE}” vào Thứ Sáu, 06/03/2026.\nHôm sau Trợ lý mới hỏi lại."
    assert heard.labels == (UNDO,)
    [row] = talk.rows(Promise)
    assert (row.duty_id, row.day, row.said) == (duty, date(2026, 3, 6), "thứ Sáu tôi nộp")
    assert [each.deed for each in talk.rows(Operation) if "promise" in each.deed] == ["duty.promise"]


def test_it_is_taken_back_with_one_tap_and_the_one_before_holds_again(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    duty = only_pledge(talk, mai)
    talk.say(mai, "mai em nộp")
    heard = talk.say(mai, "thứ Sáu tôi nộp")
    assert talk.tap(mai, UNDO).text == "↩️ Đã bỏ lời hẹn. Trợ lý nhắc như trước."
    assert talk.do(lambda db: promises.standing(db, [duty]))[duty].day == date(2026, 3, 5)
    assert talk.tap_data(mai, heard.data[UNDO]).text == TOO_LATE
    assert days(talk) == [date(2026, 3, 5)]


def test_not_after_ten_minutes_nor_by_another(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai, dung = join(MAI), join(DUNG)
    only_pledge(talk, mai)
    undo = talk.say(mai, "thứ Sáu tôi nộp").data[UNDO]
    assert talk.say(dung, undo).text == TOO_LATE
    clock.walk_to(clock.now() + timedelta(minutes=11))
    assert talk.say(mai, undo).text == TOO_LATE
    assert len(days(talk)) == 1


def test_of_several_duties_one_is_chosen_and_the_words_are_kept(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "mai em nộp nhé")
    assert heard.text == WHICH
    assert heard.labels[:3] == (f"1. {LAUNCH}", f"2. {PLEDGE}", f"3. {REPORT}")
    clock.walk_to(clock.now() + timedelta(hours=20))  # it is tomorrow by now: “mai” was said yesterday
    assert f"“{REPORT}” vào Thứ Năm, 05/03/2026" in talk.tap(mai, f"3. {REPORT}")


def test_the_words_may_name_the_duty(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert f"đồng chí sẽ nộp “{PLEDGE}” vào Thứ Sáu, 13/03/2026" in talk.say(mai, "thứ sáu tuần sau em gửi giao ước")


def test_a_day_behind_the_due_day_is_accepted_and_said(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "thứ hai em đăng ký")
    assert heard.text == (
        f"🤝 Trợ lý ghi: đồng chí sẽ làm xong “{LAUNCH}” vào Thứ Hai, 09/03/2026.\n"
        "Hạn là 04/03/2026, trước ngày hẹn. Cần thêm thời gian, xin bấm ⏳ Xin gia hạn.\nHôm sau Trợ lý mới hỏi lại."
    )
    assert heard.labels == (UNDO, "⏳ Xin gia hạn")
    assert "xin gia hạn đến ngày nào" in talk.tap(mai, "⏳ Xin gia hạn")


def test_a_day_of_grace_is_said_to_be_on_time(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    change(talk, talk.do(lambda db: owed(db, mai))["launch"], grace_days=5)
    heard = talk.say(mai, "thứ hai em đăng ký")
    assert "Hạn là 04/03/2026, trước ngày hẹn; nộp ngày ấy vẫn tính đúng hạn." in heard
    assert heard.labels == (UNDO,)


@pytest.mark.parametrize(("said", "offered"), [("thứ tư em gửi", 2), ("tuần sau em gửi", 2), ("mấy bữa nữa gửi", 3)])
def test_a_day_that_is_not_clear_is_asked_for(talk: Talk, join: Join, said: str, offered: int) -> None:
    mai = join(MAI)
    only_pledge(talk, mai)
    heard = talk.say(mai, said)
    assert heard.text == f"{PLEDGE}: đồng chí sẽ xong vào ngày nào ạ? Bấm chọn, hoặc gõ ngày/tháng."
    assert len([label for label in heard.labels if label.startswith("Thứ")]) == offered
    assert "Thứ Hai, 09/03/2026" in talk.say(mai, "9/3")
    assert days(talk) == [date(2026, 3, 9)]


def test_a_day_that_is_over_is_not_taken(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    only_pledge(talk, mai)
    talk.say(mai, "1/3/2026 em nộp")
    assert "ngày 02/03/2026 nằm ngoài thời gian đó" in talk.say(mai, "2/3/2026")
    assert days(talk) == []


def test_nothing_is_promised_for_after_the_last_day(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    change(talk, only_pledge(talk, mai), closes_on=date(2026, 3, 10))
    heard = talk.say(mai, "20/3 em nộp")
    assert heard.text.endswith("\nViệc này chỉ nhận đến hết Thứ Ba, 10/03/2026.")
    assert "nằm ngoài thời gian đó" in talk.say(mai, "11/3")
    assert "Thứ Ba, 10/03/2026" in talk.say(mai, "10/3")


def test_what_is_closed_is_promised_no_more(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    change(talk, only_pledge(talk, mai), due_on=date(2026, 3, 1), closes_on=date(2026, 3, 3))
    assert talk.say(mai, "mai em nộp").text == "✅ Đơn vị của đồng chí không còn việc nào phải nộp nên không cần hẹn ngày."


def test_by_command_with_a_duty_and_words(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    found = talk.do(lambda db: owed(db, mai))
    assert f"“{REPORT}” vào Thứ Sáu, 06/03/2026" in talk.say(mai, f"/hen {found['report']} thứ sáu")
    assert f"{REPORT}: đồng chí sẽ xong" in talk.say(mai, f"/hen {found['report']}")
    talk.say(mai, "9/3")
    assert talk.say(mai, "/hen").text == WHICH


def test_a_duty_of_another_unit_or_that_is_done_is_not_promised(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    theirs = talk.do(lambda db: owed(db, dung))["pledge"]
    only_pledge(talk, mai)
    assert talk.say(mai, f"/hen {theirs} mai").text == "✅ Việc này đã xong, hoặc không còn phải làm."
    assert days(talk) == []


def test_what_was_chosen_and_is_done_meanwhile_is_not_swapped(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    talk.say(mai, "mấy bữa nữa em nộp")
    talk.tap(mai, f"2. {REPORT}")
    change(talk, talk.do(lambda db: owed(db, mai))["report"], done_at=NOW)
    assert WHICH in talk.say(mai, "9/3")
    assert days(talk) == []


def test_whoever_is_not_reminded_is_not_told_so(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    only_pledge(talk, mai)
    talk.say(mai, "/dungnhan")
    assert "Đồng chí đang dừng nhắc nên Trợ lý sẽ không hỏi lại." in talk.say(mai, "mai em nộp")


def test_an_officer_has_nothing_to_promise_and_reads_who_promised(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    talk.say(mai, "thứ hai em đăng ký")
    assert talk.say(officer, "mai em nộp").text.startswith("Đồng chí không phụ trách đơn vị cơ sở nào")
    listed = unit_list(talk, officer)
    assert "09/03" in next(line for line in listed.text.split("\n") if "Trường Tiểu học Sông Xanh" in line)


def unit_list(talk: Talk, officer: int) -> Heard:
    """The officer's list of units that have not registered."""
    first = talk.say(officer, "/conthieu")
    return talk.tap(officer, next(label for label in first.labels if label.startswith("Đăng ký ngày phát động")))


def test_free_words_are_an_answer_while_a_question_is_open(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "thứ sáu tôi nộp")
    assert days(talk) == []

"""/ngunggui and /bongunggui in words, and what waits meanwhile."""

from datetime import date, timedelta

import pytest
import sqlmodel
from sqlmodel import col

from bot import building, mornings, pausing
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.models import Duty, Federation, LadderRung, Operation, Outbox, written
from bot.post import outbox
from bot.post.message import Message
from bot.reminders import digest
from bot.reminders.letter import DIGEST
from bot.reminders.tick import next_moment
from tests.announcements import sending
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import Join
from tests.conversations.test_remind_promise import change, owed
from tests.support.posted import Posted
from tests.support.talking import Heard, Talk

TODAY = date(2026, 3, 4)  # Wednesday
FRIDAY, MONDAY = date(2026, 3, 13), date(2026, 3, 16)


def pause(talk: Talk, until: str = "13/3", why: str = "bão số 5") -> Heard:
    talk.say(OFFICER, "/ngunggui")
    talk.say(OFFICER, until)
    talk.say(OFFICER, why)
    return talk.tap(OFFICER, "✅ Đúng, ngừng gửi")


def federation(db: Transaction) -> Federation:
    return db.session.exec(sqlmodel.select(Federation)).one()


@pytest.fixture
def chair(talk: Talk, join: Join) -> int:
    """Mai owes three duties that fall due in the pause, and nothing else reminds of anything."""
    number = join(MAI)
    mine = talk.do(lambda db: owed(db, number))
    for kind, day in zip(("launch", "pledge", "report"), (6, 10, 12), strict=True):
        change(talk, mine[kind], due_on=date(2026, 3, day), closes_on=None)

    def work(db: Transaction) -> None:
        for duty in db.session.exec(sqlmodel.select(Duty)).all():
            if duty.id not in mine.values() or duty.id not in {mine[each] for each in ("launch", "pledge", "report")}:
                duty.due_on = None
                db.session.add(duty)
        for rung in db.session.exec(sqlmodel.select(LadderRung)).all():
            if rung.subject not in ("registration", "pledge", "report") or rung.audience != "chair":
                db.session.delete(rung)

    talk.do(work)
    return number


def leave(talk: Talk, day: date, hour: int = 7, minute: int = 30) -> list[Message]:
    """What leaves for chairs when the clock has come to this moment."""
    talk.clock.walk_to(instant(day, hour, minute))

    def work(db: Transaction) -> list[Message]:
        now = talk.clock.now()
        building.tick(db, now)
        sent = []
        for letter in outbox.due(db, talk.door.bot_id, now, 100):
            if letter.kind != DIGEST:
                continue
            message = digest.render(db, letter, now)
            outbox.mark_sent(db, letter, "1", now) if message else outbox.drop(db, letter, now)
            sent += [message] if message else []
        return sent

    return talk.do(work)


def test_three_due_days_become_one_digest(talk: Talk, join: Join, chair: int) -> None:  # noqa: ARG001  in
    join(OFFICER)
    said = pause(talk)
    assert said.text.startswith("⏸ Đã ngừng gửi tin đến hết Thứ Sáu, 13/03/2026.")
    assert "mỗi người nhận một tin từ 07:30, 14/03" in said
    day = TODAY
    while day <= FRIDAY:
        assert leave(talk, day) == []
        assert leave(talk, day, 19, 59) == []
        day += timedelta(days=1)
    assert leave(talk, date(2026, 3, 14), 0, 1) == leave(talk, date(2026, 3, 14), 7, 29) == []
    assert talk.do(lambda db: next_moment(db, talk.clock.now())) == instant(date(2026, 3, 14), 7, 30)
    (told,) = leave(talk, date(2026, 3, 14))  # a Saturday
    head, *_lines = told.text.split("\n")
    assert head == ("ℹ️ Từ 04/03/2026 đến 13/03/2026 Trợ lý ngừng nhắc (bão số 5). Nay xin nhắc lại một lần các việc còn chờ.")
    assert all(word in told.text.casefold() for word in ("phát động", "giao ước", "báo cáo"))
    assert leave(talk, date(2026, 3, 14), 9) == []


def test_the_weeks_cap_loses_no_due_day(talk: Talk, join: Join, chair: int) -> None:  # noqa: ARG001  in
    """Monday to Wednesday use up the week; what falls due on Thursday, in the pause, is told on Friday all the same."""
    join(OFFICER)
    mine = talk.do(lambda db: owed(db, MAI))
    for kind, day in zip(("launch", "pledge", "report"), (9, 10, 12), strict=True):
        change(talk, mine[kind], due_on=date(2026, 3, day))

    def tighten(db: Transaction) -> None:
        federation(db).weekly_cap = 2
        for rung in db.session.exec(sqlmodel.select(LadderRung)).all():
            if rung.days != 0:
                db.session.delete(rung)

    talk.do(tighten)
    assert [len(leave(talk, date(2026, 3, day))) for day in (9, 10)] == [1, 1]
    talk.clock.walk_to(instant(date(2026, 3, 11), 9))
    pause(talk, "12/3")
    assert leave(talk, date(2026, 3, 12)) == []
    (told,) = leave(talk, date(2026, 3, 13))
    assert "báo cáo" in told.text.casefold()


def test_a_pause_in_the_middle_of_the_morning_merges_what_waited(talk: Talk, join: Join, chair: int) -> None:  # noqa: ARG001
    """Mai wants to be reminded at nine; her digest waits when the pause begins at eight, and leaves with the others."""
    join(OFFICER)
    talk.say(MAI, "/nhacviec")
    talk.clock.walk_to(instant(date(2026, 3, 5), 7, 31))

    def nine(db: Transaction) -> None:
        db.connection.exec_driver_sql("UPDATE person SET remind_at = 540")

    talk.do(nine)
    assert leave(talk, date(2026, 3, 6), 7, 31) == []
    assert [each.state for each in talk.rows(Outbox) if each.kind == DIGEST] == ["waiting"]
    pause(talk)
    for day in (6, 9, 10, 12):
        assert leave(talk, date(2026, 3, day), 9, 1) == []
    assert leave(talk, date(2026, 3, 14), 7, 31) == []
    assert len(leave(talk, date(2026, 3, 14), 9)) == 1


def test_it_can_end_early_or_later(talk: Talk, join: Join, chair: int) -> None:  # noqa: ARG001  in
    join(OFFICER)
    pause(talk)
    assert leave(talk, date(2026, 3, 6)) == []
    assert "ngừng gửi tin đến hết Thứ Sáu, 13/03/2026 (bão số 5)" in talk.say(OFFICER, "/ngunggui")
    talk.tap(OFFICER, "✏️ Đổi ngày")
    talk.say(OFFICER, "16/3")
    talk.say(OFFICER, "bão chưa tan")
    assert "đến hết Thứ Hai, 16/03/2026" in talk.tap(OFFICER, "✅ Đúng, ngừng gửi")
    assert leave(talk, date(2026, 3, 14)) == []
    talk.say(OFFICER, "/bongunggui")
    assert talk.tap(OFFICER, "🌅 Từ sáng mai").text == "▶️ Trợ lý gửi tin trở lại từ 07:30, 16/03."  # Sunday is none
    assert leave(talk, date(2026, 3, 14), 10) == leave(talk, date(2026, 3, 15)) == []
    assert len(leave(talk, MONDAY)) == 1
    assert leave(talk, MONDAY, 8) == []
    deeds = [each.deed for each in talk.rows(Operation) if each.deed.startswith("federation.pause")]
    assert deeds == ["federation.pause", "federation.pause_moved", "federation.pause_lifted"]


def test_it_can_end_at_once(talk: Talk, join: Join, chair: int) -> None:  # noqa: ARG001  in
    join(OFFICER)
    pause(talk)
    assert leave(talk, date(2026, 3, 10), 9, 0) == []
    talk.say(OFFICER, "/bongunggui")
    assert talk.tap(OFFICER, "▶️ Từ bây giờ").text == "▶️ Trợ lý gửi tin trở lại từ 09:00, 10/03."
    assert len(leave(talk, date(2026, 3, 10), 9, 1)) == 1
    assert talk.say(OFFICER, "/bongunggui").text == "Trợ lý đang gửi tin bình thường, không có gì phải mở lại."


@pytest.mark.parametrize(
    ("until", "reason"),
    [("1/3/2026", "nằm ngoài thời gian đó"), ("3/3/2026", "nằm ngoài thời gian đó"), ("3/5/2026", "nằm ngoài thời gian đó")],
)
def test_a_pause_in_the_past_or_too_long_is_a_sentence(talk: Talk, join: Join, until: str, reason: str) -> None:
    join(OFFICER)
    talk.say(OFFICER, "/ngunggui")
    heard = talk.say(OFFICER, until)
    assert reason in heard
    assert "Thời gian ngừng gửi từ 04/03/2026 đến 02/05/2026" in heard
    assert "Vì sao ngừng gửi" in talk.say(OFFICER, "2/5/2026")


@pytest.mark.parametrize("last", [date(2026, 3, 3), date(2026, 5, 3)])
def test_impossible_days_are_refused_below_as_well(talk: Talk, last: date) -> None:
    def work(db: Transaction) -> None:
        with pytest.raises(ValueError, match="impossible"):
            pausing.pause(db, written(federation(db).id), last, "", talk.clock.now())

    talk.do(work)


def test_replies_and_officers_go_on(talk: Talk, join: Join, sent: Posted, chair: int) -> None:
    join(OFFICER)
    pause(talk)
    assert "còn" in talk.say(chair, "/conthieu").text.casefold()
    assert "⏸ Trợ lý ngừng gửi tin đến hết Thứ Sáu, 13/03/2026 (bão số 5)." in talk.say(OFFICER, "/quanly")
    talk.clock.walk_to(instant(date(2026, 3, 5), 7, 30))
    talk.do(lambda db: mornings.owe(db, talk.clock.now()))
    (line,) = sent(mornings.TEMPLATE)
    assert "• Đang ngừng gửi tin cho các đơn vị đến hết Thứ Sáu, 13/03 (bão số 5)." in line.text


def test_a_nudge_is_refused(talk: Talk, join: Join, chair: int) -> None:
    join(OFFICER)
    pause(talk)
    duty = talk.do(lambda db: owed(db, chair))["report"]
    heard = talk.say(OFFICER, f"/nhac {duty}")
    assert "Cần gấp, xin gọi điện cho đơn vị." in heard


def test_an_announcement_waits_until_the_pause_ends(talk: Talk, join: Join, chair: int) -> None:  # noqa: ARG001  in
    join(OFFICER)
    button = sending.compose(talk, OFFICER).data[sending.SEND]
    pause(talk)
    heard = talk.tap_data(OFFICER, button)
    assert "Bắt đầu gửi lúc 07:30, 14/03" in heard

    def leaving(day: date, hour: int, minute: int) -> int:
        talk.clock.walk_to(instant(day, hour, minute))

        def work(db: Transaction) -> int:
            building.tick(db, talk.clock.now())
            return sum(each.announcement_id is not None for each in outbox.due(db, talk.door.bot_id, talk.clock.now(), 100))

        return talk.do(work)

    assert leaving(date(2026, 3, 5), 9, 0) == leaving(date(2026, 3, 14), 7, 29) == 0
    assert leaving(date(2026, 3, 14), 7, 30) == 1


@pytest.mark.parametrize("who", [MAI, DUNG])
def test_it_is_for_officers(talk: Talk, join: Join, who: int) -> None:
    join(who)
    for command in ("/ngunggui", "/bongunggui"):
        assert talk.say(who, command).text.startswith("Việc này dành cho cán bộ")


def test_what_stands_in_the_outbox_is_held_and_let_go(talk: Talk, join: Join, chair: int) -> None:
    """A message to a chair that waits when the pause begins; an answer to a question is no push."""
    join(OFFICER)

    def write(db: Transaction) -> None:
        rows = db.session.exec(sqlmodel.select(Outbox).order_by(col(Outbox.id))).all()  # the chair was there first
        chats = [each for each in rows if each.key.startswith("reply/")]
        to = outbox.Address(chats[0].federation_id, chats[0].bot_id, chats[0].chat_id)
        for key in ("review/1/1", "answer/1"):
            outbox.queue(db, to, key, Message(key), talk.clock.now(), outbox.REST)

    talk.do(write)
    pause(talk)

    def due(db: Transaction) -> set[str]:
        found = outbox.due(db, talk.door.bot_id, talk.clock.now(), 1000)
        return {each.body for each in found if each.priority == outbox.REST}

    assert [Message.from_json(each).text for each in talk.do(due)] == ["answer/1"]
    assert chair

"""Who is reminded of what: the clock stands at a moment, the tick runs, and the digests are read."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlmodel

from bot.clock import instant
from bot.database.transaction import Transaction
from bot.models import Account, Chat, LadderRung, Office, Outbox, Reminder
from bot.post import outbox
from bot.post.message import Message
from bot.reminders import digest
from bot.reminders.ladder import LAUNCH, REGISTRATION
from bot.reminders.letter import DIGEST
from bot.reminders.tick import next_moment, tick
from tests.conftest import DUNG, MAI
from tests.support.talking import Talk

Join = Callable[[int], int]


def only(talk: Talk, *subjects: str) -> None:
    """Let the ladders remind of these subjects alone."""

    def work(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(LadderRung)).all():
            if each.subject not in subjects:
                db.session.delete(each)

    talk.do(work)


@pytest.fixture(autouse=True)
def launches_only(talk: Talk) -> None:
    only(talk, LAUNCH, REGISTRATION)


def register(talk: Talk, who: int, day: str) -> None:
    for text in ("/dangky", day, "8 giờ, sân trường", "45", "đúng"):
        talk.say(who, text)


def digests(talk: Talk) -> list[Message]:
    """Run the tick and send what it owes, as the delivery would: rendered, then marked as sent."""

    def work(db: Transaction) -> list[Message]:
        now = talk.clock.now()
        tick(db, now)
        sent = []
        for letter in outbox.due(db, talk.door.bot_id, now, 100):
            if letter.kind != DIGEST:
                continue
            message = digest.render(db, letter, now)
            outbox.mark_sent(db, letter, "1", now) if message else outbox.drop(db, letter, now)
            sent += [message] if message else []
        return sent

    return talk.do(work)


def at(talk: Talk, day: date, hour: int = 7, minute: int = 30) -> list[str]:
    """What is sent when the clock has come to this moment."""
    talk.clock.walk_to(instant(day, hour, minute))
    return [message.text for message in digests(talk)]


def test_a_launch_is_reminded_of_once_on_each_rung(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai, "17/3")
    assert at(talk, date(2026, 3, 9)) == []
    assert at(talk, date(2026, 3, 10), 7, 29) == []
    (week,) = at(talk, date(2026, 3, 10))
    assert week.startswith("⏰ Còn 7 ngày đến ngày phát động Đợt 1.")
    assert "Thứ Ba, 17/03/2026" in week
    assert week.endswith("\nChuẩn bị còn vướng gì, xin gõ: gặp cán bộ.")
    assert talk.say(mai, "gặp cán bộ").text == talk.say(mai, "/gapcanbo").text
    for minute in range(31, 36):
        assert at(talk, date(2026, 3, 10), 7, minute) == []
    assert at(talk, date(2026, 3, 14))[0].startswith("⏰ Còn 3 ngày")
    assert at(talk, date(2026, 3, 16))[0].startswith("⏰ Còn 1 ngày")
    assert at(talk, date(2026, 3, 17))[0].startswith("🚩 Hôm nay Trường Tiểu học Sông Xanh phát động")
    assert at(talk, date(2026, 3, 18)) == []


def test_moving_the_launch_arms_its_reminders_anew(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai, "17/3")
    assert len(at(talk, date(2026, 3, 10))) == 1
    register(talk, mai, "31/3")
    assert at(talk, date(2026, 3, 14)) == []
    assert at(talk, date(2026, 3, 24))[0].startswith("⏰ Còn 7 ngày")


def test_a_day_that_was_left_and_taken_again_is_reminded_of_again(talk: Talk, join: Join) -> None:
    """A → B → A: the reminder of A was cancelled before it left, and comes to life again; one that left does not."""
    mai = join(MAI)
    register(talk, mai, "17/3")
    talk.clock.walk_to(instant(date(2026, 3, 10), 7, 30))
    talk.do(lambda db: tick(db, talk.clock.now()))  # owed, not sent yet
    register(talk, mai, "31/3")
    assert digests(talk) == []
    launch = talk.say(mai, "/tinhhinh")
    assert "31/03/2026" in launch
    talk.clock.walk_to(talk.clock.now() - timedelta(minutes=5))  # the wish to go back was there before the rung
    register(talk, mai, "17/3")
    talk.clock.walk_to(instant(date(2026, 3, 10), 7, 40))
    assert [message.text[:14] for message in digests(talk)] == ["⏰ Còn 7 ngày đ"]
    assert digests(talk) == []


def test_a_unit_that_never_registered_is_reminded_until_it_does(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert "đã quá hạn 1 ngày" in at(talk, date(2026, 3, 5))[0]
    register(talk, mai, "17/3")
    assert at(talk, date(2026, 3, 7)) == []


def test_registering_within_the_last_days_does_not_bring_reminders_of_the_past(talk: Talk, join: Join) -> None:
    register(talk, join(MAI), "6/3")
    assert digests(talk) == []
    assert at(talk, date(2026, 3, 5))[0].startswith("⏰ Còn 1 ngày")


def test_whoever_joins_late_hears_the_newest_of_what_was_missed_once(talk: Talk, join: Join) -> None:
    talk.clock.walk_to(instant(date(2026, 3, 5), 9))
    join(MAI)
    (message,) = digests(talk)
    assert message.text.startswith("⏰ Việc đăng ký ngày phát động Đợt 1 đã quá hạn 1 ngày")
    assert len(talk.rows(Reminder)) == 1
    assert digests(talk) == []


def test_a_digest_that_waited_says_what_is_true_when_it_leaves(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.clock.walk_to(instant(date(2026, 3, 5), 7, 30))
    talk.do(lambda db: tick(db, talk.clock.now()))
    register(talk, mai, "17/3")
    assert digests(talk) == []
    rows = [row for row in talk.rows(Outbox) if row.kind == DIGEST]
    assert [row.state for row in rows] == ["dropped"]


def test_one_digest_for_a_person_with_two_units(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)

    def lend(db: Transaction) -> None:
        person = db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(mai))).one().person_id
        other = db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(dung))).one().person_id
        office = db.session.exec(sqlmodel.select(Office).where(Office.person_id == other)).one()
        office.person_id = person

    talk.do(lend)
    talk.clock.walk_to(instant(date(2026, 3, 5), 7, 30))
    (message,) = digests(talk)
    assert message.text.count("chưa đăng ký") == 2
    assert [row[0].data.split()[0] for row in message.options] == ["/dangky", "/dangky", "/nhaclai"]


def test_a_chat_that_is_closed_is_not_written_to(talk: Talk, join: Join) -> None:
    join(MAI)

    def shut(db: Transaction) -> None:
        for chat in db.session.exec(sqlmodel.select(Chat)).all():
            chat.closed_at = talk.clock.now()

    talk.do(shut)
    assert at(talk, date(2026, 3, 5)) == []
    assert talk.rows(Reminder) == []


def test_walking_from_due_moment_to_due_moment_misses_none(talk: Talk, join: Join) -> None:
    register(talk, join(MAI), "17/3")
    said = []
    while (moment := talk.do(lambda db: next_moment(db, talk.clock.now()))) is not None:
        talk.clock.walk_to(moment)
        said += [message.text.split(" đến")[0] for message in digests(talk)]
    assert [text[:12] for text in said] == ["⏰ Còn 7 ngày", "⏰ Còn 3 ngày", "⏰ Còn 1 ngày", "🚩 Hôm nay Tr"]

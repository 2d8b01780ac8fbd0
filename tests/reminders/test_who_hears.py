"""Who hears of what besides the chair, and what keeps a reminder back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot import launches, promises, snoozes
from bot.campaigns.plan import PlanAnniversary
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.doors import listing
from bot.duties.kinds import LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import Account, Chat, Duty, ExtensionRequest, Office, Outbox, PhoneCall, table_of
from bot.people import LEAD, Agreement
from bot.post import outbox
from bot.privacy import consents
from bot.reminders import digest
from tests.reminders.mornings import BEGIN, DUE, LATE3, LATE5, days, dropped, offices, pledge_a_work
from tests.simulation import scene as scenes
from tests.simulation.desk import Desk


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


def test_the_deputy_and_then_the_cluster_hear_of_what_nobody_answers(desk: Desk) -> None:
    desk.seat()
    deputy = desk.seat(is_deputy=True)
    lead = desk.do(lambda db: scenes.seat(db, desk.scene, desk.scene.top, desk.now, LEAD))
    desk.owe(DUE)
    said = days(desk, date(2026, 3, 3), date(2026, 4, 3))
    assert [day for day, each in said.items() if deputy in each] == [LATE3]
    assert [day for day, each in said.items() if lead in each] == [LATE5]
    assert "chưa nộp: báo cáo kết quả Đợt 2026 (hạn: Thứ Sáu, 20/03/2026)" in said[LATE3][deputy][0]
    assert "nhờ đồng chí giúp" in said[LATE5][lead][0]


ANSWERS: dict[str, Callable[[Any, int, int], object]] = {
    "promise": lambda desk, chair, duty: promises.promise(desk, chair, duty, date(2026, 3, 30), "thứ Hai", AT),
    "snooze": lambda desk, chair, duty: snoozes.snooze(desk, chair, duty, instant(date(2026, 3, 30), 8), AT),
    "more time": lambda db, chair, duty: scenes.add(
        db, ExtensionRequest(federation_id=1, duty_id=duty, until=date(2026, 4, 9), reason="x", person_id=chair, asked_at=AT)
    ),
    "call": lambda db, chair, duty: scenes.add(
        db, PhoneCall(federation_id=1, unit_id=_unit(db, duty), duty_id=duty, person_id=chair, outcome="reached", made_at=AT)
    ),
}


AT: datetime = instant(date(2026, 3, 22), 9)


def _unit(db: Any, duty: int) -> int:
    return int(db.session.get_one(Duty, duty).unit_id)


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_first_human_answer_stops_it(desk: Desk, answer: str) -> None:
    chair, deputy = desk.seat(), desk.seat(is_deputy=True)
    duty = desk.owe(DUE)
    desk.at(date(2026, 3, 21))
    desk.now = AT
    desk.do(lambda db: ANSWERS[answer](db, chair, duty))
    said = days(desk, LATE3, date(2026, 3, 28))
    assert all(deputy not in each for each in said.values())
    assert dropped(desk, deputy) == ["promised" if answer != "none" else None]


def test_a_call_that_nobody_took_stops_nothing(desk: Desk) -> None:
    chair, deputy = desk.seat(), desk.seat(is_deputy=True)
    duty = desk.owe(DUE)
    call: dict[str, Any] = {"federation_id": 1, "duty_id": duty, "person_id": chair, "outcome": "no answer", "made_at": AT}
    desk.do(lambda db: scenes.add(db, PhoneCall(**call, unit_id=_unit(db, duty))))
    assert deputy in desk.at(LATE3)


def test_what_is_promised_is_followed_up_once(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.do(lambda db: promises.promise(db, chair, duty, date(2026, 3, 20), "thứ Sáu tôi nộp", desk.now))
    said = days(desk, date(2026, 3, 14), date(2026, 3, 28))
    assert list(said) == [date(2026, 3, 21), LATE3]
    assert len(said[date(2026, 3, 21)][chair]) == 1
    assert said[date(2026, 3, 21)][chair][0].count("Trường Sông Xanh") == 1  # the follow-up and the rung after are one line
    assert [each for each in dropped(desk, chair) if each] == ["old", *["promised"] * 3]


def test_everything_put_off_comes_in_one_message(desk: Desk) -> None:
    chair = desk.seat()
    for kind in (REPORT, PLEDGE):
        desk.owe(DUE, kind)
    desk.at(date(2026, 3, 13))
    later = instant(date(2026, 3, 13), 14)
    desk.do(lambda db: snoozes.snooze(db, chair, None, later, desk.now))
    (text,) = desk.at(date(2026, 3, 13), 14)[chair]
    assert (text.count("báo cáo kết quả"), text.count("đăng ký giao ước")) == (1, 1)
    assert desk.at(date(2026, 3, 13), 15) == {}


def test_what_was_put_off_altogether_has_nothing_to_do_with_a_campaign_that_is_armed_later(desk: Desk) -> None:
    chair, until = desk.seat(), date(2026, 12, 30)
    desk.owe(date(2026, 12, 31))
    desk.at(date(2026, 12, 28))
    desk.do(lambda db: snoozes.snooze(db, chair, None, instant(until, 10), desk.now))
    assert chair in desk.at(until, 10)
    desk.open_campaign(2027)
    duty = desk.owe(date(2027, 1, 25))
    desk.at(date(2027, 1, 11))
    desk.change(Duty, duty, due_on=date(2027, 1, 12))  # a rung of this day would have come before `until`
    assert chair in desk.at(date(2027, 1, 12))
    assert len([each for each in desk.ledger() if each.due_on == until]) == 1


WORDS: dict[str, Callable[[Any, int, int, date], object]] = {  # who says it hears of the duty again on the day after `day`
    "snooze": lambda db, chair, duty, day: snoozes.snooze(db, chair, duty, instant(day + timedelta(days=1), 5), instant(day, 8)),
    "promise": lambda db, chair, duty, day: promises.promise(db, chair, duty, day, "nay mai", instant(day, 8)),
}


@pytest.mark.parametrize("word", WORDS)
def test_of_two_words_about_a_duty_that_both_wait_only_the_newer_one_is_told(desk: Desk, word: str) -> None:
    chair, duty, monday = desk.seat(), desk.owe(DUE), date(2026, 3, 9)
    desk.at(date(2026, 3, 6))
    desk.do(lambda db: WORDS[word](db, chair, duty, monday))
    desk.now = instant(monday + timedelta(days=1), 7, 30)
    desk.tick()  # and nothing is delivered that day
    desk.do(lambda db: WORDS[word](db, chair, duty, monday + timedelta(days=1)))
    told = [desk.at(monday + timedelta(days=2), 7, minute).get(chair, []) for minute in (30, 31)]
    assert [len(each) for each in told] == [1, 0]
    assert dropped(desk, chair) == [None, "snoozed" if word == "snooze" else "promised", None]


def _move(desk: Desk, _chair: int, duty: int) -> None:
    desk.change(Duty, duty, due_on=date(2026, 4, 15))


def _promise(desk: Desk, chair: int, duty: int) -> None:
    desk.do(lambda db: promises.promise(db, chair, duty, date(2026, 3, 16), "thứ Hai tôi nộp", desk.now))


def _put_off(desk: Desk, chair: int, duty: int) -> None:
    desk.do(lambda db: snoozes.snooze(db, chair, duty, instant(date(2026, 3, 16), 8), desk.now))


@pytest.mark.parametrize("what", [_move, _promise, _put_off])
def test_whoever_has_left_the_office_is_owed_no_message_that_is_empty(desk: Desk, what: Callable[[Desk, int, int], None]) -> None:
    chair, duty = desk.seat(), desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    what(desk, chair, duty)
    desk.change(Office, 1, valid_to=date(2026, 3, 13))
    for minute in range(3):
        assert desk.at(date(2026, 3, 17), 9, minute) == {}
    letters = desk.do(lambda db: db.connection.execute(table_of(Outbox).select()).all())
    assert [each.state for each in letters] == ["sent"]


def test_whoever_stops_and_begins_again_hears_of_what_waited(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 17), 7, 30)
    desk.tick()
    desk.do(lambda db: consents.stop_reminders(db, chair, desk.now))
    assert desk.deliver() == {}
    desk.do(lambda db: consents.agree(db, desk.scene.federation, chair, Agreement("1", "-", "-"), desk.now))
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17), 9)[chair][0]


def test_a_chat_that_closes_while_its_message_is_on_its_way_gets_nothing_until_it_is_open_again(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 17), 7, 30)
    desk.tick()
    (letter,) = desk.do(lambda db: outbox.due(db, desk.scene.bot, desk.now, 10))
    desk.change(Chat, 1, closed_at=desk.now)
    assert desk.do(lambda db: digest.render(db, letter, desk.now)) is None
    desk.do(lambda db: outbox.drop(db, letter, desk.now))
    assert desk.at(date(2026, 3, 17), 8) == {}
    desk.change(Chat, 1, closed_at=None)
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17), 9)[chair][0]


def test_what_was_due_at_a_door_that_is_left_comes_to_the_other_one(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)

    def another_door(db: Transaction) -> None:
        owner: dict[str, Any] = {"federation_id": desk.scene.federation, "bot_id": desk.scene.bot}
        chat = scenes.add(db, Chat(**owner, address="hai"))
        scenes.add(db, Account(**owner, platform_id="hai", person_id=chair, chat_id=chat, linked_at=desk.now))

    desk.do(another_door)
    desk.now = instant(date(2026, 3, 17), 7, 30)
    desk.tick()
    desk.do(lambda db: listing.close(db, chair, listing.of_person(db, chair)[0], desk.now))
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17), 8)[chair][0]


def _to_launch(desk: Desk) -> None:
    duty = desk.owe(date(2026, 4, 30), LAUNCH)
    desk.do(lambda db: launches.register(db, duty, DUE, "8 giờ", None, 1, desk.now))


FOR_CHAIRS: dict[str, Callable[[Desk], object]] = {
    "duty": lambda desk: desk.owe(DUE),
    "launch": _to_launch,
    "work": lambda desk: pledge_a_work(desk, DUE),
    "anniversary": lambda desk: desk.open_campaign(2027, PlanAnniversary("Ngày của ta", date=DUE)),
}


@pytest.mark.parametrize("matter", FOR_CHAIRS)
@pytest.mark.parametrize("unit", [0, 1])
def test_a_chair_who_is_only_a_deputy_by_the_hour_it_leaves_hears_no_more(desk: Desk, matter: str, unit: int) -> None:
    chair = desk.seat()
    FOR_CHAIRS[matter](desk)
    for each in (0, 1):
        desk.owe(date(2026, 9, 1), NOTE, unit=each)
    desk.now = instant(DUE, 7, 30)
    desk.tick()
    desk.change(Office, next(each.id for each in offices(desk) if each.person_id == chair), valid_to=DUE - timedelta(days=1))
    desk.do(lambda db: scenes.hold(db, desk.scene, chair, desk.scene.units[unit], desk.now, is_deputy=True))
    assert desk.deliver() == {}
    assert dropped(desk, chair)[-1] == "left"


def test_a_launch_that_is_put_off_before_its_message_leaves_is_not_spoken_of(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE, LAUNCH)
    desk.do(lambda db: launches.register(db, duty, date(2026, 3, 26), "8 giờ", None, chair, desk.now))
    desk.now = instant(date(2026, 3, 23), 7, 30)
    desk.tick()
    desk.do(lambda db: snoozes.snooze(db, chair, duty, instant(date(2026, 3, 27), 9), desk.now))
    assert desk.deliver() == {}
    assert dropped(desk, chair)[-1] == "snoozed"

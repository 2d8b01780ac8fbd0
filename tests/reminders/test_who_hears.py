"""Who hears of what besides the chair, what keeps a reminder back, and what the lines say."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot import launches, promises, snoozes
from bot.calendar import Correction, correcting
from bot.campaigns.plan import PlanAnniversary
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.doors import listing
from bot.duties.kinds import LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import (
    Account,
    Chat,
    Duty,
    ExtensionRequest,
    Federation,
    Office,
    Outbox,
    Person,
    Phase,
    PhoneCall,
    Pledge,
    Work,
    table_of,
)
from bot.people import LEAD, Agreement
from bot.post import outbox
from bot.privacy import consents
from bot.reminders import digest
from bot.reminders.ladder import apply_profile
from bot.reminders.tick import next_moment
from tests.simulation import scene as scenes
from tests.simulation.desk import Desk

DUE = date(2026, 3, 20)  # a Friday
BEGIN = instant(date(2026, 3, 2), 9)
LATE3, LATE5 = date(2026, 3, 23), date(2026, 3, 25)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


def days(desk: Desk, first: date, last: date) -> dict[date, dict[int, list[str]]]:
    """What leaves at 7:30 of each day."""
    mornings = {first + timedelta(ahead): desk.at(first + timedelta(ahead)) for ahead in range((last - first).days + 1)}
    return {day: said for day, said in mornings.items() if said}


def dropped(desk: Desk, person: int) -> list[str | None]:
    rows = sorted((each for each in desk.ledger() if each.person_id == person), key=lambda each: each.fires_at)
    return [each.dropped for each in rows]


def offices(desk: Desk) -> list[Any]:
    return desk.do(lambda db: list(db.connection.execute(table_of(Office).select()).all()))


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


def test_a_moved_day_is_told_once_to_those_who_knew_the_old_one(desk: Desk) -> None:
    chair, other = desk.seat(), desk.seat(1)
    duty = desk.owe(DUE)
    desk.owe(date(2026, 4, 20), unit=1)
    desk.at(date(2026, 3, 13))
    desk.change(Duty, duty, due_on=date(2026, 4, 15))
    (text,) = desk.at(date(2026, 3, 13), 10)[chair]
    assert "🔄 Hạn báo cáo kết quả Đợt 2026 đổi từ Thứ Sáu, 20/03/2026 sang Thứ Tư, 15/04/2026." in text
    assert days(desk, date(2026, 3, 14), date(2026, 3, 31)) == {}
    assert other not in desk.sent
    desk.change(Duty, duty, due_on=DUE)
    assert "đổi từ Thứ Tư, 15/04/2026 sang" in desk.at(date(2026, 4, 1))[chair][0]  # no rung had been told: the move was


def test_a_day_that_is_left_a_second_time_for_the_same_one_is_told_again(desk: Desk) -> None:
    chair, april = desk.seat(), date(2026, 4, 15)
    duty = desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    for hour, day in ((9, april), (10, DUE), (11, april)):
        desk.change(Duty, duty, due_on=day)
        (text,) = desk.at(date(2026, 3, 13), hour)[chair]
        assert f"sang {'Thứ Tư, 15/04' if day == april else 'Thứ Sáu, 20/03'}" in text
        assert desk.at(date(2026, 3, 13), hour, 30) == {}


def test_a_move_is_told_though_the_rung_that_told_the_day_is_off_the_ladder(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17))[chair][0]
    desk.do(lambda db: apply_profile(db, desk.scene.campaign, "light"))
    desk.change(Duty, duty, due_on=date(2026, 4, 15))
    assert "đổi từ Thứ Sáu, 20/03/2026 sang" in desk.at(date(2026, 3, 17), 9)[chair][0]


def _fail(desk: Desk) -> None:
    """What is due cannot be sent."""
    desk.tick()
    (letter,) = desk.do(lambda db: outbox.due(db, desk.scene.bot, desk.now, 10))
    desk.do(lambda db: outbox.drop(db, letter, desk.now, "blocked"))


def test_a_move_is_told_though_the_last_message_of_the_day_that_is_left_could_not_be_sent(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    assert "Còn 7 ngày" in desk.at(date(2026, 3, 13))[chair][0]
    desk.now = instant(date(2026, 3, 17), 7, 30)
    _fail(desk)
    desk.change(Duty, duty, due_on=date(2026, 4, 15))
    assert "đổi từ Thứ Sáu, 20/03/2026 sang" in desk.at(date(2026, 3, 18))[chair][0]
    assert desk.at(date(2026, 3, 18), 9) == {}


def test_a_move_that_could_not_be_told_is_not_tried_again_until_the_day_is_left_again(desk: Desk) -> None:
    chair, april = desk.seat(), date(2026, 4, 15)
    duty = desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.change(Duty, duty, due_on=april)
    desk.now = instant(date(2026, 3, 13), 9)
    _fail(desk)
    assert desk.at(date(2026, 3, 13), 10) == {}
    desk.change(Duty, duty, due_on=DUE)
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17))[chair][0]
    desk.change(Duty, duty, due_on=april)
    assert "đổi từ Thứ Sáu, 20/03/2026 sang" in desk.at(date(2026, 3, 17), 9)[chair][0]


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


def test_a_due_day_that_becomes_a_day_off_brings_no_second_message_that_morning(desk: Desk) -> None:
    chair, monday = desk.seat(), date(2026, 3, 23)
    desk.owe(monday)
    (text,) = desk.at(date(2026, 3, 21))[chair]  # Saturday, in place of Sunday
    assert "Còn 2 ngày" in text
    desk.do(lambda db: correcting.correct(db, desk.scene.federation, Correction(monday, is_off=True, name="nghỉ"), desk.now))
    assert desk.at(date(2026, 3, 21), 9) == {}
    assert "quá hạn 1 ngày" in desk.at(date(2026, 3, 24))[chair][0]


def test_a_day_that_moves_away_and_back_is_told_as_if_nothing_had_been(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    desk.now = instant(date(2026, 3, 13), 7, 30)
    desk.tick()
    desk.change(Duty, duty, due_on=date(2026, 5, 15))
    assert desk.deliver() == {}
    assert dropped(desk, chair) == ["old", "moved"]
    desk.change(Duty, duty, due_on=DUE)
    assert "Còn 7 ngày" in desk.at(date(2026, 3, 13), 9)[chair][0]
    assert len(desk.ledger()) == 2  # the rung before it, older than 72 hours, stands there as old


def test_phases_are_told_with_their_theme_to_those_who_owe_something(desk: Desk) -> None:
    chair, idle = desk.seat(), desk.seat(1)
    desk.owe(date(2026, 9, 1))
    phase = desk.phases["Đợt"]
    desk.change(Phase, phase, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 31), theme="Vượt khó")
    said = days(desk, date(2026, 3, 5), date(2026, 3, 25))
    assert {day: each[chair] for day, each in said.items()} == {
        date(2026, 3, 6): ["🚩 Đợt 2026 bắt đầu ngày 09/03/2026, chủ đề “Vượt khó”."],
        date(2026, 3, 24): ["🏁 Đợt 2026 kết thúc ngày 31/03/2026, còn 7 ngày."],
    }
    assert idle not in desk.sent


@pytest.mark.parametrize(
    ("named", "line"),
    [
        (PlanAnniversary("Ngày thành lập Công đoàn Việt Nam", date=date(2026, 7, 28)), "🎉 28/7: 97 năm Ngày thành lập"),
        (PlanAnniversary("Ngày của ta", original_date=date(2000, 7, 28), date=date(2026, 7, 28)), "🎉 28/7: 26 năm Ngày của ta"),
        (PlanAnniversary("Ngày của ta", year_ordinal=30, date=date(2026, 7, 28)), "🎉 28/7: 30 năm Ngày của ta"),
        (PlanAnniversary("Tháng Công nhân", date=date(2026, 7, 28)), "🎉 28/7: Tháng Công nhân"),
    ],
)
def test_days_of_honour_carry_their_years(desk: Desk, named: PlanAnniversary, line: str) -> None:
    desk.open_campaign(2027, named)
    chair = desk.seat()
    desk.owe(date(2026, 12, 1))
    desk.now = instant(date(2026, 7, 20), 9)
    said = days(desk, date(2026, 7, 21), date(2026, 7, 31))
    assert list(said) == [date(2026, 7, 25), date(2026, 7, 28)]
    assert all(each[chair][0].startswith(line) for each in said.values())


def test_the_start_of_a_phase_is_not_too_old_because_of_a_day_of_honour_of_the_same_number(desk: Desk) -> None:
    chair, phase, day = desk.seat(), desk.phases["Đợt"], date(2026, 3, 12)
    desk.owe(date(2026, 9, 1))
    desk.change(Phase, phase, starts_on=day)
    desk.open_campaign(2027, PlanAnniversary("Ngày của ta", date=day))
    desk.owe(date(2026, 9, 1))
    texts = desk.at(day)[chair]  # nobody was at work since three days before
    assert {each.matter_id for each in desk.ledger()} == {phase}
    assert "🚩 Hôm nay Đợt 2026 bắt đầu" in texts[0]
    assert "🎉 12/3: Ngày của ta" in texts[0]


def pledge_a_work(desk: Desk, finish: date) -> int:
    """The first unit has pledged a work; its number."""
    duty = desk.owe(DUE, PLEDGE, done_at=BEGIN)
    owner: dict[str, Any] = {"federation_id": desk.scene.federation}
    kept = desk.do(lambda db: scenes.add(db, Pledge(**owner, duty_id=duty, version=1, is_latest=True, recorded_at=BEGIN)))
    return desk.do(
        lambda db: scenes.add(db, Work(**owner, pledge_id=kept, position=1, name="Sân chơi", kind="work", finish_on=finish))
    )


def test_a_work_is_asked_about_until_the_day_after_it_should_be_done(desk: Desk) -> None:
    chair = desk.seat()
    pledge_a_work(desk, date(2026, 5, 14))
    said = days(desk, date(2026, 4, 28), date(2026, 5, 20))
    assert list(said) == [date(2026, 4, 29), date(2026, 5, 11), date(2026, 5, 14), date(2026, 5, 15)]
    assert "“Sân chơi” đăng ký hoàn thành Thứ Năm, 14/05/2026. Đã xong chưa ạ?" in said[date(2026, 5, 15)][chair][0]


def test_nobody_hears_more_in_a_week_than_the_cap_and_the_last_one_is_for_what_is_due(desk: Desk) -> None:
    chair = desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    for n in range(4):  # due on Friday to Monday: rungs on most mornings
        desk.owe(DUE + timedelta(days=n), REPORT, occurrence=n + 1)
    said = days(desk, date(2026, 3, 16), date(2026, 3, 21))
    assert list(said) == [date(2026, 3, 16), DUE]
    assert "Hôm nay là hạn" in said[DUE][chair][0]
    assert "cap" in dropped(desk, chair)


@pytest.mark.parametrize(("problem", "told_on"), [("blocked", [17, 20]), (f"{outbox.IN_DOUBT}: no answer", [20])])
def test_a_digest_takes_a_place_of_the_week_unless_it_certainly_did_not_arrive(
    desk: Desk, problem: str, told_on: list[int]
) -> None:
    desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    for n in range(4):  # due on Friday to Monday: rungs on most mornings
        desk.owe(DUE + timedelta(days=n), REPORT, occurrence=n + 1)
    desk.now = instant(date(2026, 3, 16), 7, 30)
    desk.tick()
    letter = desk.do(lambda db: outbox.due(db, desk.scene.bot, desk.now, 1)[0])
    desk.do(lambda db: outbox.drop(db, letter, desk.now, problem))
    said = days(desk, date(2026, 3, 17), date(2026, 3, 21))
    assert [day.day for day in said] == told_on


def test_a_digest_that_leaves_a_week_late_takes_a_place_of_that_week(desk: Desk) -> None:
    """The server is down from Friday morning until Monday evening."""
    chair = desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    desk.change(Person, chair, remind_at=17 * 60)
    desk.owe(DUE)
    assert desk.at(date(2026, 3, 13)) == {}
    assert desk.at(date(2026, 3, 16), 18) == {}
    assert "Còn 4 ngày" in desk.at(date(2026, 3, 16), 18, 1)[chair][0]
    assert desk.at(date(2026, 3, 17), 17) == {}  # the last place of the week is kept for Friday
    assert "Hôm nay là hạn" in desk.at(date(2026, 3, 20), 17)[chair][0]


def test_whoever_wants_to_be_written_to_in_the_evening_is(desk: Desk) -> None:
    chair = desk.seat()
    desk.change(Person, chair, remind_at=17 * 60)
    desk.owe(DUE)
    assert desk.at(date(2026, 3, 6)) == {}
    assert desk.at(date(2026, 3, 6), 16, 59) == {}
    assert "Còn 14 ngày" in desk.at(date(2026, 3, 6), 17)[chair][0]


def test_a_later_hour_chosen_while_a_digest_waits_holds_that_very_day(desk: Desk) -> None:
    """The digest is taken apart at its hour. Whoever walks through time stops next at the one that was chosen, if the person
    can be reached."""
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 13), 21)  # it waits for the next morning
    desk.change(Person, chair, remind_at=690)
    assert desk.at(date(2026, 3, 14)) == {}
    desk.change(Chat, 1, closed_at=desk.now)
    assert desk.do(lambda db: next_moment(db, desk.now)) is None
    desk.change(Chat, 1, closed_at=None)
    assert desk.do(lambda db: next_moment(db, desk.now)) == instant(date(2026, 3, 14), 11, 30)
    assert "Còn 6 ngày" in desk.at(date(2026, 3, 14), 11, 30)[chair][0]


def test_what_comes_while_a_digest_waits_goes_into_it(desk: Desk) -> None:
    chair = desk.seat()
    desk.change(Person, chair, remind_at=17 * 60)
    desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.owe(DUE, PLEDGE)
    desk.at(date(2026, 3, 13), 12)
    (text,) = desk.at(date(2026, 3, 13), 17)[chair]
    assert (text.count("báo cáo kết quả"), text.count("đăng ký giao ước")) == (1, 1)


def test_what_comes_after_it_has_left_is_another_one(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.owe(DUE, LAUNCH)
    (text,) = desk.at(date(2026, 3, 13), 12)[chair]
    assert "đăng ký ngày phát động" in text
    assert "báo cáo" not in text
    assert len({each.outbox_id for each in desk.ledger() if each.outbox_id}) == 2


def test_a_digest_that_would_leave_outside_the_hours_waits_for_the_next_morning(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 13), 7, 30)
    desk.tick()
    desk.now = instant(date(2026, 3, 13), 20, 5)  # the platform did not answer all day
    assert desk.deliver() == {}
    assert desk.at(date(2026, 3, 13), 20, 6) == {}
    assert "Còn 6 ngày" in desk.at(date(2026, 3, 14))[chair][0]


def test_the_rows_of_a_campaign_stay_few(desk: Desk) -> None:
    desk.seat()
    desk.owe(DUE)
    days(desk, date(2026, 3, 3), date(2026, 4, 10))
    assert len(desk.ledger()) == 7


def test_the_place_kept_for_what_is_due_is_not_taken_by_the_rest(desk: Desk) -> None:
    """What is due today is done between planning and sending: the rest has no place in the week."""
    chair = desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=1)
    due, _other = desk.owe(DUE), desk.owe(DUE + timedelta(days=1), REPORT, occurrence=2)
    desk.now = instant(DUE, 7, 30)
    desk.tick()
    desk.change(Duty, due, done_at=desk.now)
    assert desk.deliver() == {}
    assert {"done", "cap"} <= set(dropped(desk, chair))


def test_whoever_has_just_joined_is_not_told_that_it_comes_late(desk: Desk) -> None:
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 10), 9)
    chair = desk.seat()
    (text,) = desk.at(date(2026, 3, 10), 9)[chair]
    assert text.startswith("⏰ Còn 10 ngày")
    assert len(desk.ledger()) == 1


def test_what_was_missed_while_the_server_was_down_comes_once_and_says_so(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    (text,) = desk.at(date(2026, 3, 27), 10)[chair]
    assert text.startswith("ℹ️ Lời nhắc này đến muộn hơn mọi khi.\n\n⏰ Việc báo cáo kết quả Đợt 2026 đã quá hạn 7 ngày")
    assert [each.dropped for each in sorted(desk.ledger(), key=lambda each: each.fires_at)] == ["old"] * 4 + [None] * 3
    assert desk.at(date(2026, 3, 28)) == {}

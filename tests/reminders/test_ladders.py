"""The ready ladders, and what changing them does to what was told already."""

from datetime import date

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot.clock import instant
from bot.models import Campaign, LadderRung
from bot.reminders import ladder
from bot.reminders.ladder import CHAIR, CLOSE, DEPUTY, LEAD, LIGHT, OFFICER, OWN, PROFILES, REPORT, USUAL, Step
from tests.reminders.mornings import pledge_a_work
from tests.simulation import scene as scenes
from tests.simulation.desk import Desk

DUE = date(2026, 3, 20)  # a Friday
BEGIN = instant(date(2026, 3, 2), 9)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


@pytest.mark.parametrize(
    ("profile", "subject", "days"),
    [
        (LIGHT, "report", [-7, 0, 3]),
        (USUAL, "report", [-14, -7, -3, -1, 0, 1, 3]),
        (CLOSE, "report", [-14, -10, -7, -3, -2, -1, 0, 1, 2, 3, 5]),
        (LIGHT, "launch", [-3, 0]),
        (USUAL, "launch", [-7, -3, -1, 0]),
        (CLOSE, "launch", [-14, -7, -3, -1, 0]),
        (LIGHT, "work", [-3]),
        (USUAL, "work", [-14, -3, 0, 1]),
        (LIGHT, "phase_start", [0]),
        (USUAL, "phase_start", [-3]),
        (USUAL, "phase_end", [-7]),
        (LIGHT, "anniversary", [0]),
        (CLOSE, "anniversary", [-3, 0]),
    ],
)
def test_the_days_of_the_ready_ladders(profile: str, subject: str, days: list[int]) -> None:
    assert [each.days for each in PROFILES[profile] if (each.subject, each.audience) == (subject, CHAIR)] == days


def test_whoever_does_not_answer_is_handed_on() -> None:
    above = {each.audience: each.days for each in PROFILES[USUAL] if each.subject == REPORT and each.audience != CHAIR}
    assert above == {DEPUTY: 3, LEAD: 5, OFFICER: 7}
    assert [each for each in PROFILES[LIGHT] if each.audience in {DEPUTY, LEAD}] == []


def _choose(desk: Desk, name: str) -> None:
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, name))


def test_a_rung_keeps_its_number_though_it_was_off(desk: Desk) -> None:
    before = _rungs(desk)
    for name in (CLOSE, LIGHT, USUAL):
        _choose(desk, name)
        assert set(_rungs(desk)) == set(PROFILES[name])
    assert _rungs(desk) == before


def test_another_ladder_in_the_middle_tells_nothing_twice(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 17))  # three days before
    assert len(desk.sent[chair]) == 1
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, CLOSE))
    assert desk.at(date(2026, 3, 17), 9) == {}
    assert "Còn 2 ngày" in desk.at(date(2026, 3, 18))[chair][0]


def test_a_day_put_on_by_hand_makes_the_ladder_its_own(desk: Desk) -> None:
    step = Step(REPORT, CHAIR, -5)
    changed = [desk.do(lambda db: ladder.change(db, desk.scene.campaign, step, wanted=True)) for _ in range(2)]
    assert changed == [True, False]
    assert desk.do(lambda db: db.session.get_one(Campaign, desk.scene.campaign).ladder) == OWN
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    assert "Còn 6 ngày" in desk.at(date(2026, 3, 14))[chair][0]  # the 15th is a Sunday
    assert desk.do(lambda db: ladder.change(db, desk.scene.campaign, step, wanted=False))


def test_what_was_told_is_not_told_again_by_a_rung_that_was_off(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    pledge_a_work(desk, DUE)
    (text,) = desk.at(date(2026, 3, 21))[chair]
    assert ("đã quá hạn 1 ngày" in text, "“Sân chơi” đăng ký hoàn thành" in text) == (True, True)
    for name in (LIGHT, USUAL):
        _choose(desk, name)
        assert desk.at(date(2026, 3, 21), 9) == {}


def test_a_ladder_that_is_changed_in_the_morning_tells_of_nothing_twice_that_day(desk: Desk) -> None:
    desk.owe(DUE)
    desk.now = instant(DUE, 21)
    chair = desk.seat()  # joins behind the rung of the due day, which is on every ladder
    assert "đã quá hạn 1 ngày" in desk.at(date(2026, 3, 21))[chair][0]
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, LIGHT))
    assert desk.at(date(2026, 3, 21), 9) == {}


def test_a_ladder_that_is_changed_in_the_morning_tells_nobody_twice_by_two_offices(desk: Desk) -> None:
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, LIGHT))
    chair = desk.seat()
    desk.do(lambda db: scenes.hold(db, desk.scene, chair, desk.scene.units[0], desk.now, is_deputy=True))
    desk.owe(DUE)
    assert "đã quá hạn 3 ngày" in desk.at(date(2026, 3, 23))[chair][0]
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, USUAL))  # a deputy hears on the third day as well
    assert desk.at(date(2026, 3, 23), 9) == {}


def test_a_rung_that_is_off_for_a_moment_is_told_when_it_is_back(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 17))
    desk.now = instant(date(2026, 3, 19), 7, 30)
    desk.tick()
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, LIGHT))
    assert desk.deliver() == {}
    assert [each.dropped for each in desk.ledger() if each.dropped != "old"] == [None, "off"]
    desk.do(lambda db: ladder.apply_profile(db, desk.scene.campaign, USUAL))
    assert "Còn 1 ngày" in desk.at(date(2026, 3, 19), 9)[chair][0]


def test_a_rung_that_is_off_is_on_nobodys_list(desk: Desk) -> None:
    campaign, step = desk.scene.campaign, Step(REPORT, CHAIR, 3)
    assert desk.do(lambda db: ladder.change(db, campaign, step, wanted=False))
    assert not desk.do(lambda db: ladder.change(db, campaign, step, wanted=False))
    assert step not in _rungs(desk)
    for listed in (desk.do(ladder.open_rungs), desk.do(lambda db: ladder.rungs_of(db, campaign))):
        assert step not in {Step(each.subject, each.audience, each.days) for each in listed}
    assert desk.do(lambda db: ladder.change(db, campaign, step, wanted=True))
    assert step in _rungs(desk)


def _rungs(desk: Desk) -> dict[Step, int | None]:
    """The numbers of those that are on the ladder."""
    found = desk.do(lambda db: db.session.exec(sqlmodel.select(LadderRung).where(LadderRung.is_on)).all())
    return {Step(each.subject, each.audience, each.days): each.id for each in found}

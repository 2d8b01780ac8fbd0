"""The ready ladders, and what changing them does to what was told already."""

from datetime import date

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot.clock import instant
from bot.models import Campaign, LadderRung
from bot.reminders import ladder
from bot.reminders.ladder import CHAIR, CLOSE, DEPUTY, LEAD, LIGHT, OFFICER, OWN, PROFILES, REPORT, USUAL, Step
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


def test_a_rung_that_stays_keeps_its_number(desk: Desk) -> None:
    before = {Step(each.subject, each.audience, each.days): each.id for each in _rungs(desk)}
    for name in (CLOSE, LIGHT, USUAL):
        desk.do(lambda db, name=name: ladder.apply_profile(db, desk.scene.campaign, name))  # type: ignore[misc]
        assert {Step(each.subject, each.audience, each.days) for each in _rungs(desk)} == set(PROFILES[name])
    stayed = Step(REPORT, CHAIR, 3), Step(REPORT, CHAIR, -7)
    after = {Step(each.subject, each.audience, each.days): each.id for each in _rungs(desk)}
    assert [after[each] for each in stayed] == [before[each] for each in stayed]


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


def _rungs(desk: Desk) -> list[LadderRung]:
    return desk.do(lambda db: list(db.session.exec(sqlmodel.select(LadderRung)).all()))

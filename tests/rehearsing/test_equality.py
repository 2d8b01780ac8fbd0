"""What is rehearsed is what is sent: random campaigns, rehearsed with what will be done and then really played."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlmodel
from sqlalchemy import Engine
from sqlmodel import col

from bot.clock import instant, local
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.models import Campaign, Duty, Federation, written
from bot.rehearsing import rehearse
from bot.rehearsing.deeds import Done
from bot.reminders.subjects import DUTIES
from tests.rehearsing.reality import BEGIN, DAY, YEAR, Reality, Sent, as_sent, build, plan_deeds
from tests.simulation.scene import Scene
from tests.support import databases
from tests.support.talking import transaction

SEEDS, FEW = 24, 3
SPAN = 75 * DAY  # the first phase, and the beginning of the next one of many


def rehearsed(engine: Engine, scene: Scene, deeds: Sequence[Done], reality: Reality) -> list[Sent]:
    def given(_db: Transaction, _campaign: Campaign) -> Sequence[Done]:
        return [each for each in deeds if each.at >= reality.now]

    found = rehearse(engine, scene.federation, scene.campaign, YEAR, reality.now, given)
    assert found.days_off() == []
    assert found.stand_ins == 0
    return [as_sent(each) for each in found.messages]


def until(sent: Sequence[Sent], day: date) -> list[Sent]:
    return sorted(each for each in sent if each[0] < day)


@pytest.mark.parametrize("seed", range(FEW, SEEDS))
def test_what_is_rehearsed_is_sent(schema: Path, tmp_path: Path, seed: int) -> None:
    engine = databases.open_copy(schema, tmp_path / "played.db")
    compare(engine, seed)
    engine.dispose()


@pytest.mark.parametrize("seed", range(FEW))
def test_on_either_database(engine: Engine, seed: int) -> None:
    compare(engine, seed)


def compare(engine: Engine, seed: int) -> None:
    """Rehearse a campaign of this seed with what will be done, then play it: the same messages, word for word."""
    chance = random.Random(seed)  # noqa: S311  the same each time
    scene = build(engine, chance)
    deeds = plan_deeds(engine, chance, scene)
    reality = Reality(engine, scene, deeds)
    told = rehearsed(engine, scene, deeds, reality)
    end = instant(local(BEGIN + SPAN).date())
    reality.play(end)
    assert len(reality.sent) >= 5
    assert until(reality.sent, local(end).date()) == until(told, local(end).date())


@pytest.mark.parametrize("seed", range(2))
def test_a_moved_day_explains_the_difference_and_nothing_else_does(engine: Engine, seed: int) -> None:
    chance = random.Random(1000 + seed)  # noqa: S311  the same each time
    scene = build(engine, chance)
    with transaction(engine) as db:
        db.session.get_one(Federation, scene.federation).weekly_cap = 30  # else what leaves may take the place of something else
    deeds = plan_deeds(engine, chance, scene)
    reality = Reality(engine, scene, deeds)
    before = rehearsed(engine, scene, deeds, reality)
    moved_on, end = instant(local(BEGIN + 25 * DAY).date(), 12), instant(local(BEGIN + SPAN).date())
    reality.play(moved_on)
    moved = move_a_day(engine, scene, reality)
    after = rehearsed(engine, scene, deeds, reality)
    reality.play(end)
    first, last = local(moved_on).date(), local(end).date()
    noon = [each for each in reality.sent if each[0] == first]
    assert until(reality.sent, first) == until(before, first)
    expected = [*until(before, first), *(each for each in noon if each not in after), *until(after, last)]
    assert until(reality.sent, last) == sorted(expected)
    spoken = Counter(pair for each in until(before, last) for pair in lines(each))
    spoken.subtract(pair for each in until(reality.sent, last) for pair in lines(each))
    differing = {matter for (_person, matter, _day), count in spoken.items() if count}
    assert differing == {moved}


def lines(sent: Sent) -> list[tuple[int, int, date]]:
    return [(sent[2], matter, day) for matter, day in sent[3]]


def move_a_day(engine: Engine, scene: Scene, reality: Reality) -> int:
    """An officer gives one unit more time for something that is due soon; returns the duty."""
    with transaction(engine) as db:
        wanted = sqlmodel.select(Duty).where(Duty.campaign_id == scene.campaign, col(Duty.done_at).is_(None))
        soon = wanted.where(col(Duty.due_on) > local(reality.now).date() + timedelta(days=4))
        duty = db.session.exec(soon.order_by(col(Duty.due_on), col(Duty.id))).first()
        assert duty is not None
        assert duty.due_on is not None
        assert duty.kind in DUTIES.values()
        deciding.extend(db, duty, duty.due_on + timedelta(days=9), Decision("cán bộ", None, "mưa bão", reality.now))
        return written(duty.id)

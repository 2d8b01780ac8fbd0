"""Reminders follow what is said of a work at once, and the officer's table shows it."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine
from sqlmodel import col

from bot import demo, pledges, works
from bot.clock import instant
from bot.duties.kinds import PLEDGE
from bot.invites import Invites
from bot.models import Campaign, Pledge, Work, written
from bot.pledges import contents
from bot.pledges.contents import Contents
from bot.rights import Reach
from bot.sheets.table import gathering, words
from bot.units.tree import TOPS
from bot.works import DROPPED, FINISHED, LATER, OPEN, Said
from tests.pledges.campaign import open_campaign, owe
from tests.simulation import scene as scenes
from tests.simulation.desk import Desk
from tests.support.talking import transaction

BEGIN = instant(date(2026, 3, 2), 9)
FINISH, LATER_ON = date(2026, 5, 14), date(2026, 6, 18)  # Thursdays
TOLD = date(2026, 4, 29)  # two weeks before, when the first rung comes
REST = [date(2026, 5, 11), FINISH, date(2026, 5, 15)]
AGAIN = [date(2026, 6, 4), date(2026, 6, 15), LATER_ON, date(2026, 6, 19)]


@pytest.fixture
def desk(engine: Engine) -> Desk:
    """A federation whose campaign runs."""
    return Desk(engine, BEGIN)


def promised(desk: Desk) -> int:
    """A work that a unit of the desk is to finish in May."""
    duty = desk.owe(date(2026, 3, 20), PLEDGE, done_at=BEGIN)
    owner: dict[str, Any] = {"federation_id": desk.scene.federation}
    kept = desk.do(lambda db: scenes.add(db, Pledge(**owner, duty_id=duty, version=1, is_latest=True, recorded_at=BEGIN)))
    work = Work(**owner, pledge_id=kept, position=1, name="Sân chơi", kind="work", finish_on=FINISH)
    return desk.do(lambda db: scenes.add(db, work))


def tell(desk: Desk, work: int, said: Said) -> None:
    """A chair says something of a work now."""
    desk.do(lambda db: works.say(db, work, said, None, desk.now))


def mornings(desk: Desk, first: date, last: date) -> list[date]:
    """The days on which something leaves at 7:30."""
    every = (first + timedelta(ahead) for ahead in range((last - first).days + 1))
    return [day for day in every if desk.at(day)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), REST),
        ((Said(FINISHED, TOLD),), []),
        ((Said(DROPPED, reason="hết tiền"),), []),
        ((Said(LATER, LATER_ON),), AGAIN),
        ((Said(FINISHED, TOLD), Said(OPEN)), REST),
        ((Said(LATER, LATER_ON), Said(OPEN)), REST),
        ((Said(LATER, date(2026, 7, 30)), Said(LATER, LATER_ON)), AGAIN),
        ((Said(LATER, LATER_ON), Said(FINISHED, TOLD)), []),
    ],
)
def test_reminders_follow(desk: Desk, said: tuple[Said, ...], expected: list[date]) -> None:
    desk.seat()
    work = promised(desk)
    assert mornings(desk, date(2026, 4, 27), date(2026, 4, 30)) == [TOLD]
    for each in said:
        tell(desk, work, each)
    assert mornings(desk, date(2026, 5, 1), date(2026, 7, 1)) == expected


def test_what_was_taken_back_is_not_told_late(desk: Desk) -> None:
    """Finished before a rung came, open again after it: the next rung is the next reminder."""
    desk.seat()
    work = promised(desk)
    desk.now = instant(date(2026, 4, 28), 9)
    tell(desk, work, Said(FINISHED, date(2026, 4, 28)))
    assert mornings(desk, date(2026, 4, 29), date(2026, 5, 4)) == []
    tell(desk, work, Said(OPEN))
    assert mornings(desk, date(2026, 5, 5), date(2026, 5, 20)) == REST


def test_the_line_leads_to_the_work(desk: Desk) -> None:
    desk.seat()
    work = promised(desk)
    desk.now = instant(TOLD, 7, 30)
    desk.tick()
    desk.delivery.run(lambda: desk.now, lambda: None)
    ((message, _at),) = desk.journal.said.values()
    assert "“Sân chơi”" in message.text
    assert [(each.label, each.data) for row in message.options for each in row] == [
        ("🏗 Cập nhật công trình", f"/congtrinh {work}")
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (None, "Đang làm"),
        (Said(OPEN), "Đang làm"),
        (Said(FINISHED, date(2026, 3, 3), 6_000_000), "Đã xong 03/03/2026"),
        (Said(LATER, LATER_ON), "Lùi đến 18/06/2026"),
        (Said(DROPPED, reason="hết tiền"), "Không làm: hết tiền"),
    ],
)
def test_the_officers_table_shows_it(engine: Engine, said: Said | None, shown: str) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), BEGIN)
        opened = open_campaign(db)
        pledges.pledge(db, owe(db, opened), Contents(works=[contents.Work("Sân chơi", "work", 5, FINISH)]), None, BEGIN)
        row = db.session.exec(sqlmodel.select(Work).order_by(col(Work.id).desc())).first()
        if said and row:
            works.say(db, written(row.id), said, None, BEGIN)
        campaign = db.session.get_one(Campaign, opened.campaign_id)
        root = db.all(TOPS, federation=opened.federation_id, day=BEGIN.date())[0]
        (line,) = gathering.gather(db, campaign, Reach(root), BEGIN).works
        assert words.work_state(line) == shown
        assert line.reached == (said.value if said else None)

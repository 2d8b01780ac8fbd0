"""What was said of a work goes on with the work of the same name when the pledge is amended."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlmodel
from sqlalchemy import Engine
from sqlmodel import col

from bot import demo, pledges, works
from bot.database.transaction import Transaction
from bot.invites import Invites
from bot.models import Person, Pledge, Work, WorkState, written
from bot.pledges import contents
from bot.pledges.contents import Contents
from bot.works import DROPPED, FINISHED, LATER, OPEN, Said
from tests.pledges.campaign import open_campaign, owe
from tests.support.talking import transaction

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
BEFORE, LATER_ON, OTHER = date(2026, 4, 30), date(2026, 6, 30), date(2026, 5, 15)
GARDEN, YARD = "Vườn rau", "Sân chơi"
Named = tuple[str, date | None]

SAID = {
    FINISHED: Said(FINISHED, date(2026, 3, 3), 5_000_000),
    LATER: Said(LATER, LATER_ON),
    DROPPED: Said(DROPPED, reason="chưa có kinh phí"),
    OPEN: Said(OPEN),
}


def pledge(db: Transaction, duty: int, *named: Named, later: int = 0) -> None:
    said = Contents(works=[contents.Work(name, "work", None, day) for name, day in named])
    pledges.pledge(db, duty, said, None, NOW + timedelta(minutes=later))


def states(db: Transaction, duty: int) -> list[tuple[str, str | None, date | None]]:
    """Of the works that hold: name, state and its day, in the pledge's order."""
    wanted = (
        sqlmodel.select(Work, WorkState)
        .join(Pledge, col(Pledge.id) == Work.pledge_id)
        .outerjoin(WorkState, (col(WorkState.work_id) == Work.id) & col(WorkState.is_latest))
        .where(Pledge.duty_id == duty, col(Pledge.is_latest))
        .order_by(col(Work.position))
    )
    found = db.session.exec(wanted).all()
    return [(work.name, state.state if state else None, state.day if state else None) for work, state in found]


def row_of(db: Transaction, duty: int, name: str) -> int:
    """The first work of that name in the pledge that holds."""
    wanted = sqlmodel.select(Work).join(Pledge, col(Pledge.id) == Work.pledge_id)
    row = db.session.exec(wanted.where(Pledge.duty_id == duty, col(Pledge.is_latest), Work.name == name)).first()
    assert row
    return written(row.id)


CASES: list[tuple[str, tuple[Named, ...], list[tuple[str, str | None, date | None]]]] = [
    (FINISHED, ((GARDEN, BEFORE), (YARD, None)), [(GARDEN, FINISHED, date(2026, 3, 3)), (YARD, None, None)]),
    (FINISHED, ((GARDEN, OTHER),), [(GARDEN, FINISHED, date(2026, 3, 3))]),
    (FINISHED, ((YARD, None), ("VƯỜN RAU", BEFORE)), [(YARD, None, None), ("VƯỜN RAU", FINISHED, date(2026, 3, 3))]),
    (LATER, ((GARDEN, BEFORE),), [(GARDEN, LATER, LATER_ON)]),
    (LATER, ((GARDEN, OTHER),), [(GARDEN, None, None)]),
    (DROPPED, ((GARDEN, BEFORE),), [(GARDEN, DROPPED, None)]),
    (DROPPED, ((GARDEN, OTHER),), [(GARDEN, None, None)]),
    (OPEN, ((GARDEN, BEFORE),), [(GARDEN, None, None)]),
    (FINISHED, ((YARD, BEFORE),), [(YARD, None, None)]),
    (FINISHED, ((GARDEN, BEFORE), (GARDEN, BEFORE)), [(GARDEN, FINISHED, date(2026, 3, 3)), (GARDEN, None, None)]),
]


@pytest.mark.parametrize(("state", "amended", "expected"), CASES)
def test_an_amended_pledge_keeps_what_was_said(
    engine: Engine, state: str, amended: tuple[Named, ...], expected: list[tuple[str, str | None, date | None]]
) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), NOW)
        duty = owe(db, open_campaign(db))
        pledge(db, duty, (GARDEN, BEFORE))
        works.say(db, row_of(db, duty, GARDEN), SAID[state], None, NOW)
        pledge(db, duty, *amended, later=1)
        assert states(db, duty) == expected
        pledge(db, duty, *amended, later=2)
        assert states(db, duty) == expected


def test_an_amendment_that_is_taken_back_leaves_what_was_said(engine: Engine) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), NOW)
        duty = owe(db, open_campaign(db))
        pledge(db, duty, (GARDEN, BEFORE))
        works.say(db, row_of(db, duty, GARDEN), SAID[LATER], None, NOW)
        pledge(db, duty, (YARD, None), later=1)
        amended = db.session.exec(sqlmodel.select(Pledge).where(Pledge.duty_id == duty, col(Pledge.is_latest))).one()
        amended.person_id = someone = demo_person(db, amended.federation_id)
        db.session.add(amended)
        db.session.flush()
        pledges.undo(db, written(amended.id), someone, NOW + timedelta(minutes=2))
        assert states(db, duty) == [(GARDEN, LATER, LATER_ON)]


def demo_person(db: Transaction, federation_id: int) -> int:
    row = Person(federation_id=federation_id, name="Nguyễn Thị Mai")
    db.session.add(row)
    db.session.flush()
    return written(row.id)


def test_a_word_on_a_work_of_an_older_version_is_refused(engine: Engine) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), NOW)
        duty = owe(db, open_campaign(db))
        pledge(db, duty, (GARDEN, BEFORE))
        old = row_of(db, duty, GARDEN)
        pledge(db, duty, (GARDEN, BEFORE), later=1)
        with pytest.raises(works.Changed):
            works.say(db, old, SAID[FINISHED], None, NOW)
        with pytest.raises(LookupError):
            works.say(db, old + 1000, SAID[FINISHED], None, NOW)
        assert states(db, duty) == [(GARDEN, None, None)]


def test_words_are_only_added_and_the_newest_holds(engine: Engine) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), NOW)
        duty = owe(db, open_campaign(db))
        pledge(db, duty, (GARDEN, BEFORE))
        for state in (LATER, FINISHED, OPEN, DROPPED):
            works.say(db, row_of(db, duty, GARDEN), SAID[state], None, NOW)
        assert states(db, duty) == [(GARDEN, DROPPED, None)]
        rows = db.session.exec(sqlmodel.select(WorkState).order_by(col(WorkState.version))).all()
        assert [(each.version, each.state, each.is_latest) for each in rows] == [
            (1, LATER, False), (2, FINISHED, False), (3, OPEN, False), (4, DROPPED, True)
        ]  # fmt: skip

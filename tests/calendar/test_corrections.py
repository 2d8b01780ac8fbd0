"""Corrections in the database: one for a day, of one federation, and written to the log."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot import calendar
from bot.calendar import Correction
from bot.calendar.correcting import correct, office_for_calendar, restore
from bot.calendar.corrections import all_of
from bot.calendar.listing import Entry, What, entries
from bot.database.transaction import Transaction
from bot.models import Account, Affiliation, Federation, Office, Operation, written
from tests.conftest import MAI, OFFICER
from tests.support.talking import Talk, transaction

Join = Callable[[int], int]

NOW = datetime(2026, 1, 1, 2, tzinfo=UTC)
FRIDAY = Correction(date(2026, 1, 2), is_off=True, name="Hoán đổi Tết Dương lịch")
SATURDAY = Correction(date(2026, 1, 10), is_off=False, name="Làm bù")


@pytest.fixture
def two(engine: Engine) -> tuple[int, int]:
    """Two federations."""
    with transaction(engine) as db:
        both = [Federation(name=name, short_name=name) for name in ("A", "B")]
        db.session.add_all(both)
        db.session.flush()
        return written(both[0].id), written(both[1].id)


def test_a_federation_sees_its_own_corrections(engine: Engine, two: tuple[int, int]) -> None:
    with transaction(engine) as db:
        correct(db, two[0], FRIDAY, NOW)
        correct(db, two[0], SATURDAY, NOW)
        found = all_of(db, [two[1], two[0], two[0]])
        assert list(found[two[0]].corrections.values()) == [FRIDAY, SATURDAY]
        assert found[two[1]] == calendar.LAW


def test_the_newer_correction_replaces_the_older(engine: Engine, two: tuple[int, int]) -> None:
    changed = Correction(FRIDAY.day, is_off=False, name="Không nghỉ")
    with transaction(engine) as db:
        correct(db, two[0], FRIDAY, NOW)
        correct(db, two[1], FRIDAY, NOW)
        correct(db, two[0], changed, NOW)
        assert calendar.of(db, two[0]).corrections == {FRIDAY.day: changed}
        assert calendar.of(db, two[1]).corrections == {FRIDAY.day: FRIDAY}


def test_a_correction_is_taken_back_once(engine: Engine, two: tuple[int, int]) -> None:
    with transaction(engine) as db:
        correct(db, two[0], FRIDAY, NOW)
        assert not restore(db, two[1], FRIDAY.day, NOW)
        assert restore(db, two[0], FRIDAY.day, NOW)
        assert not restore(db, two[0], FRIDAY.day, NOW)
        assert calendar.of(db, two[0]) == calendar.LAW


def test_what_was_done_is_in_the_log(engine: Engine, two: tuple[int, int]) -> None:
    with transaction(engine) as db:
        correct(db, two[0], FRIDAY, NOW)
        restore(db, two[0], FRIDAY.day, NOW)
        log = db.session.exec(sqlmodel.select(Operation).order_by(sqlmodel.col(Operation.id))).all()
        assert [(each.deed, each.valid_on, each.federation_id) for each in log] == [
            ("calendar.correct", FRIDAY.day, two[0]),
            ("calendar.restore", FRIDAY.day, two[0]),
        ]
        assert json.loads(log[0].details) == {"is_off": True, "name": FRIDAY.name}


def test_only_an_officer_of_the_top_unit_may_correct(talk: Talk, join: Join) -> None:
    officer, chair = join(OFFICER), join(MAI)
    today = date(2026, 3, 4)

    def person(db: Transaction, user: int) -> int:
        return db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(user))).one().person_id

    def may(db: Transaction, user: int) -> bool:
        return office_for_calendar(db, person(db, user), today) is not None

    assert talk.do(lambda db: (may(db, officer), may(db, chair))) == (True, False)
    assert talk.do(lambda db: office_for_calendar(db, None, today)) is None

    def move_below(db: Transaction) -> None:
        """The officer of the whole becomes an officer of a unit below."""
        below = db.session.exec(sqlmodel.select(Affiliation)).first()
        assert below
        office = db.session.exec(sqlmodel.select(Office).where(Office.person_id == person(db, officer))).one()
        office.unit_id = below.unit_id

    talk.do(move_below)
    assert not talk.do(lambda db: may(db, officer))


def test_a_list_of_days() -> None:
    ours = calendar.Calendar({each.day: each for each in (FRIDAY, SATURDAY)})
    found = [each for each in entries(ours, date(2026, 1, 1), date(2026, 2, 28)) if each.what is not What.HONOURED]
    assert found == [
        Entry(date(2026, 1, 1), date(2026, 1, 1), What.OFF, "Tết Dương lịch"),
        Entry(FRIDAY.day, FRIDAY.day, What.OFF, FRIDAY.name, is_correction=True),
        Entry(SATURDAY.day, SATURDAY.day, What.WORKED, SATURDAY.name, is_correction=True),
        Entry(date(2026, 2, 16), date(2026, 2, 21), What.OFF, "Tết Nguyên đán"),
    ]
    assert entries(calendar.LAW, date(2026, 8, 22), date(2026, 8, 22)) == [
        Entry(date(2026, 8, 22), date(2026, 8, 22), What.WORKED, "")
    ]

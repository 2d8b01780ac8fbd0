"""Whoever holds no office any more is kept for twelve months, as the notice at the door says, and then erased."""

from datetime import date

import pytest
from sqlalchemy import update

from bot.clock import instant
from bot.database.transaction import Transaction
from bot.models import Account, Office, Person, table_of
from bot.privacy.expiring import a_year_before, expire
from bot.privacy.traces import ERASED
from tests.conftest import DUNG, MAI
from tests.conversations.conftest import Join
from tests.support.talking import Talk

ENDED = date(2026, 3, 10)
office = table_of(Office)


def end_office(talk: Talk, person: Person) -> None:
    def end(db: Transaction) -> None:
        db.connection.execute(update(office).where(office.c.person_id == person.id).values(valid_to=ENDED))

    talk.do(end)


def expired(talk: Talk, day: date) -> bool:
    return talk.do(lambda db: expire(db, instant(day, 3)))


def test_whoever_left_twelve_months_ago_is_erased(talk: Talk, join: Join) -> None:
    join(MAI), join(DUNG)
    mai, dung = sorted(talk.rows(Person), key=lambda each: each.id)
    end_office(talk, mai)
    assert not expired(talk, date(2027, 3, 10))
    assert expired(talk, date(2027, 3, 11))
    assert {each.id: each.name for each in talk.rows(Person)} == {mai.id: ERASED, dung.id: dung.name}
    assert [each.person_id for each in talk.rows(Account)] == [dung.id]
    assert not expired(talk, date(2027, 3, 12))


def test_whoever_holds_another_office_stays(talk: Talk, join: Join) -> None:
    join(MAI)
    (mai,) = talk.rows(Person)
    end_office(talk, mai)
    (held,) = talk.rows(Office)
    since = {"role": held.role, "title": held.title, "valid_from": date(2026, 9, 1), "valid_to": date(2026, 12, 1)}
    talk.do(
        lambda db: db.session.add(
            Office(federation_id=held.federation_id, person_id=held.person_id, unit_id=held.unit_id, **since)
        )
    )
    assert not expired(talk, date(2027, 12, 1))
    assert expired(talk, date(2027, 12, 2))


@pytest.mark.parametrize(("day", "before"), [(date(2027, 3, 11), date(2026, 3, 11)), (date(2028, 2, 29), date(2027, 2, 28))])
def test_a_year_before(day: date, before: date) -> None:
    assert a_year_before(day) == before

"""A report that is taken back leaves its duty as it was before it: returned, reopened or received on paper."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot import reviews
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.models import Duty, Person, written
from bot.reports import writing
from bot.reports.writing import Said, Withdrawn
from bot.reviews.judging import By
from tests.reviews import reporting
from tests.reviews.reporting import UNITS
from tests.support.talking import transaction

Deed = Callable[[Transaction, Duty, int, By], None]


def returned(db: Transaction, _duty: Duty, report: int, by: By) -> None:
    reviews.send_back(db, report, {"grade": "Xin xem lại."}, date(2026, 3, 11), by)


def reopened(db: Transaction, duty: Duty, report: int, by: By) -> None:
    reviews.approve(db, report, by)
    deciding.reopen(db, duty, Decision(by.name, by.person_id, "Bổ sung", by.now))


def received(db: Transaction, duty: Duty, _report: int, by: By) -> None:
    deciding.receive(db, duty, Decision(by.name, by.person_id, "Bản giấy", by.now))


def nothing(_db: Transaction, _duty: Duty, _report: int, _by: By) -> None:
    """Nobody says anything."""


@pytest.mark.parametrize(("deed", "is_done"), [(nothing, True), (returned, False), (reopened, False), (received, True)])
def test_the_duty_is_as_it_was(engine: Engine, reports: list[int], clock: StandingClock, deed: Deed, *, is_done: bool) -> None:
    with transaction(engine) as db:
        person = Person(federation_id=1, name="Hà")
        db.session.add(person)
        db.session.flush()
        duty = reporting.duty_of(db, UNITS[0])
        deed(db, duty, reports[0], By(1, written(person.id), "Hà", clock.now() + timedelta(hours=1)))
        now = clock.now() + timedelta(hours=2)
        newer = writing.submit(db, duty, Said({}), person.id, now)
        assert writing.withdraw(db, newer.id, written(person.id), now) is Withdrawn.DONE
        db.session.refresh(duty)
        assert (duty.done_at is not None) is is_done

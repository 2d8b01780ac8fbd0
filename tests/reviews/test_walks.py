"""Any order of sending, approving, returning, asking, answering and undoing leaves duties as they must be."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
import sqlmodel
from sqlalchemy import Engine
from sqlmodel import col

from bot import reviews
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.models import Duty, Person, Report, Review, written
from bot.reports.filed import APPROVED, RETURNED, WITHDRAWN
from bot.reviews import NotWaiting, SamePerson
from bot.reviews.judging import By
from tests.reviews import reporting
from tests.reviews.reporting import IDEAS, UNITS, key_of
from tests.support.talking import transaction

WALKS, STEPS = 30, 14
DUE = date(2026, 3, 11)
WHY = {key_of(IDEAS): "Xin kiểm tra lại con số."}


class Walk:
    """One unit's report and two officers, at random."""

    def __init__(self, db: Transaction, random: Random, clock: StandingClock, officers: list[int], levels: int) -> None:
        self.db, self.random, self.officers = db, random, officers
        self.now = clock.now()
        self.duty = reporting.duty_of(db, UNITS[0])
        reporting.running(db).review_levels = levels

    def step(self) -> None:
        self.now += timedelta(minutes=self.random.choice([1, 4, 11]))
        by = By(1, self.random.choice(self.officers), "Hà", self.now)
        row = self.any_of(self.db.session.exec(sqlmodel.select(Report.id)).all())
        deeds: list[Callable[[], object]] = [
            lambda: reporting.submit(self.db, UNITS[0], {IDEAS: self.random.randrange(50)}, self.now),
            lambda: reviews.approve(self.db, row, by),
            lambda: reviews.send_back(self.db, row, WHY, DUE, by),
            lambda: reviews.ask(self.db, row, "?", by),
            lambda: reviews.answer(self.db, row, "!", by),
            lambda: reviews.undo(self.db, self.any_of(self.db.session.exec(sqlmodel.select(Review.id)).all()), by),
        ]
        with suppress(NotWaiting, SamePerson):
            self.random.choices(deeds, weights=[2, 4, 2, 1, 1, 3])[0]()
        self.look()

    def any_of(self, numbers: Sequence[int | None]) -> int:
        """The newest one, or now and then any other."""
        rows = sorted(written(each) for each in numbers)
        return self.random.choice([rows[-1], rows[-1], *rows]) if rows else 0

    def look(self) -> None:
        self.db.session.expire_all()
        duty = self.db.session.get_one(Duty, self.duty.id)
        wanted = sqlmodel.select(Report).where(Report.duty_id == duty.id, Report.state != WITHDRAWN)
        versions = self.db.session.exec(wanted.order_by(col(Report.version))).all()
        assert [each.is_latest for each in versions] == [False] * (len(versions) - 1) + [True] * bool(versions)
        for each in versions:
            said = [one for one in reviews.of_report(self.db, written(each.id)) if one.verdict != "answered"]
            if each.state == RETURNED:
                assert said[-1].verdict == RETURNED
                assert said[-1].reasons == WHY
            if each.state == APPROVED:
                assert said[-1].verdict == APPROVED
        if versions:
            assert (duty.done_at is None) is (versions[-1].state == RETURNED)


@pytest.mark.parametrize("levels", [1, 2])
def test_duties_follow_their_reports(engine: Engine, reports: list[int], clock: StandingClock, levels: int) -> None:
    assert reports
    with transaction(engine) as db:
        people = [Person(federation_id=1, name=name) for name in ("Hà", "Bình")]
        db.session.add_all(people)
        db.session.flush()
        officers = [written(each.id) for each in people]
        for seed in range(WALKS):
            with suppress(KeyError), db.savepoint():
                walk = Walk(db, Random(seed), clock, officers, levels)  # noqa: S311  a test's dice
                for _step in range(STEPS):
                    walk.step()
                raise KeyError  # the next walk begins where this one did

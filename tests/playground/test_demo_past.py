"""What the demo tells of earlier phases could have happened so: told on plausible days, by most in time, all of it by now."""

from datetime import date, datetime, timedelta

import pytest
import sqlmodel
from sqlalchemy import Engine, select

from bot import demo
from bot.clock import instant, local
from bot.duties import kinds
from bot.invites import Invites
from bot.models import Duty, Launch, Report, Review, table_of
from tests.support.talking import transaction

AUTUMN = instant(date(2026, 11, 22), 9)
SOON_OVER = instant(date(2026, 6, 15), 9)  # the phase that ends in two weeks counts as an earlier one already


def test_most_told_their_launch_in_time_and_a_few_some_days_late(engine: Engine) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), AUTUMN)
        launched = sqlmodel.select(Duty, Launch).where(Launch.duty_id == Duty.id, sqlmodel.col(Duty.due_on) < date(2026, 11, 22))
        days = [((local(said.recorded_at).date() - owed.due_on).days, owed, said) for owed, said in db.session.exec(launched)
                if owed.due_on]  # fmt: skip
    assert len(days) == 18
    assert {late for late, *_ in days if late > 0} <= {1, 2, 3, 4}
    assert 1 <= len([late for late, *_ in days if late > 0]) <= 4
    assert all(late >= -14 for late, *_ in days)
    assert len({said.recorded_at for _, _, said in days}) > 9
    assert all(owed.done_at == said.recorded_at for _, owed, said in days)
    assert all(said.day and local(said.recorded_at).date() < said.day for _, _, said in days)


@pytest.mark.parametrize("begins", [AUTUMN, SOON_OVER])
def test_nothing_was_told_after_the_demo_begins(engine: Engine, begins: datetime) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), begins)
        told = [select(table_of(model).c.recorded_at) for model in (Launch, Report, Review)]
        said = [at for each in told for at in db.connection.execute(each).scalars()]
        done = db.session.exec(sqlmodel.select(Duty).where(Duty.kind == kinds.REPORT)).all()
        assert all(at <= begins for at in said)
        assert all(each.done_at is None or each.done_at <= begins for each in done)
        assert min(said) < begins - timedelta(days=90)

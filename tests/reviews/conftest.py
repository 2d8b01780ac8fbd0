"""What tests of reviews share."""

import pytest
from sqlalchemy import Engine

from bot.clock import StandingClock
from bot.demo import Guest
from tests.reviews import reporting
from tests.support.talking import transaction


@pytest.fixture
def reports(engine: Engine, guests: list[Guest], clock: StandingClock) -> list[int]:  # noqa: ARG001  the demo is in
    """Three units have reported, a minute after each other, and nothing else waits."""
    with transaction(engine) as db:
        reporting.clear(db)
        return [reporting.submit(db, unit, {reporting.IDEAS: 12, reporting.WORKS: None}, clock.now()) for unit in reporting.UNITS]

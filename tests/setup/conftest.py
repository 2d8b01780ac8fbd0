"""An installation with nothing in it."""

import pytest
from sqlalchemy import Engine

from bot.clock import StandingClock
from bot.invites import Invites
from tests.setup.first_hour import BEGINS, Hour


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(BEGINS)


@pytest.fixture
def hour(engine: Engine, clock: StandingClock, invites: Invites) -> Hour:
    """Nobody is there yet."""
    return Hour(engine, clock, invites)

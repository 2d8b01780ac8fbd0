"""A federation with two doors: the first as everywhere in the tests, and one without buttons on which every message counts."""

import pytest
from sqlalchemy import Engine

from bot import building
from bot.asking.turn import Turns
from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.doors import ABILITIES
from bot.invites import Invites
from conversations import all_scripts
from tests.support.talking import Talk

PAGES = "https://thidua.example"
NUMBER = "1459232241454765289"  # of the second bot on its platform


def door_of(engine: Engine, clock: StandingClock, invites: Invites, talk: Talk, channel: str, number: str) -> Talk:
    """People who write to another bot of the same federation; their updates are written as the first platform writes them."""
    door = talk.do(lambda db: building.door(db, channel, number, ""))
    other = Talk(engine, clock, all_scripts(invites), door)
    other.turns = Turns(other.turns.scripts, {"telegram": reading.read, channel: reading.read}, clock, ABILITIES, PAGES)
    return other


@pytest.fixture
def plain(engine: Engine, clock: StandingClock, invites: Invites, talk: Talk) -> Talk:
    return door_of(engine, clock, invites, talk, "zalo", NUMBER)

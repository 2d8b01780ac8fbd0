"""The demo, with a note owed at the end of every quarter."""

import pytest

from bot.duties import rules
from bot.duties.kinds import NOTE
from tests.held.conftest import ask_for
from tests.held.conftest import talk as talk  # noqa: PLC0414  a fixture: the bot under watch
from tests.support.talking import Talk


@pytest.fixture
def quarterly(talk: Talk) -> Talk:
    """Every unit owes a note ten days after each quarter; it can be amended for 20 days more."""
    talk.do(lambda db: ask_for(db, NOTE, anchor=rules.QUARTER, days=10, close_days=20))
    return talk

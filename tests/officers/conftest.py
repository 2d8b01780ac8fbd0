"""A ward with two officers of its own, and what waits for them."""

from collections.abc import Callable

import pytest

from bot.clock import StandingClock
from bot.invites import Invites, Seat
from bot.models import Unit
from bot.people import REVIEWER
from tests.conversations.conftest import Join, talk
from tests.reviews import reporting
from tests.reviews.reporting import IDEAS, UNITS, WORKS
from tests.support.talking import Talk

__all__ = ["talk"]  # the bot under watch

ROOT = "Công đoàn phường Sông Xanh"
COLLEAGUE = 9
MAIS, DUNGS = UNITS[0], UNITS[1]
Submit = Callable[..., int]
Enter = Callable[..., int]


@pytest.fixture
def enter(talk: Talk, invites: Invites, clock: StandingClock) -> Enter:
    """Let somebody join with an office: in which unit, as what, under which name, from which number."""

    def come_in(user: int, role: str, unit: str, title: str, name: str) -> int:
        where = next(each for each in talk.rows(Unit) if each.name == unit)
        seat = Seat(0, where.federation_id, where.id, unit, role, title, name)
        secrets = talk.do(lambda db: invites.issue(db, seat, clock.now()))
        talk.say(user, f"/start {secrets.token}")
        while talk.last[user].labels:
            wanted = ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi")
            label = next((each for each in wanted if each in talk.last[user].labels), None)
            if label is None:
                break
            talk.tap(user, label)
        return user

    return come_in


@pytest.fixture
def colleague(enter: Enter, join: Join) -> int:  # noqa: ARG001  the officer may come first or later
    """A second officer of the same union."""
    return enter(COLLEAGUE, REVIEWER, ROOT, "Chuyên viên", "Vũ Bình")


@pytest.fixture
def submit(talk: Talk, clock: StandingClock) -> Submit:
    """Let a unit report; what the demo has waiting is out of the way."""
    talk.do(reporting.clear)
    return lambda unit=MAIS, ideas=12: talk.do(lambda db: reporting.submit(db, unit, {IDEAS: ideas, WORKS: None}, clock.now()))

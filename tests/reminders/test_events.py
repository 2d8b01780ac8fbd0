"""An event without a day is asked about once a week, of the officers who can say it, and of nobody else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot import building, campaigns
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.models import Outbox, Phase
from tests.conftest import MAI, NOW, OFFICER
from tests.support.talking import Talk

Join = Callable[[int], int]
MONDAY = instant(date(2026, 3, 9), 8)


def await_congress(db: Transaction) -> None:
    campaigns.keep(db, 1, campaigns.facts("cao_bang_2016"), "cao-bang", is_open=True, armed_at=MONDAY)


@pytest.fixture
def asked(talk: Talk, join: Join, clock: StandingClock) -> Callable[[], list[Outbox]]:
    """Ticks, and the questions there are then."""
    join(OFFICER)
    join(MAI)
    talk.do(await_congress)

    def tick() -> list[Outbox]:
        talk.do(lambda db: building.tick(db, clock.now()))
        return [each for each in talk.rows(Outbox) if each.key.startswith("event/")]

    return tick


def test_it_is_asked_once_a_week(asked: Callable[[], list[Outbox]], clock: StandingClock) -> None:
    assert len(asked()) == len(asked()) == 1
    clock.walk_to(NOW + timedelta(days=3))
    assert len(asked()) == 1
    clock.walk_to(MONDAY)
    questions = asked()
    assert len(questions) == 2
    assert "kết thúc khi có: Đại hội Công đoàn tỉnh lần thứ XVI. Đã diễn ra chưa?" in questions[1].body
    assert questions[1].not_before == MONDAY


def test_at_night_it_waits_for_the_morning(asked: Callable[[], list[Outbox]], clock: StandingClock) -> None:
    clock.walk_to(instant(date(2026, 3, 9), 0, 5))
    assert asked()[-1].not_before == instant(date(2026, 3, 9), 7, 30)


def test_an_event_that_happened_is_asked_about_no_more(
    asked: Callable[[], list[Outbox]], talk: Talk, clock: StandingClock
) -> None:
    assert len(asked()) == 1
    phase = next(each for each in talk.rows(Phase) if each.end_event and not each.ends_on)
    talk.do(lambda db: campaigns.settle_event(db, 1, phase.id, date(2026, 3, 1), NOW, None))
    clock.walk_to(MONDAY)
    assert len(asked()) == 1

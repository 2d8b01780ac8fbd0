"""The town in which walks are played, one in each process."""

from collections.abc import Iterator

import pytest

from bot.announcements import confirming
from bot.channels.web import hub
from tests.conftest import DATABASES
from tests.equality.town import Town
from tests.support import databases


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    made = Town()
    yield made
    made.close()


@pytest.fixture(scope="session")
def other_town(postgres: str) -> Iterator[Town]:
    """The same on PostgreSQL, in a database of its own: it stays open while other tests run on theirs."""
    engine = databases.open_new(databases.new_database(postgres, "town"))
    made = Town(engine)
    yield made
    made.close()
    engine.dispose()


@pytest.fixture(params=DATABASES)
def either_town(request: pytest.FixtureRequest) -> Town:
    """On each kind of database."""
    chosen: Town = request.getfixturevalue("other_town" if request.param == "postgresql" else "town")
    return chosen


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page does not wait for an answer that only comes when the town settles; walks may set how many are many."""
    monkeypatch.setattr(hub, "PATIENCE", 0.0)
    monkeypatch.setattr(hub, "BEHIND", 0.0)
    monkeypatch.setattr(confirming, "MANY", confirming.MANY)

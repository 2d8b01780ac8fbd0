"""What tests share: each runs on SQLite and on PostgreSQL, with a clock that stands until it is moved."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import building, demo
from bot.clock import StandingClock
from bot.demo import Guest
from bot.invites import Invites
from conversations import all_scripts
from tests.support import databases, filled
from tests.support.program import empty_folder
from tests.support.talking import Talk, transaction

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday, 9:00 in Viet Nam
DATABASES = os.environ.get("THIDUA_TEST_DATABASES", "sqlite postgresql").split()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with databases.postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_engine(postgres: str) -> Iterator[Engine]:
    engine = databases.open_new(databases.new_database(postgres, "tests"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with empty tables: a copy is made in a moment, the tables themselves take a tenth of a second."""
    file = tmp_path_factory.mktemp("schema") / "schema.db"
    databases.open_new(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(scope="session")
def sqlite_engine(schema: Path) -> Iterator[Engine]:
    engine = databases.open_copy(schema, schema.with_name("test.db"))
    yield engine
    engine.dispose()


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, schema: Path) -> Engine:
    """An empty database of each kind."""
    if request.param == "postgresql":
        shared: Engine = request.getfixturevalue("postgres_engine")
        databases.empty(shared)
        return shared
    own: Engine = request.getfixturevalue("sqlite_engine")
    databases.renew(own, schema)
    return own


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the program's own commands work: an empty folder, with a database of its own."""
    with empty_folder(tmp_path, monkeypatch):
        yield tmp_path


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(NOW)


@pytest.fixture
def invites() -> Invites:
    return Invites(b"a key for tests")


@pytest.fixture
def guests(engine: Engine, clock: StandingClock, invites: Invites) -> list[Guest]:
    """The demo's officer and three chairs, invited and not yet there."""
    if isinstance(clock, StandingClock):
        return filled.fill(engine, invites, clock.now())
    with transaction(engine) as db:  # a clock that goes shows another instant to every test
        return demo.fill(db, invites, clock.now())


@pytest.fixture
def talk(engine: Engine, clock: StandingClock, invites: Invites, guests: list[Guest]) -> Talk:  # noqa: ARG001  the demo is in
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    return Talk(engine, clock, all_scripts(invites), door)


OFFICER, MAI, DUNG, LAN = 1, 2, 3, 4


@pytest.fixture
def join(talk: Talk, guests: list[Guest]) -> Callable[[int], int]:
    """Let the demo's officer (1) or one of its chairs (2, 3, 4) join; returns the number they write from."""

    def enter(number: int) -> int:
        talk.say(number, f"/start {guests[number - 1].secrets.token}")
        talk.tap(number, "✅ Đúng, là tôi")
        talk.tap(number, "Tôi đồng ý")
        talk.tap(number, "🔔 Có, nhắc giúp tôi")
        return number

    return enter

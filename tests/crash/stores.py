"""Databases for trials: filled once with the demo, then copied for every trial."""

import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import psycopg
import sqlmodel
from sqlalchemy import Engine, make_url

from bot import demo, migrations
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.duties import filling, kinds, rules
from bot.invites import Invites
from bot.models import Campaign, DutyRule, Phase, written
from bot.reminders import ladder
from tests.crash.flow import BEGINS
from tests.crash.nursery import KEY
from tests.reviews import reporting
from tests.support.databases import new_database
from tests.support.talking import transaction

START = "start"  # the name of the database in which nothing has happened yet
DUE = date(2026, 3, 31)  # of the pledges, and of what is said of the launches
UNARMED = "Thi đua quý"  # the second campaign
QUARTER = (date(2026, 1, 1), date(2026, 3, 31))  # its phase
NOTED = -18  # days from the end of the quarter to the day on which a note of it is due
FREED = 10.0  # seconds for PostgreSQL to notice that a client is dead


class Store(Protocol):
    """Where the databases of the trials come from."""

    guests: list[Guest]

    def copy(self, source: str, target: str) -> str:
        """A copy, and its address; what had its name is thrown away. No living process may hold `source`."""
        ...

    def free(self, name: str) -> None:
        """Return when nobody holds locks of a process that has died."""
        ...


class SqliteStore:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        engine = open_engine(self._address(START))
        self.guests = _fill(engine)
        engine.dispose()

    def copy(self, source: str, target: str) -> str:
        for old in self._folder.glob(f"{target}.db*"):
            old.unlink()
        for part in (".db", ".db-wal"):  # what a killed process had committed may only be in the log
            if (self._folder / (source + part)).exists():
                shutil.copyfile(self._folder / (source + part), self._folder / (target + part))
        return self._address(target)

    def free(self, name: str) -> None:
        """The operating system freed them when the process was gone."""

    def _address(self, name: str) -> str:
        return f"sqlite:///{self._folder}/{name}.db"


class PostgresStore:
    """Databases of one server, which need not survive a power cut: commits do not wait for its disk."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._admin = psycopg.connect(server, autocommit=True)
        self._admin.execute("ALTER SYSTEM SET fsync = off")
        self._admin.execute("SELECT pg_reload_conf()")
        engine = open_engine(new_database(server, START))
        self.guests = _fill(engine)
        engine.dispose()

    def copy(self, source: str, target: str) -> str:
        self.free(source)
        self._admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        self._admin.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        return make_url(self._server).set(database=target).render_as_string(hide_password=False)

    def free(self, name: str) -> None:
        """A dead client's locks fall when its session ends, a few milliseconds later."""
        given_up = time.monotonic() + FREED
        count = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        while self._admin.execute(count, [name]).fetchall() != [(0,)]:
            if time.monotonic() > given_up:
                raise TimeoutError(f"somebody still holds {name}")
            time.sleep(0.002)

    def close(self) -> None:
        """Let go of the server."""
        self._admin.close()


def _fill(engine: Engine) -> list[Guest]:
    migrations.upgrade(engine)
    with transaction(engine) as db:
        guests = demo.fill(db, Invites(KEY), BEGINS)
        reporting.clear(db)
        _owe_more(db)
        return guests


def _owe_more(db: Transaction) -> None:
    """Every unit owes a pledge for the running phase, and is to say what became of its launch. A second campaign, which nobody
    has armed yet, asks for a note."""
    running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    phase = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == running.id, Phase.position == 1)).one()
    _ask(db, phase, kinds.PLEDGE, anchor=rules.DAY, day=DUE)
    _ask(db, phase, kinds.HELD, anchor=rules.DAY, day=DUE)
    _ask(db, _unarmed(db, running), kinds.NOTE, anchor=rules.QUARTER, days=NOTED)
    filling.fill(db, running.federation_id, BEGINS.date())


def _unarmed(db: Transaction, running: Campaign) -> Phase:
    """The only phase of the second campaign."""
    owner: dict[str, Any] = {"federation_id": running.federation_id, "unit_id": running.unit_id}
    added = Campaign(**owner, slug="ghi-chu", title=UNARMED, issuer=running.issuer, is_open=True, details="{}")
    db.session.add(added)
    db.session.flush()
    ladder.apply_profile(db, written(added.id), ladder.USUAL)
    phase = Phase(federation_id=running.federation_id, campaign_id=written(added.id), position=1, name="Quý I")
    phase.starts_on, phase.ends_on = QUARTER
    db.session.add(phase)
    db.session.flush()
    return phase


def _ask(db: Transaction, phase: Phase, kind: str, **when: Any) -> None:
    """A rule of the phase's campaign that the officer has confirmed."""
    owner: dict[str, Any] = {"federation_id": phase.federation_id, "campaign_id": phase.campaign_id, "phase_id": phase.id}
    decided: dict[str, Any] = {"origin": rules.OFFICER, "confirmed_at": BEGINS, "confirmed_by": "Hà"}
    db.session.add(DutyRule(**owner, **decided, kind=kind, **when))

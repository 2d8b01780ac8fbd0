"""The federation in which walks begin: everybody of `PEOPLE` but the stranger has joined, and pledges and reports are owed."""

import shutil
import sqlite3
import weakref
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from tempfile import mkdtemp
from typing import Any, cast

import sqlmodel
from sqlmodel import col

from bot import building, demo
from bot.clock import StandingClock, local
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.duties import filling, kinds, rules
from bot.invites import Invites, Seat
from bot.models import Campaign, Cluster, ClusterUnit, DutyRule, Federation, Office, Person, Phase, Unit, metadata, written
from bot.people import CHAIR, LEAD, REVIEWER
from conversations import all_scripts
from tests.support.talking import Talk, transaction
from tests.walks.beginnings import entered_on_behalf, pledged_and_returned
from tests.walks.crowd import Crowd

OFFICER, MAI, DUNG, LAN, SECOND, AHEAD, STRANGER = 1, 2, 3, 4, 5, 6, 9
PEOPLE = {OFFICER: 5, MAI: 6, DUNG: 4, LAN: 2, SECOND: 3, AHEAD: 1, STRANGER: 1}  # with how often each of them acts
BEGINS = (datetime(2026, 3, 4, 2, 0, tzinfo=UTC), datetime(2026, 9, 9, 2, 0, tzinfo=UTC))  # in the first and the second phase
LEVELS = (1, 2)
ARMED = (True, True, True, False)  # at the beginning
KEY = b"a key for walks"
PLEDGED_IN, HELD_IN = timedelta(days=10), timedelta(days=20)


@dataclass
class Scene:
    """A database that is set back to where walks begin, with the bot upon it."""

    talk: Crowd
    clock: StandingClock
    invites: Invites
    begins: datetime
    _kept: sqlite3.Connection
    _update: int

    @classmethod
    def make(cls, number: int) -> "Scene":
        """One of the four, in an empty database: either phase; nothing sent yet, or a report returned, a launch
        entered on behalf, and two must approve. The last one's campaign waits to be armed."""
        begins, levels = BEGINS[number % 2], LEVELS[number // 2 % 2]
        folder = mkdtemp(prefix="thidua-walks-")
        engine = open_engine(f"sqlite:///{folder}/scene.db")  # a file: a rehearsal reads it beside the writer
        weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
        clock, invites = StandingClock(begins), Invites(KEY)
        with engine.connect() as connection:
            cast("sqlite3.Connection", connection.connection.driver_connection).execute("PRAGMA synchronous=OFF")
        with engine.begin() as connection:
            metadata.create_all(connection)
        with transaction(engine) as db:
            guests = demo.fill(db, invites, begins)
            guests += _more(db, invites, begins, levels)
            if not ARMED[number % len(ARMED)]:
                _disarm(db)
            door = building.telegram_door(db, "700000001", "thidua_bot")
        talk = Crowd(engine, clock, all_scripts(invites), door)
        for user, guest in zip(PEOPLE, guests, strict=False):
            _join(talk, user, guest)
        with transaction(engine) as db:
            _second_office(db, begins)
        if levels > 1:
            pledged_and_returned(talk, MAI)
            entered_on_behalf(talk, OFFICER)
        kept = sqlite3.connect(":memory:")
        scene = cls(talk, clock, invites, begins, kept, talk.update)
        scene.driver.backup(kept)
        return scene

    @property
    def driver(self) -> sqlite3.Connection:
        with self.talk.engine.connect() as connection:
            return cast("sqlite3.Connection", connection.connection.driver_connection)

    def begin(self) -> None:
        """Everything is as it was when the scene was made."""
        self._kept.backup(self.driver)
        self.clock.walk_to(self.begins)
        self.talk.begin(self._update)


def _more(db: Transaction, invites: Invites, now: datetime, levels: int) -> list[Guest]:
    """A second officer, who only reviews, and the lead of a cluster; pledges are owed, launches to be told of, and quarterly
    notes, and the days of reports confirmed."""
    federation = db.session.exec(sqlmodel.select(Federation)).one()
    root = db.session.exec(sqlmodel.select(Unit).where(Unit.name == federation.name)).one()
    cluster = Cluster(federation_id=written(federation.id), name="Cụm 1", position=1)
    db.session.add(cluster)
    db.session.flush()
    day = local(now).date()
    in_cluster = db.session.exec(sqlmodel.select(Unit).where(col(Unit.name).in_([*demo.CHAIRS]))).all()
    db.session.add_all(
        ClusterUnit(
            federation_id=each.federation_id, cluster_id=written(cluster.id), unit_id=written(each.id), valid_from=demo.FOUNDED
        )
        for each in in_cluster
    )
    _owe(db, day, now, levels)
    guests = []
    for role, name, of_cluster in ((REVIEWER, "Đỗ Văn Nam", None), (LEAD, "Vũ Thị Thu", written(cluster.id))):
        seat = Seat(0, written(federation.id), written(root.id), root.name, role, "Ủy viên", name, of_cluster)
        guests.append(Guest(name, root.name, role, invites.issue(db, seat, now, days=30)))
    return guests


def _disarm(db: Transaction) -> None:
    for each in db.session.exec(sqlmodel.select(Campaign)).all():
        each.armed_at = None
        db.session.add(each)


def _owe(db: Transaction, today: date, now: datetime, levels: int) -> None:
    running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    running.review_levels = levels
    phases = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == running.id)).all()
    current = next(each for each in phases if each.starts_on and each.ends_on and each.starts_on <= today <= each.ends_on)
    decided: dict[str, Any] = {"confirmed_at": now, "confirmed_by": "Trần Thu Hà"}
    for rule in db.session.exec(sqlmodel.select(DutyRule).where(DutyRule.kind == kinds.REPORT)).all():
        rule.confirmed_at, rule.confirmed_by = now, "Trần Thu Hà"
        db.session.add(rule)
    decided |= {"origin": rules.OFFICER, "phase_id": written(current.id)}
    decided |= {"federation_id": running.federation_id, "campaign_id": written(running.id)}
    days = {kinds.PLEDGE: today + PLEDGED_IN, kinds.HELD: today + HELD_IN}
    dated = [DutyRule(**decided, kind=kind, anchor=rules.DAY, day=day) for kind, day in days.items()]
    db.session.add_all([running, *dated, DutyRule(**decided, kind=kinds.NOTE, anchor=rules.QUARTER, days=10)])
    filling.fill(db, running.federation_id, today)


def _join(talk: Talk, user: int, guest: Guest) -> None:
    talk.say(user, f"/start {guest.secrets.token}")
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
        talk.tap(user, label)


def _second_office(db: Transaction, now: datetime) -> None:
    """Dũng leads two units."""
    dung = db.session.exec(sqlmodel.select(Person).where(Person.name == "Lê Văn Dũng")).one()
    other = db.session.exec(sqlmodel.select(Unit).where(Unit.name == "Công ty TNHH Bao bì Phú Lộc")).one()
    held = Office(
        federation_id=dung.federation_id,
        person_id=written(dung.id),
        unit_id=written(other.id),
        role=CHAIR,
        title="Chủ tịch công đoàn",
        valid_from=local(now).date(),
    )
    db.session.add(held)

"""A federation of three units with their people, and the campaign of each year."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import sqlmodel

from bot import campaigns
from bot.campaigns.plan import Plan, PlanAnniversary, PlanPhase
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.duties.rules import END, OFFICER, QUARTER, START
from bot.models import (
    Account,
    Affiliation,
    Bot,
    Campaign,
    Chat,
    Cluster,
    ClusterUnit,
    Consent,
    DutyRule,
    Federation,
    Level,
    Office,
    Person,
    Unit,
    written,
)
from bot.people import CHAIR, LEAD
from bot.privacy.consents import REMINDERS
from bot.vietnamese.folding import fold, sort_key

FOUNDED = date(2025, 7, 1)
NAMES = ("Trường Tiểu học Sông Xanh", "Công ty Cơ khí Minh Tâm", "Bệnh viện Đa khoa Bến Đò")
CAPS = (1, 2, 3, 5, 5, 7, 30)
DAY = timedelta(days=1)


@dataclass
class Scene:
    """Who and what there is, by row number; grows as the years pass."""

    federation: int
    bot: int
    top: int
    level: int
    cluster: int
    units: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    campaign: int = 0


def build(db: Transaction, chance: random.Random, now: datetime) -> Scene:
    """Three units of which some have one chair, with deputies and a lead of their cluster."""
    scene = found(db, weekly_cap=chance.choice(CAPS))
    for name in NAMES:
        open_unit(db, scene, name, FOUNDED)
    first, second = (seat(db, scene, unit, now) for unit in scene.units[:2])
    if chance.randrange(2):
        hold(db, scene, first, scene.units[2], now)
    else:
        seat(db, scene, scene.units[2], now)
    seat(db, scene, scene.units[0], now, is_deputy=True)
    if chance.randrange(2):
        hold(db, scene, second, scene.units[0], now, is_deputy=True)
    seat(db, scene, scene.top, now, LEAD)
    return scene


def found(db: Transaction, weekly_cap: int) -> Scene:
    """A federation with a bot, its top unit, and a cluster; nobody is there yet."""
    federation = add(db, Federation(name="Công đoàn thử", short_name="CĐ thử", weekly_cap=weekly_cap))
    upper = add(db, Level(federation_id=federation, name="Phường", depth=0))
    lower = add(db, Level(federation_id=federation, name="Cơ sở", depth=1, is_grassroots=True))
    bot = add(db, Bot(federation_id=federation, channel="telegram", platform_id="1", username="thu_bot"))
    top = add(db, _unit(federation, "Công đoàn phường", upper, FOUNDED))
    cluster = add(db, Cluster(federation_id=federation, name="Cụm 1", position=1))
    return Scene(federation, bot, top, lower, cluster)


def open_unit(db: Transaction, scene: Scene, name: str, first: date) -> int:
    """A unit under the top and in the cluster."""
    row = add(db, _unit(scene.federation, name, scene.level, first))
    owner: dict[str, Any] = {"federation_id": scene.federation, "unit_id": row, "valid_from": first}
    add(db, Affiliation(**owner, parent_id=scene.top))
    add(db, ClusterUnit(**owner, cluster_id=scene.cluster))
    scene.units.append(row)
    return row


def seat(db: Transaction, scene: Scene, unit: int, now: datetime, role: str = CHAIR, *, is_deputy: bool = False) -> int:
    """A new person who joined now, agreed to be reminded, and holds an office."""
    number = len(scene.people) + 1
    owner: dict[str, Any] = {"federation_id": scene.federation}
    person = add(db, Person(**owner, name=f"Người {number}"))
    chat = add(db, Chat(**owner, bot_id=scene.bot, address=str(number)))
    add(db, Account(**owner, bot_id=scene.bot, platform_id=str(number), person_id=person, chat_id=chat, linked_at=now))
    agreed: dict[str, Any] = {"purpose": REMINDERS, "notice": "1", "text_hash": "-", "evidence": "-", "given_at": now}
    add(db, Consent(**owner, person_id=person, **agreed))
    scene.people.append(person)
    hold(db, scene, person, unit, now, role, is_deputy=is_deputy)
    return person


def hold(
    db: Transaction, scene: Scene, person: int, unit: int, now: datetime, role: str = CHAIR, *, is_deputy: bool = False
) -> None:
    """One more office of a person, from today on."""
    cluster = scene.cluster if role == LEAD else None
    row = Office(
        federation_id=scene.federation,
        person_id=person,
        unit_id=unit,
        cluster_id=cluster,
        role=role,
        title="Chủ tịch",
        is_deputy=is_deputy,
        valid_from=(now + timedelta(hours=7)).date(),
    )
    add(db, row)


def open_campaign(db: Transaction, scene: Scene, chance: random.Random, year: int, now: datetime) -> None:
    """Close the campaign that runs, and open the year's: two to four phases, confirmed rules, anniversaries, a ladder."""
    if scene.campaign:
        db.session.get_one(Campaign, scene.campaign).is_open = False
        db.flush()
    phases = _phases(chance, year)
    days = sorted(chance.sample(range(20, 350), 3))
    honoured = [
        PlanAnniversary(f"Ngày truyền thống {n}", original_date=date(1930, 7, 28), date=date(year, 1, 1) + days[n] * DAY)
        for n in range(3)
    ]
    plan = Plan(f"Thi đua {year}", "Công đoàn phường", phases=tuple(phases), anniversaries=tuple(honoured))
    kept = campaigns.keep(
        db, scene.federation, plan, f"thi-dua-{year}", is_open=True, unit_id=scene.top, armed_at=instant(date(year, 1, 1))
    )
    scene.campaign = written(kept.id)
    _confirm_rules(db, scene, chance, now)
    filling.fill(db, scene.federation, (now + timedelta(hours=7)).date())


def _phases(chance: random.Random, year: int) -> Sequence[PlanPhase]:
    bounds = [0, *sorted(chance.sample(range(60, 300, 10), chance.randint(1, 3))), 355]
    start = date(year, 1, 5)
    return [
        PlanPhase(
            name=f"Đợt {n} năm {year}",
            theme=f"Chủ đề {n}",
            start=start + first * DAY,
            start_precision="day",
            end=start + (last - 1) * DAY,
            end_precision="day",
        )
        for n, (first, last) in enumerate(pairwise(bounds), 1)
    ]


def _confirm_rules(db: Transaction, scene: Scene, chance: random.Random, now: datetime) -> None:
    wanted = {
        LAUNCH: (START, chance.randint(5, 25)),
        HELD: (START, chance.randint(20, 40)),
        PLEDGE: (START, chance.randint(15, 40)),
        REPORT: (END, chance.randint(-5, 4)),
        NOTE: (QUARTER, chance.randint(3, 12)),
    }
    for kind, (anchor, days) in wanted.items():
        row = DutyRule(
            federation_id=scene.federation,
            campaign_id=scene.campaign,
            kind=kind,
            anchor=anchor,
            days=days,
            shifts=bool(chance.randrange(2)),
            close_days=chance.choice((None, None, 2, 20)),
            origin=OFFICER,
            source="cán bộ",
            confirmed_at=now,
            confirmed_by="cán bộ",
        )
        db.session.add(row)
    db.flush()


def _unit(federation: int, name: str, level: int, first: date) -> Unit:
    return Unit(federation_id=federation, name=name, folded=fold(name), sort_key=sort_key(name), level_id=level, valid_from=first)


def add(db: Transaction, row: sqlmodel.SQLModel) -> int:
    """Write a row; its number."""
    db.session.add(row)
    db.session.flush()
    return written(row.id)  # type: ignore[attr-defined]  # every table has one

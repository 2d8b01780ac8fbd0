"""Duties that are missing and for which a unit may have to be called, with what speaks against a call."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select

from bot.database.prepared import Prepared
from bot.doors import IS_OPEN
from bot.duties.missing import STILL_OWED
from bot.follow_up.listing import NEWEST
from bot.models import (
    Account,
    Bot,
    Campaign,
    Chat,
    Cluster,
    ClusterUnit,
    Contact,
    Duty,
    ExtensionRequest,
    Office,
    Person,
    Phase,
    Promise,
    Snooze,
    Unit,
    table_of,
)
from bot.people import CHAIR
from bot.rights import reached
from bot.units.tree import holds
from bot.web.reach import wakes

duty, unit, phase, campaign = (table_of(each) for each in (Duty, Unit, Phase, Campaign))
office, account, chat, bot, contact = (table_of(each) for each in (Office, Account, Chat, Bot, Contact))
cluster, cluster_unit, promised, snoozed = (table_of(each) for each in (Cluster, ClusterUnit, Promise, Snooze))
request, person = table_of(ExtensionRequest), table_of(Person)


@dataclass(frozen=True)
class Due:
    """A duty for which a unit is to be called."""

    duty_id: int
    kind: str
    occurrence: int
    phase: str
    due_on: date


@dataclass(frozen=True)
class Candidate:
    """A duty that is missing, and what may speak against a call."""

    due: Due
    campaign_id: int
    unit_id: int
    unit: str
    cluster: str | None
    contact: str
    title: str
    phone: str
    has_door: bool
    is_put_off: bool
    promise: date | None


REACHED = reached()
HAS_DOOR = exists(
    select(account.c.id)
    .join_from(office, account, account.c.person_id == office.c.person_id)
    .join(chat, chat.c.id == account.c.chat_id)
    .join(bot, bot.c.id == account.c.bot_id)
    .join(person, person.c.id == account.c.person_id)
    .where(office.c.unit_id == unit.c.id, office.c.role == CHAIR, holds(office), IS_OPEN, wakes())
)
ITS_CHAIR = exists().where(
    office.c.unit_id == duty.c.unit_id, office.c.person_id == snoozed.c.person_id, office.c.role == CHAIR, holds(office)
)
PUT_OFF = or_(
    exists().where(request.c.duty_id == duty.c.id, request.c.decision.is_(None)),
    exists().where(
        snoozed.c.until >= bindparam("morning"),
        or_(snoozed.c.duty_id == duty.c.id, and_(snoozed.c.duty_id.is_(None), ITS_CHAIR)),
    ),
)


def _candidate(*columns: Any) -> Candidate:
    return Candidate(Due(*columns[:5]), *columns[5:9], *(each or "" for each in columns[9:12]), *columns[12:])


CANDIDATES = Prepared(
    select(
        *(duty.c[name] for name in ("id", "kind", "occurrence")),
        phase.c.name,
        *(duty.c[name] for name in ("due_on", "campaign_id", "unit_id")),
        unit.c.name.label("unit"),
        cluster.c.name.label("cluster"),
        contact.c.name.label("contact"),
        *(contact.c[name] for name in ("title", "phone")),
        HAS_DOOR.label("has_door"),
        PUT_OFF.label("is_put_off"),
        promised.c.day,
    )
    .join_from(REACHED, duty, duty.c.unit_id == REACHED.c.unit_id)
    .join(unit, and_(unit.c.id == duty.c.unit_id, holds(unit)))
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(phase, phase.c.id == duty.c.phase_id)
    .outerjoin(cluster_unit, and_(cluster_unit.c.unit_id == unit.c.id, holds(cluster_unit)))
    .outerjoin(cluster, cluster.c.id == cluster_unit.c.cluster_id)
    .outerjoin(contact, contact.c.unit_id == unit.c.id)
    .outerjoin(promised, NEWEST)
    .where(duty.c.done_at.is_(None), STILL_OWED, duty.c.due_on <= bindparam("until"))
    .where(or_(duty.c.closes_on.is_(None), duty.c.closes_on >= bindparam("day")))
    .order_by(duty.c.due_on, duty.c.id, cluster.c.position),
    _candidate,
)

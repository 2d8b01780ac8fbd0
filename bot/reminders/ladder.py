"""Rungs of a ladder: from a due day to the morning on which people are reminded of it; and changing a campaign's ladder."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import sqlmodel
from sqlalchemy import bindparam, select

from bot.arming import running
from bot.calendar import Calendar
from bot.clock import instant
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, LadderRung, table_of
from bot.reminders.subjects import (
    ANNIVERSARY,
    AUDIENCES,
    CHAIR,
    CLOSE,
    DEPUTY,
    HELD,
    LAUNCH,
    LEAD,
    LIGHT,
    NOTE,
    OFFICER,
    OWN,
    PHASE_END,
    PHASE_START,
    PLEDGE,
    PROFILES,
    PROMISE,
    REGISTRATION,
    REPORT,
    SNOOZE,
    SUBJECTS,
    USUAL,
    WORK,
    Step,
)

__all__ = [
    "ANNIVERSARY",
    "AUDIENCES",
    "CHAIR",
    "CLOSE",
    "DEPUTY",
    "HELD",
    "LATEST",
    "LAUNCH",
    "LEAD",
    "LIGHT",
    "NOTE",
    "OFFICER",
    "OWN",
    "PHASE_END",
    "PHASE_START",
    "PLEDGE",
    "PROFILES",
    "PROMISE",
    "REACH",
    "REGISTRATION",
    "REPORT",
    "SNOOZE",
    "SUBJECTS",
    "USUAL",
    "WORK",
    "Rung",
    "Step",
    "apply_profile",
    "change",
    "fires_at",
    "launch_rungs",
    "open_rungs",
    "rungs_of",
]

LATEST = timedelta(hours=72)  # one before the due day that is older, and has a later one behind it, is told no more
REACH = timedelta(days=31)  # how far back a tick looks for what was missed

rung, campaign = table_of(LadderRung), table_of(Campaign)


class Rung(NamedTuple):
    """A moment relative to a due day; see `bot.models.campaign.LadderRung`."""

    id: int
    federation_id: int
    campaign_id: int
    subject: str
    days: int
    minute: int
    audience: str = CHAIR


_RUNGS = select(
    rung.c.id, rung.c.federation_id, rung.c.campaign_id, rung.c.subject, rung.c.days, rung.c.minute, rung.c.audience
).order_by(rung.c.campaign_id, rung.c.subject, rung.c.days, rung.c.id)
# Begun with the few campaigns that run: those of all the years have many rungs.
OPEN = Prepared(_RUNGS.where(rung.c.campaign_id.in_(select(campaign.c.id).where(running())), rung.c.is_on), Rung)
OF_CAMPAIGN = Prepared(_RUNGS.where(rung.c.is_on, rung.c.campaign_id == bindparam("of_campaign")), Rung)


def open_rungs(db: Transaction) -> list[Rung]:
    """The ladders of all campaigns that run and are armed, by campaign, subject and day."""
    return db.all(OPEN)


def rungs_of(db: Transaction, campaign_id: int) -> list[Rung]:
    """A campaign's ladder, by subject and day."""
    return db.all(OF_CAMPAIGN, of_campaign=campaign_id)


def launch_rungs(db: Transaction, campaign_id: int) -> list[Rung]:
    """When a campaign reminds of a launch that is set."""
    return [each for each in rungs_of(db, campaign_id) if each.subject == LAUNCH]


def apply_profile(db: Transaction, campaign_id: int, name: str) -> None:
    """Let the campaign be reminded of by the ladder light, usual or close. Rungs keep their number and their hour,
    though they be off in between: what was told by them is not told again. Raises KeyError for another name."""
    wanted = set(PROFILES[name])
    row = db.session.get_one(Campaign, campaign_id)
    for each in _rows(db, campaign_id):
        step = Step(each.subject, each.audience, each.days)
        each.is_on = step in wanted
        wanted.discard(step)
    owner: dict[str, Any] = {"federation_id": row.federation_id, "campaign_id": campaign_id}
    steps = (each for each in PROFILES[name] if each in wanted)
    db.session.add_all([LadderRung(**owner, **each._asdict()) for each in steps])
    row.ladder = name
    db.flush()


def change(db: Transaction, campaign_id: int, step: Step, *, wanted: bool) -> bool:
    """Put one rung on a campaign's ladder, or take it off; the ladder is its own from then on. False: it was so already."""
    row = db.session.get_one(Campaign, campaign_id)
    there = [each for each in _rows(db, campaign_id) if Step(each.subject, each.audience, each.days) == step]
    if any(each.is_on for each in there) == wanted:
        return False
    for each in there:
        each.is_on = wanted
    if not there:
        db.session.add(LadderRung(federation_id=row.federation_id, campaign_id=campaign_id, **step._asdict()))
    row.ladder = OWN
    db.flush()
    return True


def fires_at(step: Rung, due_on: date, calendar: Calendar) -> datetime:
    """The instant of a rung. One before or on the due day that hits a day off comes the morning before, one after it the
    next morning that is allowed."""
    day = due_on + timedelta(days=step.days)
    day = calendar.morning_before(day) if step.days <= 0 else calendar.next_allowed(day)
    return instant(day) + timedelta(minutes=step.minute)


def _rows(db: Transaction, campaign_id: int) -> list[LadderRung]:
    """Those that are off as well."""
    return list(db.session.exec(sqlmodel.select(LadderRung).where(LadderRung.campaign_id == campaign_id)).all())

"""Rungs of a ladder: from a due day to the morning on which people are reminded of it, and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.calendar import Calendar
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, LadderRung, table_of

LAUNCH, REGISTRATION = "launch", "registration"
STANDARD = {LAUNCH: (-7, -3, -1, 0), REGISTRATION: (-7, -3, -1, 0, 1, 3)}  # days from the due day

LATEST = timedelta(hours=72)  # an older reminder would only confuse; the text counts the days anew when it is late

rung, campaign = table_of(LadderRung), table_of(Campaign)


@dataclass(frozen=True)
class Rung:
    """A moment relative to a due day; see `bot.models.campaign.LadderRung`."""

    id: int
    federation_id: int
    campaign_id: int
    subject: str
    days: int
    minute: int


RUNGS = Prepared(
    select(rung.c.id, rung.c.federation_id, rung.c.campaign_id, rung.c.subject, rung.c.days, rung.c.minute)
    .join_from(rung, campaign, campaign.c.id == rung.c.campaign_id)
    .where(campaign.c.is_open)
    .order_by(rung.c.id),
    Rung,
)


def launch_rungs(db: Transaction, campaign_id: int) -> list[Rung]:
    """When a campaign reminds of a launch that is set."""
    return [each for each in db.all(RUNGS) if each.campaign_id == campaign_id and each.subject == LAUNCH]


def fires_at(step: Rung, due_on: date, calendar: Calendar) -> datetime:
    """The instant of a rung. One before or on the due day that hits a day off comes the morning before, one after it the
    next morning that is allowed."""
    day = due_on + timedelta(days=step.days)
    day = calendar.morning_before(day) if step.days <= 0 else calendar.next_allowed(day)
    return instant(day) + timedelta(minutes=step.minute)


def due_days(step: Rung, now: datetime, calendar: Calendar) -> Iterator[tuple[date, datetime]]:
    """Every due day whose rung has come by `now` and is not too old, with its instant."""
    today = local(now).date()
    for ago in range(LATEST.days + 1):
        morning = today - timedelta(days=ago)
        moment = instant(morning) + timedelta(minutes=step.minute)
        if now - LATEST < moment <= now and not calendar.off(morning):
            for day in (morning, *(calendar.rest_after(morning) if step.days <= 0 else calendar.rest_before(morning))):
                yield day - timedelta(days=step.days), moment

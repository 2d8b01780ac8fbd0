"""Rungs of a ladder: from a due day to the morning on which people are reminded of it, and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, LadderRung, table_of
from bot.vietnamese.days_off import morning_before, next_working_day

LAUNCH, REGISTRATION = "launch", "registration"
STANDARD = {LAUNCH: (-7, -3, -1, 0), REGISTRATION: (-7, -3, -1, 0, 1, 3)}  # days from the due day

LATEST = timedelta(hours=72)  # an older reminder would only confuse; the text counts the days anew when it is late
LONGEST_REST = 15  # days: no stretch of days off is longer, Tết and its neighbours included

rung, campaign = table_of(LadderRung), table_of(Campaign)


@dataclass(frozen=True)
class Rung:
    """A moment relative to a due day; see `bot.models.campaign.LadderRung`."""

    id: int
    campaign_id: int
    subject: str
    days: int
    minute: int


RUNGS = Prepared(
    select(rung.c.id, rung.c.campaign_id, rung.c.subject, rung.c.days, rung.c.minute)
    .join_from(rung, campaign, campaign.c.id == rung.c.campaign_id)
    .where(campaign.c.is_open)
    .order_by(rung.c.id),
    Rung,
)


def launch_rungs(db: Transaction, campaign_id: int) -> list[Rung]:
    """When a campaign reminds of a launch that is set."""
    return [each for each in db.all(RUNGS) if each.campaign_id == campaign_id and each.subject == LAUNCH]


def fires_at(step: Rung, due_on: date) -> datetime:
    """The instant of a rung. One before or on the due day that hits a day off comes the morning before, one after it the
    next working morning."""
    day = due_on + timedelta(days=step.days)
    day = morning_before(day) if step.days <= 0 else next_working_day(day)
    return instant(day) + timedelta(minutes=step.minute)


def due_days(step: Rung, now: datetime) -> Iterator[tuple[date, datetime]]:
    """Every due day whose rung has come by `now` and is not too old, with its instant."""
    today = local(now).date()
    reach = LATEST.days + LONGEST_REST
    for distance in range(-reach, reach + 1):
        due_on = today + timedelta(days=distance - step.days)
        moment = fires_at(step, due_on)
        if now - LATEST < moment <= now:
            yield due_on, moment

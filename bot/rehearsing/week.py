"""The first week of a campaign that is about to be armed: what would leave, and for whom, as a rehearsal finds it."""

from datetime import datetime, timedelta

from bot import calendar
from bot.database.transaction import Transaction
from bot.models import Campaign
from bot.rehearsing.copying import copy_within
from bot.rehearsing.findings import Told
from bot.rehearsing.walking import walk

WEEK = timedelta(days=7)


def week(db: Transaction, campaign_id: int, now: datetime) -> list[Told]:
    """Every message of the seven days from `now` on if the campaign were armed now and nobody did anything: to those who have
    joined and want to be reminded. What became due before is among it, as a tick finds it."""
    federation_id = db.session.get_one(Campaign, campaign_id).federation_id
    made = copy_within(db, federation_id, now)
    try:
        with made.connect() as connection, connection.begin():
            copied = Transaction(connection)
            try:
                copied.session.get_one(Campaign, campaign_id).armed_at = now
                days = calendar.of(copied, federation_id)
                return [each for each in walk(copied, days, now, now + WEEK, ()) if isinstance(each, Told)]
            finally:
                copied.close()
    finally:
        made.dispose()

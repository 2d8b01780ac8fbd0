"""Once a week an officer is asked whether an event that ends a phase has happened. Chairs are not: they cannot know."""

from collections.abc import Sequence
from datetime import date, datetime

from bot import calendar, rights
from bot.clock import local
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.i18n import _, speaking
from bot.models import Campaign, Phase
from bot.people import Held
from bot.post import outbox
from bot.post.message import Message, Option
from bot.post.outbox import REST, Address
from bot.privacy import consents
from bot.situation import Watching, watching


def ask_for_events(db: Transaction, now: datetime, waiting: Sequence[Phase]) -> None:
    """Owe every officer who may say so one question a week for each of the phases that wait. Doing it twice changes nothing."""
    week = local(now).date().isocalendar()
    for phase in waiting:
        campaign = db.session.get_one(Campaign, phase.campaign_id)
        days = calendar.of(db, phase.federation_id)
        for officer in watching(db, phase.federation_id, local(now).date()):
            if _may_say(db, officer, campaign, local(now).date()):
                with speaking(officer.language):
                    message = _question(phase, campaign)
                to = Address(phase.federation_id, officer.bot_id, officer.chat_id)
                key = f"event/{phase.id}/{officer.chat_id}/{week.year}-{week.week}"
                outbox.queue(db, to, key, message, allowed(now, days), REST)


def _may_say(db: Transaction, officer: Watching, campaign: Campaign, day: date) -> bool:
    if not consents.is_reminded(db, officer.person_id):
        return False
    held = Held(0, officer.unit_id, "", "", "", None)
    return rights.may_change(db, held, campaign.unit_id, day)


def _question(phase: Phase, campaign: Campaign) -> Message:
    text = _("🏛 {phase} của “{title}” kết thúc khi có: {event}. Đã diễn ra chưa?\nKhi biết ngày, Trợ lý sẽ tính được các hạn.")
    said = text.format(phase=phase.name, title=campaign.title, event=phase.end_event)
    return Message(said, ((Option(_("🏛 Đã diễn ra"), "/sukien"),),))

"""What nobody asked for: chairs get none of it in a pause, nor before a campaign is armed."""

from datetime import datetime

from sqlalchemy import text

from bot.clock import local
from bot.database.transaction import Transaction
from bot.post.outbox import REPLY, Letter

ASKED = ("answer/", "data-request/")  # begin the keys of what somebody asked for, though it comes later
OFFICERS = """SELECT count(*) FROM account JOIN office ON office.person_id = account.person_id
    WHERE account.chat_id = :chat AND office.role <> 'chair'"""
PAUSED = "SELECT count(*) FROM federation WHERE id = :federation AND paused_from <= :day AND paused_until >= :day"
UNARMED = """SELECT count(*) FROM reminder JOIN ladder_rung ON ladder_rung.id = reminder.rung_id
    JOIN campaign ON campaign.id = ladder_rung.campaign_id
    WHERE reminder.outbox_id = :letter AND reminder.dropped IS NULL AND campaign.armed_at IS NULL"""
NONE_ARMED = "SELECT 0 = (SELECT count(*) FROM campaign WHERE federation_id = :federation AND armed_at IS NOT NULL)"
TO_MANY = {"digest", "nudge"}  # kinds of letters that go to chairs because of a campaign


def complaint(db: Transaction, letter: Letter, now: datetime) -> str:
    """Why this letter, about to be read, should not have left; empty: it may."""
    if letter.priority == REPLY or letter.kind == "edit":
        return ""

    def count(query: str, **values: object) -> int:
        return int(db.connection.execute(text(query), values).scalar_one())

    key = str(db.connection.execute(text("SELECT key FROM outbox WHERE id = :letter"), {"letter": letter.id}).scalar_one())
    if count(UNARMED, letter=letter.id):
        return f"{key} reminds of a campaign that nobody has armed"
    if key.startswith(ASKED) or count(OFFICERS, chat=letter.chat_id):
        return ""
    is_pushed = letter.kind in TO_MANY or letter.announcement_id is not None
    if is_pushed and count(NONE_ARMED, federation=letter.federation_id):
        return f"{key} leaves though nothing is armed"
    is_paused = count(PAUSED, federation=letter.federation_id, day=local(now).date().isoformat())
    return f"{key} leaves in a pause" if is_paused else ""

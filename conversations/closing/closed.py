"""What is said to whoever enters something for a campaign that was closed: nothing of what they wrote is lost."""

from functools import wraps

from bot import closing
from bot.asking.ask import Ask
from bot.asking.script import Speaker, Talk
from bot.database.transaction import Transaction
from bot.i18n import _, show_date
from bot.models import Campaign, written
from bot.post.message import Message
from conversations.menu import federation


def unless_closed(talk: Talk) -> Talk:
    """The conversation, but for duties of a closed campaign: those get a sentence that says whom to ask. The duty is the number
    behind the command; where none is named, it is enough that no campaign of the chair's units runs."""

    @wraps(talk)
    def talked(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
        named = next(iter(ask.words.split()), "")[:18]
        closed = _closed(ask, db, speaker, named)
        return talk(ask, db, speaker) if closed is None else _sentence(db, speaker, closed)

    return talked


def _closed(ask: Ask, db: Transaction, speaker: Speaker, named: str) -> Campaign | None:
    if named.isdecimal() and named.isascii():
        return closing.of_duty(db, speaker.to.federation_id, int(named))
    return closing.of_chair(db, speaker.person_id or 0, ask.today) if not named else None


def _sentence(db: Transaction, speaker: Speaker, campaign: Campaign) -> str:
    day = closing.closed_on(db, campaign.federation_id).get(written(campaign.id))
    when = _(" ngày {day}").format(day=show_date(day)) if day else ""
    text = _("📕 “{title}” đã đóng{when}, nên không nhập thêm được. Điều đã ghi vẫn được giữ.\nCần bổ sung, xin hỏi: {contact}")
    return text.format(title=campaign.title, when=when, contact=federation(db, speaker).contact)

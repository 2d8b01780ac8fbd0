"""Who may touch which announcement: asked at every command and every tap."""

from bot import rights
from bot.announcements import keeping
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Announcement
from bot.people import Held
from bot.rights import May
from conversations.menu import not_for_you

LONGEST_NUMBER = 18  # digits; what is longer is no number of a row


def office_of(ask: Ask, db: Transaction, speaker: Speaker) -> Held | None:
    """The office by which the speaker may announce."""
    return rights.office_for(db, speaker.person_id, May.ANNOUNCE, ask.today)


def named(ask: Ask, db: Transaction, speaker: Speaker) -> Announcement | str:
    """The announcement whose number stands behind the command; or what to say where the speaker may not touch it."""
    office = office_of(ask, db, speaker)
    if office is None:
        return not_for_you()
    first = ask.words.partition(" ")[0]
    row = None
    if first.isascii() and first.isdecimal() and len(first) <= LONGEST_NUMBER:
        row = keeping.find(db, office, speaker.to.federation_id, int(first), ask.today)
    return row or unknown()


def unknown() -> str:
    """What is said about a number that is none."""
    return _("Trợ lý không tìm thấy thông báo này. Các thông báo: /cacthongbao")

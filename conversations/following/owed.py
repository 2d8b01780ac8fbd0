"""A duty that the words behind a command name, and what is said where there is none."""

from bot import follow_up
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.follow_up import Owing
from bot.i18n import _
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import reach_of

LONGEST_NUMBER = 18  # figures that a row's number can have


def find(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Owing | None:
    """The duty that the words name, while it is owed and within the office's reach."""
    return follow_up.find(db, speaker.to.federation_id, reach_of(office), number_in(ask.words), ask.today)


def number_in(words: str) -> int:
    """The number of a row that the words are; 0: they are none."""
    return int(words) if words.isdecimal() and len(words) <= LONGEST_NUMBER else 0


def nothing_left() -> Message:
    """What is said about a duty that is done, or that this officer does not see."""
    return Message(_("Việc này không còn thiếu."), ((Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),),))

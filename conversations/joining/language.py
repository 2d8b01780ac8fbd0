"""/ngonngu: the language of this person, on every door."""

from bot import people
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import LANGUAGES, _, speaking
from bot.post.message import Message
from conversations.menu import menu


def choose_language(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """Ask, and speak it from the next word on."""
    tongues = [Choice(code, name) for code, name in LANGUAGES.items()]
    chosen = ask.choice("language", _("Đồng chí muốn dùng ngôn ngữ nào?"), tongues)
    people.speak(db, speaker.person_id, speaker.to.chat_id, chosen.key)
    with speaking(chosen.key):
        labels = menu(db, speaker.person_id, ask.today) or None
        return Message(_("Từ nay Trợ lý nói tiếng Việt."), menu=labels)

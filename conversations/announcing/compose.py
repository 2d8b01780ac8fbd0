"""/thongbao: an officer writes to many at once. It ends with the preview; sending is confirmed below that."""

from bot.announcements import counting, keeping
from bot.arming import is_armed
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import Message
from bot.rights import reach_of
from conversations.announcing.audience import ask_audience, nobody
from conversations.announcing.contents import ask_contents
from conversations.announcing.finding import office_of
from conversations.announcing.report import show_report
from conversations.announcing.timing import ask_start
from conversations.announcing.wording import shown
from conversations.first_hour.unarmed import unarmed
from conversations.menu import not_for_you


def announce(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """What, to whom, whether a word is asked for, when; with a number behind the command: what became of that one."""
    office = office_of(ask, db, speaker)
    if office is None:
        return not_for_you()
    if ask.words:
        return show_report(ask, db, speaker)
    if not is_armed(db, speaker.to.federation_id):
        return unarmed()
    pieces = ask_contents(ask)
    audience = ask_audience(ask, db, speaker, office)
    if counting.is_empty(db, audience, speaker.to.federation_id, reach_of(office), ask.now):
        ask.again("audience", nobody(audience))
    wants_word, starts_at = ask_word(ask), ask_start(ask, db, speaker)

    row = keeping.write(db, speaker.to.federation_id, speaker.person_id or 0, office, audience, pieces, ask.now)
    row.wants_acknowledgement, row.starts_at = wants_word, starts_at
    db.session.add(row)
    db.session.flush()
    return shown(ask, db, speaker, row)


def ask_word(ask: Ask) -> bool:
    """Whether recipients are asked to press “👍 Đã nắm được”."""
    choices = (Choice("yes", _("👍 Có, cần biết ai đã đọc")), Choice("no", _("Không cần")))
    return ask.choice("word", _("Có đặt nút “👍 Đã nắm được” dưới thông báo không?"), choices).key == "yes"

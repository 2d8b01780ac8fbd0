"""/thedonvi, the card of a unit: by its number, its code or any part of its name; /viecthieu DUTY, the same from a duty."""

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import Held
from bot.post.message import Message
from bot.rights import May
from bot.unit_card import about, duties, naming
from bot.units import finding
from conversations.following.owed import nothing_left, number_in
from conversations.menu import not_for_you
from conversations.unit_card.card import one_duty, whole_card
from conversations.unit_card.choosing import choose, none_fits, read_page


def show_unit(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`UNIT`, a code or words behind the command; without them they are asked for."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    page, words = read_page(ask.words)
    prompt = _("🏫 Đồng chí cần xem đơn vị nào?\nGõ một phần tên hoặc mã đơn vị, ví dụ: tiểu học Sông Xanh")
    if words:
        if shown := _shown(ask, db, speaker, office, words, page):
            return shown
        prompt = none_fits(words)
    said = ask.text("name", prompt)
    return _shown(ask, db, speaker, office, said, 1) or ask.again("name", none_fits(said))


def show_unit_of_duty(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`DUTY` behind the command: the card of the unit that owes it, with that duty's buttons."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    duty_id = number_in(ask.words)
    named = duties.named(db, speaker.to.federation_id, office, duty_id, ask.today)
    if named is None:
        return nothing_left()
    if not named.is_now:
        return one_duty(ask, db, speaker, office, duty_id)
    found = about.about(db, speaker.to.federation_id, named.unit_id, ask.today)
    return whole_card(ask, db, office, found, duty_id) if found else nothing_left()


def show_unit_said(ask: Ask, db: Transaction, speaker: Speaker) -> Message | None:
    """The card, or the choice, where an officer types a unit's name or code while nothing is asked; None: it is none."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today) if ask.words.strip() else None
    if office is None:
        return None
    found = naming.said(db, speaker.to.federation_id, office, ask.words, ask.today)
    if len(found) > 1:
        return choose(found, ask.words, 1)
    unit = about.about(db, speaker.to.federation_id, found[0].id, ask.today) if found else None
    return whole_card(ask, db, office, unit) if unit else None


def _shown(ask: Ask, db: Transaction, speaker: Speaker, office: Held, words: str, page: int) -> Message | None:
    federation_id, row = speaker.to.federation_id, number_in(words)
    if row and rights.reaches(db, office, row, ask.today, with_closed=True):
        unit = about.about(db, federation_id, row, ask.today)
        return whole_card(ask, db, office, unit) if unit else None
    found = naming.named(db, federation_id, office, words, ask.today) or finding.find(db, federation_id, office, words, ask.today)
    if len(found) != 1:
        return choose(found, words, page) if found else None
    unit = about.about(db, federation_id, found[0].id, ask.today)
    return whole_card(ask, db, office, unit) if unit else None

"""The card itself: its sections, each with what the database knows of it."""

from bot import follow_up
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.duties.missing import state_of
from bot.duties.showing import show_due
from bot.people import Held
from bot.post.message import Message
from bot.rights import reach_of
from bot.unit_card import chairs, duties, history, touches
from bot.unit_card.about import About
from conversations.following.owed import nothing_left
from conversations.following.wording import adding_phones, whom
from conversations.unit_card.buttons import buttons, buttons_of_duty
from conversations.unit_card.wording import contacts_said, duties_said, events_said, head_said, people_said


def whole_card(ask: Ask, db: Transaction, office: Held, unit: About, duty_id: int = 0) -> Message:
    """Everything about a unit within the office's reach; `duty_id`: the duty that the buttons are about."""
    people = chairs.chairs(db, unit.unit_id, ask.today)
    owed = duties.duties(db, unit.unit_id, ask.today)
    lines = [*head_said(unit), *people_said(unit, people)]
    if people and not unit.phone and (hint := adding_phones(office)):
        lines.append(hint)
    if unit.is_grassroots:
        lines += duties_said(owed, duty_id, ask.today)
        lines += events_said(history.last_events(db, unit.unit_id))
        lines += contacts_said(touches.last_contacts(db, unit.unit_id, ask.today))
    return Message("\n".join(lines), buttons(office, unit, people, owed, duty_id, ask.today))


def one_duty(ask: Ask, db: Transaction, speaker: Speaker, office: Held, duty_id: int) -> Message:
    """A unit that moved away, and what it still owes to those above it on the phase's last day: no more is theirs to see."""
    found = follow_up.find(db, speaker.to.federation_id, reach_of(office), duty_id, ask.today)
    if found is None:
        return nothing_left()
    state = state_of(found.due_on, found.grace_days, found.closes_on, ask.today)
    name = f"{titled(found.kind, found.occurrence)}, {found.phase}"
    lines = [f"🏫 {found.unit}", f"⏳ {name}. {show_due(found.due_on, state, ask.today)}"]
    return Message("\n".join([*lines, f"☎️ {whom(found.contact, found.phone)}"]), buttons_of_duty(office, duty_id))

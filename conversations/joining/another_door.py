"""Part of /start: somebody who is known at another door brings the code that they were given there."""

from bot.asking import drafts
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.doors import linking, listing, seating, telling
from bot.doors.linking import Found
from bot.i18n import _, speaking
from bot.invites import Seat
from bot.models import Person
from bot.post import outbox
from bot.post.message import Message
from conversations.menu import federation, menu
from conversations.unfinished import ways_on, what_waits


def come_in(ask: Ask, db: Transaction, speaker: Speaker, found: Found) -> str | Message | None:
    """Link this door to the person, and tell them at the one they had. None: the code was used meanwhile, or somebody else
    writes from here."""
    if speaker.person_id is not None:
        return _("Đồng chí đang dùng kênh này rồi.") if speaker.person_id == found.person_id else None
    if seating.is_full(db, speaker.to.bot_id):
        return _("Kênh này đã đủ người dùng. Mã vẫn còn dùng được ở kênh khác: xin xem lại tin có mã.")
    before = [each for each in listing.of_person(db, found.person_id) if each.is_open]
    if not linking.link(db, found, speaker.to, ask.setting.sender, ask.now):
        return None
    for old in before[:1]:
        with speaking(found.language):
            new = next(each.name for each in listing.of_person(db, found.person_id) if each.chat_id == speaker.to.chat_id)
            told = Message(
                _("🔗 Đồng chí vừa kết nối thêm {door}. Nếu không phải đồng chí, xin xem ngay: /kenhkhac").format(door=new)
            )
        outbox.queue(db, old.to, f"door/{found.id}", told, ask.now)
    with speaking(found.language):
        return _welcome(db, found, ask)


def _welcome(db: Transaction, found: Found, ask: Ask) -> Message:
    name = db.session.get_one(Person, found.person_id).name
    text = _("✅ Đã kết nối. Kính chào đồng chí {name}!").format(name=name)
    if parked := drafts.latest(db, f"person/{found.person_id}"):
        return Message(text + "\n\n" + what_waits(db, parked, found.person_id, ask.today), ways_on(parked))
    where = _("Nhắc việc vẫn đến nơi cũ. Muốn nhận ở đây: /kenhkhac")
    return Message(text + "\n" + where, menu=menu(db, found.person_id, ask.today))


def turn_away(ask: Ask, db: Transaction, speaker: Speaker, seat: Seat) -> str:
    """The bot talks with as many people as it may: whoever brings an invite is shown another door."""
    contact = federation(db, speaker).contact
    text = _("Kênh này đã đủ người dùng. Trợ lý đang gửi cách vào ở nơi khác; không thấy, xin liên hệ: {contact}.")
    telling.send_elsewhere(db, speaker.to, f"door-full/{ask.setting.update}", seat, ask.now)
    return text.format(contact=contact)

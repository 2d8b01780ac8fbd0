"""/start: somebody opens the door with an invite, says who they are, agrees to the data notice, and is linked to the unit."""

from bot import invites, launches, offices, people
from bot.arming import is_armed
from bot.asking import drafts
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.doors import linking, seating
from bot.i18n import _, ngettext
from bot.invites import Invites, Seat
from bot.people import CHAIR, OFFICER, Agreement
from bot.post.message import Message
from bot.privacy import consents
from conversations.joining.another_door import come_in, turn_away
from conversations.joining.notice import NOTICE, data_notice
from conversations.menu import deadline, federation, how_to_enter, menu
from conversations.people.stop_reminders import wants_reminders
from conversations.unfinished import ways_on, what_waits

LONGEST_NAME = 60  # characters


def welcome(codes: Invites, ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Link whoever brings an invite; greet whoever is known; tell a stranger what to do."""
    if not ask.words and "seat" not in ask.progress.answers:
        return _greeting(ask, db, speaker)
    if invites.is_locked(db, speaker.to.chat_id, ask.now):
        return _locked(federation(db, speaker).contact)
    if _is_held_back(ask, db, speaker):
        return _held_back(federation(db, speaker).contact)
    seat = _seat(codes, ask, db)
    if seat is None:
        return _another_door(codes, ask, db, speaker) or _wrong_code(ask, db, speaker)
    if speaker.person_id is None and seating.is_full(db, speaker.to.bot_id):
        return turn_away(ask, db, speaker, seat)
    return _link(ask, db, speaker, seat)


def _another_door(codes: Invites, ask: Ask, db: Transaction, speaker: Speaker) -> str | Message | None:
    """What somebody hears who is known at another door; None: the words are no code of theirs."""
    if "seat" in ask.progress.answers or not invites.looks_like_secret(ask.words):
        return None
    found = linking.find(db, codes, speaker.to.federation_id, ask.words, ask.now)
    said = come_in(ask, db, speaker, found) if found else None
    if said is not None:
        invites.forget_wrong(db, speaker.to.chat_id)
    return said


def _seat(codes: Invites, ask: Ask, db: Transaction) -> Seat | None:
    """The seat of this conversation: found by its secret once, remembered by its number."""
    if "seat" not in ask.progress.answers:
        found = codes.find(db, ask.words, ask.now)
        if found is None:
            return None
        ask.remember("seat", lambda: str(found.id))
    return invites.by_id(db, int(ask.progress.answers["seat"].value), ask.now)


def _link(ask: Ask, db: Transaction, speaker: Speaker, seat: Seat) -> str | Message:
    home = federation(db, speaker)
    who = ask.choice(
        "who", _hello(home.name, seat), (Choice("yes", _("✅ Đúng, là tôi"), "success"), Choice("no", _("Không phải tôi")))
    )
    if who.key == "no":
        text = _("Mã này dành cho người khác nên Trợ lý chưa kết nối. Xin liên hệ để nhận đúng mã: {contact}.")
        return text.format(contact=home.contact)
    notice = data_notice(home.name, home.contact)
    # Not “yes”: a passing “vâng” is no consent to a notice; the button is, its number, or its own words.
    agreed = ask.choice("notice", notice, (Choice("agree", _("Tôi đồng ý"), "success"), Choice("no", _("Không đồng ý"))))
    if agreed.key == "no":
        text = _(
            "Trợ lý không lưu thông tin của đồng chí. Đơn vị vẫn có thể đăng ký bằng giấy hoặc điện thoại: {contact}.\n"
            "Lúc nào đổi ý, xin gửi lại mã mời này."
        )
        return text.format(contact=home.contact)
    agreement = Agreement(NOTICE, notice, ask.remember("notice evidence", lambda: ask.setting.update))
    reminders = wants_reminders(ask, db, speaker)
    name = seat.name or speaker.name or ask.text("name", _("Xin cho biết họ và tên đồng chí."), longest=LONGEST_NAME)
    if not invites.use(db, seat, ask.now):  # somebody was quicker, by a moment
        return _wrong_code(ask, db, speaker)
    person_id = people.join(db, seat, name, speaker.to, ask.setting.sender, agreement, ask.now)
    db.flush()
    if reminders:
        consents.agree(db, seat.federation_id, person_id, reminders, ask.now)
    invites.used_by(db, seat, person_id)
    if seat.replaces_id:
        offices.revoke(db, seat.replaces_id, ask.now, person_id, name)
    invites.forget_wrong(db, speaker.to.chat_id)
    return _linked(ask, db, seat, person_id)


def _hello(home: str, seat: Seat) -> str:
    hello = _("Kính chào đồng chí!\nĐây là Trợ lý thi đua của {federation}.").format(federation=home)
    if seat.name:
        who = _("Đồng chí có phải là:\n👤 {name}\n{title}, {unit}?").format(name=seat.name, title=seat.title, unit=seat.unit)
    else:
        who = _("Đồng chí có phải là {title}, {unit}?").format(title=seat.title, unit=seat.unit)
    return f"{hello}\n\n{who}"


def _linked(ask: Ask, db: Transaction, seat: Seat, person_id: int) -> Message:
    text = _("✅ Đã kết nối với {unit}.").format(unit=seat.unit)
    choices = menu(db, person_id, ask.today)
    if seat.role == OFFICER and not is_armed(db, seat.federation_id):
        ready = _("Trợ lý chưa nhắc ai. Bấm 🧭 Các bước chuẩn bị ở khung dưới để làm từng bước.")
        return Message(text + "\n\n" + ready, menu=choices)
    if seat.role != CHAIR:
        return Message(text + "\n\n" + _("Bấm 📊 Tình hình để xem đơn vị nào đã đăng ký."), menu=choices)
    waiting = [each for each in launches.owed_by(db, person_id, ask.today) if each.day is None]
    if not waiting:
        return Message(text + "\n\n" + _("Hiện không có việc nào đang chờ."), menu=choices)
    first = waiting[0]
    job = _("Việc đang chờ: đăng ký ngày phát động {phase}. {deadline}")
    job = job.format(phase=first.phase, deadline=deadline(first, ask.today))
    return Message(text + "\n\n" + job + "\n\n" + _("Bấm 📅 Đăng ký phát động ở khung dưới để làm ngay."), menu=choices)


def _wrong_code(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The same words for wrong, used and expired; they name nobody. Words that are no code at all are not counted."""
    contact = federation(db, speaker).contact
    text = _("Mã mời này không đúng, đã dùng hoặc hết hạn. Xin xem lại mã. Cần mã mới, xin liên hệ: {contact}.")
    text = text.format(contact=contact)
    if "seat" in ask.progress.answers:  # somebody else took it meanwhile, or it expired between two answers
        return text
    if not invites.looks_like_secret(ask.words):
        return _greeting(ask, db, speaker) if speaker.person_id is None else how_to_enter(contact)
    left = invites.count_wrong(db, speaker.to.chat_id, ask.now)
    if left == 0:
        return _locked(contact)
    return text + "\n" + ngettext("Còn {left} lần thử.", "Còn {left} lần thử.", left).format(left=left)


def _is_held_back(ask: Ask, db: Transaction, speaker: Speaker) -> bool:
    """Somebody guesses codes from many chats at once: strangers' codes are not looked at for a while; links are."""
    if speaker.person_id is not None or not invites.looks_like_code(ask.words):
        return False
    return invites.is_braked(db, speaker.to.bot_id, ask.now)


def _held_back(contact: str) -> str:
    text = _(
        "Hiện có quá nhiều mã sai được thử nên Trợ lý tạm ngưng nhận mã gõ tay. Xin bấm đường dẫn hoặc quét mã QR trên phiếu mời."
    )
    return text + "\n" + _("Hoặc thử lại sau một giờ, hoặc liên hệ: {contact}.").format(contact=contact)


def _locked(contact: str) -> str:
    text = _("Đã thử quá nhiều mã sai. Vì an toàn, xin thử lại sau một giờ, hoặc liên hệ: {contact}.")
    return text.format(contact=contact)


def _greeting(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    if speaker.person_id is None:
        home = federation(db, speaker)
        hello = _("Kính chào đồng chí! Đây là Trợ lý thi đua của {name}.").format(name=home.name)
        automatic = _("Trợ lý trả lời tự động và chỉ lưu thông tin khi đồng chí đồng ý.")
        return "\n\n".join([hello, how_to_enter(home.contact), automatic])
    text = _("Kính chào đồng chí {name}! Đồng chí cần việc gì ạ?").format(name=speaker.name)
    if parked := drafts.latest(db, speaker.owner):
        return Message(text + "\n\n" + what_waits(db, parked, speaker.person_id, ask.today), ways_on(parked))
    return Message(text, menu=menu(db, speaker.person_id, ask.today))

"""/trinhduyet: a personal link that opens the conversation in any browser; an officer sends one for a chair who lost theirs."""

from bot import offices, operations, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.labels import cut
from bot.people import CHAIR
from bot.rights import May
from bot.web import asking
from conversations.menu import federation, not_for_you
from conversations.units.picking import pick_unit

LONGEST_LABEL = 40  # characters


def open_in_browser(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """The link comes as a message of its own: it is made when it leaves, and kept nowhere."""
    if not asking.send_link(db, speaker.to, f"web-link/{ask.setting.update}", speaker.person_id or 0, ask.now):
        return _no_page(db, speaker)
    return _("🌐 Trợ lý đang gửi đường dẫn riêng. Đang làm dở việc gì, mở ra sẽ làm tiếp được.")


def link_for_chair(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """For the chair of a unit within reach, with a code in case their device asks for one."""
    office = rights.office_for(db, speaker.person_id, May.INVITE, ask.today)
    if office is None:
        return not_for_you()
    unit = pick_unit(ask, db, speaker.to.federation_id, office, _("Gửi đường dẫn cho chủ tịch đơn vị nào?"))
    chairs = {str(each.person_id): each for each in offices.of_unit(db, unit.id, ask.today) if each.role == CHAIR}
    if not chairs:
        return _("{unit} chưa có ai kết nối. Xin gửi mã mời: 🔑 /mamoi").format(unit=unit.name)
    labels = [Choice(key, cut(f"{each.name}, {each.title}", LONGEST_LABEL)) for key, each in chairs.items()]
    whose = ask.choice("whose", _("Đường dẫn cho ai? Chỉ đưa cho đúng người đó."), labels)
    chosen = chairs[whose.key]
    key = f"web-link/{ask.setting.update}"
    if not asking.send_link(db, speaker.to, key, chosen.person_id, ask.now, with_code=True):
        return _no_page(db, speaker)
    who = {"person_id": speaker.person_id, "unit_id": unit.id}
    operations.record(db, speaker.to.federation_id, "door.link", ask.now, **who, valid_on=None, owner=chosen.person_id)
    return _("🌐 Trợ lý đang gửi đường dẫn và mã. Xin đọc mã qua điện thoại, gửi đường dẫn riêng.")


def _no_page(db: Transaction, speaker: Speaker) -> str:
    text = _("Hiện chưa có trang trò chuyện trên trình duyệt. Cần giúp, xin liên hệ: {contact}.")
    return text.format(contact=federation(db, speaker).contact)

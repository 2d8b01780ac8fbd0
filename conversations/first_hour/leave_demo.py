"""/roidemo: an officer leaves the demo; all of it is erased, and the bot is free for the real federation."""

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import N_, _
from bot.post.message import Message
from bot.rights import May
from bot.setup import leaving
from bot.vietnamese.folding import fold
from conversations.menu import federation, not_for_you

CREATE = N_('thidua federation create "TÊN TỔ CHỨC" --contact "AI, Ở ĐÂU, SỐ ĐIỆN THOẠI"')
INVITE = N_('thidua officers invite "HỌ TÊN"')


def leave_demo(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """One question, to be answered in letters; nothing happens for any other answer, or in a real federation."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None or not rights.may_change(db, office, None, ask.today):
        return not_for_you()
    home = federation(db, speaker)
    if not home.is_demo:
        text = _("{federation} là dữ liệu thật, không phải dữ liệu mẫu. Trợ lý không xóa gì.")
        return text.format(federation=home.name)
    words = _("XÓA DỮ LIỆU MẪU")
    prompt = _(
        "🗑 Rời dữ liệu mẫu: mọi đơn vị, người, chiến dịch và tin nhắn của {federation} bị xóa hẳn, không lấy lại được.\n"
        "Muốn xóa, xin gõ đúng mấy chữ này: {words}"
    )
    said = ask.text("words", prompt.format(federation=home.name, words=words), skip=_("Không xóa"))
    if fold(said) != fold(words):
        return _("Trợ lý không xóa gì. Dữ liệu mẫu vẫn còn.")
    leaving.leave(db, home.id or 0, speaker.person_id, ask.now)
    told = _(
        "🗑 Trợ lý đang xóa dữ liệu mẫu, trong khoảng một phút.\n"
        "Để làm thật, nhờ người cài đặt gõ hai lệnh này trên máy chủ rồi khởi động lại Trợ lý:\n{create}\n{invite}\n"
        "Sau đó đồng chí gửi mã mời 6 ký tự vào đây."
    )
    return Message(told.format(create=_(CREATE), invite=_(INVITE)), menu=())

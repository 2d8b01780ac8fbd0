"""/thudientu: the mail address at which somebody who talks in a browser is told that something waits."""

from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Person
from bot.web.alerts import MAIL_ADDRESS


def keep_mail(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Ask for it, or forget it."""
    somebody = db.session.get_one(Person, speaker.person_id)
    now = _("Hiện nay: {mail}.").format(mail=somebody.email) if somebody.email else _("Hiện chưa có.")
    prompt = _("📧 Khi có việc mà đồng chí chưa xem, Trợ lý gửi thư báo đến địa chỉ nào ạ?") + "\n" + now
    said = ask.text("mail", prompt, longest=200, skip=_("Không nhận thư"))
    if said and not MAIL_ADDRESS.fullmatch(said):
        ask.again("mail", _("Địa chỉ thư chưa đúng. Ví dụ: ten@gmail.com"))
    somebody.email = said or None
    db.session.add(somebody)
    if not said:
        return _("✅ Trợ lý sẽ không gửi thư nữa.")
    return _("✅ Đã ghi {mail}. Mỗi ngày nhiều nhất một thư, và chỉ khi có việc đồng chí chưa xem.").format(mail=said)

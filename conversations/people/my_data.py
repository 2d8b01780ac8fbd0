"""/dulieu: what is kept about me: read it, correct it, take it along, stop reminders, or have it erased."""

from bot import operations
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_day
from bot.models import Person
from bot.post.message import Message
from bot.privacy import consents, erasing, exporting, requests, showing
from conversations.menu import federation
from conversations.people.stop_reminders import start_reminders, stop_reminders

LONGEST_NAME = 60  # characters
KEEP = "keep"


def my_data(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """All of it on one screen, and what can be done with it."""
    reminded = consents.is_reminded(db, speaker.person_id)
    jobs = (
        Choice("name", _("✏️ Sửa họ tên")),
        Choice("office", _("✏️ Sửa chức vụ, đơn vị")),
        Choice("export", _("📄 Tải về")),
        Choice("reminders", _("🔕 Dừng nhắc") if reminded else _("🔔 Nhận nhắc")),
        Choice("erase", _("🗑 Rút đồng ý và xóa")),
    )
    told = _("🔒 Trợ lý đang lưu về đồng chí:") + "\n" + showing.summary(db, speaker.person_id or 0)
    job = ask.choice("job", told + "\n\n" + _("Đồng chí muốn làm gì?"), jobs).key
    if job == "export":
        exporting.send(db, speaker.to, f"my-data/{ask.setting.update}", speaker.person_id or 0, ask.now)
        return _("📄 Trợ lý đang gửi tệp.")
    if job == "reminders":
        return stop_reminders(ask, db, speaker) if reminded else start_reminders(ask, db, speaker)
    if job == "erase":
        return _erase(ask, db, speaker)
    return _correct_name(ask, db, speaker) if job == "name" else _correct_office(ask, db, speaker)


def _correct_name(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """The name is the person's own: it changes at once."""
    name = ask.text("new name", _("Họ và tên đúng của đồng chí?"), name=_("Họ và tên"), longest=LONGEST_NAME)
    ask.review(_("Xin kiểm tra lại giúp:"), accept=_("✅ Đúng, ghi nhận"))
    person_id = speaker.person_id or 0
    db.session.get_one(Person, person_id).name = name
    requests.note_done(db, speaker.to.federation_id, person_id, requests.CORRECT, ask.now)
    operations.record(db, speaker.to.federation_id, "person.rename", ask.now, person_id=person_id)
    return _("✅ Đã sửa. Từ nay Trợ lý gọi đồng chí là {name}.").format(name=name)


def _correct_office(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """An office is for the union above to say: they are asked, and have two working days."""
    words = ask.text("wish", _("Chức vụ, đơn vị cần sửa thế nào? Xin viết một câu."), name=_("Cần sửa"))
    ask.review(_("Xin kiểm tra lại giúp:"), accept=_("📨 Gửi cán bộ"))
    row = requests.add(db, speaker.to.federation_id, speaker.person_id or 0, requests.CORRECT, words, ask.now)
    return _("✅ Đã chuyển cho cán bộ. Đồng chí sẽ nhận trả lời chậm nhất {day}.").format(day=show_day(row.due_on))


def _erase(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Asked twice, the safe answer first; then it is done at once."""
    keep = Choice(KEEP, _("Không, giữ lại"))
    first = _(
        "🗑 Trợ lý sẽ xóa tên, tài khoản và tin nhắn của đồng chí, đồng chí thôi phụ trách ở đây. Số liệu của đơn vị vẫn giữ."
    )
    sure = ask.choice("sure", first + "\n" + _("Đồng chí có muốn xóa không ạ?"), (keep, Choice("go", _("🗑 Xóa dữ liệu của tôi"))))
    if sure.key == KEEP:
        return _("Không có gì thay đổi.")
    last = _("⚠️ Xóa rồi thì không lấy lại được; muốn dùng lại, cần mã mời mới. Đồng chí chắc chắn chứ ạ?")
    if ask.choice("really", last, (keep, Choice("go", _("🗑 Xóa hẳn"), "danger"))).key == KEEP:
        return _("Không có gì thay đổi.")
    person_id = speaker.person_id or 0
    contact = federation(db, speaker).contact
    requests.note_done(db, speaker.to.federation_id, person_id, requests.ERASE, ask.now)
    erasing.erase(db, person_id, ask.setting.update, ask.now)
    return Message(
        _("🗑 Đã xóa. Cảm ơn đồng chí đã cùng làm. Cần gì thêm, xin liên hệ: {contact}.").format(contact=contact), menu=()
    )

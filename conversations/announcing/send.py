"""/guithongbao: the author lets it go; /duyetthongbao: a second officer does."""

from bot.announcements import confirming, keeping
from bot.announcements.keeping import UNCONFIRMED
from bot.arming import is_armed
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_moment
from bot.models import Announcement, Person
from bot.post.message import Message, Option
from conversations.announcing.finding import named
from conversations.announcing.timing import by_day
from conversations.announcing.wording import card, counted, shown
from conversations.first_hour.unarmed import unarmed


def send(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`NUMBER SIGN` behind the command: the sign is the preview's, so only what was looked at is sent."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if row.state != UNCONFIRMED:
        return standing(db, row)
    if row.person_id != speaker.person_id:
        return _("Chỉ người soạn mới xác nhận được thông báo này.")
    if not is_armed(db, row.federation_id):
        return unarmed()
    return _confirm(ask, db, speaker, row)


def _confirm(ask: Ask, db: Transaction, speaker: Speaker, row: Announcement) -> Message:
    if ask.words.partition(" ")[2] != keeping.stamp(db, row):
        return shown(ask, db, speaker, row, _("Thông báo đã đổi từ bản xem trước đó. Xin xem lại bản mới nhất."))
    count = counted(db, row, ask.now)
    if not count.units:
        return shown(ask, db, speaker, row, _("Nhóm nhận hiện không có đơn vị nào. Xin đổi nơi nhận."))
    if row.starts_at <= ask.now and confirming.allowed_from(db, row.federation_id, row.starts_at) == row.starts_at:
        row.starts_at = by_day(ask, db, speaker, ask.now)
    if count.chats > confirming.MANY:
        return _second(row, confirming.ask_second(db, row, ask.now))
    confirming.confirm(db, row, ask.now)
    return standing(db, row)


def _second(row: Announcement, asked: int) -> Message:
    stop = Option(_("🗑 Bỏ"), f"/dungthongbao {row.id}")
    if not asked:
        text = _(
            "🔏 Thông báo gửi nhiều nơi cần một cán bộ thứ hai duyệt, nhưng chưa có ai kết nối với Trợ lý. "
            "Xin mời thêm cán bộ (/mamoi), rồi xác nhận lại: /thongbao {number}"
        )
        return Message(text.format(number=row.id), ((stop,),))
    text = ngettext(
        "🔏 Đã chuyển đến {count} cán bộ để duyệt. Khi có người duyệt, Trợ lý báo lại và bắt đầu gửi.",
        "🔏 Đã chuyển đến {count} cán bộ để duyệt. Khi có người duyệt, Trợ lý báo lại và bắt đầu gửi.",
        asked,
    )
    return Message(text.format(count=asked), ((stop,),))


def standing(db: Transaction, row: Announcement) -> Message:
    """What is said once it is confirmed: when it starts, and how to stop it; later, where to look."""
    if row.state != keeping.SCHEDULED:
        look = Option(_("📊 Xem tình hình gửi"), f"/thongbao {row.id}")
        return Message(_("Thông báo này đã được xử lý."), ((look,),))
    stop = Option(_("✋ Dừng lại"), f"/dungthongbao {row.id}", "danger")
    save = Option(_("💾 Lưu nhóm nhận này"), f"/luunhom {row.id}")
    text = _("✅ Đã xác nhận. Bắt đầu gửi lúc {moment}. Trước giờ đó, bấm Dừng lại thì không gửi cho ai.")
    return Message(text.format(moment=show_moment(confirming.start_of(db, row))), ((stop,), (save,)))


def agree(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The messages as they will arrive, then the button; the author cannot be the second officer."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if row.state != UNCONFIRMED or row.confirmed_at is None:
        return standing(db, row) if row.state != UNCONFIRMED else _("Thông báo này đang được sửa; chưa cần duyệt.")
    if row.person_id == speaker.person_id:
        return _("Thông báo do chính đồng chí soạn, nên cần một cán bộ khác duyệt.")
    if not is_armed(db, row.federation_id):
        return unarmed()
    if ask.words.partition(" ")[2] == keeping.stamp(db, row):
        confirming.agree(db, row, speaker.person_id or 0, ask.now)
        return standing(db, row)
    keeping.preview(db, row, speaker.to, ask.setting.update, ask.now)
    author = db.session.get_one(Person, row.person_id).name
    head = _("👆 {name} muốn gửi thông báo này. Chưa gửi cho ai.").format(name=author)
    yes = Option(_("✅ Duyệt và gửi"), f"/duyetthongbao {row.id} {keeping.stamp(db, row)}", "success")
    no = Option(_("✋ Không gửi"), f"/dungthongbao {row.id}", "danger")
    return Message("\n".join([head, "", *card(row, counted(db, row, ask.now), ask.now)]), ((yes,), (no,)))

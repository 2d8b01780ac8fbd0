"""/trogiup, and what is said when nothing else fits."""

from bot import rights
from bot.asking import drafts
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.invites import looks_like_code
from bot.post.message import Message, Option
from bot.rights import May
from conversations.menu import federation, how_to_enter, menu
from conversations.unfinished import ways_on, what_waits
from conversations.unit_card.show import show_unit_said


def explain(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """What can be done here, how to go back, whom to call; a stranger hears how to come in."""
    if speaker.person_id is None:
        hint = _("❓ Trợ lý giúp công đoàn cơ sở đăng ký ngày phát động thi đua và nhắc hạn.")
        return Message(hint + "\n\n" + how_to_enter(federation(db, speaker).contact) + "\n🌐 /ngonngu: Tiếng Việt, English")
    is_officer = rights.office_for(db, speaker.person_id, May.SEE, ask.today) is not None
    jobs = _jobs_of_officer() if is_officer else _jobs_of_chair()
    hint = _("Đang làm dở: gõ “lùi” để về câu trước, “dừng” để làm sau, “tiếp tục” để làm tiếp, /huy để bỏ.")
    help_from = _("☎️ Cần người giúp: {contact}").format(contact=federation(db, speaker).contact)
    everybody = _(
        "🔁 /doivai: chọn đơn vị khi phụ trách nhiều nơi\n"
        "⏰ /nhacviec: giờ nhắc, sắp tới nhắc việc gì\n"
        "🔒 /dulieu: dữ liệu của tôi, dừng nhắc\n"
        "🌐 /ngonngu: Tiếng Việt, English\n"
        "💻 /trinhduyet: mở trên trình duyệt; /thietbi: máy đang mở; /thudientu: nhận thư báo"
    )
    return Message(f"{jobs}\n{everybody}\n\n{hint}\n{help_from}", menu=menu(db, speaker.person_id, ask.today) or None)


def _jobs_of_chair() -> str:
    return _(
        "❓ Trợ lý giúp đơn vị làm các việc thi đua và nhắc hạn.\n"
        "⏳ /conthieu: đơn vị còn thiếu việc gì\n"
        "📅 /dangky: đăng ký hoặc đổi ngày phát động\n"
        "🚩 /datochuc: báo đã tổ chức, hoãn phát động\n"
        "🤝 /giaouoc: đăng ký giao ước thi đua\n"
        "📝 /baocao: nộp báo cáo; /ghichuquy: báo cáo quý\n"
        "🏗 /congtrinh: công trình đã đăng ký đến đâu\n"
        "🏅 /decu: đề cử người tốt, việc tốt\n"
        "📚 /lichsu: đơn vị đã gửi những gì, lấy bản in\n"
        "🤝 /hen: hẹn ngày nộp; gõ “thứ Sáu tôi nộp” cũng được\n"
        "➕ /bangiao: mời người làm cùng, bàn giao\n"
        "🗓 /kehoach: kế hoạch; /lich: ngày kỷ niệm, ngày nghỉ\n"
        "☎️ /gapcanbo: hỏi cán bộ"
    )


def _jobs_of_officer() -> str:
    return _(
        "❓ Trợ lý giúp theo dõi thi đua của các đơn vị.\n"
        "📊 /tinhhinh: ai đã đăng ký phát động\n"
        "⏳ /conthieu: đơn vị nào còn thiếu việc gì\n"
        "🏫 /thedonvi: xem một đơn vị; gõ tên đơn vị cũng được\n"
        "🔌 /chuavao: đơn vị chưa kết nối, gửi mã mời\n"
        "⚙️ /quanly: duyệt báo cáo, ai chưa nộp, bảng, tiến độ\n"
        "🧰 /thietlap: chiến dịch, hạn, nhập đơn vị, mã mời\n"
        "📢 /thongbao: gửi thông báo; /cacthongbao: đã gửi đến đâu\n"
        "🗓 /kehoach: kế hoạch; /lich: ngày kỷ niệm, ngày nghỉ"
    )


def lost(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """Nothing fits: a unit's card where an officer typed its name; else offer what there is, and a draft that waits."""
    labels = menu(db, speaker.person_id, ask.today) or None
    if card := show_unit_said(ask, db, speaker):
        return card
    if looks_like_code(ask.words):
        use = Option(_("🔑 Dùng mã này"), f"/start {ask.words.strip()}", "primary")
        return Message(_("Đây có phải là mã mời cho một đơn vị khác không ạ?"), ((use,),))
    kept = drafts.latest(db, speaker.owner)
    if kept is None:
        ask_what = _("Đồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới.")
        return Message(ask_what if speaker.abilities.has_buttons else _("Đồng chí cần việc gì ạ?"), menu=labels)
    text = what_waits(db, kept, speaker.person_id, ask.today)
    return Message(text, ways_on(kept), menu=None if speaker.abilities.has_buttons else labels)

"""Part of /bangiao: somebody is invited to stand in for the chair. They may do all that the chair may, and are reminded of a duty
only when the chair did not answer."""

from bot import codes
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.invites import Seat
from bot.offices import Seated
from bot.people import CHAIR

LONGEST_NAME = 60


def invite_deputy(ask: Ask, db: Transaction, speaker: Speaker, chair: Seated) -> str:
    """The name and title, one card; the code is sent here. The chair keeps the office."""
    name = ask.text("deputy", _("Người đó họ tên là gì ạ?"), name=_("Họ tên"), longest=LONGEST_NAME)
    title = ask.text(
        "deputy title",
        _("Người đó giữ chức vụ gì ạ? Bấm nút, hoặc gõ chức vụ khác."),
        name=_("Chức vụ"),
        longest=LONGEST_NAME,
        suggest=_("Phó Chủ tịch công đoàn"),
    )
    told = _("Xin kiểm tra lại giúp:\n🏫 {unit}\nNgười này làm được mọi việc của đơn vị trên Trợ lý, cùng đồng chí {chair}.")
    ask.review(told.format(unit=chair.unit, chair=chair.name), accept=_("✅ Đúng, gửi mã mời"))
    seat = Seat(0, chair.federation_id, chair.unit_id, chair.unit, CHAIR, title, name, is_deputy=True)
    codes.send_code(db, speaker.to, f"code/{ask.setting.update}", seat, ask.now)
    return _("Trợ lý đang gửi mã mời; xin chuyển cho đúng người. Khi chủ tịch chưa trả lời, Trợ lý mới nhắc người này.")

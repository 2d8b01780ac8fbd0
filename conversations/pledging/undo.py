"""/bogiaouoc: within ten minutes, a pledge can be taken back with one tap."""

from bot import pledges
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import PLEDGE
from bot.i18n import _
from bot.launches import Undone
from conversations.on_behalf.told import tell_undone


def undo_pledge(ask: Ask, db: Transaction, chair: Speaker) -> str:
    """Take back the pledge named by the button, if it is the chair's own newest and ten minutes have not passed."""
    if not ask.words.isdecimal() or chair.person_id is None:
        return _("Muốn hoàn tác, xin bấm nút ↩️ dưới tin ghi nhận.")
    outcome, holds = pledges.undo(db, int(ask.words[:18]), chair.person_id, ask.now)
    if outcome is Undone.TOO_LATE:
        return _("Đã quá 10 phút nên không hoàn tác được. Muốn sửa giao ước, xin gõ /giaouoc")
    if outcome is Undone.CHANGED_SINCE:
        return _("Giao ước này đã được thay bằng bản mới hơn nên không còn gì để hoàn tác.")
    if outcome is Undone.NOT_YOURS:
        return _("Trợ lý không tìm thấy giao ước này của đồng chí.")
    tell_undone(db, chair.to.federation_id, PLEDGE, int(ask.words[:18]), ask.now)
    if holds is None:
        return _("↩️ Đã hoàn tác. Đơn vị chưa đăng ký giao ước.")
    return _("↩️ Đã hoàn tác. Giao ước trở lại như trước.")

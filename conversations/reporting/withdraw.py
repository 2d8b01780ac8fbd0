"""/rutbaocao: within ten minutes, a report can be taken back with one tap."""

from bot import operations
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import REPORT
from bot.i18n import _
from bot.post.message import Message, Option
from bot.reports import writing
from bot.reports.writing import Withdrawn
from conversations.on_behalf.told import tell_undone


def withdraw_report(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Take back the version named by the button, if it is the chair's own newest, nobody reviewed it, and it is fresh."""
    if not ask.words.isdecimal() or chair.person_id is None:
        return _("Muốn rút lại, xin bấm nút ↩️ dưới tin báo đã nộp.")
    report_id = int(ask.words[:18])
    outcome = writing.withdraw(db, report_id, chair.person_id, ask.now)
    if outcome is not Withdrawn.DONE:
        return _why_not(outcome)
    operations.record(db, chair.to.federation_id, "report.withdraw", ask.now, person_id=chair.person_id, report=report_id)
    tell_undone(db, chair.to.federation_id, REPORT, report_id, ask.now)
    again = Option(_("📝 Nộp báo cáo"), "/baocao", "primary")
    return Message(_("↩️ Đã rút lại báo cáo. Khi sẵn sàng, xin bấm nút này để nộp."), ((again,),))


def _why_not(outcome: Withdrawn) -> str:
    if outcome is Withdrawn.TOO_LATE:
        return _("Đã quá 10 phút nên không rút lại được. Muốn sửa, xin bấm 📝 Nộp báo cáo.")
    if outcome is Withdrawn.REVIEWED:
        return _("Cán bộ đã trả lời báo cáo này nên không rút lại được.")
    if outcome is Withdrawn.CHANGED_SINCE:
        return _("Báo cáo này đã được thay bằng bản mới hơn nên không còn gì để rút.")
    return _("Trợ lý không tìm thấy báo cáo này của đồng chí.")

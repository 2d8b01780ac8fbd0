"""/hoantac: within ten minutes, a registration can be taken back with one tap."""

from bot import launches, situation
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import LAUNCH
from bot.i18n import _, show_day
from bot.launches import Undone
from bot.models import Launch
from bot.post.message import Message, Option
from conversations.on_behalf.told import tell_undone


def undo_launch(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Take back the registration named by the button, if it is the chair's own newest and ten minutes have not passed."""
    if not ask.words.isdecimal() or chair.person_id is None:
        return _("Muốn hoàn tác, xin bấm nút ↩️ dưới tin ghi nhận.")
    outcome, before = launches.undo(db, int(ask.words[:18]), chair.person_id, ask.now)
    if outcome is Undone.TOO_LATE:
        return _("Đã quá 10 phút nên không hoàn tác được. Muốn đổi ngày, xin bấm 📅 Đăng ký phát động.")
    if outcome is Undone.CHANGED_SINCE:
        return _("Đăng ký này đã được thay bằng bản mới hơn nên không còn gì để hoàn tác.")
    if outcome is Undone.NOT_YOURS:
        return _("Trợ lý không tìm thấy đăng ký này của đồng chí.")
    tell_undone(db, chair.to.federation_id, LAUNCH, int(ask.words[:18]), ask.now)
    situation.announce(db, chair.to.federation_id, ask.now)
    if before is None or before.day is None:
        return Message(_("↩️ Đã hoàn tác. Đơn vị chưa có ngày phát động."), _anew(ask, db, chair, int(ask.words[:18])))
    return _("↩️ Đã hoàn tác. Ngày phát động trở lại là {day}.").format(day=show_day(before.day))


def _anew(ask: Ask, db: Transaction, chair: Speaker, launch_id: int) -> tuple[tuple[Option, ...], ...]:
    """The way to another day; none for whoever entered it on a unit's behalf."""
    duty_id = db.session.get_one(Launch, launch_id).duty_id
    if all(each.duty_id != duty_id for each in launches.owed_by(db, chair.person_id or 0, ask.today)):
        return ()
    return ((Option(_("📅 Đăng ký phát động"), f"/dangky {duty_id}", "primary"),),)

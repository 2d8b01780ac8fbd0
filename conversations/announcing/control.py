"""/dungthongbao, /tamdung, /guitiep, /huygui: one tap each, with what came of it."""

from collections.abc import Callable
from datetime import datetime

from bot.announcements import confirming, progress
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Announcement
from bot.post.message import Message, Option
from conversations.announcing.finding import named

Step = Callable[[Transaction, Announcement, int, datetime], bool]


def stop(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Before it starts: nobody gets it. Afterwards the rest can be cancelled."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if not confirming.stop(db, row, speaker.person_id or 0, ask.now):
        return Message(_("Thông báo đã bắt đầu gửi.") + "\n\n" + progress.report(db, row), progress.buttons(row))
    again = Option(_("📝 Soạn lại từ bản này"), f"/soanlai {row.id}")
    return Message(_("✋ Đã dừng. Thông báo chưa gửi cho ai."), ((again,),))


def pause(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """What has not left yet waits."""
    return _step(ask, db, speaker, confirming.pause)


def resume(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """It goes on."""
    return _step(ask, db, speaker, confirming.resume)


def cancel(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """What has not left yet is never sent."""
    return _step(ask, db, speaker, confirming.cancel_rest)


def _step(ask: Ask, db: Transaction, speaker: Speaker, step: Step) -> str | Message:
    """Take the step, if it is still to be taken; in any case say how things stand, and change the progress message too."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if step(db, row, speaker.person_id or 0, ask.now):
        progress.tell(db, row, ask.now)
    return Message(progress.report(db, row), progress.buttons(row))

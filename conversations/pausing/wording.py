"""A pause in words."""

from datetime import date

from bot import pausing
from bot.database.transaction import Transaction
from bot.i18n import _, show_day
from bot.pauses import Pause
from bot.people import Held
from bot.post.message import Option
from bot.rights import RIGHTS, May


def said(pause: Pause) -> str:
    """Such as “⏸ Trợ lý ngừng gửi tin đến hết Thứ Sáu, 13/03/2026 (bão số 5)”."""
    text = _("⏸ Trợ lý ngừng gửi tin đến hết {day} ({reason}).")
    return text.format(day=show_day(pause.last), reason=pause.reason)


def line(db: Transaction, federation_id: int, office: Held, today: date) -> list[tuple[str, Option]]:
    """What /quanly says while a pause is on: a line, and the button that leads there."""
    pause = pausing.standing(db, federation_id, today) if May.CAMPAIGN in RIGHTS[office.role] else None
    return [(said(pause), Option(_("⏸ Ngừng gửi tin"), "/ngunggui"))] if pause else []

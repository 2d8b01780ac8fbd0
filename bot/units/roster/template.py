"""The empty list, as a message: made when it is sent."""

from datetime import datetime

from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import File, Message
from bot.post.outbox import Letter

TEMPLATE = "unit-template"


def render(db: Transaction, letter: Letter, now: datetime) -> Message:  # noqa: ARG001  a template's signature
    """The message that carries the empty list."""
    from bot.sheets import unit_template  # noqa: PLC0415  only whoever sends it waits for xlsxwriter

    text = _("📄 Mẫu danh sách đơn vị. Chỉ cột “Tên đơn vị” là bắt buộc.")
    return Message(text, file=File(unit_template.NAME, unit_template.MEDIA_TYPE, unit_template.build))

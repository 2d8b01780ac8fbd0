"""What an officer hears who wants to send something to chairs before anything is armed."""

from bot.i18n import _
from bot.post.message import Message, Option


def unarmed() -> Message:
    """Nothing was sent, and the button that leads to what is missing."""
    text = _("Chưa kích hoạt nên Trợ lý chưa gửi gì cho chủ tịch được. Xin hoàn thành các bước chuẩn bị trước.")
    return Message(text, ((Option(_("🧭 Các bước chuẩn bị"), "/batdau", "primary"),),))

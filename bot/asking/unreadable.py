"""What is said to a message that is no text and no tap."""

from bot.i18n import _


def cannot_read(kind: str) -> str:
    """The sentence for a voice message, a sticker, a photo or file out of place, an edited message, or anything else."""
    if kind == "voice":
        return _("Trợ lý chưa nghe được tin thoại. Xin gõ chữ hoặc bấm nút.")
    if kind == "sticker":
        return _("Trợ lý chưa hiểu hình dán. Xin gõ chữ hoặc bấm nút.")
    if kind in {"photo", "file"}:
        return _("Trợ lý chưa nhận ảnh và tệp ở bước này. Xin gõ chữ hoặc bấm nút.")
    if kind == "edited":
        return _("Trợ lý không đọc được tin đã sửa. Nếu cần đổi, xin gõ lại thành tin mới.")
    return _("Trợ lý chưa đọc được loại tin này. Xin gõ chữ hoặc bấm nút.")

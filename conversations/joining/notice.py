"""The data notice that everybody agrees to at the door."""

from bot.i18n import _

NOTICE = "2026-2"  # a new text needs a new version


def data_notice(name: str, contact: str) -> str:
    """What Law 91/2025/QH15 and Decree 356/2025/NĐ-CP ask for: who, what for, what, how long, which rights."""
    text = _(
        "🔒 Trước khi bắt đầu, xin đọc giúp:\n"
        "• {name} lưu họ tên, chức vụ, đơn vị của đồng chí và nội dung gửi qua đây.\n"
        "• Chỉ dùng để theo dõi thi đua và nhắc hạn.\n"
        "• Giữ đến 12 tháng sau khi thôi chức vụ. Tin nhắn đi qua ứng dụng chat này, có thể qua máy chủ ở nước ngoài.\n"
        "• Đồng chí có quyền xem, sửa, rút đồng ý hoặc yêu cầu xóa bất cứ lúc nào. Liên hệ: {contact}."
    )
    return text.format(name=name, contact=contact)

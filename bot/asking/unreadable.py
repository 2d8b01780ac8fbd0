"""What is said to a message that is no text and no tap."""

from bot.i18n import _


def cannot_read(kind: str) -> str:
    """The sentence for a voice message, a sticker, a photo or file out of place, a contact, a place, an edited file, what the
    platform keeps back, or anything else."""
    photo = _("Trợ lý chưa nhận ảnh và tệp ở bước này. Xin gõ chữ hoặc bấm nút.")
    sentences = {
        "voice": _("Trợ lý chưa nghe được tin thoại. Xin gõ chữ hoặc bấm nút."),
        "sticker": _("Trợ lý chưa hiểu hình dán. Xin gõ chữ hoặc bấm nút."),
        "photo": photo,
        "file": photo,
        "contact": _("Trợ lý không lưu danh thiếp. Cần báo tên hay số điện thoại, xin gõ bằng chữ."),
        "location": _("Trợ lý không đọc được vị trí. Xin gõ tên nơi đó bằng chữ, ví dụ: hội trường tầng 2."),
        "withheld": _(
            "Nội dung tin vừa rồi không tới được Trợ lý. Tệp, video, vị trí, danh thiếp không gửi qua đây được: "
            "xin gõ chữ hoặc gửi ảnh.\n"
            "Nếu đồng chí vừa gõ chữ mà vẫn thấy câu này thì kênh này đang giữ lại tin của đồng chí. "
            "Đồng chí không làm sai: xin gọi cán bộ công đoàn để được nhập giúp hoặc nhận cách khác."
        ),
        "edited": _("Trợ lý không đọc được tin đã sửa. Nếu cần đổi, xin gõ lại thành tin mới."),
    }
    return sentences.get(kind, _("Trợ lý chưa đọc được loại tin này. Xin gõ chữ hoặc bấm nút."))

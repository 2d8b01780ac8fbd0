"""The settings in words: what each is called, does, and is now."""

from bot.addressing import FORMS
from bot.i18n import _
from bot.models import Federation


def titles() -> dict[str, str]:
    """What each setting is called, in the order in which they are told."""
    return {
        "name": _("🏛 Tên đầy đủ"),
        "short_name": _("🏷 Tên ngắn"),
        "address_form": _("🙋 Cách xưng hô"),
        "contact": _("☎️ Người liên hệ"),
        "weekly_cap": _("🔢 Số tin mỗi tuần"),
        "public_url": _("🌐 Địa chỉ trang web"),
    }


def about(setting: str) -> str:
    """What it does."""
    return {
        "name": _("🏛 Tên đầy đủ đứng đầu các bảng, phiếu và kế hoạch. Tên mới là gì ạ?"),
        "short_name": _("🏷 Tên ngắn dùng trong tin nhắn. Tên ngắn mới là gì ạ?"),
        "address_form": _("🙋 Trợ lý gọi người nhận bằng từ này, trong mọi tin. Gọi thế nào ạ? Ví dụ: {forms}").format(
            forms=", ".join(FORMS)
        ),
        "contact": _("☎️ Đơn vị gặp khó khăn sẽ thấy tên, nơi làm việc và số điện thoại này. Ghi thế nào ạ?"),
        "weekly_cap": _("🔢 Mỗi người nhận nhiều nhất bao nhiêu tin nhắc một tuần ạ? Một tin gom mọi việc của buổi sáng ấy."),
        "public_url": _(
            "🌐 Đường dẫn cá nhân của các đơn vị bắt đầu bằng địa chỉ này. Địa chỉ là gì ạ? Ví dụ: https://thidua.example.vn"
        ),
    }[setting]


def before(own: Federation, setting: str) -> str:
    """What it is now."""
    return _("Hiện nay: {value}").format(value=getattr(own, setting) or nothing_said(setting))


def nothing_said(setting: str) -> str:
    """What holds where nobody said anything."""
    return _("như lúc cài đặt") if setting == "public_url" else _("chưa ghi")


def overview(own: Federation) -> str:
    """Every setting with its value, and what is fixed."""
    lines = [_("🛠 Cài đặt của {name}").format(name=own.short_name)]
    lines += [f"• {title}: {getattr(own, setting) or nothing_said(setting)}" for setting, title in titles().items()]
    lines += [
        _("• ⏰ Giờ nhắc: 7:30 đến 20:00, trừ Chủ nhật, lễ, Tết. Ngày nhắc của từng chiến dịch: /bacnhac"),
        _(
            "• 🗄 Lưu giữ (cố định): bản gốc tin gửi đến xóa sau 72 giờ; tên và liên hệ của một người xóa sau 12 tháng kể từ khi "
            "thôi chức vụ, hoặc ngay khi người đó xin xóa (/dulieu)."
        ),
    ]
    return "\n".join(lines)

"""What stands on the pages besides the messages, in the language that is being spoken."""

from bot.i18n import _, pgettext


def words() -> dict[str, str]:
    """Every text of the pages, by the name the templates call it."""
    return {
        "title": _("Trợ lý thi đua"),
        "skip": _("Đến ô nhắn tin"),
        "log": _("Cuộc trò chuyện"),
        "ours": _("Trợ lý"),
        "mine": _("Đồng chí"),
        "older": _("Xem tin cũ hơn"),
        "newer": _("Về tin mới nhất"),
        "empty": _("Chưa có tin nào. Xin bấm nút dưới để bắt đầu."),
        "menu": _("Việc thường làm"),
        "type": _("Nhắn cho Trợ lý"),
        "send": pgettext("button", "Gửi"),
        "more": _("Gửi tệp, chọn ngày, thiết bị"),
        "file": _("📎 Tệp hoặc ảnh có sẵn, tối đa 20 MB"),
        "photo": _("📷 Chụp ảnh"),
        "send_file": _("Gửi tệp"),
        "date": _("📅 Chọn ngày để trả lời"),
        "send_date": _("Gửi ngày"),
        "devices": _("⚙️ Thiết bị của tôi"),
        "notify": _("🔔 Nhận nhắc trên máy này"),
        "notified": _("🔔 Máy này đã nhận nhắc."),
        "not_notified": _("Máy này không cho nhận nhắc. Xin mở phần cài đặt của trình duyệt để cho phép thông báo."),
        "offline": _("Mất mạng. Tin chưa gửi được giữ lại trên máy và tự gửi khi có mạng."),
        "sending": _("Đang gửi…"),
        "failed": _("Chưa gửi được. Xin thử lại sau ít phút."),
        "too_big": _("Tệp nặng hơn 20 MB nên không gửi được. Xin chọn tệp nhẹ hơn."),
        "busy": _("Đang gửi quá nhanh. Xin đợi một chút rồi thử lại."),
        "again": _("Gửi lại"),
        "start": _("🏠 Bắt đầu"),
        "back": _("◀ Về cuộc trò chuyện"),
    }


def begin() -> dict[str, str]:
    """The page of the first door: for whoever has an invite, or nothing yet."""
    return {
        "hello": _("Kính chào đồng chí!"),
        "about": _(
            "Đây là trang trò chuyện với Trợ lý thi đua của {federation}: đăng ký ngày phát động, báo cáo, nhận nhắc hạn."
        ),
        "begin": _("Bắt đầu trò chuyện"),
        "own": _("Đồng chí đã có đường dẫn riêng thì xin mở đường dẫn đó."),
        "help": _("Cần giúp, xin liên hệ: {contact}."),
    }


def opening() -> dict[str, str]:
    """The pages of a personal link."""
    return {
        "open": _("Mở cuộc trò chuyện"),
        "private": _("Đường dẫn này mở cuộc trò chuyện riêng của một người. Nếu không phải của đồng chí, xin đóng trang."),
        "known": _("Đồng chí đang mở trên máy mới. Vì an toàn, xin nhập mã 6 ký tự."),
        "where": _("Mã vừa được gửi tới nơi đồng chí vẫn trò chuyện với Trợ lý, hoặc xem ở mục ⚙️ Thiết bị của tôi trên máy cũ."),
        "ask": _("Không nhận được mã, xin gọi cán bộ: {contact}."),
        "code": _("Mã 6 ký tự"),
        "enter": _("Vào"),
        "wrong": _("Mã không đúng, đã dùng hoặc hết hạn."),
        "locked": _("Đã thử quá nhiều mã sai. Vì an toàn, xin thử lại sau một giờ."),
        "opened": _("✅ Đã mở trên máy này."),
        "new": _("Từ nay đường dẫn riêng của đồng chí là đường dẫn dưới đây; đường dẫn cũ không dùng được nữa. Xin lưu lại:"),
        "go": _("Vào trò chuyện"),
        "bad": _("Đường dẫn này không đúng, đã dùng hoặc hết hạn."),
        "mend": _("Xin lấy đường dẫn mới ở nơi đồng chí vẫn trò chuyện với Trợ lý, hoặc liên hệ: {contact}."),
    }


def devices() -> dict[str, str]:
    """The page of the devices."""
    return {
        "heading": _("Thiết bị của đồng chí"),
        "list": _("Những máy đang vào được cuộc trò chuyện này:"),
        "here": _("máy này"),
        "seen": _("Dùng lần cuối: {moment}"),
        "unknown": _("Máy không rõ tên"),
        "revoke": _("Chặn máy này"),
        "warning": _("Chặn một máy thì đường dẫn riêng cũng thôi dùng được; máy khác vẫn vào bình thường."),
        "add": _("Mở trên máy khác"),
        "how": _("Trên máy mới, mở đường dẫn rồi nhập mã. Mã dùng một lần, trong {minutes} phút."),
        "make": _("Lấy đường dẫn và mã"),
        "link": _("Đường dẫn"),
        "code": _("Mã 6 ký tự"),
        "leave": _("Thoát khỏi máy này"),
        "stranger": _("Đồng chí chưa kết nối với đơn vị nào nên chưa lấy đường dẫn được."),
    }


def ticket() -> dict[str, str]:
    """The page under which one file is handed in."""
    return {
        "heading": _("Gửi tệp cho Trợ lý"),
        "how": _("Chọn một tệp hoặc ảnh, tối đa 20 MB. Gửi xong, xin quay lại cuộc trò chuyện."),
        "choose": _("Chọn tệp hoặc ảnh"),
        "done": _("✅ Đã nhận tệp {name}. Xin quay lại cuộc trò chuyện để làm tiếp."),
        "bad": _("Đường dẫn gửi tệp này không đúng, đã dùng hoặc hết hạn. Xin quay lại cuộc trò chuyện để lấy đường dẫn mới."),
        "none": _("Chưa chọn tệp. Xin chọn một tệp rồi bấm gửi."),
    }


def problems() -> dict[int, str]:
    """What people read when a request is refused, by the status."""
    return {
        403: _("Trang này đã cũ. Xin tải lại trang rồi thử lại."),
        404: _("Không có trang này."),
        413: _("Tệp nặng hơn 20 MB nên không gửi được. Xin chọn tệp nhẹ hơn."),
        429: _("Đang gửi quá nhanh. Xin đợi một chút rồi thử lại."),
        401: _("Máy này chưa vào cuộc trò chuyện, hoặc đã lâu không dùng. Xin mở lại đường dẫn riêng của đồng chí."),
    }


def about(problem: int) -> str:
    """The text for a status; for those that nobody foresees, an apology."""
    return problems().get(problem, _("Hệ thống đang bận. Xin thử lại sau ít phút."))

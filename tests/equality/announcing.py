"""The walks of announcements: from the first word to the withdrawal."""

from datetime import timedelta

from tests.equality.chairs import YES
from tests.equality.players import Deed, Tap
from tests.equality.walks import Act, Walk
from tests.walks.scene import MAI, OFFICER, SECOND

WRITTEN: tuple[Deed, ...] = (
    "/thongbao",
    "Sáng thứ Sáu họp giao ban.",
    Tap("➡️ Xong"),
    Tap("Tất cả đơn vị"),
    Tap("👍 Có"),
    Tap("📨 Gửi ngay"),
)
CONFIRMED = (*WRITTEN, Tap("📨 Xác nhận gửi"))
A_MINUTE = timedelta(seconds=61)
SENT: tuple[Act | timedelta, ...] = ((OFFICER, CONFIRMED), A_MINUTE)
LOOKED: tuple[Deed, ...] = ("/cacthongbao", Tap("Thông báo 1"))
ENDED = (*SENT, (OFFICER, LOOKED), A_MINUTE)

ANNOUNCING = (
    Walk("thongbao", OFFICER, WRITTEN, "Chưa gửi cho ai"),
    Walk("guithongbao", OFFICER, CONFIRMED, "✅ Đã xác nhận"),
    Walk("cacthongbao", OFFICER, ("/cacthongbao",), "họp giao ban", before=SENT),
    Walk("suathongbao", OFFICER, (*WRITTEN, Tap("✏️ Sửa nội dung"), "Sáng thứ Bảy họp."), "Chưa gửi cho ai"),
    Walk("noinhan", OFFICER, (*WRITTEN, Tap("👥 Đổi nơi nhận"), Tap("Chưa đăng ký phát động")), "Chưa gửi cho ai"),
    Walk("giogui", OFFICER, (*WRITTEN, Tap("🕗 Đổi giờ gửi"), Tap("🕗 Hẹn ngày giờ"), "6/3", "9h30"), "09:30, 06/03"),
    Walk("dungthongbao", OFFICER, (*CONFIRMED, Tap("✋")), "✋ Đã dừng"),
    Walk("soanlai", OFFICER, (*CONFIRMED, Tap("✋"), Tap("📝 Soạn lại")), "Chưa gửi cho ai"),
    Walk("luunhom", OFFICER, (*CONFIRMED, Tap("💾"), "Mọi đơn vị"), "✅ Đã lưu nhóm"),
    Walk("tamdung", OFFICER, (*LOOKED, Tap("⏸ Tạm dừng")), "⏸ Thông báo đang tạm dừng", before=SENT),
    Walk("guitiep", OFFICER, (*LOOKED, Tap("⏸ Tạm dừng"), Tap("▶")), "📢 Thông báo đang được gửi", before=SENT),
    Walk("huygui", OFFICER, (*LOOKED, Tap("✖")), "✖️ Thông báo đã hủy", before=SENT),
    Walk("guilai", OFFICER, (*LOOKED, Tap("🔁")), "Chưa gửi cho ai", before=ENDED),
    Walk("dinhchinh", OFFICER, (*LOOKED, Tap("✏️"), "Sáng thứ Bảy họp.", YES), "✅ Đang đính chính", before=ENDED),
    Walk("thuhoi", OFFICER, (*LOOKED, Tap("🚫"), Tap("⛔")), "🚫 Đang thu hồi", before=ENDED),
    Walk("danam", MAI, (Tap("👍 Đã nắm được"),), "👍 Đã ghi nhận", before=SENT),
    Walk("duyetthongbao", SECOND, (Tap("👀"), Tap("✅")), "✅ Đã xác nhận", before=((OFFICER, CONFIRMED),), many=1),
)

"""Further walks, for the questions that the usual ways through the conversations do not ask."""

from datetime import timedelta
from pathlib import Path

from bot import campaigns
from tests.equality.announcing import CONFIRMED
from tests.equality.chairs import EXTENSION, NOMINATION, PLEDGE, YES
from tests.equality.officers import OPENED, UNTIL_EVENT
from tests.equality.players import Copy, File, Tap
from tests.equality.walks import Walk
from tests.units.sheets_for_tests import workbook
from tests.walks.scene import DUNG, MAI, OFFICER, STRANGER

HEADER = ("Tên đơn vị", "Khối", "Số đoàn viên")
SHEETS = File(
    "hai trang.xlsx", workbook([HEADER, ("Trường Mầm non Vàng Anh", "Trường học", 40)], [HEADER, ("Công ty Gỗ", "", 12)])
)
ALIKE = File("gần giống.xlsx", workbook([HEADER, ("TH Đồi Thông", "Trường học", 56)]))
TEXT = ("/thongbao", "Sáng thứ Sáu họp.")
ENOUGH = (Tap("Không cần"), Tap("📨 Gửi ngay"))
MINE = "Chưa gửi cho ai"
COPIED = ("/mochiendich", Tap("🔁"), Tap("41/KH"), Tap("2026"), Tap("Giữ tên này"), "12/KH", "25/12", YES)
TWO_CAMPAIGNS = ((OFFICER, OPENED),)
PLAN = File("ke-hoach.toml", (Path(campaigns.__file__).parent / "long_bien_2025.toml").read_bytes())
MAIS_UNIT = ("Tiểu học Sông Xanh", Tap("Trường Tiểu học Sông Xanh"))
GRADED = (Tap("Không gửi ảnh"), Tap("Hoàn thành tốt"))
REST = (*GRADED, Tap("📨"))
BACK = ("/duyet", Tap("⏭"), Tap("↩️ Trả lại"), Tap("⬜ Khó khăn"), Tap("➡️"), "Xin ghi thêm", "10/3", YES)
QUICK = ("/baocao", "0; 5; 0; 2; 3; 10; 30", "Chưa làm", *GRADED)
ROOT = ("phường sông xanh", Tap("Công đoàn phường Sông Xanh"))
FREE_UNIT = ("Hoa Mai", Tap("Trường Mầm non Hoa Mai"))

BYWAYS = (
    Walk("thongbao", OFFICER, (*TEXT, Tap("➡️"), Tap("Một khối"), Tap("Trường học"), Tap("Tất cả: "), *ENOUGH), MINE, kind="bloc"),
    Walk("thongbao", OFFICER, (*TEXT, Tap("➡️"), Tap("🔎"), *FREE_UNIT, Tap("➡️ Đủ rồi"), *ENOUGH), MINE, kind="units"),
    Walk(
        "thongbao",
        OFFICER,
        (*TEXT, Tap("➡️"), Tap("💾"), Tap("Mọi đơn vị"), *ENOUGH),
        MINE,
        before=((OFFICER, (*CONFIRMED, Tap("💾"), "Mọi đơn vị")),),
        kind="segment",
    ),
    Walk(
        "thongbao",
        OFFICER,
        (*TEXT, Tap("➡️"), Tap("Tất cả đơn vị"), *ENOUGH, Tap("🌅")),
        MINE,
        before=(timedelta(hours=12),),
        kind="night",
    ),
    Walk(
        "suathongbao",
        OFFICER,
        (*TEXT, "Nhớ mang sổ.", Tap("➡️"), Tap("Tất cả đơn vị"), *ENOUGH, Tap("✏️ Sửa"), Tap("2. Nhớ mang sổ."), "Nhớ mang bút."),
        MINE,
        kind="parts",
    ),
    Walk("mochiendich", OFFICER, UNTIL_EVENT, "✅ Đã mở chiến dịch", kind="event"),
    Walk(
        "mochiendich",
        OFFICER,
        (
            "/mochiendich",
            Tap("📚"),
            Tap("Liên đoàn Lao động quận Long Biên, 2025"),
            Tap("2026"),
            Tap("Giữ tên này"),
            "12/KH",
            "25/12",
            YES,
        ),
        "✅ Đã mở chiến dịch",
        kind="example",
    ),
    Walk(
        "mochiendich",
        OFFICER,
        COPIED,
        "✅ Đã mở chiến dịch",
        kind="copy",
    ),
    Walk("dientap", OFFICER, ("/dientap", Tap("Phong trào thi đua"), Tap("2026")), "🎭", before=TWO_CAMPAIGNS, kind="which"),
    Walk("bacnhac", OFFICER, ("/bacnhac", Tap("Phong trào"), Tap("📢"), YES), "✅ Từ nay", before=TWO_CAMPAIGNS, kind="which"),
    Walk("bang", OFFICER, ("/bang", Tap("Phong trào")), "📊", before=TWO_CAMPAIGNS, kind="which"),
    Walk(
        "bacnhac",
        OFFICER,
        ("/bacnhac", Tap("✏️"), Tap("Báo cáo kết quả"), Tap("➕ Thêm trước"), "5", YES),
        "✅ Đã ghi",
        kind="before",
    ),
    Walk(
        "bacnhac",
        OFFICER,
        ("/bacnhac", Tap("✏️"), Tap("Báo cáo kết quả"), Tap("➕ Thêm sau"), "5", YES),
        "✅ Đã ghi",
        kind="after",
    ),
    Walk("bangiao", MAI, ("/bangiao", Tap("➕"), "Lý Thị Sáu", Tap("Phó Chủ tịch"), YES), "🔑 Mã mời", kind="deputy"),
    Walk("mamoi", OFFICER, ("/mamoi", Tap("🖨"), Tap("Chưa xếp cụm"), Tap("🌐")), "🖨", kind="sheet"),
    Walk(
        "mamoi", OFFICER, ("/mamoi", Tap("👤"), Tap("Cụm trưởng"), Tap("Cụm 1"), "Đỗ Văn Năm", "Ủy viên", YES), "🔑", kind="lead"
    ),
    Walk(
        "dangky",
        DUNG,
        ("/dangky", Tap("Công ty TNHH Bao bì"), "1/3", Tap("Đã phát động"), "8h, sân", "20", YES),
        "✅",
        kind="past",
    ),
    Walk("dangky", MAI, ("/dangky", "8/3", Tap("Vẫn chọn"), "8 giờ", "Sân", Tap("Chưa rõ"), YES), "✅ Đã ghi", kind="sunday"),
    Walk(
        "chonguong",
        OFFICER,
        ("/chonguong", Tap("Chưa chọn"), "Chưa rõ việc", Tap("📢")),
        "📢 Đã công bố",
        before=((MAI, NOMINATION),),
        kind="declined",
    ),
    Walk("decu", DUNG, ("/decu", Tap("Công ty TNHH Bao bì"), *NOMINATION[1:]), "✅ Đã gửi đề cử", kind="which"),
    Walk(
        "chonguong",
        OFFICER,
        ("/chonguong", Tap("Đợt 1"), Tap("🏅 Chọn"), Tap("📢")),
        "📢 Đã công bố",
        before=(
            *TWO_CAMPAIGNS,
            (MAI, ("/decu", "1", *NOMINATION[1:])),
            (DUNG, ("/decu", Tap("Công ty TNHH Cơ khí"), *NOMINATION[1:])),
        ),
        kind="which",
    ),
    Walk(
        "giaouoc",
        MAI,
        (
            "/giaouoc",
            Tap("Đợt 1"),
            Tap("Không chọn"),
            Tap("Phần việc"),
            "Vườn rau",
            Tap("Chưa rõ"),
            Tap("Chưa rõ"),
            Tap("Không gắn"),
            Tap("Có"),
            Tap("Không"),
            Tap("Không có"),
            Tap("Chưa ký"),
            YES,
        ),
        "✅ Đã ghi nhận giao ước",
        before=((OFFICER, COPIED),),
        kind="honours",
    ),
    Walk("dulieu", MAI, ("/dulieu", Tap("✏️ Sửa chức vụ"), "Là phó chủ tịch", Tap("📨")), "✅", kind="wish"),
    Walk(
        "giaouoc",
        DUNG,
        (
            "/giaouoc",
            Tap("Công ty TNHH Cơ khí"),
            Tap("⬜ Lao động tiên tiến"),
            Tap("⬜ Tập thể lao động tiên tiến"),
            Tap("➡️"),
            "90",
            Tap("Giữ số này"),
            "91",
            Tap("Giữ số này"),
            Tap("Không"),
            "Khám sức khỏe",
            Tap("Chưa ký"),
            YES,
        ),
        "✅ Đã ghi nhận giao ước",
        kind="more",
    ),
    Walk(
        "tralai",
        OFFICER,
        ("/duyet", Tap("↩️ Trả lại"), Tap("📋"), Tap("⬜ Sáng kiến"), Tap("➡️"), "Xin kiểm tra lại", "10/3", YES),
        "↩️ Đã trả lại",
        kind="items",
    ),
    Walk("nhapdonvi", OFFICER, ("/nhapdonvi", SHEETS, Tap("Tất cả các trang"), YES), "✅ Đã nhập", kind="sheets"),
    Walk("nhapdonvi", OFFICER, ("/nhapdonvi", ALIKE, Tap("Hai đơn vị"), YES), "✅ Đã nhập", kind="alike"),
    Walk(
        "doidonvi",
        OFFICER,
        (
            "/doidonvi",
            *ROOT,
            Tap("➕"),
            "Trường Mầm non Ban Mai",
            Tap("Trường học"),
            "25",
            "Trần Thị Hoa",
            "0912345678",
            "1/3/2026",
            YES,
        ),
        "✅ Đã ghi nhận",
        kind="open",
    ),
    Walk(
        "doidonvi",
        OFFICER,
        ("/doidonvi", *FREE_UNIT, Tap("✂️"), "Trường Mầm non Một", "11", Tap("Thay bằng"), "Trường Mầm non Hai", "1/3/2026", YES),
        "✅ Đã ghi nhận",
        kind="split",
    ),
    Walk("mochiendich", OFFICER, ("/mochiendich", Tap("📎"), PLAN, YES), "✅ Đã mở chiến dịch", kind="file"),
    Walk(
        "hanviec",
        OFFICER,
        ("/hanviec", Tap("✅ báo cáo kết quả"), Tap("📅"), "10/7", Tap("Không cho muộn"), YES),
        "✅ Đã xác nhận",
        kind="day",
    ),
    Walk(
        "quyetdinh",
        OFFICER,
        ("/quyetdinh", *FREE_UNIT, Tap("Đăng ký giao ước"), Tap("📅"), "20/3", "Chờ họp", YES),
        "✅ Đã ghi nhận",
        kind="longer",
    ),
    Walk(
        "giahan",
        OFFICER,
        ("/giahan", Tap("1. Trường"), Tap("📅"), "18/3", YES),
        "✅ Đã ghi nhận",
        before=((MAI, EXTENSION),),
        kind="other",
    ),
    Walk(
        "giahan",
        OFFICER,
        ("/giahan", Tap("1. Trường"), Tap("✖️"), "Đã quá hạn chung", YES),
        "✅ Đã ghi nhận",
        before=((MAI, EXTENSION),),
        kind="refused",
    ),
    Walk("bangiao", OFFICER, ("/bangiao", *MAIS_UNIT, Tap("⛔"), Tap("⛔ Đúng")), "⛔ Đã thu hồi", kind="revoked"),
    Walk("bangiao", DUNG, ("/bangiao", Tap("2. Lê Văn Dũng"), Tap("🤝"), "Lý Thị Sáu", YES), "🔑 Mã mời", kind="which"),
    Walk(
        "start",
        STRANGER,
        ("xin chào", Copy(r"(?<=Mã mời: )\w{6}"), YES, Tap("Tôi đồng ý"), Tap("🔔 Có"), "Bùi Thị Tám"),
        "Đã kết nối",
        before=((OFFICER, ("/mamoi", Tap("🔑"), *FREE_UNIT)),),
        kind="nameless",
    ),
    Walk("gapcanbo", DUNG, ("/gapcanbo", Tap("Công ty TNHH Bao bì"), "Mẫu ở đâu?", Tap("📨")), "✅ Đã chuyển", kind="which"),
    Walk(
        "decu",
        MAI,
        ("/decu", Tap("↩️ Rút 1."), Tap("↩️ Rút và xóa")),
        "↩️",
        before=((MAI, NOMINATION),),
        kind="back",
    ),
    Walk(
        "giaouoc",
        MAI,
        ("/giaouoc", "Đơn vị có thêm người", Tap("✅ Đúng, ghi nhận")),
        "✅ Đã ghi nhận giao ước",
        before=((MAI, PLEDGE),),
        kind="again",
    ),
    Walk(
        "baocao",
        MAI,
        (*QUICK, Tap("✏️ Sửa: Khó khăn"), "Thiếu phòng họp", Tap("📨")),
        "✅ Đã nộp báo cáo",
        kind="wish",
    ),
    Walk(
        "baocao",
        MAI,
        ("/baocao", "0; 5; 0; 2; 3", "31", Tap("Giữ 31"), "11", Tap("🔄"), "Chưa làm", *REST),
        "✅ Đã nộp báo cáo",
        before=((MAI, (*QUICK, Tap("📨"))), timedelta(days=190)),
        kind="exchanged",
    ),
    Walk(
        "baocao",
        MAI,
        ("/baocao", Tap("📝 Báo cáo Đợt 1"), *GRADED, "Đã làm xong mọi việc", Tap("📨")),
        "✅ Đã nộp báo cáo",
        before=((OFFICER, COPIED),),
        kind="words",
    ),
    Walk(
        "baocao",
        MAI,
        ("/baocao", "Thiếu phòng họp", Tap("📨")),
        "✅ Đã nộp",
        before=((MAI, (*QUICK, Tap("📨"))), (OFFICER, BACK)),
        kind="mended",
    ),
)

"""The walks of officers."""

from tests.equality.chairs import EXTENSION, NOMINATION, ON_TO_MAIS, QUESTION, REPORT, YES
from tests.equality.players import File, Tap
from tests.equality.walks import PAPER, Walk
from tests.units.sheets_for_tests import workbook
from tests.walks.scene import MAI, OFFICER

HEADER = ("Tên đơn vị", "Khối", "Số đoàn viên")
LIST = File("danh sách.xlsx", workbook([HEADER, ("Trường Mầm non Vàng Anh", "Trường học", 40), ("Công ty Gỗ", "Nhà máy", 12)]))
NEW_LIST = ("/nhapdonvi", LIST, YES)
UNIT = ("Hoa Mai", Tap("Trường Mầm non Hoa Mai"))
RETURNED = (Tap("⚠️ Chỉ 1 mục"), Tap("✅"))

UNTIL_EVENT = (
    "/mochiendich", Tap("✍️"), "Chào mừng đại hội", Tap("Chưa có số"), Tap("Chưa ký"), Tap("Không có"), "1", "Từ nay",
    Tap("Chưa biết ngày"), "Đại hội Công đoàn", Tap("Không có"), Tap("Chưa yêu cầu gì"), YES,
)  # fmt: skip

OPENED = (
    "/mochiendich", Tap("✍️"), "Thi đua chào mừng", "12/KH-CĐ", "25/12", "Chủ đề A", "Thành phố", Tap("Không có"),
    "2", "1/1", "30/6", "Lao động giỏi", "1/7", "tháng 12/2026", Tap("Không có"), "Đăng ký phát động, báo cáo", YES,
)  # fmt: skip

TWO_BEGUN = tuple({"30/6": "28/2", "1/7": "1/3"}.get(each, each) if isinstance(each, str) else each for each in OPENED)

OFFICERS = (
    Walk("quanly", OFFICER, ("⚙️ Quản lý",), "⚙️ Quản lý"),
    Walk("thietlap", OFFICER, ("⚙️ Quản lý", Tap("🧰")), "🧰 Thiết lập"),
    Walk("duyet", OFFICER, ("/duyet", Tap("⏭")), "🏫"),
    Walk("duyetxong", OFFICER, ("/duyet", Tap("✅ Duyệt")), "✅ Đã duyệt"),
    Walk("boduyet", OFFICER, ("/duyet", Tap("✅ Duyệt"), Tap("↩️ Hoàn tác")), "↩️ Đã hoàn tác"),
    Walk("tralai", OFFICER, ("/duyet", Tap("↩️ Trả lại"), *RETURNED), "↩️ Đã trả lại"),
    Walk("hoibaocao", OFFICER, ("/duyet", Tap("❓"), "Con số này tính thế nào?"), "❓ Đã ghi câu hỏi"),
    Walk("minhchung", OFFICER, ("/duyet", *ON_TO_MAIS, Tap("📎")), "📎 Trợ lý gửi 1 tệp", before=((MAI, REPORT),)),
    Walk("hanviec", OFFICER, ("/hanviec", Tap("✅ báo cáo kết quả"), Tap("✏️"), "12", Tap("3 ngày"), YES), "✅ Đã xác nhận"),
    Walk(
        "quyetdinh",
        OFFICER,
        ("/quyetdinh", *UNIT, Tap("Đăng ký giao ước"), Tap("🕊"), "Sáp nhập trong tháng", YES),
        "✅ Đã ghi nhận",
    ),
    Walk("giahan", OFFICER, ("/giahan", Tap("1. Trường"), Tap("✅")), "✅ Đã ghi nhận", before=((MAI, EXTENSION),)),
    Walk("chonguong", OFFICER, ("/chonguong", Tap("🏅 Chọn"), Tap("📢")), "📢 Đã công bố", before=((MAI, NOMINATION),)),
    Walk(
        "traloi",
        OFFICER,
        ("/traloi", Tap("1. Trường"), "Mẫu ở trang 2 của kế hoạch", Tap("📨")),
        "✅ Đã gửi câu trả lời",
        before=((MAI, QUESTION),),
    ),
    Walk(
        "yeucau",
        OFFICER,
        ("/yeucau", Tap("1. Nguyễn"), "Đã sửa", Tap("📨")),
        "✅ Đã gửi câu trả lời",
        before=((MAI, ("/dulieu", Tap("✏️ Sửa chức vụ"), "Là phó chủ tịch", Tap("📨"))),),
    ),
    Walk("nhapdonvi", OFFICER, NEW_LIST, "✅ Đã nhập"),
    Walk("doidonvi", OFFICER, ("/doidonvi", *UNIT, Tap("✏️ Đổi tên"), "Trường Mầm non Ban Mai", "hôm nay", YES), "✅ Đã ghi nhận"),
    Walk("mamoi", OFFICER, ("/mamoi", Tap("🔑"), *UNIT), "🔑 Mã mời"),
    Walk("mamoi", OFFICER, ("/mamoi", Tap("👤"), Tap("Người xem"), "Đỗ Văn Năm", "Ủy viên", YES), "🔑 Mã mời", kind="officer"),
    Walk("lich", OFFICER, ("/lich",), "🗓 Lịch 60 ngày tới"),
    Walk("sualich", OFFICER, ("/lich", Tap("➕"), "1/4/2026", Tap("🔕"), "Nghỉ bù", YES), "✅ Đã ghi"),
    Walk(
        "bolich",
        OFFICER,
        ("/bolich", Tap("Thứ Tư"), YES),
        "✅ Đã bỏ",
        before=((OFFICER, ("/sualich", "1/4/2026", Tap("🔕"), "Nghỉ bù", YES)),),
    ),
    Walk("bacnhac", OFFICER, ("/bacnhac", Tap("📢"), YES), "✅ Từ nay chiến dịch nhắc"),
    Walk("bacnhac", OFFICER, ("/bacnhac", Tap("🔢"), "3", YES), "✅ Đã ghi nhận", kind="cap"),
    Walk("dientap", OFFICER, ("/dientap", Tap("2026")), "🎭 Trợ lý đang diễn tập"),
    Walk("chuanop", OFFICER, ("/conthieu", Tap("Đăng ký giao ước")), "18/18 đơn vị còn thiếu"),
    Walk("viecthieu", OFFICER, ("/conthieu", Tap("Đăng ký giao ước"), Tap("1. Ban Quản lý chợ")), "🕘 Chưa liên lạc lần nào"),
    Walk("nhac", OFFICER, ("/conthieu", Tap("Đăng ký giao ước"), Tap("📨 Nhắc cả")), "📨 Đã nhắc 4 đơn vị"),
    Walk("goidien", OFFICER, ("/goidien",), "☎️ Cần gọi"),
    Walk("dagoi", OFFICER, ("/goidien", Tap("☎️ 1."), Tap("📅"), Tap("Đăng ký giao ước"), "6/3"), "✅ Đã ghi"),
    Walk("bang", OFFICER, ("/bang",), "📊"),
    Walk("tiendo", OFFICER, ("/tiendo",), "📈"),
    Walk("baocaochung", OFFICER, ("/baocaochung",), "📃"),
    Walk(
        "baocaochung",
        OFFICER,
        ("/baocaochung", Tap("12/KH"), Tap("Cả chiến dịch")),
        "📃",
        before=((OFFICER, TWO_BEGUN),),
        kind="phases",
    ),
    Walk("hanmuc", OFFICER, ("/hanmuc",), "📮 Hạn mức tin"),
    Walk(
        "duongdan",
        OFFICER,
        ("/duongdan", "Tiểu học Sông Xanh", Tap("Trường Tiểu học Sông Xanh"), Tap("Nguyễn Thị Mai")),
        "🔑 Mã nếu máy hỏi",
    ),
    Walk("filekehoach", OFFICER, ("/kehoach", Tap("📎"), PAPER), "✅ Đã giữ tệp"),
    Walk("taikehoach", MAI, ("/kehoach", Tap("📎")), "📎 Trợ lý gửi tệp", before=((OFFICER, ("/kehoach", Tap("📎"), PAPER)),)),
    Walk("mochiendich", OFFICER, OPENED, "✅ Đã mở chiến dịch"),
    Walk(
        "ghepkhoi", OFFICER, ("/kehoach", Tap("🔗"), Tap("Khối doanh nghiệp")), "✅ Đã ghép khối", before=((OFFICER, NEW_LIST),)
    ),
    Walk(
        "sukien",
        OFFICER,
        ("/sukien", Tap("Đại hội Công đoàn"), "hôm nay", YES),
        "✅ Đợt 1 kết thúc",
        before=((OFFICER, UNTIL_EVENT),),
    ),
)

"""What people type and send, whatever they were asked: dates, numbers, words, nonsense, files."""

from functools import cache

from tests.units.sheets_for_tests import workbook

DATES = (
    "hôm nay",
    "ngày mai",
    "20/3",
    "15/9",
    "31/12",
    "1/10/2026",
    "29/2",
    "31/4",
    "thứ sáu tuần sau",
    "30/4",
    "cuối tháng",
    "1/7/2025",
)
NUMBERS = (
    "0",
    "1",
    "3",
    "12",
    "45",
    "100",
    "1.200",
    "-1",
    "1,5",
    "12; 9; 0; 3; 4; 5; 6; 7",
    "3 triệu",
    "85%",
    "mười hai",
    "9" * 30,
)
CHOICES = ("1", "2", "3", "4", "5", "a", "b", "c", "d", "1, 2", "1 3", "xong", "tất cả")
WORDS = (
    "8 giờ, hội trường", "Thiếu phòng họp", "Khám sức khỏe", "Nguyễn Văn An", "chưa rõ", "không có", "chưa làm", "không",
    "có", "đúng", "dung", "đồng ý", "lùi", "dừng", "tiếp tục", "để sau", "giữ", "Tiểu học Sông Xanh", "Trường Mầm non Hoa Mai",
    "công ty", "May Sông Xanh", "Trường mới mở", "dừng nhận tin", "xin lỗi", "cảm ơn",
)  # fmt: skip
NONSENSE = (
    "", " ", "\n", "🏫" * 60, "x" * 300, "x " * 2500, "ư" * 4000, "a\x00b", "{}", "%s {name} %(n)d", "<b>&amp;", "file:{}", "/",
    "//", "\u202e\u200b", "٣", "²", "\ud83d", "e\u0301" * 300, '[[1,"jpg"]]',
)  # fmt: skip
BEHIND = (
    "",
    "",
    "1",
    "2",
    "3",
    "5",
    "7",
    "12",
    "19",
    "40",
    "sau 2",
    "999999999",
    "9" * 25,
    "x",
    "-1",
    "²",
    "1 launch 1 1",
    "2 x 3",
)
LABELS = (
    "📅 Đăng ký phát động", "📝 Nộp báo cáo", "⏳ Còn thiếu gì?", "📊 Tình hình", "🗓 Kế hoạch", "❓ Hướng dẫn", "☎️ Gặp cán bộ",
    "⚙️ Quản lý", "📝 Submit report",
)  # fmt: skip
POOLS: tuple[tuple[str, ...], ...] = (DATES, NUMBERS, CHOICES, WORDS, NONSENSE, LABELS)
WEIGHTS = (5, 6, 4, 8, 2, 1)
LARGE = 30 << 20  # bytes that a file is announced with


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    """Photos, documents, lists of units, and what is none of these."""
    header = ("Tên đơn vị", "Khối", "Số đoàn viên")
    few = [("Trường Mầm non Vàng Anh", "Trường học", 40), ("TH Sông Xanh", "Trường học", 63), ("Công ty Gỗ", "Nhà máy", "b")]
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return (
        ("ảnh.png", png),
        ("ảnh khác.png", png + b"other"),
        ("quyet dinh.pdf", b"%PDF-1.7 one"),
        ("../../etc/passwd.pdf", b"%PDF-1.7 two"),
        ("ảnh.jpg", b"MZ\x90\x00"),
        ("trong.xlsx", b""),
        ("danh sách.xlsx", workbook([header, *few])),
        ("hai trang.xlsx", workbook([header, few[0]], [header, few[1]])),
        ("khác.xlsx", workbook([["Số", "Tuần"], [1, 2]])),
    )

"""The walks of those who lead a unit."""

from bot.invites import ALPHABET
from tests.equality.players import Copy, OnPaper, Tap
from tests.equality.walks import PHOTO, Walk
from tests.walks.scene import DUNG, MAI, OFFICER, STRANGER

UNDO = Tap("↩️")
YES = Tap("✅")
DAY_OF_LAUNCH = ("/dangky", "20/3", "8 giờ, hội trường", "45", YES)
FIGURES = ("/baocao", "0", "5", Tap("Không có"), "99", Tap("Giữ 99"), "1", "12", Tap("Chưa làm"), "Dạy theo nhóm")
REPORT = (*FIGURES, PHOTO, Tap("✅ Xong (1 tệp)"), Tap("Hoàn thành tốt"), Tap("📨 Gửi báo cáo"))
TITLES = ("/giaouoc", Tap("⬜ Sáng kiến"), Tap("⬜ Lao động tiên tiến"), Tap("➡️ Tiếp tục"), "12", "30")
WORK = (Tap("Công trình"), "Vườn rau sạch", "5 triệu", "30/4", Tap("Có"), Tap("Không"))
PLEDGE = (*TITLES, *WORK, "Khám sức khỏe", Tap("Đã ký"), "3/3", Tap("✅ Đúng, ghi nhận"))
NOMINATION = ("/decu", Tap("👤"), "Trần Văn Bình", "Gương mẫu, tận tụy", YES)
EXTENSION = ("/xingiahan", Tap("2. Đăng ký giao ước"), "20/3", "Chờ họp ban chấp hành", YES)
QUESTION = ("/gapcanbo", "Mẫu báo cáo ở đâu?", Tap("📨"))
PROMISE = ("/hen", Tap("2. Đăng ký giao ước"), "6/3")
ON_TO_MAIS = (Tap("⏭"),)
RECEIPT = Copy(rf"(?<=nhận: )[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")

CHAIRS = (
    Walk("start", MAI, ("/start",), "Kính chào đồng chí"),
    Walk(
        "start",
        STRANGER,
        ("xin chào", OnPaper(), Tap("✅ Đúng, là tôi"), Tap("Tôi đồng ý"), Tap("🔔 Có")),
        "Đã kết nối",
        kind="join",
    ),
    Walk("dangky", MAI, DAY_OF_LAUNCH, "✅ Đã ghi nhận"),
    Walk("hoantac", MAI, (*DAY_OF_LAUNCH, UNDO), "↩️ Đã hoàn tác"),
    Walk("tinhhinh", MAI, ("📊 Tình hình",), "chưa đăng ký ngày phát động"),
    Walk("kehoach", MAI, ("/kehoach",), "Phong trào thi đua năm 2026"),
    Walk("ngonngu", MAI, ("/ngonngu", Tap("English")), "speaks English"),
    Walk("trogiup", MAI, ("/trogiup",), "❓"),
    Walk("lac", MAI, ("thời tiết hôm nay",), "Đồng chí cần việc gì"),
    Walk("conthieu", MAI, ("⏳ Còn thiếu gì?",), "⏳ Còn 6 việc"),
    Walk("baocao", MAI, REPORT, "✅ Đã nộp báo cáo"),
    Walk("rutbaocao", MAI, (*REPORT, UNDO), "↩️ Đã rút lại báo cáo"),
    Walk("bienlai", MAI, (*REPORT, "/bienlai", RECEIPT), "🧾"),
    Walk("giaouoc", MAI, PLEDGE, "✅ Đã ghi nhận giao ước"),
    Walk("bogiaouoc", MAI, (*PLEDGE, UNDO), "↩️ Đã hoàn tác"),
    Walk("xingiahan", MAI, EXTENSION, "✅ Đã gửi đề nghị gia hạn"),
    Walk("gapcanbo", MAI, QUESTION, "✅ Đã chuyển câu hỏi"),
    Walk("decu", MAI, NOMINATION, "✅ Đã gửi đề cử"),
    Walk("dulieu", MAI, ("/dulieu", Tap("✏️ Sửa họ tên"), "Nguyễn Thị Mai Hoa", YES), "✅ Đã sửa"),
    Walk("dulieu", MAI, ("/dulieu", Tap("🗑 Rút"), Tap("🗑 Xóa"), Tap("🗑 Xóa hẳn")), "🗑 Đã xóa", kind="erase"),
    Walk("dungnhan", MAI, ("dừng nhắc",), "🔕 Đã dừng"),
    Walk("nhannhac", MAI, ("/dungnhan", Tap("🔔 Nhận nhắc lại")), "🔔 Đã bật"),
    Walk("nhacviec", MAI, ("/nhacviec", Tap("⏰ 11:30")), "11:30"),
    Walk("hen", MAI, PROMISE, "🤝 Trợ lý ghi"),
    Walk("hen", MAI, ("thứ sáu tôi nộp giao ước",), "🤝 Trợ lý ghi", kind="words"),
    Walk("bohen", MAI, (*PROMISE, UNDO), "↩️ Đã bỏ lời hẹn"),
    Walk("nhaclai", MAI, ("/nhaclai", Tap("📅"), "7/3"), "⏰ Trợ lý tạm dừng nhắc"),
    Walk("bangiao", MAI, ("/bangiao", Tap("🤝"), "Lý Thị Sáu", Tap("✅ Đúng, gửi mã bàn giao")), "🔑 Mã mời"),
    Walk("doivai", DUNG, ("/doivai", Tap("Công ty TNHH Bao bì")), "Từ nay Trợ lý hỏi và trả lời cho"),
    Walk("trinhduyet", MAI, ("/trinhduyet",), "🌐 Trợ lý đang gửi đường dẫn riêng"),
    Walk("thietbi", MAI, ("/thietbi", Tap("Giữ nguyên")), "Không có gì thay đổi"),
    Walk("kenhkhac", MAI, ("/kenhkhac", Tap("Giữ nguyên")), "Không có gì thay đổi"),
    Walk("thudientu", MAI, ("/thudientu", "mai@example.org"), "✅ Đã ghi mai@example.org"),
    Walk(
        "traloibaocao",
        MAI,
        (Tap("💬"), "Đã kiểm tra, đúng 12"),
        "đã chuyển câu trả lời",
        before=((MAI, REPORT), (OFFICER, ("/duyet", *ON_TO_MAIS, Tap("❓"), "Có đúng 12 không?"))),
    ),
)

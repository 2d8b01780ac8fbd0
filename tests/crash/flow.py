"""What two people do: an officer joins and watches, a chair joins, registers a launch, takes it back, registers it again, makes a
pledge, sends a report with a file, which the officer returns, sends it once more, hears that it was approved, and is reminded of
the launch. Then the everyday: the chair says that the launch was held; the officer registers another unit's launch from a paper,
says otherwise of the first one, to which its chair objects, arms a second campaign, stops all sending, and ends that early.

They only react to what the bot said last. Whoever gets no answer waits; nobody writes anything twice.
"""

from datetime import UTC, date, datetime, timedelta

from bot.clock import instant
from tests.crash.acting import Step, presses, says, sends, starts, taps, waits

BEGINS = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)  # Wednesday, 14:00 in Viet Nam: a tick owes the officer no morning line any more
TOLD = BEGINS + timedelta(minutes=12)  # when an approval can no longer be taken back
REMINDED = instant(date(2026, 3, 7), 7, 30)  # three days before the launch; soon enough that all raw updates are still kept
LAUNCHED = instant(date(2026, 3, 10), 16)
MEANWHILE = instant(date(2026, 3, 13), 16)
LIFTED = instant(date(2026, 3, 14), 7, 30)
EVE = LIFTED - timedelta(seconds=15)  # a tick comes every 20 s, and the last one before the hour looks ahead
OFFICER, CHAIR = 1, 2
NAMES = {OFFICER: "Hà", CHAIR: "Mai"}


def _joins(who: int) -> tuple[Step, ...]:
    return (
        Step(who, starts, "Đồng chí có phải là"),
        Step(who, taps("✅ Đúng, là tôi"), "🔒"),
        Step(who, taps("Tôi đồng ý"), "🔔"),
        Step(who, taps("🔔 Có, nhắc giúp tôi"), "Đã kết nối"),
    )


REGISTER, DAY, PLACE, PEOPLE, CARD, RECEIPT = (
    presses("📅 Đăng ký phát động"),
    "vào ngày nào",
    "Tổ chức lúc mấy giờ",
    "bao nhiêu người",
    "Xin kiểm tra",
    "Đã ghi nhận",
)
LAUNCH = (
    *_joins(OFFICER),
    *_joins(CHAIR),
    Step(CHAIR, waits, "⏰ Hôm nay là hạn", at=BEGINS),  # by a tick, as a restart brings one
    Step(CHAIR, REGISTER, DAY),
    Step(CHAIR, taps("Thứ Tư, 18/03"), PLACE),
    Step(CHAIR, says("8 giờ, hội trường"), PEOPLE),
    Step(CHAIR, says("lùi"), PLACE),
    Step(CHAIR, says("14 giờ, sân trường"), PEOPLE),
    Step(CHAIR, taps("Chưa rõ"), CARD),
    Step(CHAIR, taps("✏️ Sửa: Số người dự"), PEOPLE),
    Step(CHAIR, says("45"), CARD),
    Step(CHAIR, taps("✅ Đúng, ghi nhận"), RECEIPT, officer_sees="7/18"),
    Step(CHAIR, taps("↩️ Hoàn tác (trong 10 phút)"), "Đã hoàn tác"),
    Step(CHAIR, REGISTER, DAY),
    Step(CHAIR, says("10/3"), PLACE),
    Step(CHAIR, says("9 giờ, thư viện"), PEOPLE),
    Step(CHAIR, says("60 người"), CARD),
    Step(CHAIR, taps("✅ Đúng, ghi nhận"), RECEIPT),
)
IDEAS = "Sáng kiến, cải tiến"
CHOSEN = "➡️ Tiếp tục (1 mục)"  # the question is the same as before; it may come again after a crash, without this button
PLEDGE = (
    Step(CHAIR, says("/giaouoc"), "những nội dung nào"),
    Step(CHAIR, taps(f"⬜ {IDEAS}"), CHOSEN),
    Step(CHAIR, taps(CHOSEN), "bao nhiêu sáng kiến"),
    Step(CHAIR, says("12"), "công trình"),
    Step(CHAIR, taps("Không"), "chăm lo thêm"),
    Step(CHAIR, says("Khám sức khỏe"), "Giao ước đã ký"),
    Step(CHAIR, taps("Chưa ký"), CARD),
    Step(CHAIR, taps("✅ Đúng, ghi nhận"), RECEIPT),
)
REPORT = (
    Step(CHAIR, presses("📝 Nộp báo cáo"), "Câu 1/10"),
    Step(CHAIR, says("0; 5; 0; 2; 3; 1; 12"), "Câu 8/10"),
    Step(CHAIR, taps("Chưa làm"), "Câu 9/10"),
    Step(CHAIR, sends("ảnh.pdf", b"%PDF-1.4 one", "application/pdf"), "Đã nhận 1 tệp"),
    Step(CHAIR, taps("✅ Xong (1 tệp)"), "Câu 10/10"),
    Step(CHAIR, taps("Hoàn thành tốt"), CARD),
    Step(CHAIR, taps("📨 Gửi báo cáo"), "Đã nộp báo cáo"),
)
REVIEW = (
    Step(OFFICER, says("/duyet"), "1 tệp minh chứng"),
    Step(OFFICER, taps("↩️ Trả lại"), "Mục nào"),
    Step(OFFICER, taps(f"⬜ {IDEAS}"), CHOSEN),
    Step(OFFICER, taps(CHOSEN), "vì sao"),
    Step(OFFICER, taps("Xin kiểm tra lại con số."), "trước hết ngày nào"),
    Step(OFFICER, says("12/3"), CARD),
    Step(OFFICER, taps("✅ Gửi cho đơn vị"), "Đã trả lại", chair_hears="đề nghị đơn vị bổ sung"),
    Step(CHAIR, taps("✏️ Bổ sung ngay"), "Câu 7/10", at=BEGINS),  # a tick: the report is owed again
    Step(CHAIR, says("21"), "hai chữ số"),
    Step(CHAIR, taps("Giữ 21"), CARD),
    Step(CHAIR, taps("📨 Gửi báo cáo"), "Đã nộp"),
    Step(OFFICER, says("/duyet"), "21"),
    Step(OFFICER, taps("✅ Duyệt"), "Đã duyệt"),
    Step(CHAIR, waits, "đã được duyệt", at=TOLD),
    Step(CHAIR, waits, "⏰", at=REMINDED),
)
PHOTO = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
HELD = (
    Step(CHAIR, waits, "🚩 Báo đã phát động", at=LAUNCHED),
    Step(CHAIR, taps("🚩 Báo đã phát động"), "diễn ra thế nào"),
    Step(CHAIR, taps("✅ Đã tổ chức Thứ Ba, 10/03"), "bao nhiêu người"),
    Step(CHAIR, says("52"), "phát biểu"),
    Step(CHAIR, says("đồng chí Mai, Chủ tịch"), "một ảnh"),
    Step(CHAIR, sends("ảnh.png", PHOTO, "image/png"), CARD),
    Step(CHAIR, taps("✅ Đúng, ghi nhận"), RECEIPT),
)
ABSENT, PRESENT = "Công ty TNHH Cơ khí Minh Tâm", "Trường Tiểu học Sông Xanh"
ON_BEHALF = (
    Step(OFFICER, says("/nhapho Cơ khí Minh Tâm"), "chọn đơn vị nào"),
    Step(OFFICER, taps(ABSENT), "nhập việc nào"),
    Step(OFFICER, taps("Đăng ký ngày phát động, Đợt 1"), "ảnh chụp bản giấy"),
    Step(OFFICER, sends("giấy.png", PHOTO, "image/png"), DAY),
    Step(OFFICER, says("18/3"), PLACE),
    Step(OFFICER, says("8 giờ, hội trường"), PEOPLE),
    Step(OFFICER, says("45"), CARD),
    Step(OFFICER, taps("✅ Đúng, ghi nhận"), RECEIPT, officer_sees="Đăng ký phát động, Thứ Ba, 10/03"),
    Step(OFFICER, says("/nhapho Tiểu học Sông Xanh"), "chọn đơn vị nào"),
    Step(OFFICER, taps(PRESENT), "nhập việc nào"),
    Step(OFFICER, taps("✏️ Báo đã tổ chức phát động, Đợt 1 (sửa)"), "ảnh chụp bản giấy"),
    Step(OFFICER, taps("☎️ Theo điện thoại"), "Muốn sửa"),
    Step(OFFICER, taps("✅ Đã tổ chức Thứ Ba, 10/03"), "bao nhiêu người"),
    Step(OFFICER, says("25"), "phát biểu"),
    Step(OFFICER, taps("Bỏ qua"), "một ảnh"),
    Step(OFFICER, taps("Không có ảnh"), CARD),
    Step(OFFICER, taps("✅ Đúng, ghi nhận"), RECEIPT, chair_hears="❌ Không đúng"),
    Step(CHAIR, taps("❌ Không đúng"), "không còn tính", officer_sees="nhập hộ không đúng"),
)
ARM = (
    Step(OFFICER, says("/kichhoat"), "Kích hoạt bây giờ"),
    Step(OFFICER, taps("🚀 Đúng, kích hoạt"), "Đã kích hoạt"),
    Step(OFFICER, says("/kichhoat"), "đã được kích hoạt", chair_hears="báo cáo quý", at=LAUNCHED),  # a tick
)
PAUSE = (
    Step(OFFICER, says("/ngunggui"), "đến hết ngày nào"),
    Step(OFFICER, says("16/3"), "Vì sao"),
    Step(OFFICER, taps("bão, mưa lũ"), CARD),
    Step(OFFICER, taps("✅ Đúng, ngừng gửi"), "Đã ngừng gửi"),
    Step(OFFICER, says("/bongunggui"), "từ lúc nào", at=MEANWHILE),
    Step(OFFICER, taps("🌅 Từ sáng mai"), "gửi tin trở lại"),
    Step(OFFICER, says("/nhatky"), "kích hoạt", at=MEANWHILE),  # a tick
    Step(OFFICER, says("/tinhhinh"), "Đợt 1", at=EVE),
    Step(CHAIR, waits, "ngừng nhắc", at=LIFTED),
)
EVERYDAY = (*HELD, *ON_BEHALF, *ARM, *PAUSE)
STEPS = (*LAUNCH, *PLEDGE, *REPORT, *REVIEW, *EVERYDAY)
BEFORE = len(STEPS) - len(EVERYDAY)  # steps before the everyday begins

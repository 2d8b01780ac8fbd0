"""The walks of a launch that was held, put off or cancelled, and of the quarterly note."""

from datetime import timedelta

from tests.equality.chairs import DAY_OF_LAUNCH, YES
from tests.equality.players import Tap
from tests.equality.walks import PHOTO, Walk
from tests.walks.scene import DUNG, MAI

REGISTERED = ((MAI, DAY_OF_LAUNCH),)  # for 20 March
TOLD = ("/datochuc", Tap("✅ Đã tổ chức Thứ Sáu"), "48", "Đồng chí Lan, Chủ tịch", PHOTO, YES)
NOTE = ("/ghichuquy", "Tặng quà 40 đoàn viên", "Thi nấu ăn", Tap("✅ Xong"), Tap("📨"))
OVER = timedelta(days=16, hours=6)

LAUNCHES = (
    Walk("datochuc", MAI, TOLD, "48/62 đoàn viên dự, đạt 77%", before=(*REGISTERED, OVER)),
    Walk(
        "datochuc",
        DUNG,
        (
            "/datochuc",
            Tap("Công ty TNHH Bao bì"),
            Tap("✅ Đã tổ chức"),
            "2/3",
            "400",
            Tap("Đúng, có cả"),
            Tap("Bỏ qua"),
            Tap("Không có ảnh"),
            YES,
        ),
        "400 người dự, có cả khách mời",
        kind="guests",
    ),
    Walk("datochuc", MAI, ("/datochuc", Tap("📅 Hoãn"), "13/3", "Mưa bão", YES), "hoãn sang", before=REGISTERED, kind="put-off"),
    Walk("datochuc", MAI, ("/datochuc", Tap("✖️"), "Sáp nhập đơn vị", YES), "không tổ chức", kind="cancelled"),
    Walk("ghichuquy", MAI, NOTE, "✅ Đã nhận báo cáo quý"),
    Walk("ghichuquy", DUNG, ("/ghichuquy", Tap("Báo cáo quý 1/2026 · Công ty TNHH Bao"), *NOTE[1:]), "✅ Đã nhận", kind="which"),
    Walk("ghichuquy", MAI, ("/ghichuquy", "một\nhai\nba", Tap("📨")), "✅ Đã nhận báo cáo quý", kind="at-once"),
)

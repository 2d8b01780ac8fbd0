"""The walks through what holds for a whole federation: pauses, closed campaigns, settings, and its figures."""

from tests.equality.byways import TWO_CAMPAIGNS
from tests.equality.chairs import YES
from tests.equality.players import Tap
from tests.equality.walks import Walk
from tests.walks.scene import OFFICER

PAUSED = ("/ngunggui", "13/3", "bão số 5", YES)
CLOSED = ("/dongchiendich", "đóng")

RULING = (
    Walk("ngunggui", OFFICER, PAUSED, "⏸ Đã ngừng gửi tin"),
    Walk(
        "ngunggui",
        OFFICER,
        ("/ngunggui", Tap("✏️ Đổi ngày"), "16/3", "bão chưa tan", YES),
        "⏸ Đã ngừng gửi tin",
        before=((OFFICER, PAUSED),),
        kind="longer",
    ),
    Walk("bongunggui", OFFICER, ("/bongunggui", Tap("🌅")), "▶️ Trợ lý gửi tin trở lại", before=((OFFICER, PAUSED),)),
    Walk("dongchiendich", OFFICER, CLOSED, "📕 Đã đóng"),
    Walk(
        "dongchiendich", OFFICER, ("/dongchiendich", Tap("Phong trào"), "đóng"), "📕 Đã đóng", before=TWO_CAMPAIGNS, kind="which"
    ),
    Walk(
        "molaichiendich",
        OFFICER,
        ("/molaichiendich", "Liên đoàn yêu cầu", YES),
        "📖 Đã mở lại",
        before=((OFFICER, CLOSED),),
    ),
    Walk("caidat", OFFICER, ("/caidat", Tap("🙋"), "quý vị", YES), "✅ Đã ghi nhận"),
    Walk("caidat", OFFICER, ("/caidat", Tap("🏷"), "CĐ Sông Xanh", YES), "✅ Đã ghi nhận", kind="name"),
    Walk("caidat", OFFICER, ("/caidat", Tap("🔢"), "3", YES), "✅ Đã ghi nhận", kind="cap"),
    Walk("caidat", OFFICER, ("/caidat", Tap("🌐"), "https://thidua.example.vn", YES), "✅ Đã ghi nhận", kind="address"),
    Walk("tonghop", OFFICER, ("/tonghop",), "📊"),
    Walk("tonghop", OFFICER, ("/tonghop", Tap("🗓 Ngày khác"), "2/3"), "tính đến hết ngày 02/03/2026", kind="day"),
)

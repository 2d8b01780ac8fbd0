"""The walks of officers among themselves: what one has in hand, absence, and the log."""

from tests.equality.chairs import QUESTION, YES
from tests.equality.players import Tap
from tests.equality.walks import Walk
from tests.walks.scene import MAI, OFFICER, SECOND

AWAY = ("/vangmat", "6/3", "10/3", Tap("🔎 Người khác"), "mai", Tap("Nguyễn Thị Mai"), YES)

COLLEAGUES = (
    Walk("vangmat", OFFICER, AWAY, "✅ Đã ghi nhận"),
    Walk("vangmat", OFFICER, ("/vangmat", Tap("🔙 Tôi đã")), "✅ Chào mừng", before=((OFFICER, AWAY),), kind="back"),
    Walk("nhatky", OFFICER, ("/nhatky", Tap("🔎"), "Hoa Mai", Tap("🏫")), "📒"),
    Walk(
        "traloi",
        OFFICER,
        ("/traloi", Tap("1. Trường"), Tap("👋"), "Mẫu ở trang 2 của kế hoạch", Tap("📨")),
        "✅ Đã gửi câu trả lời",
        before=((MAI, QUESTION), (SECOND, ("/traloi", Tap("1. Trường")))),
        kind="over",
    ),
)

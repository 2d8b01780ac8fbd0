"""The walks of entry on behalf: an officer enters, a second one meanwhile, and the chair objects."""

from datetime import timedelta

from tests.equality.chairs import YES
from tests.equality.players import Deed, Tap
from tests.equality.walks import PHOTO, Act, Walk
from tests.walks.scene import MAI, OFFICER, SECOND

UNIT: tuple[Deed, ...] = ("/nhapho", "Tiểu học Sông Xanh", Tap("Trường Tiểu học Sông Xanh"), Tap("Đăng ký ngày phát động"))
NOTE: tuple[Deed, ...] = (*UNIT[:-1], Tap("Báo cáo quý 1/2026"), Tap("☎️ Theo điện thoại"))
WRITTEN: tuple[Deed, ...] = ("Trồng 40 cây xanh", Tap("✅ Xong"), Tap("📨"))
BY_PHONE = (*UNIT, Tap("☎️ Theo điện thoại"), "20/3", "8 giờ, hội trường")
ENTERED: tuple[Deed, ...] = (*BY_PHONE, "45", YES)
FROM_PAPER = (*UNIT, PHOTO, "20/3", "8 giờ, hội trường", "45", YES)
TOLD: tuple[Act | timedelta, ...] = ((OFFICER, ENTERED), timedelta(seconds=61))

BEHALF = (
    Walk("nhapho", OFFICER, ENTERED, "👤 Nhập hộ: Trần Thu Hà, theo điện thoại"),
    Walk("nhapho", OFFICER, FROM_PAPER, "👤 Nhập hộ: Trần Thu Hà, theo bản giấy", kind="paper"),
    Walk(
        "nhapho",
        OFFICER,
        ("/tieptuc", Tap("✍️ Vẫn nhập tiếp"), Tap("📨")),  # what was sent meanwhile lies before the officer
        "👤 Nhập hộ: Trần Thu Hà, theo điện thoại",
        kind="second",
        before=((OFFICER, NOTE), (SECOND, (*NOTE, *WRITTEN))),
    ),
    Walk("khongdung", MAI, (Tap("❌ Không đúng"),), "↩️ Đã ghi", before=TOLD),
)

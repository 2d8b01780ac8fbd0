"""The walks after a pledge: what became of its works, and what the unit has given."""

from tests.equality.chairs import DAY_OF_LAUNCH, PLEDGE, YES
from tests.equality.players import Tap
from tests.equality.walks import PHOTO, Walk
from tests.walks.scene import MAI

PLEDGED = ((MAI, PLEDGE),)
FINISHED = ("/congtrinh", Tap("✅ Đã xong"), "3/3", "6 triệu", PHOTO, YES)

WORKING = (
    Walk("congtrinh", MAI, FINISHED, "✅ Đã ghi: “Vườn rau sạch” xong", before=PLEDGED),
    Walk("congtrinh", MAI, ("/congtrinh", Tap("⏰ Xong muộn hơn"), "30/6", YES), "✅ Đã ghi", before=PLEDGED, kind="later"),
    Walk("congtrinh", MAI, ("/congtrinh", Tap("✖️ Không làm"), "hết tiền", YES), "✅ Đã ghi", before=PLEDGED, kind="dropped"),
    Walk(
        "congtrinh", MAI, ("/congtrinh", Tap("🏗 Vẫn đang làm")), "✅ Đã ghi", before=((MAI, (*PLEDGE, *FINISHED)),), kind="open"
    ),
    Walk("lichsu", MAI, (*DAY_OF_LAUNCH, "/lichsu", Tap("🖨 1.")), "🖨 Trợ lý gửi bản in"),
)

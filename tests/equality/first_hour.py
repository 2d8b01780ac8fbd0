"""The walks of the first hour: the steps, arming, a message to try, leaving the demo."""

from tests.equality.byways import COPIED
from tests.equality.chairs import YES
from tests.equality.officers import OPENED
from tests.equality.players import Tap
from tests.equality.walks import Walk
from tests.walks.scene import OFFICER

ALL_DATES = ("/hanviec", Tap("☑️"), YES)
ONE_WAITS = ((OFFICER, COPIED), (OFFICER, ALL_DATES))
SURE = Tap("🚀 Đúng")

FIRST_HOUR = (
    Walk("batdau", OFFICER, ("/batdau",), "🧭 Các bước chuẩn bị: xong"),
    Walk(
        "batdau",
        OFFICER,
        ("/batdau ten", "Công đoàn phường Sông Đào", "CĐ Sông Đào", "cô Hà, 024 3000 0001", YES),
        "✅ 1. CĐ Sông Đào",
        kind="names",
    ),
    Walk("hanviec", OFFICER, ALL_DATES, "✅ Đã xác nhận 3 hạn", before=((OFFICER, COPIED),), kind="all"),
    Walk("kichhoat", OFFICER, ("/kichhoat", SURE), "🚀 Đã kích hoạt lúc", before=ONE_WAITS),
    Walk(
        "kichhoat",
        OFFICER,
        ("/kichhoat", Tap("12/KH-CĐ"), SURE),
        "🚀 Đã kích hoạt lúc",
        before=((OFFICER, COPIED), (OFFICER, OPENED), (OFFICER, ALL_DATES)),
        kind="which",
    ),
    Walk("guithu", OFFICER, ("/guithu", Tap("🙋")), "🧪 Tin thử"),
    Walk(
        "guithu",
        OFFICER,
        ("/guithu", Tap("👤"), "Tiểu học Sông Xanh", Tap("Trường Tiểu học Sông Xanh")),
        "🧪 Đang gửi tin thử",
        kind="chair",
    ),
    Walk("roidemo", OFFICER, ("/roidemo", "XÓA DỮ LIỆU MẪU"), "🗑 Trợ lý đang xóa"),
)

"""The walks to a unit's card, and to the units that cannot be written to."""

from tests.equality.players import Tap
from tests.equality.walks import Walk
from tests.walks.scene import OFFICER

CARDS = (
    Walk("thedonvi", OFFICER, ("/thedonvi", "Hoa Mai"), "🏫 Trường Mầm non Hoa Mai"),
    Walk("thedonvi", OFFICER, ("/thedonvi Sông Xanh", Tap("2. Bệnh viện")), "🏫 Bệnh viện Đa khoa", kind="chosen"),
    Walk("chuavao", OFFICER, ("/chuavao", Tap("🔑 Mã mới cho")), "🔑"),
    Walk("chuavao", OFFICER, ("/chuavao", Tap("🖨 Phiếu in cho")), "🖨", kind="sheet"),
)

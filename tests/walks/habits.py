"""What people are likely to do, so that walks get somewhere."""

import re
from datetime import timedelta

from tests.walks import answers
from tests.walks.scene import OFFICER, SECOND

KEPT = 40  # old buttons that somebody may still press
GOES_ON = 0.93  # the same person acts again
COMMANDS = {
    OFFICER: (
        "duyet",
        "conthieu",
        "quanly",
        "quyetdinh",
        "giahan",
        "tinhhinh",
        "chonguong",
        "traloi",
        "doidonvi",
        "mamoi",
        "nhapdonvi",
        "mochiendich",
        "sukien",
        "doidonvi",
        "yeucau",
        "sualich",
        "bangiao",
        "filekehoach",
        "thongbao",
        "thongbao",
        "cacthongbao",
        "chuanop",
        "goidien",
        "bacnhac",
        "bang",
        "tiendo",
    ),
    SECOND: ("duyet", "duyet", "conthieu", "quyetdinh", "giahan", "duyetthongbao", "chuanop"),
}
OF_CHAIRS = (
    "baocao",
    "baocao",
    "baocao",
    "giaouoc",
    "giaouoc",
    "dangky",
    "dangky",
    "conthieu",
    "xingiahan",
    "decu",
    "gapcanbo",
    "dulieu",
    "nhaclai",
    "hen",
    "nhacviec",
    "trinhduyet",
)
UNDONE = ("⏸", "◀")  # begin buttons that lead away from where a walk was going
ONWARD = ("✅", "📨", "🔁", "➡️", "Như", "Không", "Chưa", "↩️ Trả", "⚠️", "📝", "🤝", "Giữ")  # begin buttons that lead further
CODES = re.compile(r"\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b|(?<=Mã mời: )\w{6}")  # of receipts and of invites
HINTS = (("ngày", answers.DATES), ("con số", answers.NUMBERS), ("bao nhiêu", answers.NUMBERS), ("Số ", answers.NUMBERS))
WAITS = (
    timedelta(minutes=4),
    timedelta(minutes=11),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=24),
)

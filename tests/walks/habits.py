"""What people are likely to do, so that walks get somewhere."""

import re
from datetime import timedelta

from tests.walks import answers
from tests.walks.scene import OFFICER, SECOND

KEPT = 40  # old buttons that somebody may still press
RECENT = 6  # messages that somebody may still change
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
        "thedonvi",
        "chuavao",
        "nhapho",
        "nhapho",
        "goidien",
        "bacnhac",
        "bang",
        "tiendo",
        "batdau",
        "kichhoat",
        "kichhoat",
        "kichhoat",
        "guithu",
        "vangmat",
        "nhatky",
        "tonghop",
        "caidat",
        "ngunggui",
        "ngunggui",
        "bongunggui",
        "bongunggui",
        "dongchiendich",
        "dongchiendich",
        "molaichiendich",
        "molaichiendich",
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
    "datochuc",
    "datochuc",
    "ghichuquy",
    "conthieu",
    "xingiahan",
    "decu",
    "gapcanbo",
    "dulieu",
    "nhaclai",
    "hen",
    "nhacviec",
    "congtrinh",
    "congtrinh",
    "lichsu",
    "trinhduyet",
)
UNDONE = ("⏸", "◀")  # begin buttons that lead away from where a walk was going
ONWARD = (  # begin buttons that lead further
    *("✅", "📨", "🔁", "➡️", "Như", "Không", "Chưa", "↩️ Trả", "⚠️", "📝", "🤝", "Giữ"),
    *("🚀", "🔒", "🔓", "🏗", "▶️", "❌", "✍️", "🧭"),
)
CODES = re.compile(r"\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b|(?<=Mã mời: )\w{6}")  # of receipts and of invites
HINTS = (
    *(("ngày", answers.DATES), ("con số", answers.NUMBERS), ("bao nhiêu", answers.NUMBERS), ("Số ", answers.NUMBERS)),
    ("xin gõ: đóng", ("đóng",)),  # so that no slip of the finger closes a campaign
)
WAITS = (
    timedelta(minutes=4),
    timedelta(minutes=11),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=24),
)

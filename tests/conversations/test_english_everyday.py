"""In English through what comes every day: held launches, notes, works, history, units, entry on behalf, pauses, settings."""

import pytest

from bot.clock import StandingClock
from bot.demo import Guest
from bot.duties import rules
from bot.duties.kinds import HELD, NOTE
from bot.invites import Invites, Seat
from bot.models import Unit
from bot.people import REVIEWER
from tests.conftest import MAI
from tests.conversations.conftest import join_in_english
from tests.conversations.english import PHOTO, hear, left, play
from tests.held.conftest import DUE, ask_for
from tests.support.talking import Heard, Talk

CHAIR, OFFICER, SECOND = 501, 502, 503
REGISTERED = ("/launch", "20/3", "8:00, hall", "45", "<✅")
WORK = ("<Work", "Garden", "5,000,000", "30/4", "<Yes", "<No")
PLEDGED = ("/pledge", "1", "continue", "3", *WORK, "Health checks", "<Signed", "3/3", "<✅")
OF_MAI = ("tieu hoc song xanh", "<1")
ENTERED = ("/nhapho", *OF_MAI, "<Launch", "<☎️", "20/3", "8:00, hall", "45", "<✅")
ABSENT = ("/absence", "6/3", "10/3", "<🔎", "nobody", "mai", "<1", "<✅")
COPIED = ("/mochiendich", "<🔁", "<41/KH", "<1", "<Keep", "12/KH", "25/12", "<✅")

OF_CHAIR = (
    ("/held", "<✅ Held", "5/3", "3/3", "900", "<✏️", "900", "<Yes, guests", "Lan, chair", PHOTO, "<✅", "/history", "<🖨", "<📚"),
    ("/held", "<✅ Held", "3/3", "48", "<Skip", "<No photo", "<✅", "/held", "<📅", "2/3", "20/3", "storm", "<✅", "/status"),
    (*REGISTERED, "/held", "<✖", "merged", "<✅", "<✏️ Change", "/missing"),
    ("/note", "Gave 40 presents", "<✅ Done", "<📨", "<✏️", "<✏️ Change: Line 1", "Gave 50 presents", "<📨", "/history"),
    ("/note", "a\nb\nc\nd\ne\nf", "a\nb", "<📨", "/missing"),
    ("/works", *PLEDGED, "/works", "<⏰", "30/6", "<✅", "<✏️", "<✅ Done", "3/3", "6,000,000", PHOTO, "<✅", "/works", "<🏗"),
    (*PLEDGED, "/works", "<✖", "no money", "<✅", "/works", "/history", "<🖨 2", "/history x"),
    ("/history", *REGISTERED, "/history", "<🖨", "<📚", "/help"),
)
OF_OFFICER = (
    ("/unit", "song xanh", "<7", "Hoa Mai", "/unit xyzxyz", "hoa mai", "/thedonvi song xanh", "<3", "<📂"),
    ("/chuavao", "<Next", "<🔑", "/chuavao", "<🖨", "/chuavao trang 2", "/history", "/help"),
    (*ENTERED, "<✍️", "<✏️ Launch", PHOTO, "/huy", "/nhapho ykien", "/nhapho xyz", "hoa mai", "<1", "<Quart", "<☎️", "a", "b"),
    ("/nhapho", "hoa mai", "<1", "<Quart", PHOTO, "Planted 40 trees", "<✅ Done", "<📨", "/unit hoa mai", "/log"),
    (
        "/ngunggui",
        "13/3",
        "storm",
        "<✅",
        "/guithu",
        "<👤",
        "/ngunggui",
        "<✏️",
        "16/3",
        "<1",
        "<✅",
        "/manage",
        "/missing",
        "/log",
    ),
    ("/bongunggui", "/ngunggui", "13/3", "storm", "<✅", "<▶️", "<🌅", "/ngunggui", "<Leave", "/ngunggui", "<▶️", "<▶️"),
    ("/settings", "<🏛", "Union", "<✅", "<🛠", "<🏷", "Song Xanh", "<✅", "/settings", "<🙋", "123", "ban", "<✅", "/log"),
    ("/settings", "<🌐", "http://x", "https://a.vn", "<✅", "/settings", "<🔢", "3", "<✅", "/settings", "<🔢", "3", "<🛠"),
    ("/settings", "<☎️", "Ha", "<✅", "/settings", "<🌐", "<As installed"),
    ("/totals", "<Next", "<🗓", "2/3", "/totals xyzxyz", "/totals song xanh", "<1", "<⬆️", "<📣"),
    (*ABSENT, "/absence", "<Leave", "/absence", "<🔙", "/log", "<🔎", "phuong song xanh", "<🏫 Công đoàn", "<📒", "/log xyzxyz"),
    ("/batdau", "<✏️", "Union", "<Like", "Ha, 024", "<✅", "/guithu", "<🙋", "<🧭", "/guithu", "<👤", *OF_MAI),
    ("/guithu", "<👤", *OF_MAI, "/guithu", "<👤", *OF_MAI, "/guithu", "<👤", "hoa mai", "<1"),
    ("/kichhoat", *COPIED, "/hanviec", "<☑️", "<✅", "/batdau", "<🎭", "/kichhoat", "<Not yet", "/kichhoat", "<🚀", "/kichhoat"),
    ("/roidemo", "<Do not", "/roidemo", "erase the demo"),
    ("/dongchiendich", "no", "close", "/dongchiendich", "/manage", "/molaichiendich", "asked for", "<✅", "/log", "/setup"),
)


def name(steps: tuple[str, ...]) -> str:
    """What a walk is called: its commands."""
    return " ".join(dict.fromkeys(each for each in steps if each.startswith("/")))


@pytest.fixture
def people(talk: Talk, guests: list[Guest], invites: Invites, clock: StandingClock) -> Talk:
    """A chair and two officers who speak English; launches and notes are to be told of as well."""
    talk.do(lambda db: ask_for(db, HELD, anchor=rules.DAY, day=DUE))
    talk.do(lambda db: ask_for(db, NOTE, anchor=rules.QUARTER, days=10))
    root = next(each for each in talk.rows(Unit) if each.name == guests[0].unit)
    seat = Seat(0, root.federation_id, root.id, root.name, REVIEWER, "Ủy viên", "Đỗ Văn Nam")
    second = Guest("Đỗ Văn Nam", root.name, REVIEWER, talk.do(lambda db: invites.issue(db, seat, clock.now())))
    for guest, user in ((guests[MAI - 1], CHAIR), (guests[0], OFFICER), (second, SECOND)):
        join_in_english(talk, guest, user)
    return talk


@pytest.mark.parametrize("steps", OF_CHAIR, ids=name)
def test_a_chair(people: Talk, steps: tuple[str, ...]) -> None:
    assert play(people, CHAIR, steps) == []


@pytest.mark.parametrize("steps", OF_OFFICER, ids=name)
def test_an_officer(people: Talk, steps: tuple[str, ...]) -> None:
    assert play(people, OFFICER, steps) == []


def test_an_entry_that_the_chair_objects_to(people: Talk) -> None:
    assert play(people, OFFICER, ENTERED) == []
    assert "has just entered something for" in hear(people, CHAIR)
    assert play(people, CHAIR, ("<❌", "/missing")) == []
    assert "says that what you entered is wrong" in hear(people, OFFICER)
    assert play(people, OFFICER, ("<✍️", "/manage", "<❗", "<✍️")) == []
    hear(people, CHAIR)


def test_a_version_that_was_written_meanwhile(people: Talk) -> None:
    begun = ("/nhapho", *OF_MAI, "<Quart", "<☎️", "ours")
    assert play(people, OFFICER, begun) == []
    assert play(people, CHAIR, ("/note", "theirs", "<✅ Done", "<📨")) == []
    assert play(people, OFFICER, ("<✅ Done", "<✋")) == []


def test_officers_among_themselves(people: Talk) -> None:
    assert play(people, CHAIR, ("/gapcanbo", "Where is the form?", "<1")) == []
    assert play(people, SECOND, ("/review", "<⏭", "/traloi", "<1")) == []
    assert play(people, OFFICER, ("/review", "/traloi", "<1", "<Leave", "/traloi", "<1", "<👋", "On page 2", "<📨")) == []
    assert play(people, OFFICER, ("/absence", "6/3", "10/3", "<Đỗ Văn Nam", "<✅")) == []
    assert "asks you to stand in" in hear(people, SECOND)
    assert play(people, OFFICER, ("/absence", "<🔙")) == []
    assert "You no longer need to stand in" in hear(people, SECOND)


def test_a_chair_whose_campaign_is_closed(people: Talk) -> None:
    assert play(people, OFFICER, ("/dongchiendich", "close")) == []
    assert play(people, CHAIR, ("/launch", "/held", "/note", "/works", "/pledge", "/report", "/history", "/promise")) == []


def test_vietnamese_among_names_is_found_out() -> None:
    known = {"Trường Tiểu học Sông Xanh"}
    heard = Heard("Saved: Trường Tiểu học Sông Xanh\n🏫 Trường Tiểu học Sông…\nĐã ghi nhận.", ("✏️ Trường khác",), {}, ())
    assert [line.partition(" leaves ")[0] for line in left(heard, known)] == ["'Đã ghi nhận.'", "'✏️ Trường khác'"]

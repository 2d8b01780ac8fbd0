"""/doidonvi: an officer changes the tree in chat."""

from bot.clock import local
from bot.models import Affiliation, Contact, Duty, Operation, Succession, Unit
from bot.units import tree
from tests.conftest import LAN, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join
from tests.support.talking import Heard, Talk

SCHOOL, OTHER = "Trường Mầm non Hoa Mai", "Trường Mầm non Nắng Sớm"


def begin(talk: Talk, user: int, words: str, unit: str) -> Heard:
    """Choose the unit; the answer asks what is to be done."""
    talk.say(user, "/doidonvi")
    talk.say(user, words)
    return talk.tap(user, unit)


def unit_of(talk: Talk, name: str) -> Unit:
    found: list[Unit] = [each for each in talk.rows(Unit) if each.name == name]
    return found[0]


def members(talk: Talk, name: str) -> int:
    unit, day = unit_of(talk, name).id or 0, local(talk.clock.now()).date()
    return talk.do(lambda db: tree.members(db, unit, day))


def test_a_unit_is_opened_below_the_officers_own(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    heard = begin(talk, officer, "công đoàn phường", "Công đoàn phường Sông Xanh")
    assert heard.labels[:2] == ("➕ Mở đơn vị trực thuộc", "✏️ Đổi tên")
    assert "⛔ Kết thúc" not in heard.labels
    talk.tap(officer, "➕ Mở đơn vị trực thuộc")
    talk.say(officer, "Trường Mầm non Ban Mai")
    talk.tap(officer, "Trường học")
    talk.say(officer, "25")
    talk.say(officer, "Trần Thị Hoa")
    assert "chưa đọc được số này" in talk.say(officer, "chị Hoa")
    talk.say(officer, "0912.345.678")
    card = talk.say(officer, "1/3/2026")
    assert card.text.split("\n") == [
        "Xin kiểm tra lại giúp:",
        "🏢 Công đoàn phường Sông Xanh",
        "👉 Mở 1 đơn vị mới.",
        "",
        "• Việc: ➕ Mở đơn vị trực thuộc",
        "• Tên: Trường Mầm non Ban Mai",
        "• Khối: Trường học",
        "• Đoàn viên: 25",
        "• Chủ tịch: Trần Thị Hoa",
        "• Điện thoại: 0912.345.678",
        "• Từ ngày: Chủ Nhật, 01/03/2026",
    ]
    assert not [each for each in talk.rows(Unit) if "Ban Mai" in each.name]
    done = talk.tap(officer, ACCEPT)
    assert done.text.startswith("✅ Đã ghi nhận lúc")
    assert "🔑 Gửi mã mời cho đơn vị mới" in done.labels
    unit = unit_of(talk, "Trường Mầm non Ban Mai")
    assert members(talk, unit.name) == 25
    assert [(each.name, each.phone) for each in talk.rows(Contact) if each.unit_id == unit.id] == [("Trần Thị Hoa", "0912345678")]
    assert [each.deed for each in talk.rows(Operation) if each.unit_id == unit.id] == ["unit.open"]
    assert "launch" in {each.kind for each in talk.rows(Duty) if each.unit_id == unit.id}


def test_a_name_that_is_there_is_asked_again(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    begin(talk, officer, "tram y te", "Trạm Y tế phường Sông Xanh")
    talk.tap(officer, "✏️ Đổi tên")
    talk.say(officer, MAIS_UNIT)
    heard = talk.say(officer, "hôm nay")
    assert heard.text == f"Ở đây đã có đơn vị tên là {MAIS_UNIT}.\n\nTên mới là gì?"
    talk.say(officer, "Trạm Y tế Sông Xanh")
    talk.tap(officer, ACCEPT)
    assert unit_of(talk, "Trạm Y tế Sông Xanh").folded == "tram y te song xanh"


def test_two_units_are_merged(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    begin(talk, officer, "mn hoa mai", SCHOOL)
    talk.tap(officer, "🔗 Sáp nhập")
    talk.say(officer, "nắng sớm")
    talk.tap(officer, OTHER)
    card = talk.say(officer, "1/3/2026")
    assert f"🔗 Sáp nhập vào: {OTHER}" in card
    assert f"👉 Kết thúc hoạt động: {SCHOOL}.\n👉 {OTHER}: 69 đoàn viên." in card
    talk.tap(officer, ACCEPT)
    assert members(talk, OTHER) == 69
    assert str(unit_of(talk, SCHOOL).valid_to) == "2026-02-28"
    assert len(talk.rows(Succession)) == 1


def test_a_unit_is_split_in_two_ways(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    begin(talk, officer, "mn hoa mai", SCHOOL)
    talk.tap(officer, "✂️ Tách")
    talk.say(officer, "Trường Mầm non Hoa Lan")
    talk.say(officer, "50")
    talk.tap(officer, "Vẫn hoạt động")
    heard = talk.say(officer, "1/3/2026")
    assert "chỉ có 38 đoàn viên, không tách ra được 50 người" in heard
    talk.say(officer, "8")
    talk.tap(officer, ACCEPT)
    assert (members(talk, SCHOOL), members(talk, "Trường Mầm non Hoa Lan")) == (30, 8)
    begin(talk, officer, "nắng sớm", OTHER)
    talk.tap(officer, "✂️ Tách")
    talk.say(officer, "Trường Mầm non Một")
    talk.say(officer, "11")
    talk.tap(officer, "Thay bằng đơn vị khác")
    talk.say(officer, "Trường Mầm non Hai")
    talk.say(officer, "1/3/2026")
    talk.tap(officer, ACCEPT)
    assert (members(talk, "Trường Mầm non Một"), members(talk, "Trường Mầm non Hai")) == (11, 20)
    assert unit_of(talk, OTHER).valid_to is not None


def test_a_closed_units_chair_keeps_the_chat_but_not_the_office(talk: Talk, join: Join) -> None:
    officer, lan = join(OFFICER), join(LAN)
    begin(talk, officer, "bệnh viện", "Bệnh viện Đa khoa Sông Xanh")
    talk.tap(officer, "⛔ Kết thúc")
    assert "👉 1 người thôi chức vụ ở đơn vị đó." in talk.say(officer, "1/3/2026")
    talk.tap(officer, ACCEPT)
    assert "không có đợt nào cần đăng ký" in talk.say(lan, "/dangky")


def test_what_cannot_be_is_asked_again_and_changes_nothing(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    begin(talk, officer, "hoa mai", SCHOOL)
    talk.tap(officer, "➡️ Chuyển cấp trên")
    talk.say(officer, "phường sông xanh")
    talk.tap(officer, "Công đoàn phường Sông Xanh")
    heard = talk.say(officer, "1/3/2026")
    assert heard.text.startswith(f"{SCHOOL} đang trực thuộc Công đoàn phường Sông Xanh rồi.")
    assert talk.rows(Operation) == []
    assert all(each.valid_to is None for each in talk.rows(Affiliation))


def test_a_chair_may_not(talk: Talk, join: Join) -> None:
    assert "dành cho cán bộ" in talk.say(join(MAI), "/doidonvi")

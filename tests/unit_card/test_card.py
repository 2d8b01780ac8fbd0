"""A unit's card: all that is known of it, opened by its name, its number or a duty; and who may do what from it."""

from datetime import date

import pytest
import sqlmodel

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.models import Affiliation, Duty, DutyChange, Launch, OnBehalf, Unit, written
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.follow_up.conftest import duty_id, list_phone, unit_id, whole
from tests.follow_up.test_transcripts import LATER, cluster, role
from tests.support.talking import Talk
from tests.unit_card.conftest import add_units, chat_of

CALLED, NUDGE, MORE_TIME = "☎️ Đã gọi", "📨 Nhắc đơn vị", "⚖️ Gia hạn, miễn"
NOTHING = "Việc này không còn thiếu."


def opened(talk: Talk, name: str = MAIS_UNIT) -> str:
    return f"/thedonvi {talk.do(lambda db: unit_id(db, name))}"


def test_everything_known_stands_on_one_card(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    talk.do(lambda db: list_phone(db, MAIS_UNIT, "Nguyễn Thị Mai", "0912 000 111"))
    talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT))
    clock.walk_to(LATER)
    card = talk.say(officer, opened(talk))
    talk.tap(officer, NUDGE)
    talk.tap_data(officer, card.data[CALLED])
    talk.tap(officer, "📅 Hẹn ngày nộp")
    talk.tap(officer, "Đăng ký giao ước thi đua, Đợt 1")
    talk.say(officer, "20/3")
    register(talk, MAI, "20/3")
    assert talk.say(officer, opened(talk)).text == (
        f"🏫 {MAIS_UNIT}\n"
        "📍 Công đoàn phường Sông Xanh · Cụm số 1 · Trường học · 62 đoàn viên\n"
        "👤 Nguyễn Thị Mai, Chủ tịch công đoàn\n"
        "📡 Telegram (lần cuối 14/03/2026)\n"
        "☎️ Nguyễn Thị Mai, 0912 000 111\n"
        "\n"
        "⏳ Còn thiếu 2/3 việc:\n"
        "1. Đăng ký giao ước thi đua, Đợt 1. Hạn: Thứ Tư, 18/03/2026, còn 4 ngày. 🤝 hẹn nộp Thứ Sáu, 20/03\n"
        "2. Báo cáo kết quả, Đợt 1. Chưa có hạn.\n"
        "\n"
        "📜 Gần đây:\n"
        "• 14/03/2026: Đăng ký ngày phát động, Đợt 1: đã gửi\n"
        "\n"
        "🕘 Liên lạc gần nhất:\n"
        "• đơn vị nhắn 14/03/2026\n"
        "• cán bộ gọi 14/03/2026 (Trần Thu Hà): đã hẹn ngày\n"
        "• cán bộ nhắc 14/03/2026 (Trần Thu Hà)"
    )
    assert talk.last[officer].labels == (
        NUDGE,
        CALLED,
        "✍️ Nhập hộ",
        "⚖️ 1. Đăng ký giao ước thi đua, Đợt 1",
        "⚖️ 2. Báo cáo kết quả, Đợt 1",
        "🔑 Gửi mã mời",
        "🤝 Bàn giao",
        "⏳ Tất cả việc còn thiếu",
    )


def test_a_unit_where_nobody_joined(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    card = talk.say(officer, opened(talk))
    assert "🔌 Chưa có ai kết nối.\n☎️ Danh sách chưa có người liên hệ." in card
    assert card.text.endswith("🕘 Chưa liên lạc lần nào.")
    assert NUDGE not in card.labels
    assert "🤝 Bàn giao" not in card.labels
    assert talk.tap(officer, "🔑 Gửi mã mời").text.startswith("Trợ lý đang gửi mã mới.")


def test_a_door_that_failed_and_reminders_that_are_off(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    talk.say(mai, "dừng nhận tin")
    card = talk.say(officer, opened(talk))
    assert "📡 Telegram (lần cuối 04/03/2026)\n🔕 Không nhận nhắc tự động." in card
    assert NUDGE not in card.labels

    def close(db: Transaction) -> None:
        chat_of(db, MAI).closed_at = clock.now()

    talk.do(close)
    card = talk.say(officer, opened(talk))
    assert "📡 Telegram (không còn nhận tin)" in card
    assert "☎️ Nguyễn Thị Mai, chưa có số điện thoại\nMuốn thêm số điện thoại, xin gửi lại danh sách đơn vị" in card


@pytest.mark.parametrize("words", ["th song xanh", "Trường Tiểu học Sông Xanh", "TIEU HOC SONG", "sv07"])
def test_a_name_or_code_typed_while_nothing_is_asked_opens_it(talk: Talk, join: Join, words: str) -> None:
    officer = join(OFFICER)

    def code(db: Transaction) -> None:
        db.session.get_one(Unit, unit_id(db, MAIS_UNIT)).code = "SV07"

    talk.do(code)
    assert talk.say(officer, words).text.startswith(f"🏫 {MAIS_UNIT} (SV07)\n")


@pytest.mark.parametrize("words", ["vâng", "cảm ơn nhé", "ok", "so", "?", "123"])
def test_other_words_open_none(talk: Talk, join: Join, words: str) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: add_units(db, "Trường Mầm non Vàng Anh"))
    assert talk.say(officer, words).text.startswith("Đồng chí cần việc gì ạ?")
    assert talk.say(officer, "vàng anh").text.startswith("🏫 Trường Mầm non Vàng Anh")
    assert talk.say(officer, "vang anh").text.startswith("🏫 Trường Mầm non Vàng Anh")


def test_a_name_typed_as_an_answer_stays_an_answer(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/quyetdinh")
    assert "Đồng chí chọn đơn vị nào?" in talk.say(officer, "tiểu học sông xanh")


def test_a_chair_who_types_a_name_sees_no_card(talk: Talk, join: Join) -> None:
    assert talk.say(join(DUNG), MAIS_UNIT).text.startswith("Đồng chí cần việc gì ạ?")


def test_several_fit_and_are_paged(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: add_units(db, *(f"Trường Tiểu học Ánh Dương {n}" for n in range(1, 26))))
    first = talk.say(officer, "th ánh dương")
    assert first.text.startswith("🔎 Có 25 đơn vị khớp với “th ánh dương”. (trang 1/3)")
    assert first.labels[0] == "1. Trường Tiểu học Ánh Dương 1"
    talk.tap(officer, "Trang sau ▶")
    last = talk.tap(officer, "Trang sau ▶")
    assert last.labels == (*(f"{n}. Trường Tiểu học Ánh Dương {n}" for n in range(21, 26)), "◀ Trang trước")
    assert talk.tap(officer, "25. Trường Tiểu học Ánh Dương 25").text.startswith("🏫 Trường Tiểu học Ánh Dương 25\n")


def test_it_is_asked_for_and_asked_again(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert "Đồng chí cần xem đơn vị nào?" in talk.say(officer, "/thedonvi")
    assert "Không có đơn vị nào tên gần giống “xyz”" in talk.say(officer, "xyz")
    assert any("Trường Tiểu học Sông Xanh" in label for label in talk.say(officer, "tieu hoc song xnah").labels)


@pytest.mark.parametrize("words", ["0", "-1", "9" * 30, "+0 xyz", "+9999 xyz", "'; --", "%", "_", "²"])
def test_what_is_no_unit_is_answered(talk: Talk, join: Join, words: str) -> None:
    assert "Không có đơn vị nào tên gần giống" in talk.say(join(OFFICER), f"/thedonvi {words}")


@pytest.mark.parametrize("words", ["", "0", "x", "9" * 30, "²"])
def test_what_is_no_duty_is_answered(talk: Talk, join: Join, words: str) -> None:
    assert talk.say(join(OFFICER), f"/viecthieu {words}").text == NOTHING


def test_a_lead_does_not_learn_that_other_units_exist(talk: Talk, join: Join) -> None:
    lead = join(OFFICER)
    number = talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT))
    role(talk, "lead", number)
    theirs, numbers = "Công ty TNHH Cơ khí Minh Tâm", [10**9]
    numbers.insert(0, talk.do(lambda db: unit_id(db, theirs)))
    outside, nowhere = (talk.say(lead, f"/thedonvi {each}").text.replace(str(each), "N") for each in numbers)
    assert outside == nowhere
    talk.say(lead, "/huy")
    assert talk.say(lead, theirs).text.startswith("Đồng chí cần việc gì ạ?")
    card = talk.say(lead, MAIS_UNIT)
    assert card.labels == (CALLED, "✍️ Nhập hộ", "⏳ Tất cả việc còn thiếu")


def test_reach_is_asked_again_at_every_tap(talk: Talk, join: Join) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    card = talk.say(officer, opened(talk))
    role(talk, "lead", talk.do(lambda db: cluster(db, "Cụm số 1", "Bệnh viện Đa khoa Sông Xanh")))
    answers = {label: talk.tap_data(officer, data).text for label, data in card.data.items() if label != "✍️ Nhập hộ"}
    assert answers[NUDGE] == NOTHING
    assert answers[CALLED] == "Không tìm thấy đơn vị này."
    assert all(answers[label].startswith("Việc này dành cho cán bộ") for label in answers if "⚖️" in label or "🔑" in label)
    assert MAIS_UNIT not in "".join(answers.values())


def test_what_was_entered_for_the_unit_says_so(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    register(talk, mai)

    def enter(db: Transaction) -> None:
        duty = duty_id(db, MAIS_UNIT)
        row = db.session.exec(sqlmodel.select(Launch).where(Launch.duty_id == duty, Launch.is_latest)).one()
        entry = OnBehalf(federation_id=1, duty_id=duty, version=row.version, entered_by=1, source="call", recorded_at=clock.now())
        change = DutyChange(federation_id=1, duty_id=duty, deed="extended", reason="bận", recorded_at=clock.now())
        db.session.add_all([entry, change])

    talk.do(enter)
    card = talk.say(officer, opened(talk))
    assert "Đăng ký ngày phát động, Đợt 1: đã gửi (nhập hộ)" in card
    assert "Đăng ký ngày phát động, Đợt 1: được gia hạn" in card


def test_a_closed_unit_is_shown_as_closed(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def close(db: Transaction) -> None:
        row = db.session.get_one(Unit, unit_id(db, MAIS_UNIT))
        row.valid_to = date(2026, 3, 3)
        standing = db.session.exec(sqlmodel.select(Affiliation).where(Affiliation.unit_id == row.id)).one()
        standing.valid_to = row.valid_to
        db.session.add_all([row, standing])

    talk.do(close)
    card = talk.say(officer, opened(talk))
    assert "⛔ Đơn vị hoạt động đến hết ngày 03/03/2026." in card
    assert card.labels == ("⏳ Tất cả việc còn thiếu",)


def test_a_unit_that_moved_away_shows_only_the_duty_of_then(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    duty = talk.do(lambda db: duty_id(db, MAIS_UNIT))

    def move(db: Transaction) -> None:
        row = unit_id(db, MAIS_UNIT)
        standing = db.session.exec(sqlmodel.select(Affiliation).where(Affiliation.unit_id == row)).one()
        standing.valid_to = date(2026, 7, 31)
        top = Unit(**{**db.session.get_one(Unit, whole(db).root).model_dump(exclude={"id"}), "name": "Phường khác"})
        db.session.add(top)
        db.session.flush()
        db.session.add(Affiliation(federation_id=1, unit_id=row, parent_id=written(top.id), valid_from=date(2026, 8, 1)))

    talk.do(move)
    clock.walk_to(clock.now().replace(month=9))
    card = talk.say(officer, f"/viecthieu {duty}")
    assert card.text.startswith(f"🏫 {MAIS_UNIT}\n⏳ Đăng ký ngày phát động, Đợt 1. Hạn: ")
    assert card.labels == (NUDGE, "⏳ Tất cả việc còn thiếu")
    assert "Không có đơn vị nào" in talk.say(officer, opened(talk))


def test_a_duty_that_was_excused_is_not_shown(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def excuse(db: Transaction) -> None:
        db.session.get_one(Duty, duty_id(db, MAIS_UNIT)).excused_on = date(2026, 3, 4)

    talk.do(excuse)
    assert "⏳ Còn thiếu 2/2 việc:" in talk.say(officer, opened(talk))


def test_a_hand_over_begins_at_the_unit(talk: Talk, join: Join) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    talk.say(officer, opened(talk))
    assert talk.tap(officer, "🤝 Bàn giao").text.startswith(f"Nguyễn Thị Mai, Chủ tịch công đoàn, {MAIS_UNIT}")
    talk.tap(officer, "🤝 Bàn giao cho người mới")
    assert "• Người nhận: Lê Văn Tám" in talk.say(officer, "Lê Văn Tám")

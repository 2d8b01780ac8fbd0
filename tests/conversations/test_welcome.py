"""Coming in: with the link, with the typed code, with neither; what is kept of whom; guessing codes."""

import hashlib
from datetime import timedelta

import pytest

from bot.clock import StandingClock
from bot.demo import Guest
from bot.invites import Invites, Seat
from bot.models import Account, Consent, Draft, Invite, Office, Person, Unit
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import CHAIR_MENU, MAIS_UNIT, OFFICER_MENU, Join
from tests.support.talking import Talk

WRONG = "Mã mời này không đúng, đã dùng hoặc hết hạn. Xin xem lại mã."
LOCKED = "Đã thử quá nhiều mã sai. Vì an toàn, xin thử lại sau một giờ, hoặc liên hệ: cô Hà, văn phòng công đoàn phường"
REMIND = "🔔 Trợ lý nhắc trước hạn và trước ngày phát động. Đồng chí có muốn nhận không ạ?"
WHO = (
    "Kính chào đồng chí!\nĐây là Trợ lý thi đua của Công đoàn phường Sông Xanh.\n\n"
    f"Đồng chí có phải là:\n👤 Nguyễn Thị Mai\nChủ tịch công đoàn, {MAIS_UNIT}?"
)


def of(guests: list[Guest], number: int) -> Guest:
    return guests[number - 1]


def nobody_is_known(talk: Talk) -> bool:
    """Whether there is no personal data at all."""
    return not any(talk.rows(model) for model in (Person, Account, Consent, Office))


def test_a_chair_comes_in_through_the_link(talk: Talk, guests: list[Guest]) -> None:
    asked = talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    assert asked.text == WHO
    assert asked.labels[:2] == ("✅ Đúng, là tôi", "Không phải tôi")
    notice = talk.tap(5001, "✅ Đúng, là tôi")
    assert notice.text.startswith("🔒 Trước khi bắt đầu, xin đọc giúp:\n• Công đoàn phường Sông Xanh lưu họ tên")
    assert notice.labels[:2] == ("Tôi đồng ý", "Không đồng ý")
    assert nobody_is_known(talk)
    asked = talk.tap(5001, "Tôi đồng ý")
    assert asked.text == REMIND
    assert asked.labels[:2] == ("🔔 Có, nhắc giúp tôi", "Không, cảm ơn")
    assert nobody_is_known(talk)
    done = talk.tap(5001, "🔔 Có, nhắc giúp tôi")
    assert done.text == (
        f"✅ Đã kết nối với {MAIS_UNIT}.\n\n"
        "Việc đang chờ: đăng ký ngày phát động Đợt 1. Hạn đăng ký: hôm nay.\n\n"
        "Bấm 📅 Đăng ký phát động ở khung dưới để làm ngay."
    )
    assert done.menu == CHAIR_MENU

    data, reminders = talk.rows(Consent)
    assert data.text_hash == hashlib.sha256(notice.text.encode()).hexdigest()
    assert (data.purpose, data.notice, data.evidence) == ("data", "2026-2", "1003")
    assert reminders.text_hash == hashlib.sha256(REMIND.encode()).hexdigest()
    assert (reminders.purpose, reminders.notice, reminders.evidence) == ("reminders", "reminders-2026-1", "1004")
    [person], [office], [account] = talk.rows(Person), talk.rows(Office), talk.rows(Account)
    assert (person.name, office.role, account.platform_id) == ("Nguyễn Thị Mai", "chair", "5001")
    assert talk.rows(Draft) == []


def test_an_officer_is_told_where_to_look(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert talk.last[officer].text.endswith("Bấm 📊 Tình hình để xem đơn vị nào đã đăng ký.")
    assert talk.last[officer].menu == OFFICER_MENU


@pytest.mark.parametrize("write", ["as printed", "small", "blanks", "dashes", "command"])
def test_the_code_is_typed_in_any_way(talk: Talk, guests: list[Guest], write: str) -> None:
    code = of(guests, MAI).secrets.code
    spaced = " ".join(code.lower())
    said = {"as printed": code, "small": code.lower(), "blanks": f" {spaced} ", "dashes": f"{code[:3]}-{code[3:]}"}
    assert talk.say(5001, said.get(write, f"/start {code}")).text == WHO


@pytest.mark.parametrize("yes", ["đúng", "Phải", "vâng", "có", "ok", "Đúng, là tôi", "1"])
def test_who_it_is_may_be_said_in_words(talk: Talk, guests: list[Guest], yes: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    assert talk.say(5001, yes).text.startswith("🔒")


@pytest.mark.parametrize("said", ["đừng", "tôi", "phải không", "ai đấy", "3", "dung"])
def test_what_is_unclear_is_no_yes(talk: Talk, guests: list[Guest], said: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    answer = "Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."
    sentence = answer if said == "dung" else "Xin bấm một trong các nút bên dưới."
    assert talk.say(5001, said).text == f"{sentence}\n\n{WHO}"


@pytest.mark.parametrize("no", ["Không phải tôi", "không phải", "khong", "2"])
def test_not_me_keeps_nothing_and_leaves_the_code_for_its_owner(talk: Talk, guests: list[Guest], no: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    assert talk.say(5001, no).text.startswith("Mã này dành cho người khác nên Trợ lý chưa kết nối. Xin liên hệ")
    assert nobody_is_known(talk)
    assert talk.rows(Draft) == []
    assert talk.say(5002, of(guests, MAI).secrets.code).text == WHO


@pytest.mark.parametrize("no", ["Không đồng ý", "không", "2"])
def test_refusing_the_notice_keeps_nothing(talk: Talk, guests: list[Guest], no: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    talk.tap(5001, "✅ Đúng, là tôi")
    assert talk.say(5001, no).text.startswith("Trợ lý không lưu thông tin của đồng chí.")
    assert nobody_is_known(talk)
    assert talk.rows(Draft) == []
    assert all(each.used_at is None for each in talk.rows(Invite))
    assert "Xin gõ mã mời 6 ký tự" in talk.say(5001, "/dangky")
    assert talk.say(5001, of(guests, MAI).secrets.code).text == WHO  # whoever thinks better of it sends the code again


@pytest.mark.parametrize("said", ["vâng", "ok", "đồng ý", "đúng", "dạ có", "..."])
def test_a_passing_yes_is_no_consent(talk: Talk, guests: list[Guest], said: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    talk.tap(5001, "✅ Đúng, là tôi")
    assert talk.say(5001, said).text.startswith("Xin bấm một trong các nút bên dưới.\n\n🔒")
    assert nobody_is_known(talk)


@pytest.mark.parametrize("said", ["Tôi đồng ý", "toi dong y", "1"])
def test_consent_in_the_words_of_the_button_counts(talk: Talk, guests: list[Guest], said: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    talk.tap(5001, "✅ Đúng, là tôi")
    assert talk.say(5001, said).text == REMIND


@pytest.mark.parametrize("said", ["không, cảm ơn", "Không", "khong", "2"])
def test_no_to_reminders_lets_in_all_the_same(talk: Talk, guests: list[Guest], said: str) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    talk.tap(5001, "✅ Đúng, là tôi")
    talk.tap(5001, "Tôi đồng ý")
    assert talk.say(5001, said).text.startswith("✅ Đã kết nối với")
    assert [each.purpose for each in talk.rows(Consent)] == ["data"]


def test_whoever_said_no_to_reminders_is_asked_again_at_a_second_office(talk: Talk, guests: list[Guest]) -> None:
    talk.say(5001, f"/start {of(guests, MAI).secrets.token}")
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "Không, cảm ơn"):
        talk.tap(5001, label)
    talk.say(5001, f"/start {of(guests, LAN).secrets.token}")
    talk.tap(5001, "✅ Đúng, là tôi")
    assert talk.tap(5001, "Tôi đồng ý").text == REMIND


def test_a_wrong_a_used_and_an_expired_code_get_the_same_answer(
    talk: Talk, guests: list[Guest], join: Join, clock: StandingClock
) -> None:
    join(MAI)
    wrong = talk.say(5001, "222222")
    used = talk.say(5002, of(guests, MAI).secrets.code)
    used_link = talk.say(5003, f"/start {of(guests, MAI).secrets.token}")
    clock.walk_to(clock.now() + timedelta(days=31))
    expired = talk.say(5004, of(guests, DUNG).secrets.code)
    expired_link = talk.say(5005, f"/start {of(guests, DUNG).secrets.token}")
    assert {each.text for each in (wrong, used, used_link, expired, expired_link)} == {wrong.text}
    assert wrong.text.startswith(WRONG)
    assert wrong.text.endswith("Còn 4 lần thử.")
    assert not any(guest.name in wrong or guest.unit in wrong for guest in guests if guest.role == "chair")


def test_five_wrong_codes_close_the_chats_ear_for_an_hour(talk: Talk, guests: list[Guest], clock: StandingClock) -> None:
    right = of(guests, MAI).secrets
    left = [talk.say(5001, f"22222{n}").text.rpartition("\n")[2] for n in range(2, 6)]
    assert left == [f"Còn {n} lần thử." for n in (4, 3, 2, 1)]
    assert talk.say(5001, "222227").text.startswith(LOCKED)
    assert talk.say(5001, right.code).text.startswith(LOCKED)
    assert talk.say(5001, f"/start {right.token}").text.startswith(LOCKED)
    assert talk.say(5002, right.code).text == WHO
    clock.walk_to(clock.now() + timedelta(minutes=59))
    assert talk.say(5001, right.code).text.startswith(LOCKED)
    clock.walk_to(clock.now() + timedelta(minutes=2))
    assert talk.say(5001, right.code).text == WHO


def test_wrong_codes_of_an_hour_ago_are_forgotten(talk: Talk, clock: StandingClock) -> None:
    for n in range(2, 6):
        talk.say(5001, f"22222{n}")
    clock.walk_to(clock.now() + timedelta(minutes=61))
    assert talk.say(5001, "222227").text.endswith("Còn 4 lần thử.")


def test_somebody_who_only_talks_is_not_counted(talk: Talk, guests: list[Guest]) -> None:
    for said in ("xin chào", "cho hỏi mã mời ở đâu ạ", "tôi là chủ tịch", "/dangky", "/tinhhinh", "/khongco", "xin lỗi"):
        assert "Xin gõ mã mời 6 ký tự mà công đoàn cấp trên đã gửi, ví dụ: LB7K4Q." in talk.say(5001, said)
    assert talk.say(5001, of(guests, MAI).secrets.code).text == WHO


def test_a_second_person_cannot_use_the_same_code(talk: Talk, guests: list[Guest], join: Join) -> None:
    join(MAI)
    assert talk.say(5001, of(guests, MAI).secrets.code).text.startswith(WRONG)
    assert len(talk.rows(Person)) == 1


def test_of_two_with_one_code_the_quicker_one_comes_in(talk: Talk, guests: list[Guest], join: Join) -> None:
    talk.say(5001, of(guests, MAI).secrets.code)
    talk.tap(5001, "✅ Đúng, là tôi")
    join(MAI)
    late = talk.tap(5001, "Tôi đồng ý")
    assert late.text.startswith(WRONG)
    assert "lần thử" not in late
    assert len(talk.rows(Person)) == 1


def test_a_code_that_expires_between_two_answers_lets_nobody_in(talk: Talk, guests: list[Guest], clock: StandingClock) -> None:
    talk.say(5001, of(guests, MAI).secrets.code)
    talk.tap(5001, "✅ Đúng, là tôi")
    clock.walk_to(clock.now() + timedelta(days=31))
    assert talk.tap(5001, "Tôi đồng ý").text.startswith(WRONG)
    assert nobody_is_known(talk)


def test_a_known_person_with_a_second_invite_gets_a_second_office(talk: Talk, guests: list[Guest], join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, f"/start {of(guests, LAN).secrets.token}")
    talk.tap(mai, "✅ Đúng, là tôi")
    assert talk.tap(mai, "Tôi đồng ý").text.startswith("✅ Đã kết nối với Bệnh viện Đa khoa Sông Xanh.")
    assert len(talk.rows(Person)) == len(talk.rows(Account)) == 1
    assert len(talk.rows(Office)) == 2
    assert [each.purpose for each in talk.rows(Consent)] == ["data", "reminders", "data"]
    asked = talk.say(mai, "/dangky")
    assert asked.text == "Đơn vị đăng ký phát động đợt nào?"
    assert [each.partition(" · ")[0] for each in asked.labels[:2]] == [MAIS_UNIT, "Bệnh viện Đa khoa Sông Xanh"]
    assert talk.say(mai, "bệnh viện").text.startswith("Bệnh viện Đa khoa Sông Xanh phát động Đợt 1")


def test_a_second_newcomer_may_start_again_with_another_code(talk: Talk, guests: list[Guest]) -> None:
    talk.say(5001, of(guests, DUNG).secrets.code)
    assert talk.say(5001, f"/start {of(guests, MAI).secrets.token}").text == WHO
    assert len(talk.rows(Draft)) == 1


def test_start_without_a_code_greets_and_goes_on_with_what_was_open(talk: Talk, guests: list[Guest]) -> None:
    greeting = talk.say(5001, "/start")
    assert greeting.text.startswith("Kính chào đồng chí! Đây là Trợ lý thi đua của Công đoàn phường Sông Xanh.\n\nXin gõ mã mời")
    talk.say(5001, of(guests, MAI).secrets.code)
    assert talk.say(5001, "/start").text == f"Trợ lý còn giữ phần đồng chí đã điền.\n\n{WHO}"


def test_somebody_known_is_greeted_by_name_with_the_menu(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "/start")
    assert heard.text == "Kính chào đồng chí Nguyễn Thị Mai! Đồng chí cần việc gì ạ?"
    assert heard.menu[0] == "📅 Đăng ký phát động"


def test_an_invite_to_a_unit_with_nothing_to_do_says_so(talk: Talk, invites: Invites, clock: StandingClock) -> None:
    root = next(each for each in talk.rows(Unit) if each.name == "Công đoàn phường Sông Xanh")
    seat = Seat(0, root.federation_id, root.id, root.name, "chair", "Chủ tịch công đoàn", "Vũ Thị Hoa")
    made = talk.do(lambda db: invites.issue(db, seat, clock.now()))
    talk.say(5001, made.code)
    talk.tap(5001, "✅ Đúng, là tôi")
    talk.tap(5001, "Tôi đồng ý")
    assert talk.tap(5001, "🔔 Có, nhắc giúp tôi").text.endswith("Hiện không có việc nào đang chờ.")

"""What one officer has in hand: the other one sees it, may take it over, and hears who was quicker."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import taking
from bot.clock import StandingClock
from bot.models import Account, Duty, DutyChange, Inquiry, Operation, Report, Taking
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.officers.conftest import DUNGS, MAIS, Submit
from tests.support.talking import Talk

APPROVE, RETURN, ASK_MORE, OVER, LEAVE = "✅ Duyệt", "↩️ Trả lại", "❓ Hỏi thêm", "👋 Tôi làm tiếp", "Để đồng chí ấy làm"
HA, BINH = "👀 Đồng chí Trần Thu Hà đang xem", "👀 Đồng chí Vũ Bình đang xem"


def holder(talk: Talk, kind: str = taking.REPORT) -> list[str]:
    """From which number each thing of a kind is held."""
    numbers = {each.person_id: each.platform_id for each in talk.rows(Account)}
    return [numbers[each.person_id] for each in talk.rows(Taking) if each.kind == kind]


def test_a_card_that_is_open_is_shown_as_taken(
    talk: Talk, join: Join, submit: Submit, colleague: int, clock: StandingClock
) -> None:
    officer = join(OFFICER)
    row = submit()
    talk.say(officer, "/duyet")
    clock.walk_to(clock.now() + timedelta(minutes=5))
    seen = talk.say(colleague, "/duyet")
    assert seen.text.startswith(f"{HA}, 5 phút trước.\n\n🏫 {MAIS}")
    assert seen.labels[:2] == (OVER, APPROVE)
    assert holder(talk) == [str(officer)]
    taken_over = talk.tap(colleague, OVER)
    assert taken_over.text.startswith(f"🏫 {MAIS}")
    assert holder(talk) == [str(colleague)]
    assert talk.say(officer, f"/duyet {row}").text.startswith(f"{BINH}, vừa mở xong.")


def test_it_is_free_again_after_half_an_hour(
    talk: Talk, join: Join, submit: Submit, colleague: int, clock: StandingClock
) -> None:
    officer = join(OFFICER)
    submit()
    talk.say(officer, "/duyet")
    clock.walk_to(clock.now() + timedelta(minutes=29, seconds=59))
    assert "👀" in talk.say(colleague, "/duyet")
    clock.walk_to(clock.now() + timedelta(seconds=2))
    assert "👀" not in talk.say(colleague, "/duyet")


def test_each_is_shown_another_report_first(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer = join(OFFICER)
    submit()
    submit(DUNGS, 30)
    assert MAIS in talk.say(officer, "/duyet")
    assert DUNGS in talk.say(colleague, "/duyet")
    talk.tap(officer, APPROVE)
    assert "👀" in talk.last[officer]  # only the one is left that the other officer has open


def test_nobody_takes_over_what_is_out_of_reach(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    submit()
    for said in ("/duyet nhan 99999", "/duyet nhan", "/duyet nhan x", "/duyet nhan 99999999999999999999"):
        talk.say(officer, said)
    rows = {each.id for each in talk.rows(Report)}
    assert {each.subject_id for each in talk.rows(Taking)} <= rows


def test_a_return_under_way_is_taken_over_and_back(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer = join(OFFICER)
    row = submit()
    talk.say(officer, "/duyet")
    talk.tap(officer, ASK_MORE)
    asked = talk.say(colleague, f"/hoibaocao {row}")
    assert asked.text == f"{HA}, vừa mở xong."
    assert asked.labels[:2] == (OVER, LEAVE)
    assert "hỏi" in talk.tap(colleague, OVER)
    again = talk.say(officer, "Số này ở đâu ra?")
    assert again.text == f"{BINH}, vừa mở xong."
    assert talk.tap(officer, OVER).text.startswith("❓ Đã ghi câu hỏi")  # what was typed is not lost


def test_who_leaves_it_changes_nothing(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer = join(OFFICER)
    row = submit()
    talk.say(officer, "/duyet")
    talk.say(colleague, f"/tralai {row}")
    assert talk.tap(colleague, LEAVE).text == "Đồng chí Trần Thu Hà làm tiếp. Chưa có gì thay đổi."
    assert talk.last[colleague].labels == ("📋 Việc khác đang chờ",)
    assert holder(talk) == [str(officer)]


def test_a_question_is_shown_as_taken_in_the_list_too(talk: Talk, join: Join, colleague: int, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    talk.say(mai, "☎️ Gặp cán bộ")
    talk.say(mai, "Mẫu ở đâu ạ?")
    talk.tap(mai, "📨 Gửi cán bộ")
    row = talk.rows(Inquiry)[-1].id
    talk.say(officer, f"/traloi {row}")
    clock.walk_to(clock.now() + timedelta(minutes=7))
    assert f"{HA}, 7 phút trước." in talk.say(colleague, "/traloi")
    assert talk.say(colleague, f"/traloi {row}").labels[:2] == (OVER, LEAVE)
    assert holder(talk, taking.INQUIRY) == [str(officer)]


def test_two_officers_excuse_the_same_duty(talk: Talk, join: Join, colleague: int) -> None:
    officer = join(OFFICER)
    duty = next(each.id for each in talk.rows(Duty) if not each.done_at and not each.excused_on and each.kind == "report")
    for who in (officer, colleague):
        talk.say(who, f"/quyetdinh {duty}")
        talk.tap(who, "🕊 Miễn việc này")
        talk.say(who, "Sáp nhập")
    assert talk.tap(officer, "✅ Đúng, ghi nhận").text.startswith("✅ Đã ghi nhận.")
    late = talk.tap(colleague, "✅ Đúng, ghi nhận").text
    assert late.startswith("Đồng chí Trần Thu Hà đã miễn việc này của ")
    assert late.endswith("lúc 09:00, 04/03. Lần bấm này không làm thay đổi gì.")
    assert [each.deed for each in talk.rows(DutyChange)] == ["excused"]
    assert [each.deed for each in talk.rows(Operation) if each.deed.startswith("duty.")] == ["duty.excused"]


def test_one_officer_decides_twice_about_one_duty(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    duty = next(each.id for each in talk.rows(Duty) if not each.done_at and not each.excused_on and each.kind == "report")
    for deed, reason in (("🕊 Miễn việc này", "Sáp nhập"), ("🔓 Mở lại", "Không sáp nhập nữa")):
        talk.say(officer, f"/quyetdinh {duty}")
        talk.tap(officer, deed)
        talk.say(officer, reason)
        assert talk.tap(officer, "✅ Đúng, ghi nhận").text.startswith("✅ Đã ghi nhận.")
    assert [each.deed for each in talk.rows(DutyChange)] == ["excused", "reopened"]


def test_two_officers_approve_the_same_report(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer = join(OFFICER)
    row = submit()
    for who in (officer, colleague):
        talk.say(who, f"/duyetxong {row}")
    text = "Đồng chí Trần Thu Hà đã duyệt báo cáo của {unit} lúc 09:00, 04/03. Lần bấm này không làm thay đổi gì."
    assert talk.last[colleague].text == text.format(unit=MAIS)


@pytest.mark.parametrize("kind", [taking.REPORT, taking.INQUIRY, taking.EXTENSION, taking.REQUEST])
def test_the_newest_holds_whatever_came_before(talk: Talk, join: Join, colleague: int, kind: str, clock: StandingClock) -> None:
    join(OFFICER)
    people = {each.platform_id: each.person_id for each in talk.rows(Account)}
    first, second = people[str(OFFICER)], people[str(colleague)]

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=1, max_size=8))
    def check(deeds: list[tuple[bool, int]]) -> None:
        now = clock.now()
        for is_first, minutes in deeds:
            now += timedelta(minutes=minutes)
            who = first if is_first else second
            talk.do(lambda db, who=who, now=now: taking.take(db, 1, kind, 7, who, now))  # type: ignore[misc]
        holds = first if deeds[-1][0] else second
        for who in (first, second):
            found = talk.do(lambda db, who=who: taking.others(db, 1, kind, who, now).get(7))  # type: ignore[misc]
            assert (found.person_id if found else None) == (None if who == holds else holds)
        assert talk.do(lambda db: taking.others(db, 1, kind, 0, now + taking.LASTS)) == {}
        assert talk.do(lambda db: taking.others(db, 2, kind, 0, now)) == {}

    check()

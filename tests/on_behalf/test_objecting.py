"""The chair's “Không đúng”: what it takes back, what it says, and when it comes too late."""

import pytest
import sqlmodel

from bot import reviews
from bot.database.transaction import Transaction
from bot.duties.kinds import LAUNCH, PLEDGE, REPORT
from bot.models import Campaign, Duty, Launch, OnBehalf, Outbox, Person, Report, written
from bot.post.message import Message
from bot.reviews.judging import By
from tests.conftest import DUNG
from tests.conversations.conftest import Join
from tests.on_behalf.conftest import ACCEPT, Desk
from tests.on_behalf.test_entering import SCHOOL, enter_pledge, enter_report
from tests.support.talking import Heard

LAUNCHED = "Đăng ký ngày phát động, Đợt 1"
DONE = f"↩️ Đã ghi: bản nhập hộ không đúng và không còn tính ({LAUNCHED}). Trợ lý đã báo cho Trần Thu Hà."
NOTHING_CHANGED = "Lần bấm này không làm thay đổi gì."


def press(desk: Desk, kind: str, version: int = 1, who: int | None = None) -> Heard:
    """The chair presses the button under what was told of an entry."""
    user = desk.chair if who is None else who
    return desk.talk.tap_data(user, f"/khongdung {desk.duties[kind]} {version}", "❌ Không đúng")


def duty(desk: Desk, kind: str) -> Duty:
    found: Duty = next(each for each in desk.talk.rows(Duty) if each.id == desk.duties[kind])
    return found


def days(desk: Desk) -> list[str]:
    """Every version of the launch, oldest first."""
    versions = [each for each in desk.talk.rows(Launch) if each.duty_id == desk.duties[LAUNCH]]
    return [f"{each.day:%d/%m}" if each.day else "-" for each in sorted(versions, key=lambda each: each.version)]


def test_with_nothing_before_it_the_duty_is_open_again(desk: Desk) -> None:
    desk.enter_launch()
    heard = press(desk, LAUNCH)
    assert heard.text == f"{DONE}\n\nViệc này đang chờ đơn vị ghi."
    assert heard.data == {"✏️ Tự ghi": f"/dangky {desk.duties[LAUNCH]}"}
    assert days(desk) == ["20/03", "-"]
    assert duty(desk, LAUNCH).done_at is None
    (row,) = desk.talk.rows(OnBehalf)
    assert row.objected_by is not None
    assert row.objected_at == desk.talk.clock.now()
    assert desk.talk.tap(desk.chair, "✏️ Tự ghi").text.startswith(f"{SCHOOL} phát động Đợt 1 vào ngày nào ạ?")


def test_the_officer_hears_of_it_and_sees_it_among_what_waits(desk: Desk) -> None:
    desk.enter_launch()
    press(desk, LAUNCH)
    (told,) = [Message.from_json(each.body) for each in desk.talk.rows(Outbox) if each.key.startswith("behalf-no/")]
    assert told.text == (
        f"❗ Nguyễn Thị Mai ({SCHOOL}) báo bản đồng chí nhập hộ không đúng: {LAUNCHED}.\nBản này không còn tính."
    )
    assert [option.label for row in told.options for option in row] == ["☎️ Ghi cuộc gọi", "✍️ Nhập hộ lại"]
    assert "• 1 bản nhập hộ bị báo không đúng." in desk.talk.say(desk.officer, "/quanly")
    listed = desk.talk.tap(desk.officer, "❗ Nhập hộ không đúng")
    assert f"• {SCHOOL}: {LAUNCHED}. Trần Thu Hà đã nhập, Nguyễn Thị Mai báo không đúng." in listed
    again = desk.talk.tap(desk.officer, f"✍️ {SCHOOL}")
    assert "❗ Trần Thu Hà đã nhập hộ việc này lúc 09:00, 04/03, nhưng đơn vị báo không đúng." in again


def test_what_the_chair_said_before_holds_again(desk: Desk) -> None:
    desk.talk.say(desk.chair, f"/dangky {desk.duties[LAUNCH]}")
    for words in ("27/3", "8 giờ, sân trường", "30"):
        desk.talk.say(desk.chair, words)
    desk.talk.tap(desk.chair, ACCEPT)
    desk.enter_launch()
    assert press(desk, LAUNCH, 2).text == f"{DONE}\n\nBản trước của đơn vị vẫn được tính."
    assert days(desk) == ["27/03", "20/03", "27/03"]
    assert duty(desk, LAUNCH).done_at is not None


def test_of_two_entries_both_can_be_taken_back(desk: Desk) -> None:
    desk.enter_launch()
    desk.enter_launch("27/3")
    heard = press(desk, LAUNCH, 2)
    assert "Bản đang tính cũng là bản nhập hộ.\n👤 Nhập hộ: Trần Thu Hà" in heard
    assert desk.talk.tap(desk.chair, "❌ Không đúng").text == f"{DONE}\n\nViệc này đang chờ đơn vị ghi."
    assert days(desk) == ["20/03", "27/03", "20/03", "-"]


def test_a_second_press_changes_nothing(desk: Desk) -> None:
    desk.enter_launch()
    press(desk, LAUNCH)
    heard = press(desk, LAUNCH)
    assert heard.text.startswith(f"Lúc 09:00, 04/03, đơn vị đã báo bản nhập hộ này không đúng. {NOTHING_CHANGED}")
    assert days(desk) == ["20/03", "-"]


def test_after_the_chair_entered_it_anew_nothing_is_taken_back(desk: Desk) -> None:
    desk.enter_launch()
    desk.talk.say(desk.chair, f"/dangky {desk.duties[LAUNCH]}")
    for words in ("27/3", "8 giờ, sân trường", "30"):
        desk.talk.say(desk.chair, words)
    desk.talk.tap(desk.chair, ACCEPT)
    heard = press(desk, LAUNCH)
    assert heard.text.startswith("Bản nhập hộ này đã được thay bằng bản khác nên không còn gì để rút.")
    assert days(desk) == ["20/03", "27/03"]


def test_after_the_approval_an_officer_is_asked(desk: Desk) -> None:
    enter_report(desk)
    number = next(each.id for each in desk.talk.rows(Report) if each.duty_id == desk.duties[REPORT])
    desk.talk.tap_data(desk.officer, f"/duyetxong {number}")
    heard = press(desk, REPORT)
    assert heard.text.startswith("👍 Báo cáo này đã được duyệt nên không rút lại bằng nút này được.")
    assert heard.labels == ("☎️ Gặp cán bộ",)


def test_a_report_and_a_pledge_are_taken_back(desk: Desk) -> None:
    enter_report(desk)
    enter_pledge(desk)
    assert "Việc này đang chờ đơn vị ghi." in press(desk, REPORT)
    assert "Việc này đang chờ đơn vị ghi." in press(desk, PLEDGE)
    assert [duty(desk, each).done_at for each in (REPORT, PLEDGE)] == [None, None]
    number = next(each.id for each in desk.talk.rows(Report) if each.duty_id == desk.duties[REPORT])
    assert "nên không cần duyệt bản này nữa" in desk.talk.tap_data(desk.officer, f"/duyetxong {number}")


@pytest.mark.parametrize("words", ["", " 1", " x y", " 999999 1", " 9999999999999999999999 1", " 1 1 1"])
def test_a_button_that_names_nothing(desk: Desk, words: str) -> None:
    heard = desk.talk.say(desk.chair, f"/khongdung{words}")
    assert heard.text.startswith("Trợ lý không tìm thấy bản nhập hộ này cho đơn vị của đồng chí.")


def test_another_units_chair_and_the_officer_cannot_object(desk: Desk, join: Join) -> None:
    desk.enter_launch()
    dung = join(DUNG)
    for user in (dung, desk.officer):
        assert press(desk, LAUNCH, who=user).text.startswith("Trợ lý không tìm thấy bản nhập hộ này")
    assert days(desk) == ["20/03"]


def test_a_closed_campaign_stays_as_it_is(desk: Desk) -> None:
    desk.enter_launch()
    desk.talk.do(_close)
    assert press(desk, LAUNCH).text.startswith("Chiến dịch đã đóng nên không thay đổi được nữa.")
    assert days(desk) == ["20/03"]


def test_whoever_entered_it_cannot_approve_it_alone_where_two_must(desk: Desk) -> None:
    desk.talk.do(_two_levels)
    enter_report(desk)
    number = next(each.id or 0 for each in desk.talk.rows(Report) if each.duty_id == desk.duties[REPORT])
    for _press in range(2):
        desk.talk.tap_data(desk.officer, f"/duyetxong {number}")
        assert [each.state for each in desk.talk.rows(Report) if each.id == number] == ["waiting"]
    other = By(1, desk.talk.do(_somebody), "Đỗ Văn Nam", desk.talk.clock.now())
    assert desk.talk.do(lambda db: reviews.approve(db, number, other))[1]


def _close(db: Transaction) -> None:
    for each in db.session.exec(sqlmodel.select(Campaign)).all():
        each.is_open = False
        db.session.add(each)


def _two_levels(db: Transaction) -> None:
    for each in db.session.exec(sqlmodel.select(Campaign)).all():
        each.review_levels = 2
        db.session.add(each)


def _somebody(db: Transaction) -> int:
    person = Person(federation_id=1, name="Đỗ Văn Nam")
    db.session.add(person)
    db.session.flush()
    return written(person.id)

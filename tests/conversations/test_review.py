"""/duyet and what belongs to it: an officer approves with one tap, returns with reasons, asks; the unit hears of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlmodel

from bot import launches
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import Invites, Seat
from bot.models import Duty, Office, Outbox, Report, Review, ReviewItem, Unit
from bot.people import OFFICER as OFFICER_ROLE
from bot.people import REVIEWER
from bot.post.message import Message
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import Join
from tests.reviews import reporting
from tests.reviews.reporting import IDEAS, UNITS, WORKS, key_of
from tests.support.talking import Heard, Talk

MAIS, DUNGS = UNITS[0], UNITS[1]
APPROVE, RETURN, ASK_MORE = "✅ Duyệt", "↩️ Trả lại", "❓ Hỏi thêm"
UNDO, SEND, ONWARD = "↩️ Hoàn tác (trong 10 phút)", "✅ Gửi cho đơn vị", "➡️ Tiếp tục (1 mục)"
NONE_LEFT = "✅ Không còn báo cáo nào chờ đồng chí duyệt."
COLLEAGUE = 9

Submit = Callable[..., int]


@pytest.fixture
def submit(talk: Talk, clock: StandingClock) -> Submit:
    """Let a unit report; what the demo has waiting is out of the way."""
    talk.do(reporting.clear)
    return lambda unit=MAIS, ideas=12, **more: talk.do(
        lambda db: reporting.submit(db, unit, {IDEAS: ideas, WORKS: None}, clock.now(), **more)
    )


@pytest.fixture
def colleague(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> int:  # noqa: ARG001  the officer is there first
    """A second officer of the same union."""
    root = next(each.id for each in talk.rows(Unit) if each.name == "Công đoàn phường Sông Xanh")
    seat = Seat(0, 1, root, "Công đoàn phường Sông Xanh", REVIEWER, "Chuyên viên", "Vũ Bình")
    secrets = talk.do(lambda db: invites.issue(db, seat, clock.now()))
    talk.say(COLLEAGUE, f"/start {secrets.token}")
    talk.tap(COLLEAGUE, "✅ Đúng, là tôi")
    talk.tap(COLLEAGUE, "Tôi đồng ý")
    talk.tap(COLLEAGUE, "🔔 Có, nhắc giúp tôi")
    return COLLEAGUE


def told(talk: Talk, prefix: str = "review/", state: str = "waiting") -> list[Message]:
    """What units were told about their reports."""
    rows = [each for each in talk.rows(Outbox) if each.key.startswith(prefix) and each.state == state]
    return [Message.from_json(each.body) for each in rows]


def state_of(talk: Talk, row: int) -> str:
    return next(str(each.state) for each in talk.rows(Report) if each.id == row)


def is_owed(talk: Talk, row: int) -> bool:
    duty = next(each.duty_id for each in talk.rows(Report) if each.id == row)
    return next(each.done_at is None for each in talk.rows(Duty) if each.id == duty)


def test_a_report_is_approved_with_three_taps_from_the_menu(talk: Talk, join: Join, submit: Submit) -> None:
    """The usual case: manage, review, approve; every further report is one tap."""
    officer, _mai = join(OFFICER), join(MAI)
    first, second = submit(), submit(DUNGS, 30)
    assert "• 2 báo cáo chờ duyệt." in talk.say(officer, "⚙️ Quản lý")
    shown = talk.tap(officer, "📝 Duyệt báo cáo")
    assert shown.text == (
        "🏫 Trường Tiểu học Sông Xanh\n📝 Báo cáo kết quả, Đợt 1\n📨 Nộp lúc 09:00, 04/03; việc này chưa có hạn.\n\n"
        "• Sáng kiến của bài thử: 12\n• Công trình của bài thử: Không có\n\n"
        "📊 Tự đánh giá: Hoàn thành tốt\n📎 Không có tệp minh chứng\n\nCòn 1 báo cáo khác chờ duyệt."
    )
    assert shown.labels == (APPROVE, RETURN, ASK_MORE, "⏭ Báo cáo khác")
    heard = talk.tap(officer, APPROVE)
    assert heard.text.startswith(f"✅ Đã duyệt: {MAIS}.\n\n🏫 {DUNGS}")
    assert talk.tap(officer, APPROVE).text == f"✅ Đã duyệt: {DUNGS}.\n\n{NONE_LEFT}"
    assert [state_of(talk, each) for each in (first, second)] == ["approved", "approved"]
    assert not is_owed(talk, first)
    assert "báo cáo chờ duyệt" not in talk.say(officer, "⚙️ Quản lý")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 4), "✅ Nộp đúng hạn, lúc 09:00, 04/03."),
        (date(2026, 3, 3), "⏰ Nộp muộn, lúc 09:00, 04/03."),
    ],
)
def test_the_card_says_whether_it_was_on_time_with_pledge_and_last_phase(
    talk: Talk, join: Join, submit: Submit, due: date, said: str
) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: setattr(reporting.duty_of(db, MAIS), "due_on", due))
    talk.do(lambda db: reporting.pledge(db, MAIS, IDEAS, 15))
    submit()
    shown = talk.say(officer, "/duyet")
    assert said in shown
    assert "• Sáng kiến của bài thử: 12 (đăng ký 15)\n" in shown


def test_the_unit_hears_of_an_approval_quietly_once_it_cannot_be_undone(
    talk: Talk, join: Join, submit: Submit, clock: StandingClock
) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    submit()
    talk.say(officer, "/duyet")
    talk.tap(officer, APPROVE)
    [news] = told(talk)
    assert (news.text, news.silent) == (f"👍 Báo cáo kết quả, Đợt 1 của {MAIS} đã được duyệt. Cảm ơn đồng chí!", True)
    [row] = [each for each in talk.rows(Outbox) if each.key.startswith("review/")]
    assert row.not_before > clock.now() + launches.UNDO


def test_an_approval_is_undone_and_the_unit_never_hears_of_it(talk: Talk, join: Join, submit: Submit) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    report = submit()
    talk.say(officer, "/duyet")
    data = talk.tap(officer, APPROVE).data[UNDO]
    heard = talk.tap(officer, UNDO)
    assert heard.text.startswith("↩️ Đã hoàn tác. Báo cáo chờ duyệt trở lại.\n\n🏫 Trường Tiểu học Sông Xanh")
    assert APPROVE in heard.labels
    assert state_of(talk, report) == "waiting"
    assert told(talk) == []
    assert talk.tap_data(officer, data).text == "Báo cáo này đã có bước xử lý mới hơn nên không còn gì để hoàn tác."
    assert not is_owed(talk, report)


def test_after_ten_minutes_an_approval_stays(talk: Talk, join: Join, submit: Submit, clock: StandingClock) -> None:
    officer = join(OFFICER)
    report = submit()
    talk.say(officer, "/duyet")
    talk.tap(officer, APPROVE)
    clock.walk_to(clock.now() + timedelta(minutes=10, seconds=1))
    assert talk.tap(officer, UNDO).text.startswith("Đã quá 10 phút nên không hoàn tác được.")
    assert state_of(talk, report) == "approved"


def test_doubts_are_returned_with_three_taps(talk: Talk, join: Join, submit: Submit) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    submit(DUNGS)
    report = submit(ideas=900, doubt="members")
    shown = talk.say(officer, "/duyet")
    assert "\n\n⚠️ Sáng kiến của bài thử: 900. Nhiều hơn số đoàn viên của đơn vị.\n• Công trình" in shown
    assert "⚠️ Sáng kiến của bài thử: Nhiều hơn số đoàn viên của đơn vị. Xin kiểm tra lại." in talk.tap(officer, RETURN)
    card = talk.tap(officer, "⚠️ Chỉ 1 mục đã đánh dấu")
    assert "⏰ Hạn bổ sung: Thứ Tư, 11/03/2026" in card
    done = talk.tap(officer, SEND)
    assert done.text.startswith(f"↩️ Đã trả lại báo cáo của {MAIS}. Trợ lý đã báo cho đơn vị.\n\n🏫 {DUNGS}")
    assert (state_of(talk, report), is_owed(talk, report)) == ("returned", True)
    [item] = talk.rows(ReviewItem)
    assert (item.question, item.reason) == (key_of(IDEAS), "Nhiều hơn số đoàn viên của đơn vị. Xin kiểm tra lại.")
    [news] = told(talk)
    assert news.text == (
        "↩️ Trần Thu Hà đề nghị đơn vị bổ sung Báo cáo kết quả, Đợt 1:\n"
        "• Sáng kiến của bài thử: Nhiều hơn số đoàn viên của đơn vị. Xin kiểm tra lại.\n"
        "⏰ Xin gửi trước hết ngày Thứ Tư, 11/03/2026. Trợ lý chỉ hỏi lại các mục này."
    )
    [[button]] = news.options
    duty = next(each.duty_id for each in talk.rows(Report) if each.id == report)
    assert (button.label, button.data) == ("✏️ Bổ sung ngay", f"/baocao {duty}")


def choose_one(talk: Talk, officer: int) -> Heard:
    """Return the first figure with a usual reason, to be mended in two working days; returns the card."""
    talk.tap(officer, RETURN)
    talk.tap(officer, f"⬜ {IDEAS}")
    talk.tap(officer, ONWARD)
    talk.tap(officer, "Xin kiểm tra lại con số.")
    return talk.tap(officer, "Thứ Sáu, 06/03")


def test_answers_are_chosen_each_with_its_reason(talk: Talk, join: Join, submit: Submit) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    submit()
    talk.say(officer, "/duyet")
    talk.tap(officer, RETURN)
    talk.say(officer, "1, 3")
    assert f"{IDEAS}: vì sao cần bổ sung?" in talk.tap(officer, "➡️ Tiếp tục (2 mục)")
    talk.tap(officer, "Xin giải thích rõ hơn.")
    talk.say(officer, "Thiếu ảnh buổi phát động")
    card = talk.say(officer, "9/3")
    assert card.text == (
        f"Xin kiểm tra lại giúp. Trả lại báo cáo của {MAIS}:\n\n• Mục cần bổ sung: {IDEAS}; Ảnh, tệp\n"
        f"• Lý do, {IDEAS}: Xin giải thích rõ hơn.\n• Lý do, Ảnh, tệp: Thiếu ảnh buổi phát động\n"
        "• Hạn bổ sung: Thứ Hai, 09/03/2026"
    )
    talk.tap(officer, "✏️ Sửa: Hạn bổ sung")
    talk.tap(officer, "Thứ Tư, 11/03")
    talk.tap(officer, SEND)
    reasons = [(each.question, each.reason) for each in talk.rows(ReviewItem)]
    assert reasons == [(key_of(IDEAS), "Xin giải thích rõ hơn."), ("evidence", "Thiếu ảnh buổi phát động")]


def test_a_resubmission_shows_what_changed_above_the_figures(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    first = submit()
    talk.say(officer, "/duyet")
    choose_one(talk, officer)
    untold = talk.tap(officer, SEND)
    assert untold.text.endswith(f"nên chưa được báo: xin gọi điện, hoặc gửi mã mời để đơn vị kết nối.\n\n{NONE_LEFT}")
    card = talk.tap(officer, "☎️ Mở thẻ đơn vị để gọi, mời")
    assert {"☎️ Đã gọi", "🔑 Gửi mã mời"} <= set(card.labels)
    second = submit(ideas=21, file="anh.jpg", words="Thiếu người")
    shown = talk.say(officer, "/duyet")
    assert "✅ Đúng hạn; bản mới lúc 09:00, 04/03." in shown
    assert (
        "🔁 Thay đổi so với bản trước:\n• Sáng kiến của bài thử: 12 → 21\n• Ảnh, tệp: 0 → 1 tệp\n"
        "• Khó khăn, kiến nghị: đã viết lại\n\n• Sáng kiến của bài thử: 21\n"
    ) in shown
    talk.tap(officer, APPROVE)
    assert (state_of(talk, first), state_of(talk, second)) == ("returned", "approved")


@pytest.mark.usefixtures("submit")
def test_from_report_to_return_to_mended_to_approved(talk: Talk, join: Join, clock: StandingClock) -> None:
    """Both sides by their own conversations: only the flagged answer is asked for again."""
    officer, mai = join(OFFICER), join(MAI)
    talk.do(lambda db: reporting.submit_all(db, MAIS, 5, clock.now()))
    talk.say(officer, "/duyet")
    talk.tap(officer, RETURN)
    talk.tap(officer, "⬜ Sáng kiến, cải tiến")
    talk.tap(officer, ONWARD)
    talk.tap(officer, "Xin kiểm tra lại con số.")
    talk.tap(officer, "Thứ Sáu, 06/03")
    talk.tap(officer, SEND)
    asked = talk.tap_data(mai, told(talk)[-1].options[0][0].data)
    assert "“Xin kiểm tra lại con số.”" in asked
    assert "Sáng kiến, cải tiến" in asked
    card = talk.say(mai, "9")
    assert "• Sáng kiến, cải tiến: 9 sáng kiến" in card
    talk.tap(mai, card.labels[0])
    assert "🔁 Thay đổi so với bản trước:\n• Sáng kiến, cải tiến: 5 → 9\n\n•" in talk.say(officer, "/duyet")
    assert talk.tap(officer, APPROVE).text == f"✅ Đã duyệt: {MAIS}.\n\n{NONE_LEFT}"


def test_what_was_asked_for_and_stayed_is_named(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    submit()
    talk.say(officer, "/duyet")
    choose_one(talk, officer)
    talk.tap(officer, SEND)
    submit()
    assert "🔁 Thay đổi so với bản trước:\n• Giữ nguyên dù đã được đề nghị: Sáng kiến của bài thử\n" in talk.say(
        officer, "/duyet"
    )


def test_the_second_of_two_officers_changes_nothing_and_hears_who_was_first(
    talk: Talk, join: Join, submit: Submit, colleague: int
) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    report = submit()
    theirs = talk.say(colleague, "/duyet").data
    talk.say(officer, "/duyet")
    talk.tap(officer, APPROVE)
    late = f"Đồng chí Trần Thu Hà đã duyệt báo cáo của {MAIS} lúc 09:00, 04/03. Lần bấm này không làm thay đổi gì."
    for label in (APPROVE, RETURN, ASK_MORE):
        assert talk.tap_data(colleague, theirs[label], label).text == late
    assert len(talk.rows(Review)) == len([each for each in talk.rows(Review) if each.report_id == report]) == 1
    assert talk.tap_data(officer, theirs[APPROVE]).text.startswith(f"Đồng chí đã duyệt báo cáo của {MAIS}")


def test_a_report_that_somebody_is_returning_is_shown_as_taken(
    talk: Talk, join: Join, submit: Submit, colleague: int, clock: StandingClock
) -> None:
    officer = join(OFFICER)
    submit()
    talk.say(officer, "/duyet")
    talk.tap(officer, RETURN)
    talk.say(colleague, "/duyet")
    assert talk.last[colleague].text.startswith("👀 Đồng chí Trần Thu Hà đang xem, vừa mở xong.\n\n🏫")
    assert "👀" not in talk.say(officer, "/duyet")
    clock.walk_to(clock.now() + timedelta(minutes=31))
    assert "👀" not in talk.say(colleague, "/duyet")


def test_who_finishes_later_finds_it_decided(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    report = submit()
    talk.say(officer, "/duyet")
    choose_one(talk, officer)
    talk.say(colleague, "/duyet")
    talk.tap(colleague, APPROVE)
    assert talk.tap(officer, SEND).text.startswith("Đồng chí Vũ Bình đã duyệt báo cáo của")
    assert (state_of(talk, report), talk.rows(ReviewItem)) == ("approved", [])


def test_two_levels_need_two_officers(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    report = submit()
    talk.do(lambda db: setattr(reporting.running(db), "review_levels", 2))
    data = talk.say(officer, "/duyet").data[APPROVE]
    text = f"✅ Đã duyệt lần một: {MAIS}. Còn cần một cán bộ khác duyệt lần hai.\n\n{NONE_LEFT}"
    assert talk.tap(officer, APPROVE).text == text
    assert talk.tap_data(officer, data).text.startswith("Đồng chí đã duyệt lần một rồi. Lần hai cần một cán bộ khác.")
    assert told(talk) == []
    assert "👤 Trần Thu Hà đã duyệt lần một; còn cần một cán bộ khác duyệt." in talk.say(colleague, "/duyet")
    talk.tap(colleague, APPROVE)
    assert state_of(talk, report) == "approved"
    assert len(told(talk)) == 1


def test_a_question_goes_to_the_unit_and_its_answer_to_the_card(talk: Talk, join: Join, submit: Submit) -> None:
    officer, mai = join(OFFICER), join(MAI)
    report = submit()
    talk.say(officer, "/duyet")
    talk.tap(officer, ASK_MORE)
    assert talk.say(officer, "Có tính cả năm trước không?").text.startswith(
        f"❓ Đã gửi câu hỏi cho {MAIS}. Báo cáo vẫn chờ duyệt."
    )
    assert (state_of(talk, report), is_owed(talk, report)) == ("asked", False)
    [news] = told(talk)
    assert news.text == "❓ Trần Thu Hà hỏi về Báo cáo kết quả, Đợt 1:\n“Có tính cả năm trước không?”"
    talk.tap_data(mai, news.options[0][0].data)
    assert talk.say(mai, "Chỉ năm nay").text == "✅ Trợ lý đã chuyển câu trả lời đến cán bộ."
    shown = talk.say(officer, "/duyet")
    assert "❓ Trần Thu Hà đã hỏi: “Có tính cả năm trước không?”\n💬 Nguyễn Thị Mai trả lời: “Chỉ năm nay”" in shown
    assert state_of(talk, report) == "waiting"
    again = talk.tap_data(mai, news.options[0][0].data)
    assert again.text == "Hiện không có câu hỏi nào đang chờ đơn vị trả lời về báo cáo này."
    assert any(each.text.startswith(f"💬 {MAIS} trả lời về Báo cáo") for each in told(talk))


def test_a_new_version_in_answer_to_a_question_shows_the_question(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    report = submit()
    talk.say(officer, f"/hoibaocao {report}")
    asked = talk.say(officer, "Số này đủ chưa?")  # of a unit where nobody joined
    assert "☎️ Mở thẻ đơn vị để gọi, mời" in asked.labels
    submit(ideas=15)
    shown = talk.say(officer, "/duyet").text
    assert "❓ Trần Thu Hà đã hỏi: “Số này đủ chưa?”\n\n🔁 Thay đổi so với bản trước:\n• Sáng kiến của bài thử: 12 → 15" in shown


def test_nobody_else_answers_for_a_unit(talk: Talk, join: Join, submit: Submit) -> None:
    officer, dung = join(OFFICER), join(DUNG)
    report = submit()
    talk.say(officer, f"/hoibaocao {report}")
    talk.say(officer, "Số nào đúng?")
    none = "Hiện không có câu hỏi nào đang chờ đơn vị trả lời về báo cáo này."
    assert talk.say(dung, f"/traloibaocao {report}").text == none


@pytest.mark.parametrize("command", ["duyet", "duyetxong", "boduyet", "tralai", "hoibaocao", "minhchung"])
def test_a_chair_reviews_nothing(talk: Talk, join: Join, submit: Submit, command: str) -> None:
    mai = join(MAI)
    report = submit()
    assert talk.say(mai, f"/{command} {report}").text.startswith("Việc này dành cho cán bộ công đoàn cấp trên.")
    assert state_of(talk, report) == "waiting"


@pytest.mark.parametrize("command", ["duyetxong", "tralai", "hoibaocao"])
@pytest.mark.parametrize("words", ["", "999999", "999999999999999999999", "²", "abc"])
def test_a_report_that_is_not_there(talk: Talk, join: Join, submit: Submit, command: str, words: str) -> None:
    officer = join(OFFICER)
    submit()
    text = "Trợ lý không tìm thấy báo cáo này trong các đơn vị đồng chí phụ trách."
    assert talk.say(officer, f"/{command} {words}".strip()).text == text


def test_a_report_out_of_reach_is_not_there(talk: Talk, join: Join, submit: Submit) -> None:
    """Dũng's chair office becomes a reviewer's office of that one unit."""
    dung = join(DUNG)
    mine, other = submit(DUNGS), submit(MAIS)
    talk.do(_let_review)
    assert DUNGS in talk.say(dung, "/duyet")
    assert "báo cáo khác" not in talk.last[dung].text
    assert talk.say(dung, f"/duyetxong {other}").text.startswith("Trợ lý không tìm thấy báo cáo này")
    assert talk.say(dung, f"/minhchung {other}").text == "Báo cáo này không có tệp minh chứng."
    assert (state_of(talk, mine), state_of(talk, other)) == ("waiting", "waiting")


def _let_review(db: Transaction) -> None:
    for each in db.session.exec(sqlmodel.select(Office).where(Office.role != OFFICER_ROLE)).all():
        each.role = REVIEWER
        db.session.add(each)


def test_a_report_that_was_taken_back_meanwhile(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    report = submit()
    talk.say(officer, "/duyet")

    def withdraw(db: Transaction) -> None:
        row = db.session.get_one(Report, report)
        row.state, row.is_latest = "withdrawn", False

    talk.do(withdraw)
    heard = talk.tap(officer, APPROVE)
    assert heard.text == f"{MAIS} đã rút lại bản báo cáo này hoặc đã gửi bản mới, nên không cần duyệt bản này nữa."
    assert talk.tap(officer, "📝 Xem báo cáo chờ duyệt").text == NONE_LEFT
    assert talk.rows(Review) == []


def test_files_come_on_demand(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    submit(file="anh.jpg")
    talk.say(officer, "/duyet")
    assert talk.tap(officer, "📎 Xem minh chứng").text == "📎 Trợ lý gửi 1 tệp trong tin riêng."
    assert len([each for each in talk.rows(Outbox) if each.kind == "document"]) == 1
    assert talk.tap(officer, "📝 Trở lại báo cáo").text.startswith(f"🏫 {MAIS}")


def test_one_goes_round_through_what_waits(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    for unit in UNITS:
        submit(unit)
    talk.say(officer, "/duyet")
    seen = [talk.last[officer].text] + [talk.tap(officer, "⏭ Báo cáo khác").text for _ in range(3)]
    assert [each.split("\n")[0] for each in seen] == [f"🏫 {unit}" for unit in (*UNITS, UNITS[0])]

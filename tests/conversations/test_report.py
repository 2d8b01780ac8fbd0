"""A chair reports a phase: a question for each figure, doubts, evidence, a card, a receipt; and mends what came back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlmodel import col

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.models import Document, Duty, Evidence, Figure, Indicator, Phase, Report, Review, ReviewItem, Unit, written
from bot.reports import Filed, last_phase, report_of
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.support.talking import SILENCE, Heard, Talk

SEPTEMBER = datetime(2026, 9, 9, 2, 0, tzinfo=UTC)  # Wednesday, 9:00 in Viet Nam, in the second phase: the first is approved
SEND, UNDO, NO_PHOTO = "📨 Gửi báo cáo", "↩️ Rút lại để sửa (trong 10 phút)", "Không gửi ảnh"
GOOD = "Hoàn thành tốt"
PDF = b"%PDF-1.4 one"
FIGURES = ("doan_vien_moi", "cham_lo", "tien_cham_lo", "nguoi_tot", "tiet_day_tot", "cong_trinh", "sang_kien")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(SEPTEMBER)


def mais_duty(db: Transaction, phase: str = "Đợt 2") -> Duty:
    wanted = sqlmodel.select(Duty).join(Unit, col(Unit.id) == Duty.unit_id).join(Phase, col(Phase.id) == Duty.phase_id)
    running = wanted.where(Unit.name == MAIS_UNIT, Duty.kind == "report", Phase.name == phase)
    duty = db.session.exec(running).one()
    db.session.refresh(duty)
    return duty


def filed(talk: Talk) -> Filed:
    found = talk.do(lambda db: report_of(db, written(mais_duty(db).id)))
    assert found is not None
    return found


def past(talk: Talk) -> dict[str, float]:
    return talk.do(lambda db: last_phase(db, mais_duty(db)).amounts)


def said_again(talk: Talk, factor: float = 1.0) -> list[str]:
    """The figures of the last phase, as somebody types them."""
    before = past(talk)
    return [f"{round(before[code] * factor)}{' đồng' if code == 'tien_cham_lo' else ''}" for code in FIGURES]


def send_all(talk: Talk, user: int) -> Heard:
    """The quickest way from the command to the receipt."""
    talk.say(user, "/baocao")
    talk.tap(user, "🔁 Mọi câu như đợt trước")
    talk.tap(user, "Không có")
    talk.tap(user, NO_PHOTO)
    talk.tap(user, GOOD)
    return talk.tap(user, SEND)


def hand_back(talk: Talk, reasons: dict[str, str], comment: str = "Xin xem lại.") -> None:
    """What a review does that returns a report."""

    def work(db: Transaction) -> None:
        duty = mais_duty(db)
        row = db.session.exec(sqlmodel.select(Report).where(Report.duty_id == duty.id, col(Report.is_latest))).one()
        row.state, duty.done_at = "returned", None
        said = Review(federation_id=1, report_id=written(row.id), verdict="returned", comment=comment, recorded_at=SEPTEMBER)
        db.session.add_all([row, duty, said])
        db.session.flush()
        db.session.add_all(
            ReviewItem(federation_id=1, review_id=written(said.id), question=key, reason=reason)
            for key, reason in reasons.items()
        )

    talk.do(work)


def test_the_first_screen_says_how_long_it_takes_and_offers_what_is_known(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    before = past(talk)
    heard = talk.say(mai, "📝 Nộp báo cáo")
    assert heard.text == (
        f"📝 Báo cáo Đợt 2, {MAIS_UNIT}: 10 câu, khoảng 3 phút.\n"
        "Đang làm có thể dừng, Trợ lý giữ lại phần đã điền.\n"
        "1. Đoàn viên mới kết nạp\n"
        "2. Lượt người được chăm lo\n"
        "3. Số tiền chăm lo\n"
        "4. Gương người tốt, việc tốt\n"
        "5. Tiết dạy tốt chào mừng\n"
        "6. Công trình, phần việc xong từ đầu năm\n"
        "7. Sáng kiến, cải tiến\n"
        "Có thể gõ nhiều số một lúc theo thứ tự trên, ví dụ: 12; 9; 0; 3\n"
        "\n"
        "Câu 1/10. Đoàn viên mới kết nạp (đoàn viên)?\n"
        "Gõ một con số, hoặc bấm nút."
    )
    assert heard.labels == (
        f"Như đợt trước: {before['doan_vien_moi']:.0f} đoàn viên",
        "Không có",
        "Chưa làm",
        "🔁 Mọi câu như đợt trước",
        "⏸ Để sau",
    )


def test_eight_figures_take_at_most_twelve_messages_even_one_by_one(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    numbers = said_again(talk)
    sent = ["/baocao", *numbers, "Cả trường cùng soạn bài", NO_PHOTO, GOOD, SEND]
    for each in sent:
        heard = talk.tap(mai, each) if each in {NO_PHOTO, GOOD, SEND} else talk.say(mai, each)
    assert heard.text.startswith("✅ Đã nộp báo cáo Đợt 2 lúc 09:00, 09/09.")
    assert len(sent) == 12


def test_several_numbers_in_one_message_leave_room_for_a_photo_and_words(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    asked = talk.say(mai, "; ".join(said_again(talk)))
    assert asked.text.startswith("Câu 8/10. Cách dạy, cách học hay?")
    talk.tap(mai, "Chưa làm")
    assert "Đã nhận 1 tệp." in talk.upload(mai, "ảnh.pdf", PDF)
    talk.tap(mai, "✅ Xong (1 tệp)")
    talk.tap(mai, GOOD)
    talk.tap(mai, "✏️ Sửa: Khó khăn, kiến nghị")
    card = talk.say(mai, "Thiếu phòng họp")
    assert "• Khó khăn, kiến nghị: Thiếu phòng họp" in card
    talk.tap(mai, SEND)
    report = filed(talk)
    assert (report.words, report.grade, len(report.evidence), report.state) == ("Thiếu phòng họp", "good", 1, "waiting")
    assert {each.code: each.answer.amount for each in report.figures if each.answer.amount is not None} == past(talk)


@pytest.mark.parametrize("between", ["; ", ", ", "\n", " ;"])
def test_what_may_stand_between_numbers(talk: Talk, join: Join, between: str) -> None:
    mai = join(MAI)
    numbers = said_again(talk)
    talk.say(mai, "/baocao")
    assert talk.say(mai, between.join(numbers[:3])).text.startswith("Câu 4/10.")


def test_one_tap_for_everything_as_in_the_last_phase(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = send_all(talk, mai)
    assert UNDO in heard.labels
    assert {each.code: each.answer.amount for each in filed(talk).figures if each.answer.amount is not None} == past(talk)


def test_nothing_zero_and_not_yet_are_three_answers(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    talk.tap(mai, "🔁 Mọi câu như đợt trước")
    talk.tap(mai, "Không có")
    talk.tap(mai, NO_PHOTO)
    talk.tap(mai, GOOD)
    for item, said in (
        ("Sáng kiến, cải tiến", "0"),
        ("Đoàn viên mới kết nạp", "không có"),
        ("Tiết dạy tốt chào mừng", "chưa làm"),
    ):
        talk.tap(mai, f"✏️ Sửa: {item}")
        card = talk.say(mai, said)
    assert "• Sáng kiến, cải tiến: 0 sáng kiến" in card
    assert "• Đoàn viên mới kết nạp: Không có" in card
    talk.tap(mai, SEND)
    answers = {each.code: (each.answer.state, each.answer.amount) for each in filed(talk).figures}
    assert answers["sang_kien"] == ("given", 0.0)
    assert answers["doan_vien_moi"] == ("none", None)
    assert answers["tiet_day_tot"] == ("not_yet", None)


def test_a_bare_no_is_asked_back(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    heard = talk.say(mai, "không")
    assert heard.text.startswith("Ý đồng chí là số 0, hay việc này không có ở đơn vị?")
    assert heard.labels[:3] == ("0 đoàn viên", "Không có", "Chưa làm")
    assert talk.tap(mai, "0 đoàn viên").text.startswith("Câu 2/10.")


def test_money_follows_only_where_somebody_was_cared_for(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    talk.say(mai, "không có")
    assert talk.say(mai, "không có").text.startswith("Câu 4/10.")
    talk.tap(mai, "◀ Câu trước")
    assert talk.say(mai, f"{past(talk)['cham_lo']:.0f}").text.startswith("Câu 3/10. Số tiền chăm lo (đồng)?")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("nhiều lắm", "Xin gõ một con số"),
        ("-5", "Xin gõ một con số"),
        ("2,5", "Câu này cần một số nguyên"),
        ("1,250", "Ý đồng chí là số nào ạ?"),
        ("1; 2; 3; 4; 5; 6; 7; 8; 9", "Câu 1/10"),
        ("like last please", "Xin gõ một con số"),
    ],
)
def test_what_is_no_answer_says_what_to_do(talk: Talk, join: Join, said: str, expected: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    heard = talk.say(mai, said)
    assert expected in heard
    assert "Câu 1/10" in heard


def test_more_than_the_members_is_asked_about_and_settled_with_one_tap(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    heard = talk.say(mai, "620")
    assert heard.text == "Đoàn viên mới kết nạp: 620 nhiều hơn số đoàn viên (62). Có phải 62 không ạ?"
    assert heard.labels[:3] == ("62", "Giữ 620", "✏️ Gõ lại")
    assert talk.tap(mai, "✏️ Gõ lại").text.startswith("📝 Báo cáo Đợt 2")
    talk.say(mai, "620")
    assert talk.tap(mai, "Giữ 620").text.startswith("Câu 2/10.")


def test_a_doubt_that_was_kept_goes_with_the_figure(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    numbers = said_again(talk)
    big = f"{10 * int(numbers[6])}"
    talk.say(mai, "/baocao")
    heard = talk.say(mai, "; ".join([*numbers[:6], big]))
    assert f"{big} nhiều hơn hẳn mọi lần ({numbers[6]}). Có phải {numbers[6]} không ạ?" in heard
    talk.tap(mai, f"Giữ {big}")
    for each in ("Chưa làm", NO_PHOTO, GOOD, SEND):
        talk.tap(mai, each)
    assert [each.answer.doubt for each in filed(talk).figures if each.code == "sang_kien"] == ["tenfold"]


def test_a_number_typed_at_a_doubt_is_the_new_figure(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    talk.say(mai, "620")
    assert talk.say(mai, f"{past(talk)['doan_vien_moi']:.0f}").text.startswith("Câu 2/10.")


def test_two_answers_in_each_others_place_are_put_right_with_one_tap(talk: Talk, join: Join) -> None:
    mai = join(MAI)

    def apart(db: Transaction) -> None:
        """The last phase of two neighbours, so far apart that nobody can take one for the other."""
        rows = sqlmodel.select(Figure, Indicator).join(Indicator, col(Indicator.id) == Figure.indicator_id)
        for figure, indicator in db.session.exec(rows).all():
            if indicator.code in {"cong_trinh", "sang_kien"}:
                figure.amount = {"cong_trinh": 10.0, "sang_kien": 30.0}[indicator.code]
                db.session.add(figure)

    talk.do(apart)
    numbers = said_again(talk)
    talk.say(mai, "/baocao")
    talk.say(mai, "; ".join(numbers[:5]))
    heard = talk.say(mai, "31")
    assert heard.text.startswith("Công trình, phần việc xong từ đầu năm: 31")
    talk.tap(mai, "Giữ 31")
    heard = talk.say(mai, "11")
    assert heard.text.startswith("Hai câu có bị gõ đổi chỗ không ạ?\n• Công trình, phần việc xong từ đầu năm: 31 công trình\n")
    assert talk.tap(mai, "🔄 Đổi lại giúp tôi").text.startswith("Câu 8/10.")
    for each in ("Chưa làm", NO_PHOTO, GOOD, SEND):
        talk.tap(mai, each)
    amounts = {each.code: (each.answer.amount, each.answer.doubt) for each in filed(talk).figures}
    assert (amounts["cong_trinh"], amounts["sang_kien"]) == ((11.0, ""), (30.0 + 1, ""))


def test_what_was_filled_in_waits_for_weeks_and_is_found_by_every_way(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    talk.say(mai, "📝 Nộp báo cáo")
    talk.say(mai, "; ".join(said_again(talk)[:4]))
    talk.tap(mai, "⏸ Để sau")
    clock.walk_to(SEPTEMBER + timedelta(days=40))
    assert "Câu 5/10." in talk.say(mai, "/baocao")
    talk.say(mai, "/conthieu")
    heard = talk.tap(mai, "📝 Báo cáo Đợt 2")
    assert "Trợ lý còn giữ phần đồng chí đã điền." in heard
    assert "Câu 5/10." in heard


def album(talk: Talk, user: int, count: int) -> list[Heard]:
    """Several photos at once: the platform sends each as a message of its own; what was said to each, then what was said in
    the end, when all have been fetched."""
    photo: dict[str, Any] = {"file_name": "a.pdf", "file_size": 20}
    heard = []
    for each in range(count):
        message = {"document": {**photo, "file_id": f"album-{each}"}, "media_group_id": "1"}
        heard.append(Talk.send(talk, user, {"message": {**talk._message(user), **message}}))  # noqa: SLF001  silence is allowed
    return heard


def test_an_album_is_answered_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    talk.tap(mai, "🔁 Mọi câu như đợt trước")
    talk.tap(mai, "Không có")
    heard = album(talk, mai, 4)
    assert [each is SILENCE for each in heard] == [False, True, True, True]
    end = talk.fetched(mai, PDF)
    assert end is not None
    assert end.text.count("Gửi xong, xin bấm “Xong”.") == 1
    assert end.text.startswith("Ảnh, tệp này đã gửi rồi, Trợ lý chỉ giữ một bản.\nĐã nhận 1 tệp.\n\nCâu 9/10.")  # four alike
    assert "✅ Xong (1 tệp)" in end.labels


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("ảnh.jpg", b"MZ\x90\x00 an executable", "chưa nhận ảnh.jpg"),
        ("../../etc/passwd.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xc3\x50\x00\x00\xc3\x50", "kích thước quá lớn"),
        ("a.zip", b"PK\x03\x04 nothing", "chưa nhận a.zip"),
        ("a.txt", b"", "chưa nhận a.txt"),
    ],
)
def test_files_that_are_refused(talk: Talk, join: Join, name: str, content: bytes, expected: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    talk.tap(mai, "🔁 Mọi câu như đợt trước")
    talk.tap(mai, "Không có")
    heard = talk.upload(mai, name, content)
    assert expected in heard
    assert heard.labels[0] == NO_PHOTO


def test_the_same_file_in_another_report_is_noticed_and_evidence_has_our_own_name(talk: Talk, join: Join) -> None:
    for user in (join(MAI), join(DUNG)):
        talk.say(user, "/baocao")
        talk.tap(user, "🔁 Mọi câu như đợt trước")
        if user == MAI:
            talk.tap(user, "Không có")
        heard = talk.upload(user, "..\\ảnh đẹp.exe", PDF)
        talk.tap(user, "✅ Xong (1 tệp)")
        talk.tap(user, GOOD)
        talk.tap(user, SEND)
    assert "đã có trong báo cáo của đơn vị khác" in heard
    assert [(each.name, each.media_type) for each in talk.rows(Document)] == [("minh-chung-1.pdf", "application/pdf")]
    assert len(talk.rows(Evidence)) == 2


def test_a_second_press_on_send_sends_nothing_twice(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/baocao")
    talk.tap(mai, "🔁 Mọi câu như đợt trước")
    talk.tap(mai, "Không có")
    talk.tap(mai, NO_PHOTO)
    card = talk.tap(mai, GOOD)
    talk.tap_data(mai, card.data[SEND], SEND)
    talk.tap_data(mai, card.data[SEND], SEND)
    assert filed(talk).version == 1


def test_taken_back_within_ten_minutes_it_is_owed_again(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    send_all(talk, mai)
    assert talk.do(lambda db: mais_duty(db).done_at) is not None
    clock.walk_to(SEPTEMBER + timedelta(minutes=10))
    assert talk.tap(mai, UNDO).text.startswith("↩️ Đã rút lại báo cáo.")
    assert talk.do(lambda db: mais_duty(db).done_at) is None
    assert "📝 Báo cáo Đợt 2" in talk.say(mai, "/conthieu").labels
    send_all(talk, mai)
    assert filed(talk).version == 2


def test_after_ten_minutes_it_can_be_changed_but_not_taken_back(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    receipt = send_all(talk, mai)
    clock.walk_to(SEPTEMBER + timedelta(minutes=11))
    assert talk.tap_data(mai, receipt.data[UNDO]).text.startswith("Đã quá 10 phút")
    card = talk.say(mai, "/baocao")
    assert "Bản nộp lúc 09:00, 09/09 vẫn giữ nguyên. Muốn sửa mục nào, xin bấm ✏️ ở mục ấy." in card
    talk.tap(mai, "✏️ Sửa: Tự đánh giá")
    talk.tap(mai, "Hoàn thành xuất sắc")
    talk.tap(mai, SEND)
    assert (filed(talk).version, filed(talk).grade) == (2, "excellent")


def test_nobody_takes_back_anothers_report(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    receipt = send_all(talk, mai)
    assert talk.say(dung, receipt.data[UNDO]).text == "Trợ lý không tìm thấy báo cáo này của đồng chí."
    assert filed(talk).state == "waiting"


def test_a_return_reopens_only_what_is_flagged(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    send_all(talk, mai)
    before = filed(talk)
    hand_back(talk, {"figure:sang_kien": "Xin đếm lại.", "evidence": "Thiếu ảnh."})
    heard = talk.say(mai, "/baocao")
    assert heard.text.startswith("↩️ Cán bộ đề nghị xem lại: “Xin đếm lại.”\nCâu 7/10. Sáng kiến, cải tiến (sáng kiến)?")
    kept = before.answer("figure:sang_kien")
    assert kept is not None
    heard = talk.say(mai, f"{(kept.amount or 0) + 1:.0f}")
    assert heard.text.startswith("↩️ Cán bộ đề nghị xem lại: “Thiếu ảnh.”\nCâu 9/10.")
    talk.upload(mai, "ảnh.pdf", PDF)
    card = talk.tap(mai, "✅ Xong (1 tệp)")
    assert [label for label in card.labels if label.startswith("✏️")] == ["✏️ Sửa: Sáng kiến, cải tiến", "✏️ Sửa: Ảnh, tệp"]
    talk.tap(mai, SEND)
    after = filed(talk)
    changed = [each.code for each, other in zip(after.figures, before.figures, strict=True) if each.answer != other.answer]
    assert changed == ["sang_kien"]
    assert (after.version, after.state, after.grade, len(after.evidence)) == (2, "waiting", "good", 1)
    assert talk.do(lambda db: mais_duty(db).done_at) is not None


def test_a_return_while_the_chair_is_changing_it_opens_the_flagged_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    send_all(talk, mai)
    talk.say(mai, "/baocao")
    talk.tap(mai, "✏️ Sửa: Tự đánh giá")
    hand_back(talk, {"figure:nguoi_tot": "Xin xem lại."})
    assert "“Xin xem lại.”\nCâu 4/10." in talk.say(mai, "Hoàn thành")


def test_a_return_without_items_opens_everything(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    send_all(talk, mai)
    hand_back(talk, {}, "Chưa đủ số liệu.")
    card = talk.say(mai, "/baocao")
    assert "↩️ Cán bộ đề nghị xem lại: “Chưa đủ số liệu.”" in card
    assert len([label for label in card.labels if label.startswith("✏️")]) == 11


def test_what_was_approved_or_came_on_paper_is_not_asked_for(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    number = talk.do(lambda db: mais_duty(db, "Đợt 1").id)
    assert talk.say(mai, f"/baocao {number}").text.startswith(f"👍 Báo cáo Đợt 1 của {MAIS_UNIT} đã được duyệt")

    def on_paper(db: Transaction) -> None:
        mais_duty(db).done_at = SEPTEMBER

    talk.do(on_paper)
    assert talk.say(mai, "/baocao").text == "✅ Đơn vị của đồng chí không còn báo cáo nào phải nộp."


def test_an_officer_who_leads_no_unit_is_shown_the_work_of_an_officer(talk: Talk, join: Join) -> None:
    heard = talk.say(join(OFFICER), "/baocao")
    assert heard.text.startswith("Báo cáo do chủ tịch công đoàn cơ sở nộp.")
    assert list(heard.data.values()) == ["/chuanop", "/duyet", "/nhapho"]


def test_a_closed_report_says_what_to_do(talk: Talk, join: Join) -> None:
    mai = join(MAI)

    def close(db: Transaction) -> None:
        duty = mais_duty(db)
        duty.due_on = duty.closes_on = date(2026, 9, 1)

    talk.do(close)
    assert talk.say(mai, "/baocao").text.startswith("🔒 Báo cáo Đợt 2 đã khóa vì quá hạn.")


def test_another_units_report_cannot_be_named(talk: Talk, join: Join) -> None:
    dung = join(DUNG)
    number = talk.do(lambda db: mais_duty(db).id)
    assert talk.say(dung, f"/baocao {number}").text == "Đồng chí nộp báo cáo nào ạ?"


@pytest.mark.parametrize(
    ("due_on", "grace", "margin", "is_late"),
    [
        (date(2026, 9, 14), 0, ", trước hạn 5 ngày", False),
        (date(2026, 9, 9), 0, ", đúng ngày hạn", False),
        (date(2026, 9, 7), 2, ", sau hạn 2 ngày", False),
        (date(2026, 9, 7), 1, ", sau hạn 2 ngày", True),
        (None, 0, "", False),
    ],
)
def test_the_receipt_says_how_far_from_the_deadline(
    talk: Talk,
    join: Join,
    due_on: date | None,
    grace: int,
    margin: str,
    is_late: bool,  # noqa: FBT001  a table of cases
) -> None:
    mai = join(MAI)

    def set_day(db: Transaction) -> None:
        duty = mais_duty(db)
        duty.due_on, duty.grace_days = due_on, grace

    talk.do(set_day)
    heard = send_all(talk, mai)
    report = filed(talk)
    code = f"{report.receipt[:4]}-{report.receipt[4:]}"
    assert heard.text == (
        f"✅ Đã nộp báo cáo Đợt 2 lúc 09:00, 09/09{margin}. Cảm ơn đồng chí!\n🏫 {MAIS_UNIT}\n"
        f"🧾 Số {report.id}-1, mã biên nhận: {code}\nTự đánh giá: Hoàn thành tốt"
    )
    assert report.is_late is is_late


def test_who_may_look_up_a_receipt(talk: Talk, join: Join) -> None:
    mai, dung, officer = join(MAI), join(DUNG), join(OFFICER)
    send_all(talk, mai)
    code = filed(talk).receipt
    for user in (mai, officer):
        heard = talk.say(user, f"/bienlai {code[:4].lower()} {code[4:]}")
        assert f"{code[:4]}-{code[4:]}: Báo cáo kết quả, Đợt 2\n🏫 {MAIS_UNIT}\n" in heard
        assert "đúng hạn\n📌 Bản 1: đang chờ duyệt" in heard
    assert talk.say(dung, f"/bienlai {code}").text.startswith("Trợ lý không tìm thấy mã biên nhận")
    assert talk.say(officer, "/bienlai AAAAAAAA").text.startswith("Trợ lý không tìm thấy mã biên nhận")


def test_a_campaign_without_figures_is_reported_in_words(talk: Talk, join: Join) -> None:
    mai = join(MAI)

    def no_figures(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(Figure)).all():
            db.session.delete(each)
        db.session.flush()
        for row in db.session.exec(sqlmodel.select(Indicator)).all():
            db.session.delete(row)

    talk.do(no_figures)
    assert "Câu 1/2. Gửi ảnh hoặc tệp" in talk.say(mai, "/baocao")
    talk.tap(mai, NO_PHOTO)
    assert talk.tap(mai, GOOD).text == "Kết quả chính của đơn vị trong đợt? Gõ vài dòng."
    talk.say(mai, "Cả đơn vị đã ra quân.")
    talk.tap(mai, SEND)
    assert (filed(talk).words, filed(talk).figures) == ("Cả đơn vị đã ra quân.", [])

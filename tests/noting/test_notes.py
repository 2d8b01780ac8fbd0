"""/ghichuquy: at most five lines, one by one or all at once, as in the quarter before, amended until it closes."""

from datetime import date, timedelta

import pytest
import sqlmodel

from bot import notes
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.duties.kinds import NOTE
from bot.models import Campaign, Duty, Note, Operation, Unit
from bot.sheets.table import gathering, workbook
from tests.conftest import DUNG, MAI, NOW
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.follow_up.conftest import duty_id, whole
from tests.sheets.opened import check, sheets
from tests.support.talking import Heard, Talk

SEND, ENOUGH, LIKE, WHOLE = "📨 Gửi báo cáo", "✅ Xong, không thêm", "🔁 Như quý trước", "🔁 Cả báo cáo như quý trước"
INTRO = (
    f"🗒 Báo cáo quý 1/2026, {MAIS_UNIT}. Hạn: Thứ Sáu, 10/04/2026, còn 37 ngày.\n"
    "Nhiều nhất 5 dòng: mỗi tin một dòng, hoặc gõ cả trong một tin.\n"
    "Dòng 1/5. Quý này đơn vị đã làm được việc gì nổi bật?"
)
SECOND = date(2026, 6, 29)  # in the second quarter


def of_mai(db: Transaction, quarter: int = 20261) -> Duty:
    wanted = sqlmodel.select(Duty).join(Unit, sqlmodel.col(Unit.id) == Duty.unit_id)
    wanted = wanted.where(Unit.name == MAIS_UNIT, Duty.kind == NOTE, Duty.occurrence == quarter)
    return db.session.exec(wanted).one()


def written(talk: Talk) -> list[Note]:
    return sorted(talk.rows(Note), key=lambda each: each.id or 0)


def holding(talk: Talk) -> list[str]:
    return [each.words for each in written(talk) if each.is_latest]


def sent_first(talk: Talk, user: int, text: str = "Tết sum vầy\nTặng quà 40 đoàn viên\nThi nấu ăn") -> Heard:
    """The note of the first quarter, in one message; returns the receipt."""
    talk.say(user, "/ghichuquy")
    talk.say(user, text)
    return talk.tap(user, SEND)


def test_line_by_line(quarterly: Talk, join: Join) -> None:
    mai = join(MAI)
    first = quarterly.say(mai, "/ghichuquy")
    assert first.text == INTRO
    assert first.labels == ("⏸ Để sau",)
    second = quarterly.say(mai, "Tặng quà 40 đoàn viên")
    assert second.text == "Dòng 2/5. Gõ thêm một dòng, hoặc bấm ✅ Xong."
    quarterly.say(mai, "Thi nấu ăn")
    card = quarterly.tap(mai, ENOUGH)
    assert card.text == (
        f"Xin kiểm tra lại giúp:\n🗒 Báo cáo quý 1/2026, {MAIS_UNIT}\n\n"
        "• Dòng 1: Tặng quà 40 đoàn viên\n• Dòng 2: Thi nấu ăn\n• Dòng 3: –"
    )
    receipt = quarterly.tap(mai, SEND)
    assert receipt.text == (
        "✅ Đã nhận báo cáo quý 1/2026 lúc 09:00, 04/03, trước hạn 37 ngày. Cảm ơn đồng chí!\n"
        f"🏫 {MAIS_UNIT}\nSửa được đến hết Thứ Năm, 30/04/2026."
    )
    [row] = written(quarterly)
    assert (row.words, row.version, row.is_latest, row.is_late) == ("Tặng quà 40 đoàn viên\nThi nấu ăn", 1, True, False)
    assert quarterly.do(lambda db: of_mai(db).done_at) == NOW
    assert [each.unit_id for each in quarterly.rows(Operation) if each.deed == "note.send"] == [
        quarterly.do(lambda db: of_mai(db).unit_id)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("một\nhai\nba", ["một", "hai", "ba"]),
        ("1. một\n2) hai\n- ba\n• bốn", ["một", "hai", "ba", "bốn"]),
        ("một\n\n\n  hai  \nba\nbốn\nnăm", ["một", "hai", "ba", "bốn", "năm"]),
        ("12 đoàn viên mới\n30 suất quà", ["12 đoàn viên mới", "30 suất quà"]),
    ],
)
def test_all_in_one_message_goes_straight_to_the_card(quarterly: Talk, join: Join, text: str, lines: list[str]) -> None:
    mai = join(MAI)
    quarterly.say(mai, "/ghichuquy")
    card = quarterly.say(mai, text)
    assert "Xin kiểm tra lại giúp:" in card
    quarterly.tap(mai, SEND)
    assert holding(quarterly) == ["\n".join(lines)]


def test_five_lines_are_enough(quarterly: Talk, join: Join) -> None:
    mai = join(MAI)
    quarterly.say(mai, "/ghichuquy")
    for line in ("một", "hai", "ba", "bốn"):
        assert "Dòng" in quarterly.say(mai, line)
    assert "Xin kiểm tra lại giúp:" in quarterly.say(mai, "năm")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("một\nhai\nba\nbốn\nnăm\nsáu", "Báo cáo quý nhiều nhất 5 dòng; tin vừa gửi có nhiều hơn. Xin gộp lại cho gọn."),
        ("x" * 501, "Xin viết gọn lại, tối đa 500 ký tự; tin vừa gửi dài 501 ký tự."),
        (f"một\n{'x' * 501}", "Xin viết gọn lại, tối đa 500 ký tự; tin vừa gửi dài 501 ký tự."),
        ("   ", "Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."),
        ("=like", "Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."),
    ],
)
def test_what_cannot_be_a_line(quarterly: Talk, join: Join, text: str, answer: str) -> None:
    mai = join(MAI)
    quarterly.say(mai, "/ghichuquy")
    assert answer in quarterly.say(mai, text)
    assert written(quarterly) == []


def test_lines_typed_together_in_the_middle_push_the_others_back(quarterly: Talk, join: Join) -> None:
    mai = join(MAI)
    quarterly.say(mai, "/ghichuquy")
    quarterly.say(mai, "một\nhai\nba")
    quarterly.tap(mai, "✏️ Sửa: Dòng 2")
    assert "• Dòng 2: hai a\n• Dòng 3: hai b\n• Dòng 4: ba\n• Dòng 5: –" in quarterly.say(mai, "hai a\nhai b")
    quarterly.tap(mai, "✏️ Sửa: Dòng 2")
    assert "nhiều nhất 5 dòng" in quarterly.say(mai, "a\nb\nc\nd")


def test_a_line_more_from_the_card(quarterly: Talk, join: Join) -> None:
    mai = join(MAI)
    quarterly.say(mai, "/ghichuquy")
    quarterly.say(mai, "một\nhai")
    quarterly.tap(mai, "✏️ Sửa: Dòng 3")
    quarterly.say(mai, "ba")
    quarterly.say(mai, "xong")
    quarterly.tap(mai, SEND)
    assert holding(quarterly) == ["một\nhai\nba"]


def test_as_in_the_quarter_before(quarterly: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    sent_first(quarterly, mai)
    clock.walk_to(instant(SECOND, 9))
    duty = quarterly.do(lambda db: of_mai(db, 20262).id)
    first = quarterly.say(mai, f"/ghichuquy {duty}")
    assert first.text.endswith("Quý trước: “Tết sum vầy”")
    assert first.labels[:2] == (LIKE, WHOLE)
    assert quarterly.tap(mai, LIKE).text.endswith("Quý trước: “Tặng quà 40 đoàn viên”")
    quarterly.say(mai, "Tặng quà 50 đoàn viên")
    quarterly.say(mai, "như quý trước")
    quarterly.tap(mai, ENOUGH)
    quarterly.tap(mai, SEND)
    assert holding(quarterly)[-1] == "Tết sum vầy\nTặng quà 50 đoàn viên\nThi nấu ăn"


def test_the_whole_as_in_the_quarter_before(quarterly: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    sent_first(quarterly, mai)
    clock.walk_to(instant(SECOND, 9))
    quarterly.say(mai, f"/ghichuquy {quarterly.do(lambda db: of_mai(db, 20262).id)}")
    assert "Xin kiểm tra lại giúp:" in quarterly.tap(mai, WHOLE)
    quarterly.tap(mai, SEND)
    assert len(set(holding(quarterly))) == 1


def test_it_is_amended_until_it_closes(quarterly: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    sent_first(quarterly, mai)
    clock.walk_to(instant(date(2026, 4, 30), 9))
    card = quarterly.tap(mai, "✏️ Sửa")
    assert "Bản gửi lúc 09:00, 04/03 vẫn giữ nguyên. Muốn sửa dòng nào, xin bấm ✏️ ở dòng ấy." in card
    quarterly.tap(mai, "✏️ Sửa: Dòng 1")
    quarterly.say(mai, "Hội thao")
    assert "sau hạn" not in quarterly.tap(mai, SEND)
    assert [(each.version, each.is_latest, each.is_late) for each in written(quarterly)] == [(1, False, False), (2, True, False)]
    clock.walk_to(instant(date(2026, 5, 1), 9))
    closed = quarterly.say(mai, f"/ghichuquy {quarterly.do(lambda db: of_mai(db).id)}")
    assert closed.text == (
        f"🔒 Báo cáo quý 1/2026, {MAIS_UNIT} đã khóa. Cần sửa, xin liên hệ công đoàn cấp trên.\n"
        "• Hội thao\n• Tặng quà 40 đoàn viên\n• Thi nấu ăn"
    )


def test_one_that_comes_late_says_so_and_stays_late(quarterly: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    clock.walk_to(instant(date(2026, 4, 13), 9))
    quarterly.say(mai, f"/ghichuquy {quarterly.do(lambda db: of_mai(db).id)}")
    quarterly.say(mai, "một\nhai")
    assert ", sau hạn 3 ngày. Cảm ơn đồng chí!" in quarterly.tap(mai, SEND)
    quarterly.tap(mai, "✏️ Sửa")
    quarterly.tap(mai, SEND)
    assert [each.is_late for each in written(quarterly)] == [True, True]


def test_a_quarter_to_come_is_not_offered(quarterly: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    assert "Báo cáo quý 1/2026" in quarterly.say(mai, "/ghichuquy")
    clock.walk_to(instant(date(2026, 4, 2), 9))
    quarterly.say(mai, "/huy")
    which = quarterly.say(mai, "/ghichuquy")
    assert which.text == "Đồng chí gửi báo cáo quý nào ạ?"
    assert which.labels[:-1] == ("Báo cáo quý 1/2026", "Báo cáo quý 2/2026")
    assert "Báo cáo quý 2/2026" in quarterly.tap(mai, "Báo cáo quý 2/2026")


def test_nothing_to_write(talk: Talk, join: Join) -> None:
    assert talk.say(join(MAI), "/ghichuquy").text == "Hiện đơn vị của đồng chí không có báo cáo quý nào phải gửi."


def test_another_units_number_leads_to_ones_own(quarterly: Talk, join: Join) -> None:
    dung = join(DUNG)
    assert MAIS_UNIT not in quarterly.say(dung, f"/ghichuquy {quarterly.do(lambda db: of_mai(db).id)}")


def test_the_list_of_what_is_missing_leads_there(quarterly: Talk, join: Join) -> None:
    mai = join(MAI)
    missing = quarterly.say(mai, "⏳ Còn thiếu gì?")
    assert missing.data["🗒 Báo cáo quý 1/2026"] == f"/ghichuquy {quarterly.do(lambda db: of_mai(db).id)}"


@pytest.mark.parametrize("before", [None, 1])
def test_what_is_taken_back(quarterly: Talk, before: int | None) -> None:
    duty = quarterly.do(lambda db: of_mai(db).id) or 0
    quarterly.do(lambda db: notes.write(db, duty, ["một", "hai"], None, NOW))
    if before:
        quarterly.do(lambda db: notes.write(db, duty, ["ba"], None, NOW + timedelta(hours=1)))
    left = quarterly.do(lambda db: notes.take_back(db, duty, before, None, NOW + timedelta(hours=2)))
    assert (left.lines if left else None) == (("một", "hai") if before else None)
    assert quarterly.do(lambda db: of_mai(db).done_at) == (NOW if before else None)
    assert holding(quarterly) == ["một\nhai" if before else ""]
    if not before:
        with pytest.raises(LookupError, match="no note"):
            quarterly.do(lambda db: notes.take_back(db, duty, None, None, NOW))


def test_what_an_officer_has_on_paper_stays_done(quarterly: Talk) -> None:
    duty = quarterly.do(lambda db: of_mai(db).id) or 0
    quarterly.do(lambda db: deciding.receive(db, of_mai(db), Decision("Hà", None, "bản giấy", NOW)))
    quarterly.do(lambda db: notes.write(db, duty, ["một"], None, NOW + timedelta(hours=1)))
    quarterly.do(lambda db: notes.take_back(db, duty, None, None, NOW + timedelta(hours=2)))
    assert quarterly.do(lambda db: of_mai(db).done_at) == NOW


def test_the_officers_table_has_a_page_of_notes_once_there_are_any(quarterly: Talk) -> None:
    def book(db: Transaction) -> bytes:
        running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
        return workbook.build(gathering.gather(db, running, whole(db), NOW), "vi")

    assert "Báo cáo quý" not in sheets(quarterly.do(book))
    duty = quarterly.do(lambda db: duty_id(db, MAIS_UNIT, NOTE))
    quarterly.do(lambda db: notes.write(db, duty, ["=1+1", "hai"], None, NOW))
    made = quarterly.do(book)
    check(made)
    [row] = [each for each in sheets(made)["Báo cáo quý"] if each[1] == MAIS_UNIT]
    assert row[4:] == ["Đợt 1", "Báo cáo quý 1/2026", date(2026, 3, 4), "đúng hạn", "=1+1\nhai"]

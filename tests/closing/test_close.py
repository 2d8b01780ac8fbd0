"""/dongchiendich and /molaichiendich: what is asked, what holds afterwards, and what chairs hear."""

from datetime import date

import pytest
import sqlmodel

from bot import building
from bot.clock import instant
from bot.models import Campaign, Draft, Launch, Operation, Outbox
from bot.reminders.letter import DIGEST
from tests.conftest import LAN, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, Join, fill_in, register
from tests.support.talking import Heard, Talk


def running(talk: Talk) -> list[str]:
    return [each.title for each in talk.rows(Campaign) if each.is_open]


def close(talk: Talk, word: str = "đóng") -> Heard:
    talk.say(OFFICER, "/dongchiendich")
    return talk.say(OFFICER, word)


def reopen(talk: Talk) -> Heard:
    talk.say(OFFICER, "/molaichiendich")
    talk.say(OFFICER, "Gia hạn theo yêu cầu của Liên đoàn")
    return talk.tap(OFFICER, "✅ Đúng, mở lại")


def test_what_is_still_owed_is_said_before_the_word_is_typed(talk: Talk, join: Join) -> None:
    join(OFFICER)
    asked = talk.say(OFFICER, "/dongchiendich")
    assert asked.text.startswith("📕 Đóng “Phong trào thi đua năm 2026”?\n")
    assert "• Chưa xong: đăng ký ngày phát động, 12 lượt." in asked.text
    assert asked.text.endswith("Muốn đóng, xin gõ: đóng")
    for slip in ("có", "đúng", "ok", "dongg"):
        assert "Chưa đóng." in talk.say(OFFICER, slip)
    assert running(talk) == ["Phong trào thi đua năm 2026"]
    assert talk.say(OFFICER, "ĐÓNG").text.startswith("📕 Đã đóng “Phong trào thi đua năm 2026”.")
    assert running(talk) == []


def test_a_draft_gets_a_sentence_and_goes_on_once_it_is_open_again(talk: Talk, join: Join) -> None:
    join(OFFICER)
    lan = join(LAN)
    fill_in(talk, lan)
    close(talk)
    heard = talk.tap(lan, ACCEPT)
    assert heard.text.startswith("📕 “Phong trào thi đua năm 2026” đã đóng ngày 04/03/2026, nên không nhập thêm được.")
    assert "Cần bổ sung, xin hỏi:" in heard
    assert not [each for each in talk.rows(Launch) if each.person_id]
    assert reopen(talk).text == "📖 Đã mở lại “Phong trào thi đua năm 2026”."
    assert "Đã ghi nhận" in register(talk, lan)


@pytest.mark.parametrize("command", ["/dangky", "/baocao", "/giaouoc", "/xingiahan"])
def test_chairs_are_told_whom_to_ask(talk: Talk, join: Join, command: str) -> None:
    join(OFFICER)
    mai = join(MAI)
    close(talk)
    assert "đã đóng ngày 04/03/2026" in talk.say(mai, command)


def test_nobody_is_reminded_and_the_table_is_there(talk: Talk, join: Join) -> None:
    join(OFFICER)
    join(MAI)
    close(talk)
    for day in (5, 6, 7, 10):
        talk.clock.walk_to(instant(date(2026, 3, day), 7, 30))
        talk.do(lambda db: building.tick(db, talk.clock.now()))
    assert not [each for each in talk.rows(Outbox) if each.kind == DIGEST]
    assert "đã đóng ngày 04/03/2026" in talk.say(OFFICER, "/kehoach")
    talk.say(OFFICER, "/bang")
    assert "📊" in talk.tap(OFFICER, "Phong trào thi đua năm 2026")


def test_opened_again_it_says_why(talk: Talk, join: Join) -> None:
    join(OFFICER)
    close(talk)
    assert "📕 “Phong trào thi đua năm 2026” đã đóng ngày 04/03/2026." in talk.say(OFFICER, "/molaichiendich")
    talk.say(OFFICER, "/trogiup")
    reopen(talk)
    assert running(talk) == ["Phong trào thi đua năm 2026"]
    deeds = [(each.deed, "Gia hạn" in each.details) for each in talk.rows(Operation) if each.deed.startswith("campaign.")]
    assert deeds[-2:] == [("campaign.close", False), ("campaign.reopen", True)]
    assert talk.say(OFFICER, "/molaichiendich").text == "Hiện không có chiến dịch nào để đồng chí chọn."


def test_two_officers_at_once_close_it_once(talk: Talk, join: Join) -> None:
    join(OFFICER)
    talk.say(OFFICER, "/dongchiendich")

    def by_another(db: object) -> None:
        row = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()  # type: ignore[attr-defined]
        row.is_open = False
        db.session.add(row)  # type: ignore[attr-defined]

    talk.do(by_another)
    assert "không có chiến dịch nào" in talk.say(OFFICER, "đóng")
    assert not [each for each in talk.rows(Operation) if each.deed == "campaign.close"]
    assert len(talk.rows(Draft)) <= 1


def test_it_is_for_officers(talk: Talk, join: Join) -> None:
    join(MAI)
    for command in ("/dongchiendich", "/molaichiendich"):
        assert talk.say(MAI, command).text.startswith("Việc này dành cho cán bộ")

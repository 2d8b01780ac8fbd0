"""/thongbao: written, looked at as it arrives, confirmed, sent a minute later, acknowledged, corrected and withdrawn."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot import announcements, demo
from bot.announcements import PROGRESS, TEMPLATE, confirming
from bot.clock import StandingClock, instant
from bot.invites import Invites
from bot.models import Announcement, AnnouncementPart, Bot, Chat, Document, Office, Outbox, Recipient
from bot.post.message import Message, Style
from bot.quota import admitting
from tests.announcements.sending import (
    ALL,
    DONE,
    NO_WORD,
    NOW,
    SECOND,
    SEND,
    WORD,
    compose,
    confirm,
    deliver,
    owed,
    run_tick,
    second_officer,
    start,
)
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.support.posted import Posted
from tests.support.talking import Talk

TEXT = "Sáng thứ Sáu họp giao ban tại hội trường."
NOT_YET = "Chưa đăng ký phát động (Đợt 1)"


def number(talk: Talk) -> int:
    """The newest announcement."""
    return max(int(each.id) for each in talk.rows(Announcement))


def state(talk: Talk) -> str:
    return str(max(talk.rows(Announcement), key=lambda each: int(each.id)).state)


def asked_of(talk: Talk, key: str) -> list[Message]:
    return [Message.from_json(each.body) for each in talk.rows(Outbox) if each.kind == "send" and key in each.key]


def test_an_announcement_from_the_first_word_to_the_report(talk: Talk, join: Join, sent: Posted) -> None:
    officer, mai, dung = join(OFFICER), join(MAI), join(DUNG)
    asked = talk.say(officer, "/thongbao")
    assert asked.text == "📢 Xin gõ nội dung thông báo. Chữ đậm và đường dẫn được giữ nguyên."
    more = talk.say(officer, TEXT, entities=[{"type": "bold", "offset": 0, "length": 12}])
    assert more.text == ("Trợ lý đã nhận 1 tin. Muốn thêm chữ, ảnh hoặc tệp, xin gửi tiếp; đủ rồi thì bấm Xong.")
    whom = talk.tap(officer, DONE)
    assert whom.labels[:3] == (ALL, NOT_YET, "Chưa đăng ký giao ước (Đợt 1)")
    talk.tap(officer, ALL)
    talk.tap(officer, WORD)
    card = talk.tap(officer, NOW)
    assert card.text == (
        "👆 Trên đây là thông báo đúng như nơi nhận sẽ thấy. Chưa gửi cho ai.\n\n"
        "👥 Tất cả đơn vị: 18 đơn vị\n"
        "📨 Telegram 2\n"
        "⚠️ 16/18 đơn vị không nhận được tin này (chưa kết nối hoặc mất liên lạc). Xem đơn vị nào: /chuavao\n"
        "👍 Có nút “Đã nắm được”\n"
        "🕗 Gửi 60 giây sau khi xác nhận"
    )
    [preview] = sent(TEMPLATE)
    head = f"📢 Thông báo của {demo.FEDERATION}\n\n"
    assert preview.text == head + TEXT
    assert preview.styles == (Style("bold", len(head.encode("utf-16-le")) // 2, 12),)
    assert owed(talk) == []
    done = talk.tap(officer, SEND)
    assert done.text == "✅ Đã xác nhận. Bắt đầu gửi lúc 09:01, 04/03. Trước giờ đó, bấm Dừng lại thì không gửi cho ai."
    run_tick(talk)
    assert owed(talk) == []
    start(talk)
    row = number(talk)
    assert [each.key for each in owed(talk)] == [f"announcement/{row}/1/{each.chat_id}" for each in owed(talk)]
    assert (len(owed(talk)), len(talk.rows(Recipient))) == (2, 18)
    got = sent(TEMPLATE)
    assert got == [preview, preview]
    [[button]] = got[0].options
    assert talk.tap_data(mai, button.data, button.label).text == "👍 Đã ghi nhận. Cảm ơn đồng chí!"
    assert talk.tap_data(mai, button.data, button.label).text == "Đồng chí đã xác nhận thông báo này lúc 09:01, 04/03."
    run_tick(talk)
    assert sent(PROGRESS)[-1].text == (
        f"📢 Thông báo đã gửi xong.\n“{TEXT}”\n👥 Tất cả đơn vị\n✅ Đã gửi: 2/18\n👍 Đã nắm được: 1\n📵 Chưa kết nối: 16"
    )
    talk.tap_data(dung, button.data, button.label)
    assert "👍 Đã nắm được: 2" in sent(PROGRESS)[-1].text


def test_stopped_within_a_minute_nobody_gets_it(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    join(MAI)
    compose(talk, officer)
    confirm(talk, officer)
    talk.clock.walk_to(talk.clock.now() + timedelta(seconds=59))
    run_tick(talk)
    assert talk.tap(officer, "✋ Dừng lại").text == "✋ Đã dừng. Thông báo chưa gửi cho ai."
    start(talk)
    assert (owed(talk), talk.rows(Recipient), state(talk)) == ([], [], "cancelled")
    card = talk.tap(officer, "📝 Soạn lại từ bản này")
    assert card.labels[0] == SEND
    assert len(talk.rows(Announcement)) == 2


def test_every_button_may_be_pressed_twice(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    card = compose(talk, officer)
    send = card.data[SEND]
    first = talk.tap_data(officer, send)
    assert talk.tap_data(officer, send).text == first.text
    start(talk)
    start(talk)
    row = number(talk)
    assert len(owed(talk)) == 1
    for command, states in (("tamdung", "paused"), ("guitiep", "sending"), ("huygui", "cancelled")):
        texts = {talk.tap_data(officer, f"/{command} {row}").text for _twice in range(2)}
        assert (len(texts), state(talk)) == (1, states)
    assert talk.tap_data(officer, send).text == "Thông báo này đã được xử lý."
    assert talk.tap_data(officer, f"/dungthongbao {row}").text.startswith("Thông báo đã bắt đầu gửi.")
    assert talk.tap_data(mai, f"/dungthongbao {row}").text.startswith("Việc này dành cho cán bộ")


def test_paused_messages_wait_and_cancelled_ones_are_never_sent(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    join(MAI)
    compose(talk, officer)
    confirm(talk, officer)
    start(talk)
    row = number(talk)
    assert talk.say(officer, f"/tamdung {row}").text.startswith("⏸ Thông báo đang tạm dừng.")
    assert [each.state for each in owed(talk)] == ["held"]
    run_tick(talk)
    assert state(talk) == "paused"
    talk.say(officer, f"/guitiep {row}")
    assert [each.state for each in owed(talk)] == ["waiting"]
    heard = talk.say(officer, f"/huygui {row}")
    assert "✖️ Không gửi nữa: 1" in heard
    assert [each.state for each in owed(talk)] == ["dropped"]
    sent(TEMPLATE)
    run_tick(talk)
    assert state(talk) == "cancelled"


def test_an_older_preview_confirms_nothing(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    join(MAI)
    old = compose(talk, officer, "Họp 8 giờ.").data[SEND]
    sent(TEMPLATE)
    talk.tap(officer, "✏️ Sửa nội dung")
    talk.say(officer, "Họp 9 giờ.")
    assert [each.text.split("\n")[-1] for each in sent(TEMPLATE)] == ["Họp 9 giờ."]
    again = talk.tap_data(officer, old)
    assert again.text.startswith("Thông báo đã đổi từ bản xem trước đó.")
    assert state(talk) == "unconfirmed"
    talk.tap(officer, "👥 Đổi nơi nhận")
    assert "👥 Chưa đăng ký phát động (Đợt 1): 12 đơn vị" in talk.tap(officer, NOT_YET)
    talk.tap(officer, "🕗 Đổi giờ gửi")
    talk.tap(officer, "🕗 Hẹn ngày giờ")
    talk.say(officer, "6/3")
    assert "🕗 Gửi lúc 09:30, 06/03" in talk.say(officer, "9h30")
    assert "Bắt đầu gửi lúc 09:30, 06/03" in talk.tap(officer, SEND)


def test_at_night_the_morning_is_offered(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    clock.walk_to(instant(clock.today(), 21))
    asked = compose(talk, officer)
    assert asked.text == "🌙 Bây giờ là 21:00, 04/03, ngoài giờ nhắn tin."
    assert asked.labels[:2] == ("🌅 Gửi 07:30, 05/03", "📨 Vẫn gửi ngay")
    assert "🕗 Gửi lúc 07:30, 05/03" in talk.tap(officer, "🌅 Gửi 07:30, 05/03")
    compose(talk, officer)
    assert "🕗 Gửi 60 giây sau khi xác nhận" in talk.tap(officer, "📨 Vẫn gửi ngay")
    assert "Bắt đầu gửi lúc 21:01" in talk.tap(officer, SEND)


def test_on_a_day_off_the_day_is_said_and_no_night(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    clock.walk_to(instant(date(2026, 3, 8), 12, 41))
    asked = compose(talk, officer)
    assert asked.text == "🗓 Hôm nay Chủ Nhật, 08/03 là ngày nghỉ."
    assert asked.labels[:2] == ("🌅 Gửi 07:30, 09/03", "📨 Vẫn gửi ngay")
    card = talk.tap(officer, "🌅 Gửi 07:30, 09/03")
    assert "🕗 Gửi lúc 07:30, 09/03" in card
    talk.tap(officer, "🕗 Đổi giờ gửi")
    talk.tap(officer, "🕗 Hẹn ngày giờ")
    talk.say(officer, "26/4")
    assert talk.say(officer, "9h").text == "🗓 Chủ Nhật, 26/04 (Ngày Giỗ Tổ Hùng Vương) là ngày nghỉ."


def test_written_by_day_and_confirmed_at_night_it_asks_again(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    compose(talk, officer)
    clock.walk_to(instant(clock.today(), 22))
    assert talk.tap(officer, SEND).labels[:2] == ("🌅 Gửi 07:30, 05/03", "📨 Vẫn gửi ngay")
    assert "Bắt đầu gửi lúc 07:30, 05/03" in talk.tap(officer, "🌅 Gửi 07:30, 05/03")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("8h", "Giờ này đã qua."),
        ("xyz", "Trợ lý chưa rõ giờ này."),
        ("25h", "Trợ lý chưa rõ giờ này."),
        ("8", "Trợ lý chưa rõ giờ này."),
    ],
)
def test_an_hour_that_is_none(talk: Talk, join: Join, said: str, answer: str) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/thongbao")
    for words in ("Họp.", DONE, ALL, NO_WORD, "🕗 Hẹn ngày giờ"):
        talk.tap(officer, words) if words in talk.last[officer].labels else talk.say(officer, words)
    talk.say(officer, "hôm nay")
    assert talk.say(officer, said).text.startswith(answer)


def test_forty_thousand_characters_are_too_many(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/thongbao")
    assert talk.say(officer, "a" * 40_000).text.startswith("Xin viết gọn lại, tối đa 3.500 ký tự; tin vừa gửi dài 40.000 ký tự.")
    assert talk.say(officer, "a" * 3_500).text.startswith("Trợ lý đã nhận 1 tin.")


def test_a_file_is_a_part_and_a_huge_one_is_refused(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.say(officer, "/thongbao")
    talk.say(officer, TEXT)
    assert "nặng hơn 20 MB" in talk.upload(officer, "kế hoạch.pdf", b"x", file_size=21 << 20)
    assert talk.upload(officer, "kế hoạch.pdf", b"%PDF").text.startswith("Trợ lý đã nhận 2 tin.")
    assert talk.say(officer, "Xin đọc kỹ.").text.startswith("Trợ lý đã nhận 3 tin.")
    for label in (DONE, ALL, WORD, NOW):
        talk.tap(officer, label)
    first, second, third = sent(TEMPLATE)
    assert (first.options, second.options, len(third.options)) == ((), (), 1)
    assert second.file is not None
    assert (second.file.name, second.file.build()) == ("kế hoạch.pdf", b"%PDF")
    assert third.text == "Xin đọc kỹ."
    confirm(talk, officer)
    start(talk)
    assert [each.key.rsplit("/", 2)[1] for each in owed(talk)] == ["1", "2", "3"]
    assert len(talk.rows(Document)) == 1


def test_the_audience_is_worked_out_again_at_the_start(talk: Talk, join: Join) -> None:
    officer, mai, dung = join(OFFICER), join(MAI), join(DUNG)
    compose(talk, officer, audience=NOT_YET)
    confirm(talk, officer)
    for words in ("/dangky", "20/3", "8 giờ, hội trường", "45"):
        talk.say(mai, words)
    talk.tap(mai, "✅ Đúng, ghi nhận")
    join(LAN)
    start(talk)
    units = {each.unit_id for each in talk.rows(Recipient)}
    offices = {each.person_id: each.unit_id for each in talk.rows(Office)}
    chats = {each.chat_id for each in owed(talk)}
    assert len(units) == 11
    assert len(chats) == 2
    assert dung
    assert offices


def test_nobody_is_left_at_the_start(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    mai = join(MAI)
    talk.say(officer, "/thongbao")
    talk.say(officer, TEXT)
    talk.tap(officer, DONE)
    talk.tap(officer, "🔎 Chọn từng đơn vị")
    talk.say(officer, MAIS_UNIT)
    talk.tap(officer, MAIS_UNIT)
    talk.tap(officer, "➡️ Đủ rồi")
    talk.tap(officer, WORD)
    assert f"👥 {MAIS_UNIT}: 1 đơn vị" in talk.tap(officer, NOW)
    confirm(talk, officer)
    talk.say(officer, "/doidonvi")

    def close(db: Any) -> None:
        db.connection.exec_driver_sql(f"UPDATE unit SET valid_to = '2026-03-03' WHERE name = '{MAIS_UNIT}'")  # noqa: S608

    talk.do(close)
    start(talk)
    assert (owed(talk), state(talk)) == ([], "cancelled")
    [told] = asked_of(talk, "/ended/")
    assert "không còn đơn vị nào trong nhóm nhận" in told.text
    assert mai


def test_the_authors_office_ended_before_the_start(talk: Talk, join: Join, invites: Invites) -> None:
    officer = join(OFFICER)
    join(MAI)
    second_officer(talk, invites)
    compose(talk, officer)
    confirm(talk, officer)
    talk.do(lambda db: db.connection.exec_driver_sql("UPDATE office SET valid_to = '2026-03-03' WHERE id = 1"))
    start(talk)
    assert (owed(talk), state(talk)) == ([], "cancelled")
    told = asked_of(talk, "/ended/")
    assert len(told) == 2
    assert all("người soạn không còn phụ trách việc này" in each.text for each in told)


def test_above_a_threshold_a_second_officer_agrees(
    talk: Talk, join: Join, invites: Invites, sent: Posted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "MANY", 1)
    officer = join(OFFICER)
    join(MAI)
    join(DUNG)
    card = compose(talk, officer)
    assert "🔏 Trên 1 nơi nhận: cần một cán bộ thứ hai duyệt." in card
    assert "chưa có ai kết nối" in talk.tap(officer, SEND)
    other = second_officer(talk, invites)
    assert talk.tap_data(officer, card.data[SEND]).text.startswith("🔏 Đã chuyển đến 1 cán bộ để duyệt.")
    start(talk)
    assert owed(talk) == []
    [ask] = asked_of(talk, "/second/")
    look = ask.options[0][0].data
    assert "chính đồng chí soạn" in talk.tap_data(officer, look)
    sent(TEMPLATE)
    seen = talk.tap_data(other, look)
    assert seen.text.startswith("👆 Trần Thu Hà muốn gửi thông báo này. Chưa gửi cho ai.")
    assert len(sent(TEMPLATE)) == 1
    assert "chính đồng chí soạn" in talk.tap_data(officer, seen.data["✅ Duyệt và gửi"])
    assert talk.tap(other, "✅ Duyệt và gửi").text.startswith("✅ Đã xác nhận.")
    [told] = asked_of(talk, "/agreed")
    assert told.text.startswith("✅ Đỗ Văn Bình đã duyệt thông báo “Họp lúc 8 giờ.”.")
    run_tick(talk)
    assert owed(talk) == []
    start(talk)
    assert len(owed(talk)) == 2
    assert other == SECOND


def test_a_change_takes_back_what_the_author_confirmed(
    talk: Talk, join: Join, invites: Invites, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "MANY", 0)
    officer = join(OFFICER)
    join(MAI)
    other = second_officer(talk, invites)
    compose(talk, officer)
    confirm(talk, officer)
    row = number(talk)
    seen = talk.say(other, f"/duyetthongbao {row}")
    talk.say(officer, f"/suathongbao {row}")
    talk.say(officer, "Khác hẳn.")
    assert talk.tap_data(other, seen.data["✅ Duyệt và gửi"]).text == "Thông báo này đang được sửa; chưa cần duyệt."
    start(talk)
    assert owed(talk) == []


def test_who_has_not_acknowledged_gets_it_again(talk: Talk, join: Join, sent: Posted) -> None:
    officer, mai = join(OFFICER), join(MAI)
    join(DUNG)
    compose(talk, officer)
    confirm(talk, officer)
    start(talk)
    row = number(talk)
    deliver(talk)
    assert talk.say(mai, "đã nắm được").text == "👍 Đã ghi nhận. Cảm ơn đồng chí!"
    assert talk.say(mai, "đã nắm được").text == "Không có thông báo nào đang chờ đồng chí xác nhận."
    run_tick(talk)
    assert "👍 Đã nắm được: 1" in talk.say(officer, f"/thongbao {row}")
    talk.tap(officer, "📋 Danh sách nơi nhận")
    assert talk.last[officer].labels[:3] == ("👍 Đã nắm được (1)", "✅ Đã gửi (1)", "📵 Chưa kết nối (16)")
    assert f"• {MAIS_UNIT}, Nguyễn Thị Mai" in talk.tap(officer, "👍 Đã nắm được (1)")
    card = talk.tap_data(officer, f"/guilai {row}")
    assert f"👥 Nơi chưa xác nhận thông báo {row}: 17 đơn vị\n📨 Telegram 1" in card
    talk.tap(officer, SEND)
    sent(TEMPLATE)
    start(talk)
    again = [each for each in owed(talk) if each.announcement_id == number(talk)]
    assert len(again) == 1


def test_a_stranger_to_it_acknowledges_nothing(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    compose(talk, officer)
    confirm(talk, officer)
    for who in (mai, officer):
        assert "không có trong danh sách nhận" in talk.say(who, f"/danam {number(talk)}")
    assert talk.say(mai, "/danam").text == "Không có thông báo nào đang chờ đồng chí xác nhận."


def test_a_correction_changes_what_has_arrived(talk: Talk, join: Join, sent: Posted) -> None:
    officer, mai = join(OFFICER), join(MAI)
    compose(talk, officer, "Họp 8 giờ.")
    confirm(talk, officer)
    start(talk)
    deliver(talk)
    row = number(talk)
    talk.say(officer, f"/dinhchinh {row}")
    seen = talk.say(officer, "Họp 9 giờ.")
    assert [each.text.split("\n")[-1] for each in sent(TEMPLATE)][-1] == "Họp 9 giờ."
    assert [each.state for each in owed(talk)] == ["sent"]
    yes = seen.data["✅ Xác nhận đính chính"]
    assert talk.tap_data(officer, yes).text == "✅ Đang đính chính ở 1 nơi đã nhận."
    assert talk.tap_data(officer, yes).text == "Bản đính chính này đã được áp dụng hoặc đã đổi."
    assert [(each.state, each.revision) for each in owed(talk)] == [("waiting", 1)]
    [changed] = sent(TEMPLATE)
    assert changed.text.endswith("Họp 9 giờ.")
    assert [each.version for each in talk.rows(AnnouncementPart)] == [1, 2]
    assert mai


def test_where_nothing_can_be_changed_a_correction_is_sent(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    join(MAI)
    compose(talk, officer, "Họp 8 giờ.")
    confirm(talk, officer)
    start(talk)
    deliver(talk)
    row = number(talk)
    talk.say(officer, f"/dinhchinh {row}")
    seen = talk.say(officer, "Họp 9 giờ.")
    sent(TEMPLATE)
    talk.do(_as_zalo)
    assert "ở 1 nơi đã nhận" in talk.tap_data(officer, seen.data["✅ Xác nhận đính chính"])
    assert [each.text for each in sent(TEMPLATE)] == ["✏️ Đính chính:\nHọp 9 giờ."]
    talk.say(officer, f"/thuhoi {row}")
    talk.tap(officer, "⛔ Đúng, thu hồi")
    assert [each.text for each in sent(TEMPLATE)] == [
        "🚫 Thông báo “Họp 9 giờ.” đã được thu hồi. Xin đồng chí bỏ qua nội dung đó."
    ]


def _as_zalo(db: Any) -> None:
    """The recipients' messages went through a bot whose channel changes nothing."""
    bot = Bot(federation_id=1, channel="zalo", platform_id="z")
    db.session.add(bot)
    db.session.flush()
    db.connection.exec_driver_sql(f"UPDATE outbox SET bot_id = {bot.id} WHERE announcement_id IS NOT NULL")  # noqa: S608


def test_withdrawn_it_says_so_and_is_sent_to_nobody_else(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    join(MAI)
    compose(talk, officer)
    confirm(talk, officer)
    start(talk)
    deliver(talk)
    row = number(talk)
    talk.say(officer, f"/thuhoi {row}")
    assert talk.tap(officer, "Không, giữ nguyên").text == "Thông báo được giữ nguyên."
    talk.say(officer, f"/thuhoi {row}")
    sent(TEMPLATE)
    assert talk.tap(officer, "⛔ Đúng, thu hồi").text == "🚫 Đang thu hồi thông báo."
    assert [each.text for each in sent(TEMPLATE)] == ["🚫 Thông báo này đã được thu hồi."]
    assert talk.say(officer, f"/thuhoi {row}").text == "Thông báo này chưa gửi hoặc đã thu hồi."
    assert state(talk) == "withdrawn"


def test_closed_chats_get_nothing_and_count_as_blocked(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    join(DUNG)
    gone = {"chat": {"id": mai, "type": "private"}, "from": {"id": mai}, "new_chat_member": {"status": "kicked"}}
    compose(talk, officer)
    confirm(talk, officer)
    talk.clock.walk_to(talk.clock.now() + timedelta(seconds=61))
    with pytest.raises(AssertionError, match="silence"):
        talk.send(mai, {"my_chat_member": gone})
    run_tick(talk)
    closed = {each.id for each in talk.rows(Chat) if each.closed_at}
    assert closed
    assert not closed & {each.chat_id for each in owed(talk)}
    assert "🚫 Đã chặn Trợ lý: 1" in talk.say(officer, f"/thongbao {number(talk)}")


def test_a_saved_audience_is_offered_again(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.say(officer, "/thongbao")
    talk.say(officer, TEXT)
    talk.tap(officer, DONE)
    talk.tap(officer, "Một khối")
    talk.tap(officer, "Trường học")
    assert talk.last[officer].labels[:2] == ("Tất cả: Trường học", NOT_YET)
    talk.tap(officer, NOT_YET)
    talk.tap(officer, NO_WORD)
    assert f"👥 Trường học, {NOT_YET}: 3 đơn vị" in talk.tap(officer, NOW)
    confirm(talk, officer)
    talk.tap(officer, "💾 Lưu nhóm nhận này")
    assert talk.say(officer, "Trường chậm").text.startswith("✅ Đã lưu nhóm “Trường chậm”.")
    talk.say(officer, "/thongbao")
    talk.say(officer, TEXT)
    talk.tap(officer, DONE)
    talk.tap(officer, "💾 Nhóm đã lưu")
    talk.tap(officer, "Trường chậm")
    talk.tap(officer, NO_WORD)
    assert ": 3 đơn vị" in talk.tap(officer, NOW)


def test_the_list_of_announcements(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    assert talk.say(officer, "/cacthongbao").text == "Chưa có thông báo nào."
    compose(talk, officer)
    listed = talk.say(officer, "/cacthongbao")
    assert "“Họp lúc 8 giờ.” → Tất cả đơn vị" in listed
    assert listed.labels == (f"Thông báo {number(talk)}", "✍️ Soạn thông báo")
    for said in ("/thongbao", "/cacthongbao", f"/thongbao {number(talk)}"):
        assert talk.say(mai, said).text.startswith("Việc này dành cho cán bộ")
    for said in ("99999999999999999999999", "0", "x"):
        assert talk.say(officer, f"/thongbao {said}").text.startswith("Trợ lý không tìm thấy thông báo này.")


def test_a_monthly_quota_is_named_before_it_is_spent(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.do(lambda db: db.connection.exec_driver_sql("UPDATE bot SET monthly_messages = 3000"))
    talk.say(officer, "/thongbao")
    talk.say(officer, TEXT)
    talk.say(officer, "Và một phần nữa")
    for label in (DONE, ALL, WORD):
        talk.tap(officer, label)
    assert "💬 Telegram: tốn 2 tin, còn 3.000 tin trong tháng" in talk.tap(officer, NOW)


@pytest.mark.parametrize(("more", "warned"), [(2, ""), (1, "1 nơi"), (0, "1 nơi"), (-1, "1 nơi")])
def test_what_is_kept_for_reminders_is_not_promised_to_announcements(talk: Talk, join: Join, more: int, warned: str) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.say(officer, "/thongbao")
    talk.say(officer, TEXT)
    talk.say(officer, "Và một phần nữa")
    for label in (DONE, ALL, WORD):
        talk.tap(officer, label)
    talk.do(lambda db: db.connection.exec_driver_sql("UPDATE bot SET monthly_messages = 3000"))
    kept = talk.do(lambda db: admitting.reserved(db, talk.door.bot_id, 1, talk.clock.now()))
    assert kept > 0
    talk.do(lambda db: db.connection.exec_driver_sql(f"UPDATE bot SET monthly_messages = {kept + more}"))  # noqa: S608  our own number
    said = talk.tap(officer, NOW).text
    if warned:
        assert f"còn {kept + more} tin, trong đó {min(kept, kept + more)} tin để dành cho nhắc hạn và trả lời" in said
        assert f"khoảng {warned} có thể không nhận được qua Telegram. Xem: /hanmuc" in said
    else:
        assert f"💬 Telegram: tốn 2 tin, còn {kept + 2} tin trong tháng" in said


def test_the_next_start_is_known(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    join(MAI)
    assert talk.do(lambda db: announcements.next_moment(db, talk.clock.now())) is None
    compose(talk, officer)
    confirm(talk, officer)
    soon = talk.clock.now() + timedelta(seconds=60)
    assert talk.do(lambda db: announcements.next_moment(db, talk.clock.now())) == soon

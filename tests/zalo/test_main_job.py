"""The main job over Zalo, with what people type: join, register, be reminded, report."""

import re

import sqlmodel

from bot.database.transaction import Transaction
from bot.models import Account, Chat, Inbox, Launch, Outbox, Report, Spending
from bot.playground.page_view import some_photo
from bot.post import outbox
from bot.post.message import Message, Option
from bot.post.outbox import REMINDER, Address
from tests.support.zalo_world import OTHER, ZaloWorld, until

OFFICER, MAI, DUNG = 1, 2, 3
SIGNS = (("1", "1. ✅"), ("a", "\na. "))  # what to type where a line stands: the card is right, else the first letter offered
NEVER = ("bấm", "nút", "khung dưới")  # there is nothing to press


async def rows(here: ZaloWorld, model: type[sqlmodel.SQLModel]) -> list[sqlmodel.SQLModel]:
    def work(db: Transaction) -> list[sqlmodel.SQLModel]:
        found = list(db.session.exec(sqlmodel.select(model)).all())
        db.session.expunge_all()
        return found

    return await here.database.transact(work)


async def test_join_register_and_report_by_numbers(here: ZaloWorld) -> None:
    phone = here.phone(MAI)
    assert "Xin gõ mã mời 6 ký tự" in await here.hears(phone, "chào em")
    await here.joined(MAI)
    assert "1. 📅 Đăng ký phát động" in phone.said[-1]
    for typed, expected in (
        ("1", "a. "),
        ("A.", "mấy giờ"),
        ("8 giờ, sân trường", "a. Chưa rõ"),
        ("45", "• Số người dự: 45"),
        ("3", "mấy giờ"),
        ("14 giờ, hội trường", "• Giờ và nơi: 14 giờ, hội trường"),
        ("lùi", "bao nhiêu người"),
        ("50", "• Số người dự: 50"),
        ("1", "Đã ghi nhận"),
        ("Nộp báo cáo", "Câu 1/10"),
        ("2", "Câu 2/10"),
        ("để sau", "giữ lại phần"),
        ("1", "Câu 2/10"),
    ):
        assert expected in await here.hears(phone, typed), typed
    for _ in range(20):
        last = phone.said[-1]
        if "Đã nộp" in last:
            break
        typed = next((mark for mark, sign in SIGNS if sign in last), "1")
        await here.hears(phone, typed)
    assert "Đã nộp" in phone.said[-1]
    assert not [text for text in phone.said for word in NEVER if word in text.casefold()]
    launches = [each for each in await rows(here, Launch) if isinstance(each, Launch) and each.person_id]
    assert [each.person_id for each in await rows(here, Report) if isinstance(each, Report) and each.person_id]
    assert [(each.place, each.people) for each in launches] == [("14 giờ, hội trường", 50)]


async def test_one_key_for_an_update_that_comes_again(here: ZaloWorld) -> None:
    here.platform.options.delivery = "replay"
    phone = await here.joined(MAI)
    await here.hears(phone, "menu")
    await until(lambda: here.platform.calls["getUpdates"] > 12)
    keys = [each.key for each in await rows(here, Inbox) if isinstance(each, Inbox)]
    assert len(keys) == len(set(keys)) == 5
    assert len(phone.said) == 5


async def test_what_comes_unasked_has_marks_of_its_own(here: ZaloWorld) -> None:
    """A reminder in the middle of a form: its lines are N1, N2; the form's numbers and figures stay what they are."""
    phone = await here.joined(MAI)
    await here.hears(phone, "1")
    await push(here, phone.room.id, "Nhắc việc", Option("📝 Nộp báo cáo", "/baocao"), Option("🗓 Kế hoạch", "/kehoach"))
    await until(lambda: "N2. 🗓 Kế hoạch" in phone.said[-1])
    assert "mấy giờ" in await here.hears(phone, "a")
    assert "🗓" in await here.hears(phone, "n 2.")
    assert "bao nhiêu người" in await here.hears(phone, "8 giờ, sân trường")
    assert "kiểm tra lại" in await here.hears(phone, "2")  # people, not the second line of anything
    assert "Số này của lần hỏi trước" in await here.hears(phone, "N7")
    assert "kiểm tra lại" in phone.said[-1]
    await push(here, phone.room.id, "Nhắc nữa", Option("📝 Nộp báo cáo", "/baocao"), Option("⏳ Còn thiếu gì?", "/conthieu"))
    await until(lambda: "Nhắc nữa" in phone.said[-1])
    assert re.search(r"^N1\. 📝 Nộp báo cáo\nN[34]\. ⏳ Còn thiếu gì\?$", phone.said[-1], re.MULTILINE)  # one command, one mark


async def push(here: ZaloWorld, address: str, text: str, *options: Option) -> None:
    chat = next(each for each in await rows(here, Chat) if isinstance(each, Chat) and each.address == address)
    assert chat.id is not None
    to, message = Address(chat.federation_id, chat.bot_id, chat.id), Message(text, tuple((each,) for each in options))
    now = here.application.clock.now()
    await here.database.transact(lambda db: outbox.queue(db, to, f"push/{text}", message, now, REMINDER))
    here.application.deliveries[0].wake()


async def test_numbers_of_before_are_over(here: ZaloWorld) -> None:
    phone = await here.joined(MAI)
    assert "Số này của lần hỏi trước" in await here.hears(phone, "9")
    assert "1. 📅 Đăng ký phát động" in phone.said[-1]
    await here.hears(phone, "1")
    await here.hears(phone, "/huy")
    assert "Số này của lần hỏi trước" in await here.hears(phone, "2")


async def test_a_second_number_typed_too_soon_answers_nothing_unseen(here: ZaloWorld) -> None:
    """“1”, “1” in impatience: the second one came before its question was shown, and consents to nothing."""
    phone = here.phone(MAI)
    await here.hears(phone, here.guests[MAI - 1].secrets.code)
    here.platform.faults.fail["sendMessage"] = [403]
    phone.say("1")
    phone.say("1")
    await until(lambda: any("Câu hỏi vừa đổi" in text for text in phone.said))
    await here.application.idle()
    assert await rows(here, Account) == []
    assert "Trước khi bắt đầu" in phone.said[-1]


async def test_words_and_first_letters_choose_too(here: ZaloWorld) -> None:
    phone = await here.joined(MAI)
    assert "🗓" in await here.hears(phone, "ke hoach")
    assert "ngày nào" in await here.hears(phone, "Đăng ký")
    assert "giữ lại" in await here.hears(phone, "để sau")
    assert "ngày nào" in await here.hears(phone, "làm tiếp")


async def test_the_same_person_id_at_two_bots_are_two_chats(here: ZaloWorld) -> None:
    await here.joined(MAI)
    await here.joined(DUNG, OTHER)
    accounts = [each for each in await rows(here, Account) if isinstance(each, Account)]
    assert len({each.bot_id for each in accounts}) == 2
    spent = {each.bot_id: each.messages for each in await rows(here, Spending) if isinstance(each, Spending)}
    assert spent == {each.bot_id: 4 for each in accounts}


async def test_a_photo_comes_in_and_a_file_gets_a_link(here: ZaloWorld) -> None:
    phone = await here.joined(MAI)
    await here.hears(phone, "Nộp báo cáo")
    while "/t/" not in phone.said[-1]:
        await here.hears(phone, "a" if "\na. " in phone.said[-1] else "1")
    assert "https://thidua.example/t/" in phone.said[-1]
    path = here.platform.keep_photo(some_photo())
    before = len(phone.said)
    phone.send_photo(f"{here.address}/{path}", "Ảnh ra quân")
    await until(lambda: any("Đã nhận 1 tệp" in text for text in phone.said[before:]))


async def test_what_zalo_keeps_back_is_answered(here: ZaloWorld) -> None:
    phone = await here.joined(MAI)
    before = len(phone.said)
    phone.send_file("bao cao.docx")
    await until(lambda: len(phone.said) > before)
    assert "không gửi qua đây được" in phone.said[-1]
    assert "Đồng chí không làm sai" in phone.said[-1]
    here.platform.options.unsupported_message = False
    phone.say_protected("xin chào")  # nobody is named: it is kept, and counted as dead
    await until(lambda: here.platform.calls["getUpdates"] > 0 and not phone.bot.queue)
    await here.application.idle()
    dead = [each.problem for each in await rows(here, Inbox) if isinstance(each, Inbox) and each.state == "dead"]
    assert dead == ["nobody to answer"]


async def test_everything_said_was_taken_once_and_marked(here: ZaloWorld) -> None:
    phone = await here.joined(MAI)
    await here.hears(phone, "6")
    sent = [each for each in await rows(here, Outbox) if isinstance(each, Outbox)]
    assert {each.state for each in sent} == {"sent"}
    assert len(sent) == len(phone.said) == phone.bot.sent.total()
    assert [each for each in await rows(here, Report) if isinstance(each, Report) and each.person_id] == []

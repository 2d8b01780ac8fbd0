"""What the phones show outlives the process."""

from pathlib import Path

from bot.clock import Clock
from bot.playground.telegram import Phone, ShownMessage, TelegramPlatform
from tests.playground.wired_platform import CHAIR, TOKEN


def state(platform: TelegramPlatform, phone: Phone) -> tuple[object, ...]:
    shown = [(message.raw, message.pinned, message.silent) for message in phone.messages]
    updates = platform.bots[TOKEN].queue.pending(100)
    return shown, phone.keyboard, phone.toasts, phone.blocked, updates, platform.bots[TOKEN].settings


def lively(platform: TelegramPlatform) -> Phone:
    """A bot and a phone with some history."""
    fake = platform.add_bot(TOKEN, "thidua_bot", "Trợ lý")
    phone = platform.phone(TOKEN, CHAIR, "Lan")
    phone.start("x")
    message = phone.say("xoá tôi")
    raw = {"message_id": fake.next_message, "from": fake.user, "chat": phone.chat, "date": 1795226400, "text": "Đúng?"}
    raw["reply_markup"] = {"inline_keyboard": [[{"text": "Đúng", "callback_data": "yes"}]]}
    fake.record(f"m/{TOKEN}/{CHAIR}/{raw['message_id']}", "message", chat=CHAIR, raw=raw, marks={"pinned": True})
    fake.record(f"m/{TOKEN}/{CHAIR}/{message}", "delete", chat=CHAIR, id=message)
    fake.record(f"k/{TOKEN}/{CHAIR}", "keyboard", chat=CHAIR, markup={"keyboard": [["Báo cáo"]]})
    fake.record(f"s/{TOKEN}/name", "set", name="name", value="Tên")
    phone.tap(phone.messages[-1].id, "Đúng")
    phone.edit(phone.messages[0].id, "/start y")
    phone.block()
    fake.record(f"c/{TOKEN}", "confirm", below=fake.queue.next_id - 2)
    return phone


def test_journal_brings_everything_back(tmp_path: Path) -> None:
    journal = tmp_path / "telegram.jsonl"
    first = TelegramPlatform(Clock(), journal)
    expected = state(first, lively(first))
    for _ in range(2):
        with journal.open("ab") as file:
            file.write(b'{"op":"message","key":"torn')
        again = TelegramPlatform(Clock(), journal)
        phone = again.phone(TOKEN, CHAIR, "Lan")
        assert state(again, phone) == expected
        assert again.bots[TOKEN].next_message == first.bots[TOKEN].next_message
        assert again.bots[TOKEN].queue.next_id == first.bots[TOKEN].queue.next_id
        again.journal.close()
    first.journal.close()


def test_compacting_drops_what_is_done(tmp_path: Path) -> None:
    journal = tmp_path / "telegram.jsonl"
    first = TelegramPlatform(Clock(), journal)
    phone = lively(first)
    for number in range(200):
        phone.unblock()
        phone.block()
        phone.toasts.append((str(number), ""))
    fake = first.bots[TOKEN]
    fake.record(f"c/{TOKEN}", "confirm", below=fake.queue.next_id)
    before = journal.stat().st_size
    again = TelegramPlatform(Clock(), journal)
    assert journal.stat().st_size < before / 50
    assert again.bots[TOKEN].queue.next_id == fake.queue.next_id
    first.journal.close()
    again.journal.close()


def test_starting_over(tmp_path: Path) -> None:
    platform = TelegramPlatform(Clock(), tmp_path / "telegram.jsonl")
    lively(platform)
    platform.forget_everything()
    assert list(platform.bots) == [TOKEN]
    assert platform.phone(TOKEN, CHAIR, "Lan").messages == list[ShownMessage]()
    platform.journal.close()

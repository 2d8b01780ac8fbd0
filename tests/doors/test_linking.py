"""One person at two doors: the code, the draft that goes on, the door that is preferred, and the one that is closed."""

from datetime import timedelta

import pytest
import sqlmodel

from bot import building
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.doors import linking, listing, telling
from bot.invites import BRAKE, TRIES, Invites
from bot.models import Account, Chat, DoorCode, Federation, Outbox, Person
from bot.post.message import Message
from bot.post.outbox import REMINDER, Address, queue
from tests.conftest import DUNG, MAI, NOW, OFFICER
from tests.conversations.conftest import Join
from tests.doors.conftest import NUMBER, PAGES
from tests.support.posted import letter_of
from tests.support.talking import Talk

NEW, STRANGER = 55, 56
WRONG = "Mã mời này không đúng, đã dùng hoặc hết hạn"


def asked(talk: Talk, invites: Invites, user: int) -> Message:
    """The message with the code, as it leaves."""
    talk.say(user, "/kenhkhac")
    assert "đang gửi mã kết nối" in talk.tap(user, "➕ Dùng thêm kênh khác")
    render = building.templates(invites, PAGES)[telling.LINKING]

    def work(db: Transaction) -> Message:
        row = [each for each in db.session.exec(sqlmodel.select(Outbox)).all() if each.kind == telling.LINKING][-1]
        told = render(db, letter_of(db, row), talk.clock.now())
        assert told is not None
        return told

    return talk.do(work)


def code_in(message: Message) -> str:
    return message.text.partition("Mã kết nối: ")[2][:6]


def test_the_same_draft_goes_on_at_the_other_door(talk: Talk, plain: Talk, join: Join, invites: Invites) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    message = asked(talk, invites, mai)
    assert f"Zalo: https://zalo.me/{NUMBER}" in message.text
    assert "Telegram" not in message.text
    said = plain.say(NEW, code_in(message).lower())
    assert "Kính chào đồng chí Nguyễn Thị Mai!" in said
    assert said.labels == ("📝 Làm tiếp việc đang dở", "🗑 Bỏ việc này")
    here, there = sorted(talk.rows(Account), key=lambda each: each.id)
    assert (here.person_id, here.bot_id, there.bot_id) == (there.person_id, talk.door.bot_id, plain.door.bot_id)
    assert "ở đâu" in plain.tap(NEW, "📝 Làm tiếp việc đang dở").text.casefold()
    [told] = [each for each in talk.rows(Outbox) if each.key.startswith("door/")]
    assert (told.chat_id, "vừa kết nối thêm Zalo" in told.body) == (here.chat_id, True)
    kept = str([each.model_dump() for each in [*talk.rows(DoorCode), *talk.rows(Outbox)]])
    assert code_in(message) not in kept


def test_a_code_is_good_once_and_for_a_quarter_of_an_hour(
    talk: Talk, plain: Talk, join: Join, invites: Invites, clock: StandingClock
) -> None:
    mai = join(MAI)
    first, second = code_in(asked(talk, invites, mai)), code_in(asked(talk, invites, mai))
    assert WRONG in plain.say(STRANGER, first)  # the newer one ended it
    assert "Đã kết nối" in plain.say(NEW, second)
    assert WRONG in plain.say(STRANGER, second)
    dung = join(DUNG)
    third = code_in(asked(talk, invites, dung))
    clock.walk_to(NOW + timedelta(minutes=linking.MINUTES))
    assert WRONG in plain.say(STRANGER, third)
    assert len(talk.rows(Account)) == 3


def test_guesses_are_counted_like_those_of_invites(talk: Talk, plain: Talk, join: Join, invites: Invites) -> None:
    mai = join(MAI)
    code = code_in(asked(talk, invites, mai))
    for _ in range(TRIES):
        plain.say(STRANGER, "AAAAAA")
    assert "Đã thử quá nhiều mã sai" in plain.say(STRANGER, code)
    for chat in range(BRAKE):
        plain.say(1000 + chat, "BBBBBB")
    assert "quá nhiều mã sai được thử" in plain.say(NEW, code)
    assert len(talk.rows(Account)) == 1


def test_a_code_opens_nothing_elsewhere_and_no_door_of_somebody_else(
    talk: Talk, plain: Talk, join: Join, invites: Invites
) -> None:
    mai, dung = join(MAI), join(DUNG)
    code = code_in(asked(talk, invites, mai))
    assert WRONG in talk.say(dung, f"/start {code}")
    assert "đang dùng kênh này rồi" in talk.say(mai, f"/start {code}")

    def of_others(db: Transaction) -> bool:
        other = Federation(name="Khác", short_name="K")
        db.session.add(other)
        db.session.flush()
        return linking.find(db, invites, other.id or 0, code, NOW) is None

    assert talk.do(of_others)
    assert "Đã kết nối" in plain.say(NEW, code)


def test_the_person_chooses_where_reminders_go_and_closes_a_door(talk: Talk, plain: Talk, join: Join, invites: Invites) -> None:
    mai = join(MAI)
    plain.say(NEW, code_in(asked(talk, invites, mai)))
    listed = talk.say(mai, "/kenhkhac")
    assert "• Telegram (đang ở đây, nhận nhắc việc)\n• Zalo" in listed
    assert listed.labels[:2] == ("🔔 Nhắc việc ở Zalo", "🚫 Thôi dùng Zalo")
    talk.tap(mai, "🔔 Nhắc việc ở Zalo")
    person = talk.rows(Person)[-1].id
    assert [each.name for each in talk.do(lambda db: listing.of_person(db, person))] == ["Zalo", "Telegram"]
    chat = next(each for each in talk.rows(Account) if each.bot_id == plain.door.bot_id).chat_id
    to = Address(1, plain.door.bot_id, chat)
    talk.do(lambda db: queue(db, to, "later", Message("nhắc"), NOW + timedelta(hours=1), REMINDER))
    talk.say(mai, "/kenhkhac")
    assert "Đã thôi dùng Zalo" in talk.tap(mai, "🚫 Thôi dùng Zalo")
    [account] = talk.rows(Account)
    assert account.bot_id == talk.door.bot_id
    [moved] = [each for each in talk.rows(Outbox) if each.key == "later"]
    assert (moved.bot_id, moved.chat_id, moved.state) == (talk.door.bot_id, account.chat_id, "waiting")
    assert "Kính chào đồng chí! Đây là" in plain.say(NEW, "chào")  # a stranger again
    assert talk.say(mai, "/kenhkhac").labels[0] == "➕ Dùng thêm kênh khác"


@pytest.mark.parametrize("pages", [PAGES, ""])
def test_whoever_finds_the_bot_full_is_shown_another_door(
    talk: Talk, plain: Talk, join: Join, invites: Invites, guests: list[Guest], pages: str
) -> None:
    join(OFFICER)
    talk.do(lambda db: building.door(db, "web", "web", ""))
    talk.do(lambda db: db.connection.exec_driver_sql("UPDATE bot SET seats = 0 WHERE channel = 'zalo'"))
    assert "đã đủ người dùng" in plain.say(NEW, guests[1].secrets.code)
    render = building.templates(invites, pages)[telling.FULL]

    def work(db: Transaction) -> Message | None:
        row = [each for each in db.session.exec(sqlmodel.select(Outbox)).all() if each.kind == telling.FULL][-1]
        return render(db, letter_of(db, row), NOW)

    told = talk.do(work)
    assert told is not None
    assert ("/i/" in told.text) == bool(pages)
    assert "Telegram: https://t.me/thidua_bot?start=" in told.text
    code = told.text.partition("Sông Xanh: ")[2][:6]
    assert "Đồng chí có phải là" in talk.say(STRANGER, code)
    assert all(each.bot_id != plain.door.bot_id for each in talk.rows(Account))
    assert talk.rows(Chat)

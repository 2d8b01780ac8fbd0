"""What is said about the web chat at other doors: the personal link, the devices, the mail address."""

import pytest

from bot import building
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import Invites
from bot.models import Chat, Operation, Outbox, Person, WebLink, WebMessage, WebSession, written
from bot.post.message import Message
from bot.post.outbox import Letter
from bot.web import asking, chats, links, messages, sessions
from bot.web.keys import Keys
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.support.talking import Talk

ADDRESS = "https://thidua.example"


@pytest.fixture(autouse=True)
def _web_door(talk: Talk) -> None:
    talk.do(lambda db: building.door(db, "web", "web", ""))


def written_out(talk: Talk, invites: Invites, kind: str) -> list[Message]:
    """What waits as a template of this kind, as the delivery writes it."""
    templates = building.templates(invites, ADDRESS)

    def work(db: Transaction) -> list[Message]:
        found = [each for each in talk.rows(Outbox) if each.kind == kind and each.state == "waiting"]
        told = [templates[kind](db, letter(db, each), talk.clock.now()) for each in found]
        return [each for each in told if each]

    return talk.do(work)


def letter(db: Transaction, row: Outbox) -> Letter:
    chat = db.session.get_one(Chat, row.chat_id)
    return Letter(
        written(row.id), row.federation_id, row.chat_id, chat.address, "vi", row.priority, row.kind, row.body, 0, 0, None
    )


def test_a_personal_link_is_sent_and_kept_nowhere(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    mai = join(MAI)
    assert "đang gửi đường dẫn riêng" in talk.say(mai, "/trinhduyet")
    assert talk.rows(WebLink) == []  # it is made when it leaves
    (message,) = written_out(talk, invites, asking.LINK)
    secret = message.text.partition("/c/")[2].split()[0]
    assert f"{ADDRESS}/c/{secret}" in message.text
    assert all(secret not in str(vars(each)) for each in [*talk.rows(WebLink), *talk.rows(Outbox)])
    found = talk.do(lambda db: links.find(db, Keys(invites.derive("web")), secret, clock.now()))
    assert found
    assert talk.do(lambda db: chats.sure_owner(db, found.chat_id)).person_id == talk.rows(Person)[0].id
    talk.say(mai, "/trinhduyet")
    assert len({each.chat_id for each in talk.rows(WebLink)}) == 1  # always the same chat


def test_an_officer_sends_a_link_with_a_code_to_a_chair_within_reach(talk: Talk, join: Join, invites: Invites) -> None:
    join(MAI)
    officer = join(OFFICER)
    talk.say(officer, "/duongdan")
    talk.say(officer, MAIS_UNIT)
    talk.tap(officer, MAIS_UNIT)
    talk.tap(officer, next(each for each in talk.last[officer].labels if "Nguyễn Thị Mai" in each))
    (message,) = written_out(talk, invites, asking.LINK)
    assert "Nguyễn Thị Mai" in message.text
    assert "🔑 Mã nếu máy hỏi:" in message.text
    assert "door.link" in [each.deed for each in talk.rows(Operation)]


def test_a_chair_may_not_send_links_for_others(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert "dành cho cán bộ" in talk.say(mai, "/duongdan")


def test_a_unit_that_nobody_joined_gets_no_link(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/duongdan")
    talk.say(officer, MAIS_UNIT)
    assert "chưa có ai kết nối" in talk.tap(officer, MAIS_UNIT)


def test_a_lost_device_is_shut_out_from_another_door(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    mai, dung = join(MAI), join(DUNG)
    assert "Chưa có máy nào" in talk.say(mai, "/thietbi")
    keys = Keys(invites.derive("web"))

    def let_in(db: Transaction) -> None:
        for person_id in (1, 2):
            to = chats.for_person(db, 1, person_id, clock.now())
            assert to
            sessions.begin(db, keys, to, "Mozilla/5.0 (Linux; Android 13) Chrome/120 Safari", clock.now())
            links.issue(db, keys, to, clock.now())

    talk.do(let_in)
    hers = min(each.chat_id for each in talk.rows(WebSession))
    assert "• Chrome, Android, dùng lần cuối 09:00" in talk.say(mai, "/thietbi")
    assert "Đã chặn máy đó" in talk.tap(mai, "🚫 Chặn: Chrome, Android")
    for model in (WebSession, WebLink):
        assert sorted((each.chat_id, bool(each.revoked_at)) for each in talk.rows(model)) == [(hers, True), (hers + 1, False)]
    talk.say(dung, "/thietbi")
    assert "Không có gì thay đổi" in talk.tap(dung, "Giữ nguyên, không chặn")


def test_the_mail_address_is_given_and_taken_back(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/thudientu")
    for wrong in ("mai", "mai@", "a@b", "mai@example.org\nBcc: all@example.org", "a b@example.org"):
        assert "chưa đúng" in talk.say(mai, wrong), wrong
    assert "Đã ghi mai@example.org" in talk.say(mai, "mai@example.org")
    assert "📧 mai@example.org" in talk.say(mai, "/dulieu")
    talk.say(mai, "/thudientu")
    talk.tap(mai, "Không nhận thư")
    assert talk.rows(Person)[0].email is None


def test_whoever_is_erased_leaves_nothing_on_the_web(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    mai = join(MAI)
    keys = Keys(invites.derive("web"))

    def use(db: Transaction) -> int:
        to = chats.for_person(db, 1, 1, clock.now())
        assert to
        messages.say(db, to, "out-1", Message("Kính chào đồng chí"), clock.now())
        links.issue(db, keys, to, clock.now())
        sessions.begin(db, keys, to, "Chrome", clock.now())
        db.session.get_one(Person, 1).email = "mai@example.org"
        return to.chat_id

    chat_id = talk.do(use)
    talk.say(mai, "/dulieu")
    for label in ("🗑 Rút đồng ý và xóa", "🗑 Xóa dữ liệu của tôi", "🗑 Xóa hẳn"):
        talk.tap(mai, label)
    assert talk.rows(WebMessage) == []
    assert [(each.device, each.revoked_at) for each in talk.rows(WebSession)] == [("", None)]
    assert all(each.revoked_at for each in talk.rows(WebLink))
    assert talk.rows(Person)[0].email is None
    assert talk.do(lambda db: chats.sure_owner(db, chat_id)).person_id is None


def test_without_a_web_door_nothing_is_promised(talk: Talk, join: Join) -> None:
    def stop(db: Transaction) -> None:
        db.connection.exec_driver_sql("UPDATE bot SET stopped_at = '2026-03-04 02:00:00' WHERE channel = 'web'")

    talk.do(stop)
    assert "chưa có trang trò chuyện" in talk.say(join(MAI), "/trinhduyet")

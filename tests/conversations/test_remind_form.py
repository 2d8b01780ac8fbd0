"""A reminder arrives in the middle of a form: the form stays where it was, whichever way the chair goes on."""

from datetime import date

from bot import building
from bot.clock import StandingClock, instant
from bot.reminders.letter import DIGEST
from tests.conftest import MAI
from tests.conversations.conftest import ACCEPT, Join, said_by_people
from tests.conversations.test_remind_promise import owed
from tests.support.posted import Posted
from tests.support.talking import Talk


def start_form(talk: Talk, user: int) -> None:
    """Two of three questions are answered; the third is open."""
    talk.say(user, "/dangky")
    talk.say(user, "20/3")
    assert "Dự kiến bao nhiêu người dự?" in talk.say(user, "8 giờ, hội trường")


def remind(talk: Talk, sent: Posted, clock: StandingClock) -> str:
    """The next morning's digest is sent; what it says."""
    clock.walk_to(instant(date(2026, 3, 5), 7, 30))
    talk.do(lambda db: building.tick(db, clock.now()))
    [digest] = sent(DIGEST)
    return digest.text


def finish(talk: Talk, user: int) -> None:
    assert "Xin kiểm tra lại" in talk.say(user, "45")
    talk.tap(user, ACCEPT)
    [launch] = said_by_people(talk)
    assert (launch.day, launch.place, launch.people) == (date(2026, 3, 20), "8 giờ, hội trường", 45)


def test_typing_on_answers_the_open_question(talk: Talk, join: Join, sent: Posted, clock: StandingClock) -> None:
    mai = join(MAI)
    start_form(talk, mai)
    assert "phát động" in remind(talk, sent, clock)
    finish(talk, mai)


def test_an_old_button_of_the_form_still_works(talk: Talk, join: Join, sent: Posted, clock: StandingClock) -> None:
    mai = join(MAI)
    start_form(talk, mai)
    remind(talk, sent, clock)
    assert "mấy giờ, ở đâu" in talk.tap(mai, "◀ Câu trước")
    talk.say(mai, "8 giờ, hội trường")
    finish(talk, mai)


def test_later_and_back_to_the_form(talk: Talk, join: Join, sent: Posted, clock: StandingClock) -> None:
    mai = join(MAI)
    start_form(talk, mai)
    remind(talk, sent, clock)
    pledge = talk.do(lambda db: owed(db, mai))["pledge"]
    talk.say(mai, f"/nhaclai {pledge}")
    assert "Trợ lý sẽ nhắc lại" in talk.tap(mai, "☀️ Chiều nay")
    assert "Dự kiến bao nhiêu người dự?" in talk.say(mai, "tiếp tục")
    finish(talk, mai)


def test_a_promise_and_back_to_the_form(talk: Talk, join: Join, sent: Posted, clock: StandingClock) -> None:
    mai = join(MAI)
    start_form(talk, mai)
    remind(talk, sent, clock)
    talk.say(mai, "/hen giao ước thứ hai")
    assert "Thứ Hai, 09/03/2026" in talk.last[mai]
    assert "Dự kiến bao nhiêu người dự?" in talk.say(mai, "tiếp tục")
    finish(talk, mai)

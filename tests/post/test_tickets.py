"""One-time links for files: one file, one day, one link at a time."""

from datetime import datetime, timedelta

from bot.clock import StandingClock
from bot.models import Chat, Document, Draft, Inbox, UploadTicket
from bot.post import tickets
from bot.post.outbox import Address
from tests.conftest import MAI
from tests.support.talking import Talk


def test_a_ticket_brings_one_file_to_the_question_it_is_for(talk: Talk, clock: StandingClock) -> None:
    talk.say(MAI, "/trogiup")
    chat = talk.rows(Chat)[0]
    to, now = Address(chat.federation_id, chat.bot_id, chat.id), clock.now()
    old = talk.do(lambda db: tickets.issue(db, to, "2", "5.evidence", now))
    secret = talk.do(lambda db: tickets.issue(db, to, "2", "5.evidence", now))
    assert len(secret) >= 22  # 128 bits
    assert secret not in {each.secret_hash for each in talk.rows(UploadTicket)}

    def hand_in(said: str, at: datetime) -> bool:
        return talk.do(lambda db: tickets.hand_in(db, said, "a.pdf", "application/pdf", b"%PDF", at))

    assert not hand_in(old, now)  # a newer one was given out
    assert not hand_in("guessed", now)
    assert not hand_in(secret, now + tickets.LIFE)
    found = talk.do(lambda db: tickets.find(db, secret, now))
    assert found is not None
    assert (found.chat_id, found.sender, found.question) == (chat.id, "2", "5.evidence")
    assert hand_in(secret, now + timedelta(hours=23))
    assert not hand_in(secret, now + timedelta(hours=23))
    assert len(talk.rows(Document)) == 1
    arrived = talk.rows(Inbox)[-1]
    assert (arrived.sender, arrived.chat_id, arrived.state) == ("2", chat.id, "waiting")
    assert '"question":"5.evidence"' in arrived.body
    talk.take()
    assert talk.rows(Inbox)[-1].problem is None
    assert talk.rows(Draft) == []

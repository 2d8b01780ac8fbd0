"""Guessing codes: 600 of them are good, and ten thousand guesses find none, whether from one chat or from thousands."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot import invites as inviting
from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import ALPHABET, BRAKE, CODE, Invites, Seat
from bot.models import Account, Outbox, Unit
from bot.post import inbox
from bot.post.message import Message
from tests.support.talking import Talk, transaction

LIVE = 600
GUESSES = {"sqlite": 10_000, "postgresql": 1_000}


def issue(db: Transaction, invites: Invites, clock: StandingClock) -> None:
    """So many live codes, of units that differ, or the newer would end the older."""
    unit = db.session.exec(sqlmodel.select(Unit).where(sqlmodel.col(Unit.bloc_id).is_not(None))).first()
    assert unit is not None
    for n in range(LIVE):
        seat = Seat(0, unit.federation_id, unit.id or 0, unit.name, "chair", f"Chủ tịch {n}", "")
        invites.issue(db, seat, clock.now())


def guess(chat: int, update: int, code: str) -> dict[str, Any]:
    sender = {"id": chat, "is_bot": False, "first_name": "X"}
    message = {"message_id": update, "date": 1, "chat": {"id": chat, "type": "private"}, "from": sender, "text": code}
    return {"update_id": update, "message": message}


def answers(talk: Talk, chats: int) -> list[str]:
    """What so many wrong guesses are answered, in order; they come in by hundreds."""
    dice = random.Random(3)  # noqa: S311  the guesses are to be the same each time
    guesses = GUESSES[talk.engine.dialect.name]
    codes = ["".join(dice.choices(ALPHABET, k=CODE)) for _ in range(guesses)]
    for first in range(0, guesses, 100):
        with transaction(talk.engine) as db:
            batch = [guess(10_000 + n % chats, 1 + n, codes[n]) for n in range(first, first + 100)]
            inbox.store(db, talk.door, [reading.arrival(each) for each in batch], talk.clock.now())
            while talk.turns.take(db)[0]:
                pass
    return [Message.from_json(each.body).text for each in sorted(talk.rows(Outbox), key=lambda each: int(each.id))]


@pytest.fixture
def lively(talk: Talk, invites: Invites, clock: StandingClock) -> Talk:
    talk.do(lambda db: issue(db, invites, clock))
    return talk


def count(said: list[str], begins: str) -> int:
    return sum(each.startswith(begins) for each in said)


@pytest.mark.parametrize(("chats", "looked_at"), [(1, 5), (2500, BRAKE)])
def test_ten_thousand_guesses_find_nothing(lively: Talk, chats: int, looked_at: int) -> None:
    said = answers(lively, chats)
    assert len(said) == GUESSES[lively.engine.dialect.name]
    wrong = count(said, "Mã mời này không đúng")
    locked = count(said, "Đã thử quá nhiều mã sai")
    held_back = count(said, "Hiện có quá nhiều mã sai được thử")
    assert wrong + locked + held_back == len(said)
    assert wrong + min(locked, 1) == looked_at  # the fifth wrong one is answered with the lock already
    assert lively.rows(Account) == []


def test_a_link_works_while_codes_are_held_back(lively: Talk, invites: Invites, clock: StandingClock) -> None:
    seat = Seat(0, 1, 2, "Trường", "chair", "Phó Chủ tịch", "Nguyễn Thị Mai")
    secrets = lively.do(lambda db: invites.issue(db, seat, clock.now()))
    for chat in range(BRAKE):
        lively.say(20_000 + chat, "AAAAAA")
    assert lively.say(5, secrets.code).text.startswith("Hiện có quá nhiều mã sai được thử")
    assert "Đồng chí có phải là" in lively.say(5, f"/start {secrets.token}")


def test_the_brake_lets_go_after_an_hour(lively: Talk, clock: StandingClock) -> None:
    for chat in range(BRAKE):
        lively.say(20_000 + chat, "AAAAAA")
    assert lively.say(5, "BBBBBB").text.startswith("Hiện có quá nhiều mã sai được thử")
    clock.walk_to(clock.now() + inviting.LOCKED)
    assert lively.say(5, "BBBBBB").text.startswith("Mã mời này không đúng")


def test_wrong_used_and_expired_get_the_same_words(lively: Talk, invites: Invites, clock: StandingClock, engine: Engine) -> None:
    seat = Seat(0, 1, 2, "Trường", "chair", "Phó Chủ tịch", "Nguyễn Thị Mai")
    used = lively.do(lambda db: invites.issue(db, seat, clock.now()))
    old = lively.do(lambda db: invites.issue(db, Seat(**{**vars(seat), "title": "Ủy viên"}), datetime(2026, 1, 1, tzinfo=UTC)))
    lively.say(5, f"/start {used.token}")
    lively.tap(5, "✅ Đúng, là tôi")
    lively.tap(5, "Tôi đồng ý")
    lively.tap(5, "Không, cảm ơn")
    words = {lively.say(100 + n, code).text for n, code in enumerate(("AAAAAA", used.code, old.code))}
    assert len(words) == 1
    assert "Mai" not in words.pop()
    assert engine

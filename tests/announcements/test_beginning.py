"""The start: in steps, once however many begin it, and each chat gets each part once however many offices its person holds."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import announcements
from bot.announcements import beginning, counting
from bot.database.writers import writer_for
from bot.models import Announcement, Office, Outbox, Recipient, Unit, table_of
from tests.announcements.sending import compose, confirm, owed, start
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import Join
from tests.support.talking import Talk

recipient, outbox = table_of(Recipient), table_of(Outbox)


@pytest.fixture
def waiting(talk: Talk, join: Join, monkeypatch: pytest.MonkeyPatch) -> int:
    """An announcement to three chairs whose minute is over; in steps of four units."""
    monkeypatch.setattr(counting, "CHUNK", 4)
    officer = join(OFFICER)
    for number in (MAI, DUNG, LAN):
        join(number)
    compose(talk, officer)
    confirm(talk, officer)
    talk.clock.walk_to(talk.clock.now() + timedelta(seconds=61))
    [row] = talk.rows(Announcement)
    return int(row.id)


def keys(talk: Talk) -> list[str]:
    return [each.key for each in owed(talk)]


def test_a_person_with_several_units_gets_it_once(talk: Talk, waiting: int) -> None:
    held = next(each for each in talk.rows(Office) if each.role == "chair")
    other = next(each for each in talk.rows(Unit) if each.name == "Trường Mầm non Hoa Mai")
    row: dict[str, Any] = {"federation_id": 1, "person_id": held.person_id, "unit_id": other.id, "role": "chair"}
    talk.do(lambda db: db.session.add(Office(**row, title="Chủ tịch", valid_from=date(2026, 1, 1))))
    start(talk)
    theirs = [each for each in talk.rows(Recipient) if each.person_id == held.person_id]
    assert len(theirs) == 2
    assert len(keys(talk)) == 3
    talk.say(MAI, f"/danam {waiting}")
    assert len(talk.rows(Recipient)) == 18


@pytest.mark.parametrize("steps", range(1, 8))
def test_a_start_that_is_cut_short_goes_on(talk: Talk, waiting: int, steps: int) -> None:
    now = talk.clock.now()
    work = beginning.starting(waiting, now)
    piece = next(work)
    for _step in range(steps - 1):
        result = talk.do(piece)
        try:
            piece = work.send(result)
        except StopIteration:
            break
    start(talk)
    units = [each.unit_id for each in talk.rows(Recipient)]
    assert len(units) == len(set(units)) == 18
    assert len(keys(talk)) == 3
    start(talk)
    assert len(keys(talk)) == 3
    assert len(talk.rows(Recipient)) == 18


async def test_three_replicas_begin_the_same_announcement(talk: Talk, waiting: int) -> None:
    databases = [writer_for(talk.engine)] if talk.engine.dialect.name == "sqlite" else [writer_for(talk.engine) for _ in range(3)]
    now = talk.clock.now()
    await asyncio.gather(*(announcements.begin(each, waiting, now) for each in databases * 3))
    units = await databases[0].transact(lambda db: list(db.connection.execute(select(recipient.c.unit_id)).scalars()))
    sent = await databases[0].transact(
        lambda db: list(db.connection.execute(select(outbox.c.key).where(outbox.c.announcement_id.is_not(None))).scalars())
    )
    assert len(units) == len(set(units)) == 18
    assert len(sent) == len(set(sent)) == 3


def test_paused_in_the_middle_of_the_start_the_rest_is_queued_later(talk: Talk, waiting: int) -> None:
    work = beginning.starting(waiting, talk.clock.now())
    piece = next(work)
    for _step in range(3):
        piece = work.send(talk.do(piece))
    talk.say(OFFICER, f"/tamdung {waiting}")
    assert talk.do(piece) is False
    start(talk)
    assert len(talk.rows(Recipient)) < 18
    assert {each.state for each in owed(talk)} <= {"held"}
    talk.say(OFFICER, f"/guitiep {waiting}")
    start(talk)
    assert len(talk.rows(Recipient)) == 18
    assert [each.state for each in owed(talk)] == ["waiting"] * 3


def test_units_are_told_whoever_holds_an_office_there_and_not_those_who_left(talk: Talk, waiting: int) -> None:
    ended = next(each for each in talk.rows(Office) if each.role == "chair")
    talk.do(lambda db: db.connection.exec_driver_sql(f"UPDATE office SET valid_to = '2026-03-03' WHERE id = {ended.id}"))  # noqa: S608
    start(talk)
    assert len(keys(talk)) == 2
    assert waiting

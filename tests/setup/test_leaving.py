"""Leaving the demo: all of it goes, nothing else does, and the bot is free for the real federation."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlmodel
from sqlalchemy import select

from bot import building
from bot.clock import StandingClock
from bot.commands.federation import establish
from bot.database.transaction import Transaction
from bot.models import Bot, Federation, Halt, Operation, Outbox, Unit, metadata, written
from bot.setup import leaving
from tests.setup.first_hour import Hour
from tests.support.talking import Talk

OFFICER, MAI = 1, 2
Join = Callable[[int], int]
KEPT = {"heartbeat"}


def answered(db: Transaction) -> None:
    """All that is owed has left."""
    for row in db.session.exec(sqlmodel.select(Outbox)).all():
        row.state = "sent"
        db.session.add(row)


def rows_left(talk: Talk) -> dict[str, int]:
    def count(db: Transaction) -> dict[str, int]:
        found = {each.name: len(db.connection.execute(select(each)).all()) for each in metadata.sorted_tables}
        return {name: rows for name, rows in found.items() if rows and name not in KEPT}

    return talk.do(count)


def leave(talk: Talk) -> str:
    talk.say(OFFICER, "/roidemo")
    return talk.say(OFFICER, "xoá dữ liệu mẫu").text


def test_the_demo_is_erased_once_the_answer_is_out(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER), join(MAI)
    talk.do(lambda db: db.session.add(Halt(scope="bot/1", until=clock.now() + timedelta(hours=1))))
    asked = talk.say(OFFICER, "/roidemo")
    assert "của Công đoàn phường Sông Xanh bị xóa hẳn, không lấy lại được.\nMuốn xóa, xin gõ đúng" in asked
    told = talk.say(OFFICER, "XÓA DỮ LIỆU MẪU").text
    assert told.startswith("🗑 Trợ lý đang xóa dữ liệu mẫu, trong khoảng một phút.")
    assert 'thidua federation create "TÊN TỔ CHỨC"' in told
    talk.do(lambda db: building.tick(db, clock.now()))
    assert talk.rows(Federation) != []  # the answer waits to be sent
    talk.do(answered)
    talk.do(lambda db: building.tick(db, clock.now()))
    assert rows_left(talk) == {}


def test_an_answer_that_never_leaves_does_not_keep_the_demo(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER)
    leave(talk)
    talk.do(lambda db: building.tick(db, clock.now() + timedelta(minutes=11)))
    assert rows_left(talk) == {}


def test_the_bot_is_free_for_the_real_federation(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER)
    leave(talk)
    talk.do(answered)
    talk.do(lambda db: building.tick(db, clock.now()))
    with pytest.raises(building.NoFederation):
        talk.do(lambda db: building.telegram_door(db, "700000001", "thidua_bot"))
    levels = ("Công đoàn phường", "Công đoàn cơ sở")
    assert talk.do(lambda db: establish(db, "Công đoàn phường Thật", "CĐ Thật", "cô Hà", levels, date(2026, 1, 1)))
    door = talk.do(lambda db: building.telegram_door(db, "700000001", "thidua_bot"))
    assert [each.name for each in talk.rows(Federation)] == ["Công đoàn phường Thật"]
    assert door.federation_id == talk.rows(Federation)[0].id


@pytest.mark.parametrize("said", ["có", "xóa", "Không xóa", "✅ vâng"])
def test_any_other_answer_erases_nothing(talk: Talk, join: Join, clock: StandingClock, said: str) -> None:
    join(OFFICER)
    talk.say(OFFICER, "/roidemo")
    assert talk.say(OFFICER, said).text == "Trợ lý không xóa gì. Dữ liệu mẫu vẫn còn."
    talk.do(answered)
    talk.do(lambda db: building.tick(db, clock.now() + timedelta(hours=1)))
    assert len(talk.rows(Unit)) == 19
    assert [each for each in talk.rows(Operation) if each.deed == leaving.LEAVES] == []


def test_a_real_federation_is_not_left(hour: Hour) -> None:
    hour.officer_joins()
    told = hour.talk.say(501, "/roidemo").text
    assert told == "Công đoàn cấp trên là dữ liệu thật, không phải dữ liệu mẫu. Trợ lý không xóa gì."
    owner = written(hour.talk.rows(Federation)[0].id)
    assert not hour.talk.do(lambda db: leaving.leave(db, owner, None, hour.clock.now()))
    with pytest.raises(ValueError, match="not erased"):
        hour.talk.do(lambda db: leaving.erase(db, owner))


def test_the_demo_goes_and_a_real_federation_beside_it_stays(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER)

    def beside(db: Transaction) -> int:
        real = Federation(name="Thật", short_name="Thật")
        db.session.add(real)
        db.session.flush()
        db.session.add(Bot(federation_id=written(real.id), channel="telegram", platform_id="2"))
        return written(real.id)

    kept = talk.do(beside)
    leave(talk)
    talk.do(answered)
    talk.do(lambda db: building.tick(db, clock.now()))
    assert rows_left(talk) == {"federation": 1, "bot": 1}
    assert talk.rows(Federation)[0].id == kept


def test_it_says_that_it_is_the_demo(talk: Talk, join: Join) -> None:
    join(OFFICER)
    shown = talk.say(OFFICER, "/batdau")
    assert "Đây là dữ liệu mẫu. Muốn làm thật, xin bấm 🗑 Rời dữ liệu mẫu." in shown
    assert "🗑 Rời dữ liệu mẫu" in shown.labels

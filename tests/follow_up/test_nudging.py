"""Nudging: one message to a unit's chairs in 24 hours, at an hour that is allowed, written when it leaves."""

from datetime import UTC, datetime, timedelta

from bot import follow_up, offices
from bot.clock import StandingClock, local
from bot.database.transaction import Transaction
from bot.follow_up import Nudged, Owing
from bot.follow_up.nudging import TEMPLATE
from bot.invites import Invites
from bot.models import Chat, Nudge, Outbox
from bot.post import chats
from bot.privacy import consents
from tests.conftest import LAN, MAI, NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.follow_up.conftest import duty_id, whole
from tests.support.posted import posted
from tests.support.talking import Talk

LANS_UNIT = "Bệnh viện Đa khoa Sông Xanh"
NOBODYS_UNIT = "Trường THCS Bến Đò"


def owed(db: Transaction, name: str, now: datetime) -> Owing:
    found = follow_up.find(db, 1, whole(db), duty_id(db, name), local(now).date())
    assert found is not None
    return found


def nudge(talk: Talk, *units: str) -> Nudged:
    now = talk.clock.now()
    return talk.do(lambda db: follow_up.nudge(db, 1, [owed(db, each, now) for each in units], 1, now))


def letters(talk: Talk) -> list[Outbox]:
    return [each for each in talk.rows(Outbox) if each.kind == TEMPLATE]


def test_a_unit_is_asked_once_in_24_hours(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER), join(MAI)
    assert [each.unit for each in nudge(talk, MAIS_UNIT).told] == [MAIS_UNIT]
    clock.walk_to(NOW + timedelta(hours=23, minutes=59))
    again = nudge(talk, MAIS_UNIT)
    assert (again.told, list(again.again.values())) == ((), [NOW])
    assert len(letters(talk)) == len(talk.rows(Nudge)) == 1
    clock.walk_to(NOW + timedelta(hours=24))
    assert len(nudge(talk, MAIS_UNIT).told) == 1
    assert len(letters(talk)) == 2


def test_whoever_has_no_door_is_named_and_not_counted_as_nudged(talk: Talk, join: Join) -> None:
    join(OFFICER), join(MAI)
    found = nudge(talk, MAIS_UNIT, NOBODYS_UNIT)
    assert [each.unit for each in found.unreachable] == [NOBODYS_UNIT]
    assert len(talk.rows(Nudge)) == 1


def test_a_closed_chat_is_no_door(talk: Talk, join: Join) -> None:
    join(OFFICER), join(MAI)
    mine = next(each for each in talk.rows(Chat) if each.address == str(MAI))
    talk.do(lambda db: chats.close(db, mine.id, NOW, "blocked"))
    assert len(nudge(talk, MAIS_UNIT).unreachable) == 1
    assert letters(talk) == []


def test_whoever_does_not_want_reminders_is_not_nudged(talk: Talk, join: Join) -> None:
    join(OFFICER), join(MAI)

    def stop(db: Transaction) -> None:
        chair = next(each for each in offices.of_unit(db, owed(db, MAIS_UNIT, NOW).unit_id, local(NOW).date()))
        assert consents.stop_reminders(db, chair.person_id, NOW)

    talk.do(stop)
    assert len(nudge(talk, MAIS_UNIT).unreachable) == 1


def test_at_night_it_waits_for_the_morning(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER), join(MAI)
    clock.walk_to(datetime(2026, 3, 7, 15, 0, tzinfo=UTC))  # Saturday, 22:00; the next day is a Sunday
    assert nudge(talk, MAIS_UNIT).leaves_at == datetime(2026, 3, 9, 0, 30, tzinfo=UTC)
    assert letters(talk)[0].not_before == datetime(2026, 3, 9, 0, 30, tzinfo=UTC)


def test_what_is_sent_is_written_when_it_leaves(talk: Talk, join: Join, clock: StandingClock, invites: Invites) -> None:
    join(OFFICER), join(MAI), join(LAN)
    nudge(talk, MAIS_UNIT, LANS_UNIT)
    register(talk, MAI)
    clock.walk_to(NOW + timedelta(days=2))
    messages = talk.do(lambda db: posted(db, invites, clock, TEMPLATE))
    assert len(messages) == 1
    assert messages[0].text == (
        f"📨 Công đoàn cấp trên nhắc {LANS_UNIT}: còn chờ đăng ký ngày phát động, Đợt 1.\n"
        "Hạn: Thứ Tư, 04/03/2026, đã quá 2 ngày.\nĐồng chí cần giúp gì, xin bấm “Gặp cán bộ”."
    )
    number = talk.do(lambda db: duty_id(db, LANS_UNIT))
    assert [option.data for row in messages[0].options for option in row] == [f"/dangky {number}", "/gapcanbo"]

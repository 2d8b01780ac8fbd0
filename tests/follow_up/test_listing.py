"""Who has not done it: the latest first, then those that were not in touch for longest; with phone, promise and last touch."""

from datetime import date, timedelta
from typing import Any

from bot import follow_up, promises
from bot.clock import StandingClock, local
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.missing import Tally
from bot.follow_up import Call, Outcome, Owing
from bot.follow_up.touch import How, last_touches
from bot.models import Cluster, ClusterUnit
from bot.people import Held
from tests.conftest import DUNG, MAI, NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.follow_up.conftest import LATE, due, duty_id, list_phone, names, unit_id, whole
from tests.support.talking import Talk

DUNGS_UNIT = "Công ty TNHH Cơ khí Minh Tâm"
NEVER = "Bệnh viện Đa khoa Sông Xanh"


def launches(db: Transaction, today: date) -> Tally:
    held = Held(1, whole(db).root, "", "officer", "", None)
    return next(each for each in missing.tallies(db, 1, held, today) if each.kind == "launch")


def owing(talk: Talk) -> list[Owing]:
    today = local(talk.clock.now()).date()
    return talk.do(lambda db: follow_up.owing(db, whole(db), launches(db, today), today))


def test_the_latest_come_first(talk: Talk) -> None:
    talk.do(lambda db: due(db, NEVER, date(2026, 3, 1)))
    talk.clock.walk_to(NOW + LATE)
    found = owing(talk)
    assert names(found)[0] == NEVER
    assert [each.days_late(date(2026, 3, 14)) for each in found] == [13] + [10] * 11


def test_among_equals_the_ones_not_heard_of_for_longest(talk: Talk, join: Join) -> None:
    join(OFFICER)
    join(MAI)
    talk.clock.walk_to(NOW + timedelta(days=1))
    join(DUNG)
    found = owing(talk)
    assert names(found)[-2:] == [MAIS_UNIT, DUNGS_UNIT]
    assert found[0].touch is None


def test_who_is_done_is_not_listed(talk: Talk, join: Join) -> None:
    before = len(owing(talk))
    register(talk, join(MAI))
    found = owing(talk)
    assert len(found) == before - 1
    assert MAIS_UNIT not in names(found)


def test_phone_promise_and_cluster_stand_beside_the_unit(talk: Talk, join: Join) -> None:
    join(MAI)

    def prepare(db: Transaction) -> None:
        list_phone(db, MAIS_UNIT, "Nguyễn Thị Mai", "0912 000 111")
        promises.promise(db, 1, duty_id(db, MAIS_UNIT), date(2026, 3, 5), "mai em nộp", NOW)
        promises.promise(db, 1, duty_id(db, MAIS_UNIT), date(2026, 3, 9), "thứ Hai em nộp", NOW)
        for position in (2, 1):
            cluster = Cluster(federation_id=1, name=f"Cụm {position}", position=position)
            db.session.add(cluster)
            db.session.flush()
            owner: dict[str, Any] = {"federation_id": 1, "cluster_id": cluster.id or 0}
            db.session.add(ClusterUnit(**owner, unit_id=unit_id(db, MAIS_UNIT), valid_from=date(2026, 1, 1)))

    talk.do(prepare)
    found = [each for each in owing(talk) if each.unit == MAIS_UNIT]
    assert len(found) == 1  # though it is in two clusters
    assert (found[0].contact, found[0].phone) == ("Nguyễn Thị Mai", "0912 000 111")
    assert (found[0].promise, found[0].cluster) == (date(2026, 3, 9), "Cụm 1")


def test_days_of_grace_are_not_late(talk: Talk) -> None:
    each = owing(talk)[0]
    within = Owing(**{**vars(each), "due_on": date(2026, 3, 1), "grace_days": 5})
    assert within.days_late(date(2026, 3, 6)) == 0
    assert within.days_late(date(2026, 3, 7)) == 6
    assert Owing(**{**vars(each), "due_on": None}).days_late(date(2026, 3, 7)) == 0
    closed_early = Owing(**{**vars(each), "due_on": date(2026, 3, 9), "closes_on": date(2026, 3, 1)})
    assert closed_early.days_late(date(2026, 3, 7)) == 0


def test_the_last_touch_is_the_newest_of_all_kinds(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER)
    join(MAI)

    def touch() -> tuple[How, object]:
        found = talk.do(lambda db: last_touches(db, whole(db), local(clock.now()).date())[unit_id(db, MAIS_UNIT)])
        return found.how, found.at

    assert touch() == (How.WORD, NOW)
    later = NOW + timedelta(days=1)
    clock.walk_to(later)
    talk.do(lambda db: follow_up.note_call(db, 1, Call(unit_id(db, MAIS_UNIT), None, 1, Outcome.NO_ANSWER), later))
    assert touch() == (How.CALL, later)
    clock.walk_to(NOW + timedelta(days=2))
    owed = next(each for each in owing(talk) if each.unit == MAIS_UNIT)
    talk.do(lambda db: follow_up.nudge(db, 1, [owed], 1, clock.now()))
    assert touch() == (How.NUDGE, clock.now())
    clock.walk_to(NOW + timedelta(days=3))
    talk.say(MAI, "dạ vâng")
    assert touch() == (How.WORD, clock.now())


def test_a_duty_of_another_federation_is_not_found(talk: Talk) -> None:
    today = date(2026, 3, 4)
    assert talk.do(lambda db: follow_up.find(db, 2, whole(db), duty_id(db, MAIS_UNIT), today)) is None
    assert talk.do(lambda db: follow_up.find(db, 1, whole(db), duty_id(db, MAIS_UNIT), today)) is not None
    assert talk.do(lambda db: follow_up.find(db, 1, whole(db), 10**17, today)) is None

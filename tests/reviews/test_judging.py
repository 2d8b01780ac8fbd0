"""What holds after an officer has spoken to a report: returned is owed again, approved is not, and the first word counts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine, text

from bot import reviews
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.launches import Undone
from bot.models import Affiliation, Duty, Operation, Person, Report, ReviewItem, Unit, written
from bot.people import Held
from bot.reports import report_of
from bot.reviews import NotWaiting, SamePerson
from bot.reviews.judging import By
from tests.reviews import reporting
from tests.reviews.reporting import IDEAS, UNITS, WORKS, key_of
from tests.support.talking import transaction

FOUNDED, TODAY, DUE = date(2025, 7, 1), date(2026, 3, 4), date(2026, 3, 11)
WHY = {key_of(IDEAS): "Xin kiểm tra lại con số."}
MAIS = UNITS[0]


def person(db: Transaction, name: str) -> int:
    found = db.session.exec(sqlmodel.select(Person).where(Person.name == name)).one_or_none()
    if found is None:
        found = Person(federation_id=1, name=name)
        db.session.add(found)
        db.session.flush()
    return written(found.id)


def by(db: Transaction, clock: StandingClock, name: str = "Hà") -> By:
    return By(1, person(db, name), name, clock.now())


def top(db: Transaction) -> Held:
    root = db.session.exec(sqlmodel.select(Unit).where(Unit.name == "Công đoàn phường Sông Xanh")).one()
    return Held(0, written(root.id), root.name, "officer", "", None)


def waiting(db: Transaction) -> list[int]:
    return [each.report_id for each in reviews.waiting(db, 1, top(db), TODAY)]


def owed(db: Transaction, unit: str) -> bool:
    duty = reporting.duty_of(db, unit)
    return next(each for each in missing.of_unit(db, duty.unit_id, TODAY) if each.duty_id == duty.id).done_at is None


def test_a_returned_report_is_owed_again_and_an_approved_one_is_not(
    engine: Engine, reports: list[int], clock: StandingClock
) -> None:
    with transaction(engine) as db:
        assert [owed(db, unit) for unit in UNITS] == [False, False, False]
        reviews.send_back(db, reports[0], WHY, DUE, by(db, clock))
        assert reviews.approve(db, reports[1], by(db, clock))[1]
        assert [owed(db, unit) for unit in UNITS] == [True, False, False]
        assert waiting(db) == [reports[2]]
        duty = reporting.duty_of(db, MAIS)
        assert (duty.due_on, duty.due_origin) == (DUE, "officer")
        filed = report_of(db, written(duty.id))
        assert filed
        assert filed.returned
        assert filed.returned.reasons == WHY
        assert filed.returned.due_on == DUE
        deeds = [each.deed for each in db.session.exec(sqlmodel.select(Operation)).all()]
        assert [each for each in deeds if each.startswith("report.")] == ["report.returned", "report.approved"]


def test_what_was_late_first_stays_late_and_what_was_not_stays_on_time(
    engine: Engine, reports: list[int], clock: StandingClock
) -> None:
    with transaction(engine) as db:
        reviews.send_back(db, reports[0], WHY, DUE, by(db, clock))
        again = reporting.submit(db, MAIS, {IDEAS: 21}, clock.now() + timedelta(days=30))
        assert not db.session.get_one(Report, again).is_late
        assert waiting(db) == [reports[1], reports[2], again]
        assert not owed(db, MAIS)


@pytest.mark.parametrize("first", ["returned", "approved"])
def test_a_version_that_was_decided_is_decided(engine: Engine, reports: list[int], clock: StandingClock, first: str) -> None:
    with transaction(engine) as db:
        judge = by(db, clock)
        if first == "returned":
            reviews.send_back(db, reports[0], WHY, DUE, judge)
        else:
            reviews.approve(db, reports[0], judge)
        other = by(db, clock, "Bình")
        words: list[Callable[[], object]] = [
            lambda: reviews.approve(db, reports[0], other),
            lambda: reviews.send_back(db, reports[0], WHY, DUE, other),
            lambda: reviews.ask(db, reports[0], "?", other),
            lambda: reviews.answer(db, reports[0], "!", other),
        ]
        for word in words:
            with pytest.raises(NotWaiting):
                word()
        assert [each.name for each in reviews.of_report(db, reports[0])] == ["Hà"]
        assert db.session.get_one(Report, reports[0]).state == first


def test_no_report_of_another_federation_is_decided(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    with transaction(engine) as db:
        judge = by(db, clock)
        foreign = By(2, judge.person_id, judge.name, judge.now)
        with pytest.raises(NotWaiting):
            reviews.approve(db, reports[0], foreign)
        assert reviews.find(db, 2, top(db), reports[0], TODAY) is None
        assert reviews.waiting(db, 2, top(db), TODAY) == []


def test_an_older_version_is_not_decided(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    with transaction(engine) as db:
        newer = reporting.submit(db, MAIS, {IDEAS: 21}, clock.now())
        with pytest.raises(NotWaiting):
            reviews.approve(db, reports[0], by(db, clock))
        assert reviews.approve(db, newer, by(db, clock))[1]


@pytest.mark.parametrize(("seconds", "outcome"), [(0, Undone.DONE), (600, Undone.DONE), (601, Undone.TOO_LATE)])
def test_an_approval_is_taken_back_within_ten_minutes(
    engine: Engine, reports: list[int], clock: StandingClock, seconds: int, outcome: Undone
) -> None:
    with transaction(engine) as db:
        review, _final = reviews.approve(db, reports[0], by(db, clock))
        clock.walk_to(clock.now() + timedelta(seconds=seconds))
        assert reviews.undo(db, review, by(db, clock, "Bình")) == (Undone.NOT_YOURS, None)
        assert reviews.undo(db, review, by(db, clock)) == (outcome, reports[0])
        assert (reports[0] in waiting(db)) is (outcome is Undone.DONE)
        assert not owed(db, MAIS)
        assert reviews.undo(db, review, by(db, clock))[0] is not Undone.DONE


def test_a_question_keeps_it_waiting_at_the_end_and_its_answer_brings_it_back(
    engine: Engine, reports: list[int], clock: StandingClock
) -> None:
    with transaction(engine) as db:
        reviews.ask(db, reports[0], "Gồm cả năm trước?", by(db, clock))
        assert waiting(db) == [reports[1], reports[2], reports[0]]
        reviews.answer(db, reports[0], "Chỉ năm nay", by(db, clock, "Mai"))
        assert waiting(db) == reports
        with pytest.raises(NotWaiting):
            reviews.answer(db, reports[0], "Lần nữa", by(db, clock, "Mai"))
        said = [(each.verdict, each.comment, each.name) for each in reviews.of_report(db, reports[0])]
        assert said == [("asked", "Gồm cả năm trước?", "Hà"), ("answered", "Chỉ năm nay", "Mai")]


def test_two_levels_need_two_people(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    with transaction(engine) as db:
        campaign = reporting.running(db)
        campaign.review_levels = 2
        db.session.add(campaign)
        first, is_final = reviews.approve(db, reports[0], by(db, clock))
        assert not is_final
        found = reviews.find(db, 1, top(db), reports[0], TODAY)
        assert found
        assert (found.state, found.first_id, found.first_by) == ("waiting", first, person(db, "Hà"))
        with pytest.raises(SamePerson):
            reviews.approve(db, reports[0], by(db, clock))
        second, is_final = reviews.approve(db, reports[0], by(db, clock, "Bình"))
        assert is_final
        assert reviews.undo(db, first, by(db, clock))[0] is Undone.CHANGED_SINCE
        assert reviews.undo(db, second, by(db, clock, "Bình"))[0] is Undone.DONE
        found = reviews.find(db, 1, top(db), reports[0], TODAY)
        assert found
        assert (found.state, found.first_id) == ("waiting", first)
        reviews.approve(db, reports[0], by(db, clock, "Bình"))
        assert [each.level for each in reviews.of_report(db, reports[0])] == [1, 2, 2, 2]


def test_the_first_of_two_approvals_is_taken_back(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    with transaction(engine) as db:
        reporting.running(db).review_levels = 2
        first, _final = reviews.approve(db, reports[0], by(db, clock))
        assert reviews.undo(db, first, by(db, clock))[0] is Undone.DONE
        found = reviews.find(db, 1, top(db), reports[0], TODAY)
        assert found
        assert found.first_id is None
        again, is_final = reviews.approve(db, reports[0], by(db, clock))
        assert not is_final
        assert again > first


def test_a_second_officer_may_return_what_the_first_approved(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    with transaction(engine) as db:
        reporting.running(db).review_levels = 2
        reviews.approve(db, reports[0], by(db, clock))
        reviews.send_back(db, reports[0], WHY, DUE, by(db, clock, "Bình"))
        assert owed(db, MAIS)
        again = reporting.submit(db, MAIS, {IDEAS: 21}, clock.now())
        assert not reviews.approve(db, again, by(db, clock))[1]
        assert len(db.session.exec(sqlmodel.select(ReviewItem)).all()) == 1


def test_doubts_come_first_then_the_oldest(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    with transaction(engine) as db:
        doubtful = reporting.submit(db, UNITS[2], {IDEAS: 900}, clock.now() + timedelta(hours=1), doubt="members")
        assert waiting(db) == [doubtful, reports[0], reports[1]]


def test_only_units_within_reach_are_there(engine: Engine, reports: list[int]) -> None:
    with transaction(engine) as db:
        duty = reporting.duty_of(db, MAIS)
        alone = Held(0, duty.unit_id, MAIS, "officer", "", None)
        assert [each.report_id for each in reviews.waiting(db, 1, alone, TODAY)] == [reports[0]]
        assert reviews.find(db, 1, alone, reports[1], TODAY) is None


@pytest.mark.usefixtures("reports")
def test_changes_are_told_answer_by_answer(engine: Engine, clock: StandingClock) -> None:
    with transaction(engine) as db:
        reporting.submit(db, MAIS, {IDEAS: 21, WORKS: None}, clock.now(), file="a.jpg", words="Thiếu người")
        older, newer = (report_of(db, written(reporting.duty_of(db, MAIS).id), version) for version in (1, 2))
        assert older
        assert newer
        assert [each.key for each in reviews.changes(older, newer)] == [key_of(IDEAS), "evidence", "words"]
        assert reviews.changes(newer, newer) == []


def test_six_hundred_units_are_listed_quickly(engine: Engine, reports: list[int], clock: StandingClock) -> None:
    """The bound is what a person does not notice; the best of three, on a machine that does other things as well."""
    with transaction(engine) as db:
        held, model = top(db), reporting.duty_of(db, MAIS)
        level = db.session.get_one(Unit, model.unit_id).level_id
        for n in range(600):
            _one_more(db, held.unit_id, level, model, n, clock.now())
        db.connection.execute(text("ANALYZE"))  # as the database does by itself before long
        took = []
        for _ in range(3):
            began = perf_counter()
            assert len(reviews.waiting(db, 1, held, TODAY)) == 600 + len(reports)
            took.append(perf_counter() - began)
        assert min(took) < 0.5


def _one_more(db: Transaction, root: int, level: int, model: Duty, n: int, now: datetime) -> None:
    """A unit more, with a report that waits."""
    name = f"Đơn vị {n}"
    unit = Unit(federation_id=1, name=name, folded=name, sort_key=name, level_id=level, valid_from=FOUNDED)
    db.session.add(unit)
    db.session.flush()
    duty = Duty(**{**model.model_dump(exclude={"id"}), "unit_id": written(unit.id)})
    db.session.add_all([duty, Affiliation(federation_id=1, unit_id=written(unit.id), parent_id=root, valid_from=FOUNDED)])
    db.session.flush()
    told: dict[str, Any] = {"federation_id": 1, "is_latest": True, "recorded_at": now, "version": 1}
    db.session.add(Report(**told, duty_id=written(duty.id), receipt=f"R{n}"))

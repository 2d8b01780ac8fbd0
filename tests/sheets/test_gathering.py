"""What the table says about real rows: standing and punctuality, units that moved or closed, and nobody else's."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlmodel import col

from bot import launches, pledges
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.models import Affiliation, Bloc, Campaign, Cluster, ClusterUnit, Duty, Indicator, Level, Nomination, Phase, Unit, written
from bot.pledges import Contents, Line, Offer
from bot.pledges.contents import Work
from bot.reports import writing
from bot.reports.answers import GIVEN, NONE, Answered
from bot.reports.writing import Said
from bot.reviews import judging
from bot.reviews.judging import By
from bot.rights import Reach
from bot.sheets.table import gathering
from bot.sheets.table.contents import Line as Row
from bot.sheets.table.contents import PhaseTable, Place, Standing, Table, Timing
from bot.sheets.table.owed import Owed
from bot.units import changes
from bot.units.changes.entry import Entry
from bot.vietnamese.folding import fold, sort_key
from tests.conftest import NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.follow_up.conftest import duty_id, unit_id, whole
from tests.support.talking import Talk

DUE = date(2026, 3, 20)
ON_TIME, LATE = instant(DUE, 16), instant(DUE + timedelta(days=3), 9)
BY, DECISION = By(1, 1, "Hà", NOW), Decision("Hà", None, "x", ON_TIME)


def gathered(db: Transaction, reach: Reach | None = None, now: datetime = NOW) -> Table:
    running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    return gathering.gather(db, running, reach or whole(db), now)


def first(table: Table) -> PhaseTable:
    return table.phases[0]


def row(table: Table, name: str = MAIS_UNIT) -> Row:
    return next(each for each in first(table).lines if each.place.unit == name)


def the_report(db: Transaction, due_on: date | None = DUE) -> Duty:
    duty = db.session.get_one(Duty, duty_id(db, MAIS_UNIT, "report"))
    duty.due_on = due_on
    db.session.add(duty)
    db.session.flush()
    return duty


def indicators(db: Transaction) -> list[Indicator]:
    running = db.session.exec(sqlmodel.select(Campaign.id).where(Campaign.is_open)).one()
    wanted = sqlmodel.select(Indicator).where(Indicator.campaign_id == running, Indicator.kind == "sum")
    return list(db.session.exec(wanted.order_by(col(Indicator.position))).all())


def report(db: Transaction, at: datetime, amount: float = 12.0) -> int:
    told = [written(each.id) for each in indicators(db)[:2]]
    said = Said({told[0]: Answered(GIVEN, amount), told[1]: Answered(NONE)})
    return writing.submit(db, the_report(db), said, None, at).id


def approved(db: Transaction) -> None:
    judging.approve(db, report(db, ON_TIME), BY)


def returned(db: Transaction) -> None:
    judging.send_back(db, report(db, ON_TIME), {"words": "x"}, DUE + timedelta(days=5), BY)


def sent_again(db: Transaction) -> None:
    returned(db)
    report(db, LATE)


def given_more_time(db: Transaction) -> None:
    report(db, LATE)
    deciding.extend(db, db.session.get_one(Duty, duty_id(db, MAIS_UNIT, "report")), DUE + timedelta(days=30), DECISION)


@pytest.mark.parametrize(
    ("deed", "standing", "timing"),
    [
        (the_report, Standing.MISSING, Timing.AHEAD),
        (lambda db: report(db, ON_TIME), Standing.SUBMITTED, 0),
        (lambda db: report(db, LATE), Standing.SUBMITTED, 3),
        (approved, Standing.APPROVED, 0),
        (returned, Standing.RETURNED, 0),
        (sent_again, Standing.SUBMITTED, 0),  # the first complete version counts
        (given_more_time, Standing.SUBMITTED, 1),  # it stays late
        (lambda db: deciding.excuse(db, the_report(db), DECISION), Standing.EXCUSED, Timing.EXCUSED),
        (lambda db: deciding.receive(db, the_report(db), DECISION), Standing.RECEIVED, 0),
        (lambda db: the_report(db, None), Standing.MISSING, Timing.UNDATED),
    ],
)
def test_how_a_report_stands(
    talk: Talk, join: Join, deed: Callable[[Transaction], object], standing: Standing, timing: int | Timing
) -> None:
    join(OFFICER)
    talk.do(deed)
    found = row(talk.do(gathered))
    assert (found.standing, found.timing) == (standing, timing)


def test_what_is_overdue_says_so(talk: Talk) -> None:
    talk.do(the_report)
    late = talk.do(lambda db: gathered(db, now=NOW + timedelta(days=20)))
    assert row(late).timing is Timing.MISSING
    in_time = talk.do(lambda db: gathered(db, now=instant(DUE, 23)))
    assert row(in_time).timing is Timing.AHEAD


def test_figures_pledge_and_launch(talk: Talk) -> None:
    def work(db: Transaction) -> Table:
        report(db, ON_TIME)
        launches.register(db, duty_id(db, MAIS_UNIT), date(2026, 3, 12), "8 giờ", 45, None, NOW)
        offer = Offer("x", indicator_id=indicators(db)[0].id)
        works = [Work("Vườn rau", "work", 3_300_000_000, date(2026, 6, 1))]
        said = Contents(lines=[Line(offer, amount=20.0)], works=works)
        pledges.pledge(db, duty_id(db, MAIS_UNIT, "pledge"), said, None, NOW)
        return gathered(db)

    table = talk.do(work)
    found, (one, two, *_rest) = row(table), talk.do(lambda db: [written(each.id) for each in indicators(db)])
    assert found.launch_on == date(2026, 3, 12)
    assert found.pledged == {one: 20.0}
    assert (found.results[one].amount, found.results[two].state) == (12.0, "none")
    assert [(each.name, each.value, each.place.unit) for each in table.works] == [("Vườn rau", 3_300_000_000, MAIS_UNIT)]
    launched = next(each for each in table.launches if each.place.unit == MAIS_UNIT)
    assert (launched.day, launched.words, launched.people) == (date(2026, 3, 12), "8 giờ", 45)
    mine = next(each for each in table.punctuality if each.place.unit == MAIS_UNIT)
    assert dict(zip(table.duties, mine.timings, strict=True)) == {
        "Đợt 1: Đăng ký ngày phát động": 0,
        "Đợt 1: Đăng ký giao ước thi đua": 0,
        "Đợt 1: Báo cáo kết quả": 0,
    }


@pytest.mark.parametrize("days", [0, 60])
def test_a_phase_reckons_punctuality_as_its_page_does(talk: Talk, days: int) -> None:
    def work(db: Transaction) -> Table:
        report(db, LATE)
        launches.register(db, duty_id(db, MAIS_UNIT), date(2026, 3, 12), "8 giờ", 45, None, NOW)
        return gathered(db, now=NOW + timedelta(days=days))

    table = talk.do(work)
    on_page = Counter(timing for each in table.punctuality for timing in each.timings if timing is not None)
    assert Counter(timing for phase in table.phases for timing in phase.timings) == on_page
    assert len(on_page) > 2


def test_a_returned_reports_figures_are_not_counted(talk: Talk, join: Join) -> None:
    join(OFFICER)

    def work(db: Transaction) -> Table:
        judging.send_back(db, report(db, ON_TIME), {"words": "x"}, DUE, BY)
        return gathered(db)

    assert row(talk.do(work)).results == {}


def test_what_was_withdrawn_is_neither_launched_nor_on_time(talk: Talk) -> None:
    def work(db: Transaction) -> Table:
        launches.register(db, duty_id(db, MAIS_UNIT), date(2026, 3, 12), "", None, None, NOW)
        launches.register(db, duty_id(db, MAIS_UNIT), None, "", None, None, NOW)
        return gathered(db, now=NOW + timedelta(days=1))

    table = talk.do(work)
    assert row(table).launch_on is None
    mine = next(each for each in table.punctuality if each.place.unit == MAIS_UNIT)
    assert mine.timings[0] is Timing.MISSING


def test_a_unit_that_closed_owes_what_fell_due_before(talk: Talk) -> None:
    def work(db: Transaction) -> Table:
        the_report(db)
        changes.close(db, Entry(1, date(2026, 3, 10), NOW), unit_id(db, MAIS_UNIT))
        return gathered(db, now=NOW + timedelta(days=30))

    table = talk.do(work)
    assert row(table).standing is Standing.EXCUSED
    mine = next(each for each in table.punctuality if each.place.unit == MAIS_UNIT)
    assert dict(zip(table.duties, mine.timings, strict=True))["Đợt 1: Đăng ký ngày phát động"] is Timing.MISSING
    assert mine.timings.count(Timing.EXCUSED) == 2


def split_ward(db: Transaction) -> tuple[int, int]:
    """Two unions between the root and the units; Mai's unit moves from the first to the second on 1 August."""
    root, level = whole(db).root, db.session.exec(sqlmodel.select(Level).order_by(col(Level.depth))).first()
    assert level is not None
    made = []
    for name in ("Phường Một", "Phường Hai"):
        named: dict[str, Any] = {"name": name, "folded": fold(name), "sort_key": sort_key(name)}
        unit = Unit(federation_id=1, **named, level_id=level.id or 0, valid_from=date(2025, 7, 1))
        db.session.add(unit)
        db.session.flush()
        db.session.add(Affiliation(federation_id=1, unit_id=unit.id or 0, parent_id=root, valid_from=date(2025, 7, 1)))
        made.append(written(unit.id))
    mine = db.session.exec(sqlmodel.select(Affiliation).where(Affiliation.unit_id == unit_id(db, MAIS_UNIT))).one()
    mine.parent_id, mine.valid_to = made[0], date(2026, 7, 31)
    later = Affiliation(federation_id=1, unit_id=mine.unit_id, parent_id=made[1], valid_from=date(2026, 8, 1))
    db.session.add_all([mine, later])
    db.session.flush()
    return made[0], made[1]


def test_a_unit_that_moved_belongs_to_the_parent_of_the_phases_last_day(talk: Talk) -> None:
    before, after = talk.do(split_ward)
    later = instant(date(2026, 9, 1), 9)  # the first phase ended on 30 June

    def units(root: int, now: datetime) -> list[str]:
        table = talk.do(lambda db: gathered(db, Reach(root), now))
        return [each.place.unit for phase in table.phases for each in phase.lines if phase.name == "Đợt 1"]

    assert units(before, NOW) == [MAIS_UNIT]
    assert units(before, later) == [MAIS_UNIT]
    assert units(after, later) == []
    assert first(talk.do(lambda db: gathered(db, Reach(before), later))).day == date(2026, 6, 30)


def cluster(db: Transaction, name: str, position: int, *units: str) -> int:
    made = Cluster(federation_id=1, name=name, position=position)
    db.session.add(made)
    db.session.flush()
    for each in units:
        owner: dict[str, Any] = {"federation_id": 1, "cluster_id": made.id, "unit_id": unit_id(db, each)}
        db.session.add(ClusterUnit(**owner, valid_from=date(2026, 1, 1)))
    db.session.flush()
    return written(made.id)


def test_clusters_lie_together_and_a_lead_sees_one(talk: Talk) -> None:
    def work(db: Transaction) -> tuple[Table, Table]:
        cluster(db, "Cụm B", 2, "Trường THPT Sông Xanh", MAIS_UNIT)
        first_one = cluster(db, "Cụm A", 1, "Trường THCS Bến Đò", MAIS_UNIT)  # in two: it is counted once, in the first
        return gathered(db), gathered(db, Reach(whole(db).root, first_one))

    table, lead = talk.do(work)
    clusters = [each.place.cluster for each in first(table).lines]
    assert clusters == ["Cụm A", "Cụm A", "Cụm B", *[None] * 15]
    assert len({each.place.unit_id for each in first(table).lines}) == 18
    assert {each.place.unit for each in first(lead).lines} == {"Trường THCS Bến Đò", MAIS_UNIT}
    assert {each.place.unit for each in lead.launches} == {"Trường THCS Bến Đò", MAIS_UNIT}


def test_nominations_but_not_those_taken_back(talk: Talk) -> None:
    def work(db: Transaction) -> Table:
        phase = db.session.exec(sqlmodel.select(Phase).join(Campaign).where(Campaign.is_open, Phase.name == "Đợt 1")).one()
        where: dict[str, Any] = {"federation_id": 1, "phase_id": phase.id, "unit_id": unit_id(db, MAIS_UNIT), "recorded_at": NOW}
        for name, state in (("Chị Hoa", "chosen"), ("Anh Bình", "withdrawn"), ("(đã xóa)", "chosen")):
            db.session.add(Nomination(**where, is_collective=False, name=name, reason="giỏi", state=state))
        db.session.flush()
        return gathered(db)

    assert [(each.name, each.state) for each in talk.do(work).nominations] == [("Chị Hoa", "chosen")]


def owed(**facts: Any) -> Owed:
    given: dict[str, Any] = {"due_on": DUE, "grace_days": 2, "done_at": None, "excused_on": None, "closed_on": None}
    return Owed(Place(1, "x", None, None, None), 1, facts.pop("kind", "note"), 1, **{**given, **facts})


@pytest.mark.parametrize(
    ("duty", "timing"),
    [
        (owed(done_at=instant(DUE + timedelta(days=2), 23)), 0),  # with its days of grace
        (owed(done_at=instant(DUE + timedelta(days=3), 0)), 3),
        (owed(due_on=None, done_at=NOW), 0),
        (owed(closed_on=DUE - timedelta(days=1)), Timing.EXCUSED),
        (owed(closed_on=DUE), Timing.MISSING),
        (owed(kind="launch", first_at=ON_TIME, done_at=LATE), 0),  # moved to another day since
        (owed(kind="launch", first_at=ON_TIME), Timing.MISSING),  # withdrawn
    ],
)
def test_the_rule_of_punctuality(duty: Owed, timing: int | Timing) -> None:
    assert duty.timing(DUE + timedelta(days=10)) == timing


def test_blocs_are_named(talk: Talk) -> None:
    names = {each.name for each in talk.rows(Bloc)}
    assert {each.place.bloc for each in first(talk.do(gathered)).lines} == names

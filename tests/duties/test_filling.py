"""Every grassroots unit gets what its campaigns ask, once, with the day that the rule says."""

from datetime import date

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties import deciding, filling, rules
from bot.duties.deciding import Decision
from bot.duties.rules import Terms
from bot.models import Campaign, Duty, DutyChange, DutyRule, Phase, Unit
from tests.conftest import NOW
from tests.support.talking import transaction

TODAY = date(2026, 3, 4)
pytestmark = pytest.mark.usefixtures("guests")


def duties(db: Transaction, kind: str, phase: str = "Đợt 1") -> list[Duty]:
    wanted = sqlmodel.select(Duty).join(Phase, sqlmodel.col(Phase.id) == sqlmodel.col(Duty.phase_id))
    wanted = wanted.where(Duty.kind == kind, Phase.name == phase, Phase.campaign_id == running(db).id)
    db.session.expire_all()
    return list(db.session.exec(wanted.order_by(sqlmodel.col(Duty.id))).all())


def running(db: Transaction) -> Campaign:
    return db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()


def report_rule(db: Transaction) -> DutyRule:
    return db.session.exec(
        sqlmodel.select(DutyRule).where(DutyRule.kind == "report", DutyRule.campaign_id == running(db).id)
    ).one()


def confirm(db: Transaction, terms: Terms) -> None:
    rules.confirm(db, report_rule(db), terms, "Hà", None, NOW)
    db.flush()
    filling.fill(db, 1, TODAY)


def test_filling_twice_changes_nothing(engine: Engine) -> None:
    with transaction(engine) as db:
        assert filling.fill(db, 1, TODAY) == 0
        assert len(duties(db, "launch")) == len(duties(db, "report")) == 18


def test_a_phase_counts_from_a_month_before_it_starts(engine: Engine) -> None:
    with transaction(engine) as db:
        assert filling.fill(db, 1, date(2026, 5, 31)) == 0
        filling.fill_new(db, date(2026, 6, 1))
        assert len(duties(db, "report", "Đợt 2")) == 18
        filling.fill_new(db, date(2026, 6, 2))
        assert len(duties(db, "report", "Đợt 2")) == 18


def test_nobody_has_a_day_before_the_rule_is_confirmed(engine: Engine) -> None:
    with transaction(engine) as db:
        assert {(each.due_on, each.due_origin) for each in duties(db, "report")} == {(None, None)}
        confirm(db, Terms(None, None, 3))
        assert {(each.due_on, each.due_origin, each.due_source, each.grace_days) for each in duties(db, "report")} == {
            (date(2026, 7, 10), "rule", "10 ngày sau khi kết thúc đợt", 3)
        }


def test_a_day_an_officer_names_is_the_officers(engine: Engine) -> None:
    with transaction(engine) as db:
        confirm(db, Terms(None, date(2026, 7, 3), 0))
        assert {(each.due_on, each.due_origin, each.due_source) for each in duties(db, "report")} == {
            (date(2026, 7, 3), "officer", "Hà")
        }


def test_a_moved_phase_moves_the_days_that_follow_from_it(engine: Engine) -> None:
    with transaction(engine) as db:
        confirm(db, Terms(None, None, 0))
        phase = db.session.exec(sqlmodel.select(Phase).where(Phase.id == duties(db, "report")[0].phase_id)).one()
        phase.ends_on = date(2026, 5, 31)
        db.session.add(phase)
        db.session.flush()
        filling.fill(db, 1, TODAY)
        assert {each.due_on for each in duties(db, "report")} == {date(2026, 6, 10)}


def test_a_unit_that_was_given_more_time_keeps_it(engine: Engine) -> None:
    with transaction(engine) as db:
        confirm(db, Terms(None, None, 0))
        first, *others = duties(db, "report")
        deciding.extend(db, first, date(2026, 8, 1), Decision("Hà", None, "bão", NOW))
        confirm(db, Terms(5, None, 0))
        first, *others = duties(db, "report")
        assert (first.due_on, first.due_origin) == (date(2026, 8, 1), "officer")
        assert {each.due_on for each in others} == {date(2026, 7, 6)}  # 5/7 is a Sunday
        [change] = db.session.exec(sqlmodel.select(DutyChange)).all()
        assert (change.deed, change.before, change.after, change.reason) == ("extended", "2026-07-10", "2026-08-01", "bão")


@pytest.mark.parametrize(
    ("since", "until", "owes"),
    [
        (date(2026, 2, 1), None, True),
        (date(2026, 6, 30), None, True),
        (date(2026, 7, 1), None, False),  # after the phase
        (date(2020, 1, 1), date(2025, 12, 31), False),  # before it
        (date(2020, 1, 1), date(2026, 1, 1), True),
    ],
)
def test_a_unit_owes_in_the_phases_during_which_it_existed(
    engine: Engine, since: date, until: date | None, *, owes: bool
) -> None:
    with transaction(engine) as db:
        model = db.session.exec(sqlmodel.select(Unit).where(sqlmodel.col(Unit.bloc_id).is_not(None))).first()
        assert model is not None
        fields = {**model.model_dump(exclude={"id"}), "name": "Đơn vị mới", "valid_from": since, "valid_to": until}
        db.session.add(Unit(**fields))
        db.session.flush()
        filling.fill(db, 1, TODAY)
        new = db.session.exec(sqlmodel.select(Unit).where(Unit.name == "Đơn vị mới")).one()
        kinds = sorted(each.kind for each in duties(db, "launch") + duties(db, "report") if each.unit_id == new.id)
        assert kinds == (["launch", "report"] if owes else [])


def test_upper_units_owe_nothing(engine: Engine) -> None:
    with transaction(engine) as db:
        root = db.session.exec(sqlmodel.select(Unit).where(sqlmodel.col(Unit.bloc_id).is_(None))).one()
        assert root.id not in {each.unit_id for each in duties(db, "launch")}


def test_decisions_open_and_close_a_duty(engine: Engine, clock: StandingClock) -> None:
    with transaction(engine) as db:
        duty = duties(db, "report")[0]
        decision = Decision("Hà", None, "lý do", clock.now())
        deciding.excuse(db, duty, decision)
        assert duty.excused_on == TODAY
        deciding.reopen(db, duty, decision)
        assert duty.excused_on is None
        deciding.receive(db, duty, decision)
        assert duty.done_at == clock.now()
        assert [each.deed for each in deciding.history(db, duty)] == ["excused", "reopened", "received"]
        assert deciding.find(db, 2, duty.id or 0) is None  # another federation's officer finds nothing


def test_more_time_opens_what_was_closed(engine: Engine) -> None:
    with transaction(engine) as db:
        duty = duties(db, "report")[0]
        duty.due_on, duty.closes_on = date(2026, 2, 1), date(2026, 2, 11)
        deciding.extend(db, duty, date(2026, 4, 1), Decision("Hà", None, "lý do", instant(TODAY)))
        assert duty.closes_on is None

"""Versions of a report, their receipts, and what is known around them; on both databases."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine
from sqlmodel import col
from typer.testing import CliRunner

from bot import demo, migrations
from bot.__main__ import app
from bot.clock import StandingClock
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Duty, Federation, Figure, Indicator, Person, Phase, Pledge, PledgeLine, Report, Review, Unit, written
from bot.reports import form, last_phase, peers, pledged, receipts, report_of, writing
from bot.reports.answers import GIVEN, NONE, Answered
from bot.reports.writing import Said, Withdrawn
from tests.support.talking import transaction

SEPTEMBER = datetime(2026, 9, 9, 2, 0, tzinfo=UTC)
TODAY = date(2026, 9, 9)
UNIT = "Trường Tiểu học Sông Xanh"


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(SEPTEMBER)


def duty_of(db: Transaction, phase: str = "Đợt 2", unit: str = UNIT, kind: str = "report") -> Duty:
    wanted = sqlmodel.select(Duty).join(Unit, col(Unit.id) == Duty.unit_id).join(Phase, col(Phase.id) == Duty.phase_id)
    found = db.session.exec(wanted.where(Unit.name == unit, Duty.kind == kind, Phase.name == phase)).one()
    db.session.refresh(found)
    return found


def said(db: Transaction, duty: Duty, amount: float) -> Said:
    figures = [each for each in form(db, duty) if each.indicator_id and each.is_figure]
    return Said({each.indicator_id or 0: Answered(GIVEN, amount) for each in figures}, grade="good")


def test_a_form_has_the_units_own_questions(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001  the demo is in
    with transaction(engine) as db:
        codes = {
            unit: [each.key.removeprefix("figure:") for each in form(db, duty_of(db, unit=unit))]
            for unit in (UNIT, "Công ty TNHH Cơ khí Minh Tâm", "Bệnh viện Đa khoa Sông Xanh")
        }
    own = {unit: {"tiet_day_tot", "doi_thoai", "viec_dung_han", "gia_tri_lam_loi"} & set(found) for unit, found in codes.items()}
    assert list(own.values()) == [{"tiet_day_tot"}, {"doi_thoai", "gia_tri_lam_loi"}, {"viec_dung_han"}]
    assert all(found[-3:] == ["evidence", "grade", "words"] and len(found) == 8 + 3 for found in codes.values())


def test_versions_are_added_and_the_first_one_decides_whether_it_was_late(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        duty = duty_of(db)
        duty.due_on = TODAY
        db.session.add(duty)
        first = writing.submit(db, duty, said(db, duty, 3), None, SEPTEMBER)
        second = writing.submit(db, duty, said(db, duty, 4), None, SEPTEMBER + timedelta(days=5))
        assert [(each.version, each.is_late) for each in (first, second)] == [(1, False), (2, False)]
        assert first.receipt != second.receipt
        old = report_of(db, written(duty.id), 1)
        assert old is not None
        assert (old.is_latest, old.figures[0].answer.amount) == (False, 3.0)
        assert duty_of(db).done_at == SEPTEMBER + timedelta(days=5)


def test_what_was_taken_back_does_not_decide_whether_it_was_late(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        duty = duty_of(db)
        duty.due_on = TODAY
        chair = Person(federation_id=duty.federation_id, name="Mai")
        db.session.add_all([duty, chair])
        db.session.flush()
        first = writing.submit(db, duty, said(db, duty, 3), chair.id, SEPTEMBER)
        assert writing.withdraw(db, first.id, written(chair.id) + 1, SEPTEMBER) is Withdrawn.NOT_YOURS
        assert writing.withdraw(db, first.id, written(chair.id), SEPTEMBER) is Withdrawn.DONE
        assert report_of(db, written(duty.id)) is None
        assert duty_of(db).done_at is None
        late = SEPTEMBER + timedelta(days=2)
        second = writing.submit(db, duty, said(db, duty, 3), chair.id, late)
        third = writing.submit(db, duty, said(db, duty, 4), chair.id, late + timedelta(minutes=1))
        assert [(each.version, each.is_late) for each in (second, third)] == [(2, True), (3, True)]
        assert writing.withdraw(db, second.id, written(chair.id), late) is Withdrawn.CHANGED_SINCE
        assert writing.withdraw(db, third.id, written(chair.id), late + timedelta(minutes=2)) is Withdrawn.DONE
        holds = report_of(db, written(duty.id))
        assert holds is not None
        assert (holds.version, duty_of(db).done_at) == (2, late)


def test_what_an_officer_reviewed_is_not_taken_back(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        duty = duty_of(db)
        chair = Person(federation_id=duty.federation_id, name="Mai")
        db.session.add(chair)
        db.session.flush()
        filed = writing.submit(db, duty, said(db, duty, 3), chair.id, SEPTEMBER)
        db.session.add(Review(federation_id=1, report_id=filed.id, verdict="asked", recorded_at=SEPTEMBER))
        db.session.flush()
        assert writing.withdraw(db, filed.id, written(chair.id), SEPTEMBER) is Withdrawn.REVIEWED


def test_zero_and_none_are_kept_apart(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        duty = duty_of(db)
        rows = [each.indicator_id or 0 for each in form(db, duty) if each.is_figure]
        filed = writing.submit(db, duty, Said({rows[0]: Answered(GIVEN, 0.0), rows[1]: Answered(NONE)}), None, SEPTEMBER)
        assert [(each.answer.state, each.answer.amount) for each in filed.figures] == [("given", 0.0), ("none", None)]


def test_the_last_phase_is_the_one_before_and_returned_reports_say_nothing(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        past = last_phase(db, duty_of(db))
        assert (past.phase, set(past.amounts)) == (
            "Đợt 1",
            {"doan_vien_moi", "cham_lo", "tien_cham_lo", "nguoi_tot", "tiet_day_tot", "cong_trinh", "sang_kien"},
        )
        assert last_phase(db, duty_of(db, "Đợt 1")).amounts == {}
        first = report_of(db, written(duty_of(db, "Đợt 1").id))
        assert first is not None
        row = db.session.get_one(Report, first.id)
        row.state = "returned"
        db.session.add(row)
        assert last_phase(db, duty_of(db)).amounts == {}


def test_peers_are_units_of_the_same_bloc_and_size_that_reported_this_phase(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        for unit, amount in (
            ("Trường THCS Bến Đò", 11.0),
            ("Trường Tiểu học Đồi Thông", 12.0),
            ("Trạm Y tế phường Sông Xanh", 99.0),
        ):
            other = duty_of(db, unit=unit)
            writing.submit(db, other, said(db, other, amount), None, SEPTEMBER)
        found = peers(db, duty_of(db), TODAY)["sang_kien"]
        assert {11.0, 12.0} <= set(found)
        assert 99.0 not in found


def test_a_pledge_is_known_by_code_and_holds_for_later_phases(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        report = duty_of(db, "Đợt 1")
        owner: dict[str, Any] = {"federation_id": report.federation_id}
        where: dict[str, Any] = {"campaign_id": report.campaign_id, "unit_id": report.unit_id, "phase_id": report.phase_id}
        duty = Duty(**owner, **where, kind="pledge")
        db.session.add(duty)
        db.session.flush()
        pledge = Pledge(**owner, duty_id=written(duty.id), version=1, is_latest=True, recorded_at=SEPTEMBER)
        db.session.add(pledge)
        db.session.flush()
        wanted = sqlmodel.select(Indicator).where(Indicator.code == "sang_kien", Indicator.campaign_id == report.campaign_id)
        indicator = db.session.exec(wanted).one()
        db.session.add(PledgeLine(**owner, pledge_id=written(pledge.id), indicator_id=indicator.id, amount=12.0))
        assert pledged(db, duty_of(db)) == {"sang_kien": 12.0}
        pledge.is_withdrawn = True
        db.session.add(pledge)
        assert pledged(db, duty_of(db)) == {}


def test_a_receipt_is_found_in_its_own_federation_only(engine: Engine, guests: list[Guest]) -> None:  # noqa: ARG001
    with transaction(engine) as db:
        duty = duty_of(db)
        filed = writing.submit(db, duty, said(db, duty, 3), None, SEPTEMBER)
        other = Federation(name="Khác", short_name="Khác")
        db.session.add(other)
        db.session.flush()
        found = receipts.find(db, duty.federation_id, f" {filed.receipt[:4].lower()}-{filed.receipt[4:]}")
        assert found is not None
        assert (found.unit, found.phase, found.state, found.name) == (UNIT, "Đợt 2", "waiting", None)
        assert receipts.find(db, written(other.id), filed.receipt) is None
        assert receipts.find(db, duty.federation_id, "") is None
    assert len(filed.receipt) == receipts.LENGTH


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 8, 31, tzinfo=UTC), datetime(2027, 2, 7, tzinfo=UTC)]
)
def test_the_officer_of_the_demo_has_something_to_review_on_any_day(engine: Engine, day: datetime) -> None:
    with transaction(engine) as db:
        demo.fill(db, Invites(b"a key for tests"), day)
        waiting = db.session.exec(sqlmodel.select(Report).where(Report.state == "waiting")).all()
        doubted = db.session.exec(sqlmodel.select(Figure).where(Figure.doubt != "")).all()
        assert len(waiting) == 3
        assert [each.report_id in {row.id for row in waiting} for each in doubted] == [True]
        assert all(each.recorded_at <= day for each in waiting)


def test_the_command_says_who_sent_what_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"sqlite:///{tmp_path}/own.db"
    engine = open_engine(address)
    migrations.upgrade(engine)
    with transaction(engine) as db:
        demo.fill(db, Invites(b"a key for tests"), SEPTEMBER)
        duty = duty_of(db)
        code = writing.submit(db, duty, said(db, duty, 3), None, SEPTEMBER).receipt
    engine.dispose()
    monkeypatch.delenv("THIDUA_TEST_DATABASES", raising=False)
    monkeypatch.setenv("THIDUA_DATABASE_URL", address)
    heard = CliRunner().invoke(app, ["receipt", code.lower()])
    assert heard.exit_code == 0
    assert f"{code[:4]}-{code[4:]}  Báo cáo kết quả, Đợt 2\nĐơn vị:    {UNIT}\n" in heard.stdout
    assert "Nộp lúc:   09:00, 09/09/2026, đúng hạn\nBản 1:     đang chờ duyệt" in heard.stdout
    assert CliRunner().invoke(app, ["receipt", "AAAAAAAA"]).exit_code == 1

"""Reports of the demo's units for tests of what officers do with them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlmodel

from bot import documents, pledges
from bot.database.transaction import Transaction
from bot.duties.kinds import PLEDGE, REPORT
from bot.models import Campaign, Duty, Indicator, Phase, Report, Unit, written
from bot.pledges import Contents, Line, Offer
from bot.reports import writing
from bot.reports.answers import GIVEN, NONE, Answered
from bot.reports.filed import APPROVED, ASKED, WAITING
from bot.reports.form import figures

IDEAS, WORKS = "Sáng kiến của bài thử", "Công trình của bài thử"
UNITS = ("Trường Tiểu học Sông Xanh", "Công ty TNHH Cơ khí Minh Tâm", "Bệnh viện Đa khoa Sông Xanh")


def clear(db: Transaction) -> None:
    """No report of the demo waits."""
    for each in db.session.exec(sqlmodel.select(Report)).all():
        each.state = APPROVED if each.state in {WAITING, ASKED} else each.state
        db.session.add(each)


def running(db: Transaction) -> Campaign:
    return db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()


def duty_of(db: Transaction, unit: str) -> Duty:
    """The report that a unit owes in the first phase of the running campaign."""
    campaign = written(running(db).id)
    wanted = sqlmodel.select(Duty).join(Unit, sqlmodel.col(Unit.id) == Duty.unit_id)
    wanted = wanted.join(Phase, sqlmodel.col(Phase.id) == Duty.phase_id)
    wanted = wanted.where(Unit.name == unit, Duty.campaign_id == campaign, Duty.kind == REPORT, Phase.position == 1)
    return db.session.exec(wanted).one()


def indicator(db: Transaction, label: str) -> int:
    """The number of an indicator of the running campaign that only tests have."""
    campaign = running(db)
    wanted = sqlmodel.select(Indicator).where(Indicator.campaign_id == campaign.id, Indicator.label == label)
    found = db.session.exec(wanted).one_or_none()
    if found is None:
        owner: dict[str, Any] = {"federation_id": campaign.federation_id, "campaign_id": written(campaign.id)}
        found = Indicator(**owner, position=90 + (label == WORKS), code=code_of(label), label=label)
        db.session.add(found)
        db.session.flush()
    return written(found.id)


def code_of(label: str) -> str:
    return "test_ideas" if label == IDEAS else "test_works"


def key_of(label: str) -> str:
    """The key of an indicator's question."""
    return f"figure:{code_of(label)}"


def submit(db: Transaction, unit: str, amounts: Mapping[str, float | None], now: datetime, **more: str) -> int:
    """A unit reports figures by label (None: it has none). `doubt` is the code that goes with the first one, `file` the name
    of a document, `words` what it says freely. Returns the report."""
    answers = {
        indicator(db, label): Answered(NONE if amount is None else GIVEN, amount, doubt=more.get("doubt", "") if n == 0 else "")
        for n, (label, amount) in enumerate(amounts.items())
    }
    name = more.get("file")
    files = [documents.keep(db, 1, name, "image/jpeg", name.encode(), now)] if name else []
    said = writing.Said(answers, files, more.get("grade", "good"), more.get("words", ""))
    return writing.submit(db, duty_of(db, unit), said, None, now).id


def submit_all(db: Transaction, unit: str, amount: float, now: datetime) -> int:
    """A unit answers everything it is asked for: every figure with this amount. Returns the report."""
    duty = duty_of(db, unit)
    asked = {each.indicator_id or 0: each.is_figure for each in figures(db, duty)}
    answers = {row: Answered(GIVEN, amount) if counts else Answered(GIVEN, words="Thi đua") for row, counts in asked.items()}
    return writing.submit(db, duty, writing.Said(answers, grade="good"), None, now).id


def pledge(db: Transaction, unit: str, label: str, amount: float) -> None:
    """A unit has pledged so much of an indicator for the phase of its report."""
    report = duty_of(db, unit)
    owed = Duty(**report.model_dump(include={"federation_id", "campaign_id", "unit_id", "phase_id"}), kind=PLEDGE, occurrence=9)
    db.session.add(owed)
    db.session.flush()
    line = Line(Offer(label, indicator_id=indicator(db, label)), amount=amount)
    pledges.pledge(db, written(owed.id), Contents(lines=[line]), None, datetime(2026, 1, 5, tzinfo=UTC))

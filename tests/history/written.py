"""Units of the demo that have given everything there is to give, as much of it as can be."""

from datetime import UTC, date, datetime
from typing import Any

import sqlmodel
from sqlmodel import col

from bot import campaigns, launches, pledges, works
from bot.campaigns.plan import Plan
from bot.database.transaction import Transaction
from bot.duties import kinds
from bot.models import Duty, HeldLaunch, Note, Phase, Pledge, Work, written
from bot.pledges import Line, contents, offering
from bot.pledges.contents import Contents
from bot.reports import writing
from bot.reports.answers import GIVEN, Answered
from bot.reports.form import figures
from bot.works import DROPPED, FINISHED, Said
from conversations.pledging.lines import MOST
from conversations.pledging.works import LONGEST_NAME, MOST_WORKS
from tests.pledges.campaign import SCHOOL, unit

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
LONG = "Đơn vị vận động đoàn viên thi đua, chăm lo đời sống và làm thêm công trình. " * 10
LONGEST = 500  # characters of an answer in words


def everything(db: Transaction, plan: Plan, slug: str = "kiem-tra", name: str = SCHOOL) -> int:
    """Let a unit give one of each kind in the first phase of `plan`, as long as can be; returns the unit."""
    owner = unit(db, name)
    campaign = campaigns.keep(db, owner.federation_id, plan, slug, is_open=True)
    phases = sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id).order_by(col(Phase.position))
    about: dict[str, Any] = {
        "federation_id": owner.federation_id,
        "campaign_id": written(campaign.id),
        "unit_id": written(owner.id),
    }
    about["phase_id"] = written(db.session.exec(phases).all()[0].id)

    def duty(kind: str, occurrence: int = 1) -> Duty:
        row = Duty(**about, kind=kind, occurrence=occurrence, due_on=date(2026, 3, 20))
        db.session.add(row)
        db.session.flush()
        return row

    launches.register(db, written(duty(kinds.LAUNCH).id), date(2026, 3, 20), LONG[:LONGEST], 1200, None, NOW)
    pledged = written(duty(kinds.PLEDGE).id)
    pledge(db, pledged, about["campaign_id"], owner.bloc_id)
    told: dict[str, Any] = {"federation_id": owner.federation_id, "version": 1, "is_latest": True, "recorded_at": NOW}
    held = HeldLaunch(
        duty_id=written(duty(kinds.HELD).id), **told, outcome="held", day=date(2026, 3, 3), present=45, members=62,
        opened_by="Bí thư chi bộ", reason=LONG[:LONGEST],
    )  # fmt: skip
    note = Note(duty_id=written(duty(kinds.NOTE, 20261).id), **told, words="\n".join([LONG[:LONGEST]] * 5))
    db.session.add_all([held, note])
    report(db, duty(kinds.REPORT))
    finished, dropped = Said(FINISHED, date(2026, 3, 3), 5_000_000), Said(DROPPED, reason=LONG[:LONGEST])
    for place, each in enumerate(works_of(db, pledged)):
        works.say(db, each, finished if place % 2 else dropped, None, NOW)
    return written(owner.id)


def pledge(db: Transaction, duty_id: int, campaign_id: int, bloc_id: int | None) -> None:
    offers = offering.offers(db, campaign_id, bloc_id)[:MOST]
    lines = [Line(each, 45, 12) if each.title_id else Line(each, amount=1_250_000_000.5) for each in offers]
    day = next(iter(offering.anniversaries(db, campaign_id)), None)
    promised = [
        contents.Work(LONG[: LONGEST_NAME - 2] + f" {n}", "work", 3_300_000_000, date(2026, 4, 30), day, wants_plaque=True)
        for n in range(MOST_WORKS)
    ]
    said = Contents(lines=lines, works=promised, benefit=LONG[:LONGEST], is_signed=True, signed_on=date(2026, 3, 3))
    pledges.pledge(db, duty_id, said, None, NOW)


def report(db: Transaction, duty: Duty) -> None:
    figure, words = Answered(GIVEN, 1_250_000_000.0), Answered(GIVEN, None, LONG[:LONGEST])
    asked = figures(db, duty)
    answers = {each.indicator_id: figure if each.is_figure else words for each in asked if each.indicator_id is not None}
    writing.submit(db, duty, writing.Said(answers, grade="excellent", words=LONG[:LONGEST]), None, NOW)


def works_of(db: Transaction, duty_id: int) -> list[int]:
    """The works of a pledge that holds, in its order."""
    wanted = sqlmodel.select(Work.id).join(Pledge, col(Pledge.id) == Work.pledge_id)
    holding = wanted.where(Pledge.duty_id == duty_id, col(Pledge.is_latest)).order_by(col(Work.position))
    return [written(each) for each in db.session.exec(holding).all()]

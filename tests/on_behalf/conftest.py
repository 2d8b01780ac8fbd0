"""What tests of entry on behalf share: a unit that owes one duty of each kind, its chair, and officers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlmodel import col

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import filling, kinds, rules
from bot.duties.kinds import HELD, NOTE, PLEDGE, REPORT
from bot.models import Campaign, Duty, DutyRule, Phase, Unit, written
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, talk
from tests.support.talking import Heard, Talk

CALL, ACCEPT = "☎️ Theo điện thoại", "✅ Đúng, ghi nhận"

__all__ = ["talk"]  # the fixture


@dataclass
class Desk:
    """The officer's and the chair's chats; the unit, and its duties of the first phase by their kinds."""

    talk: Talk
    officer: int
    chair: int
    unit: int
    duties: dict[str, int]

    def open(self, kind: str, who: int | None = None) -> Heard:
        """Begin to enter a duty of that kind for the unit."""
        return self.talk.say(self.officer if who is None else who, f"/nhapho {self.unit} {self.duties[kind]}")

    def enter_launch(self, day: str = "20/3", who: int | None = None) -> Heard:
        """Enter a launch from a call; the receipt."""
        user = self.officer if who is None else who
        self.open(kinds.LAUNCH, user)
        self.talk.tap(user, CALL)
        for words in (day, "8 giờ, hội trường", "45"):
            self.talk.say(user, words)
        return self.talk.tap(user, ACCEPT)


def owe_everything(db: Transaction, today: date) -> None:
    """The running campaign asks for a pledge, a report, that the launch was held, and a quarterly note."""
    campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    first = sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id).order_by(col(Phase.position))
    phase = db.session.exec(first).first()
    assert phase is not None
    decided: dict[str, Any] = {"anchor": rules.DAY, "day": today + timedelta(days=20), "origin": rules.OFFICER}
    decided |= {"federation_id": campaign.federation_id, "campaign_id": written(campaign.id), "phase_id": written(phase.id)}
    asked = {each.kind for each in db.session.exec(sqlmodel.select(DutyRule).where(DutyRule.campaign_id == campaign.id)).all()}
    for rule in db.session.exec(sqlmodel.select(DutyRule).where(DutyRule.campaign_id == campaign.id)).all():
        rule.confirmed_at = rule.confirmed_at or campaign.armed_at
        db.session.add(rule)
    for kind in {HELD, PLEDGE, REPORT} - asked:
        db.session.add(DutyRule(**decided, kind=kind, confirmed_at=campaign.armed_at))
    if NOTE not in asked:
        quarterly = {**decided, "anchor": rules.QUARTER, "day": None, "days": 5}
        db.session.add(DutyRule(**quarterly, kind=NOTE, confirmed_at=campaign.armed_at))
    filling.fill(db, campaign.federation_id, today)


def duties_of(db: Transaction, unit_id: int) -> dict[str, int]:
    """The earliest duty of each kind that a unit owes in the running campaign."""
    wanted = sqlmodel.select(Duty).join(Campaign, col(Campaign.id) == Duty.campaign_id)
    wanted = wanted.where(Duty.unit_id == unit_id, col(Campaign.is_open))
    latest_first = wanted.order_by(col(Duty.phase_id).desc(), col(Duty.occurrence).desc())
    return {each.kind: written(each.id) for each in db.session.exec(latest_first).all()}


def unit_named(db: Transaction, name: str) -> int:
    """The number of a unit of the demo."""
    return written(db.session.exec(sqlmodel.select(Unit).where(Unit.name == name)).one().id)


@pytest.fixture
def desk(talk: Talk, join: Join, clock: StandingClock) -> Desk:
    """The officer and Mai have joined; Mai's unit owes everything."""
    officer, chair = join(OFFICER), join(MAI)
    talk.do(lambda db: owe_everything(db, clock.today()))
    unit = talk.do(lambda db: unit_named(db, MAIS_UNIT))
    return Desk(talk, officer, chair, unit, talk.do(lambda db: duties_of(db, unit)))

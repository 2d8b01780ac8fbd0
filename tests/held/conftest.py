"""What the tests of held launches and of notes share: the demo, with such duties on top."""

from datetime import date
from typing import Any

import pytest
import sqlmodel

from bot.database.transaction import Transaction
from bot.duties import filling, rules
from bot.duties.kinds import HELD
from bot.models import Campaign, Duty, DutyRule, PilotUnit, written
from tests.conftest import NOW
from tests.conversations.conftest import MAIS_UNIT, talk
from tests.follow_up.conftest import duty_id, unit_id
from tests.support.talking import Talk

__all__ = ["talk"]  # the bot under watch

TODAY = date(2026, 3, 4)  # a Wednesday
DUE = date(2026, 3, 31)
MEMBERS = 62  # of Mai's unit, as far as is known
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"


def ask_for(db: Transaction, kind: str, **terms: Any) -> None:
    """From now on the running campaign asks every unit for this as well."""
    running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    owner: dict[str, Any] = {"federation_id": running.federation_id, "campaign_id": written(running.id)}
    decided: dict[str, Any] = {"origin": rules.OFFICER, "confirmed_at": NOW, "confirmed_by": "Trần Thu Hà"}
    db.session.add(DutyRule(**owner, **decided, kind=kind, **terms))
    db.session.flush()
    filling.fill(db, running.federation_id, TODAY)


def held_duty(db: Transaction, unit: str = MAIS_UNIT) -> Duty:
    return db.session.get_one(Duty, duty_id(db, unit, HELD))


def name_model(db: Transaction, unit: str = MAIS_UNIT) -> None:
    """The plan names the unit for a model launch."""
    running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    row = PilotUnit(federation_id=1, campaign_id=written(running.id), count=1, name=unit, unit_id=unit_id(db, unit))
    db.session.add(row)


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """Every unit is to say by 31 March that its launch was held."""
    talk.do(lambda db: ask_for(db, HELD, anchor=rules.DAY, day=DUE))
    return talk

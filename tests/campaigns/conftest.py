"""The plans that a careful reader made of real documents, and a federation to keep them in."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot import campaigns
from bot.campaigns.plan import Plan
from bot.campaigns.reading import plan_of
from bot.models import Bloc, Federation, written
from tests.support.talking import transaction

SHARED = Path(__file__).parents[2].parent / "shared"
OTHERS = [f"{number:02}" for number in range(5, 13)]
OF_THE_COLLECTION = ("source", "source_url", "text_kind", "completeness")  # keys about the file, not about the plan


def gold(folder: str, name: str) -> dict[str, Any]:
    """What a careful reader found; skips where the documents are not at hand."""
    file = SHARED / folder / f"{name}.json"
    if not file.exists():
        pytest.skip(f"{SHARED / folder} is not on this machine")
    said: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return {key: value for key, value in said.items() if key not in OF_THE_COLLECTION}


def plan_called(name: str) -> Plan:
    """A shipped plan, or one of the eight others by its number."""
    return campaigns.facts(name) if name in campaigns.examples() else plan_of(_said(gold("plans", name)))


def _said(value: Any) -> Any:
    """Without null, which a plan file does not have."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items() if each is not None}
    return [_said(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def home(engine: Engine) -> int:
    """A federation with four blocs; its number."""
    with transaction(engine) as db:
        federation = Federation(name="Công đoàn tỉnh", short_name="CĐ tỉnh")
        db.session.add(federation)
        db.session.flush()
        number = written(federation.id)
        for position, name in enumerate(("Doanh nghiệp", "Trường học", "Đơn vị sự nghiệp", "Nghiệp đoàn"), 1):
            db.session.add(Bloc(federation_id=number, name=name, position=position))
    return number

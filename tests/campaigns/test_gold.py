"""Each shipped campaign says what a careful reader found in its document: all of it, and nothing else."""

import datetime as dt
from typing import Any

import pytest

from bot import campaigns
from bot.campaigns.plan import Plan
from bot.campaigns.printing import to_json
from tests.campaigns.conftest import OTHERS, gold, plan_called

SEEDS = {
    "long_bien_2019": "000",
    "cao_bang_2016": "001",
    "long_bien_2025": "002",
    "quang_nam_2019": "003",
    "hoang_mai_2020": "004",
}
COMPARED = ("issuer", "number", "issued_on", "themes", "phases", "anniversaries", "titles")


def test_five_campaigns_are_shipped() -> None:
    assert campaigns.examples() == sorted(SEEDS)


@pytest.mark.parametrize("name", SEEDS)
def test_a_shipped_campaign_equals_its_gold_file(name: str) -> None:
    said, found = to_json(campaigns.facts(name)), gold("gold", SEEDS[name])
    for key in COMPARED:
        assert said[key] == found[key], key


@pytest.mark.parametrize("name", SEEDS)
def test_it_has_the_other_keys_as_well(name: str) -> None:
    said, found = to_json(campaigns.facts(name)), gold("gold", SEEDS[name])
    assert said.keys() == found.keys()
    assert {key: value for key, value in said.items() if key != "notes"} == {k: v for k, v in found.items() if k != "notes"}


@pytest.mark.parametrize("number", OTHERS)
def test_the_model_holds_other_plans_too(number: str) -> None:
    said, found = to_json(plan_called(number)), gold("plans", number)
    for key, value in found.items():
        assert _without_nulls(said[key]) == _without_nulls(value), key


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def test_the_national_rhythm_is_two_halves() -> None:
    plan = campaigns.national_rhythm(2028, "Công đoàn phường")
    assert [(each.start, each.end) for each in plan.phases] == [
        (dt.date(2028, 1, 1), dt.date(2028, 6, 30)),
        (dt.date(2028, 7, 1), dt.date(2028, 12, 31)),
    ]


def test_a_plan_without_phases_has_its_own_time() -> None:
    plan = Plan("Thi đua", "Công đoàn")
    assert (plan.year, plan.whole.start, plan.whole.end) == (None, None, None)

"""From a rule to a due day, as a table; and what nobody may get: a date that was never confirmed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.calendar import LAW
from bot.duties import rules
from bot.models import DutyRule, Phase

CONFIRMED = datetime(2026, 1, 2, tzinfo=UTC)
TODAY = date(2026, 3, 4)
FIRST = Phase(
    id=1, federation_id=1, campaign_id=1, position=1, name="Đợt 1", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30)
)
SECOND = Phase(
    id=2, federation_id=1, campaign_id=1, position=2, name="Đợt 2", starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31)
)
CONGRESS = Phase(id=3, federation_id=1, campaign_id=1, position=3, name="Đợt 3", starts_on=date(2026, 1, 1), end_event="Đại hội")


def rule(**fields: Any) -> DutyRule:
    base: dict[str, Any] = {"federation_id": 1, "campaign_id": 1, "kind": "report", "anchor": "end", "origin": "rule"}
    return DutyRule(**{**base, "confirmed_at": CONFIRMED, **fields})


def days(one: DutyRule, *phases: Phase) -> list[tuple[str, int, date | None]]:
    return [(each.phase.name, each.occurrence, each.due_on) for each in rules.occasions([one], phases, LAW, TODAY)]


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"days": 10}, date(2026, 7, 10)),
        ({"days": 0}, date(2026, 6, 30)),
        ({"days": 11}, date(2026, 7, 11)),  # a Saturday, and nothing says that it shifts
        ({"days": 11, "shifts": True}, date(2026, 7, 13)),
        ({"anchor": "start", "days": 14}, date(2026, 1, 15)),
        ({"anchor": "start", "days": -7}, date(2025, 12, 25)),
        ({"anchor": "start", "days": 45, "shifts": True}, date(2026, 2, 23)),  # 15/2 is in Tết
        ({"anchor": "day", "day": date(2026, 5, 19)}, date(2026, 5, 19)),
        ({"days": 10, "confirmed_at": None}, None),
    ],
)
def test_a_rule_says_when_it_is_due(fields: dict[str, Any], due: date | None) -> None:
    assert days(rule(**fields), FIRST) == [("Đợt 1", 1, due)]


def test_every_phase_has_its_own_day_and_one_that_ends_with_an_event_has_none_yet() -> None:
    assert days(rule(days=10), FIRST, SECOND, CONGRESS) == [
        ("Đợt 1", 1, date(2026, 7, 10)),
        ("Đợt 2", 1, date(2027, 1, 10)),
        ("Đợt 3", 1, None),
    ]


def test_a_rule_for_one_phase_stands_before_the_rule_for_all() -> None:
    own = rule(days=3, phase_id=2)
    found = [(each.phase.name, each.due_on) for each in rules.occasions([rule(days=10), own], (FIRST, SECOND), LAW, TODAY)]
    assert found == [("Đợt 1", date(2026, 7, 10)), ("Đợt 2", date(2027, 1, 3))]


def test_a_quarter_is_asked_for_once_where_phases_overlap() -> None:
    note = rule(kind="note", anchor="quarter", days=10)
    overlap = Phase(**{**SECOND.model_dump(), "starts_on": date(2026, 6, 1)})
    assert days(note, FIRST, overlap) == [
        ("Đợt 1", 20261, date(2026, 4, 10)),
        ("Đợt 1", 20262, date(2026, 7, 10)),
        ("Đợt 2", 20263, date(2026, 10, 10)),
        ("Đợt 2", 20264, date(2027, 1, 10)),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"days": 10}, "10 ngày sau khi kết thúc đợt"),
        ({"days": 0}, "ngày kết thúc đợt"),
        ({"anchor": "start", "days": -7}, "7 ngày trước khi bắt đầu đợt"),
        ({"anchor": "quarter", "days": 10}, "10 ngày sau khi hết quý"),
        ({"anchor": "day", "day": date(2026, 5, 19)}, "Thứ Ba, 19/05/2026"),
    ],
)
def test_a_rule_is_said_in_words(fields: dict[str, Any], words: str) -> None:
    assert rules.worded(rule(**fields)) == words

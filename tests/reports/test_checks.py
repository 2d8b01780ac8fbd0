"""Which figures are doubted, why, and what is offered instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.checks import Around, Doubt, Kind, doubt, swapped
from tests.benchmarks.checks import LEAST_CAUGHT, MOST_ALARMS, measure


def people(**known: float) -> Around:
    return Around("người", "sum", known.get("pledge"), known.get("last"), 45)


def things(kind: str = "sum", **known: float) -> Around:
    return Around("sáng kiến", kind, known.get("pledge"), known.get("last"), 45)


PEERS = (10.0, 11.0, 12.0, 12.0, 13.0, 14.0)

DOUBTS = [
    ("more than the members", 450, people(), Doubt(Kind.MEMBERS, 45, 45)),
    ("more than the members, digits turned", 54, people(last=40), Doubt(Kind.MEMBERS, 45, 45)),
    ("more than the members, nothing like it", 77, people(), Doubt(Kind.MEMBERS, 45, None)),
    ("a figure too many", 120, things(pledge=12, last=9), Doubt(Kind.TENFOLD, 12, 12)),
    ("a figure too many, not the pledge", 90, things(last=9), Doubt(Kind.TENFOLD, 9, 9)),
    ("much too many, and no tenth of it", 95, things(last=9), Doubt(Kind.TENFOLD, 9, None)),
    ("a figure too few", 4, things(pledge=40, last=38), Doubt(Kind.TENTH, 38, 40)),
    ("digits turned against the pledge", 21, things(pledge=12, last=9), Doubt(Kind.DIGITS, 12, 12)),
    ("digits turned against the last phase", 84, things(last=45), Doubt(Kind.DIGITS, 45, 48)),
    ("a total so far that shrinks", 40, things("last", last=48), Doubt(Kind.BELOW, 48, None)),
    ("unlike all others", 90, Around("sáng kiến", "sum", peers=PEERS), Doubt(Kind.PEERS, 12, None)),
]
QUIET = [
    ("as pledged", 12, things(pledge=12, last=9)),
    ("40 % more", 14, things(last=10)),
    ("40 % less", 6, things(last=10)),
    ("twice as much", 24, things(last=12)),
    ("nothing at all", 0, things(pledge=12, last=9)),
    ("nothing known", 700, Around("sáng kiến", "sum")),
    ("as many as the members", 45, people(last=40)),
    ("visits are no people", 450, Around("lượt người", "sum", None, 400, 45)),
    ("a total so far that grows", 60, things("last", last=48)),
    ("unlike all others, but as always", 90, Around("sáng kiến", "sum", None, 85, peers=PEERS)),
    ("too few others to tell", 90, Around("sáng kiến", "sum", peers=PEERS[:4])),
]


@pytest.mark.parametrize(("value", "around", "expected"), [each[1:] for each in DOUBTS], ids=[each[0] for each in DOUBTS])
def test_what_is_doubted(value: float, around: Around, expected: Doubt) -> None:
    found = doubt(value, around)
    assert found is not None
    assert (found.kind, round(found.against), found.instead) == (expected.kind, expected.against, expected.instead)


@pytest.mark.parametrize(("value", "around"), [each[1:] for each in QUIET], ids=[each[0] for each in QUIET])
def test_what_is_not_doubted(value: float, around: Around) -> None:
    assert doubt(value, around) is None


@pytest.mark.parametrize(
    ("value", "before", "expected"), [(12, 90, False), (90, 12, True), (12, 12, False), (90, 0, False), (13, 10, False)]
)
def test_two_answers_in_each_others_place(value: float, before: float, expected: bool) -> None:  # noqa: FBT001  a table of cases
    assert swapped(value, things(last=11), before, things(last=85)) is expected


AMOUNTS = st.one_of(st.none(), st.integers(0, 10**12).map(float))


@given(
    st.integers(0, 10**13).map(float),
    st.builds(Around, st.sampled_from(["người", "đồng", "%"]), st.just("sum"), AMOUNTS, AMOUNTS),
)
def test_what_is_offered_instead_raises_no_doubt_of_its_own_kind(value: float, around: Around) -> None:
    found = doubt(value, around)
    if found and found.instead is not None:
        again = doubt(found.instead, around)
        assert again is None or again.instead != value
        assert found.instead != value


@given(st.integers(1, 10**9).map(float))
def test_what_was_pledged_and_done_before_is_never_doubted(value: float) -> None:
    assert doubt(value, things(pledge=value, last=value)) is None


def test_the_bars_hold_on_a_few_reports() -> None:
    found = measure(150, seed=1)
    assert float(str(found["caught"])) >= LEAST_CAUGHT
    assert float(str(found["false_alarms"])) <= MOST_ALARMS

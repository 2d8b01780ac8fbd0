"""What is kept of a plan in the database is the plan."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlmodel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot import campaigns
from bot.campaigns import blocs
from bot.campaigns.plan import DAY, EVENT, Plan, PlanIndicator, PlanPhase, PlanPilot, PlanReference
from bot.database.transaction import Transaction
from bot.models import Bloc, BlocMatch, Campaign, CampaignBloc, DutyRule, Federation, Operation, Phase, written
from tests.campaigns.conftest import OTHERS, plan_called
from tests.conftest import NOW
from tests.support.talking import transaction

FIGURES = (
    PlanIndicator("sang_kien", "Sáng kiến", "sáng kiến", lowest=0.0),
    PlanIndicator("nhan_xet", "Nhận xét", kind="text"),
    PlanIndicator("ty_le", "Tỷ lệ", "%", "ratio", "khối doanh nghiệp", 0.0, 100.0, is_required=False),
)


@pytest.mark.parametrize("name", [*campaigns.examples(), *OTHERS])
def test_a_plan_that_was_kept_is_recalled_word_for_word(engine: Engine, home: int, name: str) -> None:
    plan = plan_called(name)
    with transaction(engine) as db:
        campaign = campaigns.keep(db, home, plan, name, is_open=True)
        db.flush()
        db.session.expire_all()
        assert campaigns.recall(db, campaign) == plan


@given(
    st.lists(st.tuples(st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 400)), max_size=4),
    st.lists(st.text("aăâbcđ ơư“”", min_size=1).map(str.strip).filter(bool), max_size=3, unique=True),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_plan_is(engine: Engine, home: int, spans: list[tuple[dt.date, int]], words: list[str]) -> None:
    phases = tuple(
        PlanPhase(name=f"Đợt {n}", start=day, start_precision=DAY, end=day + dt.timedelta(days), end_precision=DAY)
        for n, (day, days) in enumerate(spans)
    )
    words = [" ".join(each.split()) for each in words]
    plan = Plan("Thi đua", "Công đoàn", phases=phases, titles=tuple(words), contents=tuple(words), movements=tuple(words))
    with transaction(engine) as db:
        assert campaigns.recall(db, campaigns.keep(db, home, plan, campaigns.slug_for(db, home, plan), is_open=False)) == plan


def test_indicators_know_their_bloc(engine: Engine, home: int) -> None:
    plan = replace(campaigns.facts("long_bien_2025"), indicators=FIGURES)
    with transaction(engine) as db:
        assert campaigns.recall(db, campaigns.keep(db, home, plan, "a", is_open=True)).indicators == FIGURES


def test_a_plan_in_a_file_of_the_first_release_can_be_recalled(engine: Engine, home: int) -> None:
    """Campaigns kept before `details` existed have an empty one."""
    with transaction(engine) as db:
        campaign = campaigns.keep(db, home, campaigns.national_rhythm(2026, "Công đoàn"), "a", is_open=True)
        campaign.details = "{}"
        assert campaigns.recall(db, campaign) == campaigns.national_rhythm(2026, "Công đoàn")


def matches(db: Transaction, campaign: Campaign) -> set[tuple[str, str]]:
    wanted = sqlmodel.select(CampaignBloc.label, Bloc.name).select_from(BlocMatch).join(CampaignBloc).join(Bloc)
    return set(db.session.exec(wanted.where(CampaignBloc.campaign_id == campaign.id)).all())


MATCHED = {
    "long_bien_2019": {
        ("khu vực sản xuất kinh doanh", "Doanh nghiệp"),
        ("khu vực hành chính, sự nghiệp", "Đơn vị sự nghiệp"),
        ("khối Trường học", "Trường học"),
    },
    "long_bien_2025": {
        ("khối doanh nghiệp", "Doanh nghiệp"),
        ("khu vực hành chính, sự nghiệp", "Đơn vị sự nghiệp"),
        ("khu vực hành chính, sự nghiệp", "Trường học"),
    },
    "hoang_mai_2020": {
        ("khối doanh nghiệp", "Doanh nghiệp"),
        ("khối hành chính sự nghiệp", "Đơn vị sự nghiệp"),
        ("khối hành chính sự nghiệp", "Trường học"),
    },
    "cao_bang_2016": set(),
}


@pytest.mark.parametrize("name", MATCHED)
def test_the_blocs_of_a_plan_are_found_in_the_federation(engine: Engine, home: int, name: str) -> None:
    with transaction(engine) as db:
        campaign = campaigns.keep(db, home, campaigns.facts(name), name, is_open=True)
        assert matches(db, campaign) == MATCHED[name]
        lonely = [each.name for each in blocs.unmatched(db, home, written(campaign.id))]
        assert lonely == (["Nghiệp đoàn"] if MATCHED[name] else [])


@pytest.mark.parametrize(
    ("label", "others", "bloc", "fitting"),
    [
        ("khối doanh nghiệp", [], "DOANH NGHIỆP", True),
        ("Khối Lực lượng", [], "khối lực lượng", True),
        ("khối doanh nghiệp", [], "Trường học", False),
        ("khối hành chính, sự nghiệp", [], "Y tế", True),
        ("khối hành chính, sự nghiệp", ["khối y tế"], "Y tế", False),
        ("khối trường học", [], "Khối hành chính sự nghiệp", False),
        ("khối cơ quan", [], "Hành chính", True),
        ("khối A", [], "Khối B", False),
    ],
)
def test_which_words_mean_one_bloc(label: str, others: list[str], bloc: str, fitting: bool) -> None:  # noqa: FBT001  a table
    assert blocs.fits(label, [label, *others], bloc) is fitting


def test_its_rules_are_proposals_that_nobody_has_confirmed(engine: Engine, home: int) -> None:
    with transaction(engine) as db:
        campaigns.keep(db, home, campaigns.facts("long_bien_2025"), "a", is_open=True)
        rules = db.session.exec(sqlmodel.select(DutyRule)).all()
        assert [each.kind for each in rules] == ["launch", "pledge", "report"]
        assert {each.confirmed_at for each in rules} == {None}


def test_a_campaign_is_part_of_the_one_it_is_issued_under(engine: Engine, home: int) -> None:
    upper = Plan("Kế hoạch của Thành phố", "LĐLĐ Thành phố Hà Nội", number="25/KH-LĐLĐ")
    with transaction(engine) as db:
        parent = campaigns.keep(db, home, upper, "city", is_open=False)
        child = campaigns.keep(db, home, campaigns.facts("long_bien_2019"), "district", is_open=True)
        assert (parent.parent_id, child.parent_id) == (None, parent.id)


def test_a_short_name_is_used_once(engine: Engine, home: int) -> None:
    plan = Plan("Thi đua", "Công đoàn", number="41/KH-LĐLĐ", issued_on=dt.date(2025, 1, 2))
    with transaction(engine) as db:
        names = [campaigns.keep(db, home, plan, campaigns.slug_for(db, home, plan), is_open=True).slug for _each in range(3)]
    assert names == ["41-kh-ldld-2025", "41-kh-ldld-2025-2", "41-kh-ldld-2025-3"]


def test_an_event_settles_its_phase_and_nothing_else(engine: Engine, home: int) -> None:
    day = dt.date(2018, 3, 5)
    with transaction(engine) as db:
        campaign = campaigns.keep(db, home, campaigns.facts("cao_bang_2016"), "a", is_open=True)
        (waiting,) = campaigns.undated(db, home)
        assert (waiting.name, waiting.end_event) == ("Đợt 1", "Đại hội Công đoàn tỉnh lần thứ XVI")
        campaigns.settle_event(db, home, written(waiting.id), day, NOW, None)
        assert campaigns.undated(db, home) == []
        first, second = campaigns.recall(db, campaign).phases
        assert (first.end, first.end_precision, second.start) == (day, EVENT, dt.date(2018, 1, 1))
        (entry,) = db.session.exec(sqlmodel.select(Operation)).all()
        assert (entry.deed, entry.valid_on) == ("event.settle", day)


def test_only_an_event_of_the_own_federation_is_settled(engine: Engine, home: int) -> None:
    with transaction(engine) as db:
        other = Federation(name="Khác", short_name="Khác")
        db.session.add(other)
        db.session.flush()
        campaigns.keep(db, home, campaigns.facts("cao_bang_2016"), "a", is_open=True)
        phases = {each.name: written(each.id) for each in db.session.exec(sqlmodel.select(Phase)).all()}
        assert campaigns.undated(db, written(other.id)) == []
        for federation, phase in ((written(other.id), phases["Đợt 1"]), (home, phases["Đợt 2"])):
            with pytest.raises(LookupError):
                campaigns.settle_event(db, federation, phase, dt.date(2018, 3, 5), NOW, None)


def test_a_closed_campaign_waits_for_nothing(engine: Engine, home: int) -> None:
    with transaction(engine) as db:
        campaigns.keep(db, home, campaigns.facts("cao_bang_2016"), "a", is_open=False)
        assert campaigns.undated(db, home) == []


def test_pilot_units_and_references_may_be_bare(engine: Engine, home: int) -> None:
    plan = Plan("A", "B", pilot_units=(PlanPilot(count=3),), cited=(PlanReference("34-CT/TW"),))
    with transaction(engine) as db:
        assert campaigns.recall(db, campaigns.keep(db, home, plan, "a", is_open=False)) == plan

"""Whatever becomes of the tree: every figure of an upper union is the recount over its leaves, on any day."""

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import Account, Bot, Campaign, Chat, Duty, Office, OnBehalf, Person, Phase, Report, written
from bot.rights import Reach
from bot.rolling import Figures, roll_up
from bot.units import changes
from bot.units.changes import Impossible
from tests.rolling.recount import recount, rows
from tests.units.naive import Paper
from tests.units.planting import NOW, Forest, on, plant
from tests.units.test_changes_over_time import DAYS, STEPS, Step, attempt, written_down

KINDS = (LAUNCH, PLEDGE, REPORT, NOTE, HELD)
DAY = st.integers(0, DAYS + 4)


@dataclass(frozen=True)
class Owing:
    """A duty of a unit (modulo what there is), in the first phase or the second. `said_late`: a report that holds."""

    unit: int
    kind: str
    in_second: bool
    due: int | None
    grace: int
    done: int | None
    excused: int | None
    said_late: bool | None
    taken_back: bool  # entered on behalf, and objected to


OWINGS = st.lists(
    st.builds(
        Owing,
        st.integers(0, 40),
        st.sampled_from(KINDS),
        st.booleans(),
        st.none() | DAY,
        st.integers(0, 3),
        st.none() | DAY,
        st.none() | DAY,
        st.none() | st.booleans(),
        st.booleans(),
    ),
    min_size=4,
    max_size=25,
)


def open_campaign(db: Transaction, forest: Forest) -> tuple[int, tuple[int, int]]:
    """One phase that ends in the middle of the changes, and one that goes on."""
    campaign = Campaign(federation_id=forest.federation, slug="x", title="x", issuer="x", is_open=True)
    db.session.add(campaign)
    db.session.flush()
    own: dict[str, Any] = {"federation_id": forest.federation, "campaign_id": written(campaign.id)}
    phases = [
        Phase(**own, position=1, name="Đợt 1", starts_on=on(0), ends_on=on(DAYS // 2)),
        Phase(**own, position=2, name="Đợt 2", starts_on=on(3), ends_on=None),
    ]
    db.session.add_all(phases)
    db.session.flush()
    return own["campaign_id"], (written(phases[0].id), written(phases[1].id))


def owe(db: Transaction, forest: Forest, campaign: int, phases: tuple[int, int], owings: list[Owing], leaves: list[int]) -> None:
    own: dict[str, Any] = {"federation_id": forest.federation, "campaign_id": campaign}
    clerk = Person(federation_id=forest.federation, name="Cán bộ")
    db.session.add(clerk)
    db.session.flush()
    for n, each in enumerate(owings):
        duty = Duty(
            **own,
            unit_id=leaves[each.unit % len(leaves)],
            phase_id=phases[each.in_second],
            kind=each.kind,
            occurrence=n,
            due_on=None if each.due is None else on(each.due),
            grace_days=each.grace,
            done_at=None if each.done is None else instant(on(each.done), 23, 59),
            excused_on=None if each.excused is None else on(each.excused),
        )
        db.session.add(duty)
        db.session.flush()
        if each.kind == REPORT and each.said_late is not None:
            _report(db, duty, written(clerk.id), each, n)


def _report(db: Transaction, duty: Duty, clerk: int, each: Owing, n: int) -> None:
    """The report that holds; perhaps with a version after it, entered on behalf, that was objected to."""
    own: dict[str, Any] = {"federation_id": duty.federation_id, "duty_id": written(duty.id), "is_late": bool(each.said_late)}
    db.session.add(Report(**own, version=1, is_latest=True, receipt=f"r{n}", recorded_at=NOW))
    if each.taken_back:
        own |= {"is_late": not each.said_late}
        db.session.add(Report(**own, version=2, is_latest=False, state="withdrawn", receipt=f"w{n}", recorded_at=NOW))
        entry: dict[str, Any] = {"entered_by": clerk, "source": "call", "recorded_at": NOW, "objected_at": NOW}
        db.session.add(OnBehalf(federation_id=duty.federation_id, duty_id=written(duty.id), version=2, **entry))
    db.session.flush()


def seat_chairs(db: Transaction, forest: Forest) -> None:
    """Every other leaf has a chair; one whom the bot knows from the third day on, the next one not at all."""
    own: dict[str, Any] = {"federation_id": forest.federation}
    bot = Bot(**own, channel="telegram", platform_id="1")
    db.session.add(bot)
    db.session.flush()
    for n, leaf in enumerate(forest.leaves[::2]):
        somebody = Person(**own, name=f"Chủ tịch {n}")
        chat = Chat(**own, bot_id=written(bot.id), address=str(n))
        db.session.add_all([somebody, chat])
        db.session.flush()
        who = written(somebody.id)
        db.session.add(Office(**own, person_id=who, unit_id=leaf, role="chair", title="Chủ tịch", valid_from=on(1)))
        if n % 2 == 0:
            there: dict[str, Any] = {"bot_id": written(bot.id), "platform_id": str(n), "chat_id": written(chat.id)}
            db.session.add(Account(**own, **there, person_id=who, linked_at=instant(on(3), 12)))
    db.session.flush()


def check(db: Transaction, forest: Forest, paper: Paper, campaign: int, day: int) -> None:
    """On a day, for every unit that is there."""
    found = rows(db)
    for root in paper.tree(day):
        told = roll_up(db, forest.federation, campaign, Reach(root), on(day))
        by_branch = recount(paper, found, root, day)
        assert told.total == sum(by_branch.values(), Figures())
        own = by_branch.pop(root, Figures())
        assert {each.unit_id: each.figures for each in told.branches if each.figures != Figures()} == by_branch
        assert sum((each.figures for each in told.branches), own) == told.total
        event(f"{min(len(by_branch), 3)} branches")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, owings=OWINGS, day=st.integers(0, DAYS + 2))
def test_every_figure_is_the_recount(engine: Engine, steps: list[Step], owings: list[Owing], day: int) -> None:
    with engine.connect() as connection, connection.begin() as all_of_it:
        db = Transaction(connection)
        forest = plant(db, uppers=3, leaves=6)
        campaign, phases = open_campaign(db, forest)
        seat_chairs(db, forest)
        paper = written_down(forest)
        for step in steps:
            try:
                with db.savepoint():
                    paper = attempt(db, forest, paper, step)
            except Impossible:
                continue
        owe(db, forest, campaign, phases, owings, sorted(paper.grassroots))
        for each in {day, 0, DAYS // 2, DAYS // 2 + 1, DAYS + 1}:
            check(db, forest, paper, campaign, each)
        db.close()
        all_of_it.rollback()


def test_a_unit_that_moves_in_a_phase_counts_there_on_its_last_day(engine: Engine) -> None:
    """Under the first upper union until day 7, under the second from then on; the first phase ended on day 6."""
    with engine.connect() as connection, connection.begin() as all_of_it:
        db = Transaction(connection)
        forest = plant(db)
        campaign, phases = open_campaign(db, forest)
        leaf, old, new = forest.leaves[0], *forest.uppers
        owings = [Owing(0, LAUNCH, each, 3, 0, 2, None, None, taken_back=False) for each in (False, True)]
        owe(db, forest, campaign, phases, owings, [leaf])
        changes.move(db, forest.entry(DAYS // 2 + 1), leaf, new)

        def launched(root: int, day: int) -> tuple[int, int]:
            figures = roll_up(db, forest.federation, campaign, Reach(root), on(day)).total
            return figures.launched, figures.units

        assert [launched(each, DAYS // 2) for each in (old, new)] == [(2, 2), (0, 2)]
        assert [launched(each, DAYS) for each in (old, new)] == [(1, 1), (1, 3)]
        assert launched(forest.top, DAYS) == (2, 4)
        db.close()
        all_of_it.rollback()

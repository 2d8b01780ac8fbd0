"""Entries on behalf, own entries, objections and second thoughts in any order: what holds is what a stack of them says."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import sqlmodel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot import on_behalf
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.duties.kinds import REPORT
from bot.models import Campaign, Duty, Person
from bot.on_behalf import Objection
from bot.rights import Reach
from bot.sheets.table.gathering import gather
from tests.conversations.conftest import MAIS_UNIT
from tests.on_behalf.conftest import duties_of, owe_everything, unit_named
from tests.on_behalf.kinds_for_tests import FIRST_DAY, KINDS, row_of
from tests.support.talking import transaction

OFFICER, CHAIR = "officer", "chair"
OWN, ENTRY, OBJECT, UNDO = "own", "entry", "object", "undo"
STEPS = st.lists(st.tuples(st.sampled_from((OWN, ENTRY, ENTRY, OBJECT, OBJECT, UNDO)), st.integers(1, 12)), max_size=12)


@dataclass
class Said:
    """Something that was said, the number of the version in which it stands now, and when it made its duty done."""

    word: int
    by: str
    version: int


@dataclass
class Model:
    """What was said and not taken back, the last one on top; the numbers under which entries were told to the chair."""

    copies: bool  # what holds again is written down anew
    stack: list[Said] = field(default_factory=list)
    newest: int = 0
    told: set[int] = field(default_factory=set)
    objected: set[int] = field(default_factory=set)
    can_undo: bool = False

    def say(self, word: int, by: str) -> None:
        self.newest += 1
        self.stack.append(Said(word, by, self.newest))
        if by == OFFICER:
            self.told.add(self.newest)
        self.can_undo = True

    def pop(self) -> None:
        self.stack.pop()
        self.can_undo = False
        if self.copies:
            self.newest += 1
            if self.stack:
                self.stack[-1].version = self.newest
                if self.stack[-1].by == OFFICER:
                    self.told.add(self.newest)

    def object_to(self, version: int) -> Objection:
        if version not in self.told:
            return Objection.UNKNOWN
        if version in self.objected:
            return Objection.ALREADY
        if not self.stack or self.stack[-1].version != version:
            return Objection.CHANGED_SINCE
        self.objected.add(version)
        self.pop()
        return Objection.DONE


@pytest.fixture
def filled(engine: Engine, guests: list[Guest], clock: StandingClock) -> Engine:  # noqa: ARG001  the demo is in
    """The demo, in which Mai's unit owes a duty of each kind; and two people who speak of them."""
    with transaction(engine) as db:
        owe_everything(db, clock.today())
        db.session.add_all([Person(federation_id=1, name=OFFICER), Person(federation_id=1, name=CHAIR)])
    return engine


@pytest.mark.parametrize("kind", KINDS)
@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_holds_is_what_a_stack_says(filled: Engine, clock: StandingClock, kind: str, steps: list[tuple[str, int]]) -> None:
    with filled.connect() as connection, connection.begin() as everything:
        db = Transaction(connection)
        _play(db, clock, kind, steps)
        db.close()
        everything.rollback()


def _play(db: Transaction, clock: StandingClock, kind: str, steps: list[tuple[str, int]]) -> None:
    unit_id = unit_named(db, MAIS_UNIT)
    duty_id = duties_of(db, unit_id)[kind]
    people = {each.name: each.id or 0 for each in db.session.exec(sqlmodel.select(Person)).all()}
    model, now = Model(copies=kind != REPORT), clock.now()
    for deed, number in steps:
        now += timedelta(minutes=1)
        duty = db.session.get_one(Duty, duty_id, populate_existing=True)
        if deed in {OWN, ENTRY}:
            by = CHAIR if deed == OWN else OFFICER
            before = on_behalf.holding(db, kind, duty_id)
            KINDS[kind].say(db, duty, number, people[by], now)
            model.say(number, by)
            if by == OFFICER:
                on_behalf.note(db, duty, before, people[by], None, now)
        elif deed == OBJECT:
            outcome, _entry = on_behalf.object_to(db, 1, duty_id, number, people[CHAIR], now)
            assert outcome is model.object_to(number)
        elif (undo := KINDS[kind].undo) and model.can_undo:
            row = row_of(db, kind, duty_id)
            assert undo(db, row, people[model.stack[-1].by], now)
            on_behalf.undone(db, 1, kind, row)
            model.pop()
        _check(db, kind, duty_id, model)
    _check_table(db, clock, unit_id, kind, model)


def _check(db: Transaction, kind: str, duty_id: int, model: Model) -> None:
    top = model.stack[-1] if model.stack else None
    assert KINDS[kind].holds(db, duty_id) == (top.word if top else None)
    duty = db.session.get_one(Duty, duty_id, populate_existing=True)
    assert (duty.done_at is not None) is (top is not None)
    entry = on_behalf.of_version(db, duty_id, on_behalf.holding(db, kind, duty_id))
    assert (entry is not None and entry.objected_at is None) is (top is not None and top.by == OFFICER)


def _check_table(db: Transaction, clock: StandingClock, unit_id: int, kind: str, model: Model) -> None:
    """The officer's table counts what holds and nothing else."""
    campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    phase = gather(db, campaign, Reach(campaign.unit_id or 1), clock.now()).phases[0]
    line = next(each for each in phase.lines if each.place.unit_id == unit_id)
    word = model.stack[-1].word if model.stack else None
    if kind == "launch":
        assert line.launch_on == (None if word is None else FIRST_DAY + timedelta(days=word))
    if kind == REPORT:
        assert (line.standing == "submitted") is (word is not None)
    assert bool(line.entered) is bool(model.stack and model.stack[-1].by == OFFICER)

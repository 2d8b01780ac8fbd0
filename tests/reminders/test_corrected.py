"""Reminders keep to the calendar of their federation, corrections included."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Protocol

import pytest
import sqlmodel
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.calendar import Calendar, Correction
from bot.calendar.correcting import correct
from bot.clock import instant, local
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.launches import KIND
from bot.models import (
    Account,
    Bot,
    Campaign,
    Chat,
    Consent,
    Duty,
    Federation,
    LadderRung,
    Level,
    Office,
    Outbox,
    Person,
    Phase,
    Unit,
    written,
)
from bot.people import CHAIR
from bot.privacy.consents import REMINDERS
from bot.reminders.ladder import LAUNCH, REGISTRATION, fires_at
from bot.reminders.letter import DIGEST
from bot.reminders.tick import next_moment, tick
from tests.conftest import MAI
from tests.reminders.test_ladder import rung
from tests.reminders.test_reminders import at, digests, only, register
from tests.support.talking import Talk, transaction

Join = Callable[[int], int]

BEGIN = instant(date(2026, 3, 4), 9)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


class Numbered(Protocol):
    """A row of any table."""

    id: int | None


def calendar_of(days: dict[date, bool]) -> Calendar:
    return Calendar({day: Correction(day, is_off, "x") for day, is_off in days.items()})


def rest(first: date, length: int) -> Calendar:
    return calendar_of({first + timedelta(ahead): True for ahead in range(length)})


@settings(deadline=None)  # the first of a year computes its holidays
@given(
    due=DAYS,
    days=st.sampled_from([-14, -7, -3, -1, 0, 1, 3]),
    calendar=st.one_of(
        st.dictionaries(DAYS, st.booleans(), max_size=30).map(calendar_of),
        st.builds(rest, DAYS, st.integers(1, 40)),
    ),
)
def test_a_rung_falls_on_the_nearest_day_that_is_not_off(due: date, days: int, calendar: Calendar) -> None:
    wanted = due + timedelta(days)
    morning = local(fires_at(rung(days), due, calendar)).date()
    first, last = min(morning, wanted), max(morning, wanted)
    between = [first + timedelta(ahead) for ahead in range((last - first).days + 1)]
    assert calendar.off(morning) is None
    assert all(calendar.off(day) for day in between if day != morning)
    assert morning <= wanted if days <= 0 else morning >= wanted


FRIDAY, SATURDAY, SUNDAY = date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 15)


@pytest.mark.parametrize(
    ("calendar", "due", "days", "morning"),
    [
        (rest(SATURDAY, 1), date(2026, 3, 18), -3, FRIDAY),  # Sunday's rung, and Saturday is off, too
        (calendar_of({SUNDAY: False}), date(2026, 3, 18), -3, SUNDAY),  # a Sunday that is worked
        (rest(SATURDAY, 1), SATURDAY, 0, FRIDAY),
        (rest(date(2026, 3, 16), 1), SATURDAY, 1, date(2026, 3, 17)),
        (rest(date(2026, 3, 9), 20), date(2026, 4, 1), -3, date(2026, 3, 7)),  # Sunday 29/3: the rest began on Sunday 8/3
    ],
)
def test_a_rung_moves_off_the_federations_own_days(calendar: Calendar, due: date, days: int, morning: date) -> None:
    assert fires_at(rung(days), due, calendar) == instant(morning, 7, 30)


@pytest.mark.parametrize(
    ("calendar", "now", "then"),
    [
        (rest(SATURDAY, 1), instant(SATURDAY, 9), instant(date(2026, 3, 16), 7, 30)),
        (rest(SATURDAY, 1), instant(FRIDAY, 21), instant(date(2026, 3, 16), 7, 30)),
        (calendar_of({SUNDAY: False}), instant(SUNDAY, 9), instant(SUNDAY, 9)),
    ],
)
def test_nobody_is_written_to_on_the_federations_own_days(calendar: Calendar, now: datetime, then: datetime) -> None:
    assert allowed(now, calendar) == then


def federation_id(db: Transaction) -> int:
    return db.session.exec(sqlmodel.select(Federation)).one().id or 0


def rest_on(talk: Talk, day: date, *, is_off: bool = True) -> None:
    correction = Correction(day, is_off, "Nghỉ hoán đổi")
    talk.do(lambda db: correct(db, federation_id(db), correction, talk.clock.now()))


def test_a_reminder_comes_before_the_day_off(talk: Talk, join: Join) -> None:
    only(talk, LAUNCH, REGISTRATION)
    register(talk, join(MAI), "17/3")  # three days before is Saturday 14/3
    rest_on(talk, SATURDAY)
    assert len(at(talk, date(2026, 3, 10))) == 1
    (early,) = at(talk, FRIDAY)
    assert early.startswith("⏰ Còn 4 ngày")
    assert at(talk, SATURDAY) == []


def test_a_day_off_that_is_entered_late_brings_no_second_reminder(talk: Talk, join: Join) -> None:
    only(talk, LAUNCH, REGISTRATION)
    register(talk, join(MAI), "17/3")
    assert len(at(talk, date(2026, 3, 10))) == 1
    rest_on(talk, date(2026, 3, 10))
    assert at(talk, date(2026, 3, 11)) == []


def test_walking_keeps_to_the_corrections(talk: Talk, join: Join) -> None:
    only(talk, LAUNCH, REGISTRATION)
    register(talk, join(MAI), "17/3")
    for ahead in range(6, 14):  # 10/3 to 17/3
        rest_on(talk, date(2026, 3, 4) + timedelta(ahead))
    mornings = []
    while (moment := talk.do(lambda db: next_moment(db, talk.clock.now()))) is not None:
        talk.clock.walk_to(moment)
        mornings += [local(moment).date()] * len(digests(talk))
    assert mornings == [date(2026, 3, 9)]  # all four rungs in one digest


def test_each_federation_keeps_its_own_calendar(engine: Engine) -> None:
    """Both remind of 11/3 the day before; one has that day off and hears of it earlier."""
    tuesday = date(2026, 3, 10)
    with transaction(engine) as db:
        ours, other = settle(db, "A", minute=450), settle(db, "B", minute=450)
        correct(db, other, Correction(tuesday, is_off=True, name="Nghỉ riêng"), BEGIN)
        assert next_moment(db, BEGIN) == instant(date(2026, 3, 9), 7, 30)
        assert digests_at(db, instant(date(2026, 3, 9), 7, 30)) == {other: instant(date(2026, 3, 9), 7, 30)}
        assert next_moment(db, instant(date(2026, 3, 9), 8)) == instant(tuesday, 7, 30)
        both = digests_at(db, instant(tuesday, 7, 30))
        assert both == {other: instant(date(2026, 3, 9), 7, 30), ours: instant(tuesday, 7, 30)}


def test_what_comes_in_the_evening_waits_for_a_morning_of_the_own_calendar(engine: Engine) -> None:
    with transaction(engine) as db:
        ours, other = settle(db, "A", minute=21 * 60), settle(db, "B", minute=21 * 60)
        correct(db, other, Correction(date(2026, 3, 11), is_off=True, name="Nghỉ riêng"), BEGIN)
        waiting = digests_at(db, instant(date(2026, 3, 10), 21))
        assert waiting == {ours: instant(date(2026, 3, 11), 7, 30), other: instant(date(2026, 3, 12), 7, 30)}


def digests_at(db: Transaction, now: datetime) -> dict[int, datetime]:
    """Tick at `now`; then from when on each federation's digest may leave."""
    tick(db, now)
    rows = db.connection.execute(sqlmodel.select(Outbox.federation_id, Outbox.not_before).where(Outbox.kind == DIGEST))
    return {row.federation_id: row.not_before for row in rows}


def settle(db: Transaction, name: str, minute: int) -> int:
    """A federation with one unit, whose chair owes a registration by 11/3 and is reminded the day before at that minute."""
    home = added(db, Federation(name=name, short_name=name))
    level = added(db, Level(federation_id=home, name="Cơ sở", depth=1, is_grassroots=True))
    since = date(2025, 1, 1)
    unit = added(db, Unit(federation_id=home, name=name, folded=name, sort_key=name, level_id=level, valid_from=since))
    campaign = added(db, Campaign(federation_id=home, slug="c", title="C", issuer=name, is_open=True, armed_at=instant(since)))
    added(db, LadderRung(federation_id=home, campaign_id=campaign, subject=REGISTRATION, days=-1, minute=minute))
    phase = added(db, Phase(federation_id=home, campaign_id=campaign, position=1, name="Đợt 1"))
    due = date(2026, 3, 11)
    added(db, Duty(federation_id=home, campaign_id=campaign, unit_id=unit, phase_id=phase, kind=KIND, due_on=due))
    person = added(db, Person(federation_id=home, name=name))
    added(db, Office(federation_id=home, person_id=person, unit_id=unit, role=CHAIR, title="Chủ tịch", valid_from=since))
    bot = added(db, Bot(federation_id=home, channel="telegram", platform_id=name, username=name))
    chat = added(db, Chat(federation_id=home, bot_id=bot, address=name))
    added(db, Account(federation_id=home, bot_id=bot, platform_id=name, person_id=person, chat_id=chat, linked_at=BEGIN))
    agreed: dict[str, Any] = {"purpose": REMINDERS, "notice": "", "text_hash": "", "evidence": "", "given_at": BEGIN}
    added(db, Consent(federation_id=home, person_id=person, **agreed))
    return home


def added(db: Transaction, row: Numbered) -> int:
    db.session.add(row)
    db.session.flush()
    return written(row.id)

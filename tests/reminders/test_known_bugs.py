"""Bugs that other programs published, each as a test: what went wrong there must not go wrong here.

Each test names its program and issue; where it is told stands beside it. Unless said otherwise today is Wednesday, 4 March
2026, the campaign runs all year, and a report is due.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot import snoozes
from bot.calendar import Correction, correcting
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import Campaign, Duty, Federation, LadderRung, Person, Unit
from bot.people import LEAD
from bot.post import outbox
from bot.promises import promise
from bot.reminders.digest import render
from bot.reminders.letter import DIGEST
from bot.reminders.tick import next_moment, tick
from tests.conftest import MAI, NOW
from tests.conversations.conftest import Join
from tests.simulation.desk import UNITS, Desk
from tests.support.talking import Talk, transaction

DUE = date(2026, 3, 20)  # a Friday; the ladder: 6/3, 13/3, 17/3, 19/3, 20/3, 21/3, 23/3
LADDER = [date(2026, 3, day) for day in (6, 13, 17, 19, 20, 21, 23)]
BY = deciding.Decision("cán bộ", None, "bận", NOW)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, NOW)


def mornings(desk: Desk, first: date = date(2026, 3, 5), last: date = date(2026, 4, 10)) -> list[date]:
    """The days from one to another on which anything left."""
    return list(desk.through(first, last))


def move(desk: Desk, duty: int, day: date) -> None:
    """An officer moves one unit's deadline."""
    desk.do(lambda db: deciding.extend(db, db.session.get_one(Duty, duty), day, BY))


def receive(desk: Desk, duty: int) -> None:
    """The report is in."""
    desk.do(lambda db: deciding.receive(db, db.session.get_one(Duty, duty), BY))


# ── CiviCRM, scheduled reminders ──────────────────────────────────────────────────────────────────────────────────────


def test_civicrm_18236_moving_a_date_sends_nothing_twice_and_nothing_of_the_old_day(desk: Desk) -> None:
    """issues.civicrm.org CRM-18236: a reminder is sent again whenever the date it refers to moves."""
    chair, duty = desk.seat(), desk.owe(DUE)
    assert mornings(desk, last=date(2026, 3, 13)) == LADDER[:2]
    move(desk, duty, date(2026, 4, 3))
    said = desk.through(date(2026, 3, 14), date(2026, 4, 2))
    assert list(said) == [date(2026, 3, day) for day in (14, 20, 27, 31)] + [date(2026, 4, 2)]
    told = said[date(2026, 3, 14)][chair]
    assert len(told) == 1
    assert "20/03/2026" in told[0]  # whoever was told the old day is told once that it is another one now
    assert "03/04/2026" in told[0]
    assert all("20/03" not in text for day in said if day > date(2026, 3, 14) for text in said[day][chair])


def test_civicrm_18236_a_date_that_moves_away_and_back_is_reminded_of_once(desk: Desk) -> None:
    """issues.civicrm.org CRM-18236, the way back: what was sent stays sent, what was cancelled comes to life again."""
    chair, duty = desk.seat(), desk.owe(DUE)
    assert mornings(desk, last=date(2026, 3, 6)) == LADDER[:1]
    desk.now = instant(LADDER[1], 7, 30)
    desk.tick()  # the second is owed, and not sent yet
    move(desk, duty, date(2026, 4, 20))
    assert desk.deliver() == {}
    move(desk, duty, DUE)
    again = desk.at(LADDER[1], 8)
    assert [len(texts) for texts in again.values()] == [1]
    assert mornings(desk, date(2026, 3, 14)) == LADDER[2:]
    assert len(desk.sent[chair]) == len(LADDER)


def test_civicrm_17028_a_reminder_is_not_sent_again_by_every_run_of_the_day(desk: Desk) -> None:
    """issues.civicrm.org CRM-17028: sent at every run of cron for 24 hours."""
    desk.seat()
    desk.owe(DUE)
    said = [desk.at(LADDER[0], hour, minute) for hour in range(24) for minute in (0, 20, 30, 40)]
    assert [len(texts) for each in said for texts in each.values()] == [1]


def test_civicrm_11239_next_years_campaign_reminds_again(desk: Desk) -> None:
    """github.com/civicrm/civicrm-core/pull/11239: what was sent in the first year mutes the second."""
    desk.seat()
    duty = desk.owe(DUE)
    first = mornings(desk)
    receive(desk, duty)
    desk.open_campaign(2027)
    desk.owe(date(2027, 3, 19))  # a Friday, too
    second = mornings(desk, date(2027, 3, 4), date(2027, 4, 10))
    assert first == LADDER
    assert [DUE - day for day in first] == [date(2027, 3, 19) - day for day in second]


def test_civicrm_31600_planners_at_work_at_once_make_one_queue(engine: Engine, desk: Desk) -> None:
    """github.com/civicrm/civicrm-core/pull/31600: duplicates in the queue where two runs overlap."""
    for unit in range(3):
        desk.seat(unit)
        desk.owe(DUE, unit=unit)
    desk.now = instant(LADDER[0], 7, 30)
    if engine.dialect.name == "postgresql":
        with ThreadPoolExecutor(3) as replicas:
            list(replicas.map(lambda _n: desk.tick(), range(3)))
    else:  # one writer: replicas can only take turns
        for _ in range(3):
            desk.tick()
    assert len(desk.ledger()) == 3
    assert [len(texts) for texts in desk.deliver().values()] == [1, 1, 1]


# ── RapidPro, campaign events ─────────────────────────────────────────────────────────────────────────────────────────


def test_rapidpro_482_a_deadline_set_for_today_is_reminded_of_today(desk: Desk) -> None:
    """github.com/rapidpro/rapidpro/issues/482: “we never fire events from the past”, so one set “on” today is lost."""
    chair = desk.seat()
    desk.owe(date(2026, 3, 4))  # at nine o'clock: the morning's rung has passed
    said = desk.at(date(2026, 3, 4), 9, 1)
    assert [text.count(UNITS[0]) for text in said[chair]] == [1]


def test_rapidpro_mailroom_no_op_whoever_joins_late_hears_the_newest_rung_once(desk: Desk) -> None:
    """nyaruka/mailroom core/models/campaign.go, “if this is in the past, this is a no op”: late joiners hear nothing."""
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 18), 10)
    chair = desk.seat()
    assert [len(texts) for texts in desk.at(date(2026, 3, 18), 10, 1).values()] == [1]
    assert mornings(desk, date(2026, 3, 19)) == LADDER[3:]
    assert len(desk.sent[chair]) == 1 + len(LADDER[3:])


def test_rapidpro_mailroom_no_op_what_came_while_the_server_was_down_is_sent_late(desk: Desk) -> None:
    """The same: a server that was down loses what came meanwhile. Here the newest rung is sent, once, and says so."""
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(LADDER[0])
    said = desk.at(date(2026, 3, 27), 11)[chair]  # down for three weeks
    assert len(said) == 1
    assert "quá hạn 7 ngày" in said[0]
    assert mornings(desk, date(2026, 3, 28)) == []


def test_rapidpro_367_a_campaign_that_is_closed_reminds_nobody(desk: Desk) -> None:
    """github.com/rapidpro/rapidpro/issues/367: archived flows still fire."""
    desk.seat()
    desk.owe(DUE)
    desk.now = instant(LADDER[0], 7, 30)
    desk.tick()
    assert len(desk.ledger()) == 1
    desk.change(Campaign, desk.scene.campaign, is_open=False)
    assert desk.deliver() == {}
    assert mornings(desk, LADDER[0]) == []


def test_rapidpro_282_a_reminder_in_the_midst_of_a_form_leaves_it_as_it_was(talk: Talk, join: Join) -> None:
    """github.com/rapidpro/rapidpro/issues/282: a campaign's message throws people out of the flow they are in."""
    mai = join(MAI)
    talk.say(mai, "/dangky")
    assert "mấy giờ" in talk.say(mai, "20/3").text
    talk.clock.walk_to(instant(date(2026, 3, 5), 7, 30))
    talk.do(lambda db: _tick_and_render(db, talk))
    assert "bao nhiêu người" in talk.say(mai, "8 giờ, hội trường").text


def _tick_and_render(db: Transaction, talk: Talk) -> None:
    now = talk.clock.now()
    tick(db, now)
    letters = [each for each in outbox.due(db, talk.door.bot_id, now, 10) if each.kind == DIGEST]
    assert letters
    for letter in letters:
        assert render(db, letter, now) is not None
        outbox.mark_sent(db, letter, "77", now)


def test_rapidpro_1074_people_are_reminded_at_their_own_hour(desk: Desk) -> None:
    """github.com/rapidpro/rapidpro/issues/1074: one hour for everybody."""
    early, late = desk.seat(), desk.seat(1)
    desk.owe(DUE)
    desk.owe(DUE, unit=1)
    desk.change(Person, late, remind_at=11 * 60 + 30)
    assert list(desk.at(LADDER[0], 7, 30)) == [early]
    assert desk.at(LADDER[0], 11, 29) == {}
    assert list(desk.at(LADDER[0], 11, 30)) == [late]


def test_rapidpro_1198_the_hour_that_is_shown_is_the_hour_that_is_kept(desk: Desk) -> None:
    """github.com/rapidpro/rapidpro/issues/1198: the table of what comes next reads as midnight."""
    desk.seat()
    desk.owe(DUE)
    shown: list[datetime] = []
    while (moment := desk.do(lambda db: next_moment(db, desk.now))) is not None:
        shown.append(moment)
        desk.now = moment
        desk.tick()
        assert desk.deliver()
    end = date(2026, 12, 24)  # a week before the phase is over
    assert shown == [instant(day, 7, 30) for day in (*LADDER, end)]


# ── DHIS2, data set notifications ─────────────────────────────────────────────────────────────────────────────────────


def test_dhis2_only_units_that_miss_it_are_written_to(desk: Desk) -> None:
    """dhis2-core DefaultDataSetNotificationService, resolveExternalRecipientsForSchedule: every unit is written to, once
    for each unit that is late."""
    people = [desk.seat(unit) for unit in range(3)]
    duties = [desk.owe(DUE, unit=unit) for unit in range(3)]
    receive(desk, duties[0])
    receive(desk, duties[1])
    assert mornings(desk) == LADDER
    assert [len(desk.sent[person]) for person in people] == [0, 0, len(LADDER)]


def test_dhis2_what_is_overdue_is_looked_for_in_the_period_that_is_over(desk: Desk) -> None:
    """The same, createRespectiveRegistrationObject: the period is today's, so that nothing of a past one is ever overdue."""
    chair = desk.seat()
    desk.owe(DUE)
    said = desk.through(date(2026, 3, 21), date(2026, 3, 31))
    assert ["quá hạn 1 ngày" in said[day][chair][0] for day in said] == [True, False]


@pytest.mark.parametrize(("last", "expected"), [(date(2026, 3, 16), LADDER[:2]), (date(2026, 3, 20), LADDER[:5])])
def test_dhis2_39591_a_unit_that_is_closed_owes_nothing_any_more(desk: Desk, last: date, expected: list[date]) -> None:
    """community.dhis2.org/t/expected-reports-reporting-rates/39591: closed units are counted on one side only."""
    desk.seat()
    desk.owe(DUE)
    desk.change(Unit, desk.scene.units[0], valid_to=last)
    assert mornings(desk) == expected


# ── Community Health Toolkit, reminders ───────────────────────────────────────────────────────────────────────────────


def test_cht_reminders_a_report_that_came_in_after_planning_is_not_asked_for(desk: Desk) -> None:
    """docs.communityhealthtoolkit.org, app-settings/reminders: “the SMS will not be sent” once the report is in; here also
    where it came between planning and sending."""
    desk.seat()
    duty = desk.owe(DUE)
    desk.now = instant(LADDER[0], 7, 30)
    desk.tick()
    receive(desk, duty)
    assert desk.deliver() == {}
    assert [row.dropped for row in desk.ledger()] == ["done"]
    assert mornings(desk) == []


def test_cht_376_ten_forms_are_one_message(desk: Desk) -> None:
    """github.com/medic/cht-core/issues/376: one message for each of ten forms."""
    chair = desk.seat()
    for occurrence in (1, 2):
        for kind in (REPORT, PLEDGE, HELD, NOTE, LAUNCH):
            desk.owe(DUE, kind, occurrence=occurrence)
    assert mornings(desk) == LADDER
    assert len(desk.sent[chair]) == len(LADDER)
    assert desk.sent[chair][0].count(UNITS[0]) + desk.sent[chair][0].count("📅") > 1


def test_cht_5351_a_new_release_goes_on_where_the_old_one_was(engine: Engine, desk: Desk) -> None:
    """github.com/medic/cht-core/issues/5351: reminders stop with an upgrade. Nothing is kept in the process here."""
    chair = desk.seat()
    desk.owe(DUE)
    mornings(desk, last=date(2026, 3, 13))
    with transaction(engine) as db:  # another process: it knows the database and nothing else
        assert next_moment(db, instant(date(2026, 3, 13), 7, 31)) == instant(LADDER[2], 7, 30)
    assert mornings(desk, date(2026, 3, 14)) == LADDER[2:]
    assert len(desk.sent[chair]) == len(LADDER)


def test_cht_6516_whoever_stands_above_is_reached_when_nobody_answers(desk: Desk) -> None:
    """github.com/medic/cht-core/issues/6516: reminders reach the lowest level only."""
    chair, deputy = desk.seat(), desk.seat(is_deputy=True)
    lead = desk.seat(role=LEAD)
    desk.owe(DUE)
    said = desk.through(date(2026, 3, 5), date(2026, 4, 10))
    heard = {person: [day for day in said if person in said[day]] for person in (chair, deputy, lead)}
    assert heard[chair] == LADDER
    assert heard[deputy] == [date(2026, 3, 23)]
    assert heard[lead] == [date(2026, 3, 25)]


# ── healthchecks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_healthchecks_48_it_nags_until_resolved_and_then_a_human_is_asked(desk: Desk) -> None:
    """github.com/healthchecks/healthchecks/issues/48: nag until it is resolved, but with one message for all that is down."""
    chair = desk.seat()
    duty = desk.owe(DUE)
    desk.owe(DUE, PLEDGE)
    assert mornings(desk, last=date(2026, 3, 21)) == LADDER[:6]
    assert len(desk.sent[chair]) == 6
    receive(desk, duty)
    rungs = desk.do(lambda db: db.session.exec(sqlmodel.select(LadderRung).where(LadderRung.subject == "report")).all())
    assert max(rungs, key=lambda each: each.days).audience == "officer"  # the end of the ladder is a call list
    assert mornings(desk, date(2026, 3, 22)) == LADDER[6:]  # the pledge is missing still


def test_healthchecks_451_snooze(desk: Desk) -> None:
    """github.com/healthchecks/healthchecks/issues/451: silence one alert for a while, not all and not for ever."""
    chair = desk.seat()
    snoozed, other = desk.owe(DUE), desk.owe(DUE, PLEDGE)
    desk.at(LADDER[0])
    desk.do(lambda db: snoozes.snooze(db, chair, snoozed, instant(date(2026, 3, 16), 14), desk.now))
    assert "báo cáo" not in desk.at(LADDER[1])[chair][0].casefold()
    receive(desk, other)
    assert mornings(desk, date(2026, 3, 14), date(2026, 3, 16)) == []
    assert "báo cáo" in desk.at(date(2026, 3, 16), 14)[chair][0].casefold()
    assert desk.at(date(2026, 3, 16), 15) == {}
    assert mornings(desk, date(2026, 3, 17)) == LADDER[2:]


def test_healthchecks_451_a_promised_day_is_waited_for_and_followed_up_once(desk: Desk) -> None:
    """The same, as people say it: “thứ Ba tôi nộp”."""
    chair, duty = desk.seat(), desk.owe(DUE)
    desk.at(LADDER[0])
    desk.do(lambda db: promise(db, chair, duty, date(2026, 3, 17), "thứ Ba tôi nộp", desk.now))
    assert mornings(desk, date(2026, 3, 7)) == [date(2026, 3, 18), *LADDER[3:]]


def test_healthchecks_926_planned_downtime_is_a_day_off(desk: Desk) -> None:
    """github.com/healthchecks/healthchecks/issues/926: planned maintenance raises alarms."""
    desk.seat()
    desk.owe(DUE)
    off = Correction(LADDER[1], is_off=True, name="đại hội")
    desk.do(lambda db: correcting.correct(db, desk.scene.federation, off, desk.now))
    assert mornings(desk) == [LADDER[0], date(2026, 3, 12), *LADDER[2:]]


@pytest.mark.parametrize(
    ("hour", "minute", "leaves"), [(7, 29, False), (7, 30, True), (19, 59, True), (20, 0, False), (3, 0, False)]
)
def test_healthchecks_1044_nobody_is_written_to_outside_of_hours(desk: Desk, hour: int, minute: int, *, leaves: bool) -> None:
    """github.com/healthchecks/healthchecks/issues/1044: alerts in the middle of the night. Here a message waited for the
    platform from the morning of the day before on."""
    desk.seat()
    desk.owe(DUE)
    desk.now = instant(LADDER[0], 7, 30)
    desk.tick()
    assert [row.dropped for row in desk.ledger()] == [None]
    desk.now = instant(LADDER[0] + timedelta(days=1), hour, minute)
    assert bool(desk.deliver()) == leaves


@pytest.mark.parametrize(
    ("due", "morning"),
    [
        (date(2026, 2, 24), date(2026, 2, 14)),  # a week before is mùng 1 Tết: the last working day before Tết
        (date(2026, 5, 7), date(2026, 4, 29)),  # 30/4
        (date(2026, 9, 9), date(2026, 8, 29)),  # 2/9, the day before it, the Monday in exchange for a Saturday, and Sunday
        (date(2026, 3, 15), date(2026, 3, 7)),  # a Sunday
    ],
)
def test_healthchecks_1109_nobody_is_written_to_on_a_public_holiday(engine: Engine, due: date, morning: date) -> None:
    """github.com/healthchecks/healthchecks/issues/1109: public holidays."""
    desk = Desk(engine, instant(due - timedelta(days=13), 9))
    desk.seat()
    desk.owe(due)
    said = mornings(desk, due - timedelta(days=12), due - timedelta(days=4))
    assert morning in said
    assert due - timedelta(days=7) not in said


# ── LimeSurvey, which has it ──────────────────────────────────────────────────────────────────────────────────────────


def test_limesurvey_there_is_a_most_of_reminders(desk: Desk) -> None:
    """manual.limesurvey.org, remind_participants: a maximum of reminders. Here so many digests a week, and the last of them
    is kept for what is due that day."""
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    chair = desk.seat()
    for day in range(16, 22):
        desk.owe(date(2026, 3, day), occurrence=day)
    said = desk.through(date(2026, 3, 9), date(2026, 3, 15))
    assert len(said) == 1  # nothing is due in this week: the second one is kept
    said = desk.through(date(2026, 3, 16), date(2026, 3, 22))
    assert len(said) == 2
    assert len(desk.sent[chair]) == 3
    assert {row.dropped for row in desk.ledger() if row.dropped} >= {"cap"}


def test_pretix_6340_a_rule_that_concerns_nobody_writes_to_nobody(desk: Desk) -> None:
    """github.com/pretix/pretix/pull/6340: a rule for some mailed everybody."""
    chair = desk.seat()
    desk.seat(1, is_deputy=True)
    desk.owe(DUE, unit=2)
    assert mornings(desk) == []
    desk.owe(DUE)
    desk.at(date(2026, 3, 23))
    assert {row.person_id for row in desk.ledger() if row.dropped is None} == {chair}

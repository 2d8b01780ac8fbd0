"""What the complaints about other programs teach beside reminders: each rule as a test that names where it was broken."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot import demo
from bot.clock import StandingClock, local
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.duties import filling
from bot.duties.kinds import REPORT
from bot.duties.rules import DAY
from bot.duties.rules import OFFICER as OFFICER_SAID
from bot.invites import Invites
from bot.models import DutyRule, Outbox, Person, Recipient, Report, Unit, written
from bot.post.message import Message
from bot.rehearsing import rehearse
from bot.reminders.tick import next_moment
from bot.reports import writing
from bot.reports.answers import GIVEN, NONE, Answered
from bot.units import changes
from bot.units.changes import Entry
from conversations import all_scripts
from tests.announcements import sending
from tests.conftest import LAN, MAI, NOW, OFFICER
from tests.conversations.conftest import Join
from tests.reviews import reporting
from tests.reviews.reporting import IDEAS, UNITS, WORKS
from tests.simulation.desk import Desk
from tests.support.talking import Talk, transaction

TODAY = date(2026, 3, 4)
DUE = date(2026, 3, 20)
SHARE = re.compile(r"(\d+)/(\d+)(?!\d|/)")


@pytest.fixture
def reports(engine: Engine, guests: list[Guest], clock: StandingClock) -> list[int]:  # noqa: ARG001  the demo is in
    """Three units have reported."""
    with transaction(engine) as db:
        reporting.clear(db)
        return [reporting.submit(db, unit, {IDEAS: 12, WORKS: None}, clock.now()) for unit in UNITS]


@pytest.fixture
def reported(talk: Talk) -> None:
    """Mai's unit has reported, and nobody else's waits."""

    def work(db: Transaction) -> None:
        reporting.clear(db)
        reporting.submit_all(db, UNITS[0], 5, talk.clock.now())

    talk.do(work)


def told(talk: Talk) -> list[Message]:
    """What was said to people without being asked, oldest first."""
    rows = [row for row in talk.rows(Outbox) if row.kind == "send" and not row.key.startswith("reply/")]
    return [Message.from_json(row.body) for row in rows]


@pytest.mark.usefixtures("reported")
def test_odk_40825_a_return_is_told_and_opens_only_what_was_flagged(talk: Talk, join: Join) -> None:
    """forum.getodk.org/t/40825, getodk#235: a rejection must reach the collector and reopen that form; the maintainer: “a
    direct call, sending WhatsApp messages”."""
    officer, mai = join(OFFICER), join(MAI)
    talk.say(officer, "/duyet")
    for label in ("↩️ Trả lại", "⬜ Sáng kiến, cải tiến", "➡️ Tiếp tục", "Xin kiểm tra lại con số.", "Thứ Sáu, 06/03"):
        talk.tap(officer, next(each for each in talk.last[officer].labels if each.startswith(label)))
    talk.tap(officer, talk.last[officer].labels[0])
    returned = told(talk)[-1]
    assert "Sáng kiến, cải tiến: Xin kiểm tra lại con số." in returned.text
    assert not returned.silent
    assert "Sáng kiến, cải tiến" in talk.tap_data(mai, returned.options[0][0].data)
    assert "kiểm tra lại" in talk.say(mai, "9").text  # one answer, and the card


@pytest.mark.usefixtures("reported")
def test_openlmis_an_approval_makes_no_sound(talk: Talk, join: Join) -> None:
    """OpenLMIS, “Notifications - Push Reminders”: approvals are told so often that people switch all messages off."""
    officer = join(OFFICER)
    join(MAI)
    talk.say(officer, "/duyet")
    talk.tap(officer, next(each for each in talk.last[officer].labels if "Duyệt" in each))
    assert [each.silent for each in told(talk)] == [True]


def test_ptb_1727_a_restart_in_the_midst_of_a_form_leaves_nobody_stuck(
    talk: Talk, join: Join, engine: Engine, invites: Invites
) -> None:
    """python-telegram-bot #1727, #3522: after a restart in a conversation the user is stuck, and timeouts are forgotten."""
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.clock.walk_to(talk.clock.now() + timedelta(days=10))
    again = Talk(engine, talk.clock, all_scripts(invites), talk.door)  # a process that knows nothing but the database
    again._update = 100_000  # noqa: SLF001  the platform goes on counting
    assert "bao nhiêu người" in again.say(mai, "8 giờ, hội trường").text


@pytest.mark.usefixtures("reported")
def test_dhis2_39591_no_share_is_above_one_when_units_close(talk: Talk, join: Join) -> None:
    """community.dhis2.org/t/39591: a closed unit stays among those that reported and leaves those that should."""
    officer = join(OFFICER)

    def close(db: Transaction) -> None:
        for name in UNITS[:2]:
            unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == name)).one()
            changes.close(db, Entry(unit.federation_id, TODAY, talk.clock.now()), written(unit.id))
        filling.fill(db, 1, TODAY)

    for days in (0, 1, 40):
        talk.clock.walk_to(talk.clock.now() + timedelta(days=days))
        shares = SHARE.findall(talk.say(officer, "/tinhhinh").text)
        assert shares
        assert all(int(part) <= int(whole) for part, whole in shares)
        if not days:
            talk.do(close)


def test_dhis2_15740_zero_and_none_are_two_answers_and_not_yet_is_no_answer(
    engine: Engine, reports: list[int], clock: StandingClock
) -> None:
    """lists.launchpad.net/dhis2-users/msg15740: zero cannot be told from “not available”."""
    with transaction(engine) as db:
        ideas, works = reporting.indicator(db, IDEAS), reporting.indicator(db, WORKS)
        said = writing.Said({ideas: Answered(GIVEN, 0.0)})
        filed = writing.submit(db, reporting.duty_of(db, UNITS[0]), said, None, clock.now())
        assert [(each.answer.state, each.answer.amount) for each in filed.figures] == [(GIVEN, 0.0)]
        said = writing.Said({ideas: Answered(GIVEN, 0.0), works: Answered(NONE)})
        filed = writing.submit(db, reporting.duty_of(db, UNITS[0]), said, None, clock.now())
        assert {(each.answer.state, each.answer.amount) for each in filed.figures} == {(GIVEN, 0.0), (NONE, None)}
    assert len(reports) == len(UNITS)


@pytest.mark.parametrize(("late_by", "is_late"), [(0, False), (40, True)])
def test_dhis2_51616_the_first_version_decides_whether_it_was_on_time(
    engine: Engine, reports: list[int], clock: StandingClock, late_by: int, *, is_late: bool
) -> None:
    """community.dhis2.org/t/51616 and PMC7664027, table 1: a late edit makes a punctual report late, and the other way."""
    with transaction(engine) as db:
        for each in reports[:1]:
            duty = reporting.duty_of(db, UNITS[0])
            duty.due_on = TODAY
            db.session.add(duty)
            db.session.get_one(Report, each).is_late = writing.is_late(duty, clock.now() + timedelta(days=late_by))
        db.flush()
        again = reporting.submit(db, UNITS[0], {IDEAS: 13, WORKS: None}, clock.now() + timedelta(days=400))
        assert db.session.get_one(Report, again).is_late == is_late


def test_postman_1502_the_audience_is_worked_out_when_it_is_sent(talk: Talk, join: Join) -> None:
    """github.com/opengovsg/postmangovsg/issues/1502: who subscribes after the list was made is missed (“super janky”);
    chatwoot#4531: nobody sees who got it. Here somebody joins after the announcement was written and confirmed."""
    officer = join(OFFICER)
    join(MAI)
    sending.compose(talk, officer)
    sending.confirm(talk, officer)
    join(LAN)
    sending.start(talk)
    people = {row.person_id for row in talk.rows(Recipient)}
    assert len(sending.owed(talk)) == len(people - {None}) == 2
    assert len(talk.rows(Recipient)) == sum(len(units) for units in demo.UNITS.values())  # who has no channel is listed, too


def test_rapidpro_1198_what_is_shown_beforehand_with_its_hour_is_what_is_sent(engine: Engine) -> None:
    """github.com/rapidpro/rapidpro/issues/1198: the table of what will be sent reads as midnight."""
    desk = Desk(engine, NOW)
    chair = desk.seat()
    desk.change(Person, chair, remind_at=690)
    desk.do(lambda db: _rule(db, desk))
    shown = rehearse(engine, desk.scene.federation, desk.scene.campaign, 2026, desk.now).messages
    sent = []
    while (moment := desk.do(lambda db: next_moment(db, desk.now))) is not None:
        desk.now = moment
        desk.tick()
        sent += [(moment, text) for text in desk.deliver().get(chair, ())]
    assert [(each.at.replace(second=0), each.text) for each in shown if each.person_id == chair] == sent
    assert {(local(moment).hour, local(moment).minute) for moment, _text in sent} == {(11, 30)}


def _rule(db: Transaction, desk: Desk) -> None:
    """Every unit reports by that day."""
    owner: dict[str, Any] = {"federation_id": desk.scene.federation, "campaign_id": desk.scene.campaign}
    db.session.add(DutyRule(**owner, kind=REPORT, anchor=DAY, day=DUE, origin=OFFICER_SAID, confirmed_at=NOW))
    filling.fill(db, desk.scene.federation, TODAY)

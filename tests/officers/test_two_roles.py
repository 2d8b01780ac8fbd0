"""One person who is chair and officer: each thing is said in one role, and never mixed up."""

from datetime import date
from typing import Any

import pytest
import sqlmodel

from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.models import Account, Campaign, Duty, Office, Person, Report
from bot.people import CHAIR
from bot.post import outbox
from bot.reminders import digest
from bot.reminders.letter import DIGEST
from bot.reminders.tick import tick
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.officers.conftest import DUNGS, MAIS, ROOT, Submit
from tests.reviews import reporting
from tests.support.talking import Talk

AS_CHAIR, AS_OFFICER = f"{DUNGS} · Chủ tịch công đoàn", f"{ROOT} · Phó Chủ tịch"


@pytest.fixture
def both(talk: Talk, join: Join) -> int:
    """The officer leads one of the units too."""
    officer = join(OFFICER)

    def work(db: Transaction) -> None:
        who = db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(officer))).one()
        unit = reporting.duty_of(db, DUNGS).unit_id
        mine: dict[str, Any] = {"federation_id": who.federation_id, "person_id": who.person_id, "unit_id": unit}
        db.session.add(Office(**mine, role=CHAIR, title="Chủ tịch công đoàn", valid_from=date(2026, 1, 1)))

    talk.do(work)
    return officer


def act_as(talk: Talk, user: int, label: str) -> None:
    talk.say(user, "/doivai")
    assert label in talk.tap(user, label).text


def sender(talk: Talk, row: int, user: int) -> None:
    """The report was sent by this person, as whose unit's chair."""

    def work(db: Transaction) -> None:
        who = db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(user))).one()
        report = db.session.get_one(Report, row)
        report.person_id = who.person_id
        db.session.add(report)

    talk.do(work)


def levels(talk: Talk, count: int) -> None:
    def work(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).all():
            each.review_levels = count
            db.session.add(each)

    talk.do(work)


def test_as_chair_nothing_of_an_officer_is_done(talk: Talk, both: int, submit: Submit) -> None:
    row = submit()
    act_as(talk, both, AS_CHAIR)
    for command in ("/duyet", f"/duyetxong {row}", f"/tralai {row}", "/nhatky", "/quanly"):
        assert talk.say(both, command).text.startswith("Việc này dành cho cán bộ"), command
    assert f"{DUNGS} phát động Đợt 1 vào ngày nào" in talk.say(both, "/dangky")


def test_as_officer_nothing_of_the_own_unit_is_asked(talk: Talk, both: int, submit: Submit) -> None:
    row = submit()
    act_as(talk, both, AS_OFFICER)
    assert "vào ngày nào" not in talk.say(both, "/dangky")
    assert talk.say(both, f"/duyetxong {row}").text.startswith(f"✅ Đã duyệt: {MAIS}.")


def test_a_button_of_the_other_role_does_nothing(talk: Talk, both: int, submit: Submit) -> None:
    row = submit()
    act_as(talk, both, AS_OFFICER)
    card = talk.say(both, f"/duyet {row}")
    act_as(talk, both, AS_CHAIR)
    assert talk.tap_data(both, card.data["✅ Duyệt"]).text.startswith("Việc này dành cho cán bộ")
    assert [each.state for each in talk.rows(Report) if each.id == row] == ["waiting"]


def test_the_own_report_waits_for_two_others_where_two_must_approve(
    talk: Talk, both: int, submit: Submit, colleague: int
) -> None:
    row = submit(DUNGS, 30)
    sender(talk, row, both)
    levels(talk, 2)
    act_as(talk, both, AS_OFFICER)
    assert talk.say(both, "/duyet").text == "✅ Không còn báo cáo nào chờ đồng chí duyệt."
    refused = talk.say(both, f"/duyetxong {row}").text
    assert refused.startswith("Báo cáo này do chính đồng chí gửi nên cần hai cán bộ khác duyệt.")
    assert talk.say(colleague, f"/duyetxong {row}").text.startswith("✅ Đã duyệt lần một")
    assert talk.say(both, f"/duyetxong {row}").text.startswith("Báo cáo này do chính đồng chí gửi")
    assert [each.state for each in talk.rows(Report) if each.id == row] == ["waiting"]


def test_where_one_approves_the_only_officer_may(talk: Talk, both: int, submit: Submit) -> None:
    row = submit(DUNGS, 30)
    sender(talk, row, both)
    act_as(talk, both, AS_OFFICER)
    assert talk.say(both, f"/duyetxong {row}").text.startswith(f"✅ Đã duyệt: {DUNGS}.")


@pytest.mark.parametrize("role", [AS_CHAIR, AS_OFFICER, "Tất cả"])
def test_reminders_come_for_the_own_unit_in_every_role(
    talk: Talk, both: int, role: str, clock: StandingClock, join: Join
) -> None:
    join(MAI)
    talk.say(both, "/doivai")
    talk.tap(both, role)

    def due(db: Transaction) -> None:
        duty = reporting.duty_of(db, DUNGS)
        for each in db.session.exec(sqlmodel.select(Duty).where(Duty.unit_id == duty.unit_id, Duty.kind == "launch")).all():
            each.due_on = date(2026, 3, 10)
            db.session.add(each)

    talk.do(due)
    chat = next(each.chat_id for each in talk.rows(Account) if each.platform_id == str(both))
    heard: list[str] = []

    def work(db: Transaction) -> None:
        now = clock.now()
        tick(db, now)
        for letter in outbox.due(db, talk.door.bot_id, now, 100):
            if letter.kind == DIGEST and letter.chat_id == chat:
                message = digest.render(db, letter, now)
                heard.extend([message.text] if message else [])
            outbox.drop(db, letter, now)

    for day in range(5, 11):
        clock.walk_to(instant(date(2026, 3, day), 7, 45))
        talk.do(work)
    assert any("Đợt 1" in each for each in heard), heard
    assert MAIS not in "".join(heard)
    assert [each.acting_as is None for each in talk.rows(Person) if each.name == "Trần Thu Hà"] == [role == "Tất cả"]

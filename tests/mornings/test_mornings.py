"""The officer's morning line: what it says, when it comes, and when it does not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import sqlmodel
from sqlmodel import col

from bot import building, mornings
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties import rules
from bot.duties.kinds import PLEDGE
from bot.invites import Invites
from bot.models import Account, Bot, Campaign, Chat, Duty, LadderRung, Office, Outbox, Report, Spending, Unit, written
from bot.mornings import TEMPLATE
from bot.people import REVIEWER, VIEWER
from bot.post.message import Message
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.conversations.test_remind_promise import change, owed
from tests.reviews import reporting
from tests.support.posted import posted
from tests.support.talking import Talk

THURSDAY = date(2026, 3, 5)  # the day after the launches were to be registered
Lines = Callable[..., list[str]]


@pytest.fixture
def officer(talk: Talk, join: Join) -> int:
    """The officer is in; nothing of the demo is due or waits, and nobody stands on the call list."""
    number = join(OFFICER)

    def quiet(db: Transaction) -> None:
        for duty in db.session.exec(sqlmodel.select(Duty)).all():
            duty.due_on = None
            db.session.add(duty)
        reporting.clear(db)
        for rung in db.session.exec(sqlmodel.select(LadderRung).where(LadderRung.audience == "officer")).all():
            db.session.delete(rung)
        for rule in rules.proposed(db, 1):
            rule.confirmed_at = talk.clock.now()

    talk.do(quiet)
    return number


@pytest.fixture
def line(talk: Talk, invites: Invites, clock: StandingClock) -> Callable[..., Message | None]:
    """The one message of a morning, if there is one."""

    def get(day: date = THURSDAY, hour: int = 7, minute: int = 30) -> Message | None:
        clock.walk_to(instant(day, hour, minute))
        talk.do(lambda db: mornings.owe(db, clock.now()))
        found = talk.do(lambda db: posted(db, invites, clock, TEMPLATE))
        assert len(found) < 2
        return found[0] if found else None

    return get


@pytest.fixture
def lines(line: Callable[..., Message | None]) -> Lines:
    """What the message says below its head."""

    def get(day: date = THURSDAY) -> list[str]:
        said = line(day)
        return said.text.split("\n")[1:] if said else []

    return get


def due(talk: Talk, user: int, kind: str, day: date) -> int:
    """One duty of a chair gets a due day; its number."""
    number = talk.do(lambda db: owed(db, user))[kind]
    change(talk, number, due_on=day)
    return number


def test_nothing_to_say_is_no_message(talk: Talk, officer: int, line: Callable[..., Message | None]) -> None:  # noqa: ARG001  in
    assert line() is None
    assert len([each for each in talk.rows(Outbox) if each.kind == TEMPLATE]) == 1  # it was looked at once


def test_all_that_waits_on_one_screen(talk: Talk, join: Join, officer: int, line: Callable[..., Message | None]) -> None:
    mai, dung, lan = join(MAI), join(DUNG), join(LAN)
    now = talk.clock.now()
    due(talk, mai, "launch", THURSDAY)
    due(talk, dung, "launch", THURSDAY)
    late = due(talk, lan, "report", date(2026, 3, 3))
    talk.do(lambda db: reporting.submit(db, MAIS_UNIT, {reporting.IDEAS: 1}, now))
    returned = talk.do(lambda db: reporting.submit(db, reporting.UNITS[1], {reporting.IDEAS: 1}, now))

    def send_back(db: Transaction) -> None:
        db.session.get_one(Report, returned).state = "returned"

    talk.do(send_back)
    talk.say(mai, "/gapcanbo")
    talk.say(mai, "Nộp ở đâu ạ?")
    if "📨" in "".join(talk.last[mai].labels) or len(talk.last[mai].labels) > 1:
        talk.tap(mai, talk.last[mai].labels[0])
    talk.say(lan, f"/xingiahan {late}")
    for words in ("20/3", "Kế toán ốm"):
        talk.say(lan, words)
    talk.tap(lan, "✅ Gửi đề nghị")
    talk.say(dung, "mai em đăng ký")
    said = line()
    assert said is not None
    assert said.text.split("\n") == [
        "🌅 Thứ Năm, 05/03, Công đoàn phường Sông Xanh",
        "• 2 việc đến hạn hôm nay.",
        "• 1 việc đã quá hạn.",
        "• 1 việc đơn vị hẹn nộp hôm nay.",
        "• 1 báo cáo chờ duyệt.",
        "• 1 báo cáo đã trả lại, đơn vị chưa sửa.",
        "• 1 câu hỏi chưa trả lời.",
        "• 1 đơn vị xin gia hạn.",
    ]
    commands = [option.data for row in said.options for option in row]
    assert commands == ["/conthieu", "/duyet", "/traloi", "/giahan"]
    for command in commands:
        assert not talk.say(officer, command).text.startswith("Không có lệnh này.")


def test_a_promise_that_was_replaced_or_kept_is_not_counted(talk: Talk, join: Join, officer: int, lines: Lines) -> None:  # noqa: ARG001
    mai, dung = join(MAI), join(DUNG)
    talk.say(mai, "mai em đăng ký")
    talk.say(mai, "thứ hai em đăng ký")
    talk.say(dung, "mai em đăng ký")
    change(talk, talk.do(lambda db: owed(db, dung))["launch"], done_at=talk.clock.now())
    assert lines() == []
    assert lines(date(2026, 3, 9)) == ["• 1 việc đơn vị hẹn nộp hôm nay."]


def test_doors_that_failed(talk: Talk, join: Join, officer: int, lines: Lines) -> None:  # noqa: ARG001
    join(MAI), join(DUNG)

    def close(db: Transaction) -> None:
        account = db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(MAI))).one()
        db.session.get_one(Chat, account.chat_id).closed_at = talk.clock.now()

    talk.do(close)
    assert lines() == ["• 1 đơn vị không còn nhận được tin của Trợ lý."]


def test_a_bot_that_stopped_is_told_by_another(talk: Talk, officer: int, lines: Lines) -> None:  # noqa: ARG001
    bot = Bot(federation_id=1, channel="other", platform_id="9", username="bot_hai", stopped_at=talk.clock.now())
    talk.do(lambda db: db.session.add(bot))
    assert lines() == ["• Kênh bot_hai đang ngừng. Xin báo người quản trị."]


@pytest.mark.parametrize(
    ("numbers", "names"),
    [(("1459232241454765289",), ("Zalo",)), (("14592322", "14592323"), ("Zalo 14592322", "Zalo 14592323"))],
)
def test_a_bot_without_a_name_is_called_by_its_channel_and_numbered_only_among_others(
    talk: Talk, officer: int, lines: Lines, numbers: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert officer
    for each in numbers:
        bot = Bot(federation_id=1, channel="zalo", platform_id=each, stopped_at=talk.clock.now())
        talk.do(partial(_add, bot))
    assert lines() == [f"• Kênh {each} đang ngừng. Xin báo người quản trị." for each in names]


def _add(bot: Bot, db: Transaction) -> None:
    db.session.add(bot)


@pytest.mark.parametrize(("spent", "told"), [(2401, True), (2400, False), (0, False), (3500, True)])
def test_a_month_that_runs_short_is_news_and_one_that_does_not_is_none(
    talk: Talk, officer: int, lines: Lines, spent: int, *, told: bool
) -> None:
    assert officer

    def spend(db: Transaction) -> None:
        bot = db.session.exec(sqlmodel.select(Bot)).one()
        bot.monthly_messages = 3000
        db.session.add(Spending(federation_id=1, bot_id=written(bot.id), month="2026-03", messages=spent))
        db.session.add(Spending(federation_id=1, bot_id=written(bot.id), month="2026-02", messages=3000))

    talk.do(spend)
    left = {2401: "599", 3500: "0"}.get(spent)
    assert lines() == ([f"• Kênh thidua_bot còn gửi được {left}/3.000 tin trong tháng."] if told else [])


def test_units_to_call(talk: Talk, join: Join, officer: int, line: Callable[..., Message | None]) -> None:  # noqa: ARG001
    mai = join(MAI)

    def escalate(db: Transaction) -> None:
        campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
        rung: dict[str, Any] = {"campaign_id": written(campaign.id), "subject": "registration", "audience": "officer", "days": 7}
        db.session.add(LadderRung(federation_id=1, **rung))

    talk.do(escalate)
    due(talk, mai, "launch", date(2026, 2, 26))
    said = line()
    assert said is not None
    assert said.text.split("\n")[1:] == ["• 1 việc đã quá hạn.", "• 1 đơn vị cần gọi."]
    assert [row[0].data for row in said.options] == ["/conthieu", "/goidien"]


@pytest.mark.parametrize("is_armed", [True, False])
def test_a_due_day_that_nobody_confirmed_is_named(
    talk: Talk, officer: int, line: Callable[..., Message | None], *, is_armed: bool
) -> None:
    def forget(db: Transaction) -> None:
        campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
        campaign.armed_at = campaign.armed_at if is_armed else None
        for rule in rules.rules_of(db, written(campaign.id)):
            rule.confirmed_at = rule.confirmed_at if rule.kind == PLEDGE else None

    talk.do(forget)
    said = line()
    if not is_armed:  # the first steps say so
        assert said is None
        return
    assert said is not None
    names = "đăng ký ngày phát động, Đợt 1; báo cáo kết quả"
    assert said.text.split("\n")[1:] == [f"• Hạn {names} chưa xác nhận nên chưa nhắc đơn vị nào."]
    assert [option.data for row in said.options for option in row] == ["/hanviec"]
    assert talk.say(officer, "/hanviec").text.startswith("Hạn của việc nào ạ?")


def test_one_a_morning_however_often_the_clock_ticks(talk: Talk, join: Join, officer: int, clock: StandingClock) -> None:
    assert officer
    due(talk, join(MAI), "launch", THURSDAY)
    for minute in (29, 30, 31, 59):
        clock.walk_to(instant(THURSDAY, 7, minute))
        talk.do(lambda db: building.tick(db, clock.now()))
    assert [each.key for each in talk.rows(Outbox) if each.kind == TEMPLATE] == [f"morning/1/{THURSDAY}"]


@pytest.mark.parametrize(
    "moment",
    [
        instant(THURSDAY, 7, 29),
        instant(THURSDAY, 12),
        instant(date(2026, 3, 8), 7, 30),  # a Sunday
        instant(date(2027, 2, 8), 7, 30),  # Tết
    ],
)
def test_not_at_other_times(talk: Talk, join: Join, officer: int, clock: StandingClock, moment: datetime) -> None:
    assert officer
    due(talk, join(MAI), "launch", THURSDAY)
    clock.walk_to(moment)
    talk.do(lambda db: mornings.owe(db, clock.now()))
    assert [each for each in talk.rows(Outbox) if each.kind == TEMPLATE] == []


def test_what_is_not_sent_on_its_day_is_not_sent(
    talk: Talk, join: Join, officer: int, clock: StandingClock, invites: Invites
) -> None:
    assert officer
    due(talk, join(MAI), "launch", THURSDAY)
    clock.walk_to(instant(THURSDAY, 7, 30))
    talk.do(lambda db: mornings.owe(db, clock.now()))
    clock.walk_to(clock.now() + timedelta(days=1))
    assert talk.do(lambda db: posted(db, invites, clock, TEMPLATE)) == []


def test_it_is_checked_when_it_is_sent(talk: Talk, join: Join, officer: int, clock: StandingClock, invites: Invites) -> None:
    assert officer
    duty = due(talk, join(MAI), "launch", THURSDAY)
    clock.walk_to(instant(THURSDAY, 7, 30))
    talk.do(lambda db: mornings.owe(db, clock.now()))
    change(talk, duty, done_at=clock.now())
    assert talk.do(lambda db: posted(db, invites, clock, TEMPLATE)) == []


def test_only_for_officers_who_want_to_be_reminded(talk: Talk, join: Join, officer: int, lines: Lines) -> None:
    due(talk, join(MAI), "launch", THURSDAY)
    talk.say(officer, "/dungnhan")
    assert lines() == []


@pytest.mark.parametrize(("role", "told"), [(REVIEWER, True), (VIEWER, False)])
def test_reviewers_too_but_nobody_who_may_do_nothing_about_it(
    talk: Talk, join: Join, officer: int, lines: Lines, role: str, *, told: bool
) -> None:
    assert officer
    due(talk, join(MAI), "launch", THURSDAY)

    def change_role(db: Transaction) -> None:
        db.session.exec(sqlmodel.select(Office).where(Office.role == "officer")).one().role = role

    talk.do(change_role)
    assert lines() == (["• 1 việc đến hạn hôm nay."] if told else [])


def test_only_what_is_within_reach(talk: Talk, join: Join, officer: int, lines: Lines) -> None:
    """An officer of one unit hears nothing of another's."""
    assert officer
    due(talk, join(MAI), "launch", THURSDAY)

    def look_elsewhere(db: Transaction) -> None:
        office = db.session.exec(sqlmodel.select(Office).where(Office.role == "officer")).one()
        office.unit_id = written(db.session.exec(sqlmodel.select(Unit.id).where(col(Unit.name) == reporting.UNITS[1])).one())

    talk.do(look_elsewhere)
    assert lines() == []

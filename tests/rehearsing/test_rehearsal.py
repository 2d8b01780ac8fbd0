"""What a rehearsal says, on which assumptions, and that it leaves everything as it was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine, select, update

from bot import campaigns
from bot.campaigns.plan import Plan, PlanPhase
from bot.clock import instant, local
from bot.database.snapshot import snapshot
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.models import Bot, Campaign, DutyRule, Federation, LadderRung, Outbox, Reminder, Unit, metadata, table_of
from bot.privacy import consents
from bot.rehearsing import Impossible, Rehearsal, deeds, rehearse, telling
from bot.reminders.subjects import CHAIR, REPORT
from tests.simulation.scene import Scene, add, found, open_unit, seat
from tests.support.talking import transaction

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
YEAR = 2027
UNITS = ("Trường Mầm non Hoa Mai", "Trường Mầm non Nắng Sớm", "Công ty May")


def open_campaign(db: Transaction, scene: Scene, *, confirmed: bool = True, is_open: bool = True) -> None:
    """One phase in the spring, at whose end a report is due."""
    phase = PlanPhase(name="Đợt 1", start=date(YEAR, 3, 1), start_precision="day", end=date(YEAR, 5, 31), end_precision="day")
    kept = campaigns.keep(db, scene.federation, Plan("Thi đua 2027", "CĐ", phases=(phase,)), "td", is_open=is_open)
    scene.campaign = kept.id or 0
    told: dict[str, Any] = {"federation_id": scene.federation, "campaign_id": scene.campaign, "origin": "officer", "source": ""}
    at = NOW if confirmed else None
    add(db, DutyRule(**told, kind=REPORT, anchor="end", days=10, confirmed_at=at, confirmed_by="cán bộ"))
    filling.fill(db, scene.federation, local(NOW).date())


@pytest.fixture
def scene(engine: Engine) -> Scene:
    with transaction(engine) as db:
        scene = found(db, weekly_cap=5)
        for name in UNITS:
            open_unit(db, scene, name, date(2025, 7, 1))
        open_campaign(db, scene)
        return scene


def rehearsal(engine: Engine, scene: Scene, done: str = "", year: int = YEAR, now: datetime = NOW) -> Rehearsal:
    return rehearse(
        engine, scene.federation, scene.campaign, year, now, lambda db, campaign: deeds.read(db, campaign, done.encode())
    )


def test_the_days_are_those_of_the_ladder(engine: Engine, scene: Scene) -> None:
    told = rehearsal(engine, scene)
    reports = {each.day for each in told.messages if any(line.subject == REPORT for line in each.lines)}
    # Due on 10/6/2027, a Thursday: 14, 7, 3 (Monday), 1 day before, that day, the day after; 13/6 is a Sunday, so 14/6.
    assert reports == {date(YEAR, 5, 27), *(date(YEAR, 6, day) for day in (3, 7, 9, 10, 11, 14))}
    assert all(local(each.at).strftime("%H:%M") == "07:30" for each in told.messages)
    assert told.by_day()[date(YEAR, 6, 10)] == len(UNITS)
    assert told.by_rung()[date(YEAR, 6, 10), "07:30", (REPORT, CHAIR, 0)] == len(UNITS)
    assert told.most_a_week() == 4  # 7, 9, 10 and 11 June
    assert told.days_off() == []
    assert told.chairs() == told.stand_ins == told.units == len(UNITS)
    assert told.mean_a_week() == pytest.approx(len(told.messages) / 3 / (365 / 7))


def test_nothing_is_left_behind(engine: Engine, scene: Scene) -> None:
    def contents() -> list[list[Any]]:
        with engine.connect() as connection:
            return [sorted(map(str, connection.execute(select(each)).all())) for each in metadata.sorted_tables]

    before = contents()
    assert rehearsal(engine, scene).messages
    assert contents() == before


def test_whoever_is_done_hears_no_more(engine: Engine, scene: Scene) -> None:
    done = "đơn vị;việc;đợt;ngày\nTRUONG MAM NON HOA MAI;báo cáo kết quả;Đợt 1;04/06/2027\n"
    told = rehearsal(engine, scene, done)
    heard = [each.day for each in told.messages if UNITS[0] in told.people[each.person_id].units]
    assert max(heard) == date(YEAR, 6, 3)
    assert told.has_deeds
    assert told.undone == []
    assert len(rehearsal(engine, scene).messages) - len(told.messages) == 5


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Không có;report;1;2027-06-01", "Dòng 1: không có đơn vị “Không có”."),
        (
            "Công ty May;họp;1;2027-06-01",
            "Dòng 1: không có việc nào tên “họp”. Ghi một trong: launch, held, pledge, report, note.",
        ),
        ("Công ty May;report;Đợt 9;2027-06-01", "Dòng 1: chiến dịch không có đợt “Đợt 9”."),
        (
            "Công ty May;report;1;mai\nx;y;z;2027-06-01",
            "Dòng 2: không có việc nào tên “y”. Ghi một trong: launch, held, pledge, report, note.",
        ),
        ("a;b;c;2027-06-01\nCông ty May;report;1;mai", "Dòng 2: không đọc được ngày “mai”. Ghi như 25/03/2027."),
        ("Công ty May,2027-06-01", "Dòng 1: cần 4 cột: đơn vị; việc; đợt; ngày làm xong."),
    ],
)
def test_a_line_that_cannot_be_read_is_named(engine: Engine, scene: Scene, line: str, problem: str) -> None:
    with pytest.raises(Impossible) as raised:
        rehearsal(engine, scene, line)
    assert problem in str(raised.value).split("\n")


def test_what_could_not_be_done_is_told(engine: Engine, scene: Scene) -> None:
    told = rehearsal(engine, scene, "Công ty May;report;1;2026-12-24\nCông ty May;report;1;2027-06-01\n")
    assert told.undone == ["Công ty May: ngày 24/12/2026 không nợ việc báo cáo kết quả của Đợt 1"]


def test_a_campaign_that_is_not_open_is_rehearsed_as_if_it_were(engine: Engine, scene: Scene) -> None:
    open_days = rehearsal(engine, scene).by_day()
    with transaction(engine) as db:
        db.session.get_one(Campaign, scene.campaign).is_open = False
    assert rehearsal(engine, scene).by_day() == open_days
    with transaction(engine) as db:
        assert db.session.get_one(Campaign, scene.campaign).is_open is False


def test_whoever_has_not_agreed_to_be_reminded_is_not(engine: Engine, scene: Scene) -> None:
    with transaction(engine) as db:
        chair = seat(db, scene, scene.units[0], NOW)
        consents.stop_reminders(db, chair, NOW)
    told = rehearsal(engine, scene)
    assert told.stand_ins == 2
    assert {each.person_id for each in told.messages}.isdisjoint({chair})


def test_bots_fill_up_in_order(engine: Engine, scene: Scene) -> None:
    with transaction(engine) as db:
        owner: dict[str, Any] = {"federation_id": scene.federation, "channel": "zalo"}
        add(db, Bot(**owner, platform_id="z1", seats=1, monthly_messages=3))
        add(db, Bot(**owner, platform_id="z2", seats=1, monthly_messages=100))
    told = rehearsal(engine, scene)
    telegram, first, second = told.bots
    assert (telegram.people, first.people, second.people) == (1, 1, 1)
    assert first.over == {6: 3}  # six reminders in June
    assert second.over == {}
    said = "\n".join(telling.summary(told))
    assert "Zalo: 1/1 người; tháng nhiều nhất là tháng 6: 6 tin. ⚠️ Hạn mức 3 tin một tháng: tháng 6 thiếu 3 tin." in said
    with transaction(engine) as db:
        db.session.get_one(Bot, scene.bot).stopped_at = NOW
    assert rehearsal(engine, scene).without_seat == 1


def test_a_week_has_a_most(engine: Engine, scene: Scene) -> None:
    with transaction(engine) as db:
        db.session.get_one(Federation, scene.federation).weekly_cap = 2
    told = rehearsal(engine, scene)
    assert told.most_a_week() == 2
    assert told.capped == {5: 3, 6: 6}
    assert "Vì giới hạn số tin mỗi tuần, 9 lời nhắc không được gửi." in telling.summary(told)


def test_the_summary_in_plain_sentences(engine: Engine, scene: Scene) -> None:
    said = telling.summary(rehearsal(engine, scene))
    assert said[:4] == [
        "🎭 Diễn tập “Thi đua 2027”, năm 2027",
        (
            "Nếu mọi đơn vị đều kết nối mà không ai làm việc nào (mức cao nhất), từ 01/01/2027 đến 31/12/2027 Trợ lý gửi 27 tin"
            " nhắc cho 3 người; chiến dịch có 3 đơn vị."
        ),
        "Mỗi chủ tịch nhận trung bình 0,2 tin một tuần; người nhận nhiều nhất có 4 tin trong một tuần.",
        "Không có tin nào rơi vào Chủ nhật, ngày lễ hay Tết.",
    ]
    assert "• Tháng 1: không có tin nào." in said
    assert "• Tháng 6: 18 tin trong 6 ngày; nhiều nhất là Thứ Năm, 03/06: 3 tin." in said
    assert said[-1] == "3 đơn vị chưa kết nối được tính như đã kết nối."


def test_days_that_nobody_confirmed_are_missed(engine: Engine) -> None:
    with transaction(engine) as db:
        scene = found(db, weekly_cap=5)
        open_unit(db, scene, UNITS[0], date(2025, 7, 1))
        open_campaign(db, scene, confirmed=False)
    told = rehearsal(engine, scene)
    assert not [each for each in told.messages for line in each.lines if line.subject == REPORT]
    assert "⚠️ Còn 1 hạn chưa xác nhận nên chưa có trong lịch này: /hanviec" in telling.summary(told)


@pytest.mark.parametrize(
    ("year", "now", "said"),
    [
        (2025, NOW, "Năm 2025 đã qua nên không còn gì để diễn tập."),
        (2026, NOW, "Năm 2026 nằm ngoài chiến dịch này: lời nhắc đầu tiên sớm nhất là từ 30/01/2027."),
        (2028, NOW, "Năm 2028 nằm ngoài chiến dịch này: đến 31/08/2027 là hết việc để nhắc."),
    ],
)
def test_another_year_is_refused(engine: Engine, scene: Scene, year: int, now: datetime, said: str) -> None:
    with pytest.raises(Impossible, match=f"^{said}$"):
        rehearsal(engine, scene, year=year, now=now)


def test_without_units_there_is_nobody(engine: Engine) -> None:
    with transaction(engine) as db:
        scene = found(db, weekly_cap=5)
        open_campaign(db, scene)
    with pytest.raises(Impossible, match="Chưa có đơn vị cơ sở nào"):
        rehearsal(engine, scene)


def test_the_middle_of_a_year_begins_where_it_is(engine: Engine, scene: Scene) -> None:
    now = instant(date(YEAR, 6, 9), 12)
    told = rehearsal(engine, scene, now=now)
    assert told.start == date(YEAR, 6, 9)
    days = sorted({each.day for each in told.messages})
    assert days == [date(YEAR, 6, 9), *(date(YEAR, 6, day) for day in (10, 11, 14))]  # whoever joins late hears at once


def test_who_reads_holds_nobody_up(engine: Engine, scene: Scene) -> None:
    with snapshot(engine) as reading:
        name = sqlmodel.select(Unit.name).where(Unit.id == scene.units[0])
        before = reading.execute(name).scalar_one()
        with transaction(engine) as db:
            db.session.get_one(Unit, scene.units[0]).name = "Tên mới"
        assert reading.execute(name).scalar_one() == before
        with pytest.raises(Exception, match=r"readonly|read-only"):
            reading.execute(update(table_of(Unit)).values(name="x"))


def test_another_federation_is_not_copied(engine: Engine, scene: Scene) -> None:
    with transaction(engine) as db:
        other = Federation(name="Khác", short_name="K")
        add(db, other)
    with pytest.raises(Impossible, match="Không còn chiến dịch này"):
        rehearse(engine, other.id or 0, scene.campaign, YEAR, NOW)


def test_the_ledger_is_the_live_one(engine: Engine, scene: Scene) -> None:
    """What was told already is not told again in a rehearsal."""
    with transaction(engine) as db:
        chair = seat(db, scene, scene.units[0], NOW)
        wanted = sqlmodel.select(LadderRung).where(LadderRung.subject == "phase_start")
        rung = db.session.exec(wanted).one()
        told: dict[str, Any] = {"federation_id": scene.federation, "person_id": chair, "outbox_id": 1, "matter_id": 1}
        letter: dict[str, Any] = {"federation_id": scene.federation, "bot_id": scene.bot, "chat_id": 1, "priority": 1}
        add(db, Outbox(**letter, key="digest/1/2027-02-26", kind="digest", body="{}", state="sent", not_before=NOW))
        db.session.add(Reminder(**told, rung_id=rung.id or 0, due_on=date(YEAR, 3, 1), fires_at=NOW + timedelta(days=90)))
        db.flush()
    heard = [each for each in rehearsal(engine, scene).messages if each.person_id == chair]
    assert not [line for each in heard for line in each.lines if line.subject == "phase_start"]


def test_a_registered_launch_is_reminded_of(engine: Engine, scene: Scene) -> None:
    with transaction(engine) as db:
        told: dict[str, Any] = {"federation_id": scene.federation, "campaign_id": scene.campaign, "origin": "officer"}
        add(db, DutyRule(**told, kind="launch", anchor="start", days=9, confirmed_at=NOW))
        phase = sqlmodel.select(DutyRule).where(DutyRule.kind == "launch")
        assert db.session.exec(phase).one()
    found = rehearsal(engine, scene, "Công ty May;launch;1;2027-03-02;2027-03-20\n")
    days = {each.day for each in found.messages if any(line.subject == "launch" for line in each.lines)}
    assert days == {date(YEAR, 3, 13), date(YEAR, 3, 17), date(YEAR, 3, 19), date(YEAR, 3, 20)}

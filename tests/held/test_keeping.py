"""Versions of what became of a launch: written, taken back, and read by officers in lists and in the table."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlmodel

from bot import held, launches
from bot.charts.progress import progress_of
from bot.charts.sending import caption
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.held import CANCELLED, HELD, POSTPONED, WITHDRAWN, Said
from bot.models import Campaign, HeldLaunch, Launch
from bot.sheets.table import gathering, workbook
from bot.sheets.table.contents import LaunchLine
from tests.conftest import NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.follow_up.conftest import duty_id, whole
from tests.held.conftest import held_duty, name_model
from tests.sheets.opened import check, sheets
from tests.support.talking import Talk

PLANNED, LATER = date(2026, 3, 6), date(2026, 3, 13)
WAS_HELD = Said(HELD, PLANNED, present=31, members=62, opened_by="Đồng chí Lan")
PUT_OFF, OFF = Said(POSTPONED, LATER, reason="mưa bão"), Said(CANCELLED, reason="sáp nhập")


def plan(db: Transaction) -> None:
    launches.register(db, duty_id(db, MAIS_UNIT), PLANNED, "8 giờ", 45, None, NOW)


def record(db: Transaction, said: Said, hours: int = 1) -> None:
    held.record(db, held_duty(db).id or 0, said, None, NOW + timedelta(hours=hours))


def take_back(db: Transaction, before: int | None) -> Said | None:
    found = held.take_back(db, held_duty(db).id or 0, before, None, NOW + timedelta(days=1))
    return found.said if found else None


def planned(db: Transaction) -> date | None:
    wanted = sqlmodel.select(Launch).where(Launch.duty_id == duty_id(db, MAIS_UNIT), sqlmodel.col(Launch.is_latest))
    return db.session.exec(wanted).one().day


def state(talk: Talk) -> tuple[bool, date | None]:
    """Whether it is done, and the day that is registered."""
    return talk.do(lambda db: (held_duty(db).done_at is not None, planned(db)))


@pytest.mark.parametrize(("said", "then"), [(WAS_HELD, (True, PLANNED)), (OFF, (True, PLANNED)), (PUT_OFF, (False, LATER))])
def test_with_nothing_before_it_what_is_taken_back_is_owed_again(asked: Talk, said: Said, then: tuple[bool, date]) -> None:
    asked.do(plan)
    asked.do(lambda db: record(db, said))
    assert state(asked) == then
    assert asked.do(lambda db: take_back(db, None)) is None
    assert state(asked) == (False, PLANNED)
    assert [(each.outcome, each.is_latest) for each in asked.rows(HeldLaunch)] == [(said.outcome, False), (WITHDRAWN, True)]
    with pytest.raises(LookupError, match="nothing is said"):
        asked.do(lambda db: take_back(db, None))


@pytest.mark.parametrize("first", [WAS_HELD, OFF, PUT_OFF])
@pytest.mark.parametrize("second", [WAS_HELD, OFF, PUT_OFF])
def test_the_version_before_holds_again(asked: Talk, first: Said, second: Said) -> None:
    asked.do(plan)
    asked.do(lambda db: record(db, first))
    before = state(asked)
    asked.do(lambda db: record(db, second, hours=2))
    assert asked.do(lambda db: take_back(db, 1)) == first
    assert state(asked) == before
    assert [each.version for each in asked.rows(HeldLaunch) if each.is_latest] == [3]


def test_what_an_officer_has_on_paper_stays_done(asked: Talk) -> None:
    asked.do(plan)
    asked.do(lambda db: deciding.receive(db, held_duty(db), Decision("Hà", None, "bản giấy", NOW)))
    asked.do(lambda db: record(db, WAS_HELD))
    asked.do(lambda db: take_back(db, None))
    assert asked.do(lambda db: held_duty(db).done_at) == NOW


def test_a_day_registered_since_stays(asked: Talk) -> None:
    asked.do(plan)
    asked.do(lambda db: record(db, PUT_OFF))
    newer = date(2026, 3, 20)
    asked.do(lambda db: launches.register(db, duty_id(db, MAIS_UNIT), newer, "9 giờ", None, None, NOW + timedelta(hours=3)))
    asked.do(lambda db: take_back(db, None))
    assert state(asked) == (False, newer)


@pytest.mark.parametrize(
    ("present", "members", "percent"),
    [(31, 62, 50), (62, 62, 100), (63, 62, None), (None, 62, None), (5, None, None)],
)
def test_the_share_of_members(present: int | None, members: int | None, percent: int | None) -> None:
    assert Said(HELD, PLANNED, present, members).percent == percent


def listed(talk: Talk, officer: int) -> str:
    """The line of Mai's unit among those that have registered."""
    talk.say(officer, "/tinhhinh")
    button = next(label for label in talk.last[officer].labels if label.startswith("Đã đăng ký"))
    return next(line for line in talk.tap(officer, button).text.splitlines() if MAIS_UNIT in line)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (None, f"• Thứ Sáu, 06/03: {MAIS_UNIT}"),
        (WAS_HELD, f"• Thứ Sáu, 06/03: {MAIS_UNIT} · đã tổ chức Thứ Sáu, 06/03, 50% đoàn viên"),
        (Said(HELD, date(2026, 3, 4)), f"• Thứ Sáu, 06/03: {MAIS_UNIT} · đã tổ chức Thứ Tư, 04/03"),
        (PUT_OFF, f"• Thứ Sáu, 13/03: {MAIS_UNIT} · đã hoãn"),
        (OFF, f"• Thứ Sáu, 06/03: {MAIS_UNIT} · không tổ chức"),
    ],
)
def test_the_officers_list_has_it_beside_what_was_planned(asked: Talk, join: Join, said: Said | None, line: str) -> None:
    officer = join(OFFICER)
    asked.do(plan)
    if said:
        asked.do(lambda db: record(db, said))
    assert listed(asked, officer) == line


def test_a_model_launch_is_marked(asked: Talk, join: Join) -> None:
    officer = join(OFFICER)
    asked.do(plan)
    asked.do(name_model)
    assert listed(asked, officer) == f"• Thứ Sáu, 06/03: {MAIS_UNIT} · ⭐ phát động điểm"


def gathered(db: Transaction) -> Any:
    running = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    return gathering.gather(db, running, whole(db), NOW)


def line(talk: Talk) -> LaunchLine:
    found = [each for each in talk.do(gathered).launches if each.place.unit == MAIS_UNIT]
    assert len(found) == 1
    return found[0]  # type: ignore[no-any-return]


def caption_of(talk: Talk) -> str:
    """What the picture's caption says of launches."""
    table = talk.do(gathered)
    return caption(progress_of(table, table.phases[0], "", ""))[1]


def test_the_table_has_planned_against_held(asked: Talk) -> None:
    asked.do(plan)
    asked.do(name_model)
    told = line(asked)
    assert (told.day, told.outcome, told.held_on, told.is_model) == (PLANNED, "", None, True)
    asked.do(lambda db: record(db, Said(HELD, date(2026, 3, 4), 31, 62, "Đồng chí Lan")))
    told = line(asked)
    assert (told.day, told.outcome, told.held_on) == (PLANNED, HELD, date(2026, 3, 4))
    assert caption_of(asked).startswith("• Đã đến ngày phát động: 1/18 đơn vị, 1 đơn vị đã báo kết quả")
    assert (told.present, told.members, told.opened_by) == (31, 62, "Đồng chí Lan")
    asked.do(lambda db: record(db, PUT_OFF, hours=2))
    told = line(asked)
    assert (told.day, told.outcome, told.held_on, told.reason) == (LATER, POSTPONED, None, "mưa bão")
    asked.do(lambda db: take_back(db, None))
    assert (line(asked).day, line(asked).outcome) == (PLANNED, "")


def test_the_sheet_shows_it(asked: Talk) -> None:
    asked.do(plan)
    asked.do(name_model)
    asked.do(lambda db: record(db, WAS_HELD))
    book = workbook.build(asked.do(gathered), "vi")
    check(book)
    rows = sheets(book)["Phát động"]
    head = next(row for row in rows if row[0] == "STT")
    told = dict(zip(head, next(row for row in rows if row[1] == MAIS_UNIT), strict=True))
    assert (told["Phát động điểm"], told["Kết quả"]) == ("✓", "Đã tổ chức")
    assert told["Ngày tổ chức"] == told["Ngày phát động"] == PLANNED
    assert (told["Số người dự thực tế"], told["Tỷ lệ đoàn viên dự (%)"], told["Người phát động"]) == (31, 50, "Đồng chí Lan")

"""Pledges as they are kept: versions, what holds, what the report is prefilled with, and when they are frozen."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import pledges
from bot.asking.replay import Refused
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.launches import Undone
from bot.models import BlocMatch, Duty, Person, written
from bot.pledges import Contents, Line, Offer, TitleCount, Work, offering
from bot.pledges.contents import PRODUCT, WORK
from bot.pledges.owing import Owed
from conversations.pledging.figures import show_amount, show_share
from conversations.pledging.kinds import amount_of, dong, people
from conversations.pledging.values import write
from tests.conftest import NOW
from tests.pledges.campaign import FACTORY, SCHOOL, Opened, open_campaign, owe, unit
from tests.support.talking import Talk

LATER = NOW + timedelta(minutes=5)


def somebody(db: Transaction, opened: Opened) -> int:
    """A person of the federation."""
    person = Person(federation_id=opened.federation_id, name="Nguyễn Thị Mai")
    db.session.add(person)
    db.session.flush()
    return written(person.id)


def duty_of(db: Transaction, duty_id: int) -> Duty:
    """The duty as it stands in the database."""
    duty = db.session.get_one(Duty, duty_id)
    db.session.refresh(duty)
    return duty


def contents(db: Transaction, opened: Opened, name: str = SCHOOL) -> Contents:
    """A pledge of everything that is offered."""
    offers = offering.offers(db, opened.campaign_id, unit(db, name).bloc_id)
    lines = [Line(each, people=45, collectives=2) if each.title_id is not None else Line(each, amount=12.5) for each in offers]
    works = [
        Work("Vườn rau", WORK, 3_300_000_000, date(2026, 4, 30), next(iter(offering.anniversaries(db, opened.campaign_id)))),
        Work("Lịch để bàn", PRODUCT, wants_plaque=True),
    ]
    return Contents(lines=lines, works=works, benefit="khám sức khỏe", is_signed=True, signed_on=date(2026, 3, 1))


def test_titles_and_the_figures_of_the_units_bloc_are_offered(talk: Talk) -> None:
    def offered(db: Transaction) -> list[list[str]]:
        opened = open_campaign(db)
        blocs = (unit(db, SCHOOL).bloc_id, unit(db, FACTORY).bloc_id, None)
        return [[each.name for each in offering.offers(db, opened.campaign_id, bloc)] for bloc in blocs]

    titles = ["Người tốt, việc tốt", "Chiến sĩ thi đua cơ sở"]
    assert talk.do(offered) == [
        [*titles, "Sáng kiến", "Giờ dạy giỏi"],
        [*titles, "Sáng kiến", "Chi chăm lo", "Đoàn viên tham gia"],
        [*titles, "Sáng kiến"],
    ]
    assert talk.rows(BlocMatch)


def test_what_is_written_is_read_back(talk: Talk) -> None:
    def there_and_back(db: Transaction) -> None:
        opened = open_campaign(db)
        duty_id, said = owe(db, opened), contents(db, opened)
        row = pledges.pledge(db, duty_id, said, somebody(db, opened), NOW)
        found = pledges.promised(db, unit(db, SCHOOL).id or 0, opened.phases["Đợt 1"])
        assert found is not None
        assert (found.pledge_id, found.duty_id, found.version, found.recorded_at) == (row, duty_id, 1, NOW)
        for name in ("lines", "works", "benefit", "is_signed", "signed_on", "reason"):
            assert getattr(found, name) == getattr(said, name)
        assert list(found.titles.values()) == [TitleCount(45, 2), TitleCount(45, 2)]
        assert list(found.amounts.values()) == [12.5, 12.5]
        assert duty_of(db, duty_id).done_at == NOW
        assert pledges.promised(db, unit(db, SCHOOL).id or 0, opened.phases["Đợt 2"]) is None

    talk.do(there_and_back)


def test_an_amendment_is_a_version_and_the_first_one_decides_when_it_was_done(talk: Talk) -> None:
    def amend(db: Transaction) -> None:
        opened = open_campaign(db)
        duty_id, person = owe(db, opened), somebody(db, opened)
        pledges.pledge(db, duty_id, Contents(benefit="một"), person, NOW)
        pledges.pledge(db, duty_id, Contents(benefit="hai", reason="thêm"), person, LATER)
        assert [(each.version, each.benefit, each.reason) for each in pledges.history(db, duty_id)] == [
            (1, "một", ""),
            (2, "hai", "thêm"),
        ]
        holds = pledges.pledge_of(db, duty_id)
        assert holds is not None
        assert holds.benefit == "hai"
        assert duty_of(db, duty_id).done_at == NOW

    talk.do(amend)


def test_undoing_the_first_pledge_makes_it_owed_again(talk: Talk) -> None:
    def undo(db: Transaction) -> None:
        opened = open_campaign(db)
        duty_id, person = owe(db, opened), somebody(db, opened)
        row = pledges.pledge(db, duty_id, contents(db, opened), person, NOW)
        assert pledges.undo(db, row, person + 1, NOW)[0] is Undone.NOT_YOURS
        assert pledges.undo(db, row, person, NOW + timedelta(minutes=10, seconds=1))[0] is Undone.TOO_LATE
        assert pledges.undo(db, row, person, LATER) == (Undone.DONE, None)
        assert pledges.undo(db, row, person, LATER)[0] is Undone.CHANGED_SINCE
        assert pledges.pledge_of(db, duty_id) is None
        assert [(each.version, each.is_withdrawn, len(each.lines)) for each in pledges.history(db, duty_id)] == [
            (1, False, 4),
            (2, True, 0),
        ]
        assert duty_of(db, duty_id).done_at is None
        pledges.pledge(db, duty_id, Contents(benefit="lần nữa"), person, LATER)
        assert duty_of(db, duty_id).done_at == LATER

    talk.do(undo)


def test_undoing_an_amendment_brings_the_version_before_back_with_all_it_said(talk: Talk) -> None:
    def undo(db: Transaction) -> None:
        opened = open_campaign(db)
        duty_id, person, said = owe(db, opened), somebody(db, opened), contents(db, opened)
        pledges.pledge(db, duty_id, said, person, NOW)
        row = pledges.pledge(db, duty_id, Contents(benefit="hai"), person, LATER)
        outcome, holds = pledges.undo(db, row, person, LATER)
        assert outcome is Undone.DONE
        assert holds is not None
        assert (holds.version, holds.lines, holds.works, holds.benefit) == (3, said.lines, said.works, said.benefit)
        assert duty_of(db, duty_id).done_at == NOW

    talk.do(undo)


def test_undoing_what_was_said_after_an_officer_opened_it_again_leaves_it_open(talk: Talk) -> None:
    def undo(db: Transaction) -> None:
        opened = open_campaign(db)
        duty_id, person = owe(db, opened), somebody(db, opened)
        pledges.pledge(db, duty_id, Contents(benefit="một"), person, NOW - timedelta(days=1))
        deciding.reopen(db, duty_of(db, duty_id), Decision("cô Hà", person, "xin sửa", NOW))
        row = pledges.pledge(db, duty_id, Contents(benefit="hai"), person, NOW)
        holds = pledges.undo(db, row, person, LATER)[1]
        assert holds is not None
        assert holds.benefit == "một"
        assert duty_of(db, duty_id).done_at is None

    talk.do(undo)


DUE, NO_DAY = date(2026, 3, 20), None
BEFORE, ON, GRACE, AFTER = date(2026, 3, 19), DUE, date(2026, 3, 22), date(2026, 3, 23)


@pytest.mark.parametrize(
    ("due_on", "closes_on", "is_done", "today", "is_frozen"),
    [
        (DUE, None, True, BEFORE, False),
        (DUE, None, True, ON, False),
        (DUE, None, True, GRACE, False),
        (DUE, None, True, AFTER, True),
        (DUE, None, False, AFTER, False),
        (DUE, GRACE, False, AFTER, True),
        (DUE, GRACE, True, GRACE, False),
        (NO_DAY, None, True, AFTER, False),
    ],
)
def test_a_pledge_is_frozen_after_its_due_day(
    due_on: date | None,
    closes_on: date | None,
    is_done: bool,  # noqa: FBT001  a table
    today: date,
    is_frozen: bool,  # noqa: FBT001  a table
) -> None:
    done_at = datetime(2026, 3, 4, tzinfo=UTC) if is_done else None
    owed = Owed(1, 1, 1, SCHOOL, None, 62, "Đợt 1", None, None, due_on, 2, closes_on, done_at)
    assert owed.is_frozen(today) is is_frozen


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "year"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), (date(2026, 1, 1), date(2026, 12, 31))),
        (date(2025, 9, 1), date(2026, 6, 30), (date(2025, 1, 1), date(2026, 12, 31))),
        (None, None, (date(2026, 1, 1), date(2026, 12, 31))),
        (date(2027, 1, 1), None, (date(2027, 1, 1), date(2027, 12, 31))),
    ],
)
def test_the_year_of_a_phase(starts_on: date | None, ends_on: date | None, year: tuple[date, date]) -> None:
    owed = Owed(1, 1, 1, SCHOOL, None, 62, "Đợt 1", starts_on, ends_on, None, 0, None, None)
    assert owed.year(date(2026, 3, 4)) == year


@pytest.mark.parametrize(
    ("count", "members", "shown"),
    [
        (45, 120, "45/120 đoàn viên, 38%"),
        (1, 8, "1/8 đoàn viên, 13%"),
        (0, 62, "0/62 đoàn viên, 0%"),
        (62, 62, "62/62 đoàn viên, 100%"),
        (1250, 1000, "1.250/1.000 đoàn viên, 125%"),
        (45, None, "45 người"),
        (45, 0, "45 người"),
    ],
)
def test_the_share_of_members(count: int, members: int | None, shown: str) -> None:
    assert show_share(count, members) == shown


HOURS, MONEY = Offer("Giờ", indicator_id=1, unit="giờ", lowest=1, highest=500), Offer("Chi", indicator_id=2, unit="đồng")
SHARE = Offer("Tỷ lệ", indicator_id=3, unit="%", highest=100)


@pytest.mark.parametrize(
    ("kind", "said", "read", "shown"),
    [
        (people(62), "hai mươi lăm người ạ", 25, "25/62 đoàn viên, 40%"),
        (people(62), "0", 0, "0/62 đoàn viên, 0%"),
        (people(62), "không có", 0, "0/62 đoàn viên, 0%"),
        (dong(), "5 triệu", 5_000_000, "5.000.000 đồng"),
        (dong(), "3 tỷ 300 triệu", 3_300_000_000, "3.300.000.000 đồng"),
        (amount_of(HOURS), "20 giờ", 20, "20 giờ"),
        (amount_of(HOURS), "20 Gio", 20, "20 giờ"),
        (amount_of(HOURS), "12,5", 12.5, "12,5 giờ"),
        (amount_of(MONEY), "2 triệu", 2_000_000, "2.000.000 đồng"),
        (amount_of(SHARE), "98,5%", 98.5, "98,5 %"),
    ],
)
def test_figures_are_read_and_what_is_kept_is_read_the_same(kind: Any, said: str, read: float, shown: str) -> None:
    assert kind.read(said) == read
    assert kind.read(write(read)) == read
    assert kind.show(read) == shown


@pytest.mark.parametrize(
    ("kind", "said", "problem", "offered"),
    [
        (people(62), "nhiều lắm", "Xin gõ một con số, ví dụ: 45", []),
        (people(62), "12,5", "Cần một con số từ 0 đến 100.000. Xin gõ lại.", []),
        (people(62), "100001", "Cần một con số từ 0 đến 100.000. Xin gõ lại.", []),
        (people(62), "khoảng 50", "Ý đồng chí là số nào ạ? Xin bấm chọn, hoặc gõ lại.", ["50"]),
        (dong(), "5 đô la", "Xin gõ số tiền, ví dụ: 500.000 đồng, 2 triệu", []),
        (dong(), "200", "Ý đồng chí là số nào ạ? Xin bấm chọn, hoặc gõ lại.", ["200.000 đồng", "200.000.000 đồng"]),
        (amount_of(HOURS), "0", "Cần một con số từ 1 giờ đến 500 giờ. Xin gõ lại.", []),
        (amount_of(HOURS), "501 giờ", "Cần một con số từ 1 giờ đến 500 giờ. Xin gõ lại.", []),
        (amount_of(HOURS), "1,250", "Ý đồng chí là số nào ạ? Xin bấm chọn, hoặc gõ lại.", ["1.250 giờ", "1,25 giờ"]),
        (amount_of(SHARE), "101%", "Cần một con số từ 0 % đến 100 %. Xin gõ lại.", []),
        (amount_of(SHARE), "cao", "Xin gõ tỷ lệ phần trăm, ví dụ: 95%", []),
    ],
)
def test_what_is_no_certain_figure_is_asked_back(kind: Any, said: str, problem: str, offered: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        kind.read(said)
    assert str(refused.value) == problem
    assert [each.label for each in refused.value.choices] == offered


@pytest.mark.parametrize(("amount", "shown"), [(0.0, "0"), (9e15, "9.000.000.000.000.000"), (0.25, "0,25"), (1250.0, "1.250")])
def test_amounts_are_shown_in_full(amount: float, shown: str) -> None:
    assert show_amount(amount) == shown

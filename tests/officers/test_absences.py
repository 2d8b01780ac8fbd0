"""/vangmat: an officer is away, a colleague stands in, and it ends by itself or early."""

from datetime import date, datetime, timedelta

import pytest
import sqlmodel
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import absences, inquiries, mornings, people, rights
from bot.acting import actor_of
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.models import Absence, Account, Chat, Office, Operation, Outbox, Person
from bot.people import VIEWER
from bot.post.message import Message
from bot.rights import May
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, Join
from tests.officers.conftest import MAIS, ROOT, Enter, Submit
from tests.support.talking import Heard, Talk

MAI_CHOICE = f"Nguyễn Thị Mai · Chủ tịch công đoàn, {MAIS}"


def go_away(talk: Talk, user: int, first: str = "6/3", last: str = "10/3", name: str = "mai") -> Heard:
    """Be away, and let somebody stand in who is found by name."""
    talk.say(user, "/vangmat")
    talk.say(user, first)
    talk.say(user, last)
    talk.tap(user, "🔎 Người khác")
    talk.say(user, name)
    talk.tap(user, next(each for each in talk.last[user].labels if name in each.casefold()))
    return talk.tap(user, ACCEPT)


def told(talk: Talk) -> list[str]:
    """What stand-ins were told."""
    rows = [each for each in talk.rows(Outbox) if each.key.startswith("absence/")]
    return [Message.from_json(each.body).text for each in rows]


def on(clock: StandingClock, day: int, hour: int = 9) -> None:
    clock.walk_to(instant(date(2026, 3, day), hour, 0))


def test_a_chair_stands_in_for_an_officer(talk: Talk, join: Join, submit: Submit, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    heard = go_away(talk, officer)
    assert heard.text == (
        "✅ Đã ghi nhận. Từ Thứ Sáu, 06/03/2026 đến Thứ Ba, 10/03/2026, Nguyễn Thị Mai làm thay đồng chí; "
        "tin nhắc cho cán bộ cũng đến đồng chí ấy. Trợ lý đã báo cho đồng chí ấy."
    )
    [said] = told(talk)
    assert said.startswith(
        "🤝 Đồng chí Trần Thu Hà vắng từ Thứ Sáu, 06/03/2026 đến Thứ Ba, 10/03/2026 và nhờ đồng chí làm thay: "
    )
    row = submit()
    for day, may in ((5, False), (6, True), (10, True), (11, False)):
        on(clock, day)
        assert talk.say(mai, "/quanly").text.startswith("⚙️ Quản lý") is may, day
        assert (MAIS in talk.say(mai, f"/duyet {row}").text) is may, day


def test_while_it_lasts_the_stand_in_approves_and_the_log_says_so(
    talk: Talk, join: Join, submit: Submit, clock: StandingClock
) -> None:
    officer, dung = join(OFFICER), join(DUNG)
    row = submit()
    go_away(talk, officer, name="dũng")
    on(clock, 9)
    assert talk.say(dung, f"/duyetxong {row}").text.startswith(f"✅ Đã duyệt: {MAIS}.")
    names = {each.id: each.name for each in talk.rows(Person)}
    deeds = [(each.deed, names[each.person_id]) for each in talk.rows(Operation) if each.deed.startswith(("absence", "report."))]
    assert deeds[0] == ("absence.set", "Trần Thu Hà")
    assert deeds[1][0] == "report.approved"
    assert "Dũng" in deeds[1][1]


def test_a_tap_after_the_last_day_does_nothing(talk: Talk, join: Join, submit: Submit, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    row = submit()
    go_away(talk, officer)
    on(clock, 10)
    card = talk.say(mai, f"/duyet {row}")
    on(clock, 11)
    assert talk.tap_data(mai, card.data["✅ Duyệt"]).text.startswith("Việc này dành cho cán bộ")


def test_it_is_taken_back_early_and_both_hear_of_it(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    go_away(talk, officer)
    on(clock, 7)
    shown = talk.say(officer, "/vangmat")
    assert shown.text == "🌴 Đồng chí đang báo vắng từ Thứ Sáu, 06/03/2026 đến Thứ Ba, 10/03/2026. Làm thay: Nguyễn Thị Mai."
    assert talk.tap(officer, "🔙 Tôi đã trở lại").text.startswith("✅ Chào mừng đồng chí trở lại.")
    assert told(talk)[1].startswith("🤝 Đồng chí Trần Thu Hà đã trở lại làm việc")
    assert talk.say(mai, "/quanly").text.startswith("Việc này dành cho cán bộ")
    assert [each.deed for each in talk.rows(Operation) if each.deed.startswith("absence")] == ["absence.set", "absence.end"]
    assert "Đồng chí vắng từ ngày nào?" in talk.say(officer, "/vangmat")


def test_one_that_has_not_begun_is_taken_back_whole(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    go_away(talk, officer)
    talk.say(officer, "/vangmat")
    talk.tap(officer, "🔙 Tôi đã trở lại")
    [row] = talk.rows(Absence)
    assert row.valid_to < row.valid_from
    on(clock, 7)
    assert talk.say(mai, "/quanly").text.startswith("Việc này dành cho cán bộ")


def test_keeping_it_changes_nothing(talk: Talk, join: Join) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    go_away(talk, officer)
    talk.say(officer, "/vangmat")
    assert talk.tap(officer, "Giữ nguyên").text == "Giữ nguyên. Hết ngày Thứ Ba, 10/03/2026, quyền làm thay tự hết."
    assert len(told(talk)) == 1


def test_a_colleague_of_the_same_union_stands_on_a_button(talk: Talk, join: Join, colleague: int) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/vangmat")
    talk.say(officer, "6/3")
    assert talk.say(officer, "10/3").labels[0] == f"Vũ Bình · Chuyên viên, {ROOT}"
    talk.tap(officer, f"Vũ Bình · Chuyên viên, {ROOT}")
    talk.tap(officer, ACCEPT)
    assert [each.stand_in_id for each in talk.rows(Absence)] == [
        each.person_id for each in talk.rows(Account) if each.platform_id == str(colleague)
    ]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (("3/3",), "Ý đồng chí là ngày nào ạ?"),
        (("3/3/2026",), "nằm ngoài thời gian đó"),
        (("6/3", "5/3"), "nằm ngoài thời gian đó"),
        (("6/3", "1/1/2031"), "nằm ngoài thời gian đó"),
        (("hôm nào rảnh",), "Xin gõ"),
        (("6/3", "10/3", "🔎 Người khác", "Không Có Ai"), "Không thấy ai tên “Không Có Ai” đang giữ chức vụ."),
        (("6/3", "10/3", "🔎 Người khác", "Thu Hà"), "Không thấy ai tên “Thu Hà”"),
    ],
)
def test_what_cannot_be_is_said(talk: Talk, join: Join, said: tuple[str, ...], heard: str) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.say(officer, "/vangmat")
    for each in said:
        last = talk.say(officer, each)
    assert heard in last
    assert talk.rows(Absence) == []


def test_a_chair_needs_none(talk: Talk, join: Join) -> None:
    assert talk.say(join(MAI), "/vangmat").text.startswith("Việc này dành cho cán bộ")


def test_a_stand_in_cannot_pass_the_office_on(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    go_away(talk, officer, "4/3", "10/3")
    assert talk.say(mai, "/quanly").text.startswith("⚙️ Quản lý")
    assert talk.say(mai, "/vangmat").text.startswith("Việc này dành cho cán bộ")


def test_a_ward_sees_only_its_own_chairs(talk: Talk, join: Join, enter: Enter) -> None:
    """A viewer of one school finds officers anywhere, and no chair elsewhere."""
    join(OFFICER)
    join(DUNG)
    viewer = enter(21, VIEWER, MAIS, "Ủy viên", "Đỗ Văn Năm")
    talk.say(viewer, "/vangmat")
    talk.say(viewer, "6/3")
    talk.say(viewer, "10/3")
    talk.tap(viewer, "🔎 Người khác")
    assert "Không thấy ai tên" in talk.say(viewer, "Dũng")
    assert any("Trần Thu Hà" in each for each in talk.say(viewer, "Thu Hà").labels)


def test_the_morning_line_goes_to_the_stand_in(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    go_away(talk, officer)
    chats = {each.address: each.id for each in talk.rows(Chat)}
    for day, who in ((5, officer), (6, mai), (9, mai), (11, officer)):
        on(clock, day, 8)
        talk.do(lambda db: mornings.owe(db, clock.now()))
        keys = {each.chat_id for each in talk.rows(Outbox) if each.key.startswith("morning/") and f"2026-03-{day:02}" in each.key}
        assert keys == {chats[str(who)]}, day


def test_questions_reach_the_stand_in(talk: Talk, join: Join) -> None:
    officer, mai, dung = join(OFFICER), join(MAI), join(DUNG)
    go_away(talk, officer, "4/3", "10/3")
    chats = {each.address: each.id for each in talk.rows(Chat)}
    person = next(each.person_id for each in talk.rows(Account) if each.platform_id == str(dung))

    def over(db: Transaction) -> list[int]:
        office = db.session.exec(sqlmodel.select(Office).where(Office.person_id == person)).first()
        assert office
        return [each.chat_id for each in inquiries.asking.officers_over(db, office.unit_id, person, date(2026, 3, 4))]

    assert talk.do(over) == [chats[str(mai)]]


def test_who_lost_their_own_office_stands_in_no_more(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    go_away(talk, officer, "4/3", "10/3")
    person = next(each.person_id for each in talk.rows(Account) if each.platform_id == str(mai))

    def end(db: Transaction) -> None:
        for row in db.session.exec(sqlmodel.select(Office).where(Office.person_id == person)).all():
            row.valid_to = date(2026, 3, 5)
            db.session.add(row)

    talk.do(end)
    on(clock, 5)
    assert talk.say(mai, "/quanly").text.startswith("⚙️ Quản lý")
    on(clock, 6)
    assert talk.do(lambda db: people.offices(db, person, date(2026, 3, 6))) == []


def test_who_chose_an_office_that_was_only_lent_has_their_own_back(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    go_away(talk, officer, "4/3", "10/3")
    talk.say(mai, "/doivai")
    talk.tap(mai, next(each for each in talk.last[mai].labels if each.startswith(ROOT)))
    assert talk.say(mai, "/quanly").text.startswith("⚙️ Quản lý")
    assert "vào ngày nào" not in talk.say(mai, "/dangky").text
    on(clock, 11)
    assert "vào ngày nào" in talk.say(mai, "/dangky").text
    assert talk.say(mai, "/quanly").text.startswith("Việc này dành cho cán bộ")


DAYS = st.integers(0, 20)


def test_rights_follow_the_days_whatever_they_are(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    numbers = {each.platform_id: each.person_id for each in talk.rows(Account)}
    whose, stands_in = numbers[str(officer)], numbers[str(mai)]
    start = date(2026, 3, 4)

    @settings(max_examples=25, deadline=None)
    @given(DAYS, DAYS, DAYS, st.booleans(), DAYS)
    def check(first: int, length: int, asked: int, ends: bool, back: int) -> None:  # noqa: FBT001  hypothesis gives it
        def work(db: Transaction) -> None:
            db.connection.execute(absences.absence.delete())
            held = absences.own_offices(db, whose, start)[0]
            by, now = db.session.get_one(Person, whose), instant(start, 9, 0)
            days = (start + timedelta(days=first), start + timedelta(days=first + length))
            absences.go(db, held, by, stands_in, days, now)
            last = first + length
            if ends:
                came: datetime = instant(start + timedelta(days=back), 9, 0)
                for each in absences.of_person(db, whose, start + timedelta(days=back)):
                    absences.come_back(db, each, by, came)
                    last = back - 1
            day = start + timedelta(days=asked)
            is_on = first <= asked <= last
            assert (rights.office_for(db, stands_in, May.REVIEW, day) is not None) is is_on
            assert actor_of(db, held.id, day) == (stands_in if is_on else whose)
            assert rights.office_for(db, whose, May.REVIEW, day) is not None

        talk.do(work)

    check()


def test_an_office_that_somebody_else_has_lent_is_not_mine_to_act_in(talk: Talk, join: Join, clock: StandingClock) -> None:
    """Who had chosen it while it was lent to them has their own back, though it is lent to another one now."""
    officer, mai, dung = join(OFFICER), join(MAI), join(DUNG)
    go_away(talk, officer, "4/3", "4/3")
    talk.say(mai, "/doivai")
    talk.tap(mai, next(each for each in talk.last[mai].labels if each.startswith(ROOT)))
    on(clock, 5)
    go_away(talk, officer, "5/3", "10/3", name="dũng")
    assert talk.say(dung, "/quanly").text.startswith("⚙️ Quản lý")
    assert talk.say(mai, "/quanly").text.startswith("Việc này dành cho cán bộ")
    assert f"{MAIS} phát động" in talk.say(mai, "/dangky")

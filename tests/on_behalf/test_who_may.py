"""Who may enter for which unit, looked at again at every message; and two who enter the same at once."""

from typing import Any

import pytest
import sqlmodel
from sqlmodel import col

from bot import demo
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.duties.kinds import LAUNCH, PLEDGE
from bot.invites import Invites, Seat
from bot.models import (
    Affiliation,
    Campaign,
    Cluster,
    ClusterUnit,
    Draft,
    Duty,
    Launch,
    Office,
    OnBehalf,
    Outbox,
    Unit,
    written,
)
from bot.people import CHAIR, LEAD, REVIEWER, VIEWER
from tests.conftest import DUNG
from tests.conversations.conftest import Join
from tests.on_behalf.conftest import ACCEPT, CALL, Desk, unit_named
from tests.on_behalf.test_entering import SCHOOL
from tests.support.talking import Heard

NOT_YOURS = "Đơn vị này không thuộc phạm vi đồng chí phụ trách nên chưa nhập hộ được."
NOT_FOR_YOU = "Việc này dành cho cán bộ công đoàn cấp trên."
NOTHING_TO_ENTER = "Việc này không còn nhập được: đã khóa, đã xong, hoặc không còn nữa."
SECOND = 7


@pytest.fixture
def second(desk: Desk, invites: Invites) -> Any:
    """Lets a second person with a role at the ward join, and writes from the same number."""

    def enter(role: str, cluster: int | None = None) -> int:
        def issue(db: Transaction) -> Guest:
            ward = unit_named(db, demo.FEDERATION)
            seat = Seat(0, 1, ward, demo.FEDERATION, role, "Ủy viên", "Đỗ Văn Nam", cluster)
            return Guest("Đỗ Văn Nam", demo.FEDERATION, role, invites.issue(db, seat, desk.talk.clock.now()))

        guest = desk.talk.do(issue)
        desk.talk.say(SECOND, f"/start {guest.secrets.token}")
        for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
            desk.talk.tap(SECOND, label)
        return SECOND

    return enter


def begun(desk: Desk, who: int | None = None) -> Heard:
    """An entry on its way: the day is said."""
    user = desk.officer if who is None else who
    desk.open(LAUNCH, user)
    desk.talk.tap(user, CALL)
    return desk.talk.say(user, "20/3")


def nothing_was_entered(desk: Desk) -> bool:
    launches = [each for each in desk.talk.rows(Launch) if each.duty_id == desk.duties[LAUNCH]]
    return not launches and not desk.talk.rows(OnBehalf)


def cluster_of(db: Transaction, unit_id: int) -> int:
    """A new cluster that has this one unit."""
    cluster = Cluster(federation_id=1, name="Cụm 9", position=9)
    db.session.add(cluster)
    db.session.flush()
    owner: dict[str, Any] = {"federation_id": 1, "cluster_id": written(cluster.id)}
    db.session.add(ClusterUnit(**owner, unit_id=unit_id, valid_from=demo.FOUNDED))
    return written(cluster.id)


def test_a_chair_a_viewer_and_a_stranger_may_not(desk: Desk, second: Any) -> None:
    viewer = second(VIEWER)
    for user in (desk.chair, viewer):
        assert desk.open(LAUNCH, user).text.startswith(NOT_FOR_YOU)
        assert desk.talk.say(user, "/nhapho").text.startswith(NOT_FOR_YOU)
    assert "Kính chào" in desk.open(LAUNCH, 99)
    assert nothing_was_entered(desk)


@pytest.mark.parametrize("role", [REVIEWER, LEAD])
def test_a_reviewer_and_the_lead_of_the_units_cluster_may(desk: Desk, second: Any, role: str) -> None:
    cluster = desk.talk.do(lambda db: cluster_of(db, desk.unit)) if role == LEAD else None
    assert "👤 Nhập hộ: Đỗ Văn Nam, theo điện thoại" in desk.enter_launch(who=second(role, cluster))


def test_a_lead_may_not_outside_the_cluster(desk: Desk, second: Any) -> None:
    other = desk.talk.do(lambda db: cluster_of(db, unit_named(db, "Bệnh viện Đa khoa Sông Xanh")))
    lead = second(LEAD, other)
    assert desk.open(LAUNCH, lead).text == NOT_YOURS
    assert desk.talk.say(lead, f"/nhapho {desk.unit}").text == NOT_YOURS
    assert SCHOOL not in desk.talk.say(lead, "/nhapho tiểu học sông xanh").labels
    assert nothing_was_entered(desk)


def test_an_office_that_ends_in_the_middle_ends_the_entry(desk: Desk) -> None:
    begun(desk)
    for words in ("8 giờ, sân", "45"):
        desk.talk.say(desk.officer, words)
    desk.talk.do(_end_offices)
    assert desk.talk.tap(desk.officer, ACCEPT).text.startswith(NOT_FOR_YOU)
    assert nothing_was_entered(desk)
    assert [each for each in desk.talk.rows(Draft) if each.script == "nhapho"] == []


def test_a_unit_that_leaves_the_reach_in_the_middle_ends_the_entry(desk: Desk, second: Any) -> None:
    cluster = desk.talk.do(lambda db: cluster_of(db, desk.unit))
    lead = second(LEAD, cluster)
    begun(desk, lead)
    desk.talk.do(lambda db: _leave(db, cluster))
    assert desk.talk.say(lead, "8 giờ").text == NOT_YOURS
    assert nothing_was_entered(desk)


def test_a_closed_unit(desk: Desk) -> None:
    begun(desk)
    desk.talk.do(lambda db: _close_unit(db, desk.unit))
    text = "Đơn vị này đã ngừng hoạt động nên không nhập hộ được nữa."
    assert desk.talk.say(desk.officer, "8 giờ").text == text
    assert desk.talk.say(desk.officer, f"/nhapho {desk.unit}").text == text
    assert nothing_was_entered(desk)


@pytest.mark.parametrize("words", ["{unit} 999999", "{unit} {other}", "{other} {launch}", "{unit} 99999999999999999999999"])
def test_a_duty_that_is_not_the_units(desk: Desk, words: str) -> None:
    other = desk.talk.do(lambda db: unit_named(db, "Bệnh viện Đa khoa Sông Xanh"))
    said = words.format(unit=desk.unit, other=other, launch=desk.duties[LAUNCH])
    assert desk.talk.say(desk.officer, f"/nhapho {said}").text == NOTHING_TO_ENTER


def test_a_duty_that_is_excused_meanwhile(desk: Desk) -> None:
    begun(desk)
    desk.talk.do(lambda db: _excuse(db, desk.duties[LAUNCH], desk))
    assert desk.talk.say(desk.officer, "8 giờ").text == NOTHING_TO_ENTER
    assert nothing_was_entered(desk)


def test_a_pledge_that_is_closed_says_so_as_the_unit_hears_it(desk: Desk) -> None:
    desk.talk.do(lambda db: _shut(db, desk.duties[PLEDGE]))
    assert "Đăng ký giao ước thi đua, Đợt 1" not in desk.talk.say(desk.officer, f"/nhapho {desk.unit}").labels
    desk.open(PLEDGE)
    assert "đã khóa vì đã qua hạn" in desk.talk.tap(desk.officer, CALL)
    assert desk.talk.rows(OnBehalf) == []


def test_an_officer_who_leads_the_unit_enters_it_as_its_chair(desk: Desk) -> None:
    desk.talk.do(lambda db: _lead_too(db, desk))
    heard = desk.open(LAUNCH)
    assert heard.text == "Đồng chí đang phụ trách chính đơn vị này nên xin tự ghi, không cần nhập hộ."
    assert heard.labels == ("🔁 Đổi vai", "🔎 Đơn vị khác")


@pytest.mark.parametrize("goes_on", [True, False])
def test_of_two_officers_at_once_the_second_sees_who_was_first(desk: Desk, second: Any, goes_on: bool) -> None:  # noqa: FBT001  a parameter of the table
    other = second(REVIEWER)
    begun(desk)
    desk.enter_launch("27/3", who=other)
    heard = desk.talk.say(desk.officer, "8 giờ, sân")
    assert heard.text == (
        "Trong lúc đồng chí nhập, Đỗ Văn Nam vừa nhập hộ việc này lúc 09:00, 04/03. Đồng chí vẫn nhập tiếp chứ?"
    )
    if not goes_on:
        assert "Bản vừa được ghi vẫn giữ nguyên." in desk.talk.tap(desk.officer, "✋ Dừng lại")
        assert [each.version for each in desk.talk.rows(OnBehalf)] == [1]
        return
    assert desk.talk.tap(desk.officer, "✍️ Vẫn nhập tiếp").text == "Dự kiến bao nhiêu người dự?"
    desk.talk.say(desk.officer, "45")
    desk.talk.tap(desk.officer, ACCEPT)
    assert [(each.version, each.before) for each in desk.talk.rows(OnBehalf)] == [(1, None), (2, 1)]


def test_who_was_first_is_seen_from_the_first_question_on(desk: Desk, second: Any) -> None:
    other = second(REVIEWER)
    desk.open(LAUNCH)
    desk.enter_launch("27/3", who=other)
    assert desk.talk.tap(desk.officer, CALL).text.startswith("Trong lúc đồng chí nhập, Đỗ Văn Nam vừa nhập hộ")


def test_the_chair_who_writes_meanwhile_is_seen_too(desk: Desk) -> None:
    begun(desk)
    desk.talk.say(desk.chair, f"/dangky {desk.duties[LAUNCH]}")
    for words in ("27/3", "8 giờ, sân trường", "30"):
        desk.talk.say(desk.chair, words)
    desk.talk.tap(desk.chair, ACCEPT)
    heard = desk.talk.say(desk.officer, "8 giờ, sân")
    assert heard.text.startswith("Trong lúc đồng chí nhập, đơn vị vừa tự ghi việc này.")


def test_nothing_reaches_the_chair_before_the_campaign_is_armed(desk: Desk) -> None:
    desk.talk.do(_disarm)
    receipt = desk.enter_launch()
    assert "hoặc chiến dịch chưa kích hoạt, nên đơn vị chưa được báo." in receipt
    assert [each for each in desk.talk.rows(Outbox) if each.key.startswith("behalf/")] == []


def test_a_unit_without_a_chair_here_is_entered_all_the_same(desk: Desk, join: Join) -> None:
    join(DUNG)
    unit = desk.talk.do(lambda db: unit_named(db, "Bệnh viện Đa khoa Sông Xanh"))
    heard = desk.talk.say(desk.officer, f"/nhapho {unit}")
    desk.talk.tap(desk.officer, next(each for each in heard.labels if each.startswith("Đăng ký ngày phát động")))
    desk.talk.tap(desk.officer, CALL)
    for words in ("20/3", "8 giờ, sân", "45"):
        desk.talk.say(desk.officer, words)
    assert "Đơn vị chưa kết nối" in desk.talk.tap(desk.officer, ACCEPT)


def _end_offices(db: Transaction) -> None:
    for each in db.session.exec(sqlmodel.select(Office).where(Office.role != CHAIR)).all():
        each.valid_to = demo.FOUNDED
        db.session.add(each)


def _leave(db: Transaction, cluster: int) -> None:
    for each in db.session.exec(sqlmodel.select(ClusterUnit).where(ClusterUnit.cluster_id == cluster)).all():
        each.valid_to = demo.FOUNDED
        db.session.add(each)


def _close_unit(db: Transaction, unit_id: int) -> None:
    for model in (Affiliation, Unit):
        row = col(Affiliation.unit_id) if model is Affiliation else col(Unit.id)
        for each in db.session.exec(sqlmodel.select(model).where(row == unit_id)).all():
            each.valid_to = demo.FOUNDED.replace(year=2026, month=3, day=1)
            db.session.add(each)


def _excuse(db: Transaction, duty_id: int, desk: Desk) -> None:
    duty = db.session.get_one(Duty, duty_id)
    duty.excused_on = desk.talk.clock.today()
    db.session.add(duty)


def _shut(db: Transaction, duty_id: int) -> None:
    duty = db.session.get_one(Duty, duty_id)
    duty.due_on = duty.closes_on = demo.FOUNDED.replace(year=2026, month=2, day=1)
    db.session.add(duty)


def _lead_too(db: Transaction, desk: Desk) -> None:
    officer = db.session.exec(sqlmodel.select(Office).where(Office.role == "officer")).first()
    assert officer is not None
    held: dict[str, Any] = {"federation_id": 1, "person_id": officer.person_id, "unit_id": desk.unit}
    db.session.add(Office(**held, role=CHAIR, title="Chủ tịch", valid_from=demo.FOUNDED))


def _disarm(db: Transaction) -> None:
    for each in db.session.exec(sqlmodel.select(Campaign)).all():
        each.armed_at = None
        db.session.add(each)

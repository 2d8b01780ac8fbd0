"""Officers and cluster leads are invited to a model launch, once per version, and hear when it is called off."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlmodel

from bot import demo
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.held import inviting
from bot.models import Cluster, Office, Outbox, Unit, written
from bot.people import LEAD
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, UNDO, Join, register
from tests.conversations.conftest import sent as sent  # noqa: PLC0414  a fixture
from tests.held.conftest import name_model
from tests.support.posted import Posted
from tests.support.talking import Talk

INVITED = f"⭐ Mời dự phát động điểm Đợt 1.\n🏫 {MAIS_UNIT}\n📅 Thứ Sáu, 20/03/2026\n📍 8 giờ, hội trường"
AGAIN = "\nLời mời này thay lời mời trước, nếu có."


def waiting(talk: Talk) -> list[Outbox]:
    return [each for each in talk.rows(Outbox) if each.kind == inviting.TEMPLATE and each.state == "waiting"]


def lead_a_cluster(db: Transaction) -> None:
    """Lan leads a cluster that Mai's unit is not in."""
    root = db.session.exec(sqlmodel.select(Unit).where(Unit.name == demo.FEDERATION)).one()
    own = db.session.exec(sqlmodel.select(Office).where(Office.role == "chair").order_by(sqlmodel.col(Office.id).desc())).first()
    assert own
    cluster = Cluster(federation_id=root.federation_id, name="Cụm 1", position=1)
    db.session.add(cluster)
    db.session.flush()
    values = {"unit_id": written(root.id), "cluster_id": written(cluster.id), "role": LEAD}
    db.session.add(Office(**{**own.model_dump(exclude={"id"}), **values}))


def test_the_officer_and_the_leads_are_invited_and_nobody_else(asked: Talk, join: Join, sent: Posted) -> None:
    mai = [join(each) for each in (OFFICER, DUNG, MAI, LAN)][2]
    asked.do(lead_a_cluster)
    asked.do(name_model)
    register(asked, mai)
    found = waiting(asked)
    assert len({each.key for each in found}) == len(found) == 2
    assert len({each.chat_id for each in found}) == 2
    assert {each.not_before - asked.clock.now() for each in found} == {timedelta(minutes=10)}
    assert [each.text for each in sent(inviting.TEMPLATE)] == [INVITED, INVITED]


def test_a_launch_that_is_no_model_invites_nobody(asked: Talk, join: Join) -> None:
    join(OFFICER)
    register(asked, join(MAI))
    assert waiting(asked) == []


def undone(talk: Talk, mai: int) -> None:
    talk.tap(mai, UNDO)


def over(talk: Talk, _mai: int) -> None:
    talk.clock.walk_to(instant(date(2026, 3, 21), 9))


@pytest.mark.parametrize("deed", [undone, over])
def test_what_is_not_so_any_more_is_not_said(asked: Talk, join: Join, sent: Posted, deed: Callable[[Talk, int], None]) -> None:
    join(OFFICER)
    mai = join(MAI)
    asked.do(name_model)
    register(asked, mai)
    deed(asked, mai)
    assert sent(inviting.TEMPLATE) == []


def test_moved_or_put_off_it_is_said_again_for_the_new_day(asked: Talk, join: Join, sent: Posted) -> None:
    join(OFFICER)
    mai = join(MAI)
    asked.do(name_model)
    register(asked, mai)
    register(asked, mai, "27/3")
    assert [each.text for each in sent(inviting.TEMPLATE)] == [INVITED.replace("20/03", "27/03") + AGAIN]
    for said in ("/datochuc", "2", "13/4", "Mưa bão"):
        asked.say(mai, said)
    asked.tap(mai, ACCEPT)
    assert [each.text for each in sent(inviting.TEMPLATE)] == [INVITED.replace("Thứ Sáu, 20/03", "Thứ Hai, 13/04") + AGAIN]


def test_called_off_those_who_were_invited_hear_it(asked: Talk, join: Join, sent: Posted, clock: StandingClock) -> None:
    join(OFFICER)
    mai = join(MAI)
    asked.do(name_model)
    register(asked, mai)
    sent(inviting.TEMPLATE)
    clock.walk_to(instant(date(2026, 3, 14), 21))
    for said in ("/datochuc", "3", "Sáp nhập"):
        asked.say(mai, said)
    asked.tap(mai, ACCEPT)
    [row] = waiting(asked)
    assert row.not_before == instant(date(2026, 3, 16), 7, 30)  # not on a Saturday night, nor on the Sunday
    assert [each.text for each in sent(inviting.TEMPLATE)] == [
        f"⭐ Buổi phát động điểm Đợt 1 của {MAIS_UNIT}, Thứ Sáu, 20/03/2026, không tổ chức nữa."
    ]

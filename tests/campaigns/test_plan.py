"""/kehoach: the own bloc's contents for a chair, all for an officer; and the plan's own file."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot import campaigns, documents
from bot.campaigns.showing import show_plan
from bot.models import Campaign, Federation, Outbox, Unit, written
from tests.conftest import DUNG, LAN, MAI, NOW, OFFICER
from tests.support.talking import Talk, transaction

Join = Callable[[int], int]
BUSINESS, OFFICES = "📋 Nội dung, khối doanh nghiệp:", "📋 Nội dung, khu vực hành chính, sự nghiệp:"


def load(talk: Talk, name: str, **changes: Any) -> int:
    """Put a shipped plan to work in the demo; the campaign's number."""
    plan = replace(campaigns.facts(name), **changes)
    return talk.do(lambda db: written(campaigns.keep(db, 1, plan, name, is_open=True).id))


@pytest.mark.parametrize(
    ("user", "seen"), [(DUNG, (True, False)), (MAI, (False, True)), (LAN, (False, True)), (OFFICER, (True, True))]
)
def test_everybody_sees_their_own_blocs_contents(talk: Talk, join: Join, user: int, seen: tuple[bool, bool]) -> None:
    number = load(talk, "long_bien_2025")
    heard = talk.say(join(user), f"/kehoach {number}")
    assert (BUSINESS in heard, OFFICES in heard) == seen


def test_contents_for_all_are_for_all(talk: Talk, join: Join) -> None:
    number = load(talk, "quang_nam_2019")
    assert "📋 Nội dung:\n1. “Lao động giỏi”" in talk.say(join(MAI), f"/kehoach {number}")


def test_a_phase_that_waits_for_an_event_says_so(talk: Talk, join: Join) -> None:
    number = load(talk, "cao_bang_2016")
    line = (
        "🚩 Đợt 1: từ năm 2016 đến khi có Đại hội Công đoàn tỉnh lần thứ XVI (dự kiến 2018)\n🚩 Đợt 2: năm 2018 – tháng 12/2020"
    )
    assert line in talk.say(join(MAI), f"/kehoach {number}")


def test_targets_and_titles_are_there(talk: Talk, join: Join) -> None:
    number = load(talk, "long_bien_2019")
    heard = talk.say(join(MAI), f"/kehoach {number}")
    assert "Thực hiện kế hoạch số 25/KH-LĐLĐ của LĐLĐ Thành phố Hà Nội" in heard
    assert "🎯 Chỉ tiêu:\n• 100% CĐCS và CNVCLĐ hưởng ứng tham gia" in heard
    assert "🏅 Danh hiệu:\n• Người tốt, việc tốt" in heard
    assert "⭐ Phát động điểm:\n• 1 đơn vị" in heard


def test_a_bloc_whose_contents_are_only_counted() -> None:
    assert "📋 Nội dung, khối doanh nghiệp: 6 nội dung, xem kế hoạch." in show_plan(campaigns.facts("hoang_mai_2020"))


def test_the_plans_own_file_is_sent_once_and_had_by_all(talk: Talk, join: Join) -> None:
    number = load(talk, "long_bien_2019")
    join(OFFICER)
    talk.say(OFFICER, f"/kehoach {number}")
    asked = talk.tap(OFFICER, "📎 Gửi tệp kế hoạch")
    assert "Xin gửi tệp của kế hoạch" in asked
    assert "✅ Đã giữ tệp 27-KH.pdf." in talk.upload(OFFICER, "27-KH.pdf", b"%PDF-1.7")
    join(MAI)
    assert "📎 Tải kế hoạch" in talk.say(MAI, f"/kehoach {number}").labels
    assert talk.tap(MAI, "📎 Tải kế hoạch").text == "📎 Trợ lý gửi tệp kế hoạch trong một tin riêng."
    sent = [each for each in talk.rows(Outbox) if each.kind == documents.TEMPLATE]
    assert len(sent) == 1
    assert json.loads(sent[0].body)["document"] == next(each.document_id for each in talk.rows(Campaign) if each.id == number)


def test_two_campaigns_called_alike_are_told_apart_on_their_buttons(talk: Talk, join: Join, engine: Engine) -> None:
    plan = campaigns.facts("long_bien_2019")
    with transaction(engine) as db:
        for slug in ("mot", "hai"):
            campaigns.keep(db, 1, replace(plan, number=None), slug, is_open=False)
            campaigns.keep(db, 1, plan, f"{slug}-so", is_open=False)
    labels = talk.say(join(MAI), "/kehoach").labels
    assert {"🗓 27/KH-LĐLĐ · mot-so", "🗓 27/KH-LĐLĐ · hai-so"} <= set(labels)
    assert len(set(labels)) == len(labels) == 5
    assert all(len(each) <= 60 for each in labels)


def test_there_is_no_file_where_none_was_sent(talk: Talk, join: Join) -> None:
    number, mai = load(talk, "long_bien_2019"), join(MAI)
    for said in (f"/taikehoach {number}", "/taikehoach", "/taikehoach 9999999999999999999999"):
        assert talk.say(mai, said).text == "Kế hoạch này chưa có tệp. Xin bấm 🗓 Kế hoạch để xem nội dung."


def test_nobody_sees_another_federations_plans_or_files(talk: Talk, join: Join, engine: Engine) -> None:
    with transaction(engine) as db:
        other = Federation(name="Hoàng Yến", short_name="Hoàng Yến")
        db.session.add(other)
        db.session.flush()
        plan = replace(campaigns.facts("long_bien_2019"), title="Hoàng Yến")
        campaign = campaigns.keep(db, written(other.id), plan, "a", is_open=True)
        campaign.document_id = documents.keep(db, written(other.id), "Hoàng Yến.pdf", "application/pdf", b"%PDF", NOW)
        db.session.add(campaign)
    for user in (join(MAI), join(OFFICER)):
        for command in ("kehoach", "taikehoach", "filekehoach", "ghepkhoi"):
            heard = talk.say(user, f"/{command} {campaign.id}")
            assert "Hoàng Yến" not in heard.text
            assert not any("Hoàng Yến" in label for label in heard.labels)
    assert [each for each in talk.rows(Outbox) if each.kind == documents.TEMPLATE] == []


def test_a_sister_units_plan_is_not_shown(talk: Talk, join: Join) -> None:
    """Lan's unit issued something of its own: it is not Mai's, but it is the officer's above both."""
    number = load(talk, "long_bien_2019")

    def give(db: Any) -> None:
        campaign = db.session.get_one(Campaign, number)
        campaign.unit_id = db.session.exec(sqlmodel.select(Unit.id).where(Unit.name == "Bệnh viện Đa khoa Sông Xanh")).one()
        db.session.add(campaign)

    talk.do(give)
    seen = {user: "27/KH-LĐLĐ" in talk.say(join(user), f"/kehoach {number}") for user in (MAI, LAN, OFFICER)}
    assert seen == {MAI: False, LAN: True, OFFICER: True}

"""Two campaigns run at the same time, each with a phase called “Đợt 1”: what is chosen between says which is which."""

from datetime import date, datetime

import pytest
import sqlmodel
from sqlmodel import col

from bot import campaigns, plans
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties import kinds
from bot.invites import Invites
from bot.labels import fitted
from bot.models import Campaign, Duty, Phase, table_of, written
from bot.post.message import Message
from bot.reminders import tick
from tests.conftest import DUNG, MAI
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.pledges.campaign import PLAN, unit
from tests.support.posted import posted
from tests.support.talking import Talk

DUNGS_UNIT = "Công ty TNHH Cơ khí Minh Tâm"
OTHER, USUAL = "Phong trào thi đua của các bài kiểm tra", "Phong trào thi đua năm 2026"
KINDS = {kinds.LAUNCH: 1, kinds.PLEDGE: 1, kinds.REPORT: 1, kinds.HELD: 1, kinds.NOTE: 20261}


def open_two(db: Transaction) -> None:
    """Mai's unit owes the same in the campaign that runs and in another one."""
    owner = unit(db, MAIS_UNIT)
    campaigns.keep(db, owner.federation_id, PLAN, "khac", is_open=True)
    for campaign in db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).all():
        wanted = sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id).order_by(col(Phase.position))
        phase = db.session.exec(wanted).first()
        assert phase is not None
        owed = sqlmodel.select(Duty.kind).where(Duty.campaign_id == campaign.id, Duty.unit_id == owner.id)
        there = set(db.session.exec(owed).all())
        for kind, occurrence in KINDS.items():
            if kind not in there:
                duty = Duty(
                    federation_id=owner.federation_id,
                    campaign_id=written(campaign.id),
                    unit_id=written(owner.id),
                    phase_id=written(phase.id),
                    kind=kind,
                    occurrence=occurrence,
                    due_on=date(2026, 3, 20),
                )
                db.session.add(duty)
    db.flush()


@pytest.mark.parametrize("command", ["/dangky", "/giaouoc", "/datochuc", "/ghichuquy", "/baocao", "/decu"])
def test_each_choice_names_its_campaign(talk: Talk, join: Join, command: str) -> None:
    mai = join(MAI)
    talk.do(open_two)
    labels = talk.say(mai, command).labels
    for name in (OTHER, USUAL):
        mine = [each for each in labels if name.startswith(each.partition(" · ")[2].rstrip("…") or "-")]
        assert len(mine) == 1, labels
        assert len(mine[0]) <= plans.LONGEST_LABEL


def test_the_one_that_is_chosen_is_meant(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.do(open_two)
    talk.say(mai, "/giaouoc")
    heard = talk.tap(mai, f"Đợt 1 · {OTHER}")
    assert "Chiến sĩ thi đua cơ sở" in heard.text + " ".join(heard.labels)


def test_names_that_only_one_campaign_has_stay_as_they_are(talk: Talk, join: Join) -> None:
    join(MAI)
    talk.do(open_two)
    found = {each.title: written(each.id) for each in talk.rows(Campaign)}
    both = [found[OTHER], found[USUAL]]
    assert talk.do(lambda db: plans.told_apart(db, ["Đợt 1", "Đợt 2"], both)) == ["Đợt 1", "Đợt 2"]
    assert talk.do(lambda db: plans.told_apart(db, ["Đợt 1", "Đợt 1"], [both[0]] * 2)) == ["Đợt 1", "Đợt 1"]
    assert talk.do(lambda db: plans.told_apart(db, [], [])) == []


def test_titles_that_begin_alike_are_told_apart_by_their_short_names(talk: Talk, join: Join) -> None:
    join(MAI)
    talk.do(open_two)
    both = [written(each.id) for each in talk.rows(Campaign) if each.is_open]
    long = "Trường Tiểu học Sông Xanh, phân hiệu · Đợt 1"
    assert talk.do(lambda db: plans.told_apart(db, [long, long], both)) == [f"{long} · thi-dua-2026", f"{long} · khac"]


def arm(db: Transaction, moment: datetime) -> None:
    db.connection.execute(table_of(Campaign).update().values(armed_at=moment))


def labels(digest: Message) -> list[str]:
    return [each.label for row in digest.options for each in row]


def test_a_morning_and_the_list_say_which_campaign_is_meant(
    talk: Talk, join: Join, clock: StandingClock, invites: Invites
) -> None:
    mai = join(MAI)
    assert "Đợt 1 ·" not in talk.say(mai, "/conthieu").text
    talk.do(open_two)
    talk.do(lambda db: arm(db, clock.now()))
    listed = talk.say(mai, "/conthieu")
    morning = instant(date(2026, 3, 13), 7, 30)  # a week before
    clock.walk_to(morning)
    talk.do(lambda db: tick.tick(db, morning))
    [digest] = talk.do(lambda db: posted(db, invites, clock, "digest"))
    for name in (OTHER, USUAL):
        assert f"báo cáo quý 1/2026 Đợt 1 · {name[:29].rstrip()}" in digest.text
        assert f"Đợt 1 · {name[:29].rstrip()}" in listed.text
    assert len(set(labels(digest))) == len(labels(digest))
    assert f"🤝 Đăng ký giao ước · Đợt 1 · {USUAL}" in labels(digest)


@pytest.mark.parametrize("number", ["12/KH-LĐLĐ", None])
def test_campaigns_known_by_the_same_are_called_by_their_short_names(talk: Talk, join: Join, number: str | None) -> None:
    mai = join(MAI)
    talk.do(open_two)
    talk.do(lambda db: db.connection.execute(table_of(Campaign).update().values(number=number, title="Phong trào " * 5)))
    listed = talk.say(mai, "/conthieu").text
    assert "Báo cáo kết quả, Đợt 1 · thi-dua-2026." in listed
    assert "Báo cáo kết quả, Đợt 1 · khac." in listed


def test_a_phase_begins_under_its_own_name_whatever_others_owe(
    talk: Talk, join: Join, clock: StandingClock, invites: Invites
) -> None:
    """Another unit owes something in two campaigns; Mai's does not."""
    join(MAI)
    dung = join(DUNG)
    talk.do(open_two)

    def move(db: Transaction) -> None:
        theirs, mine = unit(db, DUNGS_UNIT), unit(db, MAIS_UNIT)
        other = db.session.exec(sqlmodel.select(Campaign.id).where(Campaign.slug == "khac")).one()
        duties = table_of(Duty)
        moved = duties.update().where(duties.c.unit_id == mine.id, duties.c.campaign_id == other)
        db.connection.execute(moved.values(unit_id=theirs.id))
        phases = table_of(Phase)
        db.connection.execute(phases.update().values(starts_on=date(2026, 3, 16)))

    talk.do(move)
    talk.do(lambda db: arm(db, clock.now()))
    morning = instant(date(2026, 3, 13), 7, 30)
    clock.walk_to(morning)
    talk.do(lambda db: tick.tick(db, morning))
    digests = talk.do(lambda db: posted(db, invites, clock, "digest"))
    [mais] = [each.text for each in digests if MAIS_UNIT in each.text]
    [dungs] = [each.text for each in digests if DUNGS_UNIT in each.text]
    assert "Đợt 1" in mais
    assert "Đợt 1 ·" not in mais
    assert f"Đợt 1 · {USUAL}" in dungs
    assert dung


def test_of_each_part_of_a_label_something_is_left() -> None:
    assert fitted(["📋 Nộp báo cáo", "", "Đợt 1"], 60) == "📋 Nộp báo cáo · Đợt 1"
    long = fitted(["1. Đăng ký giao ước thi đua, Đợt 1 · Phong trào thi đua của các bà…", "Trường Tiểu học Sông Xanh"], 56)
    assert long == "1. Đăng ký gi…, Đợt 1 · Phong trào th… · Trường Tiểu h…"
    assert len(long) <= 56
    assert fitted(["x" * 100] * 3, 5) == "xxxx…"

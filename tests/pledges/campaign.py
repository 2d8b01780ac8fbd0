"""A campaign in which the demo's schools and enterprises pledge; the demo's own is closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlmodel

from bot import campaigns
from bot.campaigns.plan import Plan, PlanAnniversary, PlanBloc, PlanIndicator, PlanPhase
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties.kinds import PLEDGE
from bot.models import Campaign, Duty, Phase, Unit, written

SCHOOL, FACTORY = "Trường Tiểu học Sông Xanh", "Công ty TNHH Cơ khí Minh Tâm"
PHASE = PlanPhase(name="Đợt 1", start=date(2026, 1, 1), start_precision="day", end=date(2026, 6, 30), end_precision="day")
LATER = PlanPhase(name="Đợt 2", start=date(2026, 3, 20), start_precision="day", end=date(2026, 12, 31), end_precision="day")
VICTORY = "Ngày giải phóng miền Nam, thống nhất đất nước"
LAST = PlanPhase(name="Đợt 3", start=date(2026, 7, 1), start_precision="day", end=date(2026, 12, 31), end_precision="day")
PLAN = Plan(
    "Phong trào thi đua của các bài kiểm tra",
    "Công đoàn phường Sông Xanh",
    phases=(PHASE, LATER, LAST),
    titles=("Người tốt, việc tốt", "Chiến sĩ thi đua cơ sở"),
    anniversaries=(
        PlanAnniversary(VICTORY, date=date(2026, 4, 30)),
        PlanAnniversary("Ngày sinh của Bác", date=date(2026, 5, 19)),
    ),
    blocs=(PlanBloc("khối trường học"), PlanBloc("khối doanh nghiệp")),
    indicators=(
        PlanIndicator("sk", "Sáng kiến", unit="sáng kiến", highest=500),
        PlanIndicator("gd", "Giờ dạy giỏi", unit="giờ", bloc="khối trường học"),
        PlanIndicator("cl", "Chi chăm lo", unit="đồng", bloc="khối doanh nghiệp"),
        PlanIndicator("tl", "Đoàn viên tham gia", unit="%", kind="ratio", highest=100, bloc="khối doanh nghiệp"),
        PlanIndicator("kk", "Khó khăn", kind="text"),
    ),
)
BARE = Plan(PLAN.title, PLAN.issuer, phases=(PHASE, LATER, LAST))


@dataclass(frozen=True)
class Opened:
    """What was opened: rows that tests look at."""

    federation_id: int
    campaign_id: int
    phases: dict[str, int]


def open_campaign(db: Transaction, plan: Plan = PLAN) -> Opened:
    """Close what runs, and open the campaign of `plan`."""
    for each in db.session.exec(sqlmodel.select(Campaign)).all():
        each.is_open = False
        db.session.add(each)
    federation_id = unit(db, SCHOOL).federation_id
    row = campaigns.keep(db, federation_id, plan, "kiem-tra", is_open=True, armed_at=instant(date(2026, 1, 1)))
    phases = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == row.id)).all()
    return Opened(federation_id, written(row.id), {each.name: written(each.id) for each in phases})


def owe(db: Transaction, opened: Opened, name: str = SCHOOL, phase: str = "Đợt 1", **more: Any) -> int:
    """Let a unit owe a pledge; returns the duty."""
    owner = unit(db, name)
    duty = Duty(
        federation_id=opened.federation_id,
        campaign_id=opened.campaign_id,
        unit_id=written(owner.id),
        phase_id=opened.phases[phase],
        kind=PLEDGE,
        **({"due_on": date(2026, 3, 20)} | more),
    )
    db.session.add(duty)
    db.session.flush()
    return written(duty.id)


def unit(db: Transaction, name: str) -> Unit:
    """A unit of the demo by its name."""
    return db.session.exec(sqlmodel.select(Unit).where(Unit.name == name)).one()

"""Demo data: a made-up federation with 18 units of three blocs, a running campaign in which something is due today, and the
campaign of plan 41/KH-LĐLĐ to look at. All names of units and people are made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlmodel
from sqlalchemy import func, select

from bot import campaigns, demo_reports, launches
from bot.campaigns import proposals
from bot.clock import instant, local
from bot.database.transaction import Transaction
from bot.duties import filling, kinds, rules
from bot.invites import Invites, Seat, Secrets
from bot.models import Affiliation, Bloc, Campaign, Duty, DutyRule, Federation, Headcount, Level, Phase, Unit, written
from bot.people import CHAIR, OFFICER
from bot.vietnamese.days_off import next_working_day
from bot.vietnamese.folding import fold, sort_key

FEDERATION, SHORT = "Công đoàn phường Sông Xanh", "CĐ phường Sông Xanh"
OFFICER_NAME, OFFICER_TITLE = "Trần Thu Hà", "Phó Chủ tịch"
FOUNDED = date(2025, 7, 1)
UNITS = {
    "Doanh nghiệp": (
        ("Công ty Cổ phần May Sông Xanh", 420),
        ("Công ty TNHH Cơ khí Minh Tâm", 85),
        ("Công ty Cổ phần Dược Hoa Sen", 132),
        ("Công ty TNHH Bao bì Phú Lộc", 64),
        ("Công ty Cổ phần Vận tải Bình Minh", 58),
        ("Hợp tác xã Nông sản Bến Tre Xanh", 23),
        ("Công ty TNHH Thực phẩm An Khang", 210),
    ),
    "Trường học": (
        ("Trường Mầm non Hoa Mai", 38),
        ("Trường Mầm non Nắng Sớm", 31),
        ("Trường Tiểu học Sông Xanh", 62),
        ("Trường Tiểu học Đồi Thông", 55),
        ("Trường THCS Bến Đò", 71),
        ("Trường THPT Sông Xanh", 96),
    ),
    "Đơn vị sự nghiệp": (
        ("Bệnh viện Đa khoa Sông Xanh", 340),
        ("Trạm Y tế phường Sông Xanh", 17),
        ("Trung tâm Văn hóa - Thể thao", 26),
        ("Ban Quản lý chợ Sông Xanh", 41),
        ("Trung tâm Dịch vụ công ích", 77),
    ),
}
CHAIRS = {
    "Trường Tiểu học Sông Xanh": "Nguyễn Thị Mai",
    "Công ty TNHH Cơ khí Minh Tâm": "Lê Văn Dũng",
    "Bệnh viện Đa khoa Sông Xanh": "Phạm Thị Lan",
}
PLACES = ("14:00, lồng ghép hội nghị người lao động", "8:00, hội trường đơn vị")
LATE_ONE_IN = 7  # units, when an earlier phase began
REGISTERED = 6  # units that were quicker than those three
ENOUGH = timedelta(days=30)  # left in the phase in which the demo plays, so that there is time for all reminders


@dataclass(frozen=True)
class Guest:
    """Somebody invited into the demo."""

    name: str
    unit: str
    role: str
    secrets: Secrets


class NotEmpty(Exception):
    """The database already holds a federation."""


def fill(db: Transaction, invites: Invites, now: datetime) -> list[Guest]:
    """Fill an empty database; returns the officer and three chairs with their invites. Raises NotEmpty."""
    if db.connection.execute(select(func.count()).select_from(Federation)).scalar_one():
        raise NotEmpty
    contact = "cô Hà, văn phòng công đoàn phường, 024 3000 0000"
    federation = Federation(name=FEDERATION, short_name=SHORT, contact=contact, is_demo=True)
    db.session.add(federation)
    db.session.flush()
    root, units = _tree(db, written(federation.id))
    _campaigns(db, written(federation.id), units, now)
    return _guests(db, invites, root, units, now)


def _tree(db: Transaction, federation_id: int) -> tuple[Unit, list[Unit]]:
    upper = Level(federation_id=federation_id, name="Công đoàn phường", depth=0)
    grassroots = Level(federation_id=federation_id, name="Công đoàn cơ sở", depth=1, is_grassroots=True)
    blocs = [Bloc(federation_id=federation_id, name=name, position=n) for n, name in enumerate(UNITS, 1)]
    db.session.add_all([upper, grassroots, *blocs])
    db.session.flush()
    root = _unit(federation_id, FEDERATION, upper, None)
    members = {name: count for bloc in blocs for name, count in UNITS[bloc.name]}
    units = [_unit(federation_id, name, grassroots, bloc) for bloc in blocs for name, _ in UNITS[bloc.name]]
    db.session.add_all([root, *units])
    db.session.flush()
    db.session.add_all(
        Headcount(federation_id=federation_id, unit_id=written(each.id), since=FOUNDED, members=members[each.name])
        for each in units
    )
    db.session.add_all(
        Affiliation(federation_id=federation_id, unit_id=written(each.id), parent_id=written(root.id), valid_from=FOUNDED)
        for each in units
    )
    return root, units


def _unit(federation_id: int, name: str, level: Level, bloc: Bloc | None) -> Unit:
    return Unit(
        federation_id=federation_id,
        name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        level_id=written(level.id),
        bloc_id=bloc.id if bloc else None,
        valid_from=FOUNDED,
    )


def _campaigns(db: Transaction, federation_id: int, units: list[Unit], now: datetime) -> None:
    today = local(now).date()
    year = (today + ENOUGH).year
    campaigns.keep(db, federation_id, campaigns.facts("long_bien_2025"), "41-kh-ldld-2025", is_open=False)
    rhythm = campaigns.national_rhythm(year, FEDERATION)
    running = campaigns.keep(db, federation_id, rhythm, f"thi-dua-{year}", is_open=True, armed_at=now)
    in_order = sqlmodel.select(Phase).where(Phase.campaign_id == running.id).order_by(sqlmodel.col(Phase.position))
    phases = db.session.exec(in_order).all()
    current = next(each for each in phases if each.ends_on and each.ends_on >= today + ENOUGH)
    past = [each for each in phases if each.position < current.position]
    _rules(db, running, current, past, now)
    filling.fill(db, federation_id, today)
    for phase in past:
        _all_done(db, phase, now)
    _some_registered(db, current, units, now)
    demo_reports.some_wait(db, _duties(db, current), [written(unit.id) for unit in _quick(units)], now)


def _rules(db: Transaction, running: Campaign, current: Phase, past: list[Phase], now: datetime) -> None:
    """To register the launch is due today, in earlier phases it was; the pledge in two weeks; when reports are due is left for
    the officer to confirm."""
    owner: dict[str, Any] = {"federation_id": running.federation_id, "campaign_id": written(running.id)}
    decided: dict[str, Any] = {"origin": rules.OFFICER, "source": OFFICER_NAME, "confirmed_at": now, "confirmed_by": OFFICER_NAME}
    launch: dict[str, Any] = {**owner, **decided, "kind": kinds.LAUNCH}
    days = [*((each, each.starts_on) for each in past), (current, local(now).date())]
    db.session.add_all(DutyRule(**launch, anchor=rules.DAY, day=day, phase_id=phase.id) for phase, day in days)
    in_two_weeks = local(now).date() + timedelta(days=14)
    pledge = DutyRule(**owner, **decided, kind=kinds.PLEDGE, anchor=rules.DAY, day=in_two_weeks, phase_id=current.id)
    db.session.add(pledge)
    usual = proposals.USUAL[kinds.REPORT]
    db.session.add(DutyRule(**owner, **{key: value for key, value in vars(usual).items() if key != "phase"}))
    db.session.flush()


def _all_done(db: Transaction, phase: Phase, now: datetime) -> None:
    """Every unit launched in the first days of an earlier phase, as it had said in time or a little late, and reported at its
    end."""
    yesterday = local(now).date() - timedelta(days=1)
    for duty in _duties(db, phase):
        vary = duty.unit_id + 5 * phase.position
        if duty.kind == kinds.LAUNCH and phase.starts_on:
            duty.done_at = _launched(db, duty, phase.starts_on, vary)
        elif duty.kind == kinds.REPORT and phase.ends_on:
            duty.done_at = instant(min(phase.ends_on, yesterday) - timedelta(days=vary % 5), 9 + vary % 8)
            demo_reports.approved(db, duty, duty.done_at)
        else:
            duty.done_at = now
        db.session.add(duty)


def _launched(db: Transaction, duty: Duty, due: date, vary: int) -> datetime:
    """A launch in the week from the due day on, or in the one after it where its chair was late; returns when it was told."""
    is_late = vary % LATE_ONE_IN == 0
    told = next_working_day(due + timedelta(days=1 + vary % 3)) if is_late else due - timedelta(days=2 + vary % 9)
    day = next_working_day(due + timedelta(days=vary % 7 + (7 if is_late else 0)))
    at = instant(told, 8 + vary % 9)
    launches.register(db, written(duty.id), day, PLACES[vary % len(PLACES)], None, None, at)
    return at


def _some_registered(db: Transaction, phase: Phase, units: list[Unit], now: datetime) -> None:
    first = max(local(now).date() + timedelta(days=3), phase.starts_on or local(now).date())
    duties = {duty.unit_id: duty for duty in _duties(db, phase) if duty.kind == kinds.LAUNCH}
    for n, unit in enumerate(_quick(units)):
        day = next_working_day(first + timedelta(days=3 * n))
        place = PLACES[n % len(PLACES)]
        duty = duties[written(unit.id)]
        launches.register(db, written(duty.id), day, place, None, None, now - timedelta(days=1 + n))


def _duties(db: Transaction, phase: Phase) -> Sequence[Duty]:
    return db.session.exec(sqlmodel.select(Duty).where(Duty.phase_id == phase.id)).all()


def _quick(units: list[Unit]) -> list[Unit]:
    """The units that registered before the demo begins: every other one without a demo chair."""
    return [unit for unit in units if unit.name not in CHAIRS][::2][:REGISTERED]


def _guests(db: Transaction, invites: Invites, root: Unit, units: list[Unit], now: datetime) -> list[Guest]:
    named = {unit.name: unit for unit in units}
    seats = [(root, OFFICER, OFFICER_TITLE, OFFICER_NAME)]
    seats += [(named[unit], CHAIR, "Chủ tịch công đoàn", name) for unit, name in CHAIRS.items()]
    guests = []
    for unit, role, title, name in seats:
        seat = Seat(0, unit.federation_id, written(unit.id), unit.name, role, title, name)
        guests.append(Guest(name, unit.name, role, invites.issue(db, seat, now, days=30)))
    return guests

"""Demo data: a made-up federation with 18 units of three blocs, a running campaign in which something is due today, and the
campaign of plan 41/KH-LĐLĐ to look at. All names of units and people are made up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlmodel
from sqlalchemy import func, select

from bot import campaigns, launches
from bot.clock import local
from bot.database.transaction import Transaction
from bot.invites import Invites, Seat, Secrets
from bot.models import Affiliation, Bloc, Duty, Federation, Headcount, Level, Phase, Unit, written
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
    federation = Federation(name=FEDERATION, short_name=SHORT, contact="cô Hà, văn phòng công đoàn phường, 024 3000 0000")
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
    campaigns.add(db, federation_id, "41-kh-ldld-2025", campaigns.facts("long_bien_2025"), is_open=False)
    rhythm = campaigns.national_rhythm(year, FEDERATION)
    running = campaigns.add(db, federation_id, f"thi-dua-{year}", rhythm, is_open=True)
    in_order = sqlmodel.select(Phase).where(Phase.campaign_id == running.id).order_by(sqlmodel.col(Phase.position))
    phases = db.session.exec(in_order).all()
    current = next(each for each in phases if each.ends_on and each.ends_on >= today + ENOUGH)
    for phase in (each for each in phases if each.position <= current.position):
        _duties(db, phase, units, today if phase is current else None, now)


def _duties(db: Transaction, phase: Phase, units: list[Unit], due_on: date | None, now: datetime) -> None:
    """A duty for every unit; in the current phase it is due today and some were quick, in earlier ones all are done."""
    duties = [
        Duty(
            federation_id=phase.federation_id,
            campaign_id=phase.campaign_id,
            unit_id=written(unit.id),
            phase_id=written(phase.id),
            kind=launches.KIND,
            due_on=due_on,
            due_origin="officer" if due_on else None,
            due_source=OFFICER_NAME if due_on else None,
        )
        for unit in units
    ]
    db.session.add_all(duties)
    db.session.flush()
    first = max(local(now).date() + timedelta(days=3), phase.starts_on or local(now).date())
    for n, duty in enumerate(_quick(duties, units) if due_on else duties):
        day = next_working_day(first + timedelta(days=3 * n)) if due_on else phase.starts_on
        place = "8:00, hội trường đơn vị" if n % 2 else "14:00, lồng ghép hội nghị người lao động"
        launches.register(db, written(duty.id), day, place, None, None, now - timedelta(days=1 + n))


def _quick(duties: list[Duty], units: list[Unit]) -> list[Duty]:
    """The units that registered before the demo begins: every other one without a demo chair."""
    return [duty for duty, unit in zip(duties, units, strict=True) if unit.name not in CHAIRS][::2][:REGISTERED]


def _guests(db: Transaction, invites: Invites, root: Unit, units: list[Unit], now: datetime) -> list[Guest]:
    named = {unit.name: unit for unit in units}
    seats = [(root, OFFICER, OFFICER_TITLE, OFFICER_NAME)]
    seats += [(named[unit], CHAIR, "Chủ tịch công đoàn", name) for unit, name in CHAIRS.items()]
    guests = []
    for unit, role, title, name in seats:
        seat = Seat(0, unit.federation_id, written(unit.id), unit.name, role, title, name)
        guests.append(Guest(name, unit.name, role, invites.issue(db, seat, now, days=30)))
    return guests

"""What is to be done in a rehearsal: which unit finishes what on which day, as an officer lists it in a file."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

import sqlmodel
from sqlmodel import col

from bot import launches
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties.kinds import KINDS, called
from bot.i18n import _
from bot.models import Campaign, Duty, Phase, Unit, written
from bot.rehearsing.findings import Impossible
from bot.vietnamese.folding import fold

NOON = 12  # after the morning's messages: what is done on a day may still have been reminded of on it
COLUMNS = 4  # unit, kind, phase, day; behind them, for a launch that is registered, the day of the launch
SHOWN = 5  # problems of a file


@dataclass(frozen=True)
class Done:
    """A unit finishes, at an instant, what it owes of a kind in a phase; of several the one that is due first. `launch_on`: the
    day that is registered for the launch."""

    at: datetime
    unit_id: int
    kind: str
    phase_id: int
    launch_on: date | None = None


def do(db: Transaction, done: Done) -> bool:
    """Do it; False where the unit does not owe it at that moment."""
    wanted = sqlmodel.select(Duty).where(Duty.unit_id == done.unit_id, Duty.kind == done.kind, Duty.phase_id == done.phase_id)
    open_ones = wanted.where(col(Duty.done_at).is_(None), col(Duty.excused_on).is_(None))
    duty = db.session.exec(open_ones.order_by(col(Duty.due_on), col(Duty.id))).first()
    if duty is None:
        return False
    if done.launch_on is not None:
        launches.register(db, written(duty.id), done.launch_on, "", None, None, done.at)
    else:
        duty.done_at = done.at
        db.session.add(duty)
    db.flush()
    db.session.expunge(duty)
    return True


def read(db: Transaction, campaign: Campaign, content: bytes) -> list[Done]:
    """The lines of a CSV file: unit (code or name); kind; phase (name or number); day; and for a launch the day that is
    registered for it. Raises Impossible, with what is wrong in which line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Impossible(_("Tệp các việc đã làm phải là CSV, mã UTF-8.")) from None
    separator = max(";,\t", key=text.partition("\n")[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter=separator)]
    reading = _Reading(_units(db, campaign.federation_id), _phases(db, campaign))
    found, problems = [], []
    for number, row in enumerate(rows, 1):
        if not any(row) or (number == 1 and not any(_day(cell) for cell in row)):
            continue  # an empty line, or the head
        try:
            found.append(reading.done(row))
        except Impossible as problem:
            problems.append(_("Dòng {number}: {problem}").format(number=number, problem=problem))
    if problems:
        raise Impossible("\n".join(problems[:SHOWN]))
    return found


@dataclass(frozen=True)
class _Reading:
    """What the words of a file may mean, folded."""

    units: Mapping[str, Sequence[int]]
    phases: Mapping[str, int]

    def done(self, row: list[str]) -> Done:
        if len(row) < COLUMNS:
            raise Impossible(_("cần 4 cột: đơn vị; việc; đợt; ngày làm xong."))
        unit, kind, phase, day, launch_on = (*row, "")[: COLUMNS + 1]
        at = _day(day)
        if at is None:
            raise Impossible(_("không đọc được ngày “{day}”. Ghi như 25/03/2027.").format(day=day))
        kinds = {fold(each): each for each in KINDS} | {fold(called(each)): each for each in KINDS}
        if fold(kind) not in kinds:
            known = ", ".join(KINDS)
            raise Impossible(_("không có việc nào tên “{kind}”. Ghi một trong: {known}.").format(kind=kind, known=known))
        if fold(phase) not in self.phases:
            raise Impossible(_("chiến dịch không có đợt “{phase}”.").format(phase=phase))
        named = self.units.get(fold(unit), ())
        if len(named) != 1:
            text = _("không có đơn vị “{unit}”.") if not named else _("có nhiều đơn vị “{unit}”: xin ghi mã đơn vị.")
            raise Impossible(text.format(unit=unit))
        known_kind = kinds[fold(kind)]
        return Done(instant(at, NOON), named[0], known_kind, self.phases[fold(phase)], launch_on=_day(launch_on))


def _units(db: Transaction, federation_id: int) -> dict[str, list[int]]:
    rows = db.session.exec(sqlmodel.select(Unit.id, Unit.code, Unit.folded).where(Unit.federation_id == federation_id)).all()
    return _listed([*((fold(code), number) for number, code, _name in rows if code), *((name, row) for row, _code, name in rows)])


def _listed(names: Iterable[tuple[str, int | None]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name, number in names:
        if written(number) not in found.setdefault(name, []):
            found[name].append(written(number))
    return found


def _phases(db: Transaction, campaign: Campaign) -> dict[str, int]:
    rows = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id)).all()
    return {str(each.position): written(each.id) for each in rows} | {fold(each.name): written(each.id) for each in rows}


def _day(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None

"""Lines about works, products and tasks that a pledge promises."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, exists, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.i18n import _, ngettext, show_day, show_short_day
from bot.models import Duty, Pledge, Reminder, Unit, Work, table_of
from bot.post.message import Option
from bot.reminders.digest.rows import ROW_KEY, Judged, Line, OfRow, Reading, Row, judge
from bot.reminders.hearing import chairs, office, snoozed
from bot.reminders.subjects import CLOSED, DONE, EXCUSED, LEFT, MOVED, OLD, SNOOZED, WORK
from bot.works.standing import DROPPED, DUE_ON, FINISHED, OF_WORK
from bot.works.standing import state as work_state

reminder, duty, pledge, work = table_of(Reminder), table_of(Duty), table_of(Pledge), table_of(Work)
unit = table_of(Unit)


@dataclass(frozen=True)
class Fact(OfRow):
    """A work of a row of the digest, as it is now."""

    work_id: int
    name: str
    due_on: date | None
    holds: bool
    state: str | None
    excused_on: date | None
    unit: str
    unit_until: date | None
    is_theirs: bool
    is_snoozed: bool


FACTS = Prepared(
    select(
        *ROW_KEY,
        work.c.id,
        work.c.name,
        DUE_ON.label("due_on"),
        and_(pledge.c.is_latest, pledge.c.is_withdrawn.is_(False)).label("holds"),
        work_state.c.state,
        duty.c.excused_on,
        unit.c.name.label("unit"),
        unit.c.valid_to,
        exists()
        .where(
            office.c.person_id == reminder.c.person_id,
            office.c.unit_id == duty.c.unit_id,
            chairs(),
        )
        .label("is_theirs"),
        snoozed(reminder.c.person_id, duty.c.id).label("is_snoozed"),
    )
    .join_from(reminder, work, work.c.id == reminder.c.matter_id)
    .join(pledge, pledge.c.id == work.c.pledge_id)
    .join(duty, duty.c.id == pledge.c.duty_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .outerjoin(work_state, OF_WORK)
    .where(reminder.c.person_id == bindparam("person", type_=Big), reminder.c.outbox_id == bindparam("letter", type_=Big))
    .where(reminder.c.dropped.is_(None)),
    Fact,
)


def of_works(db: Transaction, reading: Reading, rows: list[Row]) -> Judged:
    """What is told of the rows that are about works."""
    mine = [each for each in rows if each.subject == WORK]
    if not mine:
        return [], {}
    found = db.all(FACTS, person=reading.person_id, letter=reading.letter, day=reading.today, now=reading.now)
    return judge(reading, mine, found, _problem, _line)


def _problem(row: Row, fact: Fact | None, reading: Reading) -> str | None:
    if fact is None or not fact.holds or fact.due_on != row.due_on:
        return MOVED
    if fact.excused_on is not None or fact.state in (FINISHED, DROPPED):
        return DONE if fact.excused_on is None else EXCUSED
    if fact.unit_until is not None and fact.unit_until < reading.today:
        return CLOSED
    if not fact.is_theirs or fact.is_snoozed:
        return SNOOZED if fact.is_theirs else LEFT
    is_over = row.due_on < reading.today and (row.days or 0) <= 0
    return OLD if is_over and not reading.was_kept_back(row.fires_at) else None


def _line(row: Row, fact: Fact, reading: Reading) -> Line:
    left = (row.due_on - reading.today).days
    if left > 0:
        text = ngettext(
            "🏗 Còn {left} ngày đến ngày hoàn thành “{name}” ({day}).\n🏫 {unit}",
            "🏗 Còn {left} ngày đến ngày hoàn thành “{name}” ({day}).\n🏫 {unit}",
            left,
        )
    elif left == 0:
        text = _("🏗 Hôm nay là ngày hoàn thành “{name}”.\n🏫 {unit}")
    else:
        text = _("🏗 “{name}” đăng ký hoàn thành {day}. Đã xong chưa ạ? Xin bấm nút để báo.\n🏫 {unit}")
    short = _("{unit}: “{name}”, {day}").format(unit=fact.unit, name=fact.name, day=show_short_day(row.due_on))
    said = text.format(left=left, name=fact.name, day=show_day(row.due_on), unit=fact.unit)
    button = Option(_("🏗 Cập nhật công trình"), f"/congtrinh {fact.work_id}")
    rank = 0 if left <= 0 else 1
    return Line((WORK, fact.work_id), rank, row.due_on, said, short, row.fires_at, button, fact.unit, about=fact.name)

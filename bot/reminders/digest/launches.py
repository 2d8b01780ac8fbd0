"""Lines about launches whose day is set."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, exists, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.held.beside import BESIDE, HOLDS, held, held_duty
from bot.held.contents import CANCELLED, HELD
from bot.i18n import _, ngettext, show_day, show_short_day
from bot.models import Duty, Launch, Phase, Reminder, Unit, table_of
from bot.phases import ALSO, phase_name
from bot.post.message import Option
from bot.reminders.digest.rows import ROW_KEY, Judged, Line, OfRow, Reading, Row, judge
from bot.reminders.hearing import chairs, office, snoozed
from bot.reminders.subjects import CLOSED, DONE, EXCUSED, LAUNCH, LEFT, MOVED, OLD, SNOOZED

reminder, duty, launch = table_of(Reminder), table_of(Duty), table_of(Launch)
unit, phase = table_of(Unit), table_of(Phase)


@dataclass(frozen=True)
class Fact(OfRow):
    """A launch of a row of the digest, as it is now; `day` is None where it was withdrawn. `held_duty_id` is the duty to say that
    it was held, None where the campaign does not ask for that; `outcome` what was said."""

    duty_id: int
    excused_on: date | None
    unit: str
    unit_until: date | None
    phase: str
    day: date | None
    place: str | None
    held_duty_id: int | None
    outcome: str | None
    is_theirs: bool
    is_snoozed: bool


FACTS = Prepared(
    select(
        *ROW_KEY,
        duty.c.id,
        duty.c.excused_on,
        unit.c.name,
        unit.c.valid_to,
        phase_name(ALSO.c.unit_id == duty.c.unit_id).label("phase"),
        launch.c.day,
        launch.c.place,
        held_duty.c.id.label("held_duty_id"),
        held.c.outcome,
        exists()
        .where(
            office.c.person_id == reminder.c.person_id,
            office.c.unit_id == duty.c.unit_id,
            chairs(),
        )
        .label("is_theirs"),
        snoozed(reminder.c.person_id, duty.c.id).label("is_snoozed"),
    )
    .join_from(reminder, duty, duty.c.id == reminder.c.matter_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .outerjoin(launch, and_(launch.c.duty_id == duty.c.id, launch.c.is_latest))
    .outerjoin(held_duty, BESIDE)
    .outerjoin(held, HOLDS)
    .where(reminder.c.person_id == bindparam("person", type_=Big), reminder.c.outbox_id == bindparam("letter", type_=Big))
    .where(reminder.c.dropped.is_(None)),
    Fact,
)


def of_launches(db: Transaction, reading: Reading, rows: list[Row]) -> Judged:
    """What is told of the rows that are about launches."""
    mine = [each for each in rows if each.subject == LAUNCH]
    if not mine:
        return [], {}
    found = db.all(FACTS, person=reading.person_id, letter=reading.letter, day=reading.today, now=reading.now)
    return judge(reading, mine, found, _problem, _line)


def _problem(row: Row, fact: Fact | None, reading: Reading) -> str | None:
    if fact is None or fact.day != row.due_on:
        return MOVED
    if fact.outcome in (HELD, CANCELLED):
        return DONE
    if fact.excused_on is not None:
        return EXCUSED
    if fact.unit_until is not None and fact.unit_until < reading.today:
        return CLOSED
    if not fact.is_theirs or fact.is_snoozed:
        return SNOOZED if fact.is_theirs else LEFT
    return OLD if row.due_on < reading.today else None


def _line(row: Row, fact: Fact, reading: Reading) -> Line:
    left = (row.due_on - reading.today).days
    values = {"unit": fact.unit, "phase": fact.phase, "place": fact.place, "left": left, "day": show_day(row.due_on)}
    if left == 0:
        text = _("🚩 Hôm nay {unit} phát động {phase}.\n📍 {place}\nChúc buổi phát động thành công!")
    else:
        text = ngettext(
            "⏰ Còn {left} ngày đến ngày phát động {phase}.\n🏫 {unit}\n📅 {day}\n📍 {place}",
            "⏰ Còn {left} ngày đến ngày phát động {phase}.\n🏫 {unit}\n📅 {day}\n📍 {place}",
            left,
        )
        text += "\n" + _("Chuẩn bị còn vướng gì, xin gõ: gặp cán bộ.")
    short = _("{unit}: phát động {phase}, {day}").format(unit=fact.unit, phase=fact.phase, day=show_short_day(row.due_on))
    button = Option(_("📅 Đổi ngày phát động"), f"/dangky {fact.duty_id}")
    if left == 0 and fact.held_duty_id is not None:
        text += "\n" + _("Tổ chức xong, hoặc phải hoãn, xin bấm nút để báo.")
        button = Option(_("🚩 Báo đã phát động"), f"/datochuc {fact.held_duty_id}", "primary")
    rank = 0 if left == 0 else 1
    return Line(
        (LAUNCH, fact.duty_id), rank, row.due_on, text.format(**values), short, row.fires_at, button, fact.unit, about=fact.phase
    )

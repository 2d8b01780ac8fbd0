"""Lines about what a whole campaign knows: phases that begin and end, and days of honour."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, exists, literal, select
from sqlalchemy.sql.expression import null

from bot.calendar.anniversaries import anniversaries
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.i18n import _, ngettext, show_date
from bot.models import Anniversary, Phase, Reminder, Unit, table_of
from bot.phases import ALSO, phase_name
from bot.reminders.digest.rows import ROW_KEY, Judged, Line, OfRow, Reading, Row, judge
from bot.reminders.entering import owes_in
from bot.reminders.hearing import UNIT_LIVES, chairs, office
from bot.reminders.subjects import ANNIVERSARY, DONE, EVENTS, LEFT, MOVED, OLD, PHASE_END, PHASE_START
from bot.vietnamese.folding import fold

reminder, phase, anniversary, unit = table_of(Reminder), table_of(Phase), table_of(Anniversary), table_of(Unit)


@dataclass(frozen=True)
class Fact(OfRow):
    """A phase or a day of honour of a row of the digest, as it is now. `is_owing`: the person is the chair of a unit that owes
    something in it; `is_chair`: of one at all."""

    name: str
    theme: str | None
    starts_on: date | None
    ends_on: date | None
    day: date | None
    original: str | None
    ordinal: int | None
    is_owing: bool
    is_chair: bool


def _facts(columns: list[Any], table: Any, campaign: Any, phase_id: Any) -> Prepared[Fact]:
    mine = (office.c.person_id == reminder.c.person_id, chairs())
    leads = select(literal(1)).select_from(office.join(unit, unit.c.id == office.c.unit_id)).where(*mine, UNIT_LIVES)
    rows = select(
        *ROW_KEY,
        *columns,
        leads.where(owes_in(campaign, phase_id)).correlate(reminder, table, phase).exists().label("is_owing"),
        exists().where(*mine).label("is_chair"),
    ).join_from(reminder, table, table.c.id == reminder.c.matter_id)
    if table is not phase:
        rows = rows.outerjoin(phase, and_(phase.c.id == table.c.phase_id))
    return Prepared(
        rows.where(
            reminder.c.person_id == bindparam("person", type_=Big),
            reminder.c.outbox_id == bindparam("letter", type_=Big),
            reminder.c.dropped.is_(None),
        ),
        Fact,
    )


NONE = null()
CHAIRED = select(office.c.unit_id).where(office.c.person_id == bindparam("person", type_=Big), chairs())
PHASES = _facts(
    [
        phase_name(ALSO.c.unit_id.in_(CHAIRED)).label("name"),
        phase.c.theme,
        phase.c.starts_on,
        phase.c.ends_on,
        NONE.label("day"),
        NONE.label("original"),
        NONE.label("ordinal"),
    ],
    phase,
    phase.c.campaign_id,
    phase.c.id,
)
DAYS = _facts(
    [
        anniversary.c.name,
        phase.c.theme,
        phase.c.starts_on,
        phase.c.ends_on,
        anniversary.c.day,
        anniversary.c.original_date,
        anniversary.c.ordinal,
    ],
    anniversary,
    anniversary.c.campaign_id,
    NONE,
)


def of_events(db: Transaction, reading: Reading, rows: list[Row]) -> Judged:
    """What is told of the rows that are about phases and days of honour."""
    mine = [each for each in rows if each.subject in EVENTS]
    if not mine:
        return [], {}
    where = {"person": reading.person_id, "letter": reading.letter, "day": reading.today}
    of_days = {each.key for each in mine if each.subject == ANNIVERSARY}  # a phase may have the same number
    phases = [each for each in db.all(PHASES, **where) if each.row not in of_days]
    days = [each for each in db.all(DAYS, **where) if each.row in of_days]
    return judge(reading, mine, [*phases, *days], _problem, _line)


def _problem(row: Row, fact: Fact | None, reading: Reading) -> str | None:
    if fact is None or row.due_on != {PHASE_START: fact.starts_on, PHASE_END: fact.ends_on}.get(row.subject or "", fact.day):
        return MOVED
    if not fact.is_chair:
        return LEFT
    if not fact.is_owing:
        return DONE
    return OLD if row.due_on < reading.today else None


def _line(row: Row, fact: Fact, reading: Reading) -> Line:
    subject, left = row.subject or "", (row.due_on - reading.today).days
    short = _honour(row, fact) if subject == ANNIVERSARY else _bound(row, fact, left)
    text = short
    if fact.theme and subject == ANNIVERSARY:
        text += "\n" + _("🚩 Chủ đề thi đua: “{theme}”").format(theme=fact.theme)
    rank = 3 if subject == ANNIVERSARY else 2
    return Line((subject, row.matter_id), rank, row.due_on, text, short, row.fires_at)


def _bound(row: Row, fact: Fact, left: int) -> str:
    values = {"phase": fact.name, "day": show_date(row.due_on), "left": left}
    if row.subject == PHASE_END:
        if left == 0:
            return _("🏁 Hôm nay là ngày cuối của {phase}.").format(**values)
        text = ngettext(
            "🏁 {phase} kết thúc ngày {day}, còn {left} ngày.", "🏁 {phase} kết thúc ngày {day}, còn {left} ngày.", left
        )
        return text.format(**values)
    text = _("🚩 Hôm nay {phase} bắt đầu") if left == 0 else _("🚩 {phase} bắt đầu ngày {day}")
    said = text.format(**values)
    return said + (_(", chủ đề “{theme}”.").format(theme=fact.theme) if fact.theme else ".")


def _honour(row: Row, fact: Fact) -> str:
    """“🎉 28/7: 97 năm Ngày thành lập Công đoàn Việt Nam”."""
    values = {"day": f"{row.due_on.day}/{row.due_on.month}", "name": fact.name}
    years = fact.ordinal or _years(row.due_on, fact)
    if years is None or years < 1:
        return _("🎉 {day}: {name}").format(**values)
    return ngettext("🎉 {day}: {years} năm {name}", "🎉 {day}: {years} năm {name}", years).format(**values, years=years)


def _years(day: date, fact: Fact) -> int | None:
    """How many years, where the plan does not say: by its original day, else by the table of days of honour."""
    if fact.original and fact.original[:4].isdecimal():
        return day.year - int(fact.original[:4])
    known = (each.ordinal for each in anniversaries(day.year) if each.day == day and fold(each.name) == fold(fact.name))
    return next(known, None)

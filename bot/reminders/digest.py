"""The text of a digest, made when it is sent and checked against what holds then."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, select, update

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_day
from bot.models import Duty, LadderRung, Launch, Phase, Reminder, Unit, table_of
from bot.post.message import Message, Option
from bot.post.outbox import Letter
from bot.privacy.consents import reminded
from bot.reminders.ladder import LAUNCH

reminder, rung, duty = table_of(Reminder), table_of(LadderRung), table_of(Duty)
launch, phase, unit = table_of(Launch), table_of(Phase), table_of(Unit)


@dataclass(frozen=True)
class Item:
    """A reminder of the digest, with what holds now."""

    id: int
    subject: str
    due_on: date
    duty_id: int
    duty_due: date | None
    excused_on: date | None
    unit: str
    phase: str
    day: date | None
    place: str | None
    is_wanted: bool

    def holds(self, today: date) -> bool:
        """Whether it still makes sense: the launch is still on that day and ahead, or still not registered; and nobody said
        “dừng nhận tin” meanwhile."""
        if self.excused_on is not None or not self.is_wanted:
            return False
        if self.subject == LAUNCH:
            return self.day == self.due_on and self.due_on >= today
        return self.day is None and self.duty_due == self.due_on


ITEMS = Prepared(
    select(
        reminder.c.id,
        rung.c.subject,
        reminder.c.due_on,
        duty.c.id.label("duty"),
        duty.c.due_on.label("duty_due"),
        duty.c.excused_on,
        unit.c.name,
        phase.c.name.label("phase"),
        launch.c.day,
        launch.c.place,
        reminded(reminder.c.person_id).label("is_wanted"),
    )
    .join_from(reminder, rung, rung.c.id == reminder.c.rung_id)
    .join(duty, duty.c.id == reminder.c.matter_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .outerjoin(launch, and_(launch.c.duty_id == duty.c.id, launch.c.is_latest))
    .where(reminder.c.outbox_id == bindparam("letter"), reminder.c.dropped.is_(None))
    .order_by(reminder.c.due_on, reminder.c.id),
    Item,
)
CANCEL: Prepared[tuple[()]] = Prepared(update(reminder).where(reminder.c.id == bindparam("row")).values(dropped="moved"))


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The digest as it is true at this moment; None when nothing of it holds any more."""
    today = local(now).date()
    lines: dict[int, Item] = {}
    for item in db.all(ITEMS, letter=letter.id):
        if item.holds(today):
            lines[item.duty_id] = item  # two rungs of one duty on one morning are one line
        else:
            db.run(CANCEL, row=item.id)
    if not lines:
        return None
    text = "\n\n".join(_line(item, today) for item in lines.values())
    return Message(text, tuple((_button(item, alone=len(lines) == 1),) for item in lines.values()))


def _line(item: Item, today: date) -> str:
    return _launch_line(item, today) if item.subject == LAUNCH else _registration_line(item, today)


def _launch_line(item: Item, today: date) -> str:
    left = (item.due_on - today).days
    if left == 0:
        text = _("🚩 Hôm nay {unit} phát động {phase}.\n📍 {place}\nChúc buổi phát động thành công!")
        return text.format(unit=item.unit, phase=item.phase, place=item.place)
    text = ngettext(
        "⏰ Còn {left} ngày đến ngày phát động {phase}.\n🏫 {unit}\n📅 {day}\n📍 {place}",
        "⏰ Còn {left} ngày đến ngày phát động {phase}.\n🏫 {unit}\n📅 {day}\n📍 {place}",
        left,
    )
    return text.format(left=left, phase=item.phase, unit=item.unit, day=show_day(item.due_on), place=item.place)


def _registration_line(item: Item, today: date) -> str:
    left = (item.due_on - today).days
    day = show_day(item.due_on)
    if left > 0:
        text = ngettext(
            "⏰ Còn {left} ngày đến hạn đăng ký ngày phát động {phase} ({day}).\n🏫 {unit} chưa đăng ký.",
            "⏰ Còn {left} ngày đến hạn đăng ký ngày phát động {phase} ({day}).\n🏫 {unit} chưa đăng ký.",
            left,
        )
    elif left == 0:
        text = _("⏰ Hôm nay là hạn đăng ký ngày phát động {phase}.\n🏫 {unit} chưa đăng ký.")
    else:
        text = ngettext(
            "⏰ Việc đăng ký ngày phát động {phase} đã quá hạn {late} ngày (hạn: {day}).\n"
            "🏫 {unit} chưa đăng ký. Đồng chí có vướng mắc gì không ạ?",
            "⏰ Việc đăng ký ngày phát động {phase} đã quá hạn {late} ngày (hạn: {day}).\n"
            "🏫 {unit} chưa đăng ký. Đồng chí có vướng mắc gì không ạ?",
            -left,
        )
    return text.format(left=left, late=-left, phase=item.phase, day=day, unit=item.unit)


def _button(item: Item, *, alone: bool) -> Option:
    label = _("📅 Đổi ngày phát động") if item.subject == LAUNCH else _("📅 Đăng ký ngay")
    return Option(
        label if alone else f"{label} · {item.unit}", f"/dangky {item.duty_id}", "" if item.subject == LAUNCH else "primary"
    )

"""What an officer can do from a unit's card: only what the office's role allows. Each asks for reach again when it is pressed."""

from datetime import date

from bot.duties.kinds import titled
from bot.duties.missing import State
from bot.i18n import _
from bot.labels import cut
from bot.people import Held
from bot.post.message import Option
from bot.rights import RIGHTS, May
from bot.unit_card.about import About
from bot.unit_card.chairs import Chair
from bot.unit_card.duties import Owed

Rows = tuple[tuple[Option, ...], ...]
LONGEST = 60  # characters of a button
MOST_DUTIES = 6  # buttons for more time: a unit rarely owes more at a time


def buttons(office: Held, unit: About, people: list[Chair], owed: list[Owed], duty_id: int, today: date) -> Rows:
    """The buttons under a whole card. `duty_id`: the duty they are about, where it is still missing; else the most urgent."""
    missing = [each for each in owed if not each.is_done]
    about = [each for each in missing if each.duty_id == duty_id] or missing
    may = RIGHTS[office.role]
    rows: list[tuple[Option, ...]] = []
    if May.FOLLOW_UP in may:
        rows += _following(unit, people, about, duty_id, today)
    if May.REVIEW in may:
        rows += _deciding(about, missing)
    if May.INVITE in may and unit.closed_on is None and unit.is_grassroots:
        hand_over = (Option(_("🤝 Bàn giao"), f"/bangiao {unit.unit_id}"),) if people else ()
        rows.append((Option(_("🔑 Gửi mã mời"), f"/mamoi {unit.unit_id}"), *hand_over))
    if not unit.is_grassroots:
        rows.append((Option(_("📂 Các đơn vị bên dưới"), f"/tonghop {unit.unit_id}"),))
    return (*rows, back())


def buttons_of_duty(office: Held, duty_id: int) -> Rows:
    """Those for a unit that is the officer's no more, but still owes a duty here."""
    nudge = ((Option(_("📨 Nhắc đơn vị"), f"/nhac {duty_id}", "primary"),),) if May.FOLLOW_UP in RIGHTS[office.role] else ()
    return (*nudge, back())


def back() -> tuple[Option, ...]:
    """Where a card is usually opened from."""
    return (Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),)


def _following(unit: About, people: list[Chair], about: list[Owed], duty_id: int, today: date) -> list[tuple[Option, ...]]:
    can_hear = any(each.is_reminded and any(door.is_open for door in each.doors) for each in people)
    urgent = next((each for each in about if each.state(today) is not State.CLOSED), None)
    row = [Option(_("📨 Nhắc đơn vị"), f"/nhac {urgent.duty_id}", "primary")] if urgent and can_hear else []
    if unit.closed_on is None or unit.closed_on >= today:
        named = f" {duty_id}" if any(each.duty_id == duty_id for each in about) else ""
        row.append(Option(_("☎️ Đã gọi"), f"/dagoi {unit.unit_id}{named}"))
        if unit.is_grassroots:
            return [tuple(row), (Option(_("✍️ Nhập hộ"), f"/nhapho {unit.unit_id}"),)]
    return [tuple(row)] if row else []


def _deciding(about: list[Owed], missing: list[Owed]) -> list[tuple[Option, ...]]:
    """One button where it is clear which duty is meant; else one for each, numbered as the lines are."""
    if len(about) == 1:
        return [(Option(_("⚖️ Gia hạn, miễn"), f"/quyetdinh {about[0].duty_id}"),)]
    rows: list[tuple[Option, ...]] = []
    for n, each in list(enumerate(missing, 1))[:MOST_DUTIES]:
        label = f"⚖️ {n}. {titled(each.kind, each.occurrence)}, {each.phase}"
        rows.append((Option(cut(label, LONGEST), f"/quyetdinh {each.duty_id}"),))
    return rows

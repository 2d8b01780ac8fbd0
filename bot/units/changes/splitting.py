"""New units that come out of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.database.transaction import Transaction
from bot.i18n import _, show_count, show_date
from bot.units.changes import ending, opening, people, standing
from bot.units.changes.entry import Effect, Entry, Impossible, Known, NewUnit, begin, log, there
from bot.units.changes.standing import DAY

TWO = 2  # units that a split needs at least where the old one ends


@dataclass(frozen=True)
class Part:
    """A unit that comes out of another one, with so many of its people."""

    name: str
    members: int
    bloc_id: int | None = None


def split(db: Transaction, entry: Entry, unit_id: int, parts: Sequence[Part], *, goes_on: bool) -> Effect:
    """Let new units come out of one from the entry's day on. It goes on with the people who are left, or it ends on the day
    before; then the parts have all of its people."""
    begin(db, entry)
    unit = there(db, entry, unit_id, entry.day)
    if entry.day == unit.valid_from:
        text = _("{unit} mới hoạt động từ ngày {day}. Xin chọn ngày muộn hơn.")
        raise Impossible(text.format(unit=unit.name, day=show_date(unit.valid_from)))
    stands = [standing.standing_on(db, unit, entry.day), *standing.stands(db, unit.id, entry.day)[1:]]
    effect = _make_room(db, entry, unit, parts, goes_on=goes_on)
    for part in parts:
        new = NewUnit(part.name, stands[0].parent_id, unit.level_id, part.bloc_id or unit.bloc_id, members=part.members)
        row = opening.write(db, entry, new)
        for each in stands:
            standing.add(db, entry, row, each.parent_id, max(each.valid_from, entry.day), each.valid_to)
        ending.succeed(db, entry, unit.id, row)
        log(db, entry, "unit.split", unit.id, part=row, name=part.name, members=part.members)
        effect += Effect(opened=(row,), people=((part.name, part.members),))
    return effect


def _make_room(db: Transaction, entry: Entry, unit: Known, parts: Sequence[Part], *, goes_on: bool) -> Effect:
    """Take the parts' people out of the unit, or end it."""
    total = sum(each.members for each in parts)
    if len(parts) < (1 if goes_on else TWO) or any(each.members < 0 for each in parts):
        raise Impossible(_("Xin cho biết ít nhất hai đơn vị sau khi tách, và số đoàn viên của từng đơn vị."))
    if goes_on:
        people.take_out(db, entry, unit, total)
        return people.told(db, entry, unit)
    ending.may_end(db, entry, unit, entry.day - DAY)
    there_are = people.figure_on(db, unit.id, entry.day).members
    if there_are is not None and total != there_are:
        text = _("{unit} có {there} đoàn viên, các đơn vị mới cộng lại là {total}. Xin chia lại cho khớp.")
        raise Impossible(text.format(unit=unit.name, there=show_count(there_are), total=show_count(total)), "members")
    if later := people.later_figures(db, unit.id, entry.day):
        text = _("{unit} đã có số đoàn viên ghi từ ngày {day}. Xin tách từ ngày đó hoặc muộn hơn.")
        raise Impossible(text.format(unit=unit.name, day=show_date(later[-1])))
    return ending.end(db, unit, entry.day - DAY)

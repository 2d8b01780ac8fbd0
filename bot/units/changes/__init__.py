"""What becomes of units: they are opened, closed, merged, split, moved and renamed, each from a day on.

An entry may come late or be known long before. It changes the days from its own day on and none before; what is entered
already for a later day stays in force from that day. Every function writes the log and raises `Impossible` for what makes no
sense; whoever calls it undoes the transaction then. People go through `bot.units.changes.carrying`.
"""

from collections.abc import Sequence

from bot.database.transaction import Transaction
from bot.i18n import _
from bot.units.changes import ending, opening, people, standing
from bot.units.changes.entry import Effect, Entry, Impossible, Known, NewUnit, begin, known, log, there
from bot.units.changes.splitting import Part, split
from bot.units.changes.standing import DAY

__all__ = ["Effect", "Entry", "Impossible", "NewUnit", "Part", "close", "merge", "move", "open_unit", "split"]

TWO = 2  # units that a merger or a split needs at least


def open_unit(db: Transaction, entry: Entry, new: NewUnit) -> Effect:
    """Open a unit; the entry's day is its first."""
    begin(db, entry)
    parent = there(db, entry, new.parent_id, entry.day)
    row = opening.write(db, entry, opening.at_level(db, entry, new, parent))
    standing.add(db, entry, row, parent.id, entry.day, None)
    log(db, entry, "unit.open", row, name=new.name, parent=parent.id, members=new.members)
    return Effect(opened=(row,))


def close(db: Transaction, entry: Entry, unit_id: int, children_to: int | None = None) -> Effect:
    """Close a unit; the entry's day is its last. What stands under it moves to `children_to` on the day after."""
    begin(db, entry)
    unit = known(db, entry, unit_id)
    ending.may_end(db, entry, unit, entry.day)
    moved = _hand_over(db, entry, unit, known(db, entry, children_to)) if children_to is not None else 0
    effect = ending.end(db, unit, entry.day) + Effect(moved=moved)
    log(db, entry, "unit.close", unit.id, children_to=children_to, moved=moved)
    return effect


def move(db: Transaction, entry: Entry, unit_id: int, parent_id: int) -> Effect:
    """Let a unit stand under another parent from the entry's day on; a second move on that day replaces the first."""
    begin(db, entry)
    unit, parent = there(db, entry, unit_id, entry.day, entry.day), known(db, entry, parent_id)
    stand = standing.standing_on(db, unit, entry.day)
    if stand.parent_id == parent.id:
        raise Impossible(_("{unit} đang trực thuộc {parent} rồi.").format(unit=unit.name, parent=parent.name))
    opening.takes_units(parent)
    standing.turn(db, entry, stand, parent, entry.day)
    log(db, entry, "unit.move", unit.id, before=stand.parent_id, after=parent.id)
    return Effect(moved=1)


def merge(db: Transaction, entry: Entry, unit_ids: Sequence[int], into: int | NewUnit) -> Effect:
    """Merge units into one that is there, or into a new one; the day before the entry's is their last.

    Their people and what stands under them go to the successor.
    """
    begin(db, entry)
    effect = open_unit(db, entry, into) if isinstance(into, NewUnit) else Effect()
    successor = there(db, entry, effect.opened[0] if isinstance(into, NewUnit) else into, entry.day)
    merged = [known(db, entry, each) for each in dict.fromkeys(unit_ids)]
    _fit_together(merged, successor, new=bool(effect.opened))
    for each in merged:
        ending.may_end(db, entry, each, entry.day - DAY)
    people.add_up(db, entry, [each.id for each in merged], successor.id)
    effect += people.told(db, entry, successor)
    for each in merged:
        moved = _hand_over(db, entry, each, successor, since=0)
        effect += ending.end(db, each, entry.day - DAY) + Effect(moved=moved)
        ending.succeed(db, entry, each.id, successor.id)
        log(db, entry, "unit.merge", each.id, into=successor.id, moved=moved)
    return effect


def _hand_over(db: Transaction, entry: Entry, unit: Known, to: Known, since: int = 1) -> int:
    """What stands under the unit stands under `to`, from `since` days after the entry's day on. Returns how many units."""
    first = entry.day + since * DAY
    under = standing.children(db, unit.id, first)
    if under:
        opening.takes_units(to)
    for each in under:
        standing.turn(db, entry, each, to, first)
    return len({each.unit_id for each in under})


def _fit_together(merged: Sequence[Known], successor: Known, *, new: bool) -> None:
    if successor.id in {each.id for each in merged}:
        raise Impossible(_("{unit} không thể sáp nhập vào chính mình.").format(unit=successor.name))
    if len(merged) < (TWO if new else 1):
        raise Impossible(_("Xin chọn ít nhất hai đơn vị để sáp nhập thành đơn vị mới."))
    for each in merged:
        if each.is_grassroots != successor.is_grassroots:
            text = _("{unit} và {other} không cùng cấp nên không sáp nhập được.")
            raise Impossible(text.format(unit=each.name, other=successor.name))

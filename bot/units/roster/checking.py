"""What is looked at once every line is settled: moves in a circle, and units that the list does not name."""

from collections.abc import Callable, Container, Mapping

from bot.units.roster.known import Existing, Known
from bot.units.roster.plan import Changed, Plan
from bot.units.roster.reading import Row

ParentOf = Callable[[Row], Known | Row]  # where a new line stands


def in_circles(plan: Plan, existing: Existing, parent_of: ParentOf) -> list[Changed]:
    """The units that would move below themselves; without them there is no circle."""
    moved = {each.known.id: each for each in plan.changed if each.parent is not None}
    wrong = []
    for start in list(moved):
        seen: set[int] = set()
        place = start
        while place and place not in seen:
            seen.add(place)
            place = _above(place, moved, existing, parent_of)
        if place in moved:
            wrong.append(moved.pop(place))
    return wrong


def _above(unit_id: int, moved: Mapping[int, Changed], existing: Existing, parent_of: ParentOf) -> int:
    """The unit above, once everything has moved; 0 for none."""
    node: Known | Row | None = moved[unit_id].parent if unit_id in moved else None
    while isinstance(node, Row):  # new units on the way up
        node = parent_of(node)
    if node is not None:
        return node.id
    known = existing.units.get(unit_id)
    return (known.parent_id if known else None) or 0


def unseen(plan: Plan, existing: Existing, claimed: Container[int]) -> list[Known]:
    """The grassroots units beside those of the list that it does not name."""
    units = existing.units.values()
    places = {each.parent_id for each in units if each.id in claimed}
    places |= {each.parent.id for each in plan.new if isinstance(each.parent, Known)}
    asked = {each.other.id for each in plan.twins if isinstance(each.other, Known)}
    left = (each for each in units if each.parent_id in places and each.id not in claimed and each.id not in asked)
    return [each for each in left if existing.ranks[each.level_id].is_grassroots]

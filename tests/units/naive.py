"""The tree over time as one would keep it on paper: what was decided for which day, looked up day by day. An oracle."""

from copy import deepcopy
from dataclasses import dataclass, field


@dataclass
class Paper:
    """`parents` and `people` hold, for each unit, what was decided from which day on; the latest decision counts."""

    top: int
    born: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    parents: dict[int, dict[int, int]] = field(default_factory=dict)
    people: dict[int, dict[int, int]] = field(default_factory=dict)
    grassroots: set[int] = field(default_factory=set)
    joined: list[tuple[int, int, int]] = field(default_factory=list)  # day, unit, the one that carries on

    def copy(self) -> "Paper":
        return deepcopy(self)

    def lives(self, unit: int, day: int) -> bool:
        return self.born[unit] <= day <= self.last.get(unit, day)

    def parent(self, unit: int, day: int) -> int | None:
        return _latest(self.parents.get(unit, {}), day)

    def tree(self, day: int) -> dict[int, tuple[int | None, int | None]]:
        """Every unit of the day with its parent and, for a grassroots unit, its people."""
        living = [unit for unit in self.born if self.lives(unit, day)]
        return {u: (self.parent(u, day), _latest(self.people.get(u, {}), day) if u in self.grassroots else None) for u in living}

    def is_tree(self, day: int) -> bool:
        """Whether every living unit leads to the top, over living ones."""
        return all(self._arrives(unit, day) for unit in self.born if self.lives(unit, day))

    def _arrives(self, unit: int, day: int) -> bool:
        seen = set()
        while unit != self.top:
            if unit in seen or not self.lives(unit, day):
                return False
            seen.add(unit)
            unit = self.parent(unit, day) or 0
            if unit not in self.born:
                return False
        return True

    def below(self, root: int, day: int) -> set[int]:
        tree = self.tree(day)
        found = {root}
        while more := {unit for unit, (parent, _) in tree.items() if parent in found} - found:
            found |= more
        return found

    def open(self, unit: int, parent: int, day: int, people: int) -> None:
        self.born[unit], self.parents[unit], self.people[unit] = day, {day: parent}, {day: people}
        self.grassroots.add(unit)

    def close(self, unit: int, last: int) -> None:
        self.last[unit] = last

    def move(self, unit: int, parent: int, day: int) -> None:
        self.parents[unit][day] = parent

    def hand_over(self, unit: int, to: int, day: int) -> None:
        """What would stand under `unit` from `day` on stands under `to`."""
        for child, decided in self.parents.items():
            if self.born[child] < day and _latest(decided, day) == unit and self.last.get(child, day) >= day:
                decided[day] = to
            self.parents[child] = {since: to if since >= day and up == unit else up for since, up in decided.items()}

    def merge(self, units: list[int], into: int, day: int) -> None:
        all_of = [self.people.get(each, {}) for each in (into, *units)]
        days = {day} | {since for decided in all_of for since in decided if since > day}
        sums = {since: sum(_latest(decided, since) or 0 for decided in all_of) for since in days}
        self.people.setdefault(into, {}).update(sums)
        for each in units:
            self.hand_over(each, into, day)
            self.close(each, day - 1)
            self.joined.append((day, each, into))

    def split(self, unit: int, parts: dict[int, int], day: int, *, goes_on: bool) -> None:
        up = {day: self.parent(unit, day) or 0} | {since: p for since, p in self.parents[unit].items() if since > day}
        for part, people in parts.items():
            self.open(part, 0, day, people)
            self.parents[part] = dict(up)
            self.joined.append((day, unit, part))
        if not goes_on:
            self.close(unit, day - 1)
            return
        decided = self.people.setdefault(unit, {})
        decided[day] = _latest(decided, day) or 0
        self.people[unit] = {since: n - sum(parts.values()) if since >= day else n for since, n in decided.items()}


def _latest(decided: dict[int, int], day: int) -> int | None:
    past = [since for since in decided if since <= day]
    return decided[max(past)] if past else None

"""Days that moved: whoever was told the earlier one hears of the one that holds."""

from collections import defaultdict
from datetime import date

from tests.simulation.judging.case import ASKING, MOVED, SOON, Case, Key


class Moves:
    """A judge of them."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def judge(self) -> None:
        """Complain of what is wrong."""
        for (duty, person), told in self._told_days().items():
            self._judge_moves(duty, person, told)

    def _told_days(self) -> dict[tuple[int, int], list[tuple[int, date]]]:
        """For each duty and person: at which moments they were told which due day, in order."""
        found: dict[tuple[int, int], list[tuple[int, date]]] = defaultdict(list)
        for key, sents in self.case.said.items():
            if key.subject in (*ASKING, MOVED):
                found[key.matter, key.person] += [(each.moment, key.due) for each in sents]
        return {key: sorted(told) for key, told in found.items()}

    def _judge_moves(self, duty: int, person: int, told: list[tuple[int, date]]) -> None:
        """Whoever was told a day that moved since hears of the new one by the evening of the next day with hours."""
        history = self.case.history
        line = history.facts["duty"][duty]
        for moment, row in zip(line.moments, line.values, strict=True):
            heard = [day for at, day in told if at < moment]
            if row is None or row.due is None or not heard or heard[-1] == row.due:
                continue
            start = history.awake(moment)
            last = self._evening_after(start)
            if last >= history.now or history.awake_after(start, last) is not None:
                continue
            if not all(self._is_to_hear(duty, person, row.due, each) for each in range(moment, last + 1)):
                continue
            entries = self.case.ledger.get(Key(MOVED, "chair", -heard[-1].toordinal(), duty, row.due, person), [])
            is_told = any(at <= last and day == row.due for at, day in told if at >= moment)
            is_capped = any(each.dropped == "cap" for each in entries)
            if not is_told and not is_capped and not self.case.has_trouble(person, start, last):
                what = f"{person} was told {heard[-1]} for duty {duty}, which moved to {row.due} at {history.clocks[moment]}"
                self.case.verdict.complain("missed", f"{what}: ledger {[each.dropped or each.state for each in entries]}")

    def _evening_after(self, start: int) -> int:
        """The last moment of the first day on which people may be written to, by the calendar that holds on it: a day off that is
        entered meanwhile puts it off."""
        while True:
            seen = self.case.history.clocks[start] + SOON
            last = self.case.history.first(self.case.mornings.evening(seen, self.case.mornings.version(start))) - 1
            changed = next((each for each in self.case.mornings.changes if start < each <= last), None)
            if changed is None:
                return last
            start = changed

    def _is_to_hear(self, duty: int, person: int, due: date, moment: int) -> bool:
        day, row = self.case.history.days[moment], self.case.history.at("duty", duty, moment)
        if row is None or row.due != due or not self.case.world.missing(duty, moment, day):
            return False
        if not self.case.world.listens(person, moment) or not self.case.world.speaks_for(person, duty, moment, day):
            return False
        if self.case.hour(person, moment) is not None or not self.case.history.at("campaign", row.campaign, moment).is_open:
            return False
        now = self.case.history.clocks[moment]
        return not self.case.world.snoozed(person, duty, moment, now) and not self.case.world.promised(duty, moment, day)

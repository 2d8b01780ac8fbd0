"""What was sent: not twice, not too early, not to who has done it or asked for quiet, and within the week's cap."""

from datetime import date, datetime
from typing import Any

from bot.clock import local
from tests.simulation.facts import Line, Sent
from tests.simulation.judging.case import ASKING, MOVED, Case, Key
from tests.simulation.judging.truth import TABLES, Truth
from tests.simulation.rows import Rung

CUT = "việc khác"  # a digest with more lines than fit says how many are left out


class Sending:
    """A judge of them."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def judge(self) -> None:
        """Complain of what is wrong."""
        self._judge_sent()
        self._judge_caps()

    def _judge_sent(self) -> None:
        mornings: set[tuple[Any, ...]] = set()
        for sent in self.case.history.sent:
            day = local(sent.at).date()
            self.case.weeks[(sent.person, *day.isocalendar()[:2])].append(sent)
            self._judge_hour(sent)
            told = set()
            for line in sent.lines:
                key = self.case.key(line.rung, line.matter, line.due, sent.person)
                self.case.verdict.reminders += 1
                if self.case.said[key] and not self._moved_again(key):
                    self.case.verdict.complain(
                        "duplicates", f"{self.case.words(key)} at {sent.at} and {self.case.said[key][-1].at}"
                    )
                self.case.said[key].append(sent)
                if key.subject == MOVED:
                    self._judge_moved_line(sent, key, day)
                else:
                    self._judge_line(sent, line, key, day)
                if key.subject != MOVED:
                    told.add((sent.person, key.subject, key.matter, key.due, day))
            for each in told & mornings:
                self.case.verdict.complain("duplicates", f"{each} in two digests of a day")
            mornings |= told

    def _moved_again(self, key: Key) -> bool:
        """The day was left for another one once more: since it was told, the person was told that earlier day."""
        if key.subject != MOVED:
            return False
        since, before = self.case.said[key][-1].moment, date.fromordinal(-key.days)
        return any(
            each.matter == key.matter and each.person == key.person and each.due == before and said and said[-1].moment > since
            for each, said in self.case.said.items()
            if each.subject in (*ASKING, MOVED)
        )

    def _judge_hour(self, sent: Sent) -> None:
        hour = self.case.hour(sent.person, sent.moment)
        if not self.case.mornings.may_write(sent.at, self.case.mornings.version(sent.moment), hour):
            self.case.verdict.complain(
                "early", f"a digest to {sent.person} outside of hours, {local(sent.at)}, chosen hour {hour}"
            )

    def _judge_line(self, sent: Sent, line: Line, key: Key, day: date) -> None:
        rung, moment = self.case.rungs[line.rung], sent.moment
        what = f"{self.case.words(key)} at {local(sent.at)}"
        if self.case.world.owed(rung, line.matter, line.due, moment, day) is Truth.NO:
            self.case.verdict.complain("after_completion", f"{what}: {self._state(rung, line.matter, moment)}")
        elif self.case.world.hears(rung, line.matter, sent.person, moment, day) is Truth.NO:
            self.case.verdict.complain("after_completion", f"{what}: not for this person any more")
        if sent.at < self._earliest(rung, line, moment):
            self.case.verdict.complain("early", f"{what}: due {self._earliest(rung, line, moment)}")
        duty = self.case.world.duty_of(rung, line.matter, moment)
        if duty and self.case.is_quiet(rung, sent.person, duty, moment, sent.at, day):
            self.case.verdict.complain("early", f"{what}: snoozed or promised for later")
        if duty and rung.audience != "chair" and self.case.world.answered(duty, moment, sent.at, day) is Truth.YES:
            self.case.verdict.complain("after_completion", f"{what}: somebody had answered")
        if duty and self._unit(duty, moment) not in sent.text and CUT not in sent.text:
            self.case.verdict.complain("missed", f"{what}: its unit is not in the text: {sent.text}")

    def _judge_moved_line(self, sent: Sent, key: Key, day: date) -> None:
        """It tells the day that holds, to somebody who was told another one."""
        what = f"{self.case.words(key)} at {local(sent.at)}"
        row = self.case.history.at("duty", key.matter, sent.moment)
        if row is None or row.due != key.due or self.case.world.missing(key.matter, sent.moment, day) is Truth.NO:
            self.case.verdict.complain("after_completion", f"{what}: {row}")
        before = date.fromordinal(-key.days)
        if not any(
            each.matter == key.matter and each.person == key.person and each.due == before and said[0].moment < sent.moment
            for each, said in self.case.said.items()
            if each.subject in (*ASKING, MOVED)
        ):
            self.case.verdict.complain("after_completion", f"{what}: was never told the earlier day")

    def _unit(self, duty: int, moment: int) -> str:
        row = self.case.history.at("duty", duty, moment)
        return str(self.case.history.at("unit", row.unit, moment).name) if row else ""

    def _earliest(self, rung: Rung, line: Line, moment: int) -> datetime:
        if rung.subject == "snooze":
            until: datetime = self.case.history.at("snooze", line.matter, moment).until
            return until
        return min(self.case.comes(rung, line.due, version) for version in range(self.case.mornings.version(moment) + 1))

    def _judge_caps(self) -> None:
        for (person, year, week), sent in self.case.weeks.items():
            if len(sent) > self.case.cap:
                self.case.verdict.complain(
                    "over_cap", f"{len(sent)} digests to {person} in week {week} of {year}, cap {self.case.cap}"
                )
            elif len(sent) == self.case.cap and not self._holds_due(sent[-1]):
                held = [self.case.words(self.case.key(line.rung, line.matter, line.due, person)) for line in sent[-1].lines]
                self.case.verdict.complain("over_cap", f"the last digest to {person} in {year}-{week} is for what is due: {held}")

    def _holds_due(self, sent: Sent) -> bool:
        day = local(sent.at).date()
        return any(line.due <= day for line in sent.lines)

    def _state(self, rung: Rung, matter: int, moment: int) -> str:
        return str(self.case.history.at(TABLES[rung.subject], matter, moment))

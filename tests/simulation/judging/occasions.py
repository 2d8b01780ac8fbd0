"""What ought to have been sent: every rung of every matter, to everybody who certainly was to hear of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from bot.clock import local
from tests.simulation.judging.case import SOON, Case, Key
from tests.simulation.judging.truth import TABLES, Truth
from tests.simulation.rows import Rung

PROMPT = timedelta(minutes=2)  # so soon after its instant is in time, whatever else is true
REMEMBERED = timedelta(days=30)  # what came longer ago while nobody was at work may be forgotten


class Occasions:
    """A judge of them."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def judge(self) -> None:
        """Complain of what is wrong."""
        for key, rung, row in self._occasions():
            self._judge_occasion(key, rung, row)

    def _occasions(self) -> Iterator[tuple[Key, Rung, int]]:
        """Every rung of every matter for whoever may be its audience."""
        rows: dict[tuple[int, str], list[tuple[int, Any]]] = {}
        for number, rung in self.case.rungs.items():
            table = TABLES.get(rung.subject)
            if table is None or rung.audience == "officer" or rung.subject == "snooze":
                continue
            if (rung.campaign, table) not in rows:
                every = self.case.history.every(table)
                rows[rung.campaign, table] = [each for each in every if self._campaign_of(each[1]) == rung.campaign]
            for matter, line in rows[rung.campaign, table]:
                people = self.case.world.audience(rung, line)
                for due in self.case.world.dues(rung, line):
                    for person in people:
                        yield Key(rung.subject, rung.audience, rung.days, matter, due, person), rung, number

    def _campaign_of(self, line: Any) -> int | None:
        first = next(each for each in line.values if each)
        if hasattr(first, "campaign"):
            return int(first.campaign)
        duty = self.case.history.facts["duty"].get(first.duty)
        return next(each.campaign for each in duty.values if each) if duty else None

    def _judge_occasion(self, key: Key, rung: Rung, number: int) -> None:
        """Missed, unless it was sent by the evening of the day on which it certainly had to be, or the ledger says why not.

        That day is the rung's own, or the first on which all holds, up to a month later: for who joined late, or nobody was at
        work. An earlier rung is not sought any more once a later one has come.
        """
        history, came = self.case.history, self._came(rung, key.due)
        if came is None:
            return
        comes, first = came
        earliest = comes  # by a calendar that was corrected since, perhaps: it may have been put off then
        if any(each.at - comes < PROMPT for each in self.case.said.get(key, ())):
            self.case.verdict.required += 1
            return
        moment, start = history.awake(first), max(first - 1, 0)
        while moment <= history.now and history.latest[moment] - comes < REMEMBERED:
            evening = self.case.mornings.evening(max(comes, history.clocks[moment]) + SOON, self.case.mornings.version(moment))
            last = history.first(evening) - 1
            if last >= history.now or self._is_followed(key, rung, moment) or self._is_over(rung, key.due, moment):
                return
            if (up := history.awake_after(moment, last)) is not None:
                moment = start = up
                continue
            broken = self._broken(key, rung, number, comes, start, last)
            if broken is None and not self._is_certain(key, rung, evening, last):  # over before anybody may be written to
                broken = last
            if broken is None:
                self._require(key, rung, (earliest, comes), moment, last)
                return
            if rung.subject in ("launch", "work"):  # who sets a day knows it
                return
            moment = start = broken + 1
            moment = history.awake(moment)
            if (later := self._comes_later(rung, key.due, moment)) is not None:
                comes, moment = later, history.first(later)
                start = moment - 1

    def _came(self, rung: Rung, due: date) -> tuple[datetime, int] | None:
        """When the rung came by the calendar of that very moment, and the moment; None where it never did."""
        for version in range(len(self.case.mornings.changes) + 1):
            comes = self.case.comes(rung, due, version)
            first = self.case.history.first(comes)
            if 0 < first <= self.case.history.now and self.case.mornings.version(first) == version:
                return comes, first
        return None

    def _comes_later(self, rung: Rung, due: date, moment: int) -> datetime | None:
        """Its new instant, if the calendar was corrected so that it is still to come."""
        if moment > self.case.history.now:
            return None
        comes = self.case.comes(rung, due, self.case.mornings.version(moment))
        return comes if comes > self.case.history.latest[moment] else None

    def _require(self, key: Key, rung: Rung, came: tuple[datetime, datetime], first: int, last: int) -> None:
        self.case.verdict.required += 1
        if self._is_settled(key, rung, came, first, last):
            return
        comes = came[1]
        entries = [f"{each.dropped or each.state or 'waits'}" for each in self.case.ledger.get(key, ())]
        said = [str(local(each.at)) for each in self.case.said.get(key, ())]
        when = f"due {local(comes)}, from {local(self.case.history.clocks[first])} by {local(self.case.history.clocks[last])}"
        self.case.verdict.complain("missed", f"{self.case.words(key)}, {when}: ledger {entries}, sent {said}")

    def _broken(self, key: Key, rung: Rung, number: int, comes: datetime, first: int, last: int) -> int | None:
        """The last moment of all these at which it was not certain that it was owed and the person to be reminded of it."""
        version, hour = self.case.mornings.version(last), self.case.hour(key.person, last)
        for moment in range(last, first - 1, -1):
            if not self._is_certain(key, rung, comes, moment) or self.case.history.at("rung", number, moment) is None:
                return moment
            if self.case.mornings.version(moment) != version or self.case.hour(key.person, moment) != hour:
                return moment
        return None

    def _is_certain(self, key: Key, rung: Rung, comes: datetime, moment: int) -> bool:
        day = max(local(comes).date(), self.case.history.days[moment])
        clock = max(comes, self.case.history.clocks[moment])
        if self.case.world.owed(rung, key.matter, key.due, moment, day) is not Truth.YES:
            return False
        if self.case.world.hears(rung, key.matter, key.person, moment, day) is not Truth.YES:
            return False
        if self._was_spoken_of(rung, key.matter, comes, moment):
            return False
        duty = self.case.world.duty_of(rung, key.matter, moment)
        if duty and (
            self.case.world.snoozed(key.person, duty, moment, clock)
            or self.case.is_quiet(rung, key.person, duty, moment, clock, day)
        ):
            return False
        return not duty or rung.audience == "chair" or self.case.world.answered(duty, moment, clock, day) is Truth.NO

    def _was_spoken_of(self, rung: Rung, matter: int, comes: datetime, moment: int) -> bool:
        """Since the rung came, somebody set the day of a launch, pledged a work or said how far it is: who says it knows it."""
        if rung.subject not in ("launch", "work"):
            return False
        said: datetime | None = self.case.history.at(rung.subject, matter, moment).said
        return said is not None and said > comes

    def _is_settled(self, key: Key, rung: Rung, came: tuple[datetime, datetime], first: int, last: int) -> bool:
        earliest, comes = came
        troubled = self.case.has_trouble(key.person, first, last)
        if self._has_died(key, comes, last):
            return True
        if any(each.moment <= last or troubled for each in self.case.said.get(key, ())):
            return True
        if self._is_followed(key, rung, last) or any(self._was_said(key, day) for day in self._days_written(key, last)):
            return True
        entries = self.case.ledger.get(key, [])
        if any(each.dropped == "cap" for each in entries):
            return troubled or self._was_capped(key, rung, comes, last)  # what could not be sent may meet a full week later
        if any(each.dropped in ("snoozed", "promised") for each in entries):
            then = max(self.case.history.first(earliest + SOON), self.case.history.awake(self.case.history.first(earliest)))
            return self._was_quiet(key, rung, comes, last) or self._was_quiet(key, rung, earliest, min(then, last))
        return troubled and any(each.dropped or each.state == "waiting" for each in entries)

    def _has_died(self, key: Key, comes: datetime, last: int) -> bool:
        """Its digest met a blocked chat since the rung came: it is not tried again, though the chat open anew."""
        is_dead = any(each.state == "dead" and each.dropped is None for each in self.case.ledger.get(key, ()))
        return is_dead and self.case.has_trouble(key.person, self.case.history.first(comes), last)

    def _was_said(self, key: Key, day: date) -> bool:
        """Another rung of the matter was on that day, by whichever office: a day off or a ladder that is changed late can bring
        two to one morning."""
        alike = (each for each in self.case.said if each.subject == key.subject and each[3:] == key[3:])
        return any(local(sent.at).date() == day for each in alike for sent in self.case.said[each])

    def _days_written(self, key: Key, last: int) -> Iterator[date]:
        """The last day on which it had to be said, and that of the digest it stood in but was left out of when it was written."""
        yield self.case.history.days[last]
        letters = {each.letter for each in self.case.ledger.get(key, ()) if each.dropped == "old"}
        yield from (local(each.at).date() for each in self.case.history.sent if each.letter in letters)

    def _was_quiet(self, key: Key, rung: Rung, comes: datetime, last: int) -> bool:
        """Whether it had been put off, or a day had been promised, when the rung came or later."""
        for moment in range(max(self.case.history.first(comes) - 1, 0), last + 1):
            duty = self.case.world.duty_of(rung, key.matter, moment)
            now, day = max(comes, self.case.history.clocks[moment]), max(local(comes).date(), self.case.history.days[moment])
            if duty and self.case.is_quiet(rung, key.person, duty, moment, now, day):
                return True
            if duty and rung.audience != "chair" and self.case.world.answered(duty, moment, now, day) is not Truth.NO:
                return True
        return False

    def _is_followed(self, key: Key, rung: Rung, last: int) -> bool:
        """A later rung of the same matter has come by the time that somebody may be written to: it is that one which is said."""
        version = self.case.mornings.version(last)
        now = self.case.mornings.opening(self.case.history.latest[last], version)
        ladder = self.case.ladders[rung.campaign, rung.subject, rung.audience]
        return any(each.days > rung.days and self.case.comes(each, key.due, version) <= now for each in ladder)

    def _is_over(self, rung: Rung, due: date, moment: int) -> bool:
        """The day of a work is over: what was to be said until then is too old. Other subjects say so in what is owed."""
        return rung.subject == "work" and rung.days <= 0 and due < self.case.history.days[moment]

    def _was_capped(self, key: Key, rung: Rung, comes: datetime, last: int) -> bool:
        """Whether the week's digests were used up at some moment since the rung came at which it could have been told: what
        the cap leaves out is not told in a later week, whatever came in between. The week, and what is due, is that of the day
        on which people may be written to next."""
        for moment in range(max(self.case.history.first(comes) - 1, 0), last + 1):
            now, day = max(comes, self.case.history.clocks[moment]), max(local(comes).date(), self.case.history.days[moment])
            leaves = local(self.case.mornings.evening(now, self.case.mornings.version(moment))).date()
            if self._is_week_full(key, rung, leaves) and self._may_be_told(key, rung, moment, now, day):
                return True
        return False

    def _may_be_told(self, key: Key, rung: Rung, moment: int, now: datetime, day: date) -> bool:
        """It may be owed, the person may hear of it, and nothing certainly keeps it back."""
        if self.case.world.owed(rung, key.matter, key.due, moment, day) is Truth.NO:
            return False
        if self.case.world.hears(rung, key.matter, key.person, moment, day) is Truth.NO:
            return False
        duty = self.case.world.duty_of(rung, key.matter, moment)
        if duty and self.case.is_quiet(rung, key.person, duty, moment, now, day):
            return False
        return not duty or rung.audience == "chair" or self.case.world.answered(duty, moment, now, day) is not Truth.YES

    def _is_week_full(self, key: Key, rung: Rung, day: date) -> bool:
        """Whether the digests of the week of `day` were used up; the last one is kept for what is due on the day."""
        sent = len(self.case.weeks[(key.person, *day.isocalendar()[:2])])
        return sent >= (self.case.cap if rung.days == 0 and key.due == day else self.case.cap - 1)

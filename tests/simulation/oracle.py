"""The verdict on a walk: what was reminded of twice, not at all, too early, after it was done, or beyond the week's cap."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from bot.clock import local
from tests.simulation.facts import History, Line, Sent
from tests.simulation.mornings import Mornings
from tests.simulation.rows import Rung
from tests.simulation.truth import KINDS, TABLES, Truth, World

PROMPT = timedelta(minutes=2)  # so soon after its instant is in time, whatever else is true
SOON = timedelta(minutes=12)  # how soon the program sees what has changed
REMEMBERED = timedelta(days=30)  # what came longer ago while nobody was at work may be forgotten
MOVED = "moved"
ASKING = ("registration", "held", "pledge", "report", "note")
CUT = "việc khác"  # a digest with more lines than fit says how many are left out
COUNTS = ("duplicates", "missed", "early", "after_completion", "over_cap")


class Key(NamedTuple):
    """What may be said to a person once, whatever number its rung has in the table."""

    subject: str
    audience: str
    days: int
    matter: int
    due: date
    person: int


@dataclass(frozen=True)
class Entry:
    """A row of the ledger as it is at the end; `state` is its letter's."""

    rung: int
    matter: int
    due: date
    person: int
    dropped: str | None
    letter: int | None
    state: str | None


@dataclass
class Verdict:
    """How often each promise was broken, and what exactly happened."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    complaints: list[str] = field(default_factory=list)
    digests: int = 0
    reminders: int = 0
    required: int = 0
    reasons: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def complain(self, count: str, about: str) -> None:
        self.counts[count] += 1
        self.complaints.append(f"{count}: {about}")


def judge(history: History, ledger: list[Entry], cap: int) -> Verdict:
    """Hold what was sent, and what the ledger says of the rest, against the facts."""
    return _Judge(history, ledger, cap).verdict


class _Judge:
    def __init__(self, history: History, ledger: list[Entry], cap: int) -> None:
        self.history, self.cap = history, cap
        self.world, self.mornings = World(history), Mornings(history)
        self.rungs: dict[int, Rung] = {row: next(each for each in line.values if each) for row, line in history.every("rung")}
        self.ladders: dict[tuple[int, str, str], list[Rung]] = defaultdict(list)
        for each in self.rungs.values():
            self.ladders[each.campaign, each.subject, each.audience].append(each)
        self.verdict = Verdict(digests=len(history.sent))
        self.said: dict[Key, list[Sent]] = defaultdict(list)
        self.weeks: dict[tuple[int, int, int], list[Sent]] = defaultdict(list)
        self.ledger: dict[Key, list[Entry]] = defaultdict(list)
        for entry in ledger:
            self.ledger[self._key(entry.rung, entry.matter, entry.due, entry.person)].append(entry)
            self.verdict.reasons[entry.dropped or entry.state or "waits"] += 1
        self._judge_sent()
        self._judge_caps()
        for key, rung, row in self._occasions():
            self._judge_occasion(key, rung, row)
        for (duty, person), told in self._told_days().items():
            self._judge_moves(duty, person, told)

    def _key(self, rung: int, matter: int, due: date, person: int) -> Key:
        if rung < 0:  # “Hạn … đổi từ … sang …”: in place of a rung stands the earlier day
            return Key(MOVED, "chair", rung, matter, due, person)
        step = self.rungs[rung]
        return Key(step.subject, step.audience, step.days, matter, due, person)

    # ── what was sent ─────────────────────────────────────────────────────────────────────────────────────────────

    def _judge_sent(self) -> None:
        mornings: set[tuple[Any, ...]] = set()
        for sent in self.history.sent:
            day = local(sent.at).date()
            self.weeks[(sent.person, *day.isocalendar()[:2])].append(sent)
            self._judge_hour(sent)
            told = set()
            for line in sent.lines:
                key = self._key(line.rung, line.matter, line.due, sent.person)
                self.verdict.reminders += 1
                if self.said[key] and not self._moved_again(key):
                    self.verdict.complain("duplicates", f"{self._words(key)} at {sent.at} and {self.said[key][-1].at}")
                self.said[key].append(sent)
                if key.subject == MOVED:
                    self._judge_moved_line(sent, key, day)
                else:
                    self._judge_line(sent, line, key, day)
                if key.subject != MOVED:
                    told.add((sent.person, key.subject, key.matter, key.due, day))
            for each in told & mornings:
                self.verdict.complain("duplicates", f"{each} in two digests of a day")
            mornings |= told

    def _moved_again(self, key: Key) -> bool:
        """The day was left for another one once more: since it was told, the person was told that earlier day."""
        if key.subject != MOVED:
            return False
        since, before = self.said[key][-1].moment, date.fromordinal(-key.days)
        return any(
            each.matter == key.matter and each.person == key.person and each.due == before and said and said[-1].moment > since
            for each, said in self.said.items()
            if each.subject in (*ASKING, MOVED)
        )

    def _judge_hour(self, sent: Sent) -> None:
        hour = self._hour(sent.person, sent.moment)
        if not self.mornings.may_write(sent.at, self.mornings.version(sent.moment), hour):
            self.verdict.complain("early", f"a digest to {sent.person} outside of hours, {local(sent.at)}, chosen hour {hour}")

    def _hour(self, person: int, moment: int) -> int | None:
        row = self.history.at("person", person, moment)
        return row.remind_at if row else None

    def _judge_line(self, sent: Sent, line: Line, key: Key, day: date) -> None:
        rung, moment = self.rungs[line.rung], sent.moment
        what = f"{self._words(key)} at {local(sent.at)}"
        if self.world.owed(rung, line.matter, line.due, moment, day) is Truth.NO:
            self.verdict.complain("after_completion", f"{what}: {self._state(rung, line.matter, moment)}")
        elif self.world.hears(rung, line.matter, sent.person, moment, day) is Truth.NO:
            self.verdict.complain("after_completion", f"{what}: not for this person any more")
        if sent.at < self._earliest(rung, line, moment):
            self.verdict.complain("early", f"{what}: due {self._earliest(rung, line, moment)}")
        duty = self.world.duty_of(rung, line.matter, moment)
        if duty and self._is_quiet(rung, sent.person, duty, moment, sent.at, day):
            self.verdict.complain("early", f"{what}: snoozed or promised for later")
        if duty and rung.audience != "chair" and self.world.answered(duty, moment, sent.at, day) is Truth.YES:
            self.verdict.complain("after_completion", f"{what}: somebody had answered")
        if duty and self._unit(duty, moment) not in sent.text and CUT not in sent.text:
            self.verdict.complain("missed", f"{what}: its unit is not in the text: {sent.text}")

    def _judge_moved_line(self, sent: Sent, key: Key, day: date) -> None:
        """It tells the day that holds, to somebody who was told another one."""
        what = f"{self._words(key)} at {local(sent.at)}"
        row = self.history.at("duty", key.matter, sent.moment)
        if row is None or row.due != key.due or self.world.missing(key.matter, sent.moment, day) is Truth.NO:
            self.verdict.complain("after_completion", f"{what}: {row}")
        before = date.fromordinal(-key.days)
        if not any(
            each.matter == key.matter and each.person == key.person and each.due == before and said[0].moment < sent.moment
            for each, said in self.said.items()
            if each.subject in (*ASKING, MOVED)
        ):
            self.verdict.complain("after_completion", f"{what}: was never told the earlier day")

    def _is_quiet(self, rung: Rung, person: int, duty: int, moment: int, now: datetime, day: date) -> bool:
        if rung.subject == "snooze":
            return False
        if self.world.snoozed(person, 0 if rung.subject == "work" else duty, moment, now):
            return True
        return rung.subject in KINDS and self.world.promised(duty, moment, day)

    def _unit(self, duty: int, moment: int) -> str:
        row = self.history.at("duty", duty, moment)
        return str(self.history.at("unit", row.unit, moment).name) if row else ""

    def _earliest(self, rung: Rung, line: Line, moment: int) -> datetime:
        if rung.subject == "snooze":
            until: datetime = self.history.at("snooze", line.matter, moment).until
            return until
        return min(self._comes(rung, line.due, version) for version in range(self.mornings.version(moment) + 1))

    def _comes(self, rung: Rung, due: date, version: int) -> datetime:
        return self.mornings.comes(due, rung.days, rung.minute, version)

    def _judge_caps(self) -> None:
        for (person, year, week), sent in self.weeks.items():
            if len(sent) > self.cap:
                self.verdict.complain("over_cap", f"{len(sent)} digests to {person} in week {week} of {year}, cap {self.cap}")
            elif len(sent) == self.cap and not self._holds_due(sent[-1]):
                held = [self._words(self._key(line.rung, line.matter, line.due, person)) for line in sent[-1].lines]
                self.verdict.complain("over_cap", f"the last digest to {person} in {year}-{week} is for what is due: {held}")

    def _holds_due(self, sent: Sent) -> bool:
        day = local(sent.at).date()
        return any(line.due <= day for line in sent.lines)

    # ── what ought to have been sent ──────────────────────────────────────────────────────────────────────────────

    def _occasions(self) -> Iterator[tuple[Key, Rung, int]]:
        """Every rung of every matter for whoever may be its audience."""
        rows: dict[tuple[int, str], list[tuple[int, Any]]] = {}
        for number, rung in self.rungs.items():
            table = TABLES.get(rung.subject)
            if table is None or rung.audience == "officer" or rung.subject == "snooze":
                continue
            if (rung.campaign, table) not in rows:
                every = self.history.every(table)
                rows[rung.campaign, table] = [each for each in every if self._campaign_of(each[1]) == rung.campaign]
            for matter, line in rows[rung.campaign, table]:
                people = self.world.audience(rung, line)
                for due in self.world.dues(rung, line):
                    for person in people:
                        yield Key(rung.subject, rung.audience, rung.days, matter, due, person), rung, number

    def _campaign_of(self, line: Any) -> int | None:
        first = next(each for each in line.values if each)
        if hasattr(first, "campaign"):
            return int(first.campaign)
        duty = self.history.facts["duty"].get(first.duty)
        return next(each.campaign for each in duty.values if each) if duty else None

    def _judge_occasion(self, key: Key, rung: Rung, number: int) -> None:
        """Missed, unless it was sent by the evening of the day on which it certainly had to be, or the ledger says why not.

        That day is the rung's own, or the first on which all holds, up to a month later: for who joined late, or nobody was at
        work. An earlier rung is not sought any more once a later one has come.
        """
        history, came = self.history, self._came(rung, key.due)
        if came is None:
            return
        comes, first = came
        if any(each.at - comes < PROMPT for each in self.said.get(key, ())):
            self.verdict.required += 1
            return
        moment, start = history.awake(first), max(first - 1, 0)
        while moment <= history.now and history.latest[moment] - comes < REMEMBERED:
            evening = self.mornings.evening(max(comes, history.clocks[moment]) + SOON, self.mornings.version(moment))
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
                self._require(key, rung, comes, moment, last)
                return
            if rung.subject in ("launch", "work"):  # who sets a day knows it
                return
            moment = start = broken + 1
            moment = history.awake(moment)

    def _came(self, rung: Rung, due: date) -> tuple[datetime, int] | None:
        """When the rung came by the calendar of that very moment, and the moment; None where it never did."""
        for version in range(len(self.mornings.changes) + 1):
            comes = self._comes(rung, due, version)
            first = self.history.first(comes)
            if 0 < first <= self.history.now and self.mornings.version(first) == version:
                return comes, first
        return None

    def _require(self, key: Key, rung: Rung, comes: datetime, first: int, last: int) -> None:
        self.verdict.required += 1
        if self._is_settled(key, rung, comes, first, last):
            return
        entries = [f"{each.dropped or each.state or 'waits'}" for each in self.ledger.get(key, ())]
        said = [str(local(each.at)) for each in self.said.get(key, ())]
        when = f"due {local(comes)}, from {local(self.history.clocks[first])} by {local(self.history.clocks[last])}"
        self.verdict.complain("missed", f"{self._words(key)}, {when}: ledger {entries}, sent {said}")

    def _broken(self, key: Key, rung: Rung, number: int, comes: datetime, first: int, last: int) -> int | None:
        """The last moment of all these at which it was not certain that it was owed and the person to be reminded of it."""
        version, hour = self.mornings.version(last), self._hour(key.person, last)
        for moment in range(last, first - 1, -1):
            if not self._is_certain(key, rung, comes, moment) or self.history.at("rung", number, moment) is None:
                return moment
            if self.mornings.version(moment) != version or self._hour(key.person, moment) != hour:
                return moment
        return None

    def _is_certain(self, key: Key, rung: Rung, comes: datetime, moment: int) -> bool:
        day = max(local(comes).date(), self.history.days[moment])
        clock = max(comes, self.history.clocks[moment])
        if self.world.owed(rung, key.matter, key.due, moment, day) is not Truth.YES:
            return False
        if self.world.hears(rung, key.matter, key.person, moment, day) is not Truth.YES:
            return False
        if self._was_spoken_of(rung, key.matter, comes, moment):
            return False
        duty = self.world.duty_of(rung, key.matter, moment)
        if duty and (
            self.world.snoozed(key.person, duty, moment, clock) or self._is_quiet(rung, key.person, duty, moment, clock, day)
        ):
            return False
        return not duty or rung.audience == "chair" or self.world.answered(duty, moment, clock, day) is Truth.NO

    def _was_spoken_of(self, rung: Rung, matter: int, comes: datetime, moment: int) -> bool:
        """Since the rung came, somebody set the day of a launch, pledged a work or said how far it is: who says it knows it."""
        if rung.subject not in ("launch", "work"):
            return False
        said: datetime | None = self.history.at(rung.subject, matter, moment).said
        return said is not None and said > comes

    def _is_settled(self, key: Key, rung: Rung, comes: datetime, first: int, last: int) -> bool:
        troubled = self._has_trouble(key.person, first, last)
        if self._has_died(key, comes, last):
            return True
        if any(each.moment <= last or troubled for each in self.said.get(key, ())):
            return True
        if self._is_followed(key, rung, last) or self._was_said_that_day(key, last):
            return True
        entries = self.ledger.get(key, [])
        if any(each.dropped == "cap" for each in entries):
            return self._was_capped(key, rung, comes, last)
        if any(each.dropped in ("snoozed", "promised") for each in entries):
            return self._was_quiet(key, rung, comes, last)
        return troubled and any(each.dropped or each.state == "waiting" for each in entries)

    def _has_died(self, key: Key, comes: datetime, last: int) -> bool:
        """Its digest met a blocked chat since the rung came: it is not tried again, though the chat open anew."""
        is_dead = any(each.state == "dead" and each.dropped is None for each in self.ledger.get(key, ()))
        return is_dead and self._has_trouble(key.person, self.history.first(comes), last)

    def _was_said_that_day(self, key: Key, last: int) -> bool:
        """Another rung of the matter was, by whichever office: a day off or a ladder that is changed late can bring two to one
        morning."""
        day = self.history.days[last]
        alike = (each for each in self.said if each.subject == key.subject and each[3:] == key[3:])
        return any(local(sent.at).date() == day for each in alike for sent in self.said[each])

    def _was_quiet(self, key: Key, rung: Rung, comes: datetime, last: int) -> bool:
        """Whether it had been put off, or a day had been promised, when the rung came or later."""
        for moment in range(max(self.history.first(comes) - 1, 0), last + 1):
            duty = self.world.duty_of(rung, key.matter, moment)
            now, day = max(comes, self.history.clocks[moment]), max(local(comes).date(), self.history.days[moment])
            if duty and self._is_quiet(rung, key.person, duty, moment, now, day):
                return True
            if duty and rung.audience != "chair" and self.world.answered(duty, moment, now, day) is not Truth.NO:
                return True
        return False

    def _is_followed(self, key: Key, rung: Rung, last: int) -> bool:
        """A later rung of the same matter has come by then: it is that one which is said."""
        now, version = self.history.latest[last], self.mornings.version(last)
        ladder = self.ladders[rung.campaign, rung.subject, rung.audience]
        return any(each.days > rung.days and self._comes(each, key.due, version) <= now for each in ladder)

    def _is_over(self, rung: Rung, due: date, moment: int) -> bool:
        """The day of a work is over: what was to be said until then is too old. Other subjects say so in what is owed."""
        return rung.subject == "work" and rung.days <= 0 and due < self.history.days[moment]

    def _was_capped(self, key: Key, rung: Rung, comes: datetime, last: int) -> bool:
        """Whether the week's digests were used up at some moment since the rung came at which it could have been told: what
        the cap leaves out is not told in a later week, whatever came in between. The week, and what is due, is that of the day
        on which people may be written to next."""
        for moment in range(max(self.history.first(comes) - 1, 0), last + 1):
            now, day = max(comes, self.history.clocks[moment]), max(local(comes).date(), self.history.days[moment])
            leaves = local(self.mornings.evening(now, self.mornings.version(moment))).date()
            if self._is_week_full(key, rung, leaves) and self._may_be_told(key, rung, moment, now, day):
                return True
        return False

    def _may_be_told(self, key: Key, rung: Rung, moment: int, now: datetime, day: date) -> bool:
        """It may be owed, the person may hear of it, and nothing certainly keeps it back."""
        if self.world.owed(rung, key.matter, key.due, moment, day) is Truth.NO:
            return False
        if self.world.hears(rung, key.matter, key.person, moment, day) is Truth.NO:
            return False
        duty = self.world.duty_of(rung, key.matter, moment)
        if duty and self._is_quiet(rung, key.person, duty, moment, now, day):
            return False
        return not duty or rung.audience == "chair" or self.world.answered(duty, moment, now, day) is not Truth.YES

    def _is_week_full(self, key: Key, rung: Rung, day: date) -> bool:
        """Whether the digests of the week of `day` were used up; the last one is kept for what is due on the day."""
        sent = len(self.weeks[(key.person, *day.isocalendar()[:2])])
        return sent >= (self.cap if rung.days == 0 and key.due == day else self.cap - 1)

    # ── days that moved ───────────────────────────────────────────────────────────────────────────────────────────

    def _told_days(self) -> dict[tuple[int, int], list[tuple[int, date]]]:
        """For each duty and person: at which moments they were told which due day, in order."""
        found: dict[tuple[int, int], list[tuple[int, date]]] = defaultdict(list)
        for key, sents in self.said.items():
            if key.subject in (*ASKING, MOVED):
                found[key.matter, key.person] += [(each.moment, key.due) for each in sents]
        return {key: sorted(told) for key, told in found.items()}

    def _judge_moves(self, duty: int, person: int, told: list[tuple[int, date]]) -> None:
        """Whoever was told a day that moved since hears of the new one by the evening of the next day with hours."""
        history = self.history
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
            entries = self.ledger.get(Key(MOVED, "chair", -heard[-1].toordinal(), duty, row.due, person), [])
            is_told = any(at <= last and day == row.due for at, day in told if at >= moment)
            if not is_told and not self._has_trouble(person, start, last) and not any(each.dropped == "cap" for each in entries):
                what = f"{person} was told {heard[-1]} for duty {duty}, which moved to {row.due} at {history.clocks[moment]}"
                self.verdict.complain("missed", f"{what}: ledger {[each.dropped or each.state for each in entries]}")

    def _evening_after(self, start: int) -> int:
        """The last moment of the first day on which people may be written to, by the calendar that holds on it: a day off that is
        entered meanwhile puts it off."""
        while True:
            last = self.history.first(self.mornings.evening(self.history.clocks[start] + SOON, self.mornings.version(start))) - 1
            changed = next((each for each in self.mornings.changes if start < each <= last), None)
            if changed is None:
                return last
            start = changed

    def _is_to_hear(self, duty: int, person: int, due: date, moment: int) -> bool:
        day, row = self.history.days[moment], self.history.at("duty", duty, moment)
        if row is None or row.due != due or not self.world.missing(duty, moment, day):
            return False
        if not self.world.listens(person, moment) or not self.world.speaks_for(person, duty, moment, day):
            return False
        if self._hour(person, moment) is not None or not self.history.at("campaign", row.campaign, moment).is_open:
            return False
        now = self.history.clocks[moment]
        return not self.world.snoozed(person, duty, moment, now) and not self.world.promised(duty, moment, day)

    def _has_trouble(self, person: int, first: int, last: int) -> bool:
        return any(first <= moment <= last and who == person for moment, who in self.history.troubles)

    # ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _words(self, key: Key) -> str:
        return f"{key.subject} {key.matter} {key.days:+} of {key.due} to {key.audience} {key.person}"

    def _state(self, rung: Rung, matter: int, moment: int) -> str:
        return str(self.history.at(TABLES[rung.subject], matter, moment))

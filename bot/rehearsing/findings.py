"""What came of a rehearsal: every message, and what can be counted about them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.calendar import Calendar
from bot.clock import local


class Impossible(Exception):
    """Why there is nothing to rehearse, in a sentence."""


Rung = tuple[str | None, str | None, int | None]  # subject, audience and days; all None: that a day moved


@dataclass(frozen=True)
class Line:
    """What a message speaks of: a rung of the ladder on a matter that is due on a day."""

    campaign_id: int | None
    subject: str | None  # None: that the day was another one before
    audience: str | None
    days: int | None
    matter_id: int
    due_on: date


@dataclass(frozen=True)
class Told:
    """A message that leaves: when, to whom, by which bot, what it speaks of, and its text."""

    at: datetime
    person_id: int
    bot_id: int
    lines: tuple[Line, ...]
    text: str

    @property
    def day(self) -> date:
        """The day in Viet Nam."""
        return local(self.at).date()


@dataclass(frozen=True)
class Person:
    """Somebody who is written to; `name` is empty for one who stands in. `is_chair`: leads one of the `units`."""

    name: str
    units: tuple[str, ...]
    is_chair: bool


@dataclass(frozen=True)
class Load:
    """A bot in this year: who talks with it and who may, what it sends each month and what it may."""

    channel: str
    username: str
    people: int
    seats: int | None
    messages: dict[int, int]
    monthly_messages: int | None

    @property
    def over(self) -> dict[int, int]:
        """The months in which it would have to send more than it may, and how many more."""
        most = self.monthly_messages
        return {} if most is None else {month: count - most for month, count in self.messages.items() if count > most}


@dataclass(frozen=True)
class Rehearsal:
    """All that would be sent from `start` to the end of the year."""

    federation: str
    campaign_id: int
    campaign: str
    year: int
    start: date
    units: int
    others: int  # further campaigns that run, and remind the same people
    unconfirmed: int  # rules of the campaign without a due day, because nobody has confirmed them
    has_deeds: bool  # a list of what is done was given; else nobody does anything
    stand_ins: int
    without_seat: int
    messages: list[Told]
    people: dict[int, Person]
    bots: list[Load]
    capped: Counter[int]  # month: reminders that the week's cap let nobody hear
    calendar: Calendar = field(repr=False)
    undone: list[str] = field(default_factory=list)  # what was to be done, and could not be

    def by_day(self) -> Counter[date]:
        """How many messages leave on each day."""
        return Counter(each.day for each in self.messages)

    def by_rung(self) -> Counter[tuple[date, str, Rung]]:
        """How many people hear of each rung, by the day and the hour in Viet Nam."""
        found: Counter[tuple[date, str, Rung]] = Counter()
        for each in self.messages:
            hour = f"{local(each.at):%H:%M}"
            found.update({(each.day, hour, (line.subject, line.audience, line.days)) for line in each.lines})
        return found

    def days_off(self) -> list[date]:
        """Days on which nobody may be written to, and somebody would be: there must be none."""
        return [day for day in sorted(self.by_day()) if self.calendar.off(day)]

    def chairs(self) -> int:
        """How many people lead a unit."""
        return sum(each.is_chair for each in self.people.values())

    def most_a_week(self) -> int:
        """The most messages that one person gets in one week, Monday to Sunday."""
        return max(self._weeks().values(), default=0)

    def mean_a_week(self) -> float:
        """How many messages a chair gets in a week, on an average of all chairs and weeks."""
        days = (date(self.year, 12, 31) - self.start).days + 1
        sent = sum(count for (who, _monday), count in self._weeks().items() if self.people[who].is_chair)
        return sent / max(self.chairs(), 1) / (days / 7)

    def _weeks(self) -> Counter[tuple[int, date]]:
        return Counter((each.person_id, each.day - timedelta(days=each.day.weekday())) for each in self.messages)

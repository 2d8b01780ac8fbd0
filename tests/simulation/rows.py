"""The rows of the world that the oracle looks at, as they are read from an SQLite database: values, and no rules."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from tests.simulation.facts import History


class Campaign(NamedTuple):
    is_open: int


class Rung(NamedTuple):
    campaign: int
    subject: str
    audience: str
    days: int
    minute: int


class Phase(NamedTuple):
    campaign: int
    name: str
    starts: date | None
    ends: date | None


class Anniversary(NamedTuple):
    campaign: int
    day: date | None


class Unit(NamedTuple):
    name: str
    first: date | None
    last: date | None


class Duty(NamedTuple):
    campaign: int
    unit: int
    phase: int
    kind: str
    due: date | None
    closes: date | None
    done: datetime | None
    excused: date | None


class Launch(NamedTuple):
    duty: int
    day: date | None
    said: datetime | None


class Work(NamedTuple):
    duty: int
    finish: date | None
    holds: int
    said: datetime | None  # when it was pledged, or the newest word on it


class Office(NamedTuple):
    person: int
    unit: int
    cluster: int | None
    role: str
    deputy: int
    first: date | None
    last: date | None


class InCluster(NamedTuple):
    cluster: int
    unit: int
    first: date | None
    last: date | None


class Person(NamedTuple):
    remind_at: int | None


class Consent(NamedTuple):
    person: int
    given: datetime | None
    withdrawn: datetime | None


class Door(NamedTuple):
    person: int
    linked: datetime | None
    closed: datetime | None


class Snooze(NamedTuple):
    person: int
    duty: int | None
    until: datetime | None


class Promise(NamedTuple):
    person: int
    duty: int
    day: date | None


class Request(NamedTuple):
    duty: int
    decision: str | None


class Call(NamedTuple):
    duty: int | None
    unit: int
    outcome: str
    made: datetime | None


class Special(NamedTuple):
    day: date | None
    is_off: int


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


CONVERTERS = {date | None: _day, datetime | None: _instant}
# What is over is read no more: a closed campaign has nothing left to remind of.
PARTS = {
    "of_duty": "t.campaign_id, t.unit_id, t.phase_id, t.kind, t.due_on, t.closes_on, t.done_at, t.excused_on",
    "of_work": (
        "CASE WHEN s.state = 'later' THEN s.day ELSE w.finish_on END,"
        " t.is_latest AND NOT t.is_withdrawn AND coalesce(s.state, 'open') IN ('open', 'later'),"
        " max(t.recorded_at, coalesce(s.recorded_at, t.recorded_at))"
    ),
    "told": "LEFT JOIN work_state s ON s.work_id = w.id AND s.is_latest",
    "running": "JOIN campaign c ON c.id = t.campaign_id AND c.is_open",
    "owed": "JOIN duty d ON d.id = t.duty_id JOIN campaign c ON c.id = d.campaign_id AND c.is_open",
}
QUERIES: dict[str, tuple[Any, str]] = {
    "campaign": (Campaign, "SELECT id, is_open FROM campaign"),
    "rung": (
        Rung,
        "SELECT t.id, t.campaign_id, t.subject, t.audience, t.days, t.minute FROM ladder_rung t {running} WHERE t.is_on",
    ),
    "phase": (Phase, "SELECT t.id, t.campaign_id, t.name, t.starts_on, t.ends_on FROM phase t {running}"),
    "anniversary": (Anniversary, "SELECT t.id, t.campaign_id, t.day FROM anniversary t {running}"),
    "unit": (Unit, "SELECT id, name, valid_from, valid_to FROM unit"),
    "duty": (Duty, "SELECT t.id, {of_duty} FROM duty t {running}"),
    "launch": (Launch, "SELECT t.duty_id, t.duty_id, t.day, t.recorded_at FROM launch t {owed} WHERE t.is_latest"),
    "work": (Work, "SELECT w.id, t.duty_id, {of_work} FROM work w JOIN pledge t ON t.id = w.pledge_id {told} {owed}"),
    "office": (Office, "SELECT id, person_id, unit_id, cluster_id, role, is_deputy, valid_from, valid_to FROM office"),
    "in_cluster": (InCluster, "SELECT id, cluster_id, unit_id, valid_from, valid_to FROM cluster_unit"),
    "person": (Person, "SELECT id, remind_at FROM person"),
    "consent": (
        Consent,
        "SELECT id, person_id, given_at, withdrawn_at FROM consent WHERE purpose = 'reminders'",
    ),
    "door": (
        Door,
        "SELECT a.id, a.person_id, a.linked_at, h.closed_at FROM account a JOIN chat h ON h.id = a.chat_id",
    ),
    "snooze": (Snooze, "SELECT id, person_id, duty_id, until FROM snooze"),
    "promise": (Promise, "SELECT t.id, t.person_id, t.duty_id, t.day FROM promise t {owed}"),
    "request": (Request, "SELECT id, duty_id, decision FROM extension_request"),
    "call": (Call, "SELECT id, duty_id, unit_id, outcome, made_at FROM phone_call"),
    "special": (Special, "SELECT id, day, is_off FROM special_day"),
}
GROWING = ("snooze", "call")  # rows are only added


def _shaping(shape: Any) -> list[tuple[int, Callable[[Any], Any]]]:
    hints = list(shape.__annotations__.values())
    return [(place, CONVERTERS[hint]) for place, hint in enumerate(hints) if hint in CONVERTERS]


SHAPING = {name: _shaping(shape) for name, (shape, _sql) in QUERIES.items()}


class Reader:
    """Reads what is true now into a history; what did not change since is not written again."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._known: dict[str, dict[int, tuple[Any, ...]]] = {name: {} for name in QUERIES}
        self._newest = dict.fromkeys(GROWING, 0)

    def look(self, cursor: Any) -> None:
        """Note every change at the history's present moment."""
        for name, (shape, sql) in QUERIES.items():
            more = f" WHERE id > {self._newest[name]}" if name in GROWING else ""
            known = self._known[name]
            seen = cursor.execute(sql.format(**PARTS) + more).fetchall()
            for row in seen:
                number = row[0]
                if known.get(number) != row:
                    known[number] = row
                    self.history.put(name, number, _shaped(shape, SHAPING[name], list(row[1:])))
            if name in GROWING:
                self._newest[name] = max([self._newest[name], *(each[0] for each in seen)])
            elif len(seen) < len(known):
                self._gone(name, {each[0] for each in seen})

    def _gone(self, name: str, there: set[int]) -> None:
        for row in [each for each in self._known[name] if each not in there]:
            del self._known[name][row]
            self.history.put(name, row, None)


def _shaped(shape: Any, needed: list[tuple[int, Callable[[Any], Any]]], values: list[Any]) -> Any:
    for place, convert in needed:
        values[place] = convert(values[place])
    return shape(*values)

"""What must hold of duties after any walk: what is done follows from what was said, reviewed and decided, in that order.

The clock moves at every step of a walk, so that no two of these have the same moment.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from bot.duties.kinds import LAUNCH, REPORT

# What was said about a duty after the walk began; `deed` is what it does to the duty.
EVENTS = {
    LAUNCH: """SELECT duty_id, recorded_at, CASE WHEN day IS NULL THEN 'owed' ELSE 'done' END AS deed FROM launch""",
    REPORT: """SELECT duty_id, recorded_at, 'done' AS deed FROM report WHERE state <> 'withdrawn'
        UNION ALL SELECT report.duty_id, review.recorded_at, 'owed' FROM review JOIN report ON report.id = review.report_id
        WHERE review.verdict = 'returned'""",
}
DECIDED = """SELECT duty_id, recorded_at, CASE deed WHEN 'reopened' THEN 'owed' ELSE 'done' END FROM duty_change
    WHERE deed IN ('reopened', 'received')"""
SINGLE = """SELECT duty_id, count(*), sum(is_latest), max(version), max(CASE WHEN is_latest THEN version END) FROM {table}
    {where} GROUP BY duty_id"""
DUTIES = "SELECT id, kind, done_at IS NOT NULL FROM duty"
STATES = """SELECT duty.id, report.state, duty.done_at IS NOT NULL,
    (SELECT count(*) FROM duty_change WHERE duty_id = duty.id AND deed IN ('reopened', 'received')) FROM report
    JOIN duty ON duty.id = report.duty_id WHERE report.is_latest"""
PLEDGES = """SELECT duty.id, pledge.is_withdrawn, duty.done_at IS NOT NULL,
    (SELECT count(*) FROM duty_change WHERE duty_id = duty.id AND deed IN ('reopened', 'received')) FROM pledge
    JOIN duty ON duty.id = pledge.duty_id WHERE pledge.is_latest"""

DEEDS = {
    "armed": "campaign.arm",
    "paused": "federation.pause",
    "lifted": "federation.pause_lifted",
    "closed": "campaign.close",
    "reopened": "campaign.reopen",
}
REACHED = {
    "launches": "SELECT count(*) FROM launch WHERE person_id IS NOT NULL AND day IS NOT NULL",
    "held": "SELECT count(*) FROM held_launch WHERE outcome <> 'withdrawn'",
    "notes": "SELECT count(*) FROM note WHERE words <> ''",
    "pledges": "SELECT count(*) FROM pledge WHERE NOT is_withdrawn",
    "reports": "SELECT count(*) FROM report WHERE person_id IS NOT NULL",
    "returned": "SELECT count(*) FROM review WHERE verdict = 'returned'",
    "approved": "SELECT count(*) FROM review WHERE verdict = 'approved' AND person_id IS NOT NULL",
    "extensions": "SELECT count(*) FROM extension_request",
    "nominations": "SELECT count(*) FROM nomination",
    "inquiries": "SELECT count(*) FROM inquiry",
    "on behalf": "SELECT count(*) FROM on_behalf",
    "objections": "SELECT count(*) FROM on_behalf WHERE objected_at IS NOT NULL",
    "works": "SELECT count(*) FROM work_state",
    "absences": "SELECT count(*) FROM absence",
    **{name: f"SELECT count(*) FROM operation WHERE deed = '{deed}'" for name, deed in DEEDS.items()},  # noqa: S608  our words
    "operations": "SELECT count(*) FROM operation",
}


def reached(connection: Connection) -> dict[str, int]:
    """How far people came in a walk, by the name of what they did."""
    return {name: connection.execute(text(query)).scalar_one() for name, query in REACHED.items()}


def done_at_first(connection: Connection) -> dict[int, bool]:
    """Which duties are done before a walk begins."""
    return {row: bool(done) for row, _kind, done in connection.execute(text(DUTIES))}


def broken(connection: Connection, before: dict[int, bool], since: datetime) -> list[str]:
    """What does not hold, in words."""
    return [*_versions(connection), *_by_events(connection, before, since), *_by_state(connection), *_foreign(connection)]


def _versions(connection: Connection) -> Iterator[str]:
    """Of every duty at most one version is marked as the latest, and it is the highest of those that count."""
    for table, where in (
        ("launch", ""),
        ("held_launch", ""),
        ("note", ""),
        ("pledge", ""),
        ("report", "WHERE state <> 'withdrawn'"),
    ):
        for duty, count, latest, highest, marked in connection.execute(text(SINGLE.format(table=table, where=where))):
            if latest != 1 or highest != marked:
                yield f"{table} of duty {duty}: {count} versions, {latest} latest ({marked}), highest {highest}"


def _by_events(connection: Connection, before: dict[int, bool], since: datetime) -> Iterator[str]:
    """A launch or report is done where the last thing that happened to it makes it done."""
    for kind, events in EVENTS.items():
        found = connection.execute(
            text(f"SELECT * FROM ({events} UNION ALL {DECIDED}) AS events WHERE recorded_at > :since ORDER BY recorded_at"),  # noqa: S608
            {"since": _as_kept(since)},
        )
        deeds: dict[int, list[str]] = {}
        for duty, _at, deed in found:
            deeds.setdefault(duty, []).append(deed)
        for duty, of_kind, done in connection.execute(text(DUTIES)):
            expected = deeds[duty][-1] == "done" if duty in deeds else before.get(duty, False)
            if of_kind == kind and bool(done) != expected:
                yield f"{kind} duty {duty} is {'done' if done else 'owed'} after {deeds.get(duty)}"


def _by_state(connection: Connection) -> Iterator[str]:
    """A returned report is owed again and an approved one is not, unless an officer decided about the duty itself."""
    for duty, state, done, decided in connection.execute(text(STATES)):
        if not decided and bool(done) != (state != "returned"):
            yield f"report of duty {duty} is {state}, the duty {'done' if done else 'owed'}"
    for duty, withdrawn, done, decided in connection.execute(text(PLEDGES)):
        if not decided and bool(done) == bool(withdrawn):
            yield f"pledge of duty {duty} {'is withdrawn' if withdrawn else 'holds'}, the duty {'done' if done else 'owed'}"


def _foreign(connection: Connection) -> Iterator[str]:
    found: list[Any] = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
    return (f"foreign key of {row[0]} {row[1]} to {row[2]}" for row in found)


def _as_kept(moment: datetime) -> str:
    """As SQLite keeps instants: UTC, without the zone."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")

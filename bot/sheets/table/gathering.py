"""Reads a campaign's table for one reach: each phase as of its last day, or today while it runs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot import plans
from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties.kinds import HELD, LAUNCH, NOTE, REPORT, titled
from bot.duties.missing import day_of
from bot.i18n import show_date, show_period
from bot.models import Campaign, Phase, written
from bot.nominations.proposing import WITHDRAWN
from bot.on_behalf.entries import Entry
from bot.on_behalf.telling import told
from bot.privacy.traces import ERASED
from bot.rights import Reach
from bot.sheets.table import statements as read
from bot.sheets.table.contents import (
    Column,
    LaunchLine,
    Line,
    NominationLine,
    NoteLine,
    PhaseTable,
    Place,
    Punctuality,
    Result,
    Standing,
    Table,
    WorkLine,
)
from bot.sheets.table.owed import Owed
from bot.units.names import names_on


@dataclass
class _Pages:
    """What the pages for the whole campaign get from each phase."""

    launches: list[LaunchLine] = field(default_factory=list)
    works: list[WorkLine] = field(default_factory=list)
    nominations: list[NominationLine] = field(default_factory=list)
    notes: list[NoteLine] = field(default_factory=list)
    duties: list[tuple[int, str, int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    timings: dict[tuple[int, int, str, int], Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Asked:
    """One phase for one reach, as of a day; `where` are the values its statements take."""

    db: Transaction
    campaign: Campaign
    phase: Phase
    day: date
    where: dict[str, Any]


def gather(db: Transaction, campaign: Campaign, reach: Reach, now: datetime) -> Table:
    """The campaign's table for the units within reach. A phase that has not begun to count is left out: nobody owes in it."""
    today, pages = local(now).date(), _Pages()
    columns = tuple(Column(*each) for each in db.all(read.COLUMNS, campaign=campaign.id))
    phases = []
    for phase in plans.phases(db, campaign):
        day = day_of(phase.ends_on, today)
        asked = _Asked(db, campaign, phase, day, {"of_phase": written(phase.id), "day": day, **vars(reach)})
        if owed := _owed(asked):
            phases.append(_phase(asked, owed, columns))
            _collect(asked, owed, pages)
    punctuality = [
        Punctuality(place, tuple(pages.timings.get((unit_id, *duty)) for duty in pages.duties))
        for unit_id, place in pages.places.items()
    ]
    return Table(
        title=campaign.title,
        number=campaign.number or "",
        issuer=campaign.issuer,
        day=today,
        known_at=now,
        phases=tuple(phases),
        launches=tuple(pages.launches),
        works=tuple(pages.works),
        nominations=tuple(pages.nominations),
        notes=tuple(pages.notes),
        duties=tuple(pages.titles),
        punctuality=tuple(_by_cluster(punctuality)),
    )


def _owed(asked: _Asked) -> list[Owed]:
    """Every duty of the phase, by unit."""
    db, where = asked.db, asked.where
    names = names_on(db, asked.campaign.federation_id, asked.day)
    first = dict(db.all(read.FIRST_LAUNCHES, **where)) | dict(db.all(read.FIRST_PLEDGES, **where))
    late: dict[int, bool] = {}
    state: dict[int, str] = {}
    for duty_id, is_latest, its_state, is_late, at in db.all(read.REPORTS, **where):
        late.setdefault(duty_id, is_late)
        first.setdefault(duty_id, at)
        if is_latest:
            state[duty_id] = its_state
    for duty_id, _unit, _quarter, _words, is_late, at in db.all(read.NOTES, **where):
        late[duty_id], first[duty_id] = is_late, at
    found: dict[int, Owed] = {}
    for unit_id, name, code, closed_on, bloc, cluster, duty_id, *rest in db.all(read.DUTIES, **where):
        kind, occurrence, due_on, grace_days, done_at, excused_on = rest
        owed = Owed(
            place=Place(unit_id, names.get(unit_id, name), code, cluster, bloc),
            duty_id=duty_id,
            kind=kind,
            occurrence=occurrence,
            due_on=due_on,
            grace_days=grace_days,
            done_at=done_at,
            excused_on=excused_on,
            closed_on=closed_on,
            first_at=first.get(duty_id),
            was_late=late.get(duty_id, False),
            state=state.get(duty_id),
        )
        found.setdefault(duty_id, owed)  # of two clusters the first counts
    return list(found.values())


def _phase(asked: _Asked, owed: list[Owed], columns: tuple[Column, ...]) -> PhaseTable:
    db, where, phase = asked.db, asked.where, asked.phase
    launched = {duty_id: day for duty_id, day, _place, _people in db.all(read.LAUNCHES, **where)}
    became = {unit_id: outcome for unit_id, outcome, *_told in db.all(read.HELD_LAUNCHES, **where)}
    pledged: dict[int, dict[int, float]] = defaultdict(dict)
    for unit_id, indicator_id, amount in db.all(read.PLEDGED, campaign=asked.campaign.id, place=phase.position, **_reach(where)):
        pledged[unit_id][indicator_id] = amount
    results: dict[int, dict[int, Result]] = defaultdict(dict)
    for unit_id, indicator_id, *answer in db.all(read.RESULTS, of_kind=REPORT, **where):
        results[unit_id][indicator_id] = Result(*answer)
    entries = {each.duty_id: each for each in db.all(read.ENTERED, **where)}
    units: dict[int, list[Owed]] = defaultdict(list)
    for each in owed:
        units[each.place.unit_id].append(each)
    lines = []
    for unit_id, duties in units.items():
        report = next((each for each in duties if each.kind == REPORT), None)
        lines.append(
            Line(
                place=duties[0].place,
                launch_on=next((launched[each.duty_id] for each in duties if each.duty_id in launched), None),
                pledged=pledged[unit_id],
                results=results[unit_id],
                standing=report.standing() if report else Standing.NOT_OWED,
                timing=report.timing(asked.day) if report else None,
                entered=_entered(duties, entries),
                outcome=became.get(unit_id, ""),
            )
        )
    return PhaseTable(
        name=phase.name,
        theme=phase.theme or "",
        starts_on=phase.starts_on,
        period=_period(phase),
        day=asked.day,
        columns=columns,
        lines=tuple(_by_cluster(lines)),
        timings=tuple(each.timing(asked.day) for each in owed),
        asks_held=any(each.kind == HELD for each in owed),
    )


def _entered(duties: list[Owed], entries: dict[int, Entry]) -> str:
    found = [(titled(each.kind, each.occurrence), entries[each.duty_id]) for each in duties if each.duty_id in entries]
    return "\n".join(f"{name}. {told(entry)}" for name, entry in found)


def _reach(where: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in where.items() if name != "of_phase"}


def _collect(asked: _Asked, owed: list[Owed], pages: _Pages) -> None:
    db, where, name = asked.db, asked.where, asked.phase.name
    places = {each.place.unit_id: each.place for each in owed}
    pages.places |= places
    pages.launches += _launches(asked, owed)
    for each in owed:
        pages.timings[each.place.unit_id, where["of_phase"], each.kind, each.occurrence] = each.timing(asked.day)
    for kind, occurrence in sorted({(each.kind, each.occurrence) for each in owed}):
        pages.duties.append((where["of_phase"], kind, occurrence))
        pages.titles.append(f"{name}: {titled(kind, occurrence)}")
    for unit_id, *work in db.all(read.WORKS, **where):
        what, kind, value, finish_on, honours, wants_plaque, state, day, reached, reason = work
        line = WorkLine(places[unit_id], name, what, kind, value, finish_on, honours or "", wants_plaque)
        pages.works.append(replace(line, state=state or "", day=day, reached=reached, reason=reason or ""))
    for _duty, unit_id, quarter, words, is_late, at in db.all(read.NOTES, **where):
        pages.notes.append(NoteLine(places[unit_id], name, titled(NOTE, quarter), words, at, is_late))
    for unit_id, *proposed in db.all(read.NOMINATIONS, withdrawn=WITHDRAWN, erased=ERASED, **where):
        if unit_id in places:
            pages.nominations.append(NominationLine(places[unit_id], name, *proposed))


def _launches(asked: _Asked, owed: list[Owed]) -> list[LaunchLine]:
    """A line for each unit that is to register a launch, or only to hold one: what was planned, and what became of it."""
    db, where, name = asked.db, asked.where, asked.phase.name
    planned = {row: rest for row, *rest in db.all(read.LAUNCHES, **where)}
    became = {unit_id: rest for unit_id, *rest in db.all(read.HELD_LAUNCHES, **where)}
    models = set(db.all(read.MODEL_LAUNCHES, **where))
    registering = {each.place.unit_id for each in owed if each.kind == LAUNCH}
    lines = []
    nothing: tuple[Any, ...] = ("", None, None, None, "", "")
    for each in owed:
        unit_id = each.place.unit_id
        if each.kind != LAUNCH and not (each.kind == HELD and unit_id not in registering):
            continue
        if each.duty_id in planned or unit_id in became or not each.is_excused:
            day, place, people = planned.get(each.duty_id, (None, "", None))
            told = became.get(unit_id, nothing)
            lines.append(LaunchLine(each.place, name, day, place, people, unit_id in models, *told))
    return lines


def _by_cluster(lines: Iterable[Any]) -> list[Any]:
    """Clusters in their order, each in one piece; units without one come last."""
    listed = list(lines)
    order = list(dict.fromkeys(each.place.cluster for each in listed if each.place.cluster is not None))
    place = {name: n for n, name in enumerate(order)}
    return sorted(listed, key=lambda each: place.get(each.place.cluster, len(order)))


def _period(phase: Phase) -> str:
    if phase.starts_on and phase.ends_on:
        return show_period(phase.starts_on, phase.ends_on)
    return " – ".join(show_date(each) for each in (phase.starts_on, phase.ends_on) if each)

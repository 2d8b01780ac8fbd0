"""How far a phase is: launched and reported, by cluster and by bloc; and the three figures that matter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.held.contents import CANCELLED, HELD
from bot.sheets.table.contents import Line, PhaseTable, Place, Standing, Table, Timing

HANDED_IN = {Standing.APPROVED, Standing.SUBMITTED, Standing.RECEIVED}
WORST = 20  # clusters in one picture: more cannot be read on a phone


@dataclass(frozen=True)
class Share:
    """Units of a cluster or bloc: how many there are, of how many the launch's day has come, how many have reported."""

    name: str
    units: int
    launched: int
    reported: int


@dataclass(frozen=True)
class Progress:
    """A phase as a picture tells it. `left_out`: clusters that are further on than those shown. `registered`: launches that
    are still ahead. `held`: launches of which the unit has said that they were held; None where it is not asked. `on_time` of
    the `counted` duties, those that are done or overdue, as the page of punctuality reckons; `has_duties`: there are any."""

    title: str
    phase: str
    day: date
    whole: Share
    registered: int
    held: int | None
    has_duties: bool
    on_time: int
    counted: int
    wants_reports: bool
    clusters: tuple[Share, ...]
    blocs: tuple[Share, ...]
    left_out: int = 0


def progress_of(table: Table, phase: PhaseTable, no_cluster: str, no_bloc: str) -> Progress:
    """What is drawn of one phase. The clusters that are behind come first; of more than `WORST` only those are shown."""
    lines = [each for each in phase.lines if each.standing is not Standing.EXCUSED]
    clusters = _shares(phase, lines, lambda place: place.cluster, no_cluster)
    days = [each for each in phase.timings if isinstance(each, int)]
    return Progress(
        title=table.title,
        phase=phase.name,
        day=phase.day,
        whole=_share("", phase, lines),
        registered=sum(_is_ahead(each, phase.day) for each in lines),
        held=sum(each.outcome == HELD for each in lines) if phase.asks_held else None,
        has_duties=bool(phase.timings),
        on_time=days.count(0),
        counted=len(days) + phase.timings.count(Timing.MISSING),
        wants_reports=any(each.standing is not Standing.NOT_OWED for each in lines),
        clusters=tuple(clusters[:WORST]) if any(each.place.cluster for each in lines) else (),
        blocs=tuple(_shares(phase, lines, lambda place: place.bloc, no_bloc)),
        left_out=max(0, len(clusters) - WORST),
    )


def current(table: Table) -> PhaseTable | None:
    """The phase that runs on the table's day; else the last one that began; None where none did."""
    begun = [each for each in table.phases if each.starts_on is None or each.starts_on <= table.day]
    return begun[-1] if begun else None


def _shares(phase: PhaseTable, lines: Iterable[Line], of: Callable[[Place], str | None], nameless: str) -> list[Share]:
    """One for each name, those that are behind first."""
    groups: dict[str | None, list[Line]] = {}
    for each in lines:
        groups.setdefault(of(each.place), []).append(each)
    shares = [_share(name or nameless, phase, members) for name, members in groups.items()]
    return sorted(shares, key=lambda each: (each.reported / each.units, each.launched / each.units, -each.units))


def _share(name: str, phase: PhaseTable, lines: list[Line]) -> Share:
    launched = sum(has_launched(each, phase.day) for each in lines)
    return Share(name, len(lines), launched, sum(each.standing in HANDED_IN for each in lines))


def has_launched(line: Line, day: date) -> bool:
    """The launch's day is there or over, or it was said to be held; a day on which nothing takes place is none."""
    if line.outcome in {HELD, CANCELLED}:
        return line.outcome == HELD
    return line.launch_on is not None and line.launch_on <= day


def _is_ahead(line: Line, day: date) -> bool:
    return line.launch_on is not None and line.launch_on > day and line.outcome not in {HELD, CANCELLED}

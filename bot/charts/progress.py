"""How far a phase is: launched and reported, by cluster and by bloc; and the three figures that matter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.sheets.table.contents import Line, PhaseTable, Place, Standing, Table, Timing

HANDED_IN = {Standing.APPROVED, Standing.SUBMITTED, Standing.RECEIVED}
WORST = 20  # clusters in one picture: more cannot be read on a phone


@dataclass(frozen=True)
class Share:
    """Units of a cluster or bloc: how many there are, how many have launched, how many have reported."""

    name: str
    units: int
    launched: int
    reported: int


@dataclass(frozen=True)
class Progress:
    """A phase as a picture tells it. `left_out`: clusters that are further on than those shown. `registered`: launches that
    are still ahead. `owed_reports`: reports that had to be in by now, or are."""

    title: str
    phase: str
    day: date
    whole: Share
    registered: int
    on_time: int
    owed_reports: int
    wants_reports: bool
    clusters: tuple[Share, ...]
    blocs: tuple[Share, ...]
    left_out: int = 0


def progress_of(table: Table, phase: PhaseTable, no_cluster: str, no_bloc: str) -> Progress:
    """What is drawn of one phase. The clusters that are behind come first; of more than `WORST` only those are shown."""
    lines = [each for each in phase.lines if each.standing is not Standing.EXCUSED]
    clusters = _shares(phase, lines, lambda place: place.cluster, no_cluster)
    timings = [each.timing for each in lines]
    late = sum(isinstance(each, int) and each > 0 for each in timings)
    on_time = sum(isinstance(each, int) and each == 0 for each in timings)
    return Progress(
        title=table.title,
        phase=phase.name,
        day=phase.day,
        whole=_share("", phase, lines),
        registered=sum(each.launch_on is not None and each.launch_on > phase.day for each in lines),
        on_time=on_time,
        owed_reports=on_time + late + timings.count(Timing.MISSING),
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
    launched = sum(each.launch_on is not None and each.launch_on <= phase.day for each in lines)
    return Share(name, len(lines), launched, sum(each.standing in HANDED_IN for each in lines))

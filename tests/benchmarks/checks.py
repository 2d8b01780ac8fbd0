"""`make bench-checks`: of 1,000 made-up reports with an error, how many are doubted; and of as many without one.

Every unit has a pledge and an earlier phase. An honest figure lies within 40 % of the last phase (a total so far only grows);
now and then a unit does twice as much. An error is put into one place of an honest report: two unequal neighbouring digits in
each other's place, a figure too many, more people than the unit has, or two answers in each other's place. It is caught where
that very answer, or the one beside it, is doubted; a false alarm is an honest report with any doubt at all.
"""

import json
import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.campaigns.plan import PlanIndicator
from bot.campaigns.usual import BLOCS, INDICATORS
from bot.reports.checks import Around, doubt, swapped
from bot.reports.kinds import DONG, LAST, PEOPLE, PERCENT, TEXT

REPORTS, QUICK = 1_000, 300
LEAST_CAUGHT, MOST_ALARMS = 0.90, 0.05
GROWTH, DOUBLES = 0.4, 0.03  # of a phase; of the units
AS_PLEDGED = 0.3  # of the figures: done to the letter, as reports like to say
UNITS = 40  # in each bloc
# What a unit of a hundred people does in half a year.
USUAL = {"đoàn viên": 6.0, "người": 8.0, "sáng kiến": 12.0, "công trình": 4.0, "lượt người": 90.0, "cuộc": 4.0, "tiết": 20.0}
USUAL_DONG, USUAL_PERCENT = 40_000_000.0, 92.0


@dataclass
class Made:
    """A unit's report: the figures as they are sent, and what the bot knows of the unit."""

    indicators: list[PlanIndicator]
    members: int
    last: list[float]
    pledge: list[float]
    sent: list[float]


def make_reports(rng: random.Random) -> list[Made]:
    """Honest reports of a phase, of units of three blocs."""
    made = []
    for bloc in BLOCS:
        asked = [each for each in INDICATORS if each.bloc in (None, bloc.label) and each.kind != TEXT]
        made += [_unit(asked, rng) for _ in range(UNITS)]
    return made


def _unit(asked: list[PlanIndicator], rng: random.Random) -> Made:
    members = round(math.exp(rng.uniform(math.log(15), math.log(500))))
    last = [_usual(each, members, rng) for each in asked]
    pledge = [_like(each, value * rng.uniform(1.0, 1.2), members) for each, value in zip(asked, last, strict=True)]
    doubles = rng.random() < DOUBLES
    grown = [_like(each, value * _growth(each, rng, doubles=doubles), members) for each, value in zip(asked, last, strict=True)]
    sent = [aim if rng.random() < AS_PLEDGED and not doubles else did for aim, did in zip(pledge, grown, strict=True)]
    return Made(asked, members, last, pledge, sent)


def _usual(asked: PlanIndicator, members: int, rng: random.Random) -> float:
    if asked.unit == PERCENT:
        return _like(asked, rng.uniform(80, 100), members)
    return _like(
        asked, (USUAL_DONG if asked.unit == DONG else USUAL[asked.unit]) * members / 100 * rng.lognormvariate(0, 0.4), members
    )


def _growth(asked: PlanIndicator, rng: random.Random, *, doubles: bool) -> float:
    if asked.unit == PERCENT:
        return rng.uniform(0.9, 1.1)
    return 2.0 if doubles else 1 + rng.uniform(0 if asked.kind == LAST else -GROWTH, GROWTH)


def _like(asked: PlanIndicator, value: float, members: int) -> float:
    """As people report it: whole, money in millions, no more people than there are, no more than 100 %."""
    if asked.unit == DONG:
        return max(round(value, -6), 1_000_000)
    most = members if asked.unit in PEOPLE else 100 if asked.unit == PERCENT else math.inf
    return float(min(max(round(value), 1), most))


def doubted(report: Made, others: list[Made]) -> set[int]:
    """Which answers of a report would be asked about."""
    around = [_around(report, at, others) for at in range(len(report.sent))]
    found = {at for at, value in enumerate(report.sent) if doubt(value, around[at])}
    for at in range(1, len(report.sent)):
        if swapped(report.sent[at], around[at], report.sent[at - 1], around[at - 1]):
            found |= {at - 1, at}
    return found


def _around(report: Made, at: int, others: list[Made]) -> Around:
    asked = report.indicators[at]
    alike = [each for each in others if each is not report and each.indicators == report.indicators]
    peers = [each.sent[at] for each in alike if report.members / 2 <= each.members <= report.members * 2]
    return Around(asked.unit, asked.kind, report.pledge[at], report.last[at], report.members, peers)


def _digits(report: Made, rng: random.Random) -> set[int]:
    """Two unequal neighbouring digits in each other's place, in a number that people type out."""
    places = [
        (at, place)
        for at, each in enumerate(report.indicators)
        for place in range(len(_typed(each, report.sent[at])) - 1)
        if each.unit != PERCENT and _turned(_typed(each, report.sent[at]), place) is not None
    ]
    if not places:
        return set()
    at, place = rng.choice(places)
    factor = report.sent[at] / int(_typed(report.indicators[at], report.sent[at]))
    report.sent[at] = float(_turned(_typed(report.indicators[at], report.sent[at]), place) or 0) * factor
    return {at}


def _typed(asked: PlanIndicator, value: float) -> str:
    """The digits that are typed: of money its millions."""
    return str(int(value / 1_000_000) or int(value)) if asked.unit == DONG else str(int(value))


def _turned(digits: str, place: int) -> int | None:
    turned = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    return int(turned) if turned != digits and turned[0] != "0" else None


def _tenfold(report: Made, rng: random.Random) -> set[int]:
    at = rng.choice([at for at, each in enumerate(report.indicators) if each.unit != PERCENT])
    report.sent[at] *= 10
    return {at}


def _members(report: Made, rng: random.Random) -> set[int]:
    at = rng.choice([at for at, each in enumerate(report.indicators) if each.unit in PEOPLE])
    report.sent[at] = float(rng.randint(report.members + 1, report.members * 3))
    return {at}


def _fields(report: Made, rng: random.Random) -> set[int]:
    unequal = [at for at in range(1, len(report.sent)) if report.sent[at] != report.sent[at - 1]]
    at = rng.choice(unequal)
    report.sent[at - 1], report.sent[at] = report.sent[at], report.sent[at - 1]
    return {at - 1, at}


ERRORS: dict[str, Callable[[Made, random.Random], set[int]]] = {
    "digits": _digits,
    "tenfold": _tenfold,
    "members": _members,
    "fields": _fields,
}


def measure(count: int, seed: int) -> dict[str, float | dict[str, float]]:
    """`count` reports with an error and as many without; the rates, and the rate for each kind of error."""
    rng = random.Random(seed)  # noqa: S311  made-up reports are no secret
    put: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    alarms = clean = 0
    while put.total() < count:
        reports = make_reports(rng)
        alarms += sum(bool(doubted(each, reports)) for each in reports)
        clean += len(reports)
        for report in reports:
            kind = rng.choice(list(ERRORS))
            honest = list(report.sent)
            places = ERRORS[kind](report, rng)
            if places:
                put[kind] += 1
                caught[kind] += bool(places & doubted(report, reports))
            report.sent = honest
    rates = {kind: round(caught[kind] / put[kind], 3) for kind in ERRORS}
    return {"caught": round(caught.total() / put.total(), 3), "false_alarms": round(alarms / clean, 3), "by_kind": rates}


def main(*, quick: Annotated[bool, typer.Option(help="A third of the reports.")] = False, seed: int = 1) -> None:
    """Print the rates as JSON; exit 1 where one is worse than its bar."""
    found = measure(QUICK if quick else REPORTS, seed)
    print(json.dumps(found))  # noqa: T201
    if float(str(found["caught"])) < LEAST_CAUGHT or float(str(found["false_alarms"])) > MOST_ALARMS:
        raise SystemExit(1)


if __name__ == "__main__":
    typer.run(main)

"""How long a rehearsal takes: 600 units, the 365 days of a year, a campaign of four phases with all kinds of duty, nobody joined.

`seconds`: on the clock, copying included; `cpu_seconds`: of one core, where others use the machine as well; `messages` and
`units`. One line of JSON; exit code 1 when the bar is missed.

    make bench-rehearsal
    make bench-rehearsal ARGS=--quick  20 units
"""

import json
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Engine

from bot import campaigns, migrations
from bot.campaigns.plan import Plan, PlanPhase
from bot.clock import instant
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import DutyRule, written
from bot.rehearsing import Rehearsal, rehearse
from tests.simulation.scene import Scene, add, found, open_unit
from tests.support.talking import transaction

UNITS, FEW = 600, 20
YEAR = 2027
NOW = datetime(YEAR, 1, 1, 1, 0, tzinfo=UTC)
RULES = {LAUNCH: ("start", 10), HELD: ("start", 30), PLEDGE: ("start", 20), REPORT: ("end", 3), NOTE: ("quarter", 7)}
PHASES = ((1, 5), (4, 1), (7, 1), (10, 1), (12, 26))
BAR = 60.0


def build(engine: Engine, count: int) -> Scene:
    """A federation of so many units that nobody leads here yet."""
    migrations.upgrade(engine)
    bounds = [date(YEAR, month, day) for month, day in PHASES]
    phases = tuple(
        PlanPhase(name=f"Đợt {n}", start=first, start_precision="day", end=after - timedelta(days=1), end_precision="day")
        for n, (first, after) in enumerate(pairwise(bounds), 1)
    )
    with transaction(engine) as db:
        scene = found(db, weekly_cap=5)
        for n in range(count):
            open_unit(db, scene, f"Trường Tiểu học số {n}", date(2025, 7, 1))
        plan = Plan(f"Thi đua {YEAR}", "Liên đoàn", phases=phases)
        scene.campaign = written(
            campaigns.keep(db, scene.federation, plan, "td", is_open=True, armed_at=instant(date(YEAR, 1, 1))).id
        )
        _confirm(db, scene)
        filling.fill(db, scene.federation, NOW.date())
    return scene


def _confirm(db: Transaction, scene: Scene) -> None:
    owner: dict[str, Any] = {"federation_id": scene.federation, "campaign_id": scene.campaign, "origin": "officer"}
    for kind, (anchor, days) in RULES.items():
        add(db, DutyRule(**owner, kind=kind, anchor=anchor, days=days, confirmed_at=NOW))


def measure(count: int) -> dict[str, float]:
    """One rehearsal of a year."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/live.db")
        scene = build(engine, count)
        begun, worked = time.perf_counter(), time.process_time()
        told: Rehearsal = rehearse(engine, scene.federation, scene.campaign, YEAR, NOW)
        figures = {"seconds": time.perf_counter() - begun, "cpu_seconds": time.process_time() - worked}
        engine.dispose()
    days_off = len(told.days_off())
    return {**{name: round(each, 1) for name, each in figures.items()}, **_counts(told), "days_off": days_off}


def _counts(told: Rehearsal) -> dict[str, int]:
    return {"messages": len(told.messages), "units": told.units, "most_a_week": told.most_a_week()}


def main() -> int:
    count = FEW if "--quick" in sys.argv else UNITS
    figures = measure(count)
    print(json.dumps(figures))  # noqa: T201
    missed = [f"seconds: {figures['seconds']}"] if figures["seconds"] > BAR else []
    if figures["units"] != count or not figures["messages"] or figures["days_off"]:
        missed.append(f"not all units, no messages, or some on days off: {figures}")
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

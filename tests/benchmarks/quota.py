"""A month's budget: 500 chairs on 10 bots with 50 places and 3,000 messages each, through a campaign's month.

`over_quota`: messages that were tried beyond what the platform allows; `due_day_lost`: chairs whom nothing told on the day that
a duty of theirs was due; `due_days` of how many; `most`: messages of the busiest bot. `tight_…`: the same where the month is
far too short; then `tight_greetings` and `tight_digests` are left out, and nothing that is due; `tight_unanswered` are replies
for which nothing was left at the end of the month: they leave as long as anything is left, so in a month that is shorter still
they can use up what was kept. One line of JSON; exit code 1 when a bar is missed.

    make bench-quota
    make bench-quota ARGS=--quick  16 chairs on 2 bots
"""

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select

from bot import loop
from bot.clock import local
from bot.models import LadderRung, Outbox, Reminder, table_of
from bot.post.outbox import REPLY
from bot.reminders.subjects import ANNIVERSARY, BUDGET, CAP, CHAIR, DUTIES
from tests.benchmarks.quota_month import FIRST, LAST, Counted, Size, live

USUAL, TIGHT = Size(10, 50, 3_000), Size(10, 50, 1_250)
QUICK_USUAL, QUICK_TIGHT = Size(2, 8, 480), Size(2, 8, 200)

reminder, rung, outbox = table_of(Reminder), table_of(LadderRung), table_of(Outbox)
ROWS = (
    select(
        *(reminder.c[name] for name in ("person_id", "due_on", "fires_at", "dropped")),
        rung.c.subject,
        rung.c.days,
        rung.c.audience,
        outbox.c.state,
        outbox.c.settled_at,
    )
    .join_from(reminder, rung, rung.c.id == reminder.c.rung_id)
    .outerjoin(outbox, outbox.c.id == reminder.c.outbox_id)
)
UNANSWERED = select(func.count()).where(outbox.c.priority == REPLY, outbox.c.state == "dead")


def measure(size: Size) -> dict[str, int]:
    """One month."""
    with tempfile.TemporaryDirectory() as folder:
        engine, lines = loop.run(live(Path(folder), size))
        try:
            return _count(engine, lines)
        finally:
            engine.dispose()


def _count(engine: Engine, lines: list[Counted]) -> dict[str, int]:
    with engine.connect() as connection:
        rows = connection.execute(ROWS).all()
        unanswered = connection.execute(UNANSWERED).scalar_one()
    due = [each for each in rows if each.days == 0 and each.subject in DUTIES and each.audience == CHAIR and each.due_on <= LAST]
    missed = [each for each in due if _is_lost(each)]
    short = {(each.person_id, local(each.fires_at).date()): each.subject for each in rows if each.dropped == BUDGET}
    sent = [each.fake.sent[f"{FIRST:%Y-%m}"] for each in lines]
    return {
        "over_quota": sum(each.refused for each in lines),
        "due_day_lost": len({(each.person_id, each.due_on) for each in missed}),
        "due_days": len({(each.person_id, each.due_on) for each in due if each.dropped is None}),
        "most": max(sent),
        "greetings": Counter(short.values())[ANNIVERSARY],
        "unanswered": unanswered,
        "digests": len(short) - Counter(short.values())[ANNIVERSARY],
    }


def _is_lost(row: Any) -> bool:
    """What was done meanwhile, or put off by its chair, is not."""
    if row.dropped is not None:
        return row.dropped in {BUDGET, CAP}
    return row.state != "sent" or local(row.settled_at).date() != local(row.fires_at).date()


def main() -> None:
    """Both months."""
    begun = time.perf_counter()
    usual, tight = (QUICK_USUAL, QUICK_TIGHT) if "--quick" in sys.argv else (USUAL, TIGHT)
    found = measure(usual)
    found |= {f"tight_{name}": value for name, value in measure(tight).items()}
    found["seconds"] = round(time.perf_counter() - begun)
    print(json.dumps(found))  # noqa: T201
    problems = [
        f"{name} is {found[name]}, not 0" for name in found if name.endswith(("over_quota", "due_day_lost")) and found[name]
    ]
    if not found["due_days"] or not found["tight_greetings"] or not found["tight_digests"]:
        problems.append("nothing was due, or the tight month was not tight")
    if problems:
        sys.exit("; ".join(problems))


if __name__ == "__main__":
    main()

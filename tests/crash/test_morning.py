"""A bot that is started in the middle of a morning sends nobody two digests: what waited since the evening leaves with what this
morning adds, though nobody ticked just before the hour."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from bot.models import Outbox, table_of
from tests.crash.acting import Step, waits
from tests.crash.flow import CHAIR, EVE, LIFTED, STEPS
from tests.crash.stores import Store
from tests.crash.trial import Lane, reach

outbox = table_of(Outbox)
EVENING = next(number for number, step in enumerate(STEPS) if step.at == EVE)  # the step before which nobody ticks any more


async def test_one_digest_after_a_start_in_the_morning(store: Store, tmp_path: Path) -> None:
    async with Lane.open(store, tmp_path, "only") as lane:
        begin = replace(await reach(lane, EVENING), now=LIFTED)
        async with lane.trial(begin) as trial:
            outcome = await trial.play((Step(CHAIR, waits, "ngừng nhắc"),), ())
            assert outcome.record is not None, outcome.problem
            sent = select(outbox.c.key).where(outbox.c.settled_at == LIFTED, outbox.c.kind == "digest")
            with trial.reader.connect() as connection:
                assert connection.execute(sent).scalars().all() == ["digest/2/2026-03-14"]

"""An update whose turn kills the process is tried a few times and then set aside; everybody else is answered all the same."""

import asyncio
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from bot.asking.turn import CRASHES
from bot.models import Inbox, table_of
from tests.crash.flow import CHAIR, OFFICER
from tests.crash.nursery import DEADLY
from tests.crash.stores import Store
from tests.crash.trial import KILLED, Checkpoint, Lane, Trial

inbox = table_of(Inbox)


async def test_a_deadly_update_is_set_aside(store: Store, tmp_path: Path) -> None:
    async with Lane.open(store, tmp_path, "only") as lane, lane.trial(Checkpoint(), poisoned=True) as trial:
        chair, officer = trial.people[CHAIR], trial.people[OFFICER]
        lives = asyncio.create_task(_live_again_and_again(trial))
        await trial.settled()
        chair.phone.say(f"/{DEADLY}")
        chair.phone.say("/trogiup")
        officer.phone.say("/trogiup")
        await asyncio.gather(chair.hears("Hệ thống đang bận"), officer.hears("❓"))
        await chair.hears("❓")
        await trial.settled()
        await trial.end(lives)
        with trial.reader.connect() as connection:
            rows = connection.execute(select(inbox.c.state, inbox.c.problem, inbox.c.crashes).order_by(inbox.c.id)).all()
    assert [row.state for row in rows] == ["dead", "done", "done"]
    assert rows[0].problem.startswith(f"stopped the program {CRASHES} times")
    # The first time it comes in the middle of work, and nobody counts it; then each start counts before it tries.
    assert lives.result() == CRASHES + 1


async def _live_again_and_again(trial: Trial) -> int:
    """Start the application whenever it has died; returns how often it did before the trial was over."""
    deaths = 0
    while not trial.over:
        trial.order = replace(trial.order, life=trial.order.life + 1)
        status = await trial.lane.nursery.live(trial.order)
        assert status == KILLED, trial.log()
        trial.lane.store.free(trial.lane.database)
        deaths += not trial.over
    return deaths

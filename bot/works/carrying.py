"""An amended pledge is written as new rows; what was said of a work goes on with the work of the same name.

A work that is finished stays finished. That it comes later, or was dropped, was said of the day it had then: if the amendment
names another day, that is the newer word, and the work is open until then.
"""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Pledge, WorkState, table_of
from bot.vietnamese.folding import fold
from bot.works.standing import FINISHED, OF_WORK, OPEN, state, work

pledge = table_of(Pledge)

Place = tuple[str, int]  # a name, and how many of that name stand before it in its pledge
WORKS: Prepared[Any] = Prepared(
    select(
        pledge.c.id.label("pledge"),
        *(work.c[name] for name in ("id", "federation_id", "name", "finish_on")),
        state.c.id.label("said"),
    )
    .join_from(work, pledge, pledge.c.id == work.c.pledge_id)
    .outerjoin(state, OF_WORK)
    .where(pledge.c.duty_id == bindparam("of_duty"))
    .order_by(pledge.c.version, work.c.position)
)


def carry(db: Transaction, duty_id: int, pledge_id: int) -> None:
    """Let what was said of the works of a duty's earlier pledges hold for those of `pledge_id`, which was just written."""
    counts: Counter[tuple[int, str]] = Counter()
    said: dict[Place, tuple[int, date | None]] = {}
    for of_pledge, work_id, federation_id, name, finish_on, row in db.all(WORKS, of_duty=duty_id):
        place = (fold(name), counts[of_pledge, fold(name)])
        counts[of_pledge, fold(name)] += 1
        if of_pledge != pledge_id:
            if row is not None:
                said[place] = (row, finish_on)
        elif place in said:
            old, day = said[place]
            _copy(db, federation_id, work_id, old, is_same_day=day == finish_on)


def _copy(db: Transaction, federation_id: int, work_id: int, row: int, *, is_same_day: bool) -> None:
    old = db.session.get_one(WorkState, row)
    if old.state == OPEN or (old.state != FINISHED and not is_same_day):
        return
    owner: dict[str, Any] = {"federation_id": federation_id, "work_id": work_id, "version": 1, "is_latest": True}
    kept = {name: getattr(old, name) for name in ("state", "day", "value", "reason", "document_id", "person_id", "recorded_at")}
    db.session.add(WorkState(**owner, **kept))

"""Whether the program is at work: asked by `thidua health`, and so by Docker."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Heartbeat, table_of

heartbeat = table_of(Heartbeat)

DEAF = 300.0  # seconds without a successful poll
STILL = timedelta(seconds=180)

BEAT: Prepared[tuple[()]] = Prepared(
    postgresql.insert(heartbeat)
    .values(name=bindparam("name"), at=bindparam("at"))
    .on_conflict_do_update(index_elements=["name"], set_={"at": bindparam("at")})
)


def beat(db: Transaction, now: datetime, *, receiving: bool) -> None:
    """The tick ran; and updates were polled lately, or not."""
    db.run(BEAT, name="tick", at=now)
    if receiving:
        db.run(BEAT, name="poll", at=now)


def complaints(connection: Connection, now: datetime) -> list[str]:
    """What is not well; empty when all is."""
    seen = {row.name: row.at for row in connection.execute(select(heartbeat))}
    limits = {"tick": STILL, "poll": STILL + timedelta(seconds=DEAF)}
    return [name for name, limit in limits.items() if name not in seen or now - seen[name] > limit]

"""Correcting and withdrawing what was sent: changed where a channel can change it, else said in a message of its own."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, delete, func, literal, select, update
from sqlalchemy.dialects import postgresql

from bot import operations
from bot.announcements import keeping
from bot.announcements.confirming import DROP
from bot.announcements.keeping import CANCELLED, PAUSED, PROPOSED, SENDING, SENT, TEMPLATE, WITHDRAWN, Piece, part
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import UtcDateTime
from bot.doors import ABILITIES
from bot.encoding import encode
from bot.models import Announcement, Bot, Outbox, table_of, written
from bot.post import outbox as post
from bot.post.outbox import REST

outbox, bot = table_of(Outbox), table_of(Bot)

COUNTED = {"preserve_rowcount": True}  # else an INSERT … SELECT on PostgreSQL says -1
CANNOT_CHANGE = [channel for channel, abilities in ABILITIES.items() if not abilities.can_edit]
FORGET: Prepared[tuple[()]] = Prepared(
    delete(part).where(
        part.c.announcement_id == bindparam("row"), part.c.position == bindparam("place"), part.c.version == PROPOSED
    )
)
PROPOSAL: Prepared[Any] = Prepared(
    select(part.c.id, part.c.position).where(part.c.announcement_id == bindparam("row"), part.c.version == PROPOSED)
)
NEWEST = Prepared(
    select(func.max(part.c.version)).where(part.c.announcement_id == bindparam("row"), part.c.position == bindparam("place")),
    int,
)
ACCEPT: Prepared[tuple[()]] = Prepared(update(part).where(part.c.id == bindparam("row")).values(version=bindparam("new_version")))


def may_be_mended(row: Announcement) -> bool:
    """Whether anybody may have got it."""
    return row.state in {SENDING, PAUSED, SENT} or (row.state == CANCELLED and row.queued_at is not None)


def propose(db: Transaction, row: Announcement, position: int, piece: Piece) -> str:
    """Keep a correction until it is confirmed; what was proposed before is forgotten. Returns its sign for the button."""
    for _row, place in db.all(PROPOSAL, row=row.id):
        db.run(FORGET, row=row.id, place=place)
    keeping.put_part(db, row, position, PROPOSED, piece)
    return sign(db, row) or ""


def sign(db: Transaction, row: Announcement) -> str | None:
    """Tells one proposal from another; None: there is none."""
    found = db.first(PROPOSAL, row=row.id)
    return str(found[0]) if found else None


def correct(db: Transaction, row: Announcement, by: int, now: datetime) -> int | None:
    """Let the proposed correction hold: it is shown wherever the message has arrived, and sent where it has not. Returns how
    many messages change; None: nothing is proposed."""
    found = db.first(PROPOSAL, row=row.id)
    if found is None:
        return None
    proposal, position = found
    version = db.all(NEWEST, row=row.id, place=position)[0] + 1
    db.run(ACCEPT, row=proposal, new_version=version)
    operations.record(
        db, row.federation_id, "announcement.correct", now, person_id=by, unit_id=row.unit_id, announcement=row.id, part=position
    )
    prefix = f"announcement/{row.id}/{position}/"
    return _say_apart(db, row, prefix, position, f"v{version}", now) + _change(db, row, prefix, now)


def withdraw(db: Transaction, row: Announcement, by: int, now: datetime) -> bool:
    """Take it back: what waits is dropped, what arrived says that it was withdrawn. False: it was not sent, or is withdrawn."""
    if not may_be_mended(row):
        return False
    row.state, row.ended_at, row.queued_at = WITHDRAWN, now, row.queued_at or now
    db.session.add(row)
    db.session.flush()
    operations.record(db, row.federation_id, "announcement.withdraw", now, person_id=by, unit_id=row.unit_id, announcement=row.id)
    db.run(DROP, row=row.id, now=now)
    _say_apart(db, row, f"announcement/{row.id}/1/", 1, "withdrawn", now)
    _change(db, row, f"announcement/{row.id}/", now)
    return True


def _arrived(row: Announcement, prefix: str) -> Any:
    ours = and_(outbox.c.announcement_id == row.id, outbox.c.key.startswith(prefix, autoescape=True))
    return and_(ours, outbox.c.kind == TEMPLATE, outbox.c.sent_as.is_not(None))


def _change(db: Transaction, row: Announcement, prefix: str, now: datetime) -> int:
    """Have what arrived written anew where that can be shown."""
    cannot = select(bot.c.id).where(bot.c.channel.in_(CANNOT_CHANGE))
    again = update(outbox).where(_arrived(row, prefix), outbox.c.bot_id.not_in(cannot))
    values = {"state": "waiting", "revision": outbox.c.revision + 1, "attempts": 0, "not_before": now}
    return int(db.connection.execute(again.values(values), execution_options=COUNTED).rowcount)


def _say_apart(db: Transaction, row: Announcement, prefix: str, position: int, mark: str, now: datetime) -> int:
    """Where a message cannot be changed, another one says what holds."""
    body = encode({"announcement": written(row.id), "part": position, "apart": True})
    key = literal(f"announcement/{row.id}/{mark}/{position}/", String) + cast(outbox.c.chat_id, String)
    fixed = (literal(REST), literal(TEMPLATE), literal(body), literal("waiting"), literal(0), literal(0))
    rows = (
        select(outbox.c.federation_id, outbox.c.bot_id, outbox.c.chat_id, key, *fixed, literal(now, UtcDateTime))
        .join_from(outbox, bot, bot.c.id == outbox.c.bot_id)
        .where(_arrived(row, prefix), bot.c.channel.in_(CANNOT_CHANGE))
    )
    db.flush()
    added = postgresql.insert(outbox).from_select(post.COLUMNS, rows).on_conflict_do_nothing()
    return int(db.connection.execute(added, execution_options=COUNTED).rowcount)

"""What is written of an announcement, and its preview. Nothing here sends anything to anybody but its author."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot import rights
from bot.announcements.audience import Audience
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import Announcement, AnnouncementPart, table_of, written
from bot.people import Held
from bot.post import outbox
from bot.post.message import Style
from bot.post.outbox import REPLY, Address
from bot.rights import Reach

announcement, part = table_of(Announcement), table_of(AnnouncementPart)

TEMPLATE = "announcement"
UNCONFIRMED, SCHEDULED, SENDING, PAUSED = "unconfirmed", "scheduled", "sending", "paused"
SENT, CANCELLED, WITHDRAWN = "sent", "cancelled", "withdrawn"
PROPOSED = 0  # the version of a correction that nobody has confirmed yet
QUOTED = 60  # characters by which an announcement is named


@dataclass(frozen=True)
class Piece:
    """One message of an announcement: a text with its styles, or a document."""

    text: str
    styles: tuple[Style, ...] = ()
    document_id: int | None = None


newer = part.alias("newer")
PARTS: Prepared[Any] = Prepared(
    select(part.c.id, part.c.position, part.c.version, part.c.text, part.c.document_id)
    .where(part.c.announcement_id == bindparam("of_announcement"), part.c.version > PROPOSED)
    .where(
        part.c.version
        == select(func.max(newer.c.version))
        .where(newer.c.announcement_id == part.c.announcement_id, newer.c.position == part.c.position)
        .scalar_subquery()
    )
    .order_by(part.c.position)
)
LOCK = Prepared(select(announcement.c.id).where(announcement.c.id == bindparam("row")).with_for_update(), int)
MINE: Prepared[Any] = Prepared(
    select(announcement.c.id)
    .where(announcement.c.federation_id == bindparam("federation"))
    .order_by(announcement.c.id.desc())
    .limit(bindparam("at_most"))
)


def write(
    db: Transaction, federation_id: int, person_id: int, held: Held, audience: Audience, pieces: Sequence[Piece], now: datetime
) -> Announcement:
    """Keep a new announcement, to be sent at once when it is confirmed; nobody gets it before."""
    row = Announcement(
        federation_id=federation_id,
        person_id=person_id,
        unit_id=held.unit_id,
        cluster_id=held.cluster_id,
        audience=audience.to_json(),
        state=UNCONFIRMED,
        starts_at=now,
        follows_id=audience.silent,
        made_at=now,
    )
    db.session.add(row)
    db.session.flush()
    for position, piece in enumerate(pieces, 1):
        put_part(db, row, position, 1, piece)
    return row


def put_part(db: Transaction, row: Announcement, position: int, version: int, piece: Piece) -> None:
    """Keep a version of one message."""
    styles = encode([vars(each) for each in piece.styles])
    own: dict[str, Any] = {"federation_id": row.federation_id, "announcement_id": written(row.id)}
    told: dict[str, Any] = {"text": piece.text, "styles": styles, "document_id": piece.document_id}
    db.session.add(AnnouncementPart(**own, position=position, version=version, **told))
    db.session.flush()


def parts(db: Transaction, announcement_id: int) -> list[Any]:
    """The messages as they hold: number of the row, position, version, text, document."""
    return db.all(PARTS, of_announcement=announcement_id)


def find(db: Transaction, held: Held, federation_id: int, announcement_id: int, day: date) -> Announcement | None:
    """An announcement of a unit within an office's reach, locked until the turn ends: what is done to it is done once."""
    db.first(LOCK, row=announcement_id)
    row = db.session.get(Announcement, announcement_id, populate_existing=True)
    if row is None or row.federation_id != federation_id or not is_over(db, held, row, day):
        return None
    return row


def latest(db: Transaction, held: Held, federation_id: int, day: date, at_most: int) -> list[Announcement]:
    """The newest announcements of units within an office's reach."""
    numbers = [each[0] for each in db.all(MINE, federation=federation_id, at_most=at_most)]
    rows = [db.session.get_one(Announcement, number) for number in numbers]
    return [row for row in rows if is_over(db, held, row, day)]


def is_over(db: Transaction, held: Held, row: Announcement, day: date) -> bool:
    """Whether an office reaches the unit that sends it; its very own reach need not be looked for in the tree."""
    same = (held.unit_id, held.cluster_id) == (row.unit_id, row.cluster_id)
    return same or rights.reaches(db, held, row.unit_id, day)


def reach_of(row: Announcement) -> Reach:
    """How far the office it is sent by reaches."""
    return Reach(row.unit_id, row.cluster_id)


def stamp(db: Transaction, row: Announcement) -> str:
    """Tells one preview from another: a button under an older one confirms nothing."""
    seen = [[each[0] for each in parts(db, written(row.id))], row.audience, row.starts_at.isoformat(), row.wants_acknowledgement]
    return hashlib.sha256(encode(seen).encode()).hexdigest()[:6]


def preview(db: Transaction, row: Announcement, to: Address, update: str, now: datetime, *, proposed: int | None = None) -> None:
    """Show the author each message as it will arrive; `update` is what asked for it, `proposed` the part whose correction is
    looked at, which is shown alone."""
    positions = [each[1] for each in parts(db, written(row.id))] if proposed is None else [proposed]
    for position in positions:
        body = {"announcement": row.id, "part": position, "preview": "proposed" if proposed else "whole"}
        outbox.put(db, to, f"preview/{row.id}/{to.chat_id}/{update}/{position}", TEMPLATE, encode(body), now, REPLY)


def name(db: Transaction, announcement_id: int) -> str:
    """Its first words, by which people know it."""
    words = " ".join(" ".join(each[3] for each in parts(db, announcement_id)[:1]).split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"

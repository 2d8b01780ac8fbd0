"""A nation of grassroots unions, each with a chair who is linked, and an announcement to all of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, insert, select

from bot.announcements.audience import Audience
from bot.announcements.keeping import SCHEDULED
from bot.database.transaction import Transaction
from bot.models import (
    Account,
    Affiliation,
    Announcement,
    AnnouncementPart,
    Chat,
    Level,
    Office,
    Person,
    Unit,
    table_of,
    written,
)
from bot.people import CHAIR, OFFICER
from bot.vietnamese.folding import fold, sort_key
from tests.benchmarks.broadcast_queue import TEXT

FIRST_ROW = 1_000_000  # rows of the nation are numbered from here on, the same in every table


def settle(db: Transaction, bot_id: int, first: int, count: int, now: datetime) -> None:
    """Put `count` units below the only top unit there is; the platform's ids of their chairs begin with `first`."""
    top = db.connection.execute(select(table_of(Unit)).order_by(table_of(Unit).c.id)).first()
    grassroots = db.connection.execute(select(table_of(Level).c.id).where(table_of(Level).c.is_grassroots)).scalars().first()
    owner: dict[str, Any] = {"federation_id": 1}
    since = date(2020, 1, 1)
    rows = range(FIRST_ROW, FIRST_ROW + count)
    name = "Công đoàn cơ sở"
    unit = {"name": name, "folded": fold(name), "sort_key": sort_key(name), "level_id": grassroots, "valid_from": since}
    title = {"role": CHAIR, "title": "Chủ tịch", "is_deputy": False, "valid_from": since}
    _add(db, table_of(Unit), ({**owner, "id": n, **unit} for n in rows))
    parents = {"parent_id": top.id if top else 0, "valid_from": since}
    _add(db, table_of(Affiliation), ({**owner, "unit_id": n, **parents} for n in rows))
    _add(db, table_of(Person), ({**owner, "id": n, "name": "Nguyễn Thị Mai", "language": "vi"} for n in rows))
    _add(db, table_of(Office), ({**owner, "person_id": n, "unit_id": n, **title} for n in rows))
    numbered = list(zip(rows, map(str, range(first, first + count)), strict=True))
    chat = {"bot_id": bot_id, "language": "vi", "wrong_codes": 0}
    _add(db, table_of(Chat), ({**owner, "id": n, "address": address, **chat} for n, address in numbered))
    linked = {"bot_id": bot_id, "linked_at": now}
    accounts = ({**owner, "platform_id": address, "person_id": n, "chat_id": n, **linked} for n, address in numbered)
    _add(db, table_of(Account), accounts)


def announce(db: Transaction, now: datetime) -> int:
    """An announcement to everybody, confirmed and due; its number."""
    top = db.connection.execute(select(table_of(Unit).c.id).order_by(table_of(Unit).c.id)).scalars().first() or 0
    author = Person(federation_id=1, name="Trần Thu Hà")
    db.session.add(author)
    db.session.flush()
    by: dict[str, Any] = {"federation_id": 1, "person_id": written(author.id), "unit_id": top}
    db.session.add(Office(**by, role=OFFICER, title="Phó Chủ tịch", valid_from=date(2020, 1, 1)))
    row = Announcement(**by, audience=Audience("tất cả").to_json(), state=SCHEDULED, starts_at=now, made_at=now)
    db.session.add(row)
    db.session.flush()
    number = written(row.id)
    db.session.add(AnnouncementPart(federation_id=1, announcement_id=number, position=1, text=TEXT))
    db.session.flush()
    return number


def _add(db: Transaction, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    db.connection.execute(insert(table), list(rows))

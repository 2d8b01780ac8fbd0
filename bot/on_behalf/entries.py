"""Who entered which version of a duty for a unit, and from what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from bot import operations
from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.models import Document, Duty, OnBehalf, Person, table_of, written
from bot.on_behalf.versions import newest, of_row
from bot.reports.filed import Proof

CALL, PAPER = "call", "paper"  # what it was entered from

on_behalf, person, document = table_of(OnBehalf), table_of(Person), table_of(Document)


@dataclass(frozen=True)
class Entry:
    """A version that an officer entered. `before` is the version that held until then (0: none); `recorded_at` when it was
    entered, also where it holds again since; `name` is the officer's."""

    duty_id: int
    version: int
    before: int
    entered_by: int
    name: str
    source: str
    document_id: int | None
    recorded_at: datetime
    objected_at: datetime | None


def entry_rows() -> Select[Any]:
    """The columns of an `Entry`."""
    return select(
        on_behalf.c.duty_id,
        on_behalf.c.version,
        on_behalf.c.before,
        on_behalf.c.entered_by,
        person.c.name,
        on_behalf.c.source,
        on_behalf.c.document_id,
        on_behalf.c.recorded_at,
        on_behalf.c.objected_at,
    ).join_from(on_behalf, person, person.c.id == on_behalf.c.entered_by)


def entry(duty_id: int, version: int, before: int | None, *rest: Any) -> Entry:
    """An `Entry` of such a row."""
    return Entry(duty_id, version, before or 0, *rest)


OF_DUTY = entry_rows().where(on_behalf.c.duty_id == bindparam("of_duty"))
OF_VERSION = Prepared(OF_DUTY.where(on_behalf.c.version == bindparam("number")), entry)
NEWEST_OF = Prepared(OF_DUTY.order_by(on_behalf.c.version.desc()).limit(1), entry)
PAPER_OF = Prepared(
    select(document.c.id, document.c.name, document.c.media_type)
    .join_from(on_behalf, document, document.c.id == on_behalf.c.document_id)
    .where(on_behalf.c.duty_id == bindparam("of_duty"), on_behalf.c.version == bindparam("number")),
    Proof,
)
COLUMNS = ("federation_id", "duty_id", "version", "before", "entered_by", "source", "document_id", "recorded_at")
ADD = insert_new(on_behalf, *COLUMNS)


def of_version(db: Transaction, duty_id: int, version: int) -> Entry | None:
    """By whom and from what a version was entered; None: the unit said it itself."""
    return db.first(OF_VERSION, of_duty=duty_id, number=version)


def paper_of(db: Transaction, duty_id: int, version: int) -> Proof | None:
    """The photo of the paper from which a version was entered on behalf."""
    return db.first(PAPER_OF, of_duty=duty_id, number=version)


def newest_of(db: Transaction, duty_id: int) -> Entry | None:
    """The last entry for a duty, whatever became of it."""
    return db.first(NEWEST_OF, of_duty=duty_id)


def note(db: Transaction, duty: Duty, before: int, person_id: int, document_id: int | None, now: datetime) -> Entry:
    """Say beside the newest version of a duty, just written, that this person entered it: from the paper of which
    `document_id` is a photo, or from a call (None). `before` is the version that held until then; 0: none did."""
    duty_id, version = written(duty.id), newest(db, duty.kind, written(duty.id))
    told: dict[str, Any] = {"source": CALL if document_id is None else PAPER, "document_id": document_id}
    _add(db, duty.federation_id, duty_id, version, before, entered_by=person_id, recorded_at=now, **told)
    operations.record(
        db,
        duty.federation_id,
        "duty.on_behalf",
        now,
        person_id=person_id,
        unit_id=duty.unit_id,
        duty=duty_id,
        version=version,
        source=told["source"],
    )
    found = of_version(db, duty_id, version)
    if found is None:
        raise LookupError(f"duty {duty_id} has no entry right after one was noted")
    return found


def carry(db: Transaction, federation_id: int, duty_id: int, version: int, onto: int) -> None:
    """`onto` is a copy of `version`, and so was entered by whoever entered that one, if anybody did on the unit's behalf."""
    if found := of_version(db, duty_id, version):
        told: dict[str, Any] = {name: getattr(found, name) for name in ("entered_by", "source", "document_id", "recorded_at")}
        _add(db, federation_id, duty_id, onto, found.before, **told)


def undone(db: Transaction, federation_id: int, kind: str, row: int) -> Entry | None:
    """The version in a row was just taken back by whoever wrote it. What holds again keeps its entry; returns the entry of
    what was taken back, where there is one."""
    found = of_row(db, federation_id, kind, row)
    if found is None:
        return None
    duty_id, version = found
    if (last := newest(db, kind, duty_id)) > version:
        carry(db, federation_id, duty_id, version - 1, last)
    return of_version(db, duty_id, version)


def _add(db: Transaction, federation_id: int, duty_id: int, version: int, before: int, **told: Any) -> None:
    db.run(ADD, federation_id=federation_id, duty_id=duty_id, version=version, before=before or None, **told)

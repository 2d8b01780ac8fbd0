"""What an officer has in hand: others see it for half an hour, and may still take it over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Person, Taking, table_of

taking, person = table_of(Taking), table_of(Person)

REPORT, INQUIRY, EXTENSION, REQUEST = "report", "inquiry", "extension", "request"
LASTS = timedelta(minutes=30)

_NEW = postgresql.insert(taking).values(
    {each: bindparam(each) for each in ("federation_id", "kind", "subject_id", "person_id", "taken_at")}
)
TAKE: Prepared[tuple[()]] = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=["federation_id", "kind", "subject_id"],
        set_={"person_id": _NEW.excluded.person_id, "taken_at": _NEW.excluded.taken_at},
    )
)


@dataclass(frozen=True)
class Taken:
    """What somebody else has in hand, and since when."""

    subject_id: int
    person_id: int
    name: str
    taken_at: datetime

    def minutes(self, now: datetime) -> int:
        """How long ago that was."""
        return max(0, int((now - self.taken_at).total_seconds()) // 60)


OTHERS = Prepared(
    select(taking.c.subject_id, taking.c.person_id, person.c.name, taking.c.taken_at)
    .join_from(taking, person, person.c.id == taking.c.person_id)
    .where(taking.c.federation_id == bindparam("federation"), taking.c.kind == bindparam("of_kind"))
    .where(taking.c.taken_at > bindparam("since"), taking.c.person_id != bindparam("besides")),
    Taken,
)


def take(db: Transaction, federation_id: int, kind: str, subject_id: int, person_id: int, now: datetime) -> None:
    """From now on this officer has it in hand; whoever had it before has it no more."""
    db.run(TAKE, federation_id=federation_id, kind=kind, subject_id=subject_id, person_id=person_id, taken_at=now)


def others(db: Transaction, federation_id: int, kind: str, besides: int, now: datetime) -> dict[int, Taken]:
    """All of a kind that other people have in hand, by its row's number."""
    found = db.all(OTHERS, federation=federation_id, of_kind=kind, since=now - LASTS, besides=besides)
    return {each.subject_id: each for each in found}

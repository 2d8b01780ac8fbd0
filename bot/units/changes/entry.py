"""What every change of the tree begins with: who enters it for which day, what the unit is, and whether it was there."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _, show_date
from bot.models import Federation, Level, Unit, table_of

unit, level, federation = table_of(Unit), table_of(Level), table_of(Federation)


class Impossible(Exception):
    """A change that makes no sense. The text is a sentence for the person who asked for it; `about` says what has to be another:
    the day, a name, or the figures."""

    def __init__(self, reason: str, about: str = "day") -> None:
        super().__init__(reason)
        self.about = about


@dataclass(frozen=True)
class Entry:
    """An entry in the federation's books: from which day on something holds, when it was told, and by whom (None: on the
    command line)."""

    federation_id: int
    day: date
    now: datetime
    person_id: int | None = None


@dataclass(frozen=True)
class Effect:
    """What a change did: the units it opened and closed, how many units moved, offices ended and invites expired, and how many
    people units have from then on, by name."""

    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    moved: int = 0
    offices: int = 0
    invites: int = 0
    people: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: "Effect") -> "Effect":
        both = (self.opened + other.opened, self.closed + other.closed, self.moved + other.moved)
        return Effect(*both, self.offices + other.offices, self.invites + other.invites, self.people + other.people)


@dataclass(frozen=True)
class NewUnit:
    """A unit to be opened. `level_id` None: the level of its neighbours. `members` and `women` are people; None: not known."""

    name: str
    parent_id: int
    level_id: int | None = None
    bloc_id: int | None = None
    code: str | None = None
    members: int | None = None
    women: int | None = None
    chair: str = field(default="", kw_only=True)
    phone: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Known:
    """A unit as the books have it."""

    id: int
    name: str
    level_id: int
    depth: int
    is_grassroots: bool
    bloc_id: int | None
    valid_from: date
    valid_to: date | None


KNOWN = Prepared(
    select(
        unit.c.id,
        unit.c.name,
        unit.c.level_id,
        level.c.depth,
        level.c.is_grassroots,
        unit.c.bloc_id,
        unit.c.valid_from,
        unit.c.valid_to,
    )
    .join_from(unit, level, level.c.id == unit.c.level_id)
    .where(unit.c.federation_id == bindparam("federation"), unit.c.id == bindparam("row")),
    Known,
)
# Two changes at a time could make a circle that neither of them sees. SQLite has one writer anyway. Not FOR UPDATE: that waits
# for everybody who writes a row of this federation, and two who wrote one already would wait for each other.
LOCK: Prepared[Any] = Prepared(select(federation.c.id).where(federation.c.id == bindparam("row")).with_for_update(key_share=True))


def begin(db: Transaction, entry: Entry) -> None:
    """Until the transaction ends nobody else changes this federation's tree."""
    db.all(LOCK, row=entry.federation_id)


def known(db: Transaction, entry: Entry, unit_id: int) -> Known:
    """The unit, if it is one of this federation. Raises Impossible."""
    found = db.first(KNOWN, federation=entry.federation_id, row=unit_id)
    if found is None:
        raise Impossible(_("Không tìm thấy đơn vị này trong danh sách."))
    return found


def there(db: Transaction, entry: Entry, unit_id: int, first: date, last: date | None = None) -> Known:
    """The unit, if it exists from `first` to `last`; `last` None: with no end in sight. Raises Impossible."""
    found = known(db, entry, unit_id)
    if first < found.valid_from:
        text = _("{unit} bắt đầu hoạt động từ ngày {day}. Xin chọn ngày muộn hơn.")
        raise Impossible(text.format(unit=found.name, day=show_date(found.valid_from)))
    if found.valid_to is not None and (last is None or found.valid_to < last):
        text = _("{unit} chỉ hoạt động đến hết ngày {day}. Xin chọn ngày khác hoặc đơn vị khác.")
        raise Impossible(text.format(unit=found.name, day=show_date(found.valid_to)))
    return found


def log(db: Transaction, entry: Entry, deed: str, unit_id: int, **details: Any) -> None:
    """Write the deed to the log of operations."""
    operations.record(
        db, entry.federation_id, deed, entry.now, person_id=entry.person_id, unit_id=unit_id, valid_on=entry.day, **details
    )

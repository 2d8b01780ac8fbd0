"""Officers who are away from one day to another, and whoever stands in for them meanwhile.

What a stand-in may do is what `bot.acting` and `bot.people.offices` say on the day that is asked about: an absence ends by
itself, and no right is left behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select, update

from bot import offices, operations
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _, show_day
from bot.models import Absence, Office, Person, Unit, table_of
from bot.people import CHAIR, Held
from bot.post.message import Message, Option
from bot.rights import reach_of, reached
from bot.units.tree import holds
from bot.vietnamese.folding import fold

absence, office, person, unit = table_of(Absence), table_of(Office), table_of(Person), table_of(Unit)

LONGEST = timedelta(days=184)  # one absence; whoever is away longer hands the office over. Shorter than a year: “5/3” is one day
MOST = 8  # people on buttons that can be looked over on a small screen


@dataclass(frozen=True)
class Away:
    """An absence that has not ended: the office, who stands in, and from which day to which."""

    id: int
    office_id: int
    unit_id: int
    unit: str
    title: str
    stand_in_id: int
    stand_in: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Colleague:
    """Somebody who may stand in."""

    id: int
    name: str
    unit_id: int
    unit: str
    title: str

    @property
    def key(self) -> str:
        return f"person {self.id}"

    @property
    def label(self) -> str:
        return f"{self.name} · {self.title}, {self.unit}"


OF_PERSON = Prepared(
    select(
        *(absence.c.id, absence.c.office_id, office.c.unit_id, unit.c.name, office.c.title),
        *(absence.c.stand_in_id, person.c.name.label("stand_in"), absence.c.valid_from, absence.c.valid_to),
    )
    .join_from(absence, office, office.c.id == absence.c.office_id)
    .join(unit, unit.c.id == office.c.unit_id)
    .join(person, person.c.id == absence.c.stand_in_id)
    .where(office.c.person_id == bindparam("whose"), holds(office), absence.c.valid_to >= bindparam("day"))
    .where(absence.c.valid_to >= absence.c.valid_from)
    .order_by(absence.c.valid_from, absence.c.id),
    Away,
)
OWN = Prepared(
    select(office.c.id, office.c.unit_id, unit.c.name, office.c.role, office.c.title, office.c.cluster_id)
    .join_from(office, unit, unit.c.id == office.c.unit_id)
    .where(office.c.person_id == bindparam("whose"), office.c.role != CHAIR, holds(office))
    .order_by(office.c.id),
    Held,
)
_COLLEAGUES = (
    select(person.c.id, person.c.name, unit.c.id.label("of_unit"), unit.c.name.label("unit"), office.c.title)
    .join_from(office, person, person.c.id == office.c.person_id)
    .join(unit, unit.c.id == office.c.unit_id)
    .where(office.c.federation_id == bindparam("federation"), holds(office), person.c.id != bindparam("besides"))
    .order_by(person.c.name, office.c.id)
)
OFFICERS = Prepared(_COLLEAGUES.where(office.c.role != CHAIR), Colleague)
WITHIN = reached()
CHAIRS = Prepared(_COLLEAGUES.join(WITHIN, WITHIN.c.unit_id == office.c.unit_id).where(office.c.role == CHAIR), Colleague)
END: Prepared[tuple[()]] = Prepared(
    update(absence)
    .where(absence.c.id == bindparam("row"), absence.c.valid_to >= bindparam("today"))
    .values(valid_to=bindparam("last_day"))
)


def own_offices(db: Transaction, person_id: int, day: date) -> list[Held]:
    """The offices that somebody holds themselves on `day`, other than a chair's: for those a stand-in can be named."""
    return db.all(OWN, whose=person_id, day=day)


def of_person(db: Transaction, person_id: int, day: date) -> list[Away]:
    """The absences of a person that have not ended on `day`."""
    return db.all(OF_PERSON, whose=person_id, day=day)


def colleagues(db: Transaction, federation_id: int, held: Held, person_id: int, day: date) -> list[Colleague]:
    """The first officers of the federation to think of: those of the same union before the others. One entry a person."""
    found = db.all(OFFICERS, federation=federation_id, besides=person_id, day=day)
    return _once(sorted(found, key=lambda each: each.unit_id != held.unit_id))[:MOST]


def anybody(db: Transaction, federation_id: int, held: Held, person_id: int, day: date) -> list[Colleague]:
    """Everybody who may stand in: officers of the federation, and chairs within the office's reach."""
    wanted = {"federation": federation_id, "besides": person_id, "day": day}
    return _once([*db.all(OFFICERS, **wanted), *db.all(CHAIRS, **wanted, **vars(reach_of(held)))])


def named(people: Iterable[Colleague], words: str) -> list[Colleague]:
    """The first of them with these words in their name, marks or not."""
    said = fold(words)
    return [each for each in people if said and said in fold(each.name)][:MOST]


def _once(found: Iterable[Colleague]) -> list[Colleague]:
    people: dict[int, Colleague] = {}
    for each in found:
        people.setdefault(each.id, each)
    return list(people.values())


def go(db: Transaction, held: Held, by: Person, stand_in: int, days: tuple[date, date], now: datetime) -> bool:
    """From the first of `days` to the last, both included, `stand_in` has the rights of the office, and is told so; False if
    they cannot be told. `by` is who holds it."""
    federation_id, (first, last) = by.federation_id, days
    row = Absence(federation_id=federation_id, office_id=held.id, stand_in_id=stand_in, valid_from=first, valid_to=last)
    db.session.add(row)
    db.session.flush()
    who = {"person_id": by.id, "unit_id": held.unit_id}
    operations.record(db, federation_id, "absence.set", now, **who, valid_on=first, until=last.isoformat(), stand_in=stand_in)

    def text() -> Message:
        said = _(
            "🤝 Đồng chí {name} vắng từ {first} đến {last} và nhờ đồng chí làm thay: {title}, {unit}.\n"
            "Trong những ngày đó, mọi việc của cán bộ này ở nút bên dưới. Hết hạn, quyền làm thay tự hết."
        )
        told = {"first": show_day(first), "last": show_day(last), "title": held.title, "unit": held.unit}
        return Message(said.format(name=by.name, **told), ((Option(_("⚙️ Quản lý"), "/quanly", "primary"),),))

    return offices.tell(db, federation_id, stand_in, f"absence/{row.id}", text, now)


def come_back(db: Transaction, away: Away, by: Person, now: datetime) -> bool:
    """The absence ends with yesterday, or never begins; whoever stood in is told. False if it had ended before."""
    federation_id, today = by.federation_id, local(now).date()
    last = max(away.valid_from, today) - timedelta(days=1)
    if not db.run(END, row=away.id, today=today, last_day=last):
        return False
    who = {"person_id": by.id, "unit_id": away.unit_id}
    operations.record(db, federation_id, "absence.end", now, **who, valid_on=today, stand_in=away.stand_in_id)

    def text() -> str:
        said = _("🤝 Đồng chí {name} đã trở lại làm việc: {title}, {unit}. Đồng chí không cần làm thay nữa. Xin cảm ơn!")
        return said.format(name=by.name, title=away.title, unit=away.unit)

    offices.tell(db, federation_id, away.stand_in_id, f"absence/{away.id}/end", text, now)
    return True

"""“Thứ Sáu tôi nộp”: the day somebody named for a duty. The newest of a duty holds; it is followed up once, the day after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, select

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Duty, Person, Promise, table_of, written
from bot.rights import Reach, reached

UNDO = timedelta(minutes=10)

duty, person, promised, campaign = table_of(Duty), table_of(Person), table_of(Promise), table_of(Campaign)
later = promised.alias("later")


@dataclass(frozen=True)
class Promised:
    """A promise with the name of whoever gave it. Whether it was kept is the duty's to say."""

    id: int
    duty_id: int
    person_id: int
    name: str
    day: date
    said: str
    made_at: datetime

    def stands(self, today: date) -> bool:
        """Whether the day is still to come: until then nobody asks again."""
        return self.day >= today


NEWEST = ~exists().where(later.c.duty_id == promised.c.duty_id, later.c.id > promised.c.id)
_ROWS = select(
    promised.c.id, promised.c.duty_id, promised.c.person_id, person.c.name, promised.c.day, promised.c.said, promised.c.made_at
).join_from(promised, person, person.c.id == promised.c.person_id)
OF_DUTY = Prepared(_ROWS.where(promised.c.duty_id == bindparam("of_duty"), NEWEST), Promised)
ONE = Prepared(_ROWS.where(promised.c.id == bindparam("row"), promised.c.person_id == bindparam("whose"), NEWEST), Promised)
WITHIN = reached(with_closed=True)
DUE = Prepared(
    _ROWS.join(duty, and_(duty.c.id == promised.c.duty_id, duty.c.done_at.is_(None), duty.c.excused_on.is_(None)))
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .where(promised.c.day == bindparam("on_day"), NEWEST, duty.c.unit_id.in_(select(WITHIN.c.unit_id)))
    .order_by(promised.c.id),
    Promised,
)
DROP: Prepared[tuple[()]] = Prepared(delete(promised).where(promised.c.id == bindparam("row")))
OWNER: Prepared[Any] = Prepared(select(duty.c.federation_id, duty.c.unit_id).where(duty.c.id == bindparam("row")))


def promise(db: Transaction, person_id: int, duty_id: int, day: date, said: str, now: datetime) -> int:
    """Keep that `person_id` named `day` for a duty, in the words `said`; returns its number. Ask for rights before."""
    federation_id = db.all(OWNER, row=duty_id)[0][0]
    row = Promise(federation_id=federation_id, person_id=person_id, duty_id=duty_id, day=day, said=said, made_at=now)
    db.session.add(row)
    db.session.flush()
    _log(db, "duty.promise", duty_id, day, person_id, now)
    return written(row.id)


def standing(db: Transaction, duty_ids: Iterable[int]) -> dict[int, Promised]:
    """The newest promise of each of these duties that has one, by duty; see `Promised.stands`."""
    found = (db.first(OF_DUTY, of_duty=each) for each in duty_ids)
    return {each.duty_id: each for each in found if each}


def due(db: Transaction, reach: Reach, day: date) -> list[Promised]:
    """The promises for `day` within reach whose duty is still missing."""
    return db.all(DUE, on_day=day, day=day, **vars(reach))


def take_back(db: Transaction, promise_id: int, person_id: int, now: datetime) -> bool:
    """Forget a promise that this person gave within the last ten minutes, as if it had never been said: an earlier one of the
    duty holds again. False where it is not theirs, not the newest, or older."""
    found = db.first(ONE, row=promise_id, whose=person_id)
    if found is None or now - found.made_at > UNDO:
        return False
    db.run(DROP, row=promise_id)
    _log(db, "duty.promise.undo", found.duty_id, found.day, person_id, now)
    return True


def _log(db: Transaction, deed: str, duty_id: int, day: date, person_id: int, now: datetime) -> None:
    federation_id, unit_id = db.all(OWNER, row=duty_id)[0]
    operations.record(db, federation_id, deed, now, person_id=person_id, unit_id=unit_id, valid_on=day, duty=duty_id)

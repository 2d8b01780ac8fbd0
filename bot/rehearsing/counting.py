"""Who was written to in a rehearsal, and what each bot had to carry."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlmodel
from sqlalchemy import func, select
from sqlmodel import col

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Account, Bot, Office, Person, Spending, Unit, table_of, written
from bot.people import CHAIR
from bot.rehearsing import findings
from bot.rehearsing.findings import Load, Told
from bot.rehearsing.stand_ins import NOBODY, StandIns

account, spending, office, unit, person = (table_of(each) for each in (Account, Spending, Office, Unit, Person))

OFFICES: Prepared[Any] = Prepared(
    select(office.c.person_id, person.c.name, unit.c.name.label("unit"), office.c.role, office.c.is_deputy)
    .join_from(office, unit, unit.c.id == office.c.unit_id)
    .join(person, person.c.id == office.c.person_id)
    .order_by(office.c.id),
)
SEATED: Prepared[Any] = Prepared(
    select(account.c.bot_id, func.count(account.c.person_id.distinct())).group_by(account.c.bot_id),
)
SPENT: Prepared[Any] = Prepared(select(spending.c.bot_id, spending.c.month, spending.c.messages))


def people(db: Transaction, stand_ins: StandIns) -> dict[int, findings.Person]:
    """Everybody who holds or held an office, with the units it is of."""
    found: dict[int, findings.Person] = {}
    for number, name, of, role, is_deputy in db.all(OFFICES):
        before = found.get(number, findings.Person("" if number in stand_ins.people else name, (), is_chair=False))
        leads = before.is_chair or (role == CHAIR and not is_deputy)
        found[number] = findings.Person(before.name, tuple(dict.fromkeys((*before.units, of))), is_chair=leads)
    return found


def loads(db: Transaction, year: int, messages: Sequence[Told]) -> list[Load]:
    """What each bot sends in each month, with what it has sent in that month already."""
    sent = Counter((each.bot_id, each.day.month) for each in messages)
    for bot_id, month, count in db.all(SPENT):
        if month.startswith(f"{year}-"):
            sent[bot_id, int(month[5:])] += count
    seated = dict(db.all(SEATED))
    return [
        Load(
            channel=each.channel,
            username=each.username,
            people=seated.get(written(each.id), 0),
            seats=each.seats,
            messages={month: sent[written(each.id), month] for month in range(1, 13) if sent[written(each.id), month]},
            monthly_messages=each.monthly_messages,
        )
        for each in db.session.exec(sqlmodel.select(Bot).where(Bot.platform_id != NOBODY).order_by(col(Bot.id))).all()
    ]

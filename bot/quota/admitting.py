"""Whether a message may leave where every message counts: asked before each, in the transaction that decides it.

What is due today is never left out while a message is left. Everything else that nobody asked for leaves only while enough is
kept for that; what the federation drops last is kept before what it drops first (`Federation.drops_first`). Before anything is
left out, another door of the same person is tried. Replies leave while a message is left; those to be expected are kept for, too.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, String, and_, bindparam, exists, literal_column, or_, select, update

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.doors import forwarding
from bot.models import Duty, Federation, LadderRung, Promise, Reminder, Snooze, table_of
from bot.post import outbox
from bot.post.outbox import REPLY, Letter
from bot.quota.forecast import Forecast, forecast, last_day, people_of, replies_to_come
from bot.quota.ledger import left
from bot.reminders.letter import DIGEST, person_of
from bot.reminders.subjects import ANNIVERSARY, BUDGET, DUTIES, LAUNCH, PROMISE, SNOOZE, WORK

reminder, rung, duty = table_of(Reminder), table_of(LadderRung), table_of(Duty)
snooze, promise, federation = table_of(Snooze), table_of(Promise), table_of(Federation)

SOON = timedelta(seconds=5)
USED_UP = "the month's messages are used up"

LETTER, TODAY = bindparam("letter", type_=Big), bindparam("today", type_=Date)
IN_IT = and_(reminder.c.outbox_id == LETTER, reminder.c.dropped.is_(None))


class Kind(StrEnum):
    """What a message is to the budget. The names of the two that can be dropped first stand in `Federation.drops_first`."""

    DUE = "due"
    DIGEST = "digest"
    GREETING = "greeting"
    OTHER = "other"  # nudges, announcements, a morning's overview


def _is(*subjects: str) -> Any:
    return or_(*(rung.c.subject == literal_column(f"'{each}'", String()) for each in subjects))


OPEN_DUTY = exists().where(duty.c.id == reminder.c.matter_id, duty.c.done_at.is_(None), duty.c.excused_on.is_(None))


def _of_a_duty(word: Any) -> Any:
    """A row about a snooze or a promise, whose duty is due today."""
    return exists().where(
        word.c.id == reminder.c.matter_id, duty.c.id == word.c.duty_id, duty.c.due_on == TODAY, duty.c.done_at.is_(None)
    )


ON_ITS_DAY = or_(reminder.c.due_on == TODAY, rung.c.days == 0)  # a due day that is a day off is told the morning before
IS_DUE = or_(
    and_(ON_ITS_DAY, _is(*DUTIES), OPEN_DUTY),
    and_(ON_ITS_DAY, _is(LAUNCH, WORK)),
    and_(_is(SNOOZE), _of_a_duty(snooze)),
    and_(_is(PROMISE), _of_a_duty(promise)),
)
# The person is named because the index on the ledger begins with it.
MINE = reminder.c.person_id == bindparam("person", type_=Big)
_RUNG = rung.c.id == reminder.c.rung_id
_ROWS = select(reminder.c.matter_id).join_from(reminder, rung, _RUNG, isouter=True).where(MINE, IN_IT).limit(1)
DUE = Prepared(_ROWS.where(IS_DUE), int)
MORE = Prepared(_ROWS.where(or_(rung.c.id.is_(None), ~_is(ANNIVERSARY))), int)
DROP: Prepared[tuple[()]] = Prepared(update(reminder).where(MINE, IN_IT).values(dropped=literal_column(f"'{BUDGET}'", String())))
ORDER: Prepared[tuple[str]] = Prepared(select(federation.c.drops_first).where(federation.c.id == bindparam("row")))


def admit(db: Transaction, letter: Letter, bot_id: int, under_way: int, now: datetime) -> bool:
    """Whether it may be sent now; `under_way` are messages of this bot that are not counted yet. One that may not goes to the
    person's next door, or is given up; while the last ones are on their way it waits."""
    still = left(db, bot_id, now)
    if still is None:
        return True
    if 0 < still <= under_way:  # what is on its way may come to nothing: then there is one left for this
        outbox.postpone(db, letter, now + SOON, "the last messages of the month are on their way")
        return False
    still -= under_way
    if still > 0 and (letter.priority == REPLY or _fits(db, letter, bot_id, still, now)):
        return True
    if not forwarding.forward(db, letter, now):
        _give_up(db, letter, now)
    return False


def _fits(db: Transaction, letter: Letter, bot_id: int, still: int, now: datetime) -> bool:
    today = local(now).date()
    kind = kind_of(db, letter, today)
    if kind is Kind.DUE:
        return True
    still -= replies_to_come(db, bot_id, now)
    if still > people_of(db, bot_id) * ((last_day(today) - today).days + 1):
        return True  # everybody could be written to on every day that is left
    return still > kept(forecast(db, bot_id, now), kind, order_of(db, letter.federation_id))


def reserved(db: Transaction, bot_id: int, federation_id: int, now: datetime) -> int:
    """How many of a bot's messages of this month are kept from announcements: for replies, and for the reminders that the
    federation does not leave out before."""
    coming, order = forecast(db, bot_id, now), order_of(db, federation_id)
    return replies_to_come(db, bot_id, now) + kept(coming, Kind.OTHER, order)


def kept(coming: Forecast, kind: Kind, order: list[str]) -> int:
    """How many messages of the month are kept for what is worth more than one of this kind: what is due on its day, and what
    is dropped later."""
    planned = {Kind.DIGEST: len(coming.digest), Kind.GREETING: len(coming.greeting)}
    if kind in planned and kind not in order:
        return 0  # the federation never drops it
    before = order[: order.index(kind) + 1] if kind in order else order
    return len(coming.due) + sum(count for other, count in planned.items() if other not in before)


def order_of(db: Transaction, federation_id: int) -> list[str]:
    """What is dropped first, in this order."""
    return (db.first(ORDER, row=federation_id) or ("",))[0].split()


def kind_of(db: Transaction, letter: Letter, today: date) -> Kind:
    """What a message that waits is."""
    if letter.kind != DIGEST:
        return Kind.OTHER
    whose = {"person": person_of(letter.body), "letter": letter.id}
    if db.first(DUE, **whose, today=today) is not None:
        return Kind.DUE
    return Kind.GREETING if db.first(MORE, **whose) is None else Kind.DIGEST


def _give_up(db: Transaction, letter: Letter, now: datetime) -> None:
    """It is not sent; the ledger of reminders says why."""
    if letter.kind == DIGEST:
        db.run(DROP, person=person_of(letter.body), letter=letter.id)
        outbox.drop(db, letter, now)
    else:
        outbox.drop(db, letter, now, USED_UP)

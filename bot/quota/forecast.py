"""What the ladders will still send through a bot this month: one message per person and morning, by what it will hold.

An upper bound: nobody is taken to do anything, and no week's cap is counted. `bot.rehearsing` is exact and takes seconds; this
takes milliseconds for the 50 people of a bot, because it is asked before every message of a month that runs short.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, func, select

from bot import calendar
from bot.arming import running
from bot.calendar import Calendar
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.doors import preferred
from bot.models import Account, Campaign, Duty, Launch, Office, Outbox, Pledge, Work, table_of
from bot.people import CHAIR
from bot.post.outbox import REPLY
from bot.privacy.consents import reminded
from bot.reminders import ladder
from bot.reminders.days import EVENTS
from bot.reminders.ladder import Rung
from bot.reminders.subjects import ANNIVERSARY, DUTIES, LAUNCH, WORK
from bot.units.tree import holds
from bot.works.standing import DUE_ON, IS_UNDER_WAY, OF_WORK
from bot.works.standing import state as work_state

account, campaign, duty, launch = table_of(Account), table_of(Campaign), table_of(Duty), table_of(Launch)
office, outbox, pledge, work = table_of(Office), table_of(Outbox), table_of(Pledge), table_of(Work)

Morning = tuple[int, date]  # a person, and a day
A_WHILE = 7.0  # days
REACH = timedelta(days=31)  # from a due day to its farthest rung, either way

BOT = bindparam("bot", type_=Big)
LOW, HIGH = bindparam("low", type_=Date), bindparam("high", type_=Date)
THEIRS = and_(account.c.bot_id == BOT, account.c.id == preferred(account.c.person_id))
CHAIRS = and_(office.c.person_id == account.c.person_id, office.c.role == CHAIR, office.c.is_deputy.is_(False), holds(office))
OPEN = and_(campaign.c.id == duty.c.campaign_id, running())
MAY = reminded(account.c.person_id)

PEOPLE = Prepared(select(func.count(account.c.person_id.distinct())).where(account.c.bot_id == BOT), int)
_OWING = (
    select(account.c.person_id, duty.c.campaign_id)
    .join_from(account, office, CHAIRS)
    .join(duty, duty.c.unit_id == office.c.unit_id)
    .join(campaign, OPEN)
    .where(THEIRS, MAY, duty.c.excused_on.is_(None))
)
DUTIES_OF: Prepared[Any] = Prepared(
    _OWING.add_columns(duty.c.kind, duty.c.due_on).where(duty.c.done_at.is_(None), duty.c.due_on >= LOW, duty.c.due_on <= HIGH)
)
LAUNCHES_OF: Prepared[Any] = Prepared(
    _OWING.add_columns(launch.c.day)
    .join(launch, and_(launch.c.duty_id == duty.c.id, launch.c.is_latest))
    .where(launch.c.day >= LOW, launch.c.day <= HIGH)
)
WORKS_OF: Prepared[Any] = Prepared(
    _OWING.add_columns(DUE_ON.label("due_on"))
    .join(pledge, and_(pledge.c.duty_id == duty.c.id, pledge.c.is_latest, pledge.c.is_withdrawn.is_(False)))
    .join(work, work.c.pledge_id == pledge.c.id)
    .outerjoin(work_state, OF_WORK)
    .where(IS_UNDER_WAY, DUE_ON >= LOW, DUE_ON <= HIGH)
)
ANYTHING: Prepared[Any] = Prepared(_OWING.where(duty.c.done_at.is_(None)).distinct())
TOLD = Prepared(  # who had their digest of this morning
    select(account.c.person_id).where(
        account.c.bot_id == BOT,
        exists().where(
            outbox.c.key
            == "digest/" + account.c.person_id.cast(outbox.c.key.type) + bindparam("suffix", type_=outbox.c.key.type),
            outbox.c.state == "sent",
        ),
    ),
    int,
)

REPLIES = Prepared(
    select(func.count())
    .join_from(account, outbox, outbox.c.chat_id == account.c.chat_id)
    .where(account.c.bot_id == BOT, outbox.c.bot_id == account.c.bot_id, outbox.c.priority == REPLY)
    .where(outbox.c.state == "sent", outbox.c.kind != "edit", outbox.c.settled_at >= bindparam("since", type_=UtcDateTime())),
    int,
)


@dataclass(frozen=True)
class Forecast:
    """Mornings of people: `due` hold something due that day, `digest` something else to do, `greeting` greetings alone."""

    due: frozenset[Morning]
    digest: frozenset[Morning]
    greeting: frozenset[Morning]

    @property
    def messages(self) -> int:
        """All of them."""
        return len(self.due) + len(self.digest) + len(self.greeting)


def last_day(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def people_of(db: Transaction, bot_id: int) -> int:
    """How many people a bot talks with."""
    return db.all(PEOPLE, bot=bot_id)[0]


def forecast(db: Transaction, bot_id: int, now: datetime) -> Forecast:
    """What is still to come from now to the end of the month, without what has left this morning."""
    today = local(now).date()
    told = set(db.all(TOLD, bot=bot_id, suffix=f"/{today.isoformat()}"))
    due: set[Morning] = set()
    digest: set[Morning] = set()
    greeting: set[Morning] = set()
    for person, day, is_due, is_greeting in _mornings(db, bot_id, today, last_day(today)):
        if day == today and person in told:
            continue
        (due if is_due else greeting if is_greeting else digest).add((person, day))
    return Forecast(frozenset(due), frozenset(digest - due), frozenset(greeting - digest - due))


def replies_to_come(db: Transaction, bot_id: int, now: datetime) -> int:
    """How many replies people will ask for until the end of the month, if they go on as they did; a few busy days at its
    beginning do not count for all of it."""
    today = local(now).date()
    begun = instant(today.replace(day=1))
    days = max((now - begun) / timedelta(days=1), A_WHILE)
    return round(db.all(REPLIES, bot=bot_id, since=begun)[0] / days * (last_day(today) - today).days)


def _mornings(db: Transaction, bot_id: int, first: date, last: date) -> Iterator[tuple[int, date, bool, bool]]:
    """Person, day, whether something is due that day, and whether it is only a greeting; days may come several times."""
    rungs: dict[tuple[int, str], list[Rung]] = {}
    for each in ladder.open_rungs(db):
        if each.audience == CHAIR:
            rungs.setdefault((each.campaign_id, each.subject), []).append(each)
    calendars: dict[int, Calendar] = {}
    days: dict[tuple[int, date], date] = {}
    for person, campaign_id, subject, due_on in _due(db, bot_id, rungs, first, last):
        for rung in rungs.get((campaign_id, subject), ()):
            if (rung.id, due_on) not in days:
                if rung.federation_id not in calendars:
                    calendars[rung.federation_id] = calendar.of(db, rung.federation_id)
                days[rung.id, due_on] = local(ladder.fires_at(rung, due_on, calendars[rung.federation_id])).date()
            day = days[rung.id, due_on]
            if first <= day <= last:
                is_owed = subject in DUTIES or subject in {LAUNCH, WORK}
                yield person, day, is_owed and (day == due_on or rung.days == 0), subject == ANNIVERSARY


def _due(
    db: Transaction, bot_id: int, rungs: dict[tuple[int, str], list[Rung]], first: date, last: date
) -> Iterator[tuple[int, int, str, date]]:
    """Person, campaign, subject and due day of all that may be reminded of."""
    subjects = {kind: subject for subject, kind in DUTIES.items()}
    where: dict[str, Any] = {"bot": bot_id, "day": first}
    span = {"low": first - REACH, "high": last + REACH}
    for person, campaign_id, kind, due_on in db.all(DUTIES_OF, **where, **span):
        if kind in subjects:
            yield person, campaign_id, subjects[kind], due_on
    for subject, statement in ((LAUNCH, LAUNCHES_OF), (WORK, WORKS_OF)):
        for person, campaign_id, day in db.all(statement, **where, **span):
            yield person, campaign_id, subject, day
    owing = db.all(ANYTHING, **where)
    for campaign_id, subject in rungs:
        for event in db.all(EVENTS[subject], campaign=campaign_id, **span) if subject in EVENTS else ():
            yield from ((person, campaign_id, subject, event.day) for person, among in owing if among == campaign_id)

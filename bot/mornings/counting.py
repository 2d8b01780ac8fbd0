"""How things stand for an officer this morning, in figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select

from bot import follow_up, inquiries, pausing, promises
from bot.campaigns.rule_names import rule_name
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import NAMES
from bot.duties import extensions, missing, rules
from bot.duties.filling import BEFOREHAND
from bot.duties.missing import State
from bot.models import Account, Bot, Campaign, Chat, Duty, Office, Report, Spending, table_of
from bot.pauses import Pause
from bot.people import CHAIR, Held
from bot.reports.filed import RETURNED
from bot.reviews import listing
from bot.rights import RIGHTS, May, may_change, reach_of, reached
from bot.units.tree import holds

report, duty, campaign, office = table_of(Report), table_of(Duty), table_of(Campaign), table_of(Office)
account, chat, bot, spending = table_of(Account), table_of(Chat), table_of(Bot), table_of(Spending)

LOW = 5  # less than a fifth of a bot's month is left: this alone is worth a message


@dataclass(frozen=True)
class Quota:
    """What a bot, by the name people know it by, may still send this month."""

    name: str
    left: int
    monthly: int

    @property
    def is_low(self) -> bool:
        return self.left * LOW < self.monthly


@dataclass(frozen=True)
class Morning:
    """What one officer should know. `late` is missing and late; `closed_doors` counts units whose people the bot reached once and
    reaches no more; `to_call` units that stand on the call list."""

    today: int
    late: int
    returned: int
    reports: int
    questions: int
    extensions: int
    promised: int
    closed_doors: int
    stopped_bots: tuple[str, ...]
    to_call: int
    quotas: tuple[Quota, ...]
    pause: Pause | None = None  # nothing is sent to chairs unasked
    unconfirmed: tuple[str, ...] = ()  # duties whose due day nobody has confirmed, by name: no unit is reminded of them

    @property
    def says_something(self) -> bool:
        """Whether anything waits: enough left to send is no news."""
        told = {name: value for name, value in vars(self).items() if name != "quotas"}
        return any(told.values()) or any(each.is_low for each in self.quotas)


WITHIN = reached(with_closed=True)
BACK: Prepared[int] = Prepared(
    select(func.count())
    .select_from(report)
    .join(duty, duty.c.id == report.c.duty_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .where(duty.c.unit_id.in_(select(WITHIN.c.unit_id)))
    .where(report.c.federation_id == bindparam("federation"), report.c.is_latest, report.c.state == RETURNED),
    int,
)
NOW_WITHIN = reached()
OPEN_DOOR = exists().where(
    account.c.person_id == office.c.person_id,
    chat.c.id == account.c.chat_id,
    chat.c.closed_at.is_(None),
    bot.c.id == account.c.bot_id,
    bot.c.stopped_at.is_(None),
)
REACHED_ONCE = exists().where(account.c.person_id == office.c.person_id)
CHAIRS: Prepared[Any] = Prepared(
    select(office.c.unit_id, OPEN_DOOR.label("is_open"))
    .join_from(office, NOW_WITHIN, NOW_WITHIN.c.unit_id == office.c.unit_id)
    .where(office.c.role == CHAIR, holds(office), REACHED_ONCE)
)


@dataclass(frozen=True)
class Sender:
    """One of the federation's bots; `spent` messages of the `monthly` ones, None: any number."""

    channel: str
    username: str
    platform_id: str
    stopped_at: datetime | None
    monthly: int | None
    spent: int


BOTS = Prepared(
    select(
        bot.c.channel,
        bot.c.username,
        bot.c.platform_id,
        bot.c.stopped_at,
        bot.c.monthly_messages,
        func.coalesce(spending.c.messages, 0).label("spent"),
    )
    .outerjoin(spending, and_(spending.c.bot_id == bot.c.id, spending.c.month == bindparam("of_month")))
    .where(bot.c.federation_id == bindparam("federation"))
    .order_by(bot.c.id),
    Sender,
)


def count(db: Transaction, federation_id: int, held: Held, person_id: int, now: datetime) -> Morning:
    """How things stand within an office's reach at this moment. What only reviewers decide is 0 for whoever may not."""
    day, reach = local(now).date(), reach_of(held)
    may_review = May.REVIEW in RIGHTS[held.role]
    reports = listing.waiting(db, federation_id, held, day) if may_review else []
    today, late = owing(db, federation_id, held, day)
    bots = _named(db.all(BOTS, federation=federation_id, of_month=f"{day:%Y-%m}"))
    return Morning(
        today=today,
        late=late,
        returned=db.all(BACK, federation=federation_id, day=day, **vars(reach))[0],
        reports=sum(each.may_be_approved_by(person_id) for each in reports),
        questions=len(inquiries.waiting(db, held, day)) if may_review else 0,
        extensions=len(extensions.waiting(db, federation_id, held, day)) if may_review else 0,
        promised=len(promises.due(db, reach, day)),
        closed_doors=closed_doors(db, held, day),
        stopped_bots=tuple(name for name, each in bots if each.stopped_at),
        to_call=follow_up.count_to_call(db, reach, day),
        quotas=tuple(Quota(name, max(each.monthly - each.spent, 0), each.monthly) for name, each in bots if each.monthly),
        pause=pausing.standing(db, federation_id, day),
        unconfirmed=unconfirmed(db, federation_id, held, day),
    )


def _named(bots: list[Sender]) -> list[tuple[str, Sender]]:
    """Each by its username, else by its channel; of several nameless ones there by the platform's number as well."""
    nameless = [each.channel for each in bots if not each.username]

    def name(each: Sender) -> str:
        channel = NAMES.get(each.channel, each.channel)
        return each.username or (f"{channel} {each.platform_id}" if nameless.count(each.channel) > 1 else channel)

    return [(name(each), each) for each in bots]


def unconfirmed(db: Transaction, federation_id: int, held: Held, day: date) -> tuple[str, ...]:
    """The duties of armed campaigns whose due day this office can confirm and nobody has: “báo cáo kết quả”."""
    if May.CAMPAIGN not in RIGHTS[held.role]:
        return ()
    names: dict[str, None] = {}
    for rule in rules.proposed(db, federation_id):
        about = db.session.get_one(Campaign, rule.campaign_id)
        if about.armed_at is not None and may_change(db, held, about.unit_id, day):
            names[rule_name(db, rule)] = None
    return tuple(names)


def owing(db: Transaction, federation_id: int, held: Held, day: date) -> tuple[int, int]:
    """How many duties within reach are missing and due on `day`, and how many are late."""
    due = late = 0
    for phase_id, _name, ends_on in db.all(missing.PHASES, federation=federation_id, horizon=day + BEFOREHAND):
        groups = db.all(missing.GROUPS, phase=phase_id, day=missing.day_of(ends_on, day), **vars(reach_of(held)))
        for _kind, _occurrence, due_on, grace, closes_on, owed, done in groups:
            state = missing.state_of(due_on, grace, closes_on, day)
            due += owed - done if state is State.TODAY else 0
            late += owed - done if state in {State.LATE, State.CLOSED} else 0
    return due, late


def closed_doors(db: Transaction, held: Held, day: date) -> int:
    """How many units within reach have chairs who joined, none of whom the bot reaches any more."""
    found = db.all(CHAIRS, day=day, **vars(reach_of(held)))
    return len({unit_id for unit_id, _is_open in found} - {unit_id for unit_id, is_open in found if is_open})

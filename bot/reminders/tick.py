"""One tick: enter what is due into the ledger, and owe each person one digest of it."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    update,
    values,
)
from sqlalchemy.dialects import postgresql

from bot.calendar import LAW, Calendar
from bot.calendar.corrections import all_of
from bot.clock import local
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.hours import allowed
from bot.launches import KIND
from bot.models import Account, Chat, Duty, Launch, Office, Outbox, Reminder, table_of
from bot.people import CHAIR
from bot.post import outbox as post
from bot.privacy.consents import reminded
from bot.reminders.ladder import LAUNCH, REGISTRATION, RUNGS, Rung, due_days, fires_at

duty, launch, office = table_of(Duty), table_of(Launch), table_of(Office)
account, chat, reminder, outbox = table_of(Account), table_of(Chat), table_of(Reminder), table_of(Outbox)

DIGEST = "digest"


def tick(db: Transaction, now: datetime) -> None:
    """Queue everything that is due by `now`. Doing it twice changes nothing."""
    rungs = db.all(RUNGS)
    calendars = all_of(db, (step.federation_id for step in rungs))
    for step in rungs:
        if days := list(due_days(step, now, calendars[step.federation_id])):
            _enter(db, step, days, local(now).date())
    _owe_digests(db, now, calendars)


def _enter(db: Transaction, step: Rung, days: list[tuple[date, datetime]], today: date) -> None:
    """Enter one rung's reminders into the ledger, all its due days at once; a cancelled one comes to life again."""
    come = _come(days)
    to_whom = _launching(step, come) if step.subject == LAUNCH else _not_registered(step, come)
    rows = (
        _hearing(to_whom.add_columns(account.c.person_id, come.c.fires_at), today, come.c.fires_at)
        .where(account.c.linked_at <= come.c.fires_at)
        .distinct()
    )
    names = ["federation_id", "matter_id", "rung_id", "due_on", "person_id", "fires_at"]
    chosen = rows.subquery()
    insert = postgresql.insert(reminder).from_select(names, select(*chosen.c).where(true()))
    alive = insert.on_conflict_do_update(
        index_elements=["matter_id", "rung_id", "due_on", "person_id"],
        set_={"dropped": None, "outbox_id": None},
        where=reminder.c.dropped.is_not(None),
    )
    db.flush()
    db.connection.execute(alive)


def _come(days: list[tuple[date, datetime]]) -> CTE:
    rows = values(column("due_on", Date), column("fires_at", UtcDateTime), name="come")
    return rows.data(days).cte("come")


def _columns(step: Rung, come: CTE) -> list[Any]:
    return [duty.c.federation_id, duty.c.id, literal(step.id, Big).label("rung"), come.c.due_on]


def _launching(step: Rung, come: CTE) -> Select[Any]:
    """Duties whose launch is on one of these days, and was already set when the rung came."""
    return (
        select(*_columns(step, come))
        .join_from(come, launch, and_(launch.c.day == come.c.due_on, launch.c.is_latest))
        .join(duty, duty.c.id == launch.c.duty_id)
        .where(duty.c.campaign_id == step.campaign_id, launch.c.recorded_at <= come.c.fires_at)
        .where(duty.c.excused_on.is_(None))
    )


def _not_registered(step: Rung, come: CTE) -> Select[Any]:
    """Duties to register a launch, due on one of these days, that nobody has done."""
    registered = exists().where(launch.c.duty_id == duty.c.id, launch.c.is_latest, launch.c.day.is_not(None))
    return (
        select(*_columns(step, come))
        .join_from(come, duty, duty.c.due_on == come.c.due_on)
        .where(duty.c.campaign_id == step.campaign_id, duty.c.kind == KIND, duty.c.excused_on.is_(None), ~registered)
    )


def _hearing(rows: Select[Any], today: date, since: Any = None) -> Select[Any]:
    """The chairs of those duties' units who agreed to be reminded (by `since`, if given) and whom the bot can reach."""
    return (
        rows.join(office, office.c.unit_id == duty.c.unit_id)
        .join(account, account.c.person_id == office.c.person_id)
        .join(chat, chat.c.id == account.c.chat_id)
        .where(office.c.role == CHAIR, office.c.valid_from <= today, chat.c.closed_at.is_(None))
        .where(or_(office.c.valid_to.is_(None), office.c.valid_to >= today), reminded(office.c.person_id, since))
    )


def _owe_digests(db: Transaction, now: datetime, calendars: dict[int, Calendar]) -> None:
    """One outbox row for each person with new reminders; the text is made when it is sent."""
    new = and_(reminder.c.outbox_id.is_(None), reminder.c.dropped.is_(None))
    stamp = f"/{now.isoformat()}"
    key = literal("digest/", String) + cast(reminder.c.person_id, String) + literal(stamp, String)
    someone = select(reminder.c.person_id, func.min(account.c.id).label("account")).where(new)
    someone = someone.join_from(reminder, account, account.c.person_id == reminder.c.person_id)
    each = someone.group_by(reminder.c.person_id).subquery()
    rows = select(
        account.c.federation_id,
        account.c.bot_id,
        account.c.chat_id,
        literal("digest/", String) + cast(each.c.person_id, String) + literal(stamp, String),
        literal(post.REMINDER),
        literal(DIGEST),
        literal("{}"),
        literal("waiting"),
        literal(0),
        literal(0),
        _opening(now, calendars),
    ).join_from(each, account, account.c.id == each.c.account)
    added = postgresql.insert(outbox).from_select(post.COLUMNS, rows.where(true())).on_conflict_do_nothing()
    db.connection.execute(added)
    claimed = select(outbox.c.id).where(outbox.c.key == key).scalar_subquery()
    db.connection.execute(update(reminder).where(new).values(outbox_id=claimed))


def _opening(now: datetime, calendars: dict[int, Calendar]) -> ColumnElement[datetime]:
    """When the account's federation may be written to: its own days off differ from the law's only now and then."""
    usual = allowed(now, LAW)
    own = {federation: moment for federation, each in calendars.items() if (moment := allowed(now, each)) != usual}
    if not own:
        return literal(usual, UtcDateTime)
    moments = [(account.c.federation_id == federation, literal(moment, UtcDateTime)) for federation, moment in own.items()]
    return case(*moments, else_=literal(usual, UtcDateTime))


def next_moment(db: Transaction, now: datetime) -> datetime | None:
    """The next instant at which a tick will find something for somebody, as far as is known now."""
    today = local(now).date()
    rungs = db.all(RUNGS)
    calendars = all_of(db, (step.federation_id for step in rungs))
    moments = [
        moment
        for step in rungs
        for due_on in _known_days(db, step, _earliest(step, today, calendars[step.federation_id]), today)
        if (moment := allowed(fires_at(step, due_on, calendars[step.federation_id]), calendars[step.federation_id])) > now
    ]
    return min(moments, default=None)


def _earliest(step: Rung, today: date, calendar: Calendar) -> date:
    """No due day before this one has a rung still to come: it would have come on the last allowed morning at the latest."""
    return calendar.morning_before(today - timedelta(days=1)) - timedelta(days=max(step.days, 0))


def _known_days(db: Transaction, step: Rung, early: date, today: date) -> list[date]:
    day = launch.c.day if step.subject == LAUNCH else duty.c.due_on
    latest = and_(launch.c.duty_id == duty.c.id, launch.c.is_latest)
    days = select(day).distinct().join_from(duty, launch, latest, isouter=True)
    days = days.where(day >= early, duty.c.campaign_id == step.campaign_id, duty.c.excused_on.is_(None))
    if step.subject == REGISTRATION:
        days = days.where(launch.c.day.is_(None))
    return list(db.connection.execute(_hearing(days, today)).scalars())

"""Puts a rehearsal together: the copy, the walk, and what came of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlmodel
from sqlalchemy import Engine, bindparam, func, select
from sqlmodel import col

from bot import calendar
from bot.arming import running
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import UtcDateTime
from bot.duties import filling
from bot.duties.kinds import called
from bot.i18n import _, show_date
from bot.models import Campaign, Duty, DutyRule, Federation, Phase, Reminder, Unit, table_of
from bot.rehearsing.checking import check
from bot.rehearsing.copying import copy
from bot.rehearsing.counting import loads, people
from bot.rehearsing.deeds import Done
from bot.rehearsing.findings import Impossible, Rehearsal, Told
from bot.rehearsing.stand_ins import seat
from bot.rehearsing.walking import walk
from bot.reminders.subjects import CAP

reminder, duty = table_of(Reminder), table_of(Duty)
RUN_UP = timedelta(days=62)  # a tick looks a month back: what was told before the year begins is known by then

CAPPED = Prepared(
    select(reminder.c.fires_at).where(reminder.c.dropped == CAP, reminder.c.fires_at >= bindparam("start", type_=UtcDateTime())),
    lambda at: at,
)
OWING = Prepared(select(func.count(duty.c.unit_id.distinct())).where(duty.c.campaign_id == bindparam("campaign")), int)

Reads = Callable[[Transaction, Campaign], Sequence[Done]]


def nobody_does_anything(_db: Transaction, _campaign: Campaign) -> Sequence[Done]:
    """The upper bound: every reminder of everything leaves."""
    return ()


def rehearse(
    source: Engine, federation_id: int, campaign_id: int, year: int, now: datetime, deeds: Reads = nobody_does_anything
) -> Rehearsal:
    """What would be sent in `year`, from `now` on, if this campaign ran beside those that run already. `deeds` says, from the
    copy, what is done when. Reads `source` in one look, and keeps nobody waiting. Raises Impossible."""
    made = copy(source, federation_id, now)
    try:
        with made.connect() as connection, connection.begin():
            db = Transaction(connection)
            try:
                return _rehearse(db, campaign_id, year, now, deeds)
            finally:
                db.close()
    finally:
        made.dispose()


def _rehearse(db: Transaction, campaign_id: int, year: int, now: datetime, deeds: Reads) -> Rehearsal:
    campaign = db.session.get(Campaign, campaign_id)
    if campaign is None:
        raise Impossible(_("Không còn chiến dịch này."))
    first, end = max(now, instant(date(year, 1, 1))), instant(date(year + 1, 1, 1))
    start = max(now, first - RUN_UP)
    check(db, campaign, year, now)
    campaign.armed_at = campaign.armed_at or now
    db.session.add(campaign)
    if not campaign.is_open:
        campaign.is_open = True
        filling.fill(db, campaign.federation_id, local(start).date())
    stand_ins = seat(db, campaign.federation_id, start, date(year, 12, 31))
    days = calendar.of(db, campaign.federation_id)
    wanted = deeds(db, campaign)
    messages: list[Told] = []
    missed: list[Done] = []
    for each in walk(db, days, start, end, wanted):
        if isinstance(each, Done):
            missed.append(each)
        elif each.at >= first:
            messages.append(each)
    return Rehearsal(
        federation=db.session.get_one(Federation, campaign.federation_id).name,
        campaign_id=campaign_id,
        campaign=campaign.title,
        year=year,
        start=local(first).date(),
        units=db.all(OWING, campaign=campaign_id)[0],
        others=_count(db, sqlmodel.select(Campaign.id).where(running(), Campaign.id != campaign_id)),
        unconfirmed=_count(db, _unconfirmed(campaign_id)),
        stand_ins=len(stand_ins.people),
        without_seat=stand_ins.without_seat,
        messages=messages,
        people=people(db, stand_ins),
        bots=loads(db, year, messages),
        has_deeds=bool(wanted),
        capped=Counter(local(at).month for at in db.all(CAPPED, start=first)),
        calendar=days,
        undone=[_said(db, each) for each in missed],
    )


def _unconfirmed(campaign_id: int) -> Any:
    return sqlmodel.select(DutyRule.id).where(DutyRule.campaign_id == campaign_id, col(DutyRule.confirmed_at).is_(None))


def _count(db: Transaction, wanted: Any) -> int:
    return len(db.session.exec(wanted).all())


def _said(db: Transaction, done: Done) -> str:
    of, during = db.session.get_one(Unit, done.unit_id), db.session.get_one(Phase, done.phase_id)
    text = _("{unit}: ngày {day} không nợ việc {kind} của {phase}")
    return text.format(unit=of.name, day=show_date(local(done.at).date()), kind=called(done.kind), phase=during.name)

"""Whether a campaign can be rehearsed in a year, and why not."""

from datetime import date, datetime, timedelta

import sqlmodel
from sqlalchemy import bindparam, func, or_, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.i18n import _, show_date
from bot.models import Anniversary, Campaign, DutyRule, Level, Phase, Unit, table_of
from bot.rehearsing.findings import Impossible

unit, level = table_of(Unit), table_of(Level)
AFTERWARDS = timedelta(days=92)  # a report may be due, and be reminded of, so long after the last phase

UNITS = Prepared(
    select(func.count())
    .select_from(unit.join(level, level.c.id == unit.c.level_id))
    .where(unit.c.federation_id == bindparam("owner"), level.c.is_grassroots, unit.c.valid_from <= bindparam("last"))
    .where(or_(unit.c.valid_to.is_(None), unit.c.valid_to >= bindparam("first"))),
    int,
)


def check(db: Transaction, campaign: Campaign, year: int, now: datetime) -> None:
    """Raises Impossible where there is nothing to rehearse: another year, no units, nothing that anybody would have to do."""
    _check_year(db, campaign, year, now)
    if not db.all(UNITS, owner=campaign.federation_id, first=local(now).date(), last=date(year, 12, 31))[0]:
        raise Impossible(_("Chưa có đơn vị cơ sở nào, nên không nhắc ai. Xin nhập danh sách đơn vị trước."))
    if not db.session.exec(sqlmodel.select(DutyRule.id).where(DutyRule.campaign_id == campaign.id)).first():
        raise Impossible(_("Chiến dịch này chưa có việc nào phải làm, nên không nhắc ai."))


def _check_year(db: Transaction, campaign: Campaign, year: int, now: datetime) -> None:
    if year < local(now).year:
        raise Impossible(_("Năm {year} đã qua nên không còn gì để diễn tập.").format(year=year))
    first, last = span(db, campaign)
    if first is None:
        raise Impossible(_("Chiến dịch này chưa có đợt nào có ngày nên chưa diễn tập được."))
    if year < first.year:
        text = _("Năm {year} nằm ngoài chiến dịch này: lời nhắc đầu tiên sớm nhất là từ {first}.")
        raise Impossible(text.format(year=year, first=show_date(first)))
    if last is not None and year > last.year:
        text = _("Năm {year} nằm ngoài chiến dịch này: đến {last} là hết việc để nhắc.")
        raise Impossible(text.format(year=year, last=show_date(last)))


def span(db: Transaction, campaign: Campaign) -> tuple[date | None, date | None]:
    """The days between which a campaign may remind anybody. No first one: no phase has a day; no last one: it ends with an
    event of which nobody knows the day."""
    phases = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id)).all()
    honoured = db.session.exec(sqlmodel.select(Anniversary).where(Anniversary.campaign_id == campaign.id)).all()
    starts = [each.starts_on - filling.BEFOREHAND for each in phases if each.starts_on]
    ends = [each.ends_on + AFTERWARDS for each in phases if each.ends_on]
    days = [*starts, *ends, *(each.day for each in honoured if each.day)]
    lasts = any(each.ends_on is None for each in phases)
    return min(days, default=None), None if lasts else max(days, default=None)

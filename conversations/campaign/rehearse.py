"""/dientap [CAMPAIGN]: an officer sees a whole year's reminders of a campaign before anybody gets one."""

from bot import operations, plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Campaign, written
from bot.rehearsing import sending
from bot.rehearsing.checking import check, span
from bot.rehearsing.findings import Impossible
from bot.rights import May
from bot.setup.steps import REHEARSED
from conversations.menu import not_for_you

SHOWN = 8  # campaigns that can be looked over on a small screen
YEARS = 3  # as far as anybody plans


def rehearse_year(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Which campaign, which year; then the calendar and the summary are on their way."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    said = ask.remember("said", lambda: ask.words)
    found = [
        each
        for each in plans.campaigns(db, speaker.to.federation_id)
        if each.is_open and rights.may_change(db, office, each.unit_id, ask.today) and _years(ask, db, each)
    ]
    if not found:
        return _("Hiện không có chiến dịch nào đang chạy còn việc để nhắc.")
    campaign = _campaign(ask, found[:SHOWN], said)
    year = _year(ask, _years(ask, db, campaign))
    try:
        check(db, campaign, year, ask.now)
    except Impossible as reason:
        return str(reason)
    key = f"rehearsal/{ask.setting.update}/{speaker.to.chat_id}"
    sending.send(db, speaker.to, key, written(campaign.id), year, ask.now)
    of, who = written(campaign.id), speaker.person_id
    operations.record(db, campaign.federation_id, REHEARSED, ask.now, person_id=who, campaign=of)
    return _("🎭 Trợ lý đang diễn tập năm {year}, chưa nhắc ai cả. Lịch và bản tóm tắt sẽ đến trong vài phút.").format(year=year)


def _campaign(ask: Ask, found: list[Campaign], said: str) -> Campaign:
    named = [each for each in found if str(each.id) == said]
    if named or len(found) == 1:
        return (named or found)[0]
    picks = [Choice(f"campaign {each.id}", label) for each, label in zip(found, plans.labels(found), strict=True)]
    return found[picks.index(ask.choice("campaign", _("Diễn tập chiến dịch nào ạ?"), picks))]


def _years(ask: Ask, db: Transaction, campaign: Campaign) -> list[int]:
    """The years, from this one on, in which the campaign may remind anybody."""
    first, last = span(db, campaign)
    if first is None:
        return []
    until = ask.today.year + YEARS - 1 if last is None else last.year
    return list(range(max(first.year, ask.today.year), min(until, ask.today.year + YEARS - 1) + 1))


def _year(ask: Ask, years: list[int]) -> int:
    if len(years) == 1:
        return years[0]
    return int(ask.choice("year", _("Diễn tập năm nào ạ?"), [Choice(str(each), str(each)) for each in years]).key)

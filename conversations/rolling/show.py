"""/tonghop [UNIT]: an upper union sees what stands under it, opens any branch, and goes back up, as of any day."""

from datetime import date, timedelta

from bot import plans, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_date
from bot.labels import cut
from bot.models import Campaign, Unit, written
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May, Reach
from bot.rolling import Rolled, roll_up
from bot.units import finding
from bot.units.names import names_on
from bot.units.tree import parent_of
from conversations.menu import not_for_you
from conversations.rolling.asked import Asked, read
from conversations.rolling.wording import LONGEST, PAGE, branch_lines, total_lines

BACK = timedelta(days=5 * 366)
MOST_OTHERS = 5  # campaigns with a button of their own


def show_totals(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The figures of a unit and of each branch under it."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    campaigns = plans.campaigns(db, speaker.to.federation_id)
    if not campaigns:
        return _("Chưa có chiến dịch nào để tổng hợp.")
    said = ask.remember("said", lambda: ask.words)
    asked = read(said, office.unit_id, campaigns, ask.today)
    if asked is None:
        return _named(ask, db, speaker, office, said)
    day = asked.day or _another_day(ask)
    asked = Asked(asked.unit_id, asked.campaign_id, day, asked.page)
    if not rights.is_within(db, Reach(office.unit_id), asked.unit_id, day):
        text = _("Ngày {day} đơn vị này không thuộc phần đồng chí phụ trách. Xin chọn ngày khác.").format(day=show_date(day))
        return Message(text, ((Option(_("📊 Tổng hợp hôm nay"), "/tonghop"),),))
    campaign = next(each for each in campaigns if each.id == asked.campaign_id)
    reach = Reach(asked.unit_id, office.cluster_id)
    rolled = roll_up(db, speaker.to.federation_id, asked.campaign_id, reach, day)
    return _message(db, asked, office, rolled, [campaign, *(each for each in campaigns if each is not campaign)], day)


def _another_day(ask: Ask) -> date:
    near = [ask.today - timedelta(days=each) for each in (1, 7, 30)]
    within, period = (ask.today - BACK, ask.today), _("Số liệu")
    return ask.day("day", _("Tính đến hết ngày nào ạ?"), within=within, period=period, suggest=near)


def _named(ask: Ask, db: Transaction, speaker: Speaker, office: Held, words: str) -> Message:
    """The units that the words may mean, a button each."""
    found = finding.find(db, speaker.to.federation_id, office, words, ask.today)
    if not found:
        text = _("Không có đơn vị nào tên gần giống “{words}”. Xin gõ lại, ngắn hơn cũng được.").format(words=words[:60])
        return Message(text, ((Option(_("📊 Tổng hợp"), "/tonghop"),),))
    rows = tuple((Option(cut(each.name, LONGEST), f"/tonghop {each.id}"),) for each in found)
    return Message(_("Đồng chí chọn đơn vị nào?"), rows)


def _message(db: Transaction, asked: Asked, office: Held, rolled: Rolled, campaigns: list[Campaign], day: date) -> Message:
    unit = db.session.get_one(Unit, asked.unit_id)
    name = names_on(db, unit.federation_id, day, asked.unit_id).get(asked.unit_id, unit.name)
    pages = max(1, -(-len(rolled.branches) // PAGE))
    page = min(asked.page, pages)
    shown = rolled.branches[(page - 1) * PAGE : page * PAGE]
    first = (page - 1) * PAGE + 1
    head = _("📊 {unit}, tính đến hết ngày {day}").format(unit=name, day=show_date(day))
    lines = [head, f"“{campaigns[0].title}”", *total_lines(rolled.total)]
    if pages > 1:
        lines += ["", _("Trang {page}/{pages}:").format(page=page, pages=pages)]
    for number, each in enumerate(shown, first):
        lines += ["", *branch_lines(number, each)]
    rows = [
        (Option(cut(f"{n}. {each.name}", LONGEST), _opens(asked, each.unit_id, is_leaf=each.is_leaf)),)
        for n, each in enumerate(shown, first)
    ]
    return Message("\n".join(lines), (*rows, *_ways(db, asked, office, day, page, pages), *_others(asked, campaigns)))


def _opens(asked: Asked, unit_id: int, *, is_leaf: bool) -> str:
    """A leaf has a card of its own."""
    return f"/thedonvi {unit_id}" if is_leaf else asked.at(unit_id).command()


def _ways(db: Transaction, asked: Asked, office: Held, day: date, page: int, pages: int) -> list[tuple[Option, ...]]:
    turn = [(_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1)]
    turning = tuple(
        Option(label, Asked(asked.unit_id, asked.campaign_id, day, to).command()) for label, to in turn if 1 <= to <= pages
    )
    up = parent_of(db, asked.unit_id, day) if asked.unit_id != office.unit_id else None
    back = (Option(_("⬆️ Lên một cấp"), asked.at(up).command()),) if up else ()
    other = (Option(_("🗓 Ngày khác"), Asked(asked.unit_id, asked.campaign_id, None).command()),)
    return [row for row in (turning, back, other) if row]


def _others(asked: Asked, campaigns: list[Campaign]) -> list[tuple[Option, ...]]:
    """The other campaigns, closed ones as well."""
    labels = plans.labels(campaigns)
    named = list(zip(campaigns, labels, strict=True))[1 : MOST_OTHERS + 1]
    commands = [Asked(asked.unit_id, written(each.id), asked.day).command() for each, _label in named]
    return [(Option(cut(f"📣 {label}", LONGEST), command),) for (_each, label), command in zip(named, commands, strict=True)]

"""/hanviec: an officer confirms the due days that follow from the plan, or sets others. Until then nobody has a deadline."""

from datetime import timedelta

from bot import plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.campaigns.rule_names import rule_name
from bot.database.transaction import Transaction
from bot.duties import filling, rules
from bot.duties.kinds import NOTE, called
from bot.duties.rules import Terms
from bot.i18n import _, ngettext
from bot.labels import cut
from bot.models import Campaign, DutyRule
from bot.post.message import Message, Option
from bot.rights import May
from conversations.duties.confirm_all import ALL, all_at_once, confirm_all
from conversations.duties.meaning import meaning
from conversations.menu import not_for_you

FAR = timedelta(days=730)
MOST_DAYS = 366
GRACE = (0, 3, 5, 10)  # days, as buttons
LONGEST, LEAST = 60, 10  # characters of a button, and of the campaign at its end where the rest is long


def confirm_dates(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Which rule, what it would mean phase by phase, as it is or otherwise, days of grace, one card."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    listed = [each for each in plans.campaigns(db, speaker.to.federation_id) if each.is_open]
    running = [each for each in listed if rights.may_change(db, office, each.unit_id, ask.today)]
    found = [(campaign, rule) for campaign in running for rule in rules.rules_of(db, campaign.id or 0)]
    if not found:
        return _("Chưa có chiến dịch nào đang chạy, nên chưa có hạn nào để xác nhận.")
    picks = [Choice(f"rule {rule.id}", _label(db, campaign, rule, several=len(running) > 1)) for campaign, rule in found]
    waiting = [(campaign, rule) for campaign, rule in found if rule.confirmed_at is None]
    offered = [*picks, *all_at_once(waiting)]
    chosen = ask.choice("rule", _("Hạn của việc nào ạ? ✅ là đã xác nhận."), offered)
    if chosen.key == ALL:
        return confirm_all(ask, db, speaker, waiting)
    campaign, rule = found[picks.index(chosen)]
    terms = _terms(ask, db, campaign, rule)
    ask.review(_("Xin kiểm tra lại giúp:\n🚩 {work}").format(work=called(rule.kind)), accept=_("✅ Xác nhận hạn"))

    rules.confirm(db, rule, terms, speaker.name, speaker.person_id, ask.now)
    db.flush()
    filling.fill(db, speaker.to.federation_id, ask.today)
    text = _("✅ Đã xác nhận: {work}.").format(work=called(rule.kind)) + "\n" + meaning(ask, db, campaign, rule)
    left = len(rules.proposed(db, speaker.to.federation_id))
    if not left:
        return text + "\n\n" + _("Mọi hạn đã được xác nhận.")
    more = ngettext("Còn {count} hạn chưa xác nhận.", "Còn {count} hạn chưa xác nhận.", left).format(count=left)
    return Message(text + "\n\n" + more, ((Option(_("📅 Xác nhận hạn tiếp theo"), "/hanviec", "primary"),),))


def _label(db: Transaction, campaign: Campaign, rule: DutyRule, *, several: bool) -> str:
    mark = "✅" if rule.confirmed_at else "❔"
    name = f"{mark} {rule_name(db, rule)}: {rules.worded(rule)}"
    if not several:
        return cut(name, LONGEST)
    tail = " · " + cut(campaign.number or campaign.title, max(LEAST, LONGEST - len(name) - 3))
    return cut(name, LONGEST - len(tail)) + tail


def _terms(ask: Ask, db: Transaction, campaign: Campaign, rule: DutyRule) -> Terms:
    as_it_is = Choice("as it is", _("✅ Theo cách tính này"), "success")
    other = [Choice("days", _("✏️ Đổi số ngày")), Choice("day", _("📅 Chọn một ngày"))]
    ways = [as_it_is, *(other if rule.kind != NOTE else other[:1])]
    how = ask.choice("how", _prompt(ask, db, campaign, rule), ways, name=_("Cách tính"))
    days = day = None
    if how.key == "days":
        days = ask.number("days", _("Bao nhiêu ngày?"), name=_("Số ngày"), at_most=MOST_DAYS)
    elif how.key == "day":
        reach = (ask.today - FAR, ask.today + FAR)
        day = ask.day("day", _("Hạn là ngày nào?"), name=_("Hạn"), within=reach, period=_("Thời gian được chọn"))
    picks = [Choice(str(each), _("{days} ngày").format(days=each) if each else _("Không cho muộn")) for each in GRACE]
    grace = ask.choice("grace", _("Nộp muộn bao nhiêu ngày vẫn tính là đúng hạn?"), picks, name=_("Được nộp muộn"))
    return Terms(days, day, int(grace.key))


def _prompt(ask: Ask, db: Transaction, campaign: Campaign, rule: DutyRule) -> str:
    text = _("{work}: {rule}.").format(work=called(rule.kind).capitalize(), rule=rules.worded(rule))
    return text + "\n" + meaning(ask, db, campaign, rule)

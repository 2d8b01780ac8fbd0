"""/mochiendich: an officer opens a campaign: the plan, which bloc is which, one card, and it runs."""

from bot import campaigns, operations, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.campaigns import blocs
from bot.campaigns.plan import Plan
from bot.campaigns.reading import resolved
from bot.campaigns.showing import show_anniversary, show_phase
from bot.database.transaction import Transaction
from bot.duties import filling, rules
from bot.i18n import _, ngettext
from bot.models import Campaign
from bot.post.message import Message, Option
from bot.rights import May
from conversations.campaign.drafting import draft
from conversations.campaign.matching import ask_blocs, write_matches
from conversations.menu import not_for_you


def open_campaign(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """How, the plan itself, its blocs, a card to check; then it is open, and its due days wait to be confirmed."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    federation_id = speaker.to.federation_id
    plan = resolved(draft(ask, db, speaker, office.unit), ask.today)
    labels = [each.label for each in plan.blocs]
    meant = ask_blocs(ask, labels, blocs.left_over(labels, blocs.federation_blocs(db, federation_id)))
    ask.review(_card(plan), accept=_("✅ Đúng, mở chiến dịch"))

    slug = campaigns.slug_for(db, federation_id, plan)
    campaign = campaigns.keep(db, federation_id, plan, slug, is_open=True, unit_id=office.unit_id)
    write_matches(db, campaign, meant)
    operations.record(db, federation_id, "campaign.open", ask.now, person_id=speaker.person_id, unit_id=office.unit_id, slug=slug)
    filling.fill(db, federation_id, ask.today)
    return _receipt(db, plan, campaign)


def _card(plan: Plan) -> str:
    """What the card says above the answers: the plan as it will be kept."""
    lines = [_("Xin kiểm tra lại giúp:"), f"🗓 {plan.title}", plan.issuer, *(show_phase(each) for each in plan.phases)]
    if not plan.phases:
        lines.append(_("⚠️ Kế hoạch không nêu đợt nào, nên chưa giao việc cho đơn vị được."))
    if plan.anniversaries:
        lines += [_("🎗 Ngày kỷ niệm:"), *(show_anniversary(each) for each in plan.anniversaries)]
    return "\n".join(lines)


def _receipt(db: Transaction, plan: Plan, campaign: Campaign) -> Message:
    lines = [_("✅ Đã mở chiến dịch: {title}").format(title=plan.title)]
    waiting = [each for each in plan.phases if each.end_event and not each.end]
    for each in waiting:
        text = _("🏛 {phase} chưa có ngày kết thúc, chờ: {event}. Khi diễn ra, bấm nút 🏛 bên dưới.")
        lines.append(text.format(phase=each.name, event=each.end_event))
    count = len(rules.rules_of(db, campaign.id or 0))
    if count:
        text = ngettext("Có {count} hạn được đề xuất.", "Có {count} hạn được đề xuất.", count).format(count=count)
        lines.append(text + " " + _("Chưa hạn nào có hiệu lực: bấm 📅 để xem và xác nhận."))
    buttons = [Option(_("📅 Xác nhận hạn"), "/hanviec", "primary")] if count else []
    buttons += [Option(_("🏛 Sự kiện đã diễn ra"), "/sukien")] if waiting else []
    buttons += [
        Option(_("🗓 Xem kế hoạch"), f"/kehoach {campaign.id}"),
        Option(_("📎 Gửi tệp kế hoạch"), f"/filekehoach {campaign.id}"),
    ]
    return Message("\n".join(lines), tuple((each,) for each in buttons))

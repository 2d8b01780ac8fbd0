"""/kehoach: what the campaigns say; a chair sees the contents of the own bloc, an officer all."""

from bot import campaigns, closing, plans, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.campaigns import blocs, showing
from bot.database.transaction import Transaction
from bot.i18n import _, show_date
from bot.models import Campaign, written
from bot.post.message import Message, Option
from bot.rights import May


def show_plan(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The running campaign; the others by button, and the plan's own file."""
    found = plans.visible(db, speaker.to.federation_id, speaker.person_id, ask.today)
    if not found:
        return _("Hiện chưa có kế hoạch thi đua nào.")
    chosen = next((each for each in found if str(each.id) == ask.words), found[0])
    return Message(_plan(ask, db, speaker, chosen), (*_jobs(ask, db, speaker, chosen), *_others(found, chosen)))


def _others(found: list[Campaign], chosen: Campaign) -> list[tuple[Option, ...]]:
    named = zip(found, plans.labels(found), strict=True)
    return [(Option(f"🗓 {label}", f"/kehoach {each.id}"),) for each, label in named if each is not chosen]


def _plan(ask: Ask, db: Transaction, speaker: Speaker, campaign: Campaign) -> str:
    state = _state(db, campaign)
    plan = campaigns.recall(db, campaign)
    labels = None
    if rights.office_for(db, speaker.person_id, May.SEE, ask.today) is None:
        own = plans.blocs_of(db, speaker.person_id or 0, ask.today)
        labels = blocs.labels_for(db, written(campaign.id), own)
    title = f"🗓 {plan.title} ({state})\n{showing.show_head(plan)}"
    # The themes of the year stand right under the head, as in the documents themselves.
    return title + ("\n" if plan.themes else "\n\n") + showing.show_plan(plan, blocs=labels)


def _state(db: Transaction, campaign: Campaign) -> str:
    if campaign.is_open:
        return _("đang diễn ra")
    day = closing.closed_on(db, campaign.federation_id).get(written(campaign.id))
    return _("đã đóng ngày {day}").format(day=show_date(day)) if day else _("để tham khảo")


def _jobs(ask: Ask, db: Transaction, speaker: Speaker, campaign: Campaign) -> list[tuple[Option, ...]]:
    """What can be done with this plan: have its file; an officer can send one, and say which bloc is which."""
    rows: list[tuple[Option, ...]] = []
    if campaign.document_id is not None:
        rows.append((Option(_("📎 Tải kế hoạch"), f"/taikehoach {campaign.id}"),))
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None or not rights.may_change(db, office, campaign.unit_id, ask.today):
        return rows
    label = _("📎 Gửi tệp kế hoạch") if campaign.document_id is None else _("📎 Thay tệp kế hoạch")
    rows.append((Option(label, f"/filekehoach {campaign.id}"),))
    if campaign.is_open and blocs.unmatched(db, campaign.federation_id, written(campaign.id)):
        rows.append((Option(_("🔗 Ghép khối"), f"/ghepkhoi {campaign.id}"),))
    return rows

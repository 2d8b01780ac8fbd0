"""Which bloc of a plan the federation's blocs belong to, where the names alone do not say it."""

from collections.abc import Sequence

from bot import plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.campaigns import blocs
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Bloc, Campaign, written
from bot.rights import May
from conversations.menu import not_for_you

NONE = "none"


def match_blocs(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """/ghepkhoi CAMPAIGN: an officer says it for a campaign that is there already."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    listed = plans.campaigns(db, speaker.to.federation_id)
    campaign = next((each for each in listed if str(each.id) == ask.words), None)
    if office is None or campaign is None or not rights.may_change(db, office, campaign.unit_id, ask.today):
        return not_for_you()
    federation_id, campaign_id = speaker.to.federation_id, written(campaign.id)
    labels = [each.label for each in blocs.campaign_blocs(db, federation_id, campaign_id)]
    meant = ask_blocs(ask, labels, blocs.unmatched(db, federation_id, campaign_id))
    if not meant:
        return _("Mọi khối đã được ghép.")
    write_matches(db, campaign, meant)
    return _("✅ Đã ghép khối. Chủ tịch các đơn vị bấm 🗓 Kế hoạch sẽ thấy nội dung của khối mình.")


def ask_blocs(ask: Ask, labels: Sequence[str], lonely: Sequence[Bloc]) -> dict[int, str]:
    """For each of the federation's blocs that matches none of the plan's: which label it belongs to; left out: none."""
    choices = [*(Choice(str(n), label) for n, label in enumerate(labels)), Choice(NONE, _("Không thuộc khối nào"))]
    meant: dict[int, str] = {}
    for bloc in lonely:
        prompt = _("Kế hoạch chia theo khối. Khối “{bloc}” của mình theo nội dung nào?").format(bloc=bloc.name)
        chosen = ask.choice(f"bloc{bloc.id}", prompt, choices, name=_("Khối {bloc}").format(bloc=bloc.name))
        if chosen.key != NONE:
            meant[written(bloc.id)] = chosen.label
    return meant


def write_matches(db: Transaction, campaign: Campaign, meant: dict[int, str]) -> None:
    """Write down what the officer said."""
    rows = {each.label: each for each in blocs.campaign_blocs(db, campaign.federation_id, written(campaign.id))}
    for bloc_id, label in meant.items():
        blocs.add_match(db, rows[label], bloc_id)

"""Which campaign a table or a picture is about."""

from bot import plans
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Campaign, written

SHOWN = 8  # campaigns that can be looked over on a small screen: the running ones, then the newest


def choose_campaign(ask: Ask, db: Transaction, speaker: Speaker, prompt: str) -> int | None:
    """The number of the campaign: the only running one at once; else the one that is chosen; None where there is none. `all`
    behind the command asks in any case, so that an earlier year can be had."""
    found = plans.visible(db, speaker.to.federation_id, speaker.person_id, ask.today)
    running = [each for each in found if each.is_open]
    if len(running) == 1 and ask.remember("said", lambda: ask.words) != "all":
        return _number(running[0])
    listed = found[:SHOWN]
    if not listed:
        return None
    labels = [f"{label} ✳️" if each.is_open else label for each, label in zip(listed, plans.labels(listed), strict=True)]
    picks = [Choice(f"campaign {each.id}", label) for each, label in zip(listed, labels, strict=True)]
    about = _("Chiến dịch có dấu ✳️ đang chạy.") if running else ""
    chosen = ask.choice("campaign", f"{prompt}\n{about}".strip(), picks)
    return _number(listed[picks.index(chosen)])


def _number(campaign: Campaign) -> int:
    return written(campaign.id)

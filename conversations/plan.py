"""/kehoach: what the campaigns say: number, phases with their themes, anniversaries."""

from bot import plans
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_date, show_day
from bot.models import Anniversary, Campaign, Phase
from bot.post.message import Message, Option


def show_plan(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The running campaign; the others by button."""
    found = plans.campaigns(db, speaker.to.federation_id)
    if not found:
        return _("Hiện chưa có kế hoạch thi đua nào.")
    chosen = next((each for each in found if str(each.id) == ask.words), found[0])
    others = [each for each in found if each is not chosen]
    buttons = tuple((Option(f"🗓 {_short(each)}", f"/kehoach {each.id}"),) for each in others)
    return Message(_plan(db, chosen), buttons)


def _short(campaign: Campaign) -> str:
    return campaign.number or campaign.title


def _plan(db: Transaction, campaign: Campaign) -> str:
    state = _("đang diễn ra") if campaign.is_open else _("để tham khảo")
    lines = [f"🗓 {campaign.title} ({state})", campaign.issuer]
    if campaign.number and campaign.issued_on:
        text = _("Số {number}, ngày {day}")
        lines.append(text.format(number=campaign.number, day=show_date(campaign.issued_on)))
    lines += [_theme(each.text, each.owners) for each in plans.themes(db, campaign)]
    lines += ["", *(_phase(each) for each in plans.phases(db, campaign))]
    days = plans.anniversaries(db, campaign)
    if days:
        lines += ["", _("🎗 Ngày kỷ niệm:"), *(_anniversary(each) for each in days)]
    return "\n".join(lines)


def _theme(text: str, owners: str) -> str:
    return f"• “{text}” ({', '.join(owners.splitlines())})"


def _phase(phase: Phase) -> str:
    text = f"🚩 {phase.name}"
    if phase.starts_on and phase.ends_on:
        text += f": {show_date(phase.starts_on)} – {show_date(phase.ends_on)}"
    return f"{text}\n“{phase.theme}”" if phase.theme else text


def _anniversary(each: Anniversary) -> str:
    name = _("{count} năm {name}").format(count=each.ordinal, name=each.name) if each.ordinal else each.name
    when = show_day(each.day) if each.day else each.original_date or ""
    return f"• {name}: {when}"

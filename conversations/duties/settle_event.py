"""/sukien: “sự kiện đã diễn ra ngày …”: a phase that ends with an event gets its day, and so does all that follows from it."""

from datetime import timedelta

from bot import campaigns, plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.i18n import _, show_day
from bot.models import written
from bot.rights import May
from conversations.menu import not_for_you

LONG_AGO = timedelta(days=5 * 366)


def settle_event(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Which event, when it was; then the phase ends that day and due days are counted from it."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    federation_id = speaker.to.federation_id
    undated = campaigns.undated(db, federation_id)
    issuers = {each.id: each.unit_id for each in plans.campaigns(db, federation_id)}
    waiting = [each for each in undated if rights.may_change(db, office, issuers[each.campaign_id], ask.today)]
    if not waiting:
        return _("Không có đợt nào đang chờ một sự kiện.")
    picks = [Choice(f"phase {each.id}", f"{each.end_event} · {each.name}") for each in waiting]
    chosen = ask.choice("event", _("Sự kiện nào đã diễn ra?"), picks, name=_("Sự kiện"))
    phase = waiting[picks.index(chosen)]
    within = (phase.starts_on or ask.today - LONG_AGO, ask.today)
    day = ask.day("day", _("Diễn ra ngày nào?"), name=_("Ngày"), within=within, period=_("Thời gian được chọn"))
    ask.review(_("Xin kiểm tra lại giúp. Đợt này sẽ kết thúc vào ngày đó."), accept=_("✅ Đúng, ghi nhận"))

    name = phase.name
    campaigns.settle_event(db, federation_id, written(phase.id), day, ask.now, speaker.person_id)
    db.flush()
    filling.fill(db, federation_id, ask.today)
    text = _("✅ {phase} kết thúc vào {day}. Các hạn tính từ ngày này đã được cập nhật.")
    return text.format(phase=name, day=show_day(day))

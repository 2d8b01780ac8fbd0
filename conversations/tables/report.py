"""/baocaochung: the report on a phase or a campaign that goes to the level above, as a Word document to complete and sign."""

from bot import plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.consolidated_report import sending
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Campaign, Phase
from bot.rights import May, reach_of
from conversations.menu import not_for_you
from conversations.tables.choosing import choose_campaign

WHOLE = "whole"


def send_report(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Which campaign and which phase, where there are several; then the document is on its way."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    reach = reach_of(office)
    if reach.cluster is not None:
        return _("Báo cáo này do cấp trên của cụm lập. Số liệu của cụm có trong 📊 /bang.")
    campaign_id = choose_campaign(ask, db, speaker, _("Lập báo cáo của chiến dịch nào?"))
    if campaign_id is None:
        return _("Chưa có chiến dịch nào để báo cáo.")
    begun = _begun(ask, db, campaign_id)
    if not begun:
        return _("Chưa có đợt nào bắt đầu nên chưa có gì để báo cáo.")
    phase_id = _choose(ask, begun)
    key = f"report/{ask.setting.update}/{speaker.to.chat_id}"
    sending.send(db, speaker.to, key, campaign_id, phase_id, reach, ask.now)
    return _("📃 Trợ lý đang lập báo cáo và gửi ngay vào đây: một tệp Word để viết thêm và trình ký.")


def _begun(ask: Ask, db: Transaction, campaign_id: int) -> list[Phase]:
    phases = plans.phases(db, db.session.get_one(Campaign, campaign_id))
    return [each for each in phases if each.starts_on is None or each.starts_on <= ask.today]


def _choose(ask: Ask, begun: list[Phase]) -> int | None:
    """The phase; None: all of them."""
    if len(begun) == 1:
        return begun[0].id
    picks = [Choice(f"phase {each.id}", each.name) for each in reversed(begun)]
    whole = Choice(WHOLE, _("Cả chiến dịch"))
    chosen = ask.choice("phase", _("Báo cáo đợt nào?"), [*picks, whole])
    return None if chosen == whole else list(reversed(begun))[picks.index(chosen)].id

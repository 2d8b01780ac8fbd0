"""/tiendo: how far the running phase is, as a picture for a phone."""

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.charts import sending
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.rights import May, reach_of
from conversations.menu import not_for_you
from conversations.tables.choosing import choose_campaign


def send_progress(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Which campaign, where there are several; then the picture is on its way."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    campaign = choose_campaign(ask, db, speaker, _("Vẽ tiến độ của chiến dịch nào?"))
    if campaign is None:
        return _("Chưa có chiến dịch nào để vẽ.")
    sending.send(db, speaker.to, f"progress/{ask.setting.update}/{speaker.to.chat_id}", campaign, reach_of(office), ask.now)
    return _("📈 Trợ lý đang vẽ và gửi ngay vào đây.")

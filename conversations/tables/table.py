"""/bang: the officer's table as a workbook, and as a flat list beside it."""

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.rights import May, reach_of
from bot.sheets.table import sending
from conversations.menu import not_for_you
from conversations.tables.choosing import choose_campaign


def send_table(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Which campaign, where there are several; then both files are on their way. They hold what is known when they leave."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    campaign = choose_campaign(ask, db, speaker, _("Lập bảng của chiến dịch nào?"))
    if campaign is None:
        return _("Chưa có chiến dịch nào để lập bảng.")
    sending.send(db, speaker.to, f"table/{ask.setting.update}/{speaker.to.chat_id}", campaign, reach_of(office), ask.now)
    return _("📊 Trợ lý đang lập bảng và gửi ngay vào đây: một tệp Excel, một tệp CSV.")

"""An entry on behalf in a few words, as it stands on cards, receipts and in the table."""

from bot.clock import local
from bot.i18n import _, show_date
from bot.on_behalf.entries import PAPER, Entry


def told(entry: Entry) -> str:
    """“Nhập hộ: Trần Thu Hà, theo điện thoại ngày 04/03/2026”."""
    text = _("Nhập hộ: {officer}, theo điện thoại ngày {day}")
    if entry.source == PAPER:
        text = _("Nhập hộ: {officer}, theo bản giấy ngày {day}")
    return text.format(officer=entry.name, day=show_date(local(entry.recorded_at).date()))

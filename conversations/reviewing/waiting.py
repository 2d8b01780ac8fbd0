"""Reports and requests for more time that wait for an officer: lines and buttons for /quanly."""

from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import extensions
from bot.i18n import _, ngettext
from bot.people import Held
from bot.post.message import Option
from bot.rights import RIGHTS, May
from conversations.reviewing.next import queue


def results_waiting(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> list[tuple[str, Option]]:
    """A line and its button for each kind of thing that waits; nothing for what does not."""
    if May.REVIEW not in RIGHTS[office.role]:
        return []
    told = []
    if count := len(queue(ask, db, speaker, office)):
        text = ngettext("• {count} báo cáo chờ duyệt.", "• {count} báo cáo chờ duyệt.", count).format(count=count)
        told.append((text, Option(_("📝 Duyệt báo cáo"), "/duyet", "primary")))
    if count := len(extensions.waiting(db, speaker.to.federation_id, office, ask.today)):
        text = _("• Xin gia hạn: {count}.").format(count=count)
        told.append((text, Option(_("⏳ Trả lời xin gia hạn"), "/giahan")))
    return told

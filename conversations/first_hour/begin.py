"""/batdau: how far setting up has come, and the next step; the first one, names and contact, is asked for right here."""

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import Held
from bot.post.message import Message
from bot.rights import May
from bot.setup import naming
from bot.setup.naming import Names
from bot.setup.steps import Step, stand
from conversations.first_hour.checklist import NAMES, card
from conversations.menu import federation, not_for_you

LONGEST_NAME, LONGEST_SHORT, LONGEST_CONTACT = 120, 40, 200


def begin(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The checklist; before it the names, while there are none or where the button asks for them."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    standing = stand(db, speaker.to.federation_id, office, ask.today)
    is_top = rights.may_change(db, office, None, ask.today)
    if is_top and (ask.words == NAMES or Step.NAMES not in standing.done):
        _ask_names(ask, db, speaker)
    return overview(ask, db, speaker, office)


def overview(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Message:
    """The checklist as it is now."""
    return card(stand(db, speaker.to.federation_id, office, ask.today), is_demo=federation(db, speaker).is_demo)


def _ask_names(ask: Ask, db: Transaction, speaker: Speaker) -> None:
    home = federation(db, speaker)
    name = ask.text(
        "name",
        _("Tổ chức công đoàn của đồng chí tên đầy đủ là gì ạ? Ví dụ: Công đoàn phường Sông Xanh"),
        name=_("Tên"),
        longest=LONGEST_NAME,
        suggest=home.name if naming.is_named(home) else "",
    )
    short = ask.text(
        "short",
        _("Tên ngắn để ghi trong tin nhắn là gì ạ? Ví dụ: CĐ phường Sông Xanh"),
        name=_("Tên ngắn"),
        longest=LONGEST_SHORT,
        skip=_("Như tên đầy đủ"),
    )
    contact = ask.text(
        "contact",
        _("Khi cần giúp, các đơn vị liên hệ ai ạ? Xin ghi tên, nơi làm việc, số điện thoại."),
        name=_("Liên hệ"),
        longest=LONGEST_CONTACT,
        suggest=home.contact if naming.is_named(home) else "",
    )
    ask.review(_("Xin kiểm tra lại giúp:"), accept=_("✅ Đúng, ghi lại"))
    naming.rename(db, speaker.to.federation_id, Names(name, short or name[:LONGEST_SHORT], contact), speaker.person_id, ask.now)

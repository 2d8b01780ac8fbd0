"""/suathongbao, /noinhan, /giogui: what an announcement that nobody has confirmed yet says, to whom and when. Each change is
shown again, and what was confirmed before the change is not confirmed any more."""

from bot.announcements import keeping
from bot.announcements.keeping import UNCONFIRMED
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.labels import cut
from bot.models import Announcement, written
from bot.post.message import Message
from conversations.announcing.audience import ask_audience, nobody
from conversations.announcing.contents import ask_text
from conversations.announcing.finding import named, office_of
from conversations.announcing.timing import ask_start
from conversations.announcing.wording import counted, shown
from conversations.menu import not_for_you

SHORT = 40  # characters of a part on a button


def change_text(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Write one of its texts anew."""
    row = _open(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    position = which_text(ask, db, row)
    piece = ask_text(ask, "text", _("✏️ Xin gõ lại nội dung của phần này."))
    version = next(each[2] for each in keeping.parts(db, written(row.id)) if each[1] == position)
    keeping.put_part(db, row, position, version + 1, piece)
    return _shown_again(ask, db, speaker, row)


def which_text(ask: Ask, db: Transaction, row: Announcement) -> int:
    """The place of one of its texts, asked only where there are several; files stay as they are."""
    texts = [(each[1], each[3]) for each in keeping.parts(db, written(row.id)) if each[4] is None]
    if len(texts) == 1:
        return int(texts[0][0])
    choices = [Choice(str(place), f"{place}. {cut(' '.join(text.split()), SHORT)}") for place, text in texts]
    return int(ask.choice("which", _("✏️ Sửa phần nào?"), choices).key)


def change_audience(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Choose to whom it goes anew."""
    row = _open(ask, db, speaker)
    office = office_of(ask, db, speaker)
    if not isinstance(row, Announcement) or office is None:
        return row if isinstance(row, str) else not_for_you()
    audience = ask_audience(ask, db, speaker, office)
    row.audience, row.unit_id, row.cluster_id, row.follows_id = audience.to_json(), office.unit_id, office.cluster_id, None
    if not counted(db, row, ask.now).units:
        ask.again("audience", nobody(audience))
    return _shown_again(ask, db, speaker, row)


def change_hour(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Choose when it goes anew."""
    row = _open(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    row.starts_at = ask_start(ask, db, speaker)
    return _shown_again(ask, db, speaker, row)


def _open(ask: Ask, db: Transaction, speaker: Speaker) -> Announcement | str:
    row = named(ask, db, speaker)
    if isinstance(row, Announcement) and row.state != UNCONFIRMED:
        return _("Thông báo này đã xác nhận gửi hoặc đã bỏ, nên không sửa ở đây được nữa. Xem: /thongbao {number}").format(
            number=row.id
        )
    return row


def _shown_again(ask: Ask, db: Transaction, speaker: Speaker, row: Announcement) -> Message:
    row.confirmed_at = None
    db.session.add(row)
    db.session.flush()
    return shown(ask, db, speaker, row)

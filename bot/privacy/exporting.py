"""Everything that is kept about somebody, as a file to take along: plain text, which every phone opens."""

from datetime import datetime

from sqlalchemy import select

from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Account, table_of
from bot.post import outbox
from bot.post.message import File, Message, load
from bot.post.outbox import REPLY, Address, Letter
from bot.privacy.showing import sections, shown

account = table_of(Account)

TEMPLATE = "my-data"
MEDIA_TYPE = "text/plain; charset=utf-8"


def send(db: Transaction, to: Address, key: str, person_id: int, now: datetime) -> None:
    """Owe a person the file with everything that is kept about them; it is written when it is sent."""
    outbox.queue_template(db, to, key, TEMPLATE, {"person": person_id}, now, REPLY)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The file; None where the person has been erased, or does not write from this chat any more."""
    person_id = load(letter.body)["person"]
    whose = select(account.c.id).where(account.c.person_id == person_id, account.c.chat_id == letter.chat_id)
    if db.connection.execute(whose).first() is None:
        return None
    head = _("DỮ LIỆU CÁ NHÂN MÀ TRỢ LÝ ĐANG LƯU, lúc {moment}").format(moment=shown(now))
    parts = ["\n".join([each.title, *each.lines, *each.details]) for each in sections(db, person_id)]
    content = "\n\n".join([head, *parts]).encode("utf-8-sig")  # with the mark by which old phones know the encoding
    return Message(_("📄 Toàn bộ dữ liệu về đồng chí."), file=File("du-lieu-cua-toi.txt", MEDIA_TYPE, lambda: content))

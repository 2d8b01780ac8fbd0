"""What the bot sends about links and codes, at whatever door: each is made at the moment of sending, and stands nowhere else."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _, show_date
from bot.models import Account, Bot, Chat, Person, table_of
from bot.post import outbox
from bot.post.message import Message, load
from bot.post.outbox import REPLY, Address, Letter
from bot.web import chats, codes, links
from bot.web.chats import CHANNEL, Owner
from bot.web.keys import Keys

account, bot, chat, person = table_of(Account), table_of(Bot), table_of(Chat), table_of(Person)

LINK, CODE, NOTE = "web-link", "door-code", "door-note"  # the templates

OTHER_DOOR = Prepared(
    select(account.c.federation_id, account.c.bot_id, account.c.chat_id)
    .join_from(account, chat, chat.c.id == account.c.chat_id)
    .join(bot, bot.c.id == account.c.bot_id)
    .where(account.c.person_id == bindparam("whose"), bot.c.channel != CHANNEL)
    .where(chat.c.closed_at.is_(None), bot.c.stopped_at.is_(None))
    .order_by(account.c.preferred_at.is_(None), account.c.preferred_at.desc(), account.c.id)
    .limit(1),
    Address,
)
NAME: Prepared[tuple[str]] = Prepared(select(person.c.name).where(person.c.id == bindparam("row")))


def send_link(db: Transaction, to: Address, key: str, person_id: int, now: datetime, *, with_code: bool = False) -> bool:
    """Owe a personal link to this person's web chat, at a door they or an officer write from; False where there is no web door.

    `with_code`: with a code as well, for whoever has lost every other door.
    """
    if chats.for_person(db, to.federation_id, person_id, now) is None:
        return False
    outbox.queue_template(db, to, key, LINK, {"person": person_id, "code": with_code}, now, REPLY)
    return True


def ask_for_code(db: Transaction, owner: Owner, now: datetime) -> None:
    """Somebody opens the chat on a new device: owe a code at another door, and a word in the chat; once a minute at most."""
    if owner.person_id is None:
        return
    minute = f"{now:%Y-%m-%dT%H:%M}"
    if elsewhere := db.first(OTHER_DOOR, whose=owner.person_id):
        outbox.queue_template(db, elsewhere, f"door-code/{owner.chat_id}/{minute}", CODE, {"person": owner.person_id}, now, REPLY)
    outbox.queue_template(db, owner.to, f"door-note/{owner.chat_id}/{minute}", NOTE, {}, now, REPLY)


def render_link(keys: Keys, public_url: str, db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with the link; see `send_link`. None where the person is gone, or there is no address to give out."""
    told = load(letter.body)
    to, named = chats.of_person(db, told["person"]), db.first(NAME, row=told["person"])
    if to is None or named is None or to.federation_id != letter.federation_id or not public_url:
        return None
    if to.chat_id == letter.chat_id:
        return Message(_("Đồng chí đang ở trên trình duyệt. Muốn mở trên máy khác, xin vào mục ⚙️ Thiết bị của tôi."))
    link = links.address_of(public_url, links.issue(db, keys, to, now))
    until = show_date(local(now + timedelta(days=links.DAYS)).date())
    lines = [_("🌐 Đường dẫn riêng của đồng chí {name}:").format(name=named[0]) + "\n" + link]
    if told["code"]:
        code = codes.issue(db, keys, letter.federation_id, told["person"], now)
        text = _("🔑 Mã nếu máy hỏi: {code} (dùng một lần, trong {minutes} phút)")
        lines.append(text.format(code=code, minutes=codes.MINUTES))
    text = _("Mở bằng trình duyệt trên điện thoại hoặc máy tính, dùng đến {day}. Ai có đường dẫn thì vào được: xin giữ kín.")
    return Message("\n\n".join([*lines, text.format(day=until)]))


def render_code(keys: Keys, db: Transaction, letter: Letter, now: datetime) -> Message:
    """The code for a new device; see `ask_for_code`."""
    code = codes.issue(db, keys, letter.federation_id, load(letter.body)["person"], now)
    text = _("🔑 Mã mở trên máy mới: {code}\nDùng một lần, trong {minutes} phút.")
    warning = _("Nếu đồng chí không mở trên máy mới, xin đừng đưa mã cho ai và báo cho cán bộ.")
    return Message(text.format(code=code, minutes=codes.MINUTES) + "\n\n" + warning)


def render_note(db: Transaction, letter: Letter, now: datetime) -> Message:  # noqa: ARG001  a template's signature
    """What devices that are known show meanwhile."""
    text = _("🔐 Có máy mới muốn mở cuộc trò chuyện này. Nếu là đồng chí, xin vào mục ⚙️ Thiết bị của tôi để lấy mã.")
    return Message(text + "\n\n" + _("Nếu không phải, đồng chí không cần làm gì: không có mã thì không vào được."))


def templates(keys: Keys, public_url: str) -> dict[str, Any]:
    """What is written when it is sent, by name."""
    return {LINK: partial(render_link, keys, public_url), CODE: partial(render_code, keys), NOTE: render_note}

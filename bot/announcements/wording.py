"""Each message of an announcement as it arrives, made when it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, select

from bot import documents
from bot.announcements.keeping import CANCELLED, PROPOSED, TEMPLATE, WITHDRAWN, announcement, newer, part
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import _
from bot.labels import cut
from bot.models import Recipient, Unit, table_of
from bot.post.message import Message, Option, Style, length, load
from bot.post.outbox import Letter

__all__ = ["TEMPLATE", "render"]

unit, recipient = table_of(Unit), table_of(Recipient)
QUOTED = 40  # characters of an announcement that was withdrawn


@dataclass(frozen=True)
class Told:
    """One message of an announcement, with what holds for one chat."""

    announcement_id: int
    state: str
    wants_acknowledgement: bool
    unit: str
    position: int
    text: str
    styles: str
    document_id: int | None
    last: int
    is_acknowledged: bool


OF_CHAT = (recipient.c.announcement_id == announcement.c.id) & (recipient.c.chat_id == bindparam("chat"))
LAST = select(func.max(newer.c.position)).where(newer.c.announcement_id == announcement.c.id).scalar_subquery()
_TOLD = (
    select(
        announcement.c.id,
        announcement.c.state,
        announcement.c.wants_acknowledgement,
        unit.c.name,
        part.c.position,
        part.c.text,
        part.c.styles,
        part.c.document_id,
        LAST.label("last"),
        exists().where(OF_CHAT, recipient.c.acknowledged_at.is_not(None)).label("is_acknowledged"),
    )
    .join_from(announcement, unit, unit.c.id == announcement.c.unit_id)
    .join(part, part.c.announcement_id == announcement.c.id)
    .where(announcement.c.federation_id == bindparam("federation"), announcement.c.id == bindparam("row"))
    .where(part.c.position == bindparam("place"))
)
HOLDS = Prepared(_TOLD.where(part.c.version > PROPOSED).order_by(part.c.version.desc()).limit(1), Told)
IS_PROPOSED = Prepared(_TOLD.where(part.c.version == PROPOSED), Told)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:  # noqa: ARG001  a template's signature
    """The message as it holds now; what was withdrawn says so where it had arrived, and is not sent elsewhere."""
    body = load(letter.body)
    if "announcement" not in body:  # its person was erased
        return None
    shown = body.get("preview")
    statement = IS_PROPOSED if shown == "proposed" else HOLDS
    where = {"row": body["announcement"], "place": body["part"], "chat": letter.chat_id}
    told = db.first(statement, federation=letter.federation_id, **where)
    if told is None:
        return None
    if "apart" in body:
        return _apart(told)
    if told.state == WITHDRAWN and not shown:
        return Message(_("🚫 Thông báo này đã được thu hồi.")) if letter.sent_as else None
    if told.state == CANCELLED and not letter.sent_as and not shown:
        return None
    return _message(db, letter.federation_id, told)


def _message(db: Transaction, federation_id: int, told: Told) -> Message:
    options = acknowledge(told.announcement_id) if told.wants_acknowledgement and told.position == told.last else ()
    if told.document_id is not None:
        return Message("", () if told.is_acknowledged else options, file=documents.file(db, federation_id, told.document_id))
    head = _("📢 Thông báo của {unit}").format(unit=told.unit) + "\n\n" if told.position == 1 else ""
    message = _under(head, told)
    if not options or not told.is_acknowledged:
        return replace(message, options=options)
    return replace(message, text=f"{message.text}\n\n➤ {options[0][0].label}")


def acknowledge(announcement_id: int) -> tuple[tuple[Option, ...], ...]:
    """The button under the last message."""
    return ((Option(_("👍 Đã nắm được"), f"/danam {announcement_id}", "primary"),),)


def _under(head: str, told: Told) -> Message:
    shift = length(head)
    raw: list[Any] = decode(told.styles)
    return Message(head + told.text, styles=tuple(Style(**{**each, "start": each["start"] + shift}) for each in raw))


def _apart(told: Told) -> Message:
    """What is said where a message cannot be changed."""
    if told.state == WITHDRAWN:
        text = _("🚫 Thông báo “{words}” đã được thu hồi. Xin đồng chí bỏ qua nội dung đó.")
        words = " ".join(told.text.split())
        return Message(text.format(words=cut(words, QUOTED)))
    return _under(_("✏️ Đính chính:") + "\n", told)

"""A copy on paper, owed to a chat as a file: made when it is sent."""

from datetime import datetime
from functools import partial

from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.history.entries import WORKS, Entry, find
from bot.i18n import _
from bot.models import Unit
from bot.post import outbox
from bot.post.message import DOCX, File, Message, load
from bot.post.outbox import REPLY, Address, Letter
from bot.vietnamese.folding import fold

TEMPLATE = "history-copy"


def send(db: Transaction, to: Address, key: str, unit_id: int, entry: Entry, now: datetime) -> None:
    """Owe the copy of an entry of a unit, once per `key`. Ask for rights before."""
    outbox.queue_template(db, to, key, TEMPLATE, {"unit": unit_id, "entry": entry.key}, now, REPLY)


def named(entry: Entry) -> str:
    """What an entry is, as people call it: “Báo cáo kết quả, Đợt 1”."""
    name = _("Công trình, phần việc") if entry.kind == WORKS else titled(entry.kind, entry.occurrence)
    return _("{name}, {phase}").format(name=name, phase=entry.phase)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with the copy; None where it was taken back or replaced meanwhile."""
    from bot.history import document, papers  # noqa: PLC0415  only whoever prints waits for python-docx

    wanted = load(letter.body)
    entry = find(db, letter.federation_id, wanted["unit"], wanted["entry"])
    if entry is None:
        return None
    unit = db.session.get_one(Unit, wanted["unit"])
    made = papers.paper(db, unit, entry, now)
    text = _("🖨 {name}, {unit}. Xin in, ký tên và đóng dấu.").format(name=named(entry), unit=unit.name)
    name = _("Ban in {name} {row}.docx").format(name=fold(named(entry)), row=entry.row)
    return Message(text, file=File(name, DOCX, partial(document.build, made)))

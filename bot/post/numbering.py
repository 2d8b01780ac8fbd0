"""Choices where nothing can be pressed: a message as plain text with marked lines, and what each mark means when it is typed.

The options of an open question keep the marks that the question gave them: numbers, or letters where a figure is an answer.
What is offered outside of a question begins with 1; in a message nobody asked for, or while a question is open, the marks
are N1, N2, …, which no question takes for an answer. They are kept in the transaction that writes the message out; which
question the person has before them is noted once it has arrived.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post import offered as offering
from bot.post.message import LINK, Message, Option, Style, length
from bot.post.offered import Offered, page_of
from bot.post.outbox import REPLY, Letter

OWN_NUMBER = re.compile(r"^\d+\. ")
BACK = "<"  # the mark of the option that leads to the question before
ENDS = ("\n\n", "\n", ". ", "! ", "? ", "; ", " ")  # where a text is cut, best first


@dataclass(frozen=True)
class Written:
    """A message as it can be sent where there is nothing but text, and what is left of it for a message after this one; `asked`
    is the question in it, as its options carry it."""

    message: Message
    rest: Message | None = None
    asked: str = ""


def write_out(db: Transaction, letter: Letter, message: Message, longest: int, now: datetime) -> Written:
    """`message` in at most `longest` UTF-16 units of plain text; its marks are kept with the chat."""
    plain = _plain(message)
    if length(plain.text) > longest:
        head, tail = cut(plain.text, longest)
        return Written(Message(head), replace(plain, text=tail))
    options = [option for row in plain.options for option in row]
    if not options:
        text = _with_menu(plain)
        return Written(Message(text if length(text) <= longest else plain.text))
    offered, is_open = offering.of_chat(db, letter.chat_id)
    lines, hint = _lines(offered, options, now, aside=is_open or letter.priority > REPLY)
    written = _joined(plain, lines, hint, longest, offered)
    offering.keep(db, letter.chat_id, offered)
    asked = next((each.data.rpartition(".")[0] for each in options if not each.data.startswith("/")), "")
    return replace(written, asked="" if written.rest else asked)


def cut(text: str, longest: int) -> tuple[str, str]:
    """The first part of a text that is too long, in at most `longest` UTF-16 units, and the rest: between paragraphs, lines,
    sentences or words, whichever fills at least half of the part."""
    head = text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
    for end in ENDS:
        if (place := head.rfind(end)) > len(head) // 2:
            place += len(end.rstrip())
            return text[:place].rstrip(), text[place:].lstrip()
    return head, text[len(head) :]


def _lines(offered: Offered, options: list[Option], now: datetime, *, aside: bool) -> tuple[list[str], str]:
    """The marked lines, and what to type."""
    commands = [each for each in options if each.data.startswith("/")]
    asked = [each for each in options if not each.data.startswith("/")]
    lines, hint = _of_question(offered, asked) if asked else ([], "")
    if commands:
        marked = offered.push(commands) if aside else offered.offer(commands, now)
        lines += [f"{mark}. {_bare(label)}" for mark, label in marked]
        hint = hint or _("Gõ {mark} để chọn dòng đầu.").format(mark=marked[0][0])
    return lines, hint


def _of_question(offered: Offered, options: list[Option]) -> tuple[list[str], str]:
    """A question's own marks are known to the question; bare numbers of before are over."""
    offered.forget_bare()
    marked = [(each.data.rpartition(".")[2], each.label) for each in options]
    hint = _("Gõ “lùi” để về câu trước, “để sau” để tạm dừng.")
    if all(mark != BACK for mark, _label in marked):
        hint = _("Gõ “để sau” để tạm dừng.")
    return [f"{mark}. {_bare(label)}" for mark, label in marked if mark.isalnum()], hint


def _bare(label: str) -> str:
    """A label without the number of its own, which would stand beside the mark."""
    return OWN_NUMBER.sub("", label)


def _joined(plain: Message, lines: list[str], hint: str, longest: int, offered: Offered) -> Written:
    text = _text(plain.text, "\n".join(lines), hint)
    if length(text) <= longest:
        return Written(Message(text))
    if plain.text and length(plain.text) > longest // 2:
        return Written(Message(plain.text), replace(plain, text=""))
    room = longest - length(_text(plain.text, "", hint)) - 2
    shown, offered.more = page_of(lines, room)
    return Written(Message(_text(plain.text, shown, hint)))


def _text(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _plain(message: Message) -> Message:
    """Without a file, which cannot be sent here, and without styles: the address of a link stands behind its words."""
    text = _with_addresses(message.text, message.styles)
    if message.file is not None:
        lost = _("📎 Tệp “{name}” không gửi qua đây được. Gõ /trinhduyet để mở Trợ lý trên trình duyệt và lấy tệp ở đó.")
        lost = lost.format(name=message.file.name)
        text = _text(text, lost)
    return replace(message, text=text, file=None, styles=())


def _with_addresses(text: str, styles: tuple[Style, ...]) -> str:
    units = text.encode("utf-16-le")
    for each in sorted((each for each in styles if each.kind == LINK), key=lambda each: each.start, reverse=True):
        end = (each.start + each.length) * 2
        units = units[:end] + f" ({each.url})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le", "replace")


def _with_menu(message: Message) -> str:
    """Labels that stay under the text box elsewhere are a list here, for whoever asks for it."""
    return _text(message.text, _("Gõ “menu” để xem các việc.")) if message.menu else message.text

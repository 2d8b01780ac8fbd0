"""Several units fit what was typed: which one, page by page."""

import re

from bot.i18n import _, ngettext, show_count
from bot.labels import cut
from bot.post.message import Message, Option
from bot.unit_card.naming import MOST
from bot.units.abbreviations import spell_out
from bot.units.finding import Found

PAGE = 10  # units a message: more is a wall on a small screen
LONGEST, LONGEST_WORDS = 60, 40  # characters of a button, and bytes of the words that a button carries
PAGED = re.compile(r"\+(\d{1,4})\s+(.*)", re.DOTALL)


def read_page(words: str) -> tuple[int, str]:
    """The page that a button asks for, and the words that were typed."""
    found = PAGED.fullmatch(words.strip())
    return (int(found[1]), found[2]) if found else (1, words.strip())


def choose(found: list[Found], words: str, page: int) -> Message:
    """A button for each unit of a page, and those that turn it."""
    pages = -(-len(found) // PAGE)
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE
    text = ngettext("🔎 Có {count} đơn vị khớp với “{words}”.", "🔎 Có {count} đơn vị khớp với “{words}”.", len(found))
    if len(found) == MOST:
        text = _("🔎 Rất nhiều đơn vị khớp với “{words}”, đây là {count} đơn vị đầu.")
    text = text.format(count=show_count(len(found)), words=cut(words, LONGEST))
    if pages > 1:
        text += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    shown = list(enumerate(found[first : first + PAGE], first + 1))
    rows = [(Option(cut(f"{n}. {_label(each, found)}", LONGEST), f"/thedonvi {each.id}"),) for n, each in shown]
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    turning = tuple(Option(label, f"/thedonvi +{to} {_carried(words)}") for label, to in turn if 1 <= to <= pages)
    more = "\n" + _("Đồng chí chọn một đơn vị, hoặc gõ thêm vài chữ của tên.")
    return Message(text + more, (*rows, *((turning,) if turning else ())))


def none_fits(words: str) -> str:
    """What is said where no unit within reach is called like that."""
    return _("Không có đơn vị nào tên gần giống “{words}”. Xin gõ lại, ngắn hơn cũng được.").format(words=cut(words, LONGEST))


def _carried(words: str) -> str:
    """The words without marks and in full: a button carries no more than 64 bytes."""
    kept = ""
    for word in spell_out(words).split():
        if len(kept) + len(word) < LONGEST_WORDS:
            kept = f"{kept} {word}".strip()
    return kept


def _label(unit: Found, others: list[Found]) -> str:
    """The name; with the unit above it where two are called the same."""
    if unit.parent and sum(each.name == unit.name for each in others) > 1:
        return f"{unit.name} · {unit.parent}"
    return unit.name

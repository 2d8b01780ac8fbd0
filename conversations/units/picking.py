"""Choosing one of the units within an officer's reach, by a part of its name."""

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import Held
from bot.units import finding
from bot.units.finding import Found


def pick_unit(ask: Ask, db: Transaction, federation_id: int, office: Held, prompt: str, key: str = "unit") -> Found:
    """Ask for a part of the name or the code, then which of those that fit; one that fits alone is shown as well, because
    names are alike. `key` begins the keys of both questions."""
    said = ask.text(key, prompt + "\n" + _("Gõ một phần tên hoặc mã đơn vị, ví dụ: tiểu học Sông Xanh"))
    found = finding.find(db, federation_id, office, said, ask.today)
    if not found:
        ask.again(key, _("Không có đơn vị nào tên gần giống “{words}”. Xin gõ lại, ngắn hơn cũng được.").format(words=said[:60]))
    other = Choice("other", _("🔎 Đơn vị khác"))
    labels = [Choice(str(each.id), _label(each, found)) for each in found]
    chosen = ask.choice(f"{key} chosen", _("Đồng chí chọn đơn vị nào?"), [*labels, other], about=key)
    if chosen.key == "other":
        ask.again(key)
    return next(each for each in found if str(each.id) == chosen.key)


def _label(unit: Found, others: list[Found]) -> str:
    """The name; with the unit above it where two are called the same."""
    if unit.parent and sum(each.name == unit.name for each in others) > 1:
        return f"{unit.name} · {unit.parent}"
    return unit.name

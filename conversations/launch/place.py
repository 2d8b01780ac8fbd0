"""The hour and the place of a launch, in one answer or in two."""

import re

from bot.asking.ask import Ask
from bot.i18n import _
from bot.vietnamese.folding import fold

LONGEST_PLACE = 300  # characters, where it is asked for alone
_TIME = r"\d{1,2} ?(?:h|g|gio|:|am|pm) ?(?:\d{1,2}|ruoi)?(?: ?phut)?(?: ?(?:sang|trua|chieu|toi|am|pm))?"
HOUR = re.compile(rf"(?:(?:luc|vao|tu|khoang|at|from) )*{_TIME}(?: ?(?:-|–|den|to) ?{_TIME})?[ .,;]*", re.ASCII)


def ask_place(ask: Ask) -> str:
    """When on the day and where; whoever says the hour alone is asked for the place."""
    said = ask.text("place", _("Tổ chức lúc mấy giờ, ở đâu ạ?\nVí dụ: 8 giờ, hội trường đơn vị"), name=_("Giờ và nơi"))
    if not is_hour(said):
        return said
    prompt = _("Tổ chức lúc {hour}, ở đâu ạ?\nVí dụ: hội trường đơn vị").format(hour=said)
    where = ask.text("where", prompt, name=_("Nơi"), about="place", longest=LONGEST_PLACE)
    if is_hour(where):
        ask.answer("place", where)
    return where if where.startswith(said) else f"{said}, {where}"


def is_hour(said: str) -> bool:
    """Whether it is a time of the day and nothing else: “8h”, “lúc 7 giờ rưỡi sáng”, “8:00 - 9:30”."""
    return HOUR.fullmatch(fold(said)) is not None

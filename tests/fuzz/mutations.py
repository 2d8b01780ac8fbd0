"""Damaged updates: real ones with fields taken away, replaced, retyped, doubled, at any depth.

Whatever comes out could have come in: it passes through JSON once, as everything does that the platform sends.
"""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

PEOPLE = (2, 3, 9)  # two chairs, and a stranger
GROUP = -1009
OTHER_BOT = 700000002
NUL, SURROGATE = "\x00", "\ud83d"

TEXTS = (
    "/start", "/start ABC234", "/start " + "x" * 32, "/dangky", "/dangky 7", "/tinhhinh", "/kehoach", "/ngonngu", "/trogiup",
    "/hoantac 3", "/hoantac ٣", "/huy", "/tieptuc", "/tieptuc 1", "/tieptuc ²", "/tieptuc " + "9" * 40, "/tinhhinh 2 x 3",
    "/tinhhinh " + "9" * 30 + " x " + "9" * 30, "/tinhhinh -1 - ²", "/hoantac " + "9" * 30, "/dangky@thidua_bot", "/" + "a" * 40,
    "20/3", "29/2", "31/4", "ngày mai", "0", "1", "a", "b", "²", "٣", "45 người", "9" * 400, "-1", "1e999", "lùi", "dừng",
    "tiếp tục", "đúng", "dung", "8 giờ, hội trường", "Chưa rõ", "", " ", "\n", "🏫" * 3000, "x" * 5000, NUL, f"a{NUL}b",
    SURROGATE, f"x{SURROGATE}y", r"\u0000", r"\\u0000", "\\", '"', "{}", "%s %(n)d {name}", "<b>&amp;", "\u202e\u200b",
    "e\u0301" * 400,
)  # fmt: skip
TAPS = (
    "1.day.a", "1.day.<", "1.day.-", "1.who.1", "1.notice.1", "1.review.1", "2.review.2", "1.people.a", "/hoantac 7",
    "@0", "@1", "@2", "@3", "/dangky 7", "/tinhhinh", "/tinhhinh 2 x 1", "/tieptuc 1", "/tieptuc ²",
    "/hoantac ²", "/", "//", ".", "..", "1..", ".1.", "x" * 64, NUL, "",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    0, 1, -1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**300, 1.5, -0.0, 1e308,
    float("inf"), float("nan"),
)  # fmt: skip
BARE: tuple[Any, ...] = (None, True, False, [], {}, [[]], [None], {"id": 2}, {"": ""}, "2", "private", "bot", "kicked", [{}])
DEPTH = 150  # of the nesting below; Telegram's own goes to about eight


def _deep(kind: str) -> Any:
    value: Any = "x"
    for _ in range(DEPTH):
        value = [value] if kind == "list" else {"chat": value}
    return value


DEEP = (_deep("list"), _deep("dict"))
# Copied, because a later wound may go into it.
VALUES = st.sampled_from((*TEXTS, *NUMBERS, *BARE, *DEEP)).map(deepcopy)


def person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": f"Person {number}", "language_code": "vi"}


def message(number: int, **content: Any) -> dict[str, Any]:
    """A message of a private chat."""
    chat = {"id": number, "type": "private", "first_name": f"Person {number}"}
    return {"message_id": 40, "date": 1772589600, "chat": chat, "from": person(number), **content}


def _group(number: int, **content: Any) -> dict[str, Any]:
    chat = {"id": GROUP, "type": "supergroup", "title": "Công đoàn"}
    return {**message(number, **content), "chat": chat}


def _tap(number: int, data: str) -> dict[str, Any]:
    rows = [[{"text": "Một nút", "callback_data": data}, {"text": "Nút khác", "callback_data": "1.x.2"}]]
    under = message(OTHER_BOT, text="Câu hỏi?", reply_markup={"inline_keyboard": rows})
    query = {"id": "4000000000000001", "from": person(number), "message": under | {"chat": message(number)["chat"]}}
    return query | {"chat_instance": "1", "data": data}


def _member(number: int, status: str) -> dict[str, Any]:
    user = {"id": OTHER_BOT, "is_bot": True, "first_name": "Bot", "username": "thidua_bot"}
    sides = {"old_chat_member": {"user": user, "status": "member"}, "new_chat_member": {"user": user, "status": status}}
    return {"chat": message(number)["chat"], "from": person(number), "date": 1772589600, **sides}


FILE = {"file_id": "BQAC", "file_unique_id": "AgAD", "file_size": 10, "file_name": "bao cao.xlsx", "mime_type": "text/plain"}
REAL: tuple[dict[str, Any], ...] = tuple(
    update
    for number in PEOPLE
    for update in (
        *({"message": message(number, text=text)} for text in TEXTS),
        *({"callback_query": _tap(number, data)} for data in TAPS),
        *({"my_chat_member": _member(number, status)} for status in ("kicked", "member", "left")),
        {"edited_message": message(number, text="sửa", edit_date=1772589700)},
        {"message": message(number, document=FILE, caption="Báo cáo")},
        {"message": message(number, photo=[FILE, FILE])},
        {"message": message(number, sticker=FILE | {"emoji": "👍"})},
        {"message": message(number, voice=FILE | {"duration": 5})},
        {"message": message(number, contact={"phone_number": "84900000000", "first_name": "A", "user_id": number})},
        {"message": _group(number, text="/dangky@thidua_bot")},
        {"message": _group(number, new_chat_members=[person(number)])},
        {"message": _group(number, migrate_to_chat_id=GROUP - 1)},
        {"channel_post": _group(number, text="x")},
        {"message_reaction": {"chat": message(number)["chat"], "message_id": 4, "new_reaction": []}},
    )
)
KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post", "update_id")
DEEDS = ("drop", "replace", "retype", "rename", "double")


@st.composite
def updates(draw: st.DrawFn) -> Any:
    """An update with up to four wounds; its number is often one that came before."""
    damaged = json.loads(json.dumps({"update_id": draw(st.integers(1, 400_000)), **draw(st.sampled_from(REAL))}))
    for _ in range(draw(st.integers(0, 4))):
        damaged = _wound(draw, damaged)
    return json.loads(json.dumps(damaged))


def press_what_is_offered(update: Any, offered: list[str]) -> None:
    """Let “@1” press the second button that the bot offers just now."""
    query: Any = update.get("callback_query") if isinstance(update, dict) else None
    data = query.get("data") if isinstance(query, dict) else None
    if isinstance(data, str) and data.startswith("@") and data[1:].isdecimal() and offered:
        query["data"] = offered[int(data[1:]) % len(offered)]


def _wound(draw: st.DrawFn, root: Any) -> Any:
    places = list(_places(root))
    if not places:
        return draw(VALUES)
    holder, name = places[draw(st.integers(0, len(places) - 1))]
    deed = draw(st.sampled_from(DEEDS))
    if deed == "drop":
        del holder[name]
    elif deed == "replace":
        holder[name] = draw(VALUES)
    elif deed == "retype":
        holder[name] = _retyped(holder[name], draw(st.integers(0, 3)))
    elif deed == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(KINDS))] = holder.pop(name)
    else:
        holder[name] = [holder[name], deepcopy(holder[name])]
    return root


def _retyped(value: Any, how: int) -> Any:
    return (str(value), [value], {"id": value}, bool(value))[how]


def _places(value: Any, depth: int = 0) -> "list[tuple[Any, Any]]":
    """Everywhere something can be changed, as (holder, name)."""
    found: list[tuple[Any, Any]] = []
    if depth < 12 and isinstance(value, dict | list):
        for name in list(value) if isinstance(value, dict) else range(len(value)):
            found += [(value, name), *_places(value[name], depth + 1)]
    return found

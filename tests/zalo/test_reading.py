"""What updates mean: the captures of the real platform, the documents' shapes, and damaged ones."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo.reading import arrival, read
from bot.encoding import decode
from bot.post.message import Incoming, Sent

CHAT = "a1b2c3d4e5f60718293a"
HEAD = {
    "date": 1789033572455,
    "chat": {"chat_type": "PRIVATE", "id": CHAT},
    "message_id": "m1a2b3c4d5e6f7081920",
    "from": {"id": CHAT, "is_bot": False, "display_name": "Nguyễn Văn A"},
}
PHOTO = "https://photo-stal-22.zdn.vn/no/jpg/example.jpg"
KEPT = Sent(PHOTO, "ảnh.jpg", 0, "image/jpeg")


def update(event: str, **facts: Any) -> dict[str, Any]:
    return {"event_name": f"message.{event}.received", "message": HEAD | facts}


MEANT = [
    (update("text", text="baocao"), Incoming("text", "baocao")),
    (update("image", message_type="CHAT_PHOTO", photo_url=PHOTO, caption="Ảnh ra quân"), Incoming("photo", file=KEPT)),
    (update("image", photo=PHOTO), Incoming("photo", file=KEPT)),
    (update("image", photo_url="javascript:alert(1)"), Incoming("photo")),
    (update("voice", voice_url="https://f2-voice-aac-dl.zdn.vn/example.aac"), Incoming("voice")),
    (update("sticker", sticker="0e078a2fb66a5f34067b", url="https://zalo-api.zadn.vn/x"), Incoming("sticker")),
    (update("unsupported"), Incoming("withheld")),
    (update("link"), None),
    (update("reaction"), None),
    ({"event_name": "message.text.received"}, Incoming("text", "")),
    (update("text", text="chào", chat={"chat_type": "GROUP", "id": "zgr-1"}), Incoming("text", "chào", in_private=False)),
    (update("unsupported", chat={"chat_type": "GROUP", "id": "zgr-1"}), None),
    ({}, None),
]


@pytest.mark.parametrize(("body", "meant"), MEANT)
def test_flat_and_wrapped_mean_the_same(body: dict[str, Any], meant: Incoming | None) -> None:
    wrapped = {"ok": True, "result": body, "error_code": 0}
    assert read(body) == read(wrapped) == meant
    assert arrival(body) == arrival(wrapped)


def test_where_it_came_from() -> None:
    told = arrival(update("text", text="baocao"))
    assert (told.address, told.sender, told.problem) == (CHAT, CHAT, None)
    assert told.key == f"message.text.received/{CHAT}/{CHAT}/m1a2b3c4d5e6f7081920"
    assert read(decode(told.body)) == Incoming("text", "baocao")
    group = arrival(update("text", text="x", chat={"chat_type": "GROUP", "id": "zgr-1"}))
    assert (group.address, group.sender) == ("zgr-1", CHAT)
    for seconds in (1789033572, 1789033572455, None, "x"):
        assert arrival(update("text", text="baocao", date=seconds)).address == CHAT


def test_what_nobody_is_told_about() -> None:
    assert arrival({"event_name": "message.unsupported.received"}).address is None
    assert arrival(update("link")).problem == "not an update we know"
    own = arrival(update("text", text="x", **{"from": {"id": "1", "is_bot": True}}))
    assert (own.address, own.problem) == (None, "sent by a bot")
    assert arrival({"event_name": "message.unsupported.received", "message": {"from": {"id": CHAT}}}).address == CHAT


def test_keys_differ_where_updates_do() -> None:
    """Without a message_id the whole body is the key; and one bot's message_id may be of two chats."""
    bodies = [
        update("text", text="x"),
        update("unsupported"),
        update("text", text="x", chat={"id": "b"}),
        update("text", text="x", message_id="m2"),
        update("text", text="x", message_id=""),
        update("text", text="y", message_id=""),
        update("text", text="x", message_id=7),
    ]
    assert len({arrival(each).key for each in bodies}) == len(bodies)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*HEAD, "text", "id", "result", "message"]), inner)
    ),
    max_leaves=12,
)


@given(st.sampled_from([body for body, _meant in MEANT]), st.sampled_from([*HEAD, "text", "photo_url", "message"]), anything)
def test_damage_breaks_nothing(body: dict[str, Any], where: str, damage: Any) -> None:
    message = {**body.get("message", {}), where: damage}
    for damaged in ({**body, "message": message}, {**body, where: damage}, damage, {"result": damage}):
        told = arrival(damaged)
        assert 0 < len(told.key) <= 400
        assert "\0" not in told.key + told.body.replace("\\\\u0000", "")
        again = read(json.loads(told.body))
        assert again is None or again.kind in {"text", "photo", "sticker", "voice", "withheld"}

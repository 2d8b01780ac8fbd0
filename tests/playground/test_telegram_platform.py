"""The fake Telegram refuses what Telegram refuses, and PTB sees it as it would see Telegram."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import BadRequest, Forbidden, InvalidToken

from tests.playground.wired_platform import CHAIR, TOKEN, Wired, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wired]:
    async with wire() as everything:
        yield everything


BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Đúng", callback_data="yes", api_kwargs={"style": "success"})],
        [InlineKeyboardButton("Trang web", url="https://example.org")],
    ]
)
KEYBOARD = ReplyKeyboardMarkup([["Báo cáo", "Trợ giúp"], [KeyboardButton("Gửi số máy", request_contact=True)]])


def keyboard(count: int, text: str = "x", data: str = "d") -> dict[str, object]:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}] for _ in range(count)]}


async def test_text_arrives_with_entities_and_buttons(wired: Wired) -> None:
    sent = await wired.bot.send_message(CHAIR, "Chào <b>chị Lan</b> 👍 &lt;3", parse_mode="HTML", reply_markup=BUTTONS)
    shown = wired.phone.messages[-1]
    assert (shown.id, shown.from_bot, shown.text) == (sent.message_id, True, "Chào chị Lan 👍 <3")
    assert shown.html == "Chào <b>chị Lan</b> 👍 &lt;3"
    assert sent.text_html == shown.html
    assert [(button.text, button.data, button.url, button.style) for row in shown.buttons for button in row] == [
        ("Đúng", "yes", None, "success"),
        ("Trang web", None, "https://example.org", None),
    ]


REFUSED_TEXTS = [
    ({"text": ""}, "message text is empty"),
    ({"text": "   "}, "text must be non-empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "👍" * 2049}, "message is too long"),
    ({"text": "x", "parse_mode": "Nonsense"}, "unsupported parse_mode"),
    ({"text": "<p>x</p>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
    ({"text": "Đ <b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ({"text": "x", "chat_id": 999}, "chat not found"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "reply_markup": keyboard(1, data="đ" * 33)}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": keyboard(1, data="")}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": keyboard(101)}, "reply markup is too long"),
    ({"text": "x", "reply_markup": keyboard(90, text="y" * 120)}, "reply markup is too long"),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "no duty"}]]}}, "Text buttons are unallowed"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "http://localhost/"}]]}}, "Wrong HTTP URL"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "pay": True, "style": "blue"}]]}}, "button style"),
    ({"text": "x", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
]


@pytest.mark.parametrize(("parameters", "why"), REFUSED_TEXTS)
async def test_send_message_refuses(wired: Wired, parameters: dict[str, object], why: str) -> None:
    answer = await wired.call("sendMessage", **{"chat_id": CHAIR, **parameters})
    assert answer["error_code"] == 400
    assert str(answer["description"]).startswith("Bad Request: ")
    assert why in str(answer["description"])
    assert wired.phone.messages == []


@pytest.mark.parametrize("text", ["x" * 4096, "👍" * 2048, "<b>" * 900 + "x" + "</b>" * 900])
async def test_length_counts_what_people_see(wired: Wired, text: str) -> None:
    await wired.bot.send_message(CHAIR, text, parse_mode="HTML", reply_markup=keyboard(100, data="đ" * 32))  # type: ignore[arg-type]


async def test_unknown_method_and_token(wired: Wired) -> None:
    assert (await wired.call("sendCarrierPigeon"))["description"] == "Not Found"
    assert (await wired.call("SENDmessage", chat_id=CHAIR, text="x"))["ok"] is True
    stranger = wired.client("999:wrong")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    for request in stranger._request:  # noqa: SLF001 - PTB leaves them open when the first getMe fails
        await request.shutdown()


async def test_nobody_is_written_to_before_start(wired: Wired) -> None:
    stranger = wired.platform.phone(TOKEN, 502, "Minh")
    with pytest.raises(Forbidden, match=r"(?i)can't initiate conversation"):
        await wired.bot.send_message(502, "x")
    stranger.start("MOI-123")
    await wired.bot.send_message(502, "Chào")
    assert [message.text for message in stranger.messages] == ["/start MOI-123", "Chào"]


async def test_blocking(wired: Wired) -> None:
    wired.phone.block()
    with pytest.raises(Forbidden, match=r"(?i)bot was blocked by the user"):
        await wired.bot.send_message(CHAIR, "x")
    with pytest.raises(RuntimeError):
        wired.phone.say("x")
    wired.phone.start()
    changes = [update.my_chat_member for update in await wired.bot.get_updates() if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]
    await wired.bot.send_message(CHAIR, "x")


async def test_reply_keyboard(wired: Wired) -> None:
    await wired.bot.send_message(CHAIR, "Mời chọn", reply_markup=KEYBOARD)
    assert wired.phone.keyboard == [["Báo cáo", "Trợ giúp"], ["Gửi số máy"]]
    wired.phone.press("Báo cáo")
    wired.phone.press("Gửi số máy")
    wired.phone.share_contact("84911111111", own=False)
    said, own, foreign = [update.message for update in await wired.bot.get_updates()]
    assert said
    assert said.text == "Báo cáo"
    assert own
    assert own.contact
    assert own.contact.user_id == CHAIR
    assert foreign
    assert foreign.contact
    assert foreign.contact.user_id != CHAIR
    with pytest.raises(KeyError):
        wired.phone.press("Không có")
    await wired.bot.send_message(CHAIR, "Xong", reply_markup=ReplyKeyboardRemove())
    assert wired.phone.keyboard == []


async def test_button_and_answer(wired: Wired) -> None:
    sent = await wired.bot.send_message(CHAIR, "Đúng chưa?", reply_markup=BUTTONS)
    with pytest.raises(KeyError):
        wired.phone.tap(sent.message_id, "Sai")
    with pytest.raises(KeyError):
        wired.phone.tap(sent.message_id, "Trang web")
    pressed = wired.phone.tap(sent.message_id, "Đúng")
    (update,) = await wired.bot.get_updates()
    assert update.callback_query
    assert (update.callback_query.id, update.callback_query.data) == (pressed, "yes")
    assert isinstance(update.callback_query.message, telegram.Message)
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await wired.bot.answer_callback_query(pressed, "x" * 201)
    await update.callback_query.answer("Đã ghi nhận")
    assert wired.phone.toasts == [(pressed, "Đã ghi nhận")]
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await wired.bot.answer_callback_query(pressed)
    late = wired.phone.tap_data(sent.message_id, "forged")
    wired.clock.walk_to(wired.clock.now() + timedelta(seconds=150))
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await wired.bot.answer_callback_query(late)
    assert await wired.bot.get_updates(offset=update.update_id + 1) == ()


async def test_editing(wired: Wired) -> None:
    sent = await wired.bot.send_message(CHAIR, "Một", reply_markup=BUTTONS)
    for unchanged in (sent.edit_text("Một", reply_markup=BUTTONS), sent.edit_reply_markup(BUTTONS)):
        with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
            await unchanged
    await sent.edit_text("<b>Hai</b>", parse_mode="HTML")
    shown = wired.phone.messages[-1]
    assert (shown.text, shown.buttons, shown.edited) == ("Hai", [], wired.clock.now())
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await wired.bot.edit_message_text("x", CHAIR, 4711)
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await wired.bot.edit_message_text("x", CHAIR, wired.phone.say("của tôi"))
    plain = await wired.bot.send_message(CHAIR, "x", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await plain.edit_text("y")
    refused = await wired.call(
        "editMessageText", chat_id=CHAIR, message_id=sent.message_id, text="x", reply_markup={"keyboard": [["x"]]}
    )
    assert refused["description"] == "Bad Request: inline keyboard expected"


async def test_deleting_pinning_reacting(wired: Wired) -> None:
    sent = await wired.bot.send_message(CHAIR, "x", disable_notification=True)
    await sent.pin(disable_notification=True)
    await sent.set_reaction("👍")
    assert [(shown.silent, shown.pinned, shown.reaction) for shown in wired.phone.messages] == [(True, True, "👍")]
    with pytest.raises(BadRequest, match=r"(?i)REACTION_INVALID"):
        await sent.set_reaction("🧪")
    await sent.delete()
    assert wired.phone.messages == []
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await sent.delete()
    old = await wired.bot.send_message(CHAIR, "x")
    wired.clock.walk_to(wired.clock.now() + timedelta(hours=48, seconds=1))
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
        await old.delete()


async def test_files(wired: Wired) -> None:
    sent = await wired.bot.send_document(
        CHAIR, io.BytesIO(b"sheet"), filename="báo cáo.xlsx", caption="Bảng", reply_markup=BUTTONS
    )
    assert sent.document
    assert sent.document.file_name == "báo cáo.xlsx"
    again = await wired.bot.send_document(CHAIR, sent.document.file_id)
    assert again.document
    assert again.document.file_size == 5
    wired.phone.send_document("kế hoạch.docx", b"plan", "application/msword")
    wired.phone.send_document("lớn.zip", size=(20 << 20) + 1)
    plan, big = [update.message.document for update in await wired.bot.get_updates() if update.message]
    assert plan
    assert big
    assert await (await wired.bot.get_file(plan.file_id)).download_as_bytearray() == b"plan"
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await wired.bot.get_file(big.file_id)
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (800).to_bytes(4, "big") + (600).to_bytes(4, "big") + b"..."
    photo = await wired.bot.send_photo(CHAIR, png, caption="<b>Biểu đồ</b>", parse_mode="HTML")
    assert photo.photo[0].width == 800
    for refused, why in (
        (wired.bot.send_photo(CHAIR, b"no picture"), "IMAGE_PROCESS_FAILED"),
        (wired.bot.send_photo(CHAIR, png, caption="x" * 1025), "caption is too long"),
        (wired.bot.send_document(CHAIR, "unknown-id"), "wrong file identifier"),
        (photo.edit_text("x"), "there is no text in the message to edit"),
    ):
        with pytest.raises(BadRequest, match=rf"(?i){why}"):
            await refused


async def test_what_people_send(wired: Wired) -> None:
    wired.phone.send_sticker()
    wired.phone.send_voice()
    wired.phone.send_photo(caption="Ảnh", album="7")
    wired.phone.say("y" * 5000)
    messages = [update.message for update in await wired.bot.get_updates() if update.message]
    assert [message.sticker is not None for message in messages] == [True, False, False, False, False]
    assert messages[1].voice
    assert messages[2].photo
    assert messages[2].media_group_id == "7"
    assert [len(message.text or "") for message in messages[3:]] == [4096, 904]


async def test_profile(wired: Wired) -> None:
    await wired.bot.set_my_commands([("baocao", "Báo cáo")], language_code="vi")
    assert [command.command for command in await wired.bot.get_my_commands(language_code="vi")] == ["baocao"]
    await wired.bot.delete_my_commands(language_code="vi")
    assert await wired.bot.get_my_commands(language_code="vi") == ()
    for name, description in (("Báo", "x"), ("bao-cao", "x"), ("x" * 33, "x"), ("x", ""), ("x", "y" * 257)):
        with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND"):
            await wired.bot.set_my_commands([(name, description)])
    await wired.bot.set_my_name("Tên mới")
    await wired.bot.set_my_description("Giới thiệu")
    await wired.bot.set_chat_menu_button(CHAIR, telegram.MenuButtonCommands())
    assert (await wired.bot.get_my_name()).name == "Tên mới"
    assert (await wired.bot.get_chat(CHAIR)).first_name == "Lan"
    assert wired.platform.calls["setMyName"] == 1

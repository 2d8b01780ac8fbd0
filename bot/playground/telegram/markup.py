"""`reply_markup`: what Telegram refuses in a keyboard."""

import json
import re
from typing import Any

from bot.playground.telegram.refusal import bad_request

MOST_BUTTONS = 100
MOST_BYTES = 10 * 1024
MOST_DATA_BYTES = 64
STYLES = ("danger", "success", "primary")
DUTIES: tuple[str, ...] = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)
DUTIES += ("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay")
ADDRESS = re.compile(r"(?:https?://)?(?:[^\s/:@]+\.[^\s/:@]+)(?::\d+)?(?:[/?#]\S*)?|tg://\S+", re.IGNORECASE)
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def read_markup(value: Any) -> dict[str, Any] | None:
    """The markup, checked; None when there is none."""
    if value in (None, "", {}):
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    rows = value.get("inline_keyboard", value.get("keyboard"))
    if rows is not None:
        _check_rows(rows, inline="inline_keyboard" in value)
    elif not any(value.get(kind) for kind in KINDS):
        return None
    return value


def _check_rows(rows: Any, *, inline: bool) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse keyboard: Expected an Array of Arrays")
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS or len(json.dumps(rows, ensure_ascii=False).encode()) > MOST_BYTES:
        raise bad_request("reply markup is too long")
    for button in buttons:
        if inline:
            _check_inline(button)
        else:
            _check_plain(button)


def _check_plain(button: Any) -> None:
    text = button.get("text") if isinstance(button, dict) else button
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse keyboard button: Field "text" must be a non-empty String')
    if isinstance(button, dict):
        _check_style(button)


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    if sum(duty in button for duty in DUTIES) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _check_style(button)
    _check_duty(button)


def _check_style(button: dict[str, Any]) -> None:
    if button.get("style") not in (None, *STYLES):
        raise bad_request("can't parse keyboard button: invalid button style specified")


def _check_duty(button: dict[str, Any]) -> None:
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and 1 <= len(data.encode()) <= MOST_DATA_BYTES):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not (isinstance(url, str) and ADDRESS.fullmatch(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if copied is not None and not (isinstance(copied, dict) and 1 <= len(str(copied.get("text", ""))) <= 256):  # noqa: PLR2004
        raise bad_request("BUTTON_COPY_TEXT_INVALID")

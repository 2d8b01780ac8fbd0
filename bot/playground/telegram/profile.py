"""Methods about the bot itself, a chat as a whole, and files."""

import re
from typing import Any

from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.call import Call
from bot.playground.telegram.refusal import bad_request
from bot.playground.telegram.screen import Record

COMMAND_NAME = re.compile("[a-z0-9_]{1,32}")
MOST_COMMANDS, LONGEST_DESCRIPTION = 100, 256
BIGGEST_DOWNLOAD = 20 << 20
ACTIONS: tuple[str, ...] = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
)
ACTIONS += ("choose_sticker", "find_location", "record_video_note", "upload_video_note")
LONGEST = {"name": 64, "description": 512, "short_description": 120}
LANGUAGE = re.compile("([a-z]{2})?")


def get_me(call: Call) -> Record:
    """Say who the bot is."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return call.bot.user | abilities | {"can_connect_to_business": False, "has_main_web_app": False}


def set_my_commands(call: Call) -> bool:
    """Set the commands for a scope and a language."""
    commands = call.parameters.structure("commands", "list of commands")
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad_request("can't parse list of commands JSON object")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(str(command.get("command", "")).removeprefix("/"), str(command.get("description", "")))
    call.set(_scope(call), commands)
    return True


def get_my_commands(call: Call) -> list[Record]:
    """Give the commands of a scope and a language."""
    return list(call.bot.settings.get(_scope(call)) or [])


def commands_shown(bot: FakeBot, chat: int, language: str) -> list[Record]:
    """The commands one person sees: the narrowest scope first, in each the person's language first."""
    for scope in (f"chat {chat}", "all_private_chats ", "default "):
        for code in (language, ""):
            commands = bot.settings.get(f"commands {scope} {code}")
            if commands:
                return list(commands)
    return []


def delete_my_commands(call: Call) -> bool:
    """Forget them."""
    call.set(_scope(call), [])
    return True


def _check_command(name: str, description: str) -> None:
    if not COMMAND_NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _scope(call: Call) -> str:
    """Where the commands of a scope and a language are kept."""
    scope = call.parameters.structure("scope", "bot command scope") or {"type": "default"}
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad_request('can\'t parse BotCommandScope: Field "type" must be of type String')
    if scope["type"] == "chat" and int(scope.get("chat_id", 0)) not in call.bot.screens:
        raise bad_request("chat not found")
    return f"commands {scope['type']} {scope.get('chat_id', '')} {_language(call)}"


def _language(call: Call) -> str:
    code = call.parameters.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def set_my_name(call: Call) -> bool:
    """Set the name; an empty one is the name given at birth."""
    return _set_text(call, "name")


def set_my_description(call: Call) -> bool:
    """Set what an empty chat shows."""
    return _set_text(call, "description")


def set_my_short_description(call: Call) -> bool:
    """Set what the bot's profile shows."""
    return _set_text(call, "short_description")


def _set_text(call: Call, name: str) -> bool:
    text, language = call.parameters.text(name), _language(call)
    if len(text) > LONGEST[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    call.set(f"{name} {language}".strip(), text)
    return True


def get_my_name(call: Call) -> Record:
    """Give the name."""
    return {"name": call.bot.settings.get(f"name {_language(call)}".strip()) or call.bot.name}


def get_my_description(call: Call) -> Record:
    """Give the description."""
    return {"description": call.bot.settings.get(f"description {_language(call)}".strip()) or ""}


def get_my_short_description(call: Call) -> Record:
    """Give the short description."""
    return {"short_description": call.bot.settings.get(f"short_description {_language(call)}".strip()) or ""}


def set_chat_menu_button(call: Call) -> bool:
    """Set the button beside the text box, for one chat or all."""
    button = call.parameters.structure("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    chat = call.chat().id if call.parameters.text("chat_id") else ""
    call.set(f"menu button {chat}".strip(), button)
    return True


def send_chat_action(call: Call) -> bool:
    """Show that the bot is busy."""
    action = call.parameters.text("action")
    screen = call.reachable_chat()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    screen.actions.append(action)
    return True


def get_chat(call: Call) -> Record:
    """Say who is at the other end."""
    facts: dict[str, Any] = {"accent_color_id": 0, "max_reaction_count": 11, "can_send_gift": True}
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return call.chat().chat | facts | {"accepted_gift_types": dict.fromkeys(gifts, True)}


def get_file(call: Call) -> Record:
    """Give the path under which a file of at most 20 MB can be fetched."""
    file = call.bot.files.get(call.parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > BIGGEST_DOWNLOAD:
        raise bad_request("file is too big")
    unique = f"AgAD{file.id.rpartition('-')[2]}"
    return {"file_id": file.id, "file_unique_id": unique, "file_size": file.size, "file_path": file.path}

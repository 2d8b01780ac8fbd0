"""Methods that change, mark or remove a message, and the answer to a pressed button."""

from datetime import timedelta
from typing import Any

from bot.playground.telegram.call import Call, same
from bot.playground.telegram.entities import units
from bot.playground.telegram.messages import LONGEST_CAPTION, LONGEST_TEXT, formatted, markup_of
from bot.playground.telegram.refusal import bad_request
from bot.playground.telegram.screen import Record, Screen, ShownMessage

DELETABLE = timedelta(hours=48)
LONGEST_TOAST = 200
REACTIONS = set(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def edit_message_text(call: Call) -> Record:
    """Change text and inline keyboard."""
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty" if call.parameters.text("text") else "message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _edit(call, "text", "there is no text in the message to edit", {"text": text, "entities": entities})


def edit_message_caption(call: Call) -> Record:
    """Change caption and inline keyboard."""
    caption, entities = formatted(call, "caption", "caption_entities")
    if units(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content = {"caption": caption, "caption_entities": entities}
    return _edit(call, "caption", "there is no caption in the message to edit", content)


def edit_message_reply_markup(call: Call) -> Record:
    """Change only the inline keyboard."""
    return _edit(call, "", "", {})


def _edit(call: Call, kind: str, wrong_kind: str, content: Record) -> Record:
    """Change content and keyboard; no keyboard given: the old one goes."""
    markup = markup_of(call)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    screen = call.reachable_chat()
    old = call.message(screen, "edit")
    if not old.from_bot or not old.editable:
        raise bad_request("message can't be edited")
    if kind and (kind == "text") != ("text" in old.raw):
        raise bad_request(wrong_kind)
    raw = {name: value for name, value in (old.raw | content).items() if value and name != "reply_markup"}
    if markup and markup["inline_keyboard"]:
        raw["reply_markup"] = {"inline_keyboard": markup["inline_keyboard"]}
    if same(raw, old.raw, "text", "entities", "caption", "caption_entities", "reply_markup"):
        raise bad_request(NOT_MODIFIED)
    raw["edit_date"] = int(call.now.timestamp())
    call.show(screen, ShownMessage(raw, old.silent, old.pinned, old.editable, old.reaction))
    return raw


def delete_message(call: Call) -> bool:
    """Remove a message that is younger than 48 hours."""
    screen = call.chat()
    message = call.message(screen, "delete")
    if call.now - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    key = f"m/{call.bot.token}/{screen.id}/{message.id}"
    call.bot.record(key, "delete", chat=screen.id, id=message.id)
    return True


def pin_chat_message(call: Call) -> bool:
    """Pin one message."""
    return _mark(call, "pin", pinned=True)


def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, or the newest pinned one."""
    if call.parameters.number("message_id"):
        return _mark(call, "unpin", pinned=False)
    screen = call.reachable_chat()
    for message in [message for message in screen.messages if message.pinned][-1:]:
        _show_marked(call, screen, message, pinned=False)
    return True


def set_message_reaction(call: Call) -> bool:
    """Set the one reaction of the bot, or take it back."""
    reactions = call.parameters.structure("reaction", "reaction types") or []
    emoji = [str(reaction.get("emoji", "")).rstrip("\ufe0f") for reaction in reactions if isinstance(reaction, dict)]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not set(emoji) <= REACTIONS:
        raise bad_request("REACTION_INVALID")
    return _mark(call, "react", reaction=emoji[0] if emoji else None)


def _mark(call: Call, purpose: str, **marks: Any) -> bool:
    screen = call.reachable_chat()
    _show_marked(call, screen, call.message(screen, purpose), **marks)
    return True


def _show_marked(call: Call, screen: Screen, old: ShownMessage, **marks: Any) -> None:
    facts = {"silent": old.silent, "pinned": old.pinned, "editable": old.editable, "reaction": old.reaction}
    call.show(screen, ShownMessage(old.raw, **(facts | marks)))


def answer_callback_query(call: Call) -> bool:
    """A press is answered once, within 150 seconds."""
    query_id, text = call.parameters.text("callback_query_id"), call.parameters.text("text")
    query = call.bot.open_query(query_id)
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    alert = call.parameters.flag("show_alert")
    call.bot.record(f"q/{call.bot.token}/{query_id}", "toast", chat=query.chat, id=query_id, text=text, alert=alert)
    return True

"""Every change there is: applied when it happens and again when the journal is read."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

from bot.playground.telegram.bot import FakeBot, Query, StoredFile
from bot.playground.telegram.phone import Phone
from bot.playground.telegram.screen import Record, Screen, ShownMessage


def apply(bot: FakeBot, record: Record) -> None:
    """Bring one change into effect."""
    CHANGES[record["op"]](bot, record)


def worth_keeping(bot: FakeBot, record: Record) -> bool:
    """Whether a compacted journal needs this record; the newest update keeps the count of ids."""
    if record["op"] == "update":
        number = record["update"]["update_id"]
        return number in bot.queue.waiting or number == bot.queue.next_id - 1
    return record["op"] != "query" or bot.open_query(record["id"]) is not None


def _update(bot: FakeBot, record: Record) -> None:
    bot.queue.add(record["update"], datetime.fromtimestamp(record["at"], UTC))


def _confirm(bot: FakeBot, record: Record) -> None:
    bot.queue.confirm(record["below"])


def _set(bot: FakeBot, record: Record) -> None:
    bot.settings[record["name"]] = record["value"]
    if record["name"] == "name":
        bot.name = record["value"] or bot.name


def _phone(bot: FakeBot, record: Record) -> None:
    screen = bot.screens.get(record["user"]["id"])
    if screen is None:
        bot.screens[record["room"]["id"]] = Phone(record["user"], record["room"], bot)
    else:
        screen.user, screen.chat = record["user"], record["room"]


def _started(bot: FakeBot, record: Record) -> None:
    _screen(bot, record).started = True


def _message(bot: FakeBot, record: Record) -> None:
    marks = record.get("marks", {})
    message = ShownMessage(record["raw"], **marks)
    bot.next_message = max(bot.next_message, message.id + 1)
    screen = _screen(bot, record)
    screen.shown[message.id] = message
    screen.started = screen.started or not message.from_bot
    screen.changed()


def _delete(bot: FakeBot, record: Record) -> None:
    bot.next_message = max(bot.next_message, record["id"] + 1)
    screen = _screen(bot, record)
    screen.shown.pop(record["id"], None)
    screen.changed()


def _keyboard(bot: FakeBot, record: Record) -> None:
    _screen(bot, record).markup = record["markup"]


def _block(bot: FakeBot, record: Record) -> None:
    _screen(bot, record).blocked = record["blocked"]


def _query(bot: FakeBot, record: Record) -> None:
    bot.next_query = max(bot.next_query, int(record["id"]) + 1)
    bot.queries[record["id"]] = Query(record["chat"], datetime.fromtimestamp(record["at"], UTC))


def _toast(bot: FakeBot, record: Record) -> None:
    bot.queries.pop(record["id"], None)
    bot.next_query = max(bot.next_query, int(record["id"]) + 1)
    screen = _screen(bot, record)
    screen.toasts.append((record["id"], record["text"]))
    if record["alert"]:
        screen.alerts.append(record["text"])


def _file(bot: FakeBot, record: Record) -> None:
    content = base64.b64decode(record["content"])
    bot.files[record["id"]] = StoredFile(record["id"], record["name"], record["mime"], content, record["size"])


def _screen(bot: FakeBot, record: Record) -> Screen:
    return bot.screens[record["chat"]]


CHANGES: dict[str, Callable[[FakeBot, Record], None]] = {
    "update": _update,
    "confirm": _confirm,
    "set": _set,
    "phone": _phone,
    "started": _started,
    "message": _message,
    "delete": _delete,
    "keyboard": _keyboard,
    "block": _block,
    "query": _query,
    "toast": _toast,
    "file": _file,
}

"""The Telegram Bot API behind the words of `bot.channels.channel`."""

import asyncio
import logging
import os
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBUserWarning

from bot.channels import filenames
from bot.channels.channel import Moved, Rejected, TooBig, TryLater, Unreachable
from bot.channels.telegram import pictures
from bot.channels.telegram.reading import UPDATES, arrival, update_id
from bot.channels.telegram.request import READ, AiohttpRequest, NotSent, TooMuch
from bot.post.abilities import FULL
from bot.post.inbox import Arrival
from bot.post.message import LINK, LONGEST_CAPTION, File, Message, Style, length

log = logging.getLogger(__name__)

# Bot.do_api_request is chosen on purpose: it sends without building the answered Message, half of a call's CPU. It warns
# where PTB has a method of the same name; the Bot API's names are case-insensitive, so ours begin with a capital. The one
# that may not is getUpdates, because PTB gives that name a connection of its own.
warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
# PTB's way to ask for RetryAfter as it will be; otherwise it warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "1")

GONE = ("chat not found", "user is deactivated", "bot was blocked", "bot was kicked", "not a member", "chat was deleted")
HARMLESS = ("message is not modified", "message to edit not found", "message can't be edited", "query is too old")
NO_TEXT = "no text in the message"  # what is said to whoever edits the text of a message that has a caption
BIGGEST = 50 << 20  # bytes of a file that a bot may send, as core.telegram.org/bots/api#senddocument says
LONG_READ = 180.0  # seconds; Telegram answers a file once it has looked at all of it
BATCH = 100  # updates in one answer, the most Telegram gives


class Telegram:
    """One bot on Telegram, over python-telegram-bot."""

    abilities = FULL

    def __init__(self, token: str, *, base_url: str, file_url: str, proxy: str | None = None) -> None:
        self.platform_id = token.partition(":")[0]
        self._request = AiohttpRequest(proxy=proxy)
        self.bot = Bot(
            token,
            base_url=base_url,
            base_file_url=file_url,
            request=self._request,
            get_updates_request=AiohttpRequest(1, proxy),
        )

    async def open(self) -> str:
        """Connect; returns the bot's username. Raises TryLater, or InvalidToken when the token is wrong."""
        try:
            await self.bot.initialize()
        except InvalidToken:
            raise InvalidToken("Telegram does not know this token") from None
        except TelegramError as failure:
            raise TryLater(type(failure).__name__) from None
        return self.bot.username

    async def close(self) -> None:
        """Let go of the connections."""
        await self.bot.shutdown()

    async def introduce(self, commands: dict[str, Sequence[tuple[str, str]]], about: dict[str, tuple[str, str]]) -> None:
        """Tell Telegram the commands and the empty chat's text, per language; a platform that refuses does not stop us."""
        for language, listed in commands.items():
            with suppress(TelegramError):
                await self.bot.set_my_commands(listed, language_code=_code(language))
        for language, (long, short) in about.items():
            with suppress(TelegramError):
                await self.bot.set_my_description(long, language_code=_code(language))
                await self.bot.set_my_short_description(short, language_code=_code(language))

    async def send(self, address: str, message: Message) -> str:
        if message.file is not None:
            return await self._send_file(address, message, message.file)
        text = {"text": message.text, **_entities("entities", message.styles)}
        return _number(await self._call("SendMessage", address, {**text, **_markup(message), **_quiet(message)}))

    async def _send_file(self, address: str, message: Message, file: File) -> str:
        """What does not fit under the file goes before it, as a message of its own."""
        content = await asyncio.to_thread(file.build)
        if len(content) > BIGGEST:
            raise Rejected(f"the file has {len(content)} bytes, more than {BIGGEST}")
        caption = {"caption": message.text, **_entities("caption_entities", message.styles)} if message.text else {}
        if length(message.text) > LONGEST_CAPTION:
            caption = {}
            text = {"text": message.text, **_entities("entities", message.styles)}
            await self._call("SendMessage", address, {**text, **_quiet(message)})
        enclosed = InputFile(content, filenames.safe(file.name))
        enclosed.mimetype = file.media_type
        values = {**caption, **_markup(message), **_quiet(message)}
        if pictures.is_picture(file.media_type, content):
            try:
                return _number(await self._call("SendPhoto", address, {"photo": enclosed, **values}, read_timeout=LONG_READ))
            except Rejected as rejected:
                if not pictures.is_unfit(str(rejected)):
                    raise
        return _number(await self._call("SendDocument", address, {"document": enclosed, **values}, read_timeout=LONG_READ))

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        where = {"message_id": int(message_id)}
        try:
            if message is None:
                await self._call("EditMessageReplyMarkup", address, where)
            else:
                await self._edit_text(address, where, message)
        except Rejected as rejected:
            if not any(word in str(rejected).casefold() for word in HARMLESS):
                raise

    async def _edit_text(self, address: str, where: dict[str, Any], message: Message) -> None:
        """What was sent with a file has a caption in place of a text; nothing here remembers which it was."""
        text = {"text": message.text, **_entities("entities", message.styles)}
        try:
            await self._call("EditMessageText", address, {**where, **text, **_markup(message)})
        except Rejected as rejected:
            if NO_TEXT not in str(rejected).casefold():
                raise
            caption = {"caption": message.text, **_entities("caption_entities", message.styles)}
            await self._call("EditMessageCaption", address, {**where, **caption, **_markup(message)})

    async def acknowledge(self, query_id: str, text: str) -> None:
        with suppress(TelegramError):
            words = {"text": text[:200]} if text else {}
            await self.bot.do_api_request("AnswerCallbackQuery", {"callback_query_id": query_id, **words})

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        try:
            told = await self.bot.do_api_request("GetFile", {"file_id": file_id})
            path = told.get("file_path") if isinstance(told, dict) else None
            if not isinstance(path, str):
                raise TryLater("no path for a file")
            return await self._request.download(f"{self.bot.base_file_url}/{quote(path)}", at_most)
        except TooMuch:
            raise TooBig("longer than announced") from None
        except RetryAfter as busy:
            raise TryLater("too many requests", after=_seconds(busy)) from None
        except (BadRequest, Forbidden) as refused:
            raise (TooBig if "too big" in str(refused).casefold() else Rejected)(str(refused)) from None
        except TelegramError as failure:
            raise TryLater(type(failure).__name__) from None

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        """Raw updates; the ones before `after` are confirmed. Without `after` everything unconfirmed comes again."""
        wanted = {"offset": after, "limit": BATCH, "timeout": int(wait), "allowed_updates": UPDATES}
        try:
            updates = await self.bot.do_api_request("getUpdates", wanted, read_timeout=wait + 10)
        except RetryAfter as busy:
            raise TryLater("too many requests", after=_seconds(busy)) from None
        except Conflict:
            raise TryLater("another program reads this bot's updates", after=5) from None
        except TelegramError as failure:
            raise TryLater(type(failure).__name__) from None
        listed = updates if isinstance(updates, list) else []
        numbers = [number for update in listed if (number := update_id(update)) is not None]
        return [arrival(update) for update in listed], max(numbers) + 1 if numbers else after

    async def _call(self, method: str, address: str, values: dict[str, Any], read_timeout: float = READ) -> Any:
        try:
            return await self.bot.do_api_request(method, {"chat_id": int(address), **values}, read_timeout=read_timeout)
        except RetryAfter as busy:
            raise TryLater("too many requests", after=_seconds(busy)) from None
        except ChatMigrated as moved:
            raise Moved(str(moved.new_chat_id)) from None
        except Forbidden as refused:
            raise Unreachable(str(refused)) from None
        except BadRequest as refused:
            if any(word in str(refused).casefold() for word in GONE):
                raise Unreachable(str(refused)) from None
            raise Rejected(str(refused)) from None
        except (NotSent, InvalidToken) as failure:
            raise TryLater(type(failure).__name__) from None
        except (TimedOut, NetworkError) as failure:
            raise TryLater(type(failure).__name__, in_doubt=True) from None


def _number(answer: Any) -> str:
    number = answer.get("message_id") if isinstance(answer, dict) else None
    return str(number or "")


def _entities(name: str, styles: Sequence[Style]) -> dict[str, Any]:
    return {name: [_entity(each) for each in styles]} if styles else {}


def _entity(style: Style) -> dict[str, Any]:
    where = {"offset": style.start, "length": style.length}
    return {"type": "text_link", "url": style.url, **where} if style.kind == LINK else {"type": style.kind, **where}


def _markup(message: Message) -> dict[str, Any]:
    if message.options:
        return {"reply_markup": {"inline_keyboard": [[_button(each) for each in row] for row in message.options]}}
    if message.menu:
        keyboard = [[{"text": label} for label in row] for row in message.menu]
        return {"reply_markup": {"keyboard": keyboard, "resize_keyboard": True, "is_persistent": True}}
    return {} if message.menu is None else {"reply_markup": {"remove_keyboard": True}}


def _button(option: Any) -> dict[str, str]:
    style = {"style": option.style} if option.style else {}
    return {"text": option.label, "callback_data": option.data, **style}


def _quiet(message: Message) -> dict[str, Any]:
    return {"disable_notification": True} if message.silent else {}


def _code(language: str) -> str:
    return "" if language == "vi" else language


def _seconds(busy: RetryAfter) -> float:
    after = busy.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()

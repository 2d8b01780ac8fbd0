"""The Telegram Bot API on loopback, as strict as Telegram: start at `platform`, where a bot's calls meet people's phones.

`entry` answers HTTP, `messages` and its neighbours hold the methods, `phone` is what a person does, `screen` what one sees.
"""

from bot.playground.telegram.phone import Phone
from bot.playground.telegram.platform import TelegramPlatform
from bot.playground.telegram.screen import Button, ShownMessage
from bot.playground.telegram.switches import Switches

__all__ = ["Button", "Phone", "ShownMessage", "Switches", "TelegramPlatform"]

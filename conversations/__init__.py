"""Everything people can talk to the bot about; one file, one conversation.

A conversation is a plain function that asks its questions from top to bottom. It runs again from the top at every message,
and nothing it wrote counts until it reaches its end.
"""

from functools import partial

from bot.asking.script import Script, Scripts
from bot.i18n import N_
from bot.invites import Invites
from conversations.help import explain, lost
from conversations.language import choose_language
from conversations.plan import show_plan
from conversations.register_launch import register_launch
from conversations.situation import show_situation
from conversations.undo import undo_launch
from conversations.welcome import welcome


def all_scripts(invites: Invites) -> Scripts:
    """The conversations, each with its command; the first six are shown in Telegram's menu."""
    scripts = (
        Script("start", partial(welcome, invites), N_("🏠 Bắt đầu"), for_strangers=True),
        Script("dangky", register_launch, N_("📅 Đăng ký phát động"), ("launch",), has_subject=True),
        Script("tinhhinh", show_situation, N_("📊 Tình hình"), ("status",)),
        Script("kehoach", show_plan, N_("🗓 Kế hoạch"), ("plan",)),
        Script("ngonngu", choose_language, N_("🌐 Ngôn ngữ"), ("language",), for_strangers=True),
        Script("trogiup", explain, N_("❓ Hướng dẫn"), ("help",), for_strangers=True),
        Script("hoantac", undo_launch, aliases=("undo",)),
        Script("lac", lost),
    )
    return Scripts(scripts, welcome="start", lost="lac")

"""A small play for the page: an echo bot over PTB, three people and a walk that rings once a day."""

import asyncio
import contextlib
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update

from bot.clock import WalkingClock, instant
from bot.playground.page import PhoneOnPage, page_routes
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform

TOKEN = "700700:echo"
KEY = "k3y-of-the-play"
OFFICER, CHAIR, SECOND = 11, 12, 13
PEOPLE = [
    PhoneOnPage(TOKEN, OFFICER, "Cán bộ phong trào", "Hương", "CB-1", "hoặc nhắn mã HOAMAI"),
    PhoneOnPage(TOKEN, CHAIR, "Chủ tịch CĐCS Trường THCS Hoà Bình", "Minh", "CT-1", "hoặc nhắn mã LUANAM"),
    PhoneOnPage(TOKEN, SECOND, "Chủ tịch CĐCS Công ty May 10", "Tâm", "CT-2"),
]
MENU = ReplyKeyboardMarkup([["📝 Báo cáo", "📊 Tình hình"], ["❓ Trợ giúp"]], resize_keyboard=True, is_persistent=True)
CARD = (
    "<b>Báo cáo đợt 1</b> – Trường THCS Hoà Bình\n"
    "• Đoàn viên tham gia: <b>42</b>/45\n• Sáng kiến: <b>3</b>\n<blockquote>Hạn: thứ Sáu, 27/11/2026</blockquote>\n"
    "Thông tin đã đúng chưa ạ?"
)
BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("✅ Đúng, ghi nhận", callback_data="yes", api_kwargs={"style": "success"})],
        [InlineKeyboardButton("✏️ Sửa", callback_data="edit"), InlineKeyboardButton("Thôi", callback_data="no")],
    ]
)


@dataclass
class DailyWalk:
    """Every morning at eight the bot reminds everybody."""

    platform: TelegramPlatform
    clock: WalkingClock
    bot: telegram.Bot
    started_over: int = 0
    rung: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock.now()

    async def next_moment(self) -> tuple[datetime, str] | None:
        today = self.clock.today()
        morning = instant(today, 8)
        return (morning if morning > self.now() else instant(today + timedelta(days=1), 8)), "Nhắc báo cáo đợt 1"

    async def walk_to(self, goal: datetime) -> None:
        while (coming := await self.next_moment()) and coming[0] <= goal:
            self.clock.walk_to(coming[0])
            await self.ring()
        self.clock.walk_to(goal)

    async def next_reminder(self) -> None:
        coming = await self.next_moment()
        if coming:
            await self.walk_to(coming[0])

    async def ring(self) -> None:
        self.rung.append(self.now())
        await asyncio.sleep(0.1)
        for screen in self.platform.bots[TOKEN].screens.values():
            if screen.started:
                await self.bot.send_message(screen.id, "⏰ Còn <b>2 ngày</b> là đến hạn báo cáo đợt 1.", parse_mode="HTML")

    async def start_over(self) -> None:
        self.started_over += 1
        self.platform.forget_everything()


async def echo(bot: telegram.Bot) -> None:
    """Answer everything until cancelled, whatever the network does."""
    offset = 0
    while True:
        try:
            for update in await bot.get_updates(offset, timeout=20):
                offset = update.update_id + 1
                await answer(bot, update)
        except telegram.error.TelegramError:
            await asyncio.sleep(0.1)


async def answer(bot: telegram.Bot, update: Update) -> None:
    query, message = update.callback_query, update.message
    if query and isinstance(query.message, telegram.Message):
        await query.answer("Đã ghi nhận" if query.data == "yes" else "Đã nghe")
        await query.message.edit_text(f"✅ Đã ghi nhận lúc {datetime.now(UTC):%H:%M}. Cảm ơn đồng chí!")
    elif message and message.text and message.text.startswith("/start"):
        await bot.send_message(message.chat_id, "Chào đồng chí! Trợ lý giúp báo cáo nhanh, gõ /baocao.", reply_markup=MENU)
    elif message and message.text == "📝 Báo cáo":
        await bot.send_chat_action(message.chat_id, "typing")
        await bot.send_message(message.chat_id, CARD, parse_mode="HTML", reply_markup=BUTTONS)
    elif message and message.text == "📊 Tình hình":
        await bot.send_document(message.chat_id, b"sheet" * 3000, filename="Tình hình đợt 1.xlsx", caption="Bảng tổng hợp")
    elif message:
        await bot.send_message(message.chat_id, f"Bot nghe: {message.text or 'không phải chữ'}"[:4096])


def free_port() -> int:
    """A port that is free, and the one after it. Below 32768: the system gives the others to whoever opens a connection, to
    another test perhaps, while this one starts again."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with contextlib.suppress(OSError), ExitStack() as both:
            for each in (port, port + 1):
                both.enter_context(socket.create_server(("127.0.0.1", each)))
            return port


@dataclass
class Play:
    """A running play and where to find it."""

    platform: TelegramPlatform
    walk: DailyWalk
    url: str


@asynccontextmanager
async def play(people: Sequence[PhoneOnPage] = PEOPLE, key: str = KEY, port: int = 0) -> AsyncIterator[Play]:
    """Page, platform and echo bot, for the length of a test."""
    clock = WalkingClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC) - datetime.now(UTC))
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý thi đua")
    bot = telegram.Bot(TOKEN, base_url=f"http://127.0.0.1:{(port := port or free_port())}/bot")
    application = platform.application()
    walk = DailyWalk(platform, clock, bot)
    application.add_routes(page_routes(platform, people, walk, key))
    runner, _ = await serve(application, port=port)
    try:
        async with bot:
            await bot.set_my_description("Trợ lý nhắc việc và nhận báo cáo phong trào thi đua.")
            await bot.set_my_commands([("baocao", "Gửi báo cáo"), ("trogiup", "Trợ giúp")])
            echoing = asyncio.create_task(echo(bot))
            yield Play(platform, walk, f"http://127.0.0.1:{port}")
            echoing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await echoing
    finally:
        await runner.cleanup()

"""The peer: the form of /dangky as python-telegram-bot's own documents would have it written.

`ConversationHandler(persistent=True)` with `PicklePersistence` as it comes, kept on disk at the end of every handler, polling,
the default HTTP client. Texts and buttons are the bot's (the benchmark compares the two transcripts). It is spared what the
bot does beyond that: the buttons to go back, to stop and to change an answer are shown but answer nothing, a day is read by
one `strptime`, and nobody is looked up in a database.
"""

import sys
import warnings
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.warnings import PTBUserWarning

from bot.clock import ZONE
from bot.vietnamese.days_off import day_off
from tests.benchmarks.chairs import due_day, phases, unit_name

PHASE, DAY, PLACE, PEOPLE, REVIEW = range(5)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SATURDAY = 5
LATER = InlineKeyboardButton("⏸ Để sau", callback_data="later")
CONTROLS = (InlineKeyboardButton("◀ Câu trước", callback_data="back"), LATER)
TYPED = filters.TEXT & ~filters.COMMAND

Context = ContextTypes.DEFAULT_TYPE
Row = tuple[InlineKeyboardButton, ...]


async def ask_phase(update: Update, context: Context) -> int:
    """/dangky: ask which of the phases."""
    labels = [_span(name, start, end) for name, start, end in phases(_today())]
    rows = [(InlineKeyboardButton(label, callback_data=f"phase {n}"),) for n, label in enumerate(labels)]
    await _message(update).reply_text("Đơn vị đăng ký phát động đợt nào?", reply_markup=InlineKeyboardMarkup([*rows, (LATER,)]))
    await context.application.update_persistence()
    return PHASE


async def take_phase(update: Update, context: Context) -> int:
    """The phase was chosen by button; ask the day."""
    query = _query(update)
    await query.answer()
    number = int(str(query.data).removeprefix("phase "))
    name, start, end = phases(_today())[number]
    await _show_choice(query, _span(name, start, end))
    _data(context)["phase"] = number
    buttons = InlineKeyboardMarkup([*_day_rows(_today()), CONTROLS])
    await _message(update).reply_text(_day_prompt(_data(context), _unit(update), number), reply_markup=buttons)
    await context.application.update_persistence()
    return DAY


async def take_day(update: Update, context: Context) -> int:
    """A day was typed; ask the place, or the day again."""
    message = _message(update)
    day = _read_day(message.text or "", phases(_today())[_data(context)["phase"]])
    if day is None:
        await message.reply_text("Xin gõ ngày/tháng, ví dụ: 15/1", reply_markup=InlineKeyboardMarkup([CONTROLS]))
        await context.application.update_persistence()
        return DAY
    _data(context)["day"] = day.isoformat()
    text = "Tổ chức lúc mấy giờ, ở đâu ạ?\nVí dụ: 8 giờ, hội trường đơn vị"
    await message.reply_text(text, reply_markup=InlineKeyboardMarkup([CONTROLS]))
    await context.application.update_persistence()
    return PLACE


async def take_place(update: Update, context: Context) -> int:
    """A place was typed; ask how many people."""
    message = _message(update)
    _data(context)["place"] = (message.text or "").strip()
    skip = (InlineKeyboardButton("Chưa rõ", callback_data="unknown"),)
    await message.reply_text("Dự kiến bao nhiêu người dự?", reply_markup=InlineKeyboardMarkup([skip, CONTROLS]))
    await context.application.update_persistence()
    return PEOPLE


async def take_people(update: Update, context: Context) -> int:
    """A number was typed; show the card, or ask the number again."""
    message = _message(update)
    said = (message.text or "").strip()
    if not said.isdecimal():
        await message.reply_text("Xin gõ một con số từ 1 đến 100.000, ví dụ: 45")
        await context.application.update_persistence()
        return PEOPLE
    _data(context)["people"] = int(said)
    card = _card(_data(context), _unit(update))
    await message.reply_text(card, reply_markup=InlineKeyboardMarkup([*_card_rows(), CONTROLS]))
    await context.application.update_persistence()
    return REVIEW


async def accept(update: Update, context: Context) -> int:
    """The card is right: keep it, and give a receipt."""
    query = _query(update)
    await query.answer()
    await _show_choice(query, "✅ Đúng, ghi nhận")
    data = _data(context)
    known = data.setdefault("launches", {})
    known[data["phase"]] = {"day": data["day"], "place": data["place"], "people": data["people"]}
    undo = (InlineKeyboardButton("↩️ Hoàn tác (trong 10 phút)", callback_data="undo"),)
    await _message(update).reply_text(_receipt(data, _unit(update)), reply_markup=InlineKeyboardMarkup([undo]))
    await context.application.update_persistence()
    return ConversationHandler.END


def _day_prompt(data: dict[Any, Any], unit: str, number: int) -> str:
    phase = phases(_today())[number][0]
    hint = "Bấm chọn, hoặc gõ ngày khác, ví dụ: 15/1 · ngày mai · thứ sáu tuần sau"
    known = data.get("launches", {}).get(number)
    if known:
        day = _shown(date.fromisoformat(known["day"]))
        return f"{unit} đã đăng ký phát động {phase} vào {day}.\nĐồng chí muốn đổi sang ngày nào ạ?\n{hint}"
    due = due_day(_today())
    left = (due - _today()).days
    return f"{unit} phát động {phase} vào ngày nào ạ?\nHạn đăng ký: {_shown(due)}, còn {left} ngày.\n{hint}"


@cache
def _day_rows(today: date) -> list[Row]:
    """Three days to choose from, two in a row."""
    buttons = []
    for ahead in (7, 14, 21):
        day = today + timedelta(days=ahead)
        while day.weekday() >= SATURDAY or day_off(day):
            day += timedelta(days=1)
        label = f"{WEEKDAYS[day.weekday()]}, {day:%d/%m}"
        buttons.append(InlineKeyboardButton(label, callback_data=f"day {day}"))
    return [tuple(buttons[:2]), tuple(buttons[2:])]


def _card(data: dict[Any, Any], unit: str) -> str:
    name, start, end = phases(_today())[data["phase"]]
    return (
        f"Xin kiểm tra lại giúp:\n🏫 {unit}\n🚩 {name}\n\n"
        f"• Đợt: {_span(name, start, end)}\n"
        f"• Ngày: {_shown(date.fromisoformat(data['day']))}\n"
        f"• Giờ và nơi: {data['place']}\n"
        f"• Số người dự: {data['people']}"
    )


def _card_rows() -> list[Row]:
    yes = InlineKeyboardButton("✅ Đúng, ghi nhận", callback_data="accept", style="success")
    names = ("Đợt", "Ngày", "Giờ và nơi", "Số người dự")
    changes = [InlineKeyboardButton(f"✏️ Sửa: {name}", callback_data=f"change {name}") for name in names]
    return [(yes,), tuple(changes[:2]), *((each,) for each in changes[2:])]


def _receipt(data: dict[Any, Any], unit: str) -> str:
    phase = phases(_today())[data["phase"]][0]
    launch = date.fromisoformat(data["day"])
    day, mornings = _shown(launch), "; ".join(_shown(launch - timedelta(days=ahead))[:-5] for ahead in (7, 3, 1))
    return (
        f"✅ Đã ghi nhận lúc {datetime.now(ZONE):%H:%M, %d/%m}.\n🏫 {unit}\n🚩 {phase}\n📅 {day}\n📍 {data['place']}\n\n"
        f"Trợ lý sẽ nhắc vào buổi sáng: {mornings}; và sáng hôm đó."
    )


def _read_day(said: str, phase: tuple[str, date, date]) -> date | None:
    """A day and a month, in the year that lies within the phase."""
    _, start, end = phase
    for year in (start.year, end.year):
        try:
            day = datetime.strptime(f"{said.strip()}/{year}", "%d/%m/%Y").replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if start <= day <= end:
            return day
    return None


def _span(name: str, start: date, end: date) -> str:
    return f"{name} ({start:%d/%m/%Y} – {end:%d/%m/%Y})"


def _shown(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _today() -> date:
    return datetime.now(ZONE).date()


def _unit(update: Update) -> str:
    chat = update.effective_chat
    return unit_name(chat.id if chat else 0)


def _message(update: Update) -> Message:
    """The message, or the one whose button was pressed."""
    message = update.effective_message
    if message is None:
        raise ValueError("nobody to answer")
    return message


def _query(update: Update) -> CallbackQuery:
    if update.callback_query is None:
        raise ValueError("no button was pressed")
    return update.callback_query


def _data(context: Context) -> dict[Any, Any]:
    return context.chat_data if context.chat_data is not None else {}


async def _show_choice(query: CallbackQuery, label: str) -> None:
    """The message that was pressed shows the choice and loses its buttons."""
    asked = query.message
    if isinstance(asked, Message):
        await query.edit_message_text(f"{asked.text}\n\n➤ {label}")


def main(token: str, base_url: str, file: str) -> None:
    """Serve until killed, keeping what is known in `file`."""
    # Of a conversation that has both buttons and typed answers, PTB warns that buttons are not tracked per message.
    warnings.filterwarnings("ignore", "If 'per_message=False'", PTBUserWarning)
    form = ConversationHandler(
        entry_points=[CommandHandler("dangky", ask_phase)],
        states={
            PHASE: [CallbackQueryHandler(take_phase, pattern=r"^phase \d+$")],
            DAY: [MessageHandler(TYPED, take_day)],
            PLACE: [MessageHandler(TYPED, take_place)],
            PEOPLE: [MessageHandler(TYPED, take_people)],
            REVIEW: [CallbackQueryHandler(accept, pattern="^accept$")],
        },
        fallbacks=[],
        allow_reentry=True,
        name="register_launch",
        persistent=True,
    )
    application = Application.builder().token(token).base_url(base_url).persistence(PicklePersistence(file)).build()
    application.add_handler(form)
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])

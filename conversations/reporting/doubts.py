"""A doubtful figure is asked about once, with one tap for what may be meant and one to keep it."""

from collections.abc import Sequence

from bot.asking.ask import Ask
from bot.asking.replay import Answer, Choice
from bot.i18n import _
from bot.reports.answers import Answered, show_amount
from bot.reports.checks import Doubt, Kind, doubt, swapped
from bot.reports.form import Asked
from bot.reports.sheet import Sheet
from conversations.pledging.values import write
from conversations.reporting.before import KEEP, doubt_key

AGAIN, EXCHANGE = "again", "exchange"


def settle(ask: Ask, paper: Sheet, asked: Asked, answered: Answered, before: Sequence[tuple[Asked, Answered]]) -> str:
    """The code of the doubt that the chair answered with “giữ nguyên”; empty where there is none."""
    if answered.amount is None:
        return ""
    beside = before[-1] if before and before[-1][1].amount is not None and before[-1][0].key in ask.asked else None
    if beside and swapped(answered.amount, paper.around(asked), beside[1].amount or 0, paper.around(beside[0])):
        return _ask_exchange(ask, asked, answered.amount, beside[0], beside[1].amount or 0)
    found = doubt(answered.amount, paper.around(asked))
    return _ask_whether(ask, asked, answered.amount, found) if found else ""


def _ask_whether(ask: Ask, asked: Asked, amount: float, found: Doubt) -> str:
    shown, instead = show_amount(amount), found.instead
    choices = [Choice(KEEP, _("Giữ {amount}").format(amount=shown)), Choice(AGAIN, _("✏️ Gõ lại"))]
    text = _reason(found.kind).format(label=asked.label, amount=shown, against=show_amount(found.against))
    if instead is None:
        text += " " + _("Có đúng không ạ?")
    else:
        choices.insert(0, Choice(write(instead), show_amount(instead)))
        text += " " + _("Có phải {meant} không ạ?").format(meant=show_amount(instead))
    chosen = ask.choice(doubt_key(asked.key), text, choices, about=asked.key)
    if chosen.key == AGAIN:
        ask.again(asked.key)
    if chosen.key != KEEP:
        ask.answer(asked.key, chosen.key)
    return found.kind


def _reason(kind: Kind) -> str:
    """What speaks against a figure."""
    return {
        Kind.MEMBERS: _("{label}: {amount} nhiều hơn số đoàn viên ({against})."),
        Kind.TENFOLD: _("{label}: {amount} nhiều hơn hẳn mọi lần ({against})."),
        Kind.TENTH: _("{label}: {amount} ít hơn hẳn mọi lần ({against})."),
        Kind.DIGITS: _("{label}: {amount} khác hẳn mọi lần ({against}), có thể hai chữ số bị đổi chỗ."),
        Kind.BELOW: _("{label}: số này tính cộng dồn, đợt trước đã là {against} mà nay là {amount}."),
        Kind.PEERS: _("{label}: {amount} khác nhiều so với các đơn vị cùng cỡ, cùng khối (khoảng {against})."),
        Kind.FIELDS: _("{label}: {amount}."),
    }[kind]


def _ask_exchange(ask: Ask, asked: Asked, amount: float, other: Asked, earlier: float) -> str:
    text = _("Hai câu có bị gõ đổi chỗ không ạ?\n• {first}: {one}\n• {second}: {two}")
    shown = {"one": show_amount(earlier, other.unit), "two": show_amount(amount, asked.unit)}
    choices = [Choice(EXCHANGE, _("🔄 Đổi lại giúp tôi")), Choice(KEEP, _("Giữ nguyên")), Choice(AGAIN, _("✏️ Gõ lại"))]
    prompt = text.format(first=other.label, second=asked.label, **shown)
    chosen = ask.choice(doubt_key(asked.key), prompt, choices, about=asked.key)
    if chosen.key == AGAIN:
        ask.again(asked.key)
    if chosen.key == EXCHANGE:
        ask.progress.forget(other.key)
        ask.progress.answers[other.key] = Answer(write(amount), write(amount), ask.now.isoformat())
        ask.answer(asked.key, write(earlier))
    return Kind.FIELDS

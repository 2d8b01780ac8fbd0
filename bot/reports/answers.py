"""An answer to one question of a report. Zero, “không có” and “chưa làm” are three answers."""

from dataclasses import dataclass

from bot.i18n import language, pgettext, show_count
from bot.reports.kinds import PERCENT

GIVEN, NONE, NOT_YET = "given", "none", "not_yet"


@dataclass(frozen=True)
class Answered:
    """What a unit says to an indicator: a number in its unit, words, that it has none, or has not done it yet. `doubt` is the
    check that was answered with “giữ nguyên”."""

    state: str
    amount: float | None = None
    words: str = ""
    doubt: str = ""


def states() -> dict[str, str]:
    """The two answers that are no figure, as people say them."""
    return {NONE: pgettext("button", "Không có"), NOT_YET: pgettext("button", "Chưa làm")}


def show_answer(answered: Answered, unit: str) -> str:
    """“12 sáng kiến”, “Không có”, or the words."""
    if answered.state != GIVEN:
        return states()[answered.state]
    return answered.words if answered.amount is None else show_amount(answered.amount, unit)


def show_amount(amount: float, unit: str = "") -> str:
    """1.250 đồng; 95,5%; 12 sáng kiến; without a unit the number alone."""
    whole = int(amount)
    shown = show_count(whole)
    if decimals := f"{amount - whole:.2f}"[2:].rstrip("0"):
        shown += ("," if language() == "vi" else ".") + decimals
    return f"{shown}%" if unit == PERCENT else f"{shown} {unit}".strip()

"""What somebody's words mean where something is on offer: an option, a figure, an item of the card."""

from collections.abc import Sequence
from typing import Any, TypeVar

from bot.asking import words
from bot.asking.replay import AskBack, Choice, Choosable, Question, Refused
from bot.i18n import _, show_count
from bot.vietnamese.folding import compose, fold
from bot.vietnamese.numbers import read_number
from bot.vietnamese.reading import Certainty

C = TypeVar("C", bound=Choosable)
AGAIN = "again:"  # begins, in writing, the wish to change an item of the card
FIRST_LETTERS = 2  # at least
YES = "yes"  # the key of the option that a plain “vâng” means


def meant(reply: str, options: Sequence[C]) -> C | None:
    """The option whose words were typed; None if that is unclear. A bare number is no word of a label."""
    if yes := next((each for each in options if each.key == YES), None):
        _ask_back(reply)
        if words.agrees(reply):
            return yes
    said = bare_words(reply)
    if "".join(said).isdecimal():
        return None
    fitting = [each for each in options if _is_in(said, bare_words(each.label))]
    exact = [each for each in fitting if len(said) == len(bare_words(each.label))]
    found = exact or fitting or [each for each in options if each.key != YES and _begins(said, bare_words(each.label))]
    return found[0] if len(found) == 1 else None


def bare_words(text: str) -> list[str]:
    """The words without emoji, commas and brackets: what somebody types who means a label."""
    return "".join(each if each.isalnum() else " " for each in compose(text).casefold()).split()


def _is_in(said: list[str], label: list[str]) -> bool:
    windows = (label[start : start + len(said)] for start in range(len(label) - len(said) + 1))
    return bool(said) and any(all(map(_is_spelling, said, window)) for window in windows)


def _begins(said: list[str], label: list[str]) -> bool:
    """The first letters of a label, two at least: “th” or “thứ h” for Thứ Hai. Never a yes: too little was said."""
    if not said or len(said) > len(label) or len("".join(said)) < FIRST_LETTERS:
        return False
    *whole, last = zip(said, label, strict=False)
    return all(_is_spelling(*each) for each in whole) and _is_spelling(last[0], last[1][: len(last[0])])


def _is_spelling(typed: str, word: str) -> bool:
    """Marks may be left out, but not be others: “dot” is đợt, “đừng” is not đúng."""
    return len(typed) == len(word) and all(each in {mark, fold(mark)} for each, mark in zip(typed, word, strict=True))


def ask_count(reply: str, at_most: int, others: Sequence[Choice]) -> None:
    """A number that is not certain is asked back, with all it may be: “khoảng 50”, “1,250”, “3 hoặc 4”."""
    read = read_number(reply)
    counts = [int(each) for each in read.candidates if each % 1 == 0 and 1 <= each <= at_most]
    if read.certainty is Certainty.ASK and counts:
        picks = [Choice(str(each), show_count(each)) for each in counts]
        text = _("Xin bấm đúng con số bên dưới, hoặc gõ lại.")
        if len(counts) == 1:
            text = _("Có phải là {count} không ạ? Đúng thì xin bấm số bên dưới, chưa đúng thì gõ lại.")
        raise Refused(text.format(count=picks[0].label), [*picks, *others])


def _ask_back(reply: str) -> None:
    """Bare “dung” may be đúng, dừng or đừng."""
    if words.is_dung(reply):
        raise AskBack(_("Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."))


def _item_named(reply: str, named: Sequence[Question[Any]]) -> str:
    """The key of the one question whose name shares most words with the reply: “sửa ngày”; empty if that is unclear."""
    said = set(fold(reply).split())
    shared = {each.key: len(said.intersection(fold(each.name).split())) for each in named}
    most = max(shared.values(), default=0)
    found = [key for key, count in shared.items() if count == most]
    return found[0] if most and len(found) == 1 else ""


def read_review(reply: str, named: Sequence[Question[Any]]) -> str:
    """What is said to a card: yes, or the wish to change one of its items. Raises Refused for anything else."""
    if words.agrees(reply):
        return YES
    _ask_back(reply)
    if words.wants_change(reply) and (item := _item_named(reply, named)):
        return AGAIN + item
    raise Refused(_("Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."))

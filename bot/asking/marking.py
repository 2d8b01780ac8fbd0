"""A question with several answers: a tap puts a mark or takes it away and asks again, until the person goes on.

The marks so far are kept beside the answer, so that nothing is lost on the way back, on another phone, or when the answer is
changed from the card.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.asking.replay import Answer, Choice, Choosable, Progress, Refused
from bot.asking.words import goes_on
from bot.i18n import _, ngettext

SO_FAR = " so far"  # ends the key under which the marks stay
YES, NONE = "yes", "none"  # the keys of the button that goes on, with marks and without: no option may have them
CHOSEN = "="  # begins what was chosen, in writing
MARK, NO_MARK = "☑️", "⬜"
NUMBERS = re.compile(r"\d{1,3}(?:\D{1,4}\d{1,3})*", re.ASCII)
BETWEEN = re.compile(r"[,;+\n]| và ")


C = TypeVar("C", bound=Choosable)
Each = TypeVar("Each", bound=Choosable)


class Meant(Protocol):
    """Which of the options the words mean, if one of them alone."""

    def __call__(self, reply: str, options: Sequence[Each], /) -> Each | None: ...


def write(keys: Iterable[str]) -> str:
    """The options of these keys as chosen, in writing."""
    return CHOSEN + "\n".join(keys)


def marked(progress: Progress, key: str) -> list[str]:
    """The keys that are marked at the question `key`: those of its answer, else those so far."""
    answer, so_far = progress.answers.get(key), progress.answers.get(key + SO_FAR)
    if answer and answer.value.startswith(CHOSEN):
        so_far = answer
    return so_far.value.removeprefix(CHOSEN).split("\n") if so_far else []


def mark(progress: Progress, key: str, keys: Iterable[str]) -> None:
    """What was said at the question `key` is no answer yet, but leaves these keys marked."""
    said = progress.answers.pop(key)
    progress.answers[key + SO_FAR] = Answer(write(keys), said.raw, said.at)


def settle(progress: Progress, key: str) -> None:
    """The question `key` is answered; its marks stay for whoever comes back to it."""
    answer = progress.answers[key]
    progress.answers[key + SO_FAR] = Answer(answer.value, answer.raw, answer.at)


@dataclass(frozen=True)
class Marks(Generic[C]):
    """The options, and which of them are marked; from `least` to `most` may be."""

    options: Sequence[C]
    marked: Sequence[str]
    least: int
    most: int
    meant: Meant

    def of(self, keys: Iterable[str]) -> list[C]:
        """The options with these keys, in their order."""
        wanted = set(keys)
        return [each for each in self.options if each.key in wanted]

    def choices(self) -> tuple[Choice, ...]:
        """A button for each option, with its mark, and the one that goes on."""
        chosen = self.of(self.marked)
        marks = [Choice(each.key, f"{MARK if each in chosen else NO_MARK} {each.label}") for each in self.options]
        if len(chosen) < self.least:
            return tuple(marks)
        text = ngettext("➡️ Tiếp tục ({count} mục)", "➡️ Tiếp tục ({count} mục)", len(chosen)).format(count=len(chosen))
        return (*marks, Choice(YES, text, "primary") if chosen else Choice(NONE, _("Không chọn mục nào")))

    def after(self, reply: str) -> list[str] | None:
        """The keys that are marked once `reply` was said; None where it marks nothing.

        One option alone changes its mark; several at once are all marked.
        """
        if reply in {YES, NONE} or reply.startswith(CHOSEN):
            return None
        named = self._named(reply)
        if len(named) == 1 and named[0].key in self.marked:
            keys = [each for each in self.marked if each != named[0].key]
        else:
            keys = [*self.marked, *(each.key for each in named)]
        found = [each.key for each in self.of(keys)]
        return found if named and len(found) <= self.most else None

    def read(self, reply: str) -> list[C]:
        """What was chosen in the end. Raises Refused, with what to do."""
        if reply.startswith(CHOSEN):
            chosen = self.of(reply.removeprefix(CHOSEN).split("\n"))
        elif self._goes_on(reply):
            chosen = self.of(self.marked)
        elif self._named(reply):
            text = ngettext("Chỉ chọn được tối đa {most} mục.", "Chỉ chọn được tối đa {most} mục.", self.most)
            raise Refused(text.format(most=self.most) + " " + _("Muốn đổi, xin bấm vào mục đã chọn để bỏ chọn."))
        else:
            raise Refused(_("Xin bấm vào từng mục cần chọn, hoặc gõ số của các mục, ví dụ: 1, 3"))
        if not self.least <= len(chosen) <= self.most:
            text = ngettext("Xin chọn ít nhất {least} mục.", "Xin chọn ít nhất {least} mục.", self.least)
            raise Refused(text.format(least=self.least))
        return chosen

    def show(self, chosen: Sequence[C]) -> str:
        """What was chosen, on the card."""
        return "; ".join(each.label for each in chosen) or _("Không có")

    def _goes_on(self, reply: str) -> bool:
        last = [each for each in self.choices() if each.key in {YES, NONE}]
        return reply in {YES, NONE} or goes_on(reply) or self.meant(reply, last) is not None

    def _named(self, reply: str) -> list[C]:
        """The options that a reply names: by key, by several numbers, or by words; none if a part of it names nothing."""
        if exact := self.of([reply]):
            return exact
        if NUMBERS.fullmatch(reply.strip()):
            places = [int(each) for each in re.findall(r"\d+", reply)]
            return [self.options[n - 1] for n in dict.fromkeys(places)] if all(0 < n <= len(self.options) for n in places) else []
        if whole := self.meant(reply, self.options):
            return [whole]
        parts = [self.meant(each, self.options) for each in BETWEEN.split(reply)]
        return self.of(each.key for each in parts if each) if all(parts) else []

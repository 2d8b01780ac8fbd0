"""The kinds of question a conversation can ask."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from bot.asking import words
from bot.asking.replay import AskBack, Choice, Progress, Question, Refused, Run
from bot.clock import local
from bot.i18n import _, show_count, show_date, show_day, show_short_day
from bot.post.outbox import Address
from bot.vietnamese.dates import Day, NoSuchDay, Unclear, read_day
from bot.vietnamese.folding import compose, fold
from bot.vietnamese.numbers import read_count

QUOTED = 40  # characters of an answer that are said back
LONGEST_TEXT = 500  # characters; a place or a reason needs less, and a card must fit on a small screen


class Choosable(Protocol):
    """Something that can be offered: a key that never changes, and the label people see."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...


C = TypeVar("C", bound=Choosable)
AGAIN = "again:"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
YES = "yes"  # the key of the option that a plain “vâng” means


@dataclass(frozen=True)
class Setting:
    """Where and when a run takes place, and what started it."""

    to: Address
    sender: str
    update: str
    now: datetime
    words: str = ""


class Ask(Run):
    """What a conversation holds in its hand."""

    def __init__(self, progress: Progress, setting: Setting) -> None:
        super().__init__(progress)
        self.setting = setting

    @property
    def now(self) -> datetime:
        return self.setting.now

    @property
    def today(self) -> date:
        return local(self.setting.now).date()

    @property
    def words(self) -> str:
        """What stood behind the command that started the conversation."""
        return self.setting.words

    def choice(self, key: str, prompt: str, options: Sequence[C], *, name: str = "", about: str = "") -> C:
        """One of `options`: by button, by number, or by its words without marks."""
        choices = tuple(Choice(each.key, each.label, getattr(each, "style", "")) for each in options)

        def read(reply: str) -> C:
            chosen = next((each for each in options if each.key == reply), None) or _meant(reply, options)
            if chosen is None:
                raise Refused(_("Xin bấm một trong các nút bên dưới."))
            return chosen

        return self.answer_to(Question(key, prompt, read, lambda each: each.key, lambda each: each.label, choices, name, about))

    def text(self, key: str, prompt: str, *, name: str = "", about: str = "", longest: int = LONGEST_TEXT) -> str:
        """A few words."""

        def read(reply: str) -> str:
            said = compose(reply)
            if not said:
                raise Refused(_("Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."))
            if len(said) > longest:
                text = _("Xin viết gọn lại, tối đa {longest} ký tự; tin vừa gửi dài {length} ký tự.")
                raise Refused(text.format(length=show_count(len(said)), longest=show_count(longest)))
            return said

        return self.answer_to(Question(key, prompt, read, name=name, about=about))

    def number(self, key: str, prompt: str, *, name: str = "", at_most: int, skip: str = "") -> int | None:
        """A count from 1 to `at_most`; None where `skip`, the label of a button to pass, was chosen."""

        def read(reply: str) -> int | None:
            if skip and fold(reply) in {"-", fold(skip)}:
                return None
            count = read_count(reply)
            if count is None or not 1 <= count <= at_most:
                text = _("Xin gõ một con số từ 1 đến {at_most}, ví dụ: 45")
                raise Refused(text.format(at_most=show_count(at_most)))
            return count

        def show(count: int | None) -> str:
            return skip if count is None else show_count(count)

        def write(count: int | None) -> str:
            return "-" if count is None else str(count)

        choices = (Choice("-", skip),) if skip else ()
        return self.answer_to(Question(key, prompt, read, write, show, choices, name, figures=True))

    def day(
        self,
        key: str,
        prompt: str,
        *,
        name: str = "",
        within: tuple[date, date],
        period: str,
        suggest: Sequence[date] = (),
    ) -> date:
        """A day inside `within`, both ends included; `period` is what people call that time."""

        def read(reply: str) -> date:
            day = _read_day(reply, self.today, within)
            if not within[0] <= day <= within[1]:
                text = _("{period} từ {start} đến {end}; ngày {day} nằm ngoài thời gian đó. Xin chọn lại.")
                start, end = show_date(within[0]), show_date(within[1])
                raise Refused(text.format(period=period, start=start, end=end, day=show_date(day)))
            return day

        choices = tuple(Choice(day.isoformat(), show_short_day(day)) for day in suggest)
        return self.answer_to(Question(key, prompt, read, date.isoformat, show_day, choices, name, figures=True))

    def review(self, prompt: str, *, accept: str) -> None:
        """Show all named answers on one card; returns when they are accepted, else asks one of them again."""
        named = [question for question in self.asked.values() if question.name]
        lines = [f"• {question.name}: {self.shown[question.key]}" for question in named]
        changes = [Choice(AGAIN + each.key, _("✏️ Sửa: {item}").format(item=each.name)) for each in named]
        choices = (Choice(YES, accept, "success"), *changes)

        def read(reply: str) -> str:
            return reply if any(each.key == reply for each in choices) else _read_review(reply)

        decision = self.answer_to(Question("review", "\n".join([prompt, "", *lines]), read, choices=choices))
        if decision != YES:
            self.progress.forget("review")
            self.again(decision.removeprefix(AGAIN))


def _meant(reply: str, options: Sequence[C]) -> C | None:
    """The option whose words were typed; None if that is unclear. A bare number is no word of a label."""
    if yes := next((each for each in options if each.key == YES), None):
        _ask_back(reply)
        if words.agrees(reply):
            return yes
    said = _bare_words(reply)
    if "".join(said).isdecimal():
        return None
    fitting = [each for each in options if _is_in(said, _bare_words(each.label))]
    exact = [each for each in fitting if len(said) == len(_bare_words(each.label))]
    found = exact or fitting
    return found[0] if len(found) == 1 else None


def _bare_words(text: str) -> list[str]:
    """The words without emoji, commas and brackets: what somebody types who means a label."""
    return "".join(each if each.isalnum() else " " for each in compose(text).casefold()).split()


def _is_in(said: list[str], label: list[str]) -> bool:
    windows = (label[start : start + len(said)] for start in range(len(label) - len(said) + 1))
    return bool(said) and any(all(map(_is_spelling, said, window)) for window in windows)


def _is_spelling(typed: str, word: str) -> bool:
    """Marks may be left out, but not be others: “dot” is đợt, “đừng” is not đúng."""
    return len(typed) == len(word) and all(each in {mark, fold(mark)} for each, mark in zip(typed, word, strict=True))


def _ask_back(reply: str) -> None:
    """Bare “dung” may be đúng, dừng or đừng."""
    if compose(reply).casefold() == "dung":
        raise AskBack(_("Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."))


def _read_review(reply: str) -> str:
    if words.agrees(reply):
        return YES
    _ask_back(reply)
    raise Refused(_("Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."))


def _read_day(reply: str, today: date, within: tuple[date, date]) -> date:
    if ISO_DAY.fullmatch(reply):  # as it is stored; the reader for people's words takes fifty times as long
        with suppress(ValueError):
            return date.fromisoformat(reply)
    read: Any = read_day(reply, today, within)
    if isinstance(read, Day):
        return read.value
    if isinstance(read, Unclear):
        candidates = [Choice(day.isoformat(), show_day(day)) for day in read.candidates]
        raise Refused(_("Ý đồng chí là ngày nào ạ?"), candidates)
    if isinstance(read, NoSuchDay):
        if read.far:
            raise Refused(_("“{day}” cách hôm nay quá xa. Xin gõ lại, ví dụ: 15/1").format(day=read.text))
        raise Refused(_("Lịch không có “{day}”. Xin gõ lại, ví dụ: 15/1").format(day=read.text))
    if not compose(reply):
        raise Refused(_("Chưa thấy chữ nào. Xin gõ ngày/tháng, ví dụ: 15/1"))
    raise Refused(_("Trợ lý chưa hiểu “{text}”. Xin gõ ngày/tháng, ví dụ: 15/1").format(text=_short(reply)))


def _short(text: str) -> str:
    said = compose(text)
    return said if len(said) <= QUOTED else said[:QUOTED] + "…"

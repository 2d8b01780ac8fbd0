"""The kinds of question a conversation can ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn, TypeVar, overload

from bot.asking import marking
from bot.asking.days import read_day_said, short, show_day_said
from bot.asking.meaning import AGAIN, YES, ask_count, meant, read_review
from bot.asking.replay import Answer, Choice, Choosable, Instead, Progress, Question, Refused, Run
from bot.asking.styling import Styled, read_styled, write_styled
from bot.clock import local
from bot.encoding import decode, encode
from bot.i18n import _, show_count, show_date, show_short_day
from bot.post.message import Stored
from bot.post.outbox import Address
from bot.vietnamese.folding import compose, fold
from bot.vietnamese.numbers import read_count

LONGEST_TEXT = 500  # characters; a place or a reason needs less, and a card must fit on a small screen


C = TypeVar("C", bound=Choosable)
FILE = "\x1c"  # begins a file in writing; the dialogue takes it off what people type, so that nobody can type a file


@dataclass(frozen=True)
class Setting:
    """Where and when a run takes place, and what started it. `more_to_come`: further files are on their way to the question
    that a file has just answered; if it stays open, what is said now is not sent. `address`: of the program's own pages;
    empty where it has none."""

    to: Address
    sender: str
    update: str
    now: datetime
    words: str = ""
    more_to_come: bool = False
    address: str = ""


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
            chosen = next((each for each in options if each.key == reply), None) or meant(reply, options)
            if chosen is None:
                raise Refused(_("Xin bấm một trong các nút bên dưới."))
            return chosen

        return self.answer_to(Question(key, prompt, read, lambda each: each.key, lambda each: each.label, choices, name, about))

    def several(
        self, key: str, prompt: str, options: Sequence[C], *, name: str, least: int = 0, most: int | None = None
    ) -> list[C]:
        """Those of `options` that were marked, in their order: by taps, by numbers (“1, 3”) or by words, until the person goes
        on. No option may have the key “yes” or “none”; neither may another question have this one's key with “ so far”."""
        most = len(options) if most is None else most

        def marks() -> marking.Marks[C]:
            return marking.Marks(options, marking.marked(self.progress, key), least, most, meant)

        said = self.progress.answers.get(key)
        if said and (keys := marks().after(said.value)) is not None:
            marking.mark(self.progress, key, keys)
        now = marks()
        chosen = self.answer_to(Question(key, prompt, now.read, _write_several, now.show, now.choices(), name))
        marking.settle(self.progress, key)
        return chosen

    def text(
        self,
        key: str,
        prompt: str,
        *,
        name: str = "",
        about: str = "",
        longest: int = LONGEST_TEXT,
        skip: str = "",
        suggest: str = "",
    ) -> str:
        """A few words, with a letter or a digit among them; none where `skip`, the label of a button to pass, was chosen.
        `suggest` is a button as well."""

        def read(reply: str) -> str:
            said = compose(reply)
            if skip and fold(said) in {"-", fold(skip)}:
                return ""
            if not any(each.isalnum() for each in said):
                raise Refused(_("Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."))
            if len(said) > longest:
                text = _("Xin viết gọn lại, tối đa {longest} ký tự; tin vừa gửi dài {length} ký tự.")
                raise Refused(text.format(length=show_count(len(said)), longest=show_count(longest)))
            return said

        choices = (*((Choice(suggest, short(suggest)),) if suggest else ()), *((Choice("-", skip),) if skip else ()))
        # A number may be the answer itself, so it is not the number of the button.
        question = Question(
            key, prompt, read, lambda said: said or "-", lambda said: said or skip, choices, name, about, bool(choices)
        )
        return self.answer_to(question)

    @overload
    def file(self, key: str, prompt: str, *, name: str = "", about: str = "") -> Stored: ...
    @overload
    def file(self, key: str, prompt: str, *, name: str = "", about: str = "", choices: Sequence[Choice]) -> Stored | Choice: ...
    def file(self, key: str, prompt: str, *, name: str = "", about: str = "", choices: Sequence[Choice] = ()) -> Stored | Choice:
        """A file that is kept by now, at most 20 MB; read it with `bot.documents.content`. Or one of `choices`, which are
        buttons for whoever has no file to send."""

        def read(reply: str) -> Stored | Choice:
            if reply.startswith(FILE):
                return _with_content(Stored(**decode(reply[len(FILE) :])))
            chosen = next((each for each in choices if each.key == reply), None) or meant(reply, choices)
            if chosen is None:
                raise Refused(_only_a_file(choices))
            return chosen

        def show(answer: Stored | Choice) -> str:
            return answer.label if isinstance(answer, Choice) else answer.name

        question = Question(key, prompt, read, write_file, show, tuple(choices), name, about, files=True)
        return self.answer_to(question)

    def styled(
        self, key: str, prompt: str, *, longest: int, files: bool = False, choices: Sequence[Choice] = ()
    ) -> Styled | Stored | Choice:
        """A text with its bold words and links; with `files` also a file, as in `file`; or one of `choices`. `longest` in
        characters."""

        def read(reply: str) -> Styled | Stored | Choice:
            if files and reply.startswith(FILE):
                return _with_content(Stored(**decode(reply[len(FILE) :])))
            if chosen := next((each for each in choices if each.key == reply), None) or meant(reply, choices):
                return chosen
            return _bounded(read_styled(reply), longest)

        def write(answer: Styled | Stored | Choice) -> str:
            return write_styled(answer) if isinstance(answer, Styled) else write_file(answer)

        return self.answer_to(Question(key, prompt, read, write, choices=tuple(choices), figures=True, files=files, styles=True))

    def number(self, key: str, prompt: str, *, name: str = "", at_most: int, skip: str = "") -> int | None:
        """A count from 1 to `at_most`; None where `skip`, the label of a button to pass, was chosen."""

        def read(reply: str) -> int | None:
            if skip and fold(reply) in {"-", fold(skip)}:
                return None
            count = read_count(reply)
            if count is None:
                ask_count(reply, at_most, choices)
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
            day = read_day_said(reply, self.today, within)
            if not within[0] <= day <= within[1]:
                text = _("{period} từ {start} đến {end}; ngày {day} nằm ngoài thời gian đó. Xin chọn lại.")
                start, end = show_date(within[0]), show_date(within[1])
                raise Refused(text.format(period=period, start=start, end=end, day=show_date(day)))
            return day

        def show(day: date) -> str:
            return show_day_said(day, self.progress.answers[key].raw, self.today, within)

        choices = tuple(Choice(day.isoformat(), show_short_day(day)) for day in suggest)
        return self.answer_to(Question(key, prompt, read, date.isoformat, show, choices, name, figures=True))

    def answer(self, key: str, value: str) -> NoReturn:
        """Take `value`, in writing, for the answer to `key`: what somebody chose at a later question about it."""
        raise Instead(key, Answer(value, value, self.now.isoformat()))

    def review(self, prompt: str, *, accept: str) -> None:
        """Show all named answers on one card; returns when they are accepted, else asks one of them again."""
        named = [question for question in self.asked.values() if question.name]
        lines = [f"• {question.name}: {self.shown[question.key]}" for question in named]
        changes = [Choice(AGAIN + each.key, _("✏️ Sửa: {item}").format(item=each.name)) for each in named]
        choices = (Choice(YES, accept, "success"), *changes)

        def read(reply: str) -> str:
            return reply if any(each.key == reply for each in choices) else read_review(reply, named)

        decision = self.answer_to(Question("review", "\n".join([prompt, "", *lines]), read, choices=choices))
        if decision != YES:
            self.progress.forget("review")
            self.again(decision.removeprefix(AGAIN))


def _only_a_file(choices: Sequence[Choice]) -> str:
    if not choices:
        return _("Bước này cần một tệp. Xin bấm 📎 rồi chọn tệp.")
    text = _("Câu này chỉ nhận ảnh hoặc tệp. Xin bấm 📎 rồi chọn tệp, hoặc bấm “{choice}”.")
    return text.format(choice=choices[0].label)


def _bounded(said: Styled, longest: int) -> Styled:
    if not said.text:
        raise Refused(_("Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."))
    if len(said.text) > longest:
        text = _("Xin viết gọn lại, tối đa {longest} ký tự; tin vừa gửi dài {length} ký tự.")
        raise Refused(text.format(length=show_count(len(said.text)), longest=show_count(longest)))
    return said


def _write_several(chosen: Sequence[C]) -> str:
    return marking.write(each.key for each in chosen)


def _with_content(sent: Stored) -> Stored:
    """An empty file says nothing, and no platform would send it on."""
    if not sent.size:
        raise Refused(_("Tệp {name} không có nội dung. Xin chọn tệp khác.").format(name=sent.name))
    return sent


def write_file(answer: Stored | Choice) -> str:
    """The answer to a question for a file, in writing."""
    return answer.key if isinstance(answer, Choice) else FILE + encode(vars(answer))

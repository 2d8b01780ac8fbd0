"""The engine: runs a conversation from the top to its open question or its end. No I/O.

The law of every question is `read(write(value)) == value`, because answers are kept in writing and read again by the code of
the day. An answer that today's question refuses is asked again, so a deployment never throws anybody out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, NoReturn, Protocol, TypeVar

from bot.encoding import decode, encode

T = TypeVar("T")


class Choosable(Protocol):
    """Something that can be offered: a key that never changes, and the label people see."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class Choice:
    """One of the answers on offer: a stable key, which is what is stored, and the label people see."""

    key: str
    label: str
    style: str = ""


class Refused(Exception):
    """An answer cannot be taken; the text says what to do. `choices` are offered instead of the question's own."""

    def __init__(self, reason: str, choices: Iterable[Choice] = ()) -> None:
        super().__init__(reason)
        self.choices = tuple(choices)


class AskBack(Refused):
    """It may answer this very question, in one of two ways: it is never taken for an answer to another question."""


@dataclass(frozen=True)
class Question(Generic[T]):
    """A question. `name` is how the review calls it; `about` is the key whose answer it belongs to."""

    key: str
    prompt: str
    read: Callable[[str], T]
    write: Callable[[T], str] = str
    show: Callable[[T], str] = str
    choices: tuple[Choice, ...] = ()
    name: str = ""
    about: str = ""
    figures: bool = False  # digits are an answer here, not the number of a choice
    files: bool = False  # a file is an answer here
    styles: bool = False  # bold words and links are part of the answer


class Waiting(BaseException):
    """Leaves the conversation at its open question. Not an Exception, so that no script swallows it by accident."""

    def __init__(self, question: Question[Any], problem: str = "", choices: tuple[Choice, ...] = ()) -> None:
        self.question = question
        self.problem = problem
        self.choices = choices or question.choices


class Instead(BaseException):
    """What was said does not answer the open question, but the one it is about: “hôm đó đã qua…” – “15/12”."""

    def __init__(self, key: str, answer: "Answer") -> None:
        self.key = key
        self.answer = answer


class Stopped(BaseException):
    """Leaves the conversation because the person wants to stop here and go on later."""


@dataclass
class Answer:
    """An answer in writing, with the words it came in and when, as evidence."""

    value: str
    raw: str
    at: str
    about: str = ""
    message: str = ""  # the chat and the platform's number of the message it came in, where that may be changed afterwards


TRIED = " tried"  # in place of a question's key: which message was refused last, and (`about`) for which question


@dataclass
class Progress:
    """All that is kept of a conversation under way."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def to_json(self) -> str:
        return encode({key: vars(answer) for key, answer in self.answers.items()})

    @classmethod
    def from_json(cls, text: str) -> "Progress":
        known = set(Answer.__dataclass_fields__)
        stored = decode(text)
        return cls({key: Answer(**{k: v for k, v in raw.items() if k in known}) for key, raw in stored.items()})

    @property
    def is_begun(self) -> bool:
        """Whether anything was answered."""
        return bool(self.answers.keys() - {TRIED})

    def copy(self) -> "Progress":
        """The same, to try something out."""
        return Progress({key: replace(answer) for key, answer in self.answers.items()})

    def came_in(self, message: str) -> str | None:
        """Which question a message answered, or `TRIED`; None: none of this conversation."""
        return next((key for key, answer in self.answers.items() if answer.message == message), None)

    def forget(self, key: str) -> None:
        """Forget an answer, and what was asked about it."""
        self.answers.pop(key, None)
        for other in [each for each, answer in self.answers.items() if answer.about == key]:
            self.forget(other)


class Run:
    """One run of a conversation."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.asked: dict[str, Question[Any]] = {}
        self.shown: dict[str, str] = {}
        self.lasting: list[Callable[[], None]] = []

    def meanwhile(self, write: Callable[[], None]) -> None:
        """What `write` writes stays although the conversation goes on waiting: it is done at every stop at a question that
        comes after this, and not where the conversation ends."""
        self.lasting.append(write)

    def answer_to(self, question: Question[T]) -> T:
        """The answer to `question`; leaves the conversation if there is none yet, or if it cannot be taken."""
        if question.key in self.asked:
            raise ValueError(f"two questions share the key {question.key!r}")
        self.asked[question.key] = question
        answer = self.progress.answers.get(question.key)
        if answer is None:
            raise Waiting(question)
        try:
            value = question.read(answer.value)
        except Refused as refused:
            self.progress.forget(question.key)
            if question.about and not isinstance(refused, AskBack):
                self._instead(question, answer)
            raise Waiting(question, str(refused), refused.choices) from None
        answer.value, answer.about = question.write(value), question.about
        self.shown[question.key] = question.show(value)
        return value

    def _instead(self, question: Question[Any], answer: Answer) -> NoReturn:
        """What does not answer this question may answer the one it is about; what answers neither changes neither."""
        try:
            self.asked[question.about].read(answer.value)
        except Refused as refused:
            if not refused.choices:
                raise Waiting(question, str(refused)) from None
        raise Instead(question.about, answer)

    def again(self, key: str, problem: str = "") -> NoReturn:
        """Ask `key` once more, for a reason that only the conversation knows."""
        self.progress.forget(key)
        raise Waiting(self.asked[key], problem)

    def remember(self, key: str, find: Callable[[], str]) -> str:
        """What `find` said the first time this conversation came here."""
        if key not in self.progress.answers:
            self.progress.answers[key] = Answer(find(), "", "")
        return self.progress.answers[key].value

    def before(self, key: str) -> str | None:
        """The question that was answered just before `key`."""
        earlier = list(self.asked)[: list(self.asked).index(key)]
        return earlier[-1] if earlier else None

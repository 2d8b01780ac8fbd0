"""A question with several answers: marks by taps, numbers and words, until the person goes on."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import drafts
from bot.asking.ask import Ask, Setting
from bot.asking.replay import Answer, Choice, Progress, Waiting
from bot.post.outbox import Address

OPTIONS = (
    Choice("title 7", "Người tốt, việc tốt"),
    Choice("title 8", "Công nhân giỏi"),
    Choice("title 9", "Sáng kiến, sáng tạo"),
    Choice("title 10", "Công nhân giỏi Thủ đô"),
)
NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
GO_ON = "➡️ Tiếp tục ({count} mục)"


class Chat:
    """A chat with one question: what is said goes through the numbers on offer, and what is kept through the database's JSON."""

    def __init__(self, least: int = 0, most: int | None = None, options: Sequence[Choice] = OPTIONS) -> None:
        self.least, self.most, self.options = least, most, options
        self.kept = Progress().to_json()
        self.chosen: list[str] | None = None
        self.labels: list[str] = []
        self.offered: dict[str, str] = {}
        self.problem = self.shown = ""
        self.say(None)

    def say(self, text: str | None) -> "Chat":
        progress = Progress.from_json(self.kept)
        if text is not None:
            progress.answers["what"] = Answer(self.offered.get(text, text), text, "")
        ask = Ask(progress, Setting(Address(1, 1, 1), "1", "1", NOW))
        try:
            found = ask.several("what", "Chọn gì?", self.options, name="Nội dung", least=self.least, most=self.most)
            self.chosen = [each.key for each in found]
            self.shown = ask.shown["what"]
        except Waiting as waiting:
            self.chosen, self.problem = None, waiting.problem
            self.labels = [each.label for each in waiting.choices]
            self.offered = drafts.number(waiting.question, waiting.choices)
        self.kept = progress.to_json()
        return self

    @property
    def marks(self) -> str:
        return "".join("x" if each.startswith("☑️") else "." for each in self.labels[: len(self.options)])


def test_taps_mark_and_unmark_and_going_on_answers() -> None:
    chat = Chat()
    assert chat.labels == [*(f"⬜ {each.label}" for each in OPTIONS), "Không chọn mục nào"]
    assert chat.say("3").marks == "..x."
    assert chat.labels[-1] == GO_ON.format(count=1)
    assert chat.say("1").marks == "x.x."
    assert chat.say("3").marks == "x..."
    assert chat.say("5").chosen == ["title 7"]
    assert chat.shown == "Người tốt, việc tốt"


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("1 3", "x.x."),
        ("1,3", "x.x."),
        ("3; 1", "x.x."),
        ("1 và 3", "x.x."),
        ("1. 2. 4.", ".... refused"),
        ("1, 1", "x..."),
        ("1, 5", ".... refused"),
        ("0", ".... refused"),
        ("9", ".... refused"),
        ("1 hoặc 3", ".... refused"),
        ("sang kien", "..x."),
        ("Người tốt, việc tốt", "x..."),
        ("người tốt, sáng kiến", "x.x."),
        ("công nhân giỏi thủ đô và sáng kiến", "..xx"),
        ("công nhân giỏi", ".x.."),
        ("công nhân", ".... refused"),
        ("sáng kiến, bơi lội", ".... refused"),
        ("", ".... refused"),
        ("đ" * 4000, ".... refused"),
        ("vâng", ".... refused"),
    ],
)
def test_numbers_and_words_mark(said: str, marks: str) -> None:
    chat = Chat().say(said)
    assert chat.chosen is None
    assert chat.marks + (" refused" if chat.problem else "") == marks
    assert chat.problem in {"", "Xin bấm vào từng mục cần chọn, hoặc gõ số của các mục, ví dụ: 1, 3"}


def test_several_numbers_mark_what_is_marked_already() -> None:
    assert Chat().say("1").say("1 3").marks == "x.x."


@pytest.mark.parametrize("said", ["3", "tiếp tục", "Tiep tuc", "tiếp tục (2 mục)", "vâng", "ok", "yes"])
def test_going_on_is_typed(said: str) -> None:
    chat = Chat(options=OPTIONS[:2]).say("1 2")
    assert chat.say(said).chosen == ["title 7", "title 8"]


@pytest.mark.parametrize("said", ["5", "không chọn", "khong chon muc nao", "tiếp tục"])
def test_nothing_may_be_chosen(said: str) -> None:
    assert Chat().say(said).chosen == []


def test_at_least_so_many_must_be_chosen() -> None:
    chat = Chat(least=2).say("1")
    assert len(chat.labels) == len(OPTIONS)
    assert chat.say("tiếp tục").problem == "Xin chọn ít nhất 2 mục."
    assert chat.marks == "x..."
    assert chat.say("2").say("5").chosen == ["title 7", "title 8"]


def test_at_most_so_many_can_be_chosen() -> None:
    chat = Chat(most=2).say("1").say("2").say("3")
    assert chat.problem == "Chỉ chọn được tối đa 2 mục. Muốn đổi, xin bấm vào mục đã chọn để bỏ chọn."
    assert chat.marks == "xx.."
    assert chat.say("1").say("3").say("5").chosen == ["title 8", "title 9"]


def test_marks_stay_when_the_answer_is_taken_back() -> None:
    chat = Chat().say("1 3").say("5")
    assert chat.chosen == ["title 7", "title 9"]
    progress = Progress.from_json(chat.kept)
    progress.forget("what")
    chat.kept = progress.to_json()
    assert chat.say(None).marks == "x.x."


def test_an_option_that_is_gone_is_no_longer_chosen() -> None:
    chat = Chat().say("1 3").say("5")
    chat.options = OPTIONS[1:]
    assert chat.say(None).chosen == ["title 9"]


@given(st.lists(st.integers(1, len(OPTIONS)), max_size=12))
def test_any_taps_leave_what_was_tapped_an_odd_number_of_times(taps: list[int]) -> None:
    chat = Chat()
    for each in taps:
        chat.say(str(each))
    wanted = [option.key for n, option in enumerate(OPTIONS, 1) if taps.count(n) % 2]
    assert chat.say(str(len(OPTIONS) + 1)).chosen == wanted
    kept = chat.kept
    assert chat.say(None).chosen == wanted, "an answer in writing is read again as the same"
    assert chat.kept == kept


@given(st.text(max_size=30))
def test_whatever_is_typed_marks_only_what_is_on_offer(said: str) -> None:
    chat = Chat().say("2").say(said)
    assert set(chat.chosen or []) <= {each.key for each in OPTIONS}

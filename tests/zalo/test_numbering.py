"""Numbered lines: nothing is longer than it may be, every choice can be made, and no mark means two things."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.asking import typed
from bot.models import Bot, Chat, Federation, written
from bot.post.message import Message, Option, length
from bot.post.numbering import cut, write_out
from bot.post.offered import LAST_PUSHED, MOST_PUSHED, Offered, arrived
from bot.post.outbox import REMINDER, REPLY, Letter
from tests.support.talking import transaction

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
LONGEST = 2000


def options(*data: str) -> list[Option]:
    return [Option(f"Dòng {each}", each) for each in data]


def rows(found: list[Option]) -> tuple[tuple[Option, ...], ...]:
    return tuple((each,) for each in found)


class Desk:
    """A chat, and what is written out for it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked = ""
        with transaction(engine) as db:
            home = Federation(name="CĐ", short_name="CĐ", contact="x")
            db.session.add(home)
            db.session.flush()
            bot = Bot(federation_id=written(home.id), channel="zalo", platform_id="1")
            db.session.add(bot)
            db.session.flush()
            chat = Chat(federation_id=written(home.id), bot_id=written(bot.id), address="a")
            db.session.add(chat)
            db.session.flush()
            self.federation, self.chat = written(home.id), written(chat.id)

    def write(self, message: Message, priority: int = REPLY, draft: int | None = None) -> list[str]:
        """All parts of a message, as they would be sent one after the other."""
        letter = Letter(1, self.federation, self.chat, "a", "vi", priority, "send", "", 0, 0, None)
        parts, rest = [], message
        with transaction(self.engine) as db:
            db.session.get_one(Chat, self.chat).draft_id = draft
            db.flush()
            while rest:
                done = write_out(db, letter, rest, LONGEST, NOW)
                parts.append(done.message.text)
                self.asked = done.asked
                if done.asked:
                    arrived(db, self.chat, done.asked)
                assert done.message == Message(done.message.text)
                assert 0 < length(done.message.text) <= LONGEST
                rest = done.rest  # type: ignore[assignment]
        return parts

    def offered(self) -> Offered:
        with transaction(self.engine) as db:
            return Offered.read(db.session.get_one(Chat, self.chat).pushed)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)


def test_a_question_keeps_its_marks_and_its_controls_are_words(desk: Desk) -> None:
    asked = "12.day#abc123"
    found = [Option("Thứ Ba", f"{asked}.a"), Option("Thứ Tư", f"{asked}.b"), Option("◀", f"{asked}.<"), Option("⏸", f"{asked}.-")]
    [text] = desk.write(Message("Ngày nào ạ?", rows(found)), draft=12)
    assert text == "Ngày nào ạ?\n\na. Thứ Ba\nb. Thứ Tư\n\nGõ “lùi” để về câu trước, “để sau” để tạm dừng."
    assert desk.asked == desk.offered().asked == asked
    [text] = desk.write(Message("Tên?", rows([Option("⏸", "12.name#1.-")])), draft=12)
    assert text == "Tên?\n\nGõ “để sau” để tạm dừng."


def test_bare_numbers_hold_until_the_next_ones_or_a_question(desk: Desk) -> None:
    desk.write(Message("Việc", rows(options("/mot", "/hai"))))
    assert typed.chosen("2", desk.offered().standing(NOW, pushed_only=False), by_words=False) == "/hai"
    desk.write(Message("Không có gì để chọn"))
    assert typed.chosen(" 1. ", desk.offered().standing(NOW, pushed_only=False), by_words=False) == "/mot"
    assert desk.offered().standing(NOW, pushed_only=True) == {}
    assert desk.offered().standing(NOW + timedelta(hours=25), pushed_only=False) == {}
    desk.write(Message("Việc khác", rows(options("/ba"))))
    assert typed.chosen("2", desk.offered().standing(NOW, pushed_only=False), by_words=False) is None
    desk.write(Message("Câu hỏi", rows([Option("⏸", "12.name#1.-")])), draft=12)
    assert desk.offered().standing(NOW, pushed_only=False) == {}


def test_what_is_pushed_never_takes_a_number(desk: Desk) -> None:
    desk.write(Message("Việc", rows(options("/mot", "/hai"))))
    [text] = desk.write(Message("Nhắc", rows(options("/ba"))), REMINDER)
    assert "N1. Dòng /ba" in text
    [text] = desk.write(Message("Đang dở", rows(options("/bon"))), REPLY, draft=5)
    assert "N2. Dòng /bon" in text
    [text] = desk.write(Message("Nhắc lại", rows(options("/ba"))), REMINDER)
    assert "N1. Dòng /ba" in text
    marks = desk.offered().standing(NOW + timedelta(days=30), pushed_only=True)
    assert [typed.chosen(each, marks, by_words=False) for each in ("n1", "N 2", "N2)", "1")] == ["/ba", "/bon", "/bon", None]
    assert typed.chosen("2", desk.offered().standing(NOW, pushed_only=False), by_words=False) == "/hai"


def test_a_bare_number_may_mean_the_latest_push_where_it_means_nothing_else(desk: Desk) -> None:
    def means(said: str) -> str | None:
        return typed.chosen(said, desk.offered().standing(NOW, pushed_only=False), by_words=False)

    desk.write(Message("Nhắc", rows(options("/mot", "/hai"))), REMINDER)
    assert [means(each) for each in ("1", "2", "3")] == ["/mot", "/hai", None]
    desk.write(Message("Việc", rows(options("/ba"))))
    assert [means(each) for each in ("1", "2", "n2")] == ["/ba", None, "/hai"]
    desk.write(Message("Nhắc nữa", rows(options("/hai", "/bon"))), REMINDER)
    assert [means(each) for each in ("1", "2", "3")] == ["/ba", "/hai", "/bon"]
    assert "2" not in desk.offered().standing(NOW, pushed_only=True)


def test_marks_of_what_is_pushed_begin_anew_and_old_ones_go(desk: Desk) -> None:
    for number in range(LAST_PUSHED + 5):
        desk.write(Message("Nhắc", rows(options(f"/viec {number}"))), REMINDER)
    marks = desk.offered().marks
    assert len(marks) == MOST_PUSHED
    assert marks["n5"] == (f"/viec {LAST_PUSHED + 4}", f"Dòng /viec {LAST_PUSHED + 4}")
    assert "n40" not in marks


def test_a_list_that_is_too_long_pages(desk: Desk) -> None:
    found = [Option(f"Công đoàn cơ sở Trường Trung học số {number}", f"/xem {number}") for number in range(100)]
    [text] = desk.write(Message("Đơn vị nào?", rows(found)))
    assert "Gõ “xem thêm” để xem tiếp." in text
    offered, seen = desk.offered(), text
    assert len(offered.marks) == 100
    while offered.more:
        page = offered.page(1000)
        assert length(page) <= 1000
        seen += "\n" + page
    shown = [line for line in seen.split("\n") if "Công đoàn" in line]
    assert shown == [f"{number}. {each.label}" for number, each in enumerate(found, 1)]


words = st.text(st.sampled_from("aăâbcd đêghi. \n😀!?"), max_size=5000)
datas = st.lists(st.integers(0, 500).map(lambda n: f"/xem {n}"), max_size=60, unique=True)


@given(words, datas, st.sampled_from([REPLY, REMINDER]))
def test_nothing_is_lost_and_nothing_too_long(text: str, data: list[str], priority: int) -> None:
    offered = Offered()
    found = [Option("Đơn vị " + "x" * (len(each) * 9 % 50), each) for each in data]
    marked = offered.offer(found, NOW) if priority == REPLY else offered.push(found)
    assert len({mark for mark, _label in marked}) == len(found)
    rest, parts = text, []
    while length(rest) > LONGEST:
        part, rest = cut(rest, LONGEST)
        assert 0 < length(part) <= LONGEST
        parts.append(part)
    assert "".join("".join([*parts, rest]).split()) == "".join(text.split())
    again = Offered.read(offered.to_json())
    assert again == offered


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Đoạn một.\n\n" + "b" * 1500, "Đoạn một."),
        ("Câu một. " * 300, None),
        ("😀" * 3000, "😀" * 1000),
        ("a" * 2500, "a" * 2000),
    ],
)
def test_where_a_text_is_cut(text: str, head: str | None) -> None:
    part, rest = cut(text * 2, LONGEST) if length(text) <= LONGEST else cut(text, LONGEST)
    assert length(part) <= LONGEST
    assert rest
    if head and length(text) > LONGEST:
        assert part == head
    else:
        assert part.endswith((".", "b"))


def test_words_that_are_no_marks() -> None:
    assert typed.is_mark("12", bare=True)
    assert not typed.is_mark("12", bare=False)
    assert typed.is_mark("n12", bare=False)
    assert not typed.is_mark("123", bare=True)
    assert not typed.is_mark("n", bare=True)
    assert not typed.is_mark("12 người", bare=True)
    assert typed.wants_menu("Thực đơn", is_open=True)
    assert not typed.wants_menu("0", is_open=True)
    assert typed.wants_more("xem thêm")

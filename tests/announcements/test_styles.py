"""Bold words and links: read from what the platform says, kept, cut with their text, and sent as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.styling import Styled, read_styled, write_styled
from bot.channels.telegram import reading
from bot.post.message import Message, Style, length, split_styled


def part_of(text: str, style: Style) -> str:
    return text.encode("utf-16-le")[2 * style.start : 2 * (style.start + style.length)].decode("utf-16-le")


@pytest.mark.parametrize(
    ("entity", "style"),
    [
        ({"type": "bold", "offset": 0, "length": 3}, Style("bold", 0, 3)),
        ({"type": "italic", "offset": 1, "length": 2}, Style("italic", 1, 2)),
        ({"type": "text_link", "offset": 0, "length": 3, "url": "https://a.vn/x"}, Style("link", 0, 3, "https://a.vn/x")),
        ({"type": "text_link", "offset": 0, "length": 3, "url": "javascript:alert(1)"}, None),
        ({"type": "text_link", "offset": 0, "length": 3}, None),
        ({"type": "bold", "offset": -1, "length": 3}, None),
        ({"type": "bold", "offset": 0, "length": 0}, None),
        ({"type": "bold", "offset": True, "length": 3}, None),
        ({"type": "bold", "offset": "0", "length": 3}, None),
        ({"type": "spoiler", "offset": 0, "length": 3}, None),
        ("bold", None),
        (None, None),
    ],
)
def test_what_telegram_says_of_a_text(entity: object, style: Style | None) -> None:
    chat = {"id": 1, "type": "private"}
    told = reading.read({"update_id": 1, "message": {"chat": chat, "from": chat, "text": "chữ đậm", "entities": [entity]}})
    assert told is not None
    assert told.styles == ((style,) if style else ())


def test_a_message_is_stored_with_its_styles() -> None:
    message = Message("chữ đậm", styles=(Style("bold", 0, 3), Style("link", 4, 3, "https://a.vn")))
    assert Message.from_json(message.to_json()) == message
    assert '"styles"' not in Message("chữ").to_json()


def test_styles_stay_on_their_words_while_a_text_is_made_tidy() -> None:
    typed = "  Ho\u0323p   lúc 😀 8h\u200b tại  đây  "
    said = [("😀", "bold"), ("đây", "link")]
    styles = tuple(
        Style(kind, length(typed[: typed.index(words)]), length(words), "http://a" if kind == "link" else "")
        for words, kind in said
    )
    tidy = read_styled(write_styled(Styled(typed, styles)))
    assert tidy.text.split() == ["Họp", "lúc", "😀", "8h", "tại", "đây"]
    assert [part_of(tidy.text, each) for each in tidy.styles] == ["😀", "đây"]


@given(st.text(st.sampled_from("ab 😀\nệ "), max_size=40), st.data())
def test_what_is_written_is_read_again(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text)).map(lambda end: length(text[:end]))
    pairs = data.draw(st.lists(st.tuples(places, places), max_size=4))
    styles = tuple(Style("bold", min(pair), max(pair) - min(pair)) for pair in pairs)
    once = read_styled(write_styled(Styled(text, styles)))
    assert read_styled(write_styled(once)).text == once.text
    assert all(each.start >= 0 and each.length > 0 and each.start + each.length <= length(once.text) for each in once.styles)


@given(st.lists(st.sampled_from(["ab", "😀", "dài hơn", "\n", "x" * 30]), max_size=40), st.data())
def test_a_text_that_is_cut_keeps_its_styles(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    places = st.integers(0, len(text)).map(lambda end: length(text[:end]))
    start, end = sorted((data.draw(places), data.draw(places)))
    size = end - start
    parts = split_styled(text, (Style("bold", start, size),), 20)
    assert all(length(part) <= 20 for part, _styles in parts)
    bold = "".join(part_of(part, each) for part, styles in parts for each in styles)
    wanted = text.encode("utf-16-le")[2 * start : 2 * (start + size)].decode("utf-16-le", "ignore")
    assert "".join(bold.split()) == "".join(wanted.split())

"""Where nothing can be pressed, nobody is told to press anything; and nobody's own words are changed."""

import re

from bot.i18n import _, catalogue, ngettext, speaking
from bot.wording import for_typing
from tests.catalogues import source_texts, texts

TOLD = re.compile(r"\b(bấm|nút|khung dưới)\b", re.IGNORECASE)
BRACKETS = re.compile(r"\{\w*\}")
ELSEWHERE = ("Trợ lý thi đua giúp công đoàn", "Nút này của lần hỏi trước")  # said to an empty chat, and to taps
LINK = "bấm đường dẫn"  # that can be pressed everywhere
ENGLISH = re.compile(r"\b(tap(?! the link)|button|panel)\b", re.IGNORECASE)


def test_no_sentence_of_the_program_speaks_of_buttons() -> None:
    """All of them, those written after this test too; names in brackets stay as they are."""
    ids = [each.id if isinstance(each.id, str) else each.id[0] for each in texts(source_texts())]
    told = [text for text in ids if TOLD.search(text) and not text.startswith(ELSEWHERE)]
    assert len(told) > 40
    assert [said for text in told if TOLD.search(said := for_typing(text, "vi").replace(LINK, ""))] == []
    assert [text for text in told if BRACKETS.findall(for_typing(text, "vi")) != BRACKETS.findall(text)] == []
    english = [said for text in told if (said := catalogue("en").gettext(text)) != text]
    assert [each for each in english if ENGLISH.search(for_typing(each, "en"))] == []


def test_only_the_sentence_is_reworded() -> None:
    with speaking("vi", typing=True):
        assert _("Xin bấm một trong các nút bên dưới.") == "Xin gõ số của một trong các dòng bên dưới."
        assert _("{name}").format(name="Xin bấm nút này") == "Xin bấm nút này"
        assert "bấm" not in ngettext("Bấm nút", "Bấm nút", 1).casefold()
    with speaking("vi"):
        assert _("Xin bấm một trong các nút bên dưới.") == "Xin bấm một trong các nút bên dưới."

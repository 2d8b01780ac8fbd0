"""HTML is read as TDLib reads it."""

import pytest

from bot.playground.telegram.entities import as_html
from bot.playground.telegram.reading_html import read_html
from bot.playground.telegram.refusal import Refusal

PARSED = [
    ("<i>a</i><b> </b>", "a", "<i>a</i>"),
    ("<b>x<i>y</i></b>z", "xyz", "<b>x<i>y</i></b>z"),
    ("🏟 <i>🏟 &gt;<b>&lt🏟</b></i>", "🏟 🏟 ><🏟", "🏟 <i>🏟 &gt;<b>&lt;🏟</b></i>"),
    ("&amp;&quot;&laquo;&#12345678;", '&"&laquo;&#12345678;', "&amp;&quot;&amp;laquo;&amp;#12345678;"),
    ('<a href="javascript:x">x</a>', "x", "x"),
    ("<a href='example.org'>x</a>", "x", '<a href="http://example.org">x</a>'),
    ('<pre><code class="language-py">x</code></pre>', "x", "<pre>x</pre>"),
    ('<span class="tg-spoiler">x</span>', "x", "<tg-spoiler>x</tg-spoiler>"),
    ("<blockquote expandable>x</blockquote>", "x", "<blockquote>x</blockquote>"),
    (
        '<tg-time unix="1795226400" format="wDt">21/11</tg-time>',
        "21/11",
        '<tg-time unix="1795226400" format="wDt">21/11</tg-time>',
    ),
    ("<em>a</>", "a", "<i>a</i>"),
]


@pytest.mark.parametrize(("source", "text", "html"), PARSED)
def test_html_is_read(source: str, text: str, html: str) -> None:
    seen, entities = read_html(source)
    assert (seen, as_html(seen, entities)) == (text, html)


# From TDLib's test/message_entities.cpp: source and the end of the error.
FAULTS = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("&#xDFDF;", "Text contains invalid Unicode characters after decoding HTML entities"),
]


@pytest.mark.parametrize(("source", "fault"), FAULTS)
def test_html_faults(source: str, fault: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {fault}"

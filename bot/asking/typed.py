"""What is typed where nothing can be pressed: the mark of a line, its words, “menu”, “xem thêm”."""

import re
from collections.abc import Mapping, Sequence

from bot.asking.meaning import bare_words, meant
from bot.asking.replay import Choice
from bot.asking.script import Script
from bot.i18n import _
from bot.post.offered import PUSHED
from bot.vietnamese.folding import compose, fold

MARK = re.compile(rf"({PUSHED}?)\s*(\d{{1,2}})")
MENU = frozenset({"menu", "thuc don", "danh muc"})
MORE = frozenset({"xem them", "them", "xem tiep", "more"})


def mark_of(text: str) -> str:
    """The mark that may have been typed: “1.” and “1)” are 1, “n 2” is N2."""
    bare = compose(text).casefold().rstrip(".) ")
    found = MARK.fullmatch(bare)
    return found[1] + found[2] if found else bare


def is_mark(text: str, *, bare: bool) -> bool:
    """Whether it can only be the mark of a line; `bare`: a number alone is none of an answer either."""
    found = MARK.fullmatch(mark_of(text))
    return found is not None and (bare or bool(found[1]))


def chosen(text: str, marks: Mapping[str, tuple[str, str]], *, by_words: bool) -> str | None:
    """What a line carries that was named by its mark or, where nothing else is asked, by its words."""
    if found := marks.get(mark_of(text)):
        return found[0]
    said = meant(text, [Choice(data, label) for data, label in marks.values()]) if by_words else None
    return said.key if said else None


def script_of(text: str, scripts: Sequence[Script], *, by_words: bool) -> Script | None:
    """The conversation whose menu label was typed without its picture or, with `by_words`, a few of its words."""
    labels = [Choice(each.command, _(each.label)) for each in scripts if each.label]
    said = meant(text, labels)
    named = next((each for each in scripts if said and each.command == said.key), None)
    return named if named and (by_words or len(bare_words(text)) == len(bare_words(_(named.label)))) else None


def wants_menu(text: str, *, is_open: bool) -> bool:
    """“Menu”; and 0, where it is no answer."""
    said = fold(text)
    return said in MENU or (said == "0" and not is_open)


def wants_more(text: str) -> bool:
    """The lines that did not fit."""
    return fold(text) in MORE

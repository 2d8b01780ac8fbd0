"""Text as it is kept, as it is searched and as it is sorted."""

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile

# Đ has no mark that could be dropped; Ð (Icelandic) and Ɖ (African) look the same and come out of old keyboards.
_STROKED = str.maketrans("đðɖ", "ddd")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_SPACED_LINE = re.compile(r" ?\n ?")

# The marks that make another letter; '{' and '|' follow 'z', so that a{ (ă) stands after every word that begins with a.
_LETTERS = {
    "a\u0306": "a{",
    "a\u0302": "a|",
    "đ": "d{",
    "e\u0302": "e{",
    "o\u0302": "o{",
    "o\u031b": "o|",
    "u\u031b": "u{",
}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_CHUNK = re.compile(r"[0-9]+|[^\W\d_][\u0300-\u036f]*")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LONGEST_NUMBER = 9
REMEMBERED = 2048  # texts: labels and commands are folded again at every turn


@lru_cache(REMEMBERED)
def compose(text: str) -> str:
    """Return `text` in NFC with plain single spaces and without control, zero-width and bidi characters, lines kept."""
    spaced = _SPACES.sub(" ", _LINE_END.sub("\n", text))
    clean = "".join(char for char in spaced if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    composed = unicodedata.normalize("NFC", clean)
    # A second time: what was taken out may have stood between two spaces.
    return _SPACED_LINE.sub("\n", _SPACES.sub(" ", composed)).strip()


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Return `text` composed, in lower case, without marks and with d for đ: equal for what a search should find."""
    apart = unicodedata.normalize("NFD", compose(text).casefold())
    bare = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    return compose(bare.translate(_STROKED))


def sort_key(name: str) -> str:
    """Return a key whose plain byte order is the order of a Vietnamese dictionary.

    First the letters (a ă â b c d đ e ê …, words before longer words, numbers up to nine digits by their value), then, for
    equal letters, the tones word by word (ngang, huyền, hỏi, ngã, sắc, nặng). Case, punctuation and where a tone is written
    (hoà, hòa) make no difference. SQLite's BINARY and PostgreSQL's COLLATE "C" order the keys alike.
    """
    words = _WORD.findall(unicodedata.normalize("NFD", compose(name).casefold()))
    letters = " ".join("".join(map(_letter, _CHUNK.findall(word))) for word in words)
    # Two spaces sort before one space and a word, so a name stands before the longer names that begin with it.
    return f"{letters}  {''.join(map(_tone, words))}"


def _letter(chunk: str) -> str:
    """Return the key of one letter with its marks, or of one number."""
    if chunk[0] in "0123456789":
        digits = chunk.lstrip("0") or "0"
        return f"{min(len(digits), _LONGEST_NUMBER)}{digits}"
    kept = chunk[0] + "".join(mark for mark in chunk[1:] if chunk[0] + mark in _LETTERS)
    return _LETTERS.get(kept, chunk[0])


def _tone(word: str) -> str:
    """Return the digit of the word's tone: 0 for ngang to 5 for nặng."""
    before = sum(1 for _ in takewhile(lambda char: char not in _TONES, word))
    return _TONES[word[before]] if before < len(word) else "0"

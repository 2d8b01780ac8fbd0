"""One word as it was typed, and the word that is meant: marks left out, typed as keys (Telex, VNI) or letters held too long.

The code of a word is its letters without marks where it can be only one word of the lexicon, and the word itself where it
must be told apart from others of the same letters, or is in no lexicon at all.
"""

import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from bot.vietnamese.dates.lexicon import ALIASES, TOLD_APART, VOCABULARY
from bot.vietnamese.folding import REMEMBERED

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323"}
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VOWELS = frozenset("aeiouy")

# A word taken apart: each letter with its mark, and the tone of the whole, so that it does not matter where that is typed.
Apart = tuple[tuple[str, ...], str]


@lru_cache(REMEMBERED)
def code(word: str) -> str:
    """Return the code of a word in lower case."""
    apart = _apart(word)
    found = _known(apart) or (_known(_telex(word)) if word.isascii() else None) or _known(_unrepeated(apart))
    return found or word


@lru_cache(REMEMBERED)
def vni(word: str) -> str | None:
    """Return the code of a word with the figures of VNI in it (nga2y, tua62n); None if it is no such word."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key in "6789":
            _mark_last(letters, *{"6": ("aeo", _CIRCUMFLEX), "7": ("uo", _HORN), "8": ("a", _BREVE), "9": ("d", "")}[key])
        else:
            letters.append(key)
    return _known((tuple(letters), tone))


def is_word(word: str) -> bool:
    """Tell whether the letters, marks aside, are a word of the lexicon."""
    return "".join(letter[0] for letter in _apart(word)[0]).replace("đ", "d") in _lexicon()


def marked(word: str) -> bool:
    """Tell whether the word was typed with any mark."""
    return not word.isascii()


@cache
def _lexicon() -> dict[str, list[tuple[Apart, str]]]:
    """Return the words of the lexicon by their letters without marks."""
    found: dict[str, list[tuple[Apart, str]]] = {}
    for word in sorted(VOCABULARY):
        apart = _apart(word)
        base = "".join(letter[0] for letter in apart[0]).replace("đ", "d")
        found.setdefault(base, []).append((apart, word))
    return found


def _known(apart: Apart) -> str | None:
    """Return the code of the word of the lexicon this is a spelling of."""
    letters, tone = apart
    base = "".join(letter[0] for letter in letters).replace("đ", "d")
    fitting = [(full, word) for full, word in _lexicon().get(base, ()) if _spells(apart, full)]
    if not fitting:
        return None
    exact = next((word for full, word in fitting if full == apart and word in TOLD_APART), base)
    if exact == base and len(fitting) == 1 and fitting[0][1] in TOLD_APART and (tone or len("".join(letters)) > len(letters)):
        exact = fitting[0][1]
    return ALIASES.get(exact, exact)


def _spells(typed: Apart, full: Apart) -> bool:
    """Tell whether marks of the full word were left out at most."""
    if typed[1] not in {"", full[1]}:
        return False
    return all(
        each == whole or each == ("d" if whole == "đ" else whole[0]) for each, whole in zip(typed[0], full[0], strict=True)
    )


@lru_cache(REMEMBERED)
def _apart(word: str) -> Apart:
    """Return the letters with their marks, and the tone."""
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = char
        elif letters and unicodedata.combining(char):
            letters[-1] += char
        else:
            letters.append(char)
    return tuple(letters), tone


def _unrepeated(apart: Apart) -> Apart:
    """Return the word without the letters that were held too long: "mốtttt", "nhéee"."""
    return tuple(
        max(same, key=len) for same in (list(group) for _, group in groupby(apart[0], key=lambda letter: letter[0]))
    ), apart[1]


def _telex(word: str) -> Apart:
    """Return the word whose keys were typed with Telex switched off: "ngayf", "thangs", "muwowif"."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _TELEX_TONES and any(letter[0] in _VOWELS for letter in letters):
            tone = _TELEX_TONES[key]
        elif key == "w" and letters:
            _mark_last(letters, "uo", _HORN) or _mark_last(letters, "a", _BREVE)
        elif letters and key in "aeod" and letters[-1] == key:
            _mark_last(letters, key, "" if key == "d" else _CIRCUMFLEX)
        else:
            letters.append(key)
    return tuple(letters), tone


def _mark_last(letters: list[str], which: str, mark: str) -> bool:
    """Mark the last of these letters that has no mark, of "uo" both; d becomes đ."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in which:
            letters[at] = letters[at] + mark if mark else "đ"
            if which == "uo" and letters[at][0] == "o" and at and letters[at - 1] == "u":
                letters[at - 1] += mark
            return True
    return False

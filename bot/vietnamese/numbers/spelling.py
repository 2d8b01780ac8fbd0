"""Whether what was typed may be a certain Vietnamese word: marks left out, the tone on another vowel, Telex and VNI residue.

All words here are in NFC and lower case.
"""

import re
import unicodedata
from functools import lru_cache

from bot.vietnamese.folding import compose

EXACTLY, PARTLY, NOT = 2, 1, 0

_TONES = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_TONED = {unicodedata.normalize("NFC", vowel + mark): (vowel, mark) for vowel in "aăâeêioôơuưy" for mark in _TONES.values()}
_TONELESS = str.maketrans({letter: vowel for letter, (vowel, _mark) in _TONED.items()})
_UNMARKED = str.maketrans("ăâêôơưđð", "aaeooudd")
_DIGRAPHS = {"dd": "đ", "aa": "â", "ee": "ê", "oo": "ô", "uow": "ươ", "uwow": "ươ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_DIGRAPH = re.compile("uwow|uow|dd|aa|ee|oo|[aou]w")
_VNI_LETTERS = {("a", "6"): "â", ("e", "6"): "ê", ("o", "6"): "ô", ("o", "7"): "ơ", ("u", "7"): "ư", ("a", "8"): "ă"}
_VNI_TONES = dict(zip("12345", "sfrxj", strict=True))
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "–—−‐‑"), "-")
_REMEMBERED = 4096  # words


def half_width(text: str) -> str:
    """Return the text composed, in lower case and half-width, with single spaces."""
    return compose(compose(text).translate(_FULL_WIDTH).casefold()).replace("\n", " ")


def is_ornament(sign: str) -> bool:
    """Tell whether the sign is an emoji or a stray mark."""
    return unicodedata.category(sign) in {"So", "Sk", "Mn", "Me", "Cf"}


@lru_cache(_REMEMBERED)
def bare(word: str) -> str:
    """Return the word without any marks."""
    return word.translate(_TONELESS).translate(_UNMARKED)


@lru_cache(_REMEMBERED)
def fits(typed: str, word: str) -> int:
    """Return how `typed` spells `word`: EXACTLY, PARTLY (some marks are left out, none is another one), or NOT."""
    letters, wanted = typed.translate(_TONELESS), word.translate(_TONELESS)
    if bare(typed) != bare(word) or any(each not in {mark, bare(mark)} for each, mark in zip(letters, wanted, strict=True)):
        return NOT
    tone, wanted_tone = _tone(typed), _tone(word)
    if tone and tone != wanted_tone:
        return NOT
    return EXACTLY if letters == wanted and tone == wanted_tone else PARTLY


def from_telex(word: str) -> str:
    """Return what these keys write on a Telex keyboard: “khoong” is “không”, “ddungs” is “đúng”."""
    tone, letters = "", word
    for at in range(len(word) - 1, 0, -1):
        if word[at] in _TONES and any(letter in "aeiouyw" for letter in word[:at]):
            tone, letters = _TONES[word[at]], word[:at] + word[at + 1 :]
            break
    written = _DIGRAPH.sub(lambda found: _DIGRAPHS[found.group()], letters)
    return _with_tone(_late_mark(written), tone)


def from_vni(word: str) -> str:
    """Return what these keys write on a VNI keyboard: “kho6ng” is “không”, “d9u1ng” is “đúng”."""
    letters, tone = "", ""
    for key in word:
        if key in _VNI_TONES:
            tone = _TONES[_VNI_TONES[key]]
        elif key.isdecimal():
            letters = _marked(letters, key)
        else:
            letters += key
    return _with_tone(letters, tone)


def once(word: str) -> str:
    """Return the word with every run of one letter typed once: “okkk”, “vânggg”, “dạaa”."""
    kept: list[str] = []
    for letter in word:
        if not kept or bare(letter) != bare(kept[-1]):
            kept.append(letter)
        elif bare(kept[-1]) == kept[-1]:
            kept[-1] = letter
    return "".join(kept)


def _tone(word: str) -> str:
    """Return the mark of the word's tone, wherever it stands."""
    return next((_TONED[letter][1] for letter in word if letter in _TONED), "")


def _late_mark(letters: str) -> str:
    """Give a w typed later than its vowel to that vowel: “tramw”."""
    if not letters.endswith("w"):
        return letters
    for plain, marked in (("uo", "ươ"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
        if plain in letters:
            return letters[:-1].replace(plain, marked, 1)
    return letters


def _marked(letters: str, key: str) -> str:
    """Give the mark of a VNI key to the last letter that can take it."""
    if key == "9":
        return letters.replace("d", "đ", 1)
    if key == "7" and "uo" in letters:
        return letters.replace("uo", "ươ", 1)
    for at in range(len(letters) - 1, -1, -1):
        if marked := _VNI_LETTERS.get((letters[at], key)):
            return letters[:at] + marked + letters[at + 1 :]
    return letters + key


def _with_tone(letters: str, tone: str) -> str:
    """Put the tone on the first vowel; where it stands makes no difference to `fits`."""
    for at, letter in enumerate(letters):
        if tone and unicodedata.normalize("NFC", letter + tone) in _TONED:
            return letters[:at] + unicodedata.normalize("NFC", letter + tone) + letters[at + 1 :]
    return letters

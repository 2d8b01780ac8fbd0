"""Finding the words and phrases of a vocabulary in what was typed, however they are spelled."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.vietnamese.numbers.spelling import EXACTLY, bare, fits, from_telex, from_vni, half_width, is_ornament, once

# An answer is a few words; anything longer is another kind of message and is not searched at all.
LONGEST = 300
SILENT, FIGURE, UNKNOWN = " ", "F", "x"

_TOKEN = re.compile(
    r"(?P<figure>[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,])|[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<word>[adđ]/c(?![^\W\d_])|[^\W\d_]+)|(?P<sign>[^\w\s]|_)"
)
_HARMLESS = frozenset(".,!;:()[]\"'“”‘’…*=")
# Keys of VNI stand inside a word; at its end they are figures more often: “1tr5”.
_VNI = re.compile(r"(?<![^\W_])[a-z]+(?:[1-9]+[a-z]+)+[1-9]{0,2}(?![^\W_])")
_ALL_VNI = re.compile(r"(?<![^\W_])[a-z]+(?:[1-9]+[a-z]*)+(?![^\W_])")


class Piece(NamedTuple):
    """One thing said: its tag, what the vocabulary calls it, how it was typed, whether it touches what is before it, and from
    which token to which it goes (all that was typed counts)."""

    tag: str
    text: str
    typed: str
    glued: bool
    first: int = 0
    last: int = 0


class _Token(NamedTuple):
    text: str
    kind: str
    glued: bool
    at: int


class Vocabulary:
    """Phrases by tag (one sign each); `figures_end_words` says that “tr5” is a word and a figure, not the keys of “trị”.

    Where a word without marks may be several phrases, the tag named first wins, unless the rest of the text has marks.
    """

    def __init__(self, phrases: Mapping[str, str], *, figures_end_words: bool = True) -> None:
        self._phrases = phrases
        self._vni = _VNI if figures_end_words else _ALL_VNI
        self._starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._words: dict[str, set[str]] = {}
        self._signs: dict[str, str] = {}

    def pieces(self, text: str) -> list[Piece]:
        """Return what is said in the text, in order; nothing of a text that is too long to be an answer."""
        if len(text) > LONGEST:
            return []
        if not self._words:
            self._learn()
        clean = half_width(text)
        tokens = list(self._tokens(self._vni.sub(self._unkeyed, clean)))
        return list(self._read(tokens, marked=any(map(self._shows_marks, tokens))))

    def _learn(self) -> None:
        """Index the phrases: at the first reading, because a start of the program need not wait for it."""
        starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        words: dict[str, set[str]] = {}
        for phrase, tag in self._listed():
            if len(phrase) == 1 and not phrase[0][0].isalpha():
                self._signs[phrase[0]] = tag
                continue
            starts.setdefault(bare(phrase[0]), []).append((phrase, tag))
            for word in phrase:
                words.setdefault(bare(word), set()).add(word)
        for starting in starts.values():
            starting.sort(key=lambda each: -len(each[0]))
        # The words last: another thread that finds them finds all.
        self._starts, self._words = starts, words

    def _listed(self) -> Iterator[tuple[tuple[str, ...], str]]:
        for tag, listed in self._phrases.items():
            for phrase in listed.replace("\n", "|").split("|"):
                if words := tuple(phrase.split()):
                    yield words, tag

    def _tokens(self, text: str) -> Iterator[_Token]:
        end = -1
        for at, found in enumerate(_TOKEN.finditer(text)):
            kind, typed = found.lastgroup or "", found.group()
            typed = self._known(typed) if kind == "word" else typed
            touches = found.start() == end
            end = found.end()
            inside = touches and text[end : end + 1].isdigit() and text[found.start() - 1].isdigit()
            if kind != "sign" or typed in self._signs or (typed not in _HARMLESS and not is_ornament(typed)) or inside:
                yield _Token(typed, kind, touches, at)

    def _known(self, word: str) -> str:
        """Return the word as the vocabulary has it, if keys or repeated letters hide it."""
        if bare(word) in self._words:
            return word
        if word.isascii() and self._has(keyed := from_telex(word)):
            return keyed
        short = once(word)
        return short if len(short) > 1 or short != bare(short) else word

    def _has(self, word: str) -> bool:
        return any(fits(word, each) == EXACTLY for each in self._words.get(bare(word), ()))

    def _unkeyed(self, found: re.Match[str]) -> str:
        return written if self._has(written := from_vni(found.group())) else found.group()

    def _shows_marks(self, token: _Token) -> bool:
        """Tell whether the token has marks that polite words do not account for."""
        if token.kind != "word" or token.text == bare(token.text):
            return False
        found = self._longest([token], 0, marked=True)
        return found is None or found[1] != SILENT

    def _read(self, tokens: list[_Token], *, marked: bool) -> Iterator[Piece]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            found = self._longest(tokens, at, marked=marked) if token.kind == "word" else None
            if found:
                words, tag = found
                typed = " ".join(each.text for each in tokens[at : at + len(words)])
                yield Piece(tag, " ".join(words), typed, token.glued, token.at, tokens[at + len(words) - 1].at)
            else:
                tag = FIGURE if token.kind == "figure" else self._signs.get(token.text, UNKNOWN)
                yield Piece(tag, token.text, token.text, token.glued, token.at, token.at)
            at += len(found[0]) if found else 1

    def _longest(self, tokens: list[_Token], at: int, *, marked: bool) -> tuple[tuple[str, ...], str] | None:
        """Return the longest phrase that begins here; of equal ones that spelled exactly, then the one named first."""
        best, best_key = None, (0, 0)
        for words, tag in self._starts.get(bare(tokens[at].text), ()):
            if len(words) < best_key[0] or at + len(words) > len(tokens):
                continue
            typed = [each.text for each in tokens[at : at + len(words)]]
            worst = min(map(fits, typed, words))
            strict = marked or any(each != bare(each) for each in typed)
            key = (len(words), worst if strict else 1)
            if worst and key > best_key:
                best, best_key = (words, tag), key
        return best

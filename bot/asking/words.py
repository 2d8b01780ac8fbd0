"""The few words that mean the same in every conversation: yes, back, later, go on."""

from bot.vietnamese.confirm import Meaning, puts_off, read_confirm
from bot.vietnamese.numbers.phrases import SILENT, Vocabulary
from bot.vietnamese.reading import Certainty

LONGEST = 60  # characters; what is longer is an answer to a question
_BACK, _LATER, _GO_ON = "blg"
_POLITE = "dạ|vâng|ạ|á|à|nhé|nha|nhá|đi|em|anh|chị|cô|chú|xin|cho|giúp|luôn|thôi"
_WORDS = Vocabulary(
    {
        _BACK: "lùi|lùi lại|quay lại|back",
        _LATER: "dừng lại|tạm dừng|later|stop",
        _GO_ON: "tiếp tục|làm tiếp|continue",
        SILENT: _POLITE,
    }
)
# “dung” without marks may be đúng as well.
_STOPS = frozenset({"dừng", "dừng ạ", "dạ dừng"})


def agrees(text: str) -> bool:
    """Yes, in so many words."""
    return _means(text, Meaning.CONFIRM)


def wants_change(text: str) -> bool:
    """Something is to be changed, as far as can be told."""
    return len(text) <= LONGEST and read_confirm(text).value is Meaning.EDIT


def is_dung(text: str) -> bool:
    """Whether nobody can tell “đúng” from “dừng”: it was typed without marks."""
    if "dung" not in text.casefold() or len(text) > LONGEST:
        return False
    read = read_confirm(text)
    return read.certainty is Certainty.ASK and read.candidates == (Meaning.CONFIRM, Meaning.DENY)


def goes_back(text: str) -> bool:
    """Back to the question before."""
    return _says(text, _BACK)


def stops(text: str) -> bool:
    """Stop here and go on later; nothing is lost."""
    return _says(text, _LATER) or text.strip().casefold() in _STOPS or (len(text) <= LONGEST and puts_off(text))


def goes_on(text: str) -> bool:
    """Go on with what was left."""
    return _says(text, _GO_ON)


def _means(text: str, meaning: Meaning) -> bool:
    read = read_confirm(text) if len(text) <= LONGEST else None
    return read is not None and read.certainty is Certainty.CERTAIN and read.value is meaning


def _says(text: str, tag: str) -> bool:
    if len(text) > LONGEST:
        return False
    return [each.tag for each in _WORDS.pieces(text) if each.tag != SILENT] == [tag]

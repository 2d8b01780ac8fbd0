"""The few words that mean the same in every conversation: yes, back, later, cancel."""

from bot.vietnamese.folding import compose, fold

# On the accented text: “dung” alone may be đúng, dừng or đừng, and is asked back.
ACCENTED_YES = {"đúng", "đúng rồi", "đúng ạ", "đúng rồi ạ", "dạ đúng", "dạ đúng rồi", "dạ đúng rồi ạ", "vâng đúng"}
ACCENTED_YES |= {"có", "có ạ", "dạ có", "dạ có ạ"}  # “co” may be cô
YES = {"ok", "oke", "okay", "dong y", "vang", "da", "u", "phai", "chinh xac", "dung roi", "dung roi a", "yes", "correct"}
YES |= {"duoc", "duoc a"}
BACK = {"lui", "lui lai", "quay lai", "back"}
LATER = {"de sau", "lam sau", "later", "stop"}
ACCENTED_LATER = {"dừng", "dừng lại", "tạm dừng"}
GO_ON = {"tiep tuc", "lam tiep", "continue"}


def agrees(text: str) -> bool:
    """Yes, in so many words."""
    return compose(text).casefold() in ACCENTED_YES or fold(text) in YES


def goes_back(text: str) -> bool:
    """Back to the question before."""
    return fold(text) in BACK


def stops(text: str) -> bool:
    """Stop here and go on later; nothing is lost."""
    return compose(text).casefold() in ACCENTED_LATER or fold(text) in LATER


def goes_on(text: str) -> bool:
    """Go on with what was left."""
    return fold(text) in GO_ON

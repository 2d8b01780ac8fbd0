"""What was said, as a line of amounts and of the words that matter around them."""

from decimal import Decimal
from typing import NamedTuple

from bot.vietnamese.numbers.amount import Amount, read_amount
from bot.vietnamese.numbers.phrases import FIGURE, SILENT, UNKNOWN, Piece, Vocabulary
from bot.vietnamese.numbers.spelling import bare
from bot.vietnamese.numbers.words import BOUND, MINUS, NO, NUMBERS, OVER, PIECES_OF_NUMBERS, RANGE

AMOUNT, BROKEN = "n", "g"

_LIKE_NUMBERS = frozenset(bare(word) for tag in NUMBERS if tag in PIECES_OF_NUMBERS for word in NUMBERS[tag].split("|"))


class Line(NamedTuple):
    """One sign for each thing said (“n” for an amount, “m” for a minus before one, “g” for letters glued to figures, else its
    tag) without what is silent, and the amounts in order."""

    shape: str
    amounts: tuple[Amount, ...]

    @property
    def values(self) -> tuple[Decimal, ...]:
        """All that the amounts may mean, each once, in order."""
        return tuple(dict.fromkeys(value for amount in self.amounts for value in amount.values))

    @property
    def is_bounded(self) -> bool:
        """Whether it only says from where or up to where: “hơn 50”, “mấy chục”."""
        return BOUND in self.shape or OVER in self.shape

    @property
    def is_sure(self) -> bool:
        """Whether every amount means one thing, and all of them the same."""
        return all(each.sure and len(each.values) == 1 for each in self.amounts) and len(self.values) == 1


def read_line(text: str, words: Vocabulary) -> Line:
    """Return the amounts and words in the text; an empty line for one that is too long."""
    said = words.pieces(text)
    said = [_doubted(said, at) for at in range(len(said))]
    spoken = [each for before, each in zip([None, *said], said, strict=False) if each.tag != SILENT or _sticks(before, each)]
    pieces = [_k(before, each) for before, each in zip([None, *spoken], spoken, strict=False)]
    shape, amounts, at = "", [], 0
    while at < len(pieces):
        amount = read_amount(pieces, at)
        if amount and amount.values:
            amounts.append(amount)
        shape += AMOUNT if amount and amount.values else _sign(pieces, at)
        at = amount.end if amount else at + 1
    return Line(shape, tuple(amounts))


def _sticks(before: Piece | None, piece: Piece) -> bool:
    """Tell whether a polite letter is glued to figures: “12a” is the name of a class."""
    return before is not None and before.tag == FIGURE and piece.glued and len(piece.typed) == 1 and piece.typed.isascii()


def _doubted(said: list[Piece], at: int) -> Piece:
    """Return a silent word that is a number without its marks (tấm, làm, bà) as an unknown one, if it touches number words."""
    piece, around = said[at], (said[at - 1] if at else None, said[at + 1] if at + 1 < len(said) else None)
    is_like = piece.tag == SILENT and bare(piece.typed) in _LIKE_NUMBERS and piece.text != "k"
    touches = any(each is not None and each.tag in PIECES_OF_NUMBERS and each.tag != FIGURE for each in around)
    return piece._replace(tag=UNKNOWN) if is_like and touches else piece


def _k(before: Piece | None, piece: Piece) -> Piece:
    """Return “k” as the “không” it is where no figure stands before it."""
    alone = piece.text == "k" and (before is None or before.tag not in PIECES_OF_NUMBERS)
    return piece._replace(tag=NO, text="không") if alone else piece


def _sign(pieces: list[Piece], at: int) -> str:
    piece, before = pieces[at], pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if piece.tag == FIGURE or piece.tag in PIECES_OF_NUMBERS:
        return UNKNOWN
    if piece.text == "-" and after and after.tag == FIGURE and after.glued and not (before and before.tag in PIECES_OF_NUMBERS):
        return MINUS
    if piece.tag in {SILENT, UNKNOWN} and before and before.tag == FIGURE and piece.glued and piece.text.isalpha():
        return BROKEN
    return piece.tag if piece.tag != RANGE or piece.text != "-" or after else SILENT

"""Reading the answer to “is this right?”: yes, no, change something, later, or “received”.

Words deny what stands behind them: “không sai” and “không cần sửa” agree. Whoever agrees with a “but” wants a change. “dung”
without marks may be đúng, dừng or đừng, and is asked about.
"""

import re
from enum import StrEnum

from bot.vietnamese.confirm import words as say
from bot.vietnamese.numbers.phrases import SILENT, UNKNOWN, Vocabulary
from bot.vietnamese.reading import Certainty, Read, ask, certain, nothing


class Meaning(StrEnum):
    """What an answer to a card means. A wish to wait (“khoan đã”) is DENY: nothing is submitted, the draft stays."""

    CONFIRM = "confirm"
    DENY = "deny"
    EDIT = "edit"
    POSTPONE = "postpone"
    ACKNOWLEDGE = "acknowledge"


_WORDS = Vocabulary(say.WORDS, figures_end_words=False)
# Applied in this order; commas keep “không, sửa lại” and “không sửa” apart.
_RULES = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        ("[NQ]r", "z"),  # không rảnh
        ("N[CcP]*[WE]+c*", "y"),  # không sai, không cần phải sửa gì
        ("Q[Cc]*[WE]+", "u"),
        ("[NQ][Cc]*[yPKd]", "n"),  # không đúng, không phải, chưa được
        ("[NQw]g", "n"),  # đừng gửi
        ("[NQ]X", "u"),  # không hủy
        ("[NQ][CPc]*", "n"),
        ("[CPcg]*E", "E"),  # cần sửa
        ("D[gtLr]+|[tL]+g+[tL]*|g+[tL]+|L", "p"),  # để mai, chiều gửi
        ("[WX]", "n"),
        ("[CP]", "y"),
        ("[cDr,]", ""),
    )
)
_AGREEING = frozenset("VKR")
_CERTAIN = {"y": Meaning.CONFIRM, "n": Meaning.DENY, "w": Meaning.DENY, "nw": Meaning.DENY, "ns": Meaning.DENY}
_CERTAIN |= {"a": Meaning.ACKNOWLEDGE, "Fn": Meaning.EDIT, "Fin": Meaning.EDIT}
_CERTAIN |= dict.fromkeys(("p", "z", "pz", "np", "nz", "npz", "tz", "pt", "npt", "ps", "sz"), Meaning.POSTPONE)
_LIKELY = {
    "o": Meaning.EDIT,
    "E": Meaning.EDIT,
    "F": Meaning.EDIT,
    "w": Meaning.DENY,
    "p": Meaning.POSTPONE,
    "z": Meaning.POSTPONE,
    "a": Meaning.ACKNOWLEDGE,
}
_LIKELY |= {"y": Meaning.CONFIRM, "d": Meaning.CONFIRM, "i": Meaning.EDIT, "n": Meaning.DENY}
_LIKELY |= {"s": Meaning.DENY, "t": Meaning.POSTPONE, "g": Meaning.CONFIRM}
_SAID = {
    Meaning.CONFIRM: "đồng ý",
    Meaning.DENY: "không đồng ý",
    Meaning.EDIT: "cần sửa",
    Meaning.POSTPONE: "để sau",
    Meaning.ACKNOWLEDGE: "đã nhận tin",
}
_EXAMPLE = "Xin trả lời: đúng, sửa, hoặc để sau."


def read_confirm(text: str) -> Read[Meaning]:
    """Return what `text` answers to a card that asks whether all is right."""
    shape = "".join(each.tag for each in _WORDS.pieces(text) if each.tag != SILENT)
    for pattern, meant in _RULES:
        shape = pattern.sub(meant, shape)
    said = "".join(sorted(set(shape) - _AGREEING - {UNKNOWN}))
    agrees = bool(_AGREEING.intersection(shape))
    if say.ASKING in said or say.UNCLEAR in said or not (said or agrees):
        return nothing(_EXAMPLE)
    if say.BUT in said and shape[0] != say.BUT:
        return _edit(is_said=bool(set("EFi").intersection(said)))
    if say.CHANGE in said and set(said) <= set("EFiynt"):
        return _edit(is_said=True)
    meaning = _CERTAIN.get(said) if said else Meaning.CONFIRM
    is_value_accepted = agrees and "F" in said
    if meaning and UNKNOWN not in shape and not is_value_accepted:
        return certain(meaning, f"Hiểu là: {_SAID[meaning]}.")
    return _which(said, agrees=bool(set("VK").intersection(shape)))


def puts_off(text: str) -> bool:
    """Return whether `text` only says that this is for later (“để sau”, “lát nữa”); being busy may be an answer."""
    read = read_confirm(text)
    if read.certainty is not Certainty.CERTAIN or read.value is not Meaning.POSTPONE:
        return False
    said = [each for each in _WORDS.pieces(text) if each.tag != SILENT]
    tags = {each.tag for each in said}
    if say.LET in tags and say.AFTER in tags:
        return True
    later = {word for each in said if each.tag in {say.LATER, say.AFTER} for word in each.text.split()[-1:]}
    return bool(later.intersection({"nữa", "khác"})) or (say.LATER in tags and "sau" in later)


def _edit(*, is_said: bool) -> Read[Meaning]:
    how = f"Hiểu là: {_SAID[Meaning.EDIT]}."
    return certain(Meaning.EDIT, how) if is_said else ask(Meaning.EDIT, Meaning.CONFIRM, how=_EXAMPLE)


def _which(said: str, *, agrees: bool) -> Read[Meaning]:
    """Return the question which of the things that were said is meant."""
    meant = [meaning for sign, meaning in _LIKELY.items() if sign in said]
    if say.DUNG in said or say.DOI in said:
        meant.append(Meaning.DENY)
    if agrees:
        meant.append(Meaning.CONFIRM)
    return ask(*dict.fromkeys(meant), how=_EXAMPLE)

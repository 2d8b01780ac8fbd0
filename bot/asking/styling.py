"""Texts with bold words and links as answers, kept in writing like all others."""

from dataclasses import dataclass, replace

from bot.encoding import decode, encode
from bot.post.message import Style, length
from bot.vietnamese.folding import compose

STYLED = "\x1d"  # begins a text with styles in writing; the dialogue takes it off what people type
MARK = "\ue000"  # stands where a style begins or ends while the text is made tidy; of no alphabet


@dataclass(frozen=True)
class Styled:
    """A text, and what is bold, italic or a link in it."""

    text: str
    styles: tuple[Style, ...] = ()


def write_styled(styled: Styled) -> str:
    """The text with its styles, in writing."""
    if not styled.styles:
        return styled.text
    return STYLED + encode({"text": styled.text, "styles": [vars(each) for each in styled.styles]})


def read_styled(reply: str) -> Styled:
    """What was written, made tidy as `compose` does; the styles stay on their words."""
    if not reply.startswith(STYLED):
        return Styled(compose(reply))
    told = decode(reply[len(STYLED) :])
    return _tidy(told["text"].replace(MARK, " "), [Style(**each) for each in told["styles"] if each["length"] > 0])


def _tidy(text: str, styles: list[Style]) -> Styled:
    places = sorted({place for each in styles for place in (each.start, each.start + each.length)})
    units, parts, last = text.encode("utf-16-le"), [], 0
    for place in places:
        parts.append(units[2 * last : 2 * place].decode("utf-16-le", "ignore"))
        last = place
    parts.append(units[2 * last :].decode("utf-16-le", "ignore"))
    pieces = compose(MARK.join(parts)).split(MARK)
    starts = [sum(length(each) for each in pieces[: n + 1]) for n in range(len(places))]
    moved = dict(zip(places, starts, strict=True))
    kept = [(each, moved[each.start], moved[each.start + each.length]) for each in styles]
    return Styled("".join(pieces), tuple(replace(each, start=a, length=b - a) for each, a, b in kept if a < b))

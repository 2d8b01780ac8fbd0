"""Whom a title of emulation is given to, by how its name begins: Law 06/2022/QH15 on emulation and commendation, articles 19
and 20, knows some for people and others for collectives."""

from enum import Enum

from bot.vietnamese.folding import fold


class GivenTo(Enum):
    """Whom a title is given to."""

    PEOPLE = "people"
    COLLECTIVES = "collectives"
    EITHER = "either"


OF_PEOPLE = ("chien si", "lao dong tien tien", "lao dong gioi", "ca nhan")
OF_COLLECTIVES = ("tap the", "co thi dua", "don vi", "to lao dong")


def given_to(title: str) -> GivenTo:
    """EITHER, unless the name of the title leaves no doubt."""
    name = fold(title)
    if name.startswith(OF_PEOPLE):
        return GivenTo.PEOPLE
    return GivenTo.COLLECTIVES if name.startswith(OF_COLLECTIVES) else GivenTo.EITHER

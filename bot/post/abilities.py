"""What a channel can do. Rules, turns and the delivery ask this; none of them asks which channel it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Abilities:
    """Whether choices can be pressed, messages changed, and documents taken from people (photos always are); `longest` are
    UTF-16 units of one message; `is_metered`: every message counts against a month's quota."""

    has_buttons: bool = True
    can_edit: bool = True
    takes_files: bool = True
    longest: int = 4096
    is_metered: bool = False


FULL = Abilities()
PLAIN = Abilities(has_buttons=False, can_edit=False, takes_files=False, longest=2000, is_metered=True)

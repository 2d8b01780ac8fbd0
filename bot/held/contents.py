"""What is said about a launch, free of the database."""

from dataclasses import dataclass
from datetime import date

HELD, POSTPONED, CANCELLED = "held", "postponed", "cancelled"
WITHDRAWN = "withdrawn"  # what was said is taken back, with nothing before it


@dataclass(frozen=True)
class Said:
    """What a unit says of its launch. `day`: on which it was held, or is to be; `present` and `members` are people: who came,
    and how many the unit had on that day, None where that is not known; `document_id`: a photo."""

    outcome: str
    day: date | None = None
    present: int | None = None
    members: int | None = None
    opened_by: str = ""
    reason: str = ""
    document_id: int | None = None

    @property
    def percent(self) -> int | None:
        """How many of a hundred members came; None where that cannot be said: guests were counted too, or nothing is known."""
        return share(self.present, self.members)


def share(present: int | None, members: int | None) -> int | None:
    """How many of a hundred members were present; None where that cannot be said."""
    if present is None or not members or present > members:
        return None
    return round(100 * present / members)

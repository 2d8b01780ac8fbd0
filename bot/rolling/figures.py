"""What is counted of a branch."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Figures:
    """`units` are grassroots units that exist, `joined` those of them whose chair the bot knows; the rest counts duties of a
    campaign: owed, and done; how many of the done ones were on time, and how many of the others are overdue."""

    units: int = 0
    joined: int = 0
    launches: int = 0
    launched: int = 0
    pledges: int = 0
    pledged: int = 0
    reports: int = 0
    reported: int = 0
    others: int = 0
    others_done: int = 0
    on_time: int = 0
    overdue: int = 0

    @property
    def late(self) -> int:
        """How many are done, and were late."""
        return self.launched + self.pledged + self.reported + self.others_done - self.on_time

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

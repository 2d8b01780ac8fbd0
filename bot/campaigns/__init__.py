"""Campaigns from plans.

`plan` is what a plan says, `reading` and `checking` take it from a file, `keeping` and `recalling` bring it into the database
and back, `proposals` say which duties it asks for, `shifting` makes the next year's draft of it, `showing` says it to people.
The TOML files here are the shipped examples.
"""

from datetime import date
from functools import cache
from importlib.resources import files

from bot.campaigns.events import settle_event, undated
from bot.campaigns.keeping import keep, slug_for
from bot.campaigns.plan import DAY, Plan, PlanPhase
from bot.campaigns.reading import read_toml
from bot.campaigns.recalling import recall
from bot.campaigns.usual import with_usual

__all__ = ["examples", "facts", "keep", "national_rhythm", "recall", "settle_event", "slug_for", "undated"]


def examples() -> list[str]:
    """The names of the shipped campaigns."""
    return sorted(each.name.removesuffix(".toml") for each in files(__name__).iterdir() if each.name.endswith(".toml"))


@cache
def facts(name: str) -> Plan:
    """What a shipped campaign says."""
    return read_toml(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def national_rhythm(year: int, issuer: str) -> Plan:
    """The rhythm of the national plan 51/KH-TLĐ: two phases a year, 1/1 to 30/6 and 1/7 to 31/12; with the usual titles, and
    the figures that reports usually ask for."""
    halves = ((date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31)))
    phases = tuple(
        PlanPhase(name=f"Đợt {n}", start=start, start_precision=DAY, end=end, end_precision=DAY)
        for n, (start, end) in enumerate(halves, 1)
    )
    return with_usual(Plan(f"Phong trào thi đua năm {year}", issuer, phases=phases))

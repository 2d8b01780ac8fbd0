"""The shipped example campaigns, and how one is put into the database."""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from bot.database.transaction import Transaction
from bot.models import Anniversary, Campaign, LadderRung, Phase, Theme, written
from bot.reminders.ladder import STANDARD

Facts = dict[str, Any]


def examples() -> list[str]:
    """The names of the shipped campaigns."""
    return sorted(each.name.removesuffix(".toml") for each in files(__name__).iterdir() if each.name.endswith(".toml"))


def facts(name: str) -> Facts:
    """What a shipped campaign says."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def national_rhythm(year: int, issuer: str) -> Facts:
    """The rhythm of the national plan 51/KH-TLĐ: two phases a year, 1/1 to 30/6 and 1/7 to 31/12."""
    halves = ((date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31)))
    phases = [
        {"name": f"Đợt {n}", "start": start, "start_precision": "day", "end": end, "end_precision": "day"}
        for n, (start, end) in enumerate(halves, 1)
    ]
    title = f"Phong trào thi đua năm {year}"
    return {"title": title, "issuer": issuer, "phases": phases, "themes": [], "anniversaries": []}


def add(db: Transaction, federation_id: int, slug: str, said: Facts, *, is_open: bool) -> Campaign:
    """Put a campaign into the database, with the standard ladders of reminders."""
    campaign = Campaign(
        federation_id=federation_id,
        slug=slug,
        title=said["title"],
        issuer=said["issuer"],
        number=said.get("number"),
        issued_on=said.get("issued_on"),
        is_open=is_open,
    )
    db.session.add(campaign)
    db.session.flush()
    owner: dict[str, Any] = {"federation_id": federation_id, "campaign_id": written(campaign.id)}
    phases = {each["name"]: _phase(owner, n, each) for n, each in enumerate(said["phases"], 1)}
    db.session.add_all(phases.values())
    db.session.flush()
    for n, each in enumerate(said["themes"], 1):
        db.session.add(Theme(**owner, position=n, text=each["text"], owners="\n".join(each["owners"])))
    for n, each in enumerate(said["anniversaries"], 1):
        db.session.add(_anniversary(owner, n, each, phases))
    for subject, days in STANDARD.items():
        db.session.add_all(LadderRung(**owner, subject=subject, days=each) for each in days)
    db.session.flush()
    return campaign


def _phase(owner: dict[str, Any], position: int, said: Facts) -> Phase:
    return Phase(
        **owner,
        position=position,
        name=said["name"],
        theme=said.get("theme"),
        starts_on=said.get("start"),
        start_precision=said.get("start_precision"),
        ends_on=said.get("end"),
        end_precision=said.get("end_precision"),
        end_event=said.get("end_event"),
    )


def _anniversary(owner: dict[str, Any], position: int, said: Facts, phases: dict[str, Phase]) -> Anniversary:
    phase = phases.get(said.get("phase", ""))
    return Anniversary(
        **owner,
        phase_id=phase.id if phase else None,
        position=position,
        name=said["name"],
        original_date=said.get("original_date"),
        ordinal=said.get("year_ordinal"),
        day=said.get("date"),
    )

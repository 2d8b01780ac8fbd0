"""A plan as the JSON that `thidua campaign show --json` prints: facts alone, in the keys of a plan file."""

import datetime as dt
from dataclasses import fields
from typing import Any

from bot.campaigns.plan import PRINTED, Plan

LISTS = ("anniversaries", "deadlines", "legal_basis", "pilot_units")
WHERE_SAID = ("published_on", "titles_open", "superior")


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan's facts: days as ISO text, null for what it does not say, nothing of our own wording of its contents."""
    said: dict[str, Any] = {
        "doc_type": plan.doc_type,
        "issuer": plan.issuer,
        "number": plan.number,
        "issued_on": bare(plan.issued_on),
        "title": plan.title,
        "period": row(plan.whole),
        "themes": [row(each) for each in plan.themes],
        "phases": [row(each) for each in plan.phases],
        "titles": list(plan.titles),
        "movements": list(plan.movements),
        "blocs": [each.label for each in plan.blocs],
        "targets": [each.text for each in plan.targets],
        "contact": plan.contact,
        "signer": plan.signer,
        "notes": plan.notes,
    }
    said |= {key: [row(each) for each in getattr(plan, key)] for key in LISTS}
    said |= {key: bare(getattr(plan, key)) for key in WHERE_SAID if getattr(plan, key) is not None}
    said |= {key: [row(each) for each in getattr(plan, key)] for key in ("cited", "lunar_events") if getattr(plan, key)}
    counts = [each.count for each in plan.blocs if each.count is not None]
    return said | ({"bloc_contents": counts} if counts else {})


def row(record: Any) -> dict[str, Any]:
    """A record with what it says, and with null where readers expect the key in any case."""
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    always = {each.name for each in fields(record) if each.metadata == PRINTED}
    return {key: bare(value) for key, value in values.items() if key in always or not _is_silent(value)}


def bare(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return [bare(each) for each in value] if isinstance(value, tuple) else value


def _is_silent(value: Any) -> bool:
    return value is None or value is False

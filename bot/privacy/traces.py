"""Striking a name out of everything people and the program wrote, wherever in the federation it stands.

Not touched: names of units, campaigns and of other people, which may be the same; and what is inside files.
"""

import json
import re

from sqlalchemy import Column, or_, select, update

from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import metadata

ERASED = "(đã xóa)"
BEGIN = r"(?:(?<!\w)|(?<=\\[bfnrt]))"  # “Lê An” is not in “Lê Anh”; and in JSON the letter before a name may be of a line break
TOLD = {  # free text, in which a name may stand among other words
    "announcement_part": ("text",),
    "chat": ("pushed",),
    "data_request": ("words", "answer"),
    "document": ("name",),
    "draft": ("answers",),
    "duty": ("due_source",),
    "duty_change": ("reason",),
    "duty_rule": ("source", "confirmed_by"),
    "extension_request": ("reason",),
    "figure": ("words",),
    "held_launch": ("opened_by", "reason"),
    "inbox": ("body", "problem"),
    "inquiry": ("words", "answer"),
    "launch": ("place",),
    "nomination": ("reason", "answer"),
    "note": ("words",),
    "operation": ("details",),
    "outbox": ("body", "problem"),
    "phone_call": ("note",),
    "pledge": ("benefit", "reason"),
    "promise": ("said",),
    "report": ("grade", "words"),
    "review": ("comment",),
    "review_item": ("reason",),
    "segment": ("name",),
    "upload": ("name",),
    "web_message": ("body",),
    "work": ("name",),
    "work_state": ("reason",),
}


def strike_out(db: Transaction, federation_id: int, name: str) -> None:
    """Put “(đã xóa)” in place of `name` in all free text of a federation. A name of one word (“Mai”) may be any word, so it is
    struck out only where it is all there is."""
    db.flush()
    for table, columns in TOLD.items():
        for column in columns:
            _strike(db, federation_id, metadata.tables[table].c[column], name)


def _strike(db: Transaction, federation_id: int, column: Column[str], name: str) -> None:
    table = column.table
    whole = " " not in name
    found = column == name if whole else or_(*(column.contains(form, autoescape=True) for form in _forms(name)))
    rows = db.connection.execute(select(table.c.id, column).where(table.c.federation_id == federation_id, found)).all()
    pattern = re.compile("|".join(rf"{BEGIN}{re.escape(form)}(?!\w)" for form in _forms(name)), re.IGNORECASE)
    for row, text in rows:
        db.connection.execute(update(table).where(table.c.id == row).values({column: pattern.sub(ERASED, text)}))


def _forms(name: str) -> set[str]:
    """The name as it may stand there: plainly, in capitals, and inside JSON in either way of writing it."""
    plain = {name, name.upper()}
    return plain | {encode(each)[1:-1] for each in plain} | {json.dumps(each)[1:-1] for each in plain}

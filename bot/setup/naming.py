"""What the federation is called, and whom its units ask when they need help."""

from dataclasses import dataclass
from datetime import datetime

import sqlmodel

from bot import operations
from bot.database.transaction import Transaction
from bot.models import Federation, Unit
from bot.vietnamese.folding import compose, fold, sort_key

NAMES = "federation.names"  # the deed in the log
UNNAMED, SOMEBODY = "Công đoàn cấp trên", "cán bộ công đoàn cấp trên"  # name and contact before an officer gave them


@dataclass(frozen=True)
class Names:
    """The full name, the short one that messages carry, and who answers: name, place of work, phone."""

    name: str
    short_name: str
    contact: str


def is_named(home: Federation) -> bool:
    """Whether somebody said what the federation is called and whom its units ask."""
    return home.contact not in {"", SOMEBODY}


def rename(db: Transaction, federation_id: int, names: Names, person_id: int | None, now: datetime) -> None:
    """Call the federation so from now on; its top unit, too, where that bears its name. Ask for rights before."""
    home = db.session.get_one(Federation, federation_id)
    before = Names(home.name, home.short_name, home.contact)
    wanted = sqlmodel.select(Unit).where(Unit.federation_id == federation_id, Unit.name == home.name)
    home.name, home.short_name, home.contact = compose(names.name), compose(names.short_name), compose(names.contact)
    for unit in db.session.exec(wanted).all():
        unit.name, unit.folded, unit.sort_key = home.name, fold(home.name), sort_key(home.name)
        db.session.add(unit)
    db.session.add(home)
    db.flush()
    told = [before.name, before.short_name], [home.name, home.short_name]
    operations.record(db, federation_id, NAMES, now, person_id=person_id, before=told[0], after=told[1])

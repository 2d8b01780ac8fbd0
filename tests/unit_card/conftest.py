"""What the tests of unit cards share: the demo's bot under watch, and units beside the demo's."""

from datetime import date

import sqlmodel

from bot.database.transaction import Transaction
from bot.models import Account, Affiliation, Chat, Level, Unit, written
from bot.vietnamese.folding import fold, sort_key
from tests.conversations.conftest import sent, talk
from tests.follow_up.conftest import whole

__all__ = ["sent", "talk"]  # the bot under watch: every button's length, and that it never is silent

SINCE = date(2026, 1, 1)


def add_units(db: Transaction, *names: str, code: str | None = None) -> list[int]:
    """More grassroots units under the demo's ward."""
    root = whole(db).root
    level = db.session.exec(sqlmodel.select(Level).where(Level.is_grassroots)).first()
    assert level is not None
    made = []
    for name in names:
        row = Unit(
            federation_id=1, name=name, folded=fold(name), sort_key=sort_key(name), level_id=written(level.id), valid_from=SINCE
        )
        row.code = code
        db.session.add(row)
        made.append(row)
    db.session.flush()
    rows = [written(each.id) for each in made]
    db.session.add_all(Affiliation(federation_id=1, unit_id=each, parent_id=root, valid_from=SINCE) for each in rows)
    db.session.flush()
    return rows


def chat_of(db: Transaction, user: int) -> Chat:
    """Where somebody writes from."""
    account = db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(user))).one()
    return db.session.get_one(Chat, account.chat_id)

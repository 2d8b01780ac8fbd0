"""What a pause keeps back: all that nobody asked for, unless it goes to somebody about the office by which they follow others up.

Replies go at any time. So does what answers a question or a request, though it comes later; and what wakes somebody who has
been written to in the web chat.
"""

from typing import Any

from sqlalchemy import ColumnElement, String, and_, exists, literal_column, not_, or_

from bot.models import Account, Office, table_of

account, office = table_of(Account), table_of(Office)

REPLY = 0
TO_CHAIRS = ("digest", "nudge")  # templates, whoever gets them
ANSWERS = ("answer/", "data-request/")  # begin the keys of what somebody asked for
ALERTS = ("push", "mail")  # begin the keys of what follows a message in the web chat; those are kept back themselves


def _text(value: str) -> ColumnElement[str]:
    return literal_column(f"'{value}'", String())


def kept_back(outbox: Any) -> ColumnElement[bool]:
    """The row of the outbox (or of an alias of it) waits for the end of a pause."""
    answers = or_(*(outbox.c.key.startswith(each) for each in (*ANSWERS, *(f"{each}/" for each in ALERTS))))
    to_many = or_(outbox.c.announcement_id.is_not(None), *(outbox.c.kind == _text(each) for each in TO_CHAIRS))
    follows_up = (
        exists()
        .where(account.c.chat_id == outbox.c.chat_id, office.c.person_id == account.c.person_id, office.c.role != _text("chair"))
        .correlate(outbox)
    )
    return and_(outbox.c.priority > literal_column(str(REPLY)), not_(answers), or_(to_many, not_(follows_up)))

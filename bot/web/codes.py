"""Six characters that let a person who is known at one door in at another, or on another device. One use, 15 minutes.

They are made when they are shown or sent, and kept as a keyed hash. Wrong ones are counted as wrong invites are.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.invites import ALPHABET, CODE
from bot.models import DoorCode, table_of
from bot.web.keys import Keys, new_secret

door_code = table_of(DoorCode)

CODE_KIND, TOKEN_KIND = "door-code", "door-token"
MINUTES = 15

ADD = insert_new(door_code, "federation_id", "person_id", "token_hash", "code_hash", "expires_at")
FREE = (door_code.c.person_id == bindparam("whose")) & door_code.c.used_at.is_(None) & (door_code.c.expires_at > bindparam("now"))
FIND = Prepared(select(door_code.c.id).where(door_code.c.code_hash == bindparam("hash"), FREE).limit(1), int)
USE: Prepared[tuple[()]] = Prepared(
    update(door_code).where(door_code.c.id == bindparam("row"), FREE).values(used_at=bindparam("now"))
)
WITHDRAW: Prepared[tuple[()]] = Prepared(update(door_code).where(FREE).values(expires_at=bindparam("now")))


def issue(db: Transaction, keys: Keys, federation_id: int, person_id: int, now: datetime) -> str:
    """A new code for this person; those given out before are good no more."""
    db.run(WITHDRAW, whose=person_id, now=now)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE))
    hashes = {"token_hash": keys.hash(TOKEN_KIND, new_secret()), "code_hash": keys.hash(CODE_KIND, code)}
    db.run(ADD, federation_id=federation_id, person_id=person_id, expires_at=now + timedelta(minutes=MINUTES), **hashes)
    return code


def use(db: Transaction, keys: Keys, person_id: int, said: str, now: datetime) -> bool:
    """Whether this is the code that was given to this person; it is used up by that."""
    plain = "".join(each for each in said.upper() if not each.isspace() and each != "-")[:20]
    row = db.first(FIND, hash=keys.hash(CODE_KIND, plain), whose=person_id, now=now)
    return row is not None and db.run(USE, row=row, whose=person_id, now=now) == 1

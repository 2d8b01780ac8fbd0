"""An installation with nothing in it: a federation that nobody has named yet, its officer's invite, and phones of people who
will be chairs once the officer gave them a code."""

from datetime import datetime

from sqlalchemy import select

from bot.clock import local
from bot.commands.federation import establish
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.invites import Invites, Seat, Secrets
from bot.models import Unit, table_of
from bot.people import CHAIR, OFFICER
from bot.setup.naming import SOMEBODY, UNNAMED

unit = table_of(Unit)

OFFICER_NAME, OFFICER_TITLE = "Trần Thu Hà", "Phó Chủ tịch"
CHAIRS = ("Nguyễn Thị Mai", "Lê Văn Dũng", "Phạm Thị Lan")
NO_CODE = Secrets("", "")
LEVELS = ("Công đoàn cấp trên", "Công đoàn cơ sở")


def found(db: Transaction, invites: Invites, now: datetime) -> list[Guest]:
    """Write the federation, which is as `thidua federation create` makes one; returns the officer and those to come."""
    establish(db, UNNAMED, UNNAMED, SOMEBODY, LEVELS, local(now).date().replace(month=1, day=1))
    db.flush()
    top, owner, name = db.connection.execute(select(unit.c.id, unit.c.federation_id, unit.c.name)).one()
    seat = Seat(0, owner, top, name, OFFICER, OFFICER_TITLE, OFFICER_NAME)
    officer = Guest(OFFICER_NAME, name, OFFICER, invites.issue(db, seat, now, days=30))
    return [officer, *(Guest(each, "đơn vị của mình", CHAIR, NO_CODE) for each in CHAIRS)]

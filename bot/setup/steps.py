"""How far setting up has come, worked out from the data: nothing is ticked off by hand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, func, or_, select

from bot import plans, rights
from bot.arming import is_armed
from bot.codes import CODE, SHEET
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import rules
from bot.encoding import encode
from bot.models import WAITING, Campaign, Federation, Invite, Level, Office, Operation, Outbox, Unit, table_of, written
from bot.people import CHAIR, Held
from bot.rights import reach_of, reached
from bot.setup import naming
from bot.units.tree import holds, tops

unit, level, office, invite = (table_of(each) for each in (Unit, Level, Office, Invite))
operation, outbox = table_of(Operation), table_of(Outbox)

REHEARSED = "campaign.rehearse"  # the deed in the log


class Step(StrEnum):
    """A step from an empty installation to reminders, in their order."""

    NAMES = "names"
    UNITS = "units"
    CODES = "codes"
    CAMPAIGN = "campaign"
    DATES = "dates"
    REHEARSAL = "rehearsal"
    ARM = "arm"


NEEDED = (Step.UNITS, Step.CAMPAIGN, Step.DATES)  # without which nothing can be armed

WITHIN = reached()
LED = exists().where(office.c.unit_id == unit.c.id, office.c.role == CHAIR, holds(office))
INVITED = exists().where(invite.c.unit_id == unit.c.id, invite.c.role == CHAIR)


def _number_of(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


UNITS: Prepared[Any] = Prepared(
    select(func.count(), _number_of(LED), _number_of(or_(LED, INVITED)))
    .select_from(unit)
    .join(WITHIN, WITHIN.c.unit_id == unit.c.id)
    .join(level, and_(level.c.id == unit.c.level_id, level.c.is_grassroots))
)
PRINTING = Prepared(  # a code is made when its message or sheet leaves
    select(outbox.c.id)
    .where(outbox.c.federation_id == bindparam("owner"), outbox.c.state == WAITING)
    .where(or_(outbox.c.kind == CODE, outbox.c.kind == SHEET))
    .limit(1),
    int,
)
IN_LOG = Prepared(
    select(operation.c.id)
    .where(operation.c.federation_id == bindparam("owner"), operation.c.deed == bindparam("of_deed"))
    .where(operation.c.details == bindparam("told"))
    .limit(1),
    int,
)


@dataclass(frozen=True)
class Standing:
    """How far an office has come. `invited`: units with a code or a chair; `is_printing`: codes are on their way. `campaign`: the
    one to be armed next; else the newest that runs; None: none is open. `unconfirmed`: due days that the campaign proposes
    and nobody has confirmed."""

    name: str
    is_named: bool
    units: int
    joined: int
    invited: int
    is_printing: bool
    campaign: Campaign | None
    unconfirmed: int
    is_rehearsed: bool
    was_armed: bool

    @property
    def done(self) -> frozenset[Step]:
        """The steps that are behind."""
        there = self.campaign is not None
        found = {
            Step.NAMES: self.is_named,
            Step.UNITS: self.units > 0,
            Step.CODES: self.invited > 0 or self.is_printing,
            Step.CAMPAIGN: there,
            Step.DATES: there and not self.unconfirmed,
            Step.REHEARSAL: self.is_rehearsed,
            Step.ARM: self.campaign is not None and self.campaign.armed_at is not None,
        }
        return frozenset(step for step, is_done in found.items() if is_done)

    @property
    def next(self) -> Step | None:
        """The first step that is still to be taken."""
        return next((step for step in Step if step not in self.done), None)

    @property
    def lacking(self) -> tuple[Step, ...]:
        """What forbids to arm."""
        return tuple(step for step in NEEDED if step not in self.done)

    @property
    def is_finished(self) -> bool:
        """Whether nothing waits to be armed: a federation that has armed before may rest between two campaigns."""
        return Step.ARM in self.done or (self.campaign is None and self.was_armed)


def stand(db: Transaction, federation_id: int, held: Held, today: date, campaign_id: int = 0) -> Standing:
    """How far setting up has come within an office's reach; `campaign_id`: of that campaign, if it is open and theirs."""
    home = db.session.get_one(Federation, federation_id)
    found = running(db, federation_id, held, today)
    named = [each for each in found if each.id == campaign_id]
    campaign = next(iter([*named, *(each for each in found if each.armed_at is None), *found]), None)
    units, joined, invited = db.all(UNITS, day=today, **vars(reach_of(held)))[0]
    return Standing(
        name=home.short_name,
        is_named=naming.is_named(home),
        units=units,
        joined=joined,
        invited=invited,
        is_printing=db.first(PRINTING, owner=federation_id) is not None,
        campaign=campaign,
        unconfirmed=sum(each.confirmed_at is None for each in rules.rules_of(db, written(campaign.id))) if campaign else 0,
        is_rehearsed=campaign is not None and is_rehearsed(db, federation_id, written(campaign.id)),
        was_armed=is_armed(db, federation_id),
    )


def has_units(db: Transaction, federation_id: int, today: date) -> bool:
    """Whether the federation has a grassroots unit on this day."""
    return any(db.all(UNITS, day=today, root=top, cluster=None)[0][0] for top in tops(db, federation_id, today))


def running(db: Transaction, federation_id: int, held: Held, today: date) -> list[Campaign]:
    """The open campaigns that are the office's to change, the newest first."""
    listed = [each for each in plans.campaigns(db, federation_id) if each.is_open]
    return [each for each in listed if rights.may_change(db, held, each.unit_id, today)]


def is_rehearsed(db: Transaction, federation_id: int, campaign_id: int) -> bool:
    """Whether somebody has had the campaign rehearsed."""
    return db.first(IN_LOG, owner=federation_id, of_deed=REHEARSED, told=encode({"campaign": campaign_id})) is not None

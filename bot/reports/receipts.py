"""Receipts: a code for every version that was sent, good to prove later who sent what and when."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import pgettext
from bot.invites import ALPHABET
from bot.models import Duty, Person, Phase, Report, Unit, table_of
from bot.reports.filed import APPROVED, ASKED, RETURNED, WAITING, WITHDRAWN

report, duty, phase = table_of(Report), table_of(Duty), table_of(Phase)
unit, person = table_of(Unit), table_of(Person)

LENGTH = 8  # characters; 850 thousand million codes, and a wrong one tells nothing


@dataclass(frozen=True)
class Receipt:
    """What a code stands for: who sent which report when, and what became of it. `name` is None on paper or once erased."""

    code: str
    federation_id: int
    unit_id: int
    unit: str
    kind: str
    occurrence: int
    phase: str
    version: int
    state: str
    is_latest: bool
    is_late: bool
    due_on: date | None
    name: str | None
    recorded_at: datetime
    duty_id: int


BY_CODE = Prepared(
    select(
        report.c.receipt,
        report.c.federation_id,
        unit.c.id,
        unit.c.name,
        duty.c.kind,
        duty.c.occurrence,
        phase.c.name.label("phase"),
        *(report.c[name] for name in ("version", "state", "is_latest", "is_late")),
        duty.c.due_on,
        person.c.name.label("person"),
        report.c.recorded_at,
        report.c.duty_id,
    )
    .join_from(report, duty, duty.c.id == report.c.duty_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .outerjoin(person, person.c.id == report.c.person_id)
    .where(report.c.federation_id == bindparam("federation"), report.c.receipt == bindparam("code")),
    Receipt,
)
TAKEN: Prepared[Any] = Prepared(
    select(report.c.id).where(report.c.federation_id == bindparam("federation"), report.c.receipt == bindparam("code"))
)


def find(db: Transaction, federation_id: int, said: str) -> Receipt | None:
    """What a code stands for in this federation, however it is typed; None: no report has it."""
    return db.first(BY_CODE, federation=federation_id, code=plain(said))


def new_code(db: Transaction, federation_id: int) -> str:
    """A code that no report of the federation has."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if db.first(TAKEN, federation=federation_id, code=code) is None:
            return code


def plain(said: str) -> str:
    """A code as it is kept, from what somebody typed: small letters, blanks and dashes do not matter."""
    return "".join(each for each in said.upper() if each.isalnum())[: 2 * LENGTH]


def show_code(code: str) -> str:
    """A code as people read it out: K7Q2-M4XP."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def show_state(state: str) -> str:
    """What became of a report, in words."""
    return {
        WAITING: pgettext("report", "đang chờ duyệt"),
        ASKED: pgettext("report", "cán bộ đang hỏi thêm"),
        RETURNED: pgettext("report", "được đề nghị bổ sung"),
        APPROVED: pgettext("report", "đã duyệt"),
        WITHDRAWN: pgettext("report", "đã rút lại"),
    }[state]

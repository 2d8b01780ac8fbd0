"""The button of a line: straight into the right conversation, and to the question where the person left it."""

from typing import Any

import sqlmodel
from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.encoding import decode
from bot.i18n import _
from bot.models import Draft, Duty, table_of
from bot.post.message import Option
from bot.reminders.digest.facts import Fact
from bot.reports.form import form

draft = table_of(Draft)

OPEN: Prepared[Any] = Prepared(
    select(draft.c.id, draft.c.script, draft.c.subject, draft.c.answers)
    .where(draft.c.owner == bindparam("whose"))
    .order_by(draft.c.changed_at),
)
GO_ON = "tieptuc"
SCRIPTS = {LAUNCH: "dangky", HELD: "datochuc", PLEDGE: "giaouoc", REPORT: "baocao", NOTE: "ghichuquy"}


class Drafts:
    """What a person has begun and not finished."""

    def __init__(self, db: Transaction, person_id: int) -> None:
        self._db = db
        found = db.all(OPEN, whose=f"person/{person_id}")
        self._begun = {(script, subject): (number, answers) for number, script, subject, answers in found}

    def button(self, fact: Fact) -> Option:
        """Where this duty is done, or gone on with."""
        script = SCRIPTS[fact.kind]
        number, answers = self._begun.get((script, str(fact.duty_id)), (None, "{}"))
        if number is not None and (keys := decode(answers)):
            return Option(_("📝 Làm tiếp") + self._so_far(fact, keys), f"/{GO_ON} {number}", "primary")
        return Option(_start(fact.kind), f"/{script} {fact.duty_id}", "primary")

    def _so_far(self, fact: Fact, answered: dict[str, object]) -> str:
        """How many of a report's questions are answered: “ 4/6”."""
        if fact.kind != REPORT:
            return ""
        duty = self._db.session.exec(sqlmodel.select(Duty).where(Duty.id == fact.duty_id)).one()
        keys = [each.key for each in form(self._db, duty)]
        return f" {sum(each in answered for each in keys)}/{len(keys)}"


def _start(kind: str) -> str:
    return {
        LAUNCH: _("📅 Đăng ký ngay"),
        HELD: _("🚩 Báo đã phát động"),
        PLEDGE: _("🤝 Đăng ký giao ước"),
        REPORT: _("📋 Nộp báo cáo"),
        NOTE: _("🗒 Gửi báo cáo quý"),
    }[kind]

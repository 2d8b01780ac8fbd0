"""All that a conversation about one report needs to know, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.database.transaction import Transaction
from bot.models import Duty, written
from bot.reports import known
from bot.reports.checks import Around
from bot.reports.filed import RETURNED, Filed, report_of
from bot.reports.form import EVIDENCE, GRADE, WORDS, Asked, figures
from bot.reports.known import Past


@dataclass(frozen=True)
class Sheet:
    """A report to be filled in: its questions, and what is known around them. `before` is the version that holds so far."""

    duty: Duty
    items: Sequence[Asked]
    last: Past
    pledged: dict[str, float]
    peers: dict[str, list[float]]
    members: int | None
    before: Filed | None

    def around(self, asked: Asked) -> Around:
        """What is known around one figure."""
        code = asked.code
        past, aim = self.last.amounts.get(code), self.pledged.get(code)
        return Around(asked.unit, asked.kind, aim, past, self.members, self.peers.get(code, ()))

    @cached_property
    def reopened(self) -> dict[str, str] | None:
        """The keys of the questions that an officer asks to mend, each with the reason; None: every question is open."""
        returned = self.before.returned if self.before else None
        known_keys = {*(each.key for each in self.items), EVIDENCE, GRADE, WORDS}
        reasons = {key: why for key, why in returned.reasons.items() if key in known_keys} if returned else {}
        return reasons or None

    @property
    def is_amendment(self) -> bool:
        """Whether a version that was sent is changed as a whole: it lies before the chair, answer by answer."""
        return self.before is not None and self.reopened is None

    @property
    def is_returned(self) -> bool:
        """Whether an officer sent the version that holds back."""
        return self.before is not None and self.before.state == RETURNED


def open_sheet(db: Transaction, duty: Duty, today: date) -> Sheet:
    """What is known of a report on `today`."""
    _bloc, members = known.people(db, duty.unit_id, today)
    return Sheet(
        duty,
        figures(db, duty),
        known.last_phase(db, duty),
        known.pledged(db, duty),
        known.peers(db, duty, today),
        members,
        report_of(db, written(duty.id)),
    )

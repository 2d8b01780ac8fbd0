"""Lines about duties that are owed: reminders of their ladder, what was put off or promised, and days that moved."""

from bot.database.transaction import Transaction
from bot.reminders.digest import wording
from bot.reminders.digest.buttons import GO_ON, Drafts
from bot.reminders.digest.facts import ITSELF, PROMISED, PUT_OFF, Fact
from bot.reminders.digest.rows import Judged, Line, Reading, Row, RowKey
from bot.reminders.moved import old_day
from bot.reminders.subjects import (
    CHAIR,
    CLOSED,
    DEPUTY,
    DONE,
    DUTIES,
    EXCUSED,
    LEAD,
    LEFT,
    MOVED,
    PROMISE,
    SNOOZE,
    SNOOZED,
)
from bot.reminders.subjects import PROMISED as HAS_PROMISED

URGENT, AHEAD = 0, 1  # ranks of lines


def of_duties(db: Transaction, reading: Reading, rows: list[Row]) -> Judged:
    """What is told of the rows that are about duties."""
    mine = [each for each in rows if each.subject in DUTIES or each.subject in (PROMISE, SNOOZE) or each.subject is None]
    if not mine:
        return [], {}
    facts = _facts(db, reading, mine)
    drafts = Drafts(db, reading.person_id)
    lines: dict[tuple[str, int], Line] = {}
    dropped: dict[RowKey, str] = {}
    for row in mine:
        judged = [(each, row.problem(reading.now) or _problem(row, each, reading)) for each in facts.get(row.key, [])]
        told = [fact for fact, problem in judged if problem is None]
        if not told:
            dropped[row.key] = next((problem for _fact, problem in judged if problem), row.problem(reading.now) or DONE)
        for fact in told:
            line = _line(row, fact, reading, drafts)
            lines[line.key] = line
    return list(lines.values()), dropped


def _facts(db: Transaction, reading: Reading, rows: list[Row]) -> dict[RowKey, list[Fact]]:
    """What holds about the duties of each row: of one, or of all that were put off."""
    statements = {PROMISE: PROMISED, SNOOZE: PUT_OFF}
    wanted = {each.key: statements.get(each.subject or "", ITSELF) for each in rows}
    found: dict[RowKey, list[Fact]] = {}
    for statement in dict.fromkeys(wanted.values()):
        for fact in db.all(statement, person=reading.person_id, letter=reading.letter, now=reading.now, day=reading.today):
            if wanted.get(fact.row) is statement:
                found.setdefault(fact.row, []).append(fact)
    return found


def _problem(row: Row, fact: Fact, reading: Reading) -> str | None:
    """Why this duty is not spoken of."""
    ended = any(until is not None and until < reading.today for until in (fact.unit_until, fact.closes_on))
    is_word = row.subject in (SNOOZE, PROMISE)
    reasons = (
        (fact.excused_on is not None, EXCUSED),
        (fact.done_at is not None, DONE),
        (ended or not fact.is_open, CLOSED),
        (not _is_theirs(row, fact), LEFT),
        (not is_word and fact.due_on != row.due_on, MOVED),
        (row.subject is not None and fact.is_snoozed, SNOOZED),
        (fact.is_overtaken, SNOOZED if row.subject == SNOOZE else HAS_PROMISED),  # the newest word speaks for itself
        (row.subject is not None and fact.is_promised, HAS_PROMISED),
        (row.audience in (DEPUTY, LEAD) and fact.is_answered, HAS_PROMISED),
    )
    return next((reason for is_so, reason in reasons if is_so), None)


def _is_theirs(row: Row, fact: Fact) -> bool:
    """By the office that the row is for; a person's own word, and that a day moved, by any of theirs."""
    if row.subject in (SNOOZE, PROMISE, None):
        return fact.is_chair or fact.is_deputy or fact.is_above
    return {LEAD: fact.is_above, DEPUTY: fact.is_deputy}.get(row.audience or CHAIR, fact.is_chair)


def _line(row: Row, fact: Fact, reading: Reading, drafts: Drafts) -> Line:
    due_on = fact.due_on or row.due_on
    if row.subject is None:
        kind, words = "moved", wording.moved(fact, old_day(row.rung_id) or row.due_on)
    elif row.subject == PROMISE:
        kind, words = "duty", wording.promised(fact, row.due_on)
    elif row.audience in (CHAIR, None):
        kind, words = "duty", wording.owed(fact, reading.today)
    else:
        kind, words = "duty", wording.owed_by_others(fact, reading.today)
    is_own = row.audience != LEAD
    button = drafts.button(fact) if is_own else None
    return Line(
        key=(kind, fact.duty_id),
        rank=URGENT if due_on <= reading.today else AHEAD,
        day=due_on,
        text=words.text,
        short=words.short,
        fires_at=row.fires_at,
        button=button,
        unit=fact.unit,
        duty_id=fact.duty_id if is_own else None,
        about=wording.about(fact, is_begun=button is not None and button.data.startswith(f"/{GO_ON}")),
    )

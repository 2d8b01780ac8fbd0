"""/baocao: a chair reports what the unit did in a phase, or mends what was sent."""

from bot import operations, people, reports, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.i18n import _
from bot.models import written
from bot.people import CHAIR, Held
from bot.post.message import Message
from bot.reports import owed, proof_rows, sheet, writing
from bot.reports.sheet import Sheet
from bot.reports.writing import Said
from bot.rights import May
from conversations.reporting import wording
from conversations.reporting.before import lay_out
from conversations.reporting.evidence import ask_evidence
from conversations.reporting.figures import ask_figures
from conversations.reporting.rest import ask_grade, ask_words


def make_report(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Which report, a question for each figure, evidence, the unit's own grade, one card, and it is sent."""
    due = owed.of_chair(db, chair.person_id or 0, ask.today, chair.for_unit)
    meant = next((each for each in due if str(each.duty_id) == ask.words), None)
    duty = deciding.find(db, chair.to.federation_id, meant.duty_id) if meant else None
    if meant is None or duty is None:
        office = _only_office(ask, db, chair)
        return wording.for_officer(office) if office else wording.which(db, due)
    if refusal := wording.refused(meant, reports.report_of(db, meant.duty_id), ask.today):
        return refusal

    paper = sheet.open_sheet(db, duty, ask.today)
    lay_out(ask, paper)
    answers = ask_figures(ask, paper, wording.intro(meant, paper, ask.today))
    documents = ask_evidence(ask, db, paper)
    grade = ask_grade(ask, paper)
    words = ask_words(ask, paper)
    ask.review(wording.card(meant, paper), accept=_("📨 Gửi báo cáo"))

    said = Said({each.indicator_id or 0: answer for each, answer in answers}, list(documents), grade, words)
    filed = writing.submit(db, duty, said, chair.person_id, ask.now)
    for document_id, suffix in documents.items():
        proof_rows.rename(db, duty.federation_id, document_id, suffix)
    _note(ask, db, chair, paper, filed.version)
    return wording.receipt(ask, meant, filed)


def _only_office(ask: Ask, db: Transaction, speaker: Speaker) -> Held | None:
    """The office of an officer who leads no unit, and so has no report to make; None for everybody else."""
    if speaker.for_unit is not None or speaker.person_id is None:
        return None
    leads = any(each.role == CHAIR for each in people.offices(db, speaker.person_id, ask.today))
    return None if leads else rights.office_for(db, speaker.person_id, May.SEE, ask.today)


def _note(ask: Ask, db: Transaction, chair: Speaker, paper: Sheet, version: int) -> None:
    duty = paper.duty
    operations.record(
        db,
        duty.federation_id,
        "report.send",
        ask.now,
        person_id=chair.person_id,
        unit_id=duty.unit_id,
        duty=written(duty.id),
        version=version,
    )

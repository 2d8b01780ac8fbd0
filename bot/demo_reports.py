"""Reports of the demo's units: approved ones of earlier phases, and in the running phase some that wait for the officer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties import kinds
from bot.models import Duty, Report, Review, written
from bot.reports import known, writing
from bot.reports.answers import GIVEN, NONE, NOT_YET, Answered
from bot.reports.checks import Kind
from bot.reports.filed import APPROVED
from bot.reports.form import Asked, figures
from bot.reports.kinds import DONG, PERCENT, TEXT
from bot.reports.writing import Said

WAITING = 3  # reports; the last of them has a figure that the chair was asked about and kept
# What a unit does in a phase for each of its members: so many, or so many đồng.
SHARES = {
    "doan_vien_moi": 0.06,
    "cham_lo": 0.9,
    "tien_cham_lo": 400_000.0,
    "nguoi_tot": 0.08,
    "tiet_day_tot": 0.25,
    "cong_trinh": 0.04,
    "sang_kien": 0.15,
    "gia_tri_lam_loi": 350_000.0,
    "doi_thoai": 0.03,
}
WORDS = "Mỗi tổ công đoàn nhận giúp một việc cụ thể, cuối tháng cùng xem lại."
WISH = "Đề nghị gửi sớm mẫu biểu cho đợt sau."
LARGE = 40  # members; smaller units have not written their way of working down
KEPT = "sang_kien"


def approved(db: Transaction, duty: Duty, at: datetime) -> None:
    """A report that was sent and approved at that moment."""
    filed = writing.submit(db, duty, _said(db, duty, at), None, at)
    row = db.session.get_one(Report, filed.id)
    row.state = APPROVED
    db.session.add_all([row, Review(federation_id=duty.federation_id, report_id=filed.id, verdict=APPROVED, recorded_at=at)])
    db.session.flush()


def some_wait(db: Transaction, duties: Sequence[Duty], unit_ids: Sequence[int], now: datetime) -> None:
    """Reports of the first of these units, sent in the last days, that nobody has reviewed."""
    owed = {duty.unit_id: duty for duty in duties if duty.kind == kinds.REPORT}
    for n, unit_id in enumerate(unit_ids[:WAITING], 1):
        at = now - timedelta(days=n, hours=n)
        said = _said(db, owed[unit_id], at)
        writing.submit(db, owed[unit_id], _doubted(db, owed[unit_id], said) if n == WAITING else said, None, at)
        db.session.refresh(owed[unit_id])


def _said(db: Transaction, duty: Duty, at: datetime) -> Said:
    _bloc, members = known.people(db, duty.unit_id, local(at).date())
    vary = 0.8 + 0.1 * ((written(duty.id) * 7) % 5)
    answers = {each.indicator_id or 0: _answer(each, (members or 0) * vary) for each in figures(db, duty)}
    is_busy = vary >= 1
    return Said(answers, grade="excellent" if is_busy else "good", words=WISH if is_busy else "")


def _answer(asked: Asked, people: float) -> Answered:
    if asked.kind == TEXT:
        return Answered(GIVEN, words=WORDS) if people > LARGE else Answered(NOT_YET)
    if asked.unit == PERCENT:
        return Answered(GIVEN, 90.0 + people // 1 % 10)
    amount = SHARES[asked.code] * people
    rounded = float(round(amount, -6) if asked.unit == DONG else round(amount))
    return Answered(GIVEN, rounded) if rounded else Answered(NONE)


def _doubted(db: Transaction, duty: Duty, said: Said) -> Said:
    """The same with one figure ten times as large, which the chair said is right."""
    row = next(each.indicator_id or 0 for each in figures(db, duty) if each.code == KEPT)
    kept = Answered(GIVEN, 10 * (said.answers[row].amount or 1), doubt=Kind.TENFOLD)
    return Said({**said.answers, row: kept}, said.documents, said.grade, said.words)

"""The rows of a copy, by what it is about; in Vietnamese, as `bot.history.papers` says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import show_count, show_date, show_day
from bot.models import Anniversary, HeldLaunch, Launch, Note, Pledge, Report
from bot.pledges import Line
from bot.pledges.contents import PRODUCT, TASK, WORK
from bot.pledges.recalling import read
from bot.reports import report_of
from bot.reports.answers import show_amount, show_answer
from bot.reports.form import graded
from bot.reports.kinds import DONG
from bot.works.standing import DROPPED, FINISHED, LATER, OF_WORK, state, work

Rows = list[tuple[str, str]]
KINDS = {WORK: "Công trình", TASK: "Phần việc", PRODUCT: "Sản phẩm"}
OUTCOMES = {"held": "Đã tổ chức", "postponed": "Hoãn", "cancelled": "Không tổ chức"}
ASKED = ("Nội dung", "Kết quả")

WORKS: Prepared[Any] = Prepared(
    select(
        *(work.c[name] for name in ("name", "kind", "finish_on", "value")),
        *(state.c[name].label(f"{name}_now") for name in ("state", "day", "value", "reason")),
    )
    .join_from(work, state, OF_WORK, isouter=True)
    .where(work.c.pledge_id == bindparam("pledge"))
    .order_by(work.c.position)
)


@dataclass(frozen=True)
class Told:
    """What stands in the middle of a copy: a table of two columns, and sentences below it."""

    rows: Sequence[tuple[str, str]]
    heads: tuple[str, str] = ASKED
    lines: Sequence[str] = ()


def of_launch(db: Transaction, row: int) -> Told:
    """When and where a unit launches."""
    said = db.session.get_one(Launch, row)
    people = show_count(said.people) if said.people is not None else "chưa rõ"
    day = show_day(said.day) if said.day else ""
    return Told([("Ngày phát động", day), ("Thời gian, địa điểm, hình thức", said.place), ("Số người dự kiến", people)])


def of_held(db: Transaction, row: int) -> Told:
    """What became of a launch."""
    said = db.session.get_one(HeldLaunch, row)
    rows = [("Tổ chức phát động", OUTCOMES.get(said.outcome, said.outcome))]
    if said.day:
        rows.append(("Ngày mới" if said.outcome == "postponed" else "Ngày tổ chức", show_day(said.day)))
    if said.present is not None:
        members = f"/{show_count(said.members)} đoàn viên" if said.members else " người"
        rows.append(("Số người tham dự", f"{show_count(said.present)}{members}"))
    rows += [(label, text) for label, text in (("Người phát động", said.opened_by), ("Lý do", said.reason)) if text]
    return Told([*rows, *([("Ảnh", "Có ảnh kèm theo")] if said.document_id else [])])


def of_pledge(db: Transaction, row: int) -> Told:
    """Titles, figures and works that a unit promises."""
    said = read(db, db.session.get_one(Pledge, row))
    rows: Rows = [(each.offer.name, _promised(each)) for each in said.lines]
    days = {each.anniversary_id: _anniversary(db, each.anniversary_id) for each in said.works if each.anniversary_id}
    for each in said.works:
        parts = [show_amount(each.value, DONG)] if each.value is not None else []
        parts += [f"xong {show_date(each.finish_on)}"] if each.finish_on else []
        parts += [f"chào mừng {days[each.anniversary_id]}"] if each.anniversary_id else []
        parts += ["đề nghị gắn biển"] if each.wants_plaque else []
        rows.append((f"{KINDS[each.kind]}: {each.name}", ", ".join(parts)))
    rows += [("Lợi ích thêm cho đoàn viên", said.benefit)] if said.benefit else []
    rows += [("Ký với thủ trưởng đơn vị", f"Ngày {show_date(said.signed_on)}")] if said.is_signed and said.signed_on else []
    return Told(rows, ("Nội dung", "Chỉ tiêu đăng ký"))


def of_note(db: Transaction, row: int) -> Told:
    """The lines of a quarterly note."""
    said = db.session.get_one(Note, row)
    return Told((), lines=[each for each in said.words.splitlines() if each.strip()])


def of_report(db: Transaction, row: int) -> Told:
    """The figures of a report, the unit's own grade and its words."""
    said = db.session.get_one(Report, row)
    filed = report_of(db, said.duty_id, said.version)
    if filed is None:
        return Told(())
    rows: Rows = [(each.label, show_answer(each.answer, each.unit)) for each in filed.figures]
    rows += [("Tự đánh giá", graded(filed.grade))] if filed.grade else []
    rows += [("Khó khăn, kiến nghị", filed.words)] if filed.words else []
    return Told([*rows, *([("Minh chứng", f"{len(filed.evidence)} ảnh, tệp")] if filed.evidence else [])])


def of_works(db: Transaction, row: int) -> Told:
    """How far the works of a pledge have come."""
    rows = [(f"{KINDS[kind]}: {name}", _came(*rest)) for name, kind, *rest in db.all(WORKS, pledge=row)]
    return Told(rows, ("Công trình, phần việc", "Tình hình thực hiện"))


def _promised(line: Line) -> str:
    if line.offer.title_id is None:
        return show_amount(line.amount or 0, line.offer.unit)
    counts = ((line.people, "cá nhân"), (line.collectives, "tập thể"))
    return "; ".join(f"{show_count(count)} {what}" for count, what in counts if count is not None)


def _anniversary(db: Transaction, row: int) -> str:
    return db.session.exec(sqlmodel.select(Anniversary.name).where(Anniversary.id == row)).one()


def _came(finish_on: date | None, value: int | None, status: str | None, day: date | None, *more: Any) -> str:
    """“Đã xong ngày 03/03/2026; 5.000.000 đồng”. `more`: what it came to in đồng, and the reason."""
    reached, reason = more
    if status == DROPPED:
        return f"Không thực hiện: {reason}"
    until = day if status == LATER else finish_on
    text = f"Đang làm, hẹn xong {show_date(until)}" if until else "Đang làm"
    if status == FINISHED and day:
        text = f"Đã xong ngày {show_date(day)}"
    elif status == LATER and day:
        text = f"Lùi đến {show_date(day)}"
    money = reached if status == FINISHED else value
    return f"{text}; {show_amount(money, DONG)}" if money is not None else text

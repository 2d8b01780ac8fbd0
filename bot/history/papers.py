"""What stands on the copy of something that a unit gave.

An official paper is in Vietnamese, whoever prints it: Decree 30/2020/NĐ-CP, Annex I, gives its parts their words. So these words
are not looked up in a catalogue.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot import offices
from bot.clock import local
from bot.database.transaction import Transaction
from bot.history.entries import HELD, LAUNCH, NOTE, PLEDGE, REPORT, WORKS, Entry
from bot.history.told import Told, of_held, of_launch, of_note, of_pledge, of_report, of_works
from bot.i18n import show_date, speaking
from bot.models import Campaign, Unit
from bot.official_papers.naming import union_of
from bot.people import CHAIR
from bot.reports.receipts import show_code, show_state
from bot.units.tree import parent_of

TELLERS: dict[str, Callable[[Transaction, int], Told]] = {
    LAUNCH: of_launch,
    HELD: of_held,
    PLEDGE: of_pledge,
    NOTE: of_note,
    REPORT: of_report,
    WORKS: of_works,
}
TITLES = {  # what kind of paper it is, and what about
    LAUNCH: ("BẢN ĐĂNG KÝ", "Ngày phát động phong trào thi đua {phase}"),
    HELD: ("BÁO CÁO", "Kết quả tổ chức phát động thi đua {phase}"),
    PLEDGE: ("BẢN ĐĂNG KÝ", "Giao ước thi đua {phase}"),
    NOTE: ("BÁO CÁO", "Kết quả phong trào thi đua quý {quarter}"),
    REPORT: ("BÁO CÁO", "Kết quả phong trào thi đua {phase}"),
    WORKS: ("BÁO CÁO", "Kết quả thực hiện công trình, phần việc {phase}"),
}


@dataclass(frozen=True)
class Paper:
    """A copy of one page. `rows` are a table of what was asked and what was said; `lines` are sentences below it; `chair` is
    who signs, empty where nobody leads the unit here; `is_signed_by_two`: the employer signs as well."""

    superior: str
    issuer: str
    kind: str
    subject: str
    day: date
    opening: str
    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    lines: tuple[str, ...] = ()
    chair: str = ""
    is_signed_by_two: bool = False
    origin: str = field(default="")


def paper(db: Transaction, unit: Unit, entry: Entry, now: datetime) -> Paper:
    """The copy of an entry of the unit, as it was recorded."""
    with speaking("vi"):
        told = TELLERS[entry.kind](db, entry.row)
        kind, subject = TITLES[entry.kind]
        day = local(entry.recorded_at).date()
        superior = _superior(db, unit, day)
        quarter = f"{entry.occurrence % 10}/{entry.occurrence // 10}"
        return Paper(
            superior=superior,
            issuer=union_of(unit.name),
            kind=kind,
            subject=subject.format(phase=entry.phase, quarter=quarter),
            day=day,
            opening=_opening(db, entry, "đăng ký" if kind == "BẢN ĐĂNG KÝ" else "báo cáo", superior),
            heads=told.heads,
            rows=tuple(told.rows),
            lines=tuple(told.lines),
            chair=_chair(db, unit, local(now).date()),
            is_signed_by_two=entry.kind == PLEDGE,
            origin=_origin(entry),
        )


def _superior(db: Transaction, unit: Unit, day: date) -> str:
    row = parent_of(db, unit.id or 0, day)
    return db.session.get_one(Unit, row).name if row is not None else ""


def _opening(db: Transaction, entry: Entry, does: str, superior: str) -> str:
    campaign = db.session.get_one(Campaign, entry.campaign_id)
    number = f" số {campaign.number}" if campaign.number else ""
    issued = f" ngày {show_date(campaign.issued_on)}" if campaign.issued_on else ""
    of = f" của {campaign.issuer}" if campaign.issuer else ""
    to = f" với {superior}" if superior else ""
    return f"Thực hiện kế hoạch{number}{issued}{of} về “{campaign.title}”, đơn vị {does}{to} như sau:"


def _chair(db: Transaction, unit: Unit, today: date) -> str:
    """Who leads the unit and signs for it; empty where nobody does here, or several do."""
    chairs = {each.name for each in offices.of_unit(db, unit.id or 0, today) if each.role == CHAIR and not each.is_deputy}
    return chairs.pop() if len(chairs) == 1 else ""


def _origin(entry: Entry) -> str:
    here = local(entry.recorded_at)
    text = f"Bản in từ Trợ lý thi đua. Ghi nhận lúc {here:%H:%M} ngày {here:%d/%m/%Y}."
    return f"{text} Mã biên nhận: {show_code(entry.code)} ({show_state(entry.state or '')})." if entry.code else text

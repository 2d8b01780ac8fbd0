"""Which questions a unit's report asks: the indicators of its bloc, then evidence, the unit's own grade, and free words."""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _, pgettext
from bot.models import BlocMatch, Duty, Indicator, Unit, table_of
from bot.reports.kinds import TEXT

indicator, bloc_match, unit = table_of(Indicator), table_of(BlocMatch), table_of(Unit)

FIGURE, EVIDENCE, GRADE, WORDS = "figure:", "evidence", "grade", "words"  # stable: returned reports name them
GRADES = ("excellent", "good", "done", "not_done")  # the four levels of guideline 1294/HD-TLĐ of 14 August 2019


@dataclass(frozen=True)
class Asked:
    """A question of a report. `indicator_id` is None for evidence, grade and words; `unit` is what the figure is counted in."""

    key: str
    label: str
    unit: str = ""
    kind: str = TEXT
    indicator_id: int | None = None
    code: str = ""
    lowest: float | None = None
    highest: float | None = None
    is_required: bool = True
    only_if: str | None = None

    @property
    def is_figure(self) -> bool:
        """Whether a number answers it."""
        return self.kind != TEXT


MATCHED = exists().where(
    bloc_match.c.campaign_bloc_id == indicator.c.campaign_bloc_id,
    bloc_match.c.bloc_id == unit.c.bloc_id,
)
COLUMNS = ("label", "unit", "kind", "id", "code", "lowest", "highest", "is_required", "only_if")
OF_UNIT = Prepared(
    select(*(indicator.c[name] for name in COLUMNS))
    .join_from(indicator, unit, and_(unit.c.id == bindparam("of_unit"), unit.c.federation_id == indicator.c.federation_id))
    .where(indicator.c.campaign_id == bindparam("campaign"), or_(indicator.c.campaign_bloc_id.is_(None), MATCHED))
    .order_by(indicator.c.position, indicator.c.id),
    lambda *columns: Asked(f"{FIGURE}{columns[4]}", *columns),
)


def figures(db: Transaction, duty: Duty) -> list[Asked]:
    """The indicators that the unit of this duty is asked for, in order; texts among them are answered in words."""
    return db.all(OF_UNIT, of_unit=duty.unit_id, campaign=duty.campaign_id)


def form(db: Transaction, duty: Duty) -> list[Asked]:
    """Every question of the report, in order, with what a reader sees: labels are in the language being spoken."""
    return [*figures(db, duty), *(Asked(key, label) for key, label in rest().items())]


def rest() -> dict[str, str]:
    """The questions that every report ends with, and what they are called."""
    return {EVIDENCE: _("Ảnh, tệp"), GRADE: _("Tự đánh giá"), WORDS: _("Khó khăn, kiến nghị")}


def graded(grade: str) -> str:
    """A level of self-assessment in words."""
    return {
        "excellent": pgettext("grade", "Hoàn thành xuất sắc"),
        "good": pgettext("grade", "Hoàn thành tốt"),
        "done": pgettext("grade", "Hoàn thành"),
        "not_done": pgettext("grade", "Không hoàn thành"),
    }.get(grade, grade)

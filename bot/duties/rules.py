"""A campaign's rules: from what a plan says (“10 ngày sau khi kết thúc đợt”) to a due day, once an officer has confirmed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlmodel
from sqlmodel import col

from bot import operations
from bot.calendar.days import Calendar
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_day
from bot.models import Campaign, DutyRule, Phase

START, END, QUARTER, DAY = "start", "end", "quarter", "day"
PLAN, RULE, OFFICER = "plan", "rule", "officer"
AHEAD = timedelta(days=366)  # how far quarters are counted in a phase whose end is not known yet


@dataclass(frozen=True)
class Occasion:
    """One time that a rule asks for something: in a phase, once, or once a quarter (occurrence 20262: second of 2026)."""

    rule: DutyRule
    phase: Phase
    occurrence: int
    day: date | None  # by the rule as it stands; None: its anchor is an event that has not happened

    @property
    def due_on(self) -> date | None:
        """The due day; none while nobody has confirmed the rule."""
        return self.day if self.rule.confirmed_at else None


def rules_of(db: Transaction, campaign_id: int) -> Sequence[DutyRule]:
    """A campaign's rules, the proposed ones too, in the order of the plan."""
    wanted = sqlmodel.select(DutyRule).where(DutyRule.campaign_id == campaign_id).order_by(col(DutyRule.id))
    return db.session.exec(wanted).all()


def proposed(db: Transaction, federation_id: int) -> Sequence[DutyRule]:
    """Rules of running campaigns that nobody has confirmed yet."""
    wanted = sqlmodel.select(DutyRule).join(Campaign, col(Campaign.id) == col(DutyRule.campaign_id))
    wanted = wanted.where(DutyRule.federation_id == federation_id, col(Campaign.is_open), col(DutyRule.confirmed_at).is_(None))
    return db.session.exec(wanted.order_by(col(DutyRule.id))).all()


def occasions(rules: Sequence[DutyRule], phases: Sequence[Phase], calendar: Calendar, today: date) -> Iterator[Occasion]:
    """Every time that the rules ask for something. A rule for one phase stands before the one of its kind for every phase;
    phases may overlap: a quarter belongs to the first one it ends in."""
    named = {(rule.kind, rule.phase_id) for rule in rules if rule.phase_id}
    for rule in rules:
        counted: set[int] = set()
        for phase in phases:
            if rule.phase_id == phase.id or (rule.phase_id is None and (rule.kind, phase.id) not in named):
                yield from _in_phase(rule, phase, calendar, today, counted)


def _in_phase(rule: DutyRule, phase: Phase, calendar: Calendar, today: date, counted: set[int]) -> Iterator[Occasion]:
    if rule.anchor != QUARTER:
        yield Occasion(rule, phase, 1, _day(rule, _anchor(rule, phase), calendar))
        return
    for quarter, last in _quarters(phase.starts_on or today, phase.ends_on or today + AHEAD):
        if quarter not in counted:
            counted.add(quarter)
            yield Occasion(rule, phase, quarter, _day(rule, last, calendar))


def _anchor(rule: DutyRule, phase: Phase) -> date | None:
    return {START: phase.starts_on, END: phase.ends_on, DAY: rule.day}[rule.anchor]


def _quarters(start: date, end: date) -> Iterator[tuple[int, date]]:
    """The quarters whose last day lies in the period, with that day."""
    for year in range(start.year, end.year + 1):
        for quarter in (1, 2, 3, 4):
            last = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)
            if start <= last <= end:
                yield year * 10 + quarter, last


def _day(rule: DutyRule, anchor: date | None, calendar: Calendar) -> date | None:
    return None if anchor is None else calendar.due_after(anchor, rule.days, shifts=rule.shifts)


def worded(rule: DutyRule) -> str:
    """The rule in words."""
    if rule.anchor == DAY:
        return show_day(rule.day) if rule.day else _("chưa có ngày")
    if rule.days == 0:
        return {START: _("ngày bắt đầu đợt"), END: _("ngày kết thúc đợt"), QUARTER: _("ngày cuối quý")}[rule.anchor]
    return (_after(rule) if rule.days > 0 else _before(rule)).format(days=abs(rule.days))


def _after(rule: DutyRule) -> str:
    return {
        START: ngettext("{days} ngày sau khi bắt đầu đợt", "{days} ngày sau khi bắt đầu đợt", rule.days),
        END: ngettext("{days} ngày sau khi kết thúc đợt", "{days} ngày sau khi kết thúc đợt", rule.days),
        QUARTER: ngettext("{days} ngày sau khi hết quý", "{days} ngày sau khi hết quý", rule.days),
    }[rule.anchor]


def _before(rule: DutyRule) -> str:
    return {
        START: ngettext("{days} ngày trước khi bắt đầu đợt", "{days} ngày trước khi bắt đầu đợt", -rule.days),
        END: ngettext("{days} ngày trước khi kết thúc đợt", "{days} ngày trước khi kết thúc đợt", -rule.days),
        QUARTER: ngettext("{days} ngày trước khi hết quý", "{days} ngày trước khi hết quý", -rule.days),
    }[rule.anchor]


def grace(rule: DutyRule) -> str:
    """How many days after the due day still count as on time, in words; empty for none."""
    if not rule.grace_days:
        return ""
    text = ngettext("nộp sau hạn {days} ngày vẫn tính đúng hạn", "nộp sau hạn {days} ngày vẫn tính đúng hạn", rule.grace_days)
    return text.format(days=rule.grace_days)


@dataclass(frozen=True)
class Terms:
    """What an officer decides about a rule: so many days from its anchor, or a named day; and the days of grace."""

    days: int | None
    day: date | None
    grace_days: int


def confirm(db: Transaction, rule: DutyRule, terms: Terms, who: str, person_id: int | None, now: datetime) -> None:
    """Put a rule into force. Terms that differ from the proposal make it the officer's own decision. Due days change when the
    duties are filled next (`bot.duties.filling`)."""
    if terms.day is not None:
        rule.anchor, rule.day, rule.days, rule.shifts = DAY, terms.day, 0, False
        rule.origin, rule.source = OFFICER, who
    elif terms.days is not None and terms.days != rule.days:
        rule.days = terms.days
        rule.origin, rule.source = OFFICER, who
    rule.grace_days = terms.grace_days
    rule.confirmed_at, rule.confirmed_by = now, who
    db.session.add(rule)
    said = rule.model_dump(include={"id", "kind", "anchor", "days", "grace_days"})
    operations.record(db, rule.federation_id, "rule.confirm", now, person_id=person_id, valid_on=rule.day, rule=said)

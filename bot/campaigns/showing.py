"""A plan as people read it."""

from collections.abc import Collection, Iterator

from bot.campaigns.plan import DAY, EVENT, MONTH, YEAR, Plan, PlanAnniversary, PlanBloc, PlanDeadline, PlanPeriod, PlanPhase, When
from bot.i18n import _, ngettext, show_date, show_day


def show_plan(plan: Plan, *, blocs: Collection[str] | None = None) -> str:
    """The plan in words. `blocs` are the labels whose contents are shown beside those for all; None: every bloc's."""
    parts = [
        list(_themes(plan)),
        [show_phase(each) for each in plan.phases] or [_span(plan.whole)],
        _titled(_("📋 Nội dung:"), [f"{n}. {each}" for n, each in enumerate(plan.contents, 1)]),
        *(_bloc(each) for each in plan.blocs if blocs is None or each.label in blocs),
        _titled(_("🎯 Chỉ tiêu:"), [f"• {each.text}" for each in plan.targets]),
        _titled(_("📣 Phong trào:"), [f"• {each}" for each in plan.movements]),
        _titled(_("🏅 Danh hiệu:"), [f"• {each}" for each in (*plan.titles, plan.titles_open) if each]),
        _titled(_("⏰ Việc phải làm:"), [_deadline(each) for each in plan.deadlines]),
        _titled(_("⭐ Phát động điểm:"), _pilots(plan)),
        _titled(_("🎗 Ngày kỷ niệm:"), [show_anniversary(each) for each in plan.anniversaries]),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if any(lines))


def show_head(plan: Plan) -> str:
    """Issuer, number and day of the plan."""
    lines = [plan.issuer]
    if plan.number and plan.issued_on:
        lines.append(_("Số {number}, ngày {day}").format(number=plan.number, day=show_date(plan.issued_on)))
    elif plan.number:
        lines.append(_("Số {number}").format(number=plan.number))
    basis = _("Thực hiện kế hoạch số {number} của {issuer}")
    named = (each for each in plan.legal_basis if each.number and each.issuer)
    return "\n".join([*lines, *(basis.format(number=each.number, issuer=each.issuer) for each in named)])


def show_phase(phase: PlanPhase) -> str:
    """A phase with its time and theme: “🚩 Đợt 1: 01/01/2025 – 30/06/2025”."""
    span = _span(phase)
    text = f"🚩 {phase.name}: {span}" if span else f"🚩 {phase.name}"
    return f"{text}\n“{phase.theme}”" if phase.theme else text


def _span(period: PlanPeriod) -> str:
    start, end = _start(period), _end(period)
    if start and end and period.end_precision != EVENT:
        return f"{start} – {end}"
    return " ".join(part for part in (start and _("từ {start}").format(start=start), end) if part)


def _start(period: PlanPeriod) -> str:
    if period.start_rule and period.start_resolved:
        return show_date(period.start_resolved)
    return period.start_rule or show_when(period.start, period.start_precision)


def _end(period: PlanPeriod) -> str:
    if period.end_precision != EVENT:
        return show_when(period.end, period.end_precision)
    if period.end:
        return _("đến {day} ({event})").format(day=show_date(period.end), event=period.end_event)
    text = _("đến {event}") if (period.end_event or "").startswith("hết") else _("đến khi có {event}")
    text = text.format(event=period.end_event)
    return text + " " + _("(dự kiến {when})").format(when=period.end_expected) if period.end_expected else text


def show_when(when: When | None, precision: str | None = DAY) -> str:
    """A bound in its own precision: 17/01/2025, tháng 1/2025, năm 2025."""
    if when is None:
        return ""
    if isinstance(when, str) or precision == YEAR:
        return _("năm {year}").format(year=when if isinstance(when, str) else when.year)
    if precision == MONTH:
        return _("tháng {month}/{year}").format(month=when.month, year=when.year)
    return show_date(when)


def _themes(plan: Plan) -> Iterator[str]:
    for each in plan.themes:
        yield f"• “{each.text}” ({', '.join(each.owners)})" if each.owners else f"• “{each.text}”"


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []


def _bloc(bloc: PlanBloc) -> list[str]:
    title = _("📋 Nội dung, {bloc}:").format(bloc=bloc.label)
    if bloc.contents or not bloc.count:
        return _titled(title, [f"{n}. {each}" for n, each in enumerate(bloc.contents, 1)])
    count = ngettext("{count} nội dung, xem kế hoạch.", "{count} nội dung, xem kế hoạch.", bloc.count)
    return [f"{title} {count.format(count=bloc.count)}"]


def _deadline(each: PlanDeadline) -> str:
    if each.due:
        day = show_day(each.due)
        when = _("trước ngày {day}").format(day=day) if each.relation else _("hạn {day}").format(day=day)
        return f"• {each.what}: {when}"
    return f"• {each.what}: {each.rule}" if each.rule else f"• {each.what}"


def _pilots(plan: Plan) -> list[str]:
    unnamed = [ngettext("• {count} đơn vị", "• {count} đơn vị", each.count).format(count=each.count) for each in plan.pilot_units]
    return [f"• {each.name}" if each.name else other for each, other in zip(plan.pilot_units, unnamed, strict=True)]


def show_anniversary(each: PlanAnniversary) -> str:
    """“• 95 năm Ngày thành lập Đảng: Thứ Hai, 03/02/2025”."""
    name = _("{count} năm {name}").format(count=each.year_ordinal, name=each.name) if each.year_ordinal else each.name
    when = each.date or each.original_date
    if when is None:
        return f"• {name}"
    return f"• {name}: {show_when(when) if isinstance(when, str) else show_day(when)}"

"""A campaign's ladder of reminders in plain words: which days, for which duty."""

from collections.abc import Iterable, Sequence

from bot.duties import kinds
from bot.i18n import _, ngettext, pgettext
from bot.reminders.ladder import Rung
from bot.reminders.subjects import (
    ANNIVERSARY,
    CHAIR,
    CLOSE,
    DEPUTY,
    DUTIES,
    EVENTS,
    LAUNCH,
    LEAD,
    LIGHT,
    OFFICER,
    PHASE_END,
    PHASE_START,
    USUAL,
    WORK,
)

TOLD = (*DUTIES, LAUNCH, WORK, *EVENTS)  # what snoozes and promises add is nobody's to change
ONLY_BEFORE = frozenset({LAUNCH, *EVENTS})  # nobody is reminded of these once their day is over


def profile_said(name: str) -> str:
    """What people call a ready ladder."""
    said = {LIGHT: pgettext("ladder", "nhẹ"), USUAL: pgettext("ladder", "vừa"), CLOSE: pgettext("ladder", "sát")}
    return said.get(name, pgettext("ladder", "chỉnh tay"))


def subject_said(subject: str) -> str:
    """What a subject is about: “báo cáo kết quả”."""
    if subject in DUTIES:
        return kinds.called(DUTIES[subject])
    return {
        LAUNCH: pgettext("subject", "ngày phát động"),
        WORK: pgettext("subject", "ngày xong công trình, phần việc"),
        PHASE_START: pgettext("subject", "ngày bắt đầu đợt"),
        PHASE_END: pgettext("subject", "ngày kết thúc đợt"),
        ANNIVERSARY: pgettext("subject", "ngày kỷ niệm"),
    }[subject]


def days_said(days: Sequence[int]) -> str:
    """Such as “trước 7, 3, 1 ngày; đúng ngày; sau 1, 3 ngày”."""
    before, after = [-each for each in sorted(days) if each < 0], [each for each in sorted(days) if each > 0]
    text = ngettext("trước {days} ngày", "trước {days} ngày", sum(before))
    parts = [text.format(days=", ".join(map(str, before)))] if before else []
    parts += [_("đúng ngày")] if 0 in days else []
    text = ngettext("sau {days} ngày", "sau {days} ngày", sum(after))
    parts += [text.format(days=", ".join(map(str, after)))] if after else []
    return "; ".join(parts) or _("không nhắc")


def days_of(rungs: Iterable[Rung], subject: str) -> tuple[int, ...]:
    """The days on which chairs are reminded of a subject, from the earliest on."""
    return tuple(sorted(each.days for each in rungs if each.subject == subject and each.audience == CHAIR))


def lines(rungs: Sequence[Rung]) -> list[str]:
    """A line for all the subjects that share their days, then who is asked when nobody answers."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for subject in TOLD:
        groups.setdefault(days_of(rungs, subject), []).append(subject_said(subject))
    told = [f"• {_capital(', '.join(names))}: {days_said(days)}." for days, names in groups.items()]
    return [*told, *_escalation(rungs)]


def _escalation(rungs: Sequence[Rung]) -> list[str]:
    steps = {
        DEPUTY: _("phó chủ tịch được nhắc sau {days} ngày"),
        LEAD: _("cụm trưởng được báo sau {days} ngày"),
        OFFICER: _("cán bộ gọi điện sau {days} ngày"),
    }
    first = {each: [rung.days for rung in rungs if rung.audience == each] for each in steps}
    said = [text.format(days=min(first[each])) for each, text in steps.items() if first[each]]
    return [_("• Quá hạn mà chưa trả lời: {steps}.").format(steps="; ".join(said))] if said else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

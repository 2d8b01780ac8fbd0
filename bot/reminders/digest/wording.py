"""How a digest speaks of duties: in full, and in one line where there are many."""

from dataclasses import dataclass
from datetime import date

from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT, called
from bot.i18n import _, ngettext, pgettext, show_day, show_short_day
from bot.labels import BETWEEN
from bot.reminders.digest.facts import Fact


@dataclass(frozen=True)
class Words:
    """The same said with room and without."""

    text: str
    short: str


def duty_name(kind: str, occurrence: int) -> str:
    """“báo cáo kết quả”, “báo cáo quý 2/2026”."""
    if kind == NOTE:
        return _("{name} {quarter}/{year}").format(name=called(kind), quarter=occurrence % 10, year=occurrence // 10)
    return called(kind)


def missing(kind: str) -> str:
    """What a unit has not done."""
    return {
        LAUNCH: pgettext("duty", "chưa đăng ký"),
        HELD: pgettext("duty", "chưa báo"),
        PLEDGE: pgettext("duty", "chưa đăng ký"),
        REPORT: pgettext("duty", "chưa nộp"),
        NOTE: pgettext("duty", "chưa nộp"),
    }[kind]


def owed(fact: Fact, today: date) -> Words:
    """To whoever leads the unit, counted from today."""
    if fact.due_on is None:
        return _undated(fact)
    left = (fact.due_on - today).days
    values = {**_values(fact), "left": left, "late": -left, "day": show_day(fact.due_on)}
    short = _short(fact, left)
    if left > 0:
        text = ngettext(
            "⏰ Còn {left} ngày đến hạn {duty} {phase} ({day}).\n🏫 {unit} {missing}.",
            "⏰ Còn {left} ngày đến hạn {duty} {phase} ({day}).\n🏫 {unit} {missing}.",
            left,
        )
    elif left == 0:
        text = _("⏰ Hôm nay là hạn {duty} {phase}.\n🏫 {unit} {missing}.")
    elif -left <= fact.grace_days:
        text = _("⏰ Hạn {duty} {phase} là {day}. Nộp lúc này vẫn tính đúng hạn.\n🏫 {unit} {missing}.")
    else:
        text = ngettext(
            "⏰ Việc {duty} {phase} đã quá hạn {late} ngày (hạn: {day}).\n🏫 {unit} {missing}. Đồng chí có vướng mắc gì không ạ?",
            "⏰ Việc {duty} {phase} đã quá hạn {late} ngày (hạn: {day}).\n🏫 {unit} {missing}. Đồng chí có vướng mắc gì không ạ?",
            -left,
        )
    return Words(text.format(**values), short)


def owed_by_others(fact: Fact, today: date) -> Words:
    """To whoever is asked because the unit's chair did not answer."""
    left = (fact.due_on - today).days if fact.due_on else 0
    day = show_day(fact.due_on) if fact.due_on else ""
    text = _("🤝 {unit} {missing}: {duty} {phase} (hạn: {day}). Đơn vị chưa trả lời Trợ lý, nhờ đồng chí giúp.")
    return Words(text.format(**_values(fact), day=day), _short(fact, left))


def promised(fact: Fact, day: date) -> Words:
    """Once, after the day that was promised."""
    text = _("🤝 {unit} hẹn {day} xong việc {duty} {phase}. Trợ lý chưa nhận được. Đồng chí làm đến đâu rồi ạ?")
    short = _("{unit}: {duty} {phase}, đã hẹn {day}")
    values = _values(fact)
    return Words(text.format(**values, day=show_day(day)), short.format(**values, day=show_short_day(day)))


def moved(fact: Fact, old: date) -> Words:
    """To whoever was told the old day."""
    new = fact.due_on or old
    text = _("🔄 Hạn {duty} {phase} đổi từ {old} sang {new}.\n🏫 {unit}")
    short = _("{unit}: hạn {duty} {phase} đổi từ {old} sang {new}")
    values = _values(fact)
    return Words(
        text.format(**values, old=show_day(old), new=show_day(new)),
        short.format(**values, old=show_short_day(old), new=show_short_day(new)),
    )


def about(fact: Fact, *, is_begun: bool) -> str:
    """Tells the button of a duty from another one that says the same: “Đợt 1”, “2/2026 · Đợt 1”; `is_begun`: the button does not
    say what it goes on with."""
    if is_begun:
        return f"{duty_name(fact.kind, fact.occurrence)} {fact.phase}"
    return f"{fact.occurrence % 10}/{fact.occurrence // 10}{BETWEEN}{fact.phase}" if fact.kind == NOTE else fact.phase


def _undated(fact: Fact) -> Words:
    text = _("⏰ Việc {duty} {phase} chưa có hạn.\n🏫 {unit} {missing}.")
    short = _("{unit}: {duty} {phase}")
    return Words(text.format(**_values(fact)), short.format(**_values(fact)))


def _short(fact: Fact, left: int) -> str:
    values = {**_values(fact), "day": show_short_day(fact.due_on) if fact.due_on else "", "late": -left}
    if left >= 0:
        return _("{unit}: {duty} {phase}, hạn {day}").format(**values)
    text = ngettext("{unit}: {duty} {phase}, quá hạn {late} ngày", "{unit}: {duty} {phase}, quá hạn {late} ngày", -left)
    return text.format(**values)


def _values(fact: Fact) -> dict[str, str | int]:
    duty = duty_name(fact.kind, fact.occurrence)
    return {"unit": fact.unit, "phase": fact.phase, "duty": duty, "missing": missing(fact.kind)}

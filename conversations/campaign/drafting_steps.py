"""A plan step by step."""

import re
from datetime import date

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.campaigns.plan import DAY, EVENT, Plan, PlanDeadline, PlanPhase, PlanTheme
from bot.campaigns.usual import with_usual
from bot.i18n import _
from conversations.campaign.bounds import ask_bound, ask_past_day

MOST_PHASES, MOST_THEMES = 12, 4
YEAR = re.compile(r"\b20\d\d\b")
FROM_NOW = "từ nay"


def by_steps(ask: Ask, issuer: str) -> Plan:
    """Name, number, day, themes of the year, phase by phase, and what units are asked for."""
    title = ask.text(
        "title",
        _("Phong trào thi đua tên là gì ạ?\nVí dụ: Phong trào thi đua năm {year}").format(year=ask.today.year),
        name=_("Tên"),
    )
    number, issued_on = number_and_day(ask)
    themes = tuple(_themes(ask, issuer))
    year = YEAR.search(title)
    count = ask.number("count", _("Có mấy đợt thi đua?"), name=_("Số đợt"), at_most=MOST_PHASES)
    phases: list[PlanPhase] = []
    since = date(int(year[0]) if year else ask.today.year, 1, 1)
    for n in range(1, (count or 1) + 1):
        phases.append(_phase(ask, n, since, issued_on or ask.today))
        since = phases[-1].start or since
    asked = _asked_for(ask)
    plan = Plan(title, issuer, number=number, issued_on=issued_on, themes=themes, phases=tuple(phases), deadlines=asked)
    return with_usual(plan) if len(asked) > 1 else plan


def number_and_day(ask: Ask) -> tuple[str | None, date | None]:
    """The number and the day of issue of a plan; None while it has none."""
    number = ask.text("number", _("Kế hoạch số bao nhiêu ạ?\nVí dụ: 41/KH-LĐLĐ"), name=_("Số"), skip=_("Chưa có số"), longest=60)
    prompt = _("Kế hoạch ký ngày nào ạ?\nVí dụ: 25/12/{year}").format(year=ask.today.year - 1)
    return number or None, ask_past_day(ask, "issued", prompt, name=_("Ngày ký"), other=_("Chưa ký"))


def _themes(ask: Ask, issuer: str) -> list[PlanTheme]:
    themes: list[PlanTheme] = []
    for n in range(1, MOST_THEMES + 1):
        prompt = _("Chủ đề của năm là gì ạ?") if n == 1 else _("Tổ chức khác có chủ đề năm không ạ?")
        text = ask.text(f"theme{n}", prompt, name=_("Chủ đề {n}").format(n=n), skip=_("Không có"))
        if not text:
            break
        prompt = _("Chủ đề ấy do tổ chức nào nêu?")
        owner = ask.text(f"owner{n}", prompt, name=_("Chủ đề {n} của").format(n=n), skip=_("Của đơn vị mình"))
        themes.append(PlanTheme(text, (owner or issuer,)))
    return themes


def _phase(ask: Ask, n: int, since: date, today: date) -> PlanPhase:
    start = ask_bound(
        ask,
        f"start{n}",
        _("Đợt {n} bắt đầu từ khi nào?\nVí dụ: 1/1/{year} · tháng 5/{year} · năm {year}").format(n=n, year=since.year),
        name=_("Đợt {n} từ").format(n=n),
        other=_("Từ nay"),
        since=since,
    )
    begins = start.day if start else today
    end = ask_bound(
        ask,
        f"end{n}",
        _("Đợt {n} kết thúc khi nào?\nVí dụ: 30/6/{year} · tháng 12/{year}").format(n=n, year=begins.year),
        name=_("Đợt {n} đến").format(n=n),
        other=_("Chưa biết ngày, đến một sự kiện"),
        since=begins,
        is_end=True,
    )
    prompt = _("Sự kiện nào? Ví dụ: Đại hội Công đoàn tỉnh lần thứ XVI")
    event = None if end else ask.text(f"event{n}", prompt, name=_("Đợt {n}, sự kiện").format(n=n))
    theme = ask.text(f"about{n}", _("Chủ đề của đợt {n}?").format(n=n), name=_("Đợt {n}, chủ đề").format(n=n), skip=_("Không có"))
    return PlanPhase(
        name=f"Đợt {n}",
        start=start.day if start else None,
        start_precision=start.precision if start else DAY,
        start_rule=None if start else FROM_NOW,
        start_resolved=None if start else today,
        end=end.day if end else None,
        end_precision=end.precision if end else EVENT,
        end_event=event,
        theme=theme or None,
    )


def _asked_for(ask: Ask) -> tuple[PlanDeadline, ...]:
    """What the plan asks units for, in the words of such plans; by when is proposed from them and confirmed later."""
    register = PlanDeadline("Đăng ký thời gian tổ chức phát động")
    pledge = PlanDeadline("Đăng ký giao ước thi đua")
    report = PlanDeadline("Báo cáo kết quả", rule="sau mỗi đợt thi đua")
    ways = {
        "two": (_("Đăng ký phát động, báo cáo"), (register, report)),
        "three": (_("Phát động, giao ước, báo cáo"), (register, pledge, report)),
        "one": (_("Chỉ đăng ký phát động"), (register,)),
        "none": (_("Chưa yêu cầu gì"), ()),
    }
    picks = [Choice(key, label) for key, (label, _asked) in ways.items()]
    chosen = ask.choice("asked", _("Kế hoạch yêu cầu công đoàn cơ sở làm gì?"), picks, name=_("Yêu cầu"))
    return ways[chosen.key][1]

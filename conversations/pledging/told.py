"""A pledge in words: on a card, a receipt, or for whoever reviews what became of it."""

from collections.abc import Sequence

from bot.i18n import _, show_date
from bot.pledges import Contents, Line, Work
from bot.pledges.contents import PRODUCT, TASK, WORK
from conversations.pledging.figures import DONG, show_amount, show_share

LONGEST_LABEL = 50  # characters that fit beside a mark on a button of a small phone


def short(names: Sequence[str], longest: int = LONGEST_LABEL) -> list[str]:
    """The names as they fit on buttons, with their place in front where two would look alike."""
    cut = [each if len(each) <= longest else each[: longest - 1].rstrip() + "…" for each in names]
    return [f"{n}. {each}" if cut.count(each) > 1 else each for n, each in enumerate(cut, 1)]


def told(said: Contents, members: int | None, days: dict[int, str]) -> str:
    """All that a pledge says, a line each; `members` are people of the unit, `days` the campaign's anniversaries."""
    lines = [_line(each, members) for each in said.lines] + [_work(each, days) for each in said.works]
    if said.benefit:
        lines.append(_("Thêm cho đoàn viên: {benefit}").format(benefit=said.benefit))
    if said.is_signed and said.signed_on:
        lines.append(_("Đã ký với thủ trưởng đơn vị ngày {day}").format(day=show_date(said.signed_on)))
    elif said.is_signed is False:
        lines.append(_("Chưa ký với thủ trưởng đơn vị"))
    return "\n".join(f"• {each}" for each in lines)


def _line(line: Line, members: int | None) -> str:
    if line.offer.title_id is None:
        return f"{line.offer.name}: {show_amount(line.amount or 0, line.offer.unit)}"
    parts = [show_share(line.people, members)] if line.people is not None else []
    if line.collectives is not None:
        parts.append(_("{count} tập thể").format(count=show_amount(line.collectives)))
    return f"{line.offer.name}: {'; '.join(parts)}"


def _work(work: Work, days: dict[int, str]) -> str:
    kind = {WORK: _("Công trình"), TASK: _("Phần việc"), PRODUCT: _("Sản phẩm")}[work.kind]
    parts = [f"{kind} “{work.name}”"]
    if work.value is not None:
        parts.append(show_amount(work.value, DONG))
    if work.finish_on:
        parts.append(_("xong {day}").format(day=show_date(work.finish_on)))
    if work.anniversary_id in days:
        parts.append(_("chào mừng {day}").format(day=days[work.anniversary_id]))
    if work.wants_plaque:
        parts.append(_("đề nghị gắn biển"))
    return ", ".join(parts)

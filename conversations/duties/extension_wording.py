"""How requests for more time are told, to officers and to units."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.duties.extensions import REFUSED, Request
from bot.duties.kinds import titled
from bot.i18n import _, show_day, show_moment
from bot.labels import cut
from bot.post.message import Message, Option

MOST, LONGEST_LABEL = 10, 56  # requests in one list, and characters on a button


def name_of(kind: str, occurrence: int, phase: str) -> str:
    """Such as “Báo cáo kết quả, Đợt 1”."""
    return f"{titled(kind, occurrence)}, {phase}"


def listed(waiting: Sequence[Request], busy: Mapping[int, str]) -> str | Message:
    """The requests that wait, the oldest first, a button each; `busy` says of some that another officer has them in hand."""
    if not waiting:
        return _("Hiện không có đề nghị gia hạn nào đang chờ.")
    lines = [_("⏳ Đang chờ trả lời: {count} đề nghị gia hạn.").format(count=len(waiting))]
    buttons = []
    for n, each in enumerate(waiting[:MOST], 1):
        lines.append(f"{n}. {each.unit}: {_name(each)}")
        lines += [busy[each.id]] if each.id in busy else []
        buttons.append((Option(cut(f"{n}. {each.unit}", LONGEST_LABEL), f"/giahan {each.id}"),))
    return Message("\n".join(lines), tuple(buttons))


def told(request: Request) -> str:
    """The whole request, above its answers."""
    lines = [_("⏳ {unit} xin gia hạn {name}.").format(unit=request.unit, name=_name(request))]
    if request.due_on:
        lines.append(_("Hạn hiện nay: {day}").format(day=show_day(request.due_on)))
    lines.append(_("Xin đến: {day}").format(day=show_day(request.until)))
    return "\n".join([*lines, _("Lý do: {reason}").format(reason=request.reason)])


def decided(request: Request) -> str:
    """That somebody was quicker, when, and what they said."""
    text = _("Đồng chí {name} đã đồng ý đề nghị này của {unit} lúc {moment}.")
    if request.decision == REFUSED:
        text = _("Đồng chí {name} đã trả lời chưa đồng ý đề nghị này của {unit} lúc {moment}.")
    moment = show_moment(request.decided_at) if request.decided_at else ""
    return text.format(name=request.decided_by or _("cán bộ khác"), unit=request.unit, moment=moment)


def news(request: Request, until: date | None, reason: str) -> str:
    """What the unit hears."""
    if until is None:
        return _("⏳ {name}: chưa gia hạn được.\nLý do: {reason}").format(name=_name(request), reason=reason)
    return _("📅 {name}: được gia hạn đến {day}.").format(name=_name(request), day=show_day(until))


def _name(request: Request) -> str:
    return name_of(request.kind, request.occurrence, request.phase)

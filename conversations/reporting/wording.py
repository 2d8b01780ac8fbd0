"""How a report is told: what it will ask, the card, the receipt, and why it cannot be changed."""

from datetime import date

from bot import plans
from bot.asking.ask import Ask
from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties.missing import State, state_of
from bot.i18n import _, ngettext, show_day, show_moment
from bot.labels import cut
from bot.people import Held
from bot.post.message import Message, Option
from bot.reports.filed import APPROVED, ASKED, WAITING, Filed
from bot.reports.form import WORDS, graded, rest
from bot.reports.kinds import DONG, PERCENT
from bot.reports.owed import Due
from bot.reports.receipts import show_code
from bot.reports.sheet import Sheet
from bot.rights import RIGHTS, May

SECONDS = 20  # for a question, looking the figure up included
LISTED = 10  # questions named before the first one


def which(db: Transaction, due: list[Due]) -> str | Message:
    """The reports that can be meant, a button each."""
    shown = [each for each in due if not each.is_done or each.state in (WAITING, ASKED)]
    if not shown:
        return _("✅ Đơn vị của đồng chí không còn báo cáo nào phải nộp.")
    several = len({each.unit_id for each in shown}) > 1
    names = [f"{each.phase}, {each.unit}" if several else each.phase for each in shown]
    buttons = []
    for each, name in zip(shown, plans.told_apart(db, names, [each.campaign_id for each in shown]), strict=True):
        label = _("✏️ Sửa báo cáo {name}") if each.is_done else _("📝 Báo cáo {name}")
        buttons.append((Option(cut(label.format(name=name), 58), f"/baocao {each.duty_id}"),))
    return Message(_("Đồng chí nộp báo cáo nào ạ?"), tuple(buttons))


def for_officer(office: Held) -> Message:
    """What somebody who leads no unit can do about reports."""
    jobs = (
        (May.SEE, _("📨 Ai chưa nộp?"), "/chuanop"),
        (May.REVIEW, _("📝 Duyệt báo cáo"), "/duyet"),
        (May.FOLLOW_UP, _("✍️ Nhập hộ"), "/nhapho"),
    )
    text = _("Báo cáo do chủ tịch công đoàn cơ sở nộp. Với báo cáo, đồng chí làm được các việc sau:")
    return Message(text, tuple((Option(label, job),) for right, label, job in jobs if right in RIGHTS[office.role]))


def refused(due: Due, filed: Filed | None, today: date) -> str:
    """Why nothing can be sent any more; empty where it can."""
    if filed and filed.state == APPROVED:
        text = _("👍 Báo cáo {phase} của {unit} đã được duyệt (mã {code}). Cần đính chính, xin liên hệ công đoàn cấp trên.")
        return text.format(phase=due.phase, unit=due.unit, code=show_code(filed.receipt))
    if due.is_done and filed is None:
        text = _("📥 Công đoàn cấp trên đã nhận báo cáo {phase} của {unit}, đồng chí không cần nộp nữa.")
        return text.format(phase=due.phase, unit=due.unit)
    if filed is None and state_of(due.due_on, 0, due.closes_on, today) is State.CLOSED:
        text = _("🔒 Báo cáo {phase} đã khóa vì quá hạn. Muốn nộp, xin đề nghị công đoàn cấp trên gia hạn.")
        return text.format(phase=due.phase)
    return ""


def intro(due: Due, paper: Sheet, today: date) -> str:
    """What the report will ask, about how long it takes, and that several numbers may come at once."""
    count = len(paper.items) + len(rest()) - 1
    minutes = max(1, round(count * SECONDS / 60))
    text = ngettext(
        "📝 Báo cáo {phase}, {unit}: {count} câu, khoảng {minutes} phút.",
        "📝 Báo cáo {phase}, {unit}: {count} câu, khoảng {minutes} phút.",
        count,
    )
    lines = [text.format(phase=due.phase, unit=due.unit, count=count, minutes=minutes)]
    if due.due_on:
        lines[0] += " " + (_("Hạn: hôm nay.") if due.due_on == today else _("Hạn: {day}.").format(day=show_day(due.due_on)))
    lines.append(_("Đang làm có thể dừng, Trợ lý giữ lại phần đã điền."))
    figures = [each for each in paper.items if each.is_figure]
    if len(figures) > 1:
        lines += [f"{n}. {each.label}" for n, each in enumerate(figures[:LISTED], 1)]
        lines.append(_("Có thể gõ nhiều số một lúc theo thứ tự trên, ví dụ: 12; 9; 0; 3"))
    return "\n".join(lines)


def asks(paper: Sheet, number: int) -> str:
    """The question for an indicator, with what is known and, if it came back, why."""
    asked, lines = paper.items[number - 1], []
    if reason := (paper.reopened or {}).get(asked.key):
        lines.append(_("↩️ Cán bộ đề nghị xem lại: “{reason}”").format(reason=reason))
    head = _("Câu {number}/{count}. {question}")
    unit = f" ({asked.unit})" if asked.is_figure and asked.unit else ""
    lines.append(head.format(number=number, count=len(paper.items) + len(rest()) - 1, question=f"{asked.label}{unit}?"))
    if not asked.is_figure:
        lines.append(_("Gõ vài dòng, hoặc bấm nút."))
    elif asked.unit == DONG:
        lines.append(_("Gõ số tiền, ví dụ: 20 triệu"))
    elif asked.unit == PERCENT:
        lines.append(_("Gõ tỷ lệ, ví dụ: 95%"))
    else:
        lines.append(_("Gõ một con số, hoặc bấm nút."))
    return "\n".join(lines)


def of_rest(paper: Sheet, key: str, prompt: str) -> str:
    """One of the questions after the figures, with its number and, if it came back, why."""
    lines = []
    if reason := (paper.reopened or {}).get(key):
        lines.append(_("↩️ Cán bộ đề nghị xem lại: “{reason}”").format(reason=reason))
    if key == WORDS:
        return "\n".join([*lines, prompt])
    number, count = len(paper.items) + 1 + list(rest()).index(key), len(paper.items) + len(rest()) - 1
    return "\n".join([*lines, _("Câu {number}/{count}. {question}").format(number=number, count=count, question=prompt)])


def card(due: Due, paper: Sheet) -> str:
    """What stands above the answers on the card."""
    text = _("Xin kiểm tra lại giúp:\n🏫 {unit}\n🚩 Báo cáo {phase}").format(unit=due.unit, phase=due.phase)
    if paper.reopened:
        return text + "\n" + _("Chỉ gửi lại các câu dưới đây; các câu khác giữ như bản trước.")
    if paper.before and not paper.is_returned:
        sent = _("Bản nộp lúc {moment} vẫn giữ nguyên. Muốn sửa mục nào, xin bấm ✏️ ở mục ấy.")
        return text + "\n" + sent.format(moment=show_moment(paper.before.recorded_at))
    if paper.before and paper.before.returned:
        return text + "\n" + _("↩️ Cán bộ đề nghị xem lại: “{reason}”").format(reason=paper.before.returned.comment)
    return text


def receipt(ask: Ask, due: Due, filed: Filed) -> Message:
    """When it was sent, how long before or after the deadline, its code, and the way back."""
    text = _("✅ Đã nộp báo cáo {phase} lúc {moment}{margin}. Cảm ơn đồng chí!\n🏫 {unit}\n🧾 Số {number}, mã biên nhận: {code}")
    said = text.format(
        phase=due.phase,
        moment=show_moment(filed.recorded_at),
        margin=margin(due.due_on, local(ask.now).date()),
        unit=due.unit,
        number=f"{filed.id}-{filed.version}",
        code=show_code(filed.receipt),
    )
    if filed.grade:
        said += "\n" + _("Tự đánh giá: {grade}").format(grade=graded(filed.grade))
    return Message(said, ((Option(_("↩️ Rút lại để sửa (trong 10 phút)"), f"/rutbaocao {filed.id}"),),))


def margin(due_on: date | None, today: date) -> str:
    """How long before or after the deadline, behind “nộp lúc …”; empty where there is none."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return _(", đúng ngày hạn")
    if days > 0:
        return ngettext(", trước hạn {days} ngày", ", trước hạn {days} ngày", days).format(days=days)
    return ngettext(", sau hạn {days} ngày", ", sau hạn {days} ngày", -days).format(days=-days)

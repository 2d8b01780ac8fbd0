"""What an officer sees of one report: whose it is, what is doubtful, what changed, the figures against pledge and last phase."""

from bot import on_behalf, reports, reviews
from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.i18n import _, ngettext, show_moment
from bot.models import Duty
from bot.on_behalf.telling import told
from bot.reports.answers import show_amount, show_answer
from bot.reports.checks import Kind
from bot.reports.filed import ASKED, Filed, Line
from bot.reports.form import graded
from bot.reviews import Reported
from bot.reviews.judging import ANSWERED
from bot.reviews.reading import before
from conversations.reviewing.changes import changed, short


def card(db: Transaction, reported: Reported) -> str:
    """The whole report on one screen, doubts first."""
    filed = reports.report_of(db, reported.duty_id, reported.version)
    if filed is None:
        return reported.unit
    older = before(db, filed)
    lines = [*_told(db, reported, older.id if older and older.state == ASKED else None), *_told(db, reported, filed.id)]
    parts = [_head(db, reported), lines, [changed(older, filed)] if older else [], _figures(db, filed), _rest(filed)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def name_of(reported: Reported) -> str:
    """“Báo cáo kết quả, Đợt 1”."""
    return f"{titled(reported.kind, reported.occurrence)}, {reported.phase}"


def _head(db: Transaction, reported: Reported) -> list[str]:
    moment = show_moment(reported.recorded_at)
    entry = on_behalf.of_version(db, reported.duty_id, reported.version)
    entered = [f"✍️ {told(entry)}."] if entry else []
    if reported.due_on is None:
        return [*_whose(reported), *entered, _("📨 Nộp lúc {moment}; việc này chưa có hạn.").format(moment=moment)]
    when = _("⏰ Nộp muộn, lúc {moment}.") if reported.is_late else _("✅ Nộp đúng hạn, lúc {moment}.")
    if reported.version > 1:
        when = _("⏰ Lần đầu nộp muộn; bản mới lúc {moment}.") if reported.is_late else _("✅ Đúng hạn; bản mới lúc {moment}.")
    return [*_whose(reported), *entered, when.format(moment=moment)]


def _whose(reported: Reported) -> list[str]:
    return [f"🏫 {reported.unit}", f"📝 {name_of(reported)}"]


def _told(db: Transaction, reported: Reported, report_id: int | None) -> list[str]:
    """What was said so far about this version, or about the one before, if a new one came in answer to a question."""
    lines = []
    for said in reviews.of_report(db, report_id) if report_id else []:
        name = said.name or _("cán bộ")
        if said.id == reported.first_id:
            lines.append(_("👤 {name} đã duyệt lần một; còn cần một cán bộ khác duyệt.").format(name=name))
        elif said.verdict == ASKED:
            lines.append(_("❓ {name} đã hỏi: “{words}”").format(name=name, words=said.comment))
        elif said.verdict == ANSWERED:
            lines.append(_("💬 {name} trả lời: “{words}”").format(name=name, words=said.comment))
    return lines


def _figures(db: Transaction, filed: Filed) -> list[str]:
    duty = db.session.get_one(Duty, filed.duty_id)
    pledged, last = reports.pledged(db, duty), reports.last_phase(db, duty)
    lines = sorted(filed.figures, key=lambda each: not each.answer.doubt)
    return [_figure(each, pledged.get(each.code), last.amounts.get(each.code)) for each in lines]


def _figure(line: Line, pledged: float | None, last: float | None) -> str:
    """“⚠️ Sáng kiến: 450 (đăng ký 12; đợt trước 9), nhiều hơn số đoàn viên”."""
    told = []
    if pledged is not None:
        told.append(_("đăng ký {amount}").format(amount=show_amount(pledged)))
    if last is not None:
        told.append(_("đợt trước {amount}").format(amount=show_amount(last)))
    text = f"{line.label}: {short(show_answer(line.answer, line.unit))}" + (f" ({'; '.join(told)})" if told else "")
    return f"⚠️ {text}. {doubted(line.answer.doubt)}" if line.answer.doubt else f"• {text}"


def doubted(code: str) -> str:
    """Why a figure should be looked at, as the unit can read it too."""
    return {
        Kind.MEMBERS.value: _("Nhiều hơn số đoàn viên của đơn vị."),
        Kind.TENFOLD.value: _("Có thể thừa một chữ số."),
        Kind.TENTH.value: _("Có thể thiếu một chữ số."),
        Kind.DIGITS.value: _("Có thể đảo thứ tự chữ số."),
        Kind.BELOW.value: _("Ít hơn cuối đợt trước."),
        Kind.FIELDS.value: _("Có thể nhầm với mục bên cạnh."),
        Kind.PEERS.value: _("Khác nhiều so với các đơn vị cùng quy mô."),
    }.get(code, _("Số này khác thường."))


def _rest(filed: Filed) -> list[str]:
    lines = []
    if filed.grade:
        lines.append(_("📊 Tự đánh giá: {grade}").format(grade=graded(filed.grade)))
    if filed.words:
        lines.append(_("💬 Khó khăn, kiến nghị: {words}").format(words=short(filed.words)))
    count = len(filed.evidence)
    if not count:
        return [*lines, _("📎 Không có tệp minh chứng")]
    return [*lines, ngettext("📎 {count} tệp minh chứng", "📎 {count} tệp minh chứng", count).format(count=count)]

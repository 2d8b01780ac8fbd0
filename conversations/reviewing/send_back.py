"""/tralai: an officer returns a report: which answers, why, until when; the unit is told and mends only these."""

from bot import calendar, reports, reviews
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_day
from bot.labels import cut
from bot.post.message import Message
from bot.reports.filed import Filed, Return
from bot.reports.form import rest
from bot.reviews import NotWaiting
from bot.taking import REPORT
from conversations.following.untold import next_step, told_said
from conversations.officers.taken import hold
from conversations.reviewing.card import doubted
from conversations.reviewing.chosen import by, chosen, too_late
from conversations.reviewing.next import after
from conversations.reviewing.reason import SOON, ask_due, ask_reason
from conversations.reviewing.told import reasons_told, tell_return

DOUBTS, CHOOSE = "doubts", "choose"
LONGEST_LABEL = 44  # characters of an item on a button


def return_report(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """The doubtful answers with one tap, or any answers with a reason for each; a card; then the unit is told."""
    reported = chosen(ask, db, speaker)
    if isinstance(reported, Message):
        return reported
    filed = reports.report_of(db, reported.duty_id, reported.version)
    if filed is None:
        return too_late(ask, db, speaker)
    if left := hold(ask, db, speaker, REPORT, reported.report_id, "/duyet"):
        return left
    days = calendar.of(db, speaker.to.federation_id)
    doubts = {each.key: _doubt(each.answer.doubt) for each in filed.figures if each.answer.doubt}
    card = _("Xin kiểm tra lại giúp. Trả lại báo cáo của {unit}:").format(unit=reported.unit)
    if doubts and ask.choice("how", _how(filed, doubts), _ways(len(doubts)), name=_("Cách chọn")).key == DOUBTS:
        reasons, due = doubts, days.add_working_days(ask.today, SOON)
        card = "\n".join([card, *(f"• {each}" for each in reasons_told(filed, reasons)), _until(show_day(due))])
    else:
        reasons = _chosen(ask, filed)
        due = ask_due(ask, days)
    ask.review(card, accept=_("✅ Gửi cho đơn vị"))

    try:
        review_id = reviews.send_back(db, reported.report_id, reasons, due, by(ask, speaker))
    except NotWaiting:
        return too_late(ask, db, speaker)
    told = tell_return(db, reported, filed, Return("", due, reasons), review_id, by(ask, speaker))
    done = _("↩️ Đã trả lại báo cáo của {unit}.").format(unit=reported.unit)
    return after(ask, db, speaker, f"{done} {told_said(is_told=told)}", next_step(reported.unit_id, is_told=told))


def _doubt(code: str) -> str:
    return _("{doubt} Xin kiểm tra lại.").format(doubt=doubted(code))


def _how(filed: Filed, doubts: dict[str, str]) -> str:
    return "\n".join([_("Trả lại để bổ sung những mục nào?"), *(f"⚠️ {each}" for each in reasons_told(filed, doubts))])


def _ways(count: int) -> list[Choice]:
    text = ngettext("⚠️ Chỉ {count} mục đã đánh dấu", "⚠️ Chỉ {count} mục đã đánh dấu", count).format(count=count)
    return [Choice(DOUBTS, text, "primary"), Choice(CHOOSE, _("📋 Chọn từng mục"))]


def _until(day: str) -> str:
    return _("⏰ Hạn bổ sung: {day}").format(day=day)


def _chosen(ask: Ask, filed: Filed) -> dict[str, str]:
    """Any answers, each with its reason."""
    labels = {**{each.key: each.label for each in filed.figures}, **rest()}
    options = [Choice(key, cut(label, LONGEST_LABEL)) for key, label in labels.items()]
    picked = ask.several("items", _("Mục nào cần bổ sung? Có thể chọn nhiều mục."), options, name=_("Mục cần bổ sung"), least=1)
    return {each.key: ask_reason(ask, each.key, each.label) for each in picked}

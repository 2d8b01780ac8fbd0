"""The report that an officer's button names, if it still waits; else what became of it."""

from bot import reviews, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_moment
from bot.post.message import Message, Option
from bot.reports.filed import APPROVED, RETURNED
from bot.reviews import Reported
from bot.reviews.judging import By
from bot.rights import May
from conversations.menu import not_for_you


def number(words: str) -> int:
    """The number that stands behind a command; 0 where there is none."""
    return int(words[:18]) if words.isdecimal() else 0


def by(ask: Ask, speaker: Speaker) -> By:
    """Who says it, and when."""
    return By(speaker.to.federation_id, speaker.person_id or 0, speaker.name, ask.now)


def chosen(ask: Ask, db: Transaction, speaker: Speaker) -> Reported | Message:
    """The report, while it is this officer's to decide; else the answer to the button, which changes nothing."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return Message(not_for_you())
    reported = reviews.find(db, speaker.to.federation_id, office, number(ask.words), ask.today)
    if reported is None:
        return _with_others(_("Trợ lý không tìm thấy báo cáo này trong các đơn vị đồng chí phụ trách."))
    return reported if reported.is_waiting else settled(db, speaker, reported)


def settled(db: Transaction, speaker: Speaker, reported: Reported) -> Message:
    """That there is nothing to decide any more, and why."""
    said = [each for each in reviews.of_report(db, reported.report_id) if each.verdict in {APPROVED, RETURNED}]
    if not said or reported.state not in {APPROVED, RETURNED}:
        text = _("{unit} đã rút lại bản báo cáo này hoặc đã gửi bản mới, nên không cần duyệt bản này nữa.")
        return _with_others(text.format(unit=reported.unit))
    last = said[-1]
    if last.person_id == speaker.person_id:
        text = _("Đồng chí đã duyệt báo cáo của {unit} lúc {moment}.")
        if reported.state == RETURNED:
            text = _("Đồng chí đã trả lại báo cáo của {unit} lúc {moment}.")
    else:
        text = _("Đồng chí {name} đã duyệt báo cáo của {unit} lúc {moment}.")
        if reported.state == RETURNED:
            text = _("Đồng chí {name} đã trả lại báo cáo của {unit} lúc {moment}.")
    moment, name = show_moment(last.recorded_at), last.name or _("cán bộ khác")
    return _with_others(text.format(name=name, unit=reported.unit, moment=moment) + " " + _("Lần bấm này không làm thay đổi gì."))


def too_late(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """What became of a report that was decided between looking and pressing."""
    answer = chosen(ask, db, speaker)
    text = _("Một cán bộ khác vừa xử lý báo cáo này.")
    return answer if isinstance(answer, Message) else _with_others(text)


def _with_others(text: str) -> Message:
    return Message(text, ((Option(_("📝 Xem báo cáo chờ duyệt"), "/duyet"),),))

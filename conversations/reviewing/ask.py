"""/hoibaocao: an officer asks a unit about its report, which goes on waiting; /traloibaocao: the unit answers."""

from bot import offices, people, reviews
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import CHAIR
from bot.post.message import Message, Option
from bot.reports.filed import ASKED
from bot.reviews import NotWaiting, Reported
from bot.taking import REPORT
from conversations.following.untold import next_step
from conversations.officers.taken import hold
from conversations.reviewing.card import name_of
from conversations.reviewing.chosen import by, chosen, number, too_late
from conversations.reviewing.next import after
from conversations.reviewing.told import tell_question


def ask_about_report(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """One question in own words; then the next report follows."""
    reported = chosen(ask, db, speaker)
    if isinstance(reported, Message):
        return reported
    if left := hold(ask, db, speaker, REPORT, reported.report_id, "/duyet"):
        return left
    words = ask.text("question", _("Đồng chí muốn hỏi {unit} điều gì về báo cáo này?").format(unit=reported.unit))
    try:
        review_id = reviews.ask(db, reported.report_id, words, by(ask, speaker))
    except NotWaiting:
        return too_late(ask, db, speaker)
    told = tell_question(db, reported, words, review_id, by(ask, speaker))
    done = (
        _("❓ Đã gửi câu hỏi cho {unit}. Báo cáo vẫn chờ duyệt.") if told else _("❓ Đã ghi câu hỏi, nhưng {unit} chưa kết nối.")
    )
    return after(ask, db, speaker, done.format(unit=reported.unit), next_step(reported.unit_id, is_told=told))


def answer_about_report(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """The chair's answer to the officer's last question; a report that is wrong is better sent anew."""
    reported = _of_chair(ask, db, speaker)
    asked = [each for each in reviews.of_report(db, reported.report_id) if each.verdict == ASKED] if reported else []
    if reported is None or not asked or reported.state != ASKED or not reported.is_latest:
        return _("Hiện không có câu hỏi nào đang chờ đơn vị trả lời về báo cáo này.")
    prompt = _("{officer} hỏi: “{words}”\nXin gõ câu trả lời. Nếu cần sửa số liệu, xin gõ /baocao để gửi bản mới.")
    words = ask.text("answer", prompt.format(officer=asked[-1].name or _("Cán bộ"), words=asked[-1].comment))
    try:
        review_id = reviews.answer(db, reported.report_id, words, by(ask, speaker))
    except NotWaiting:
        return _("Hiện không có câu hỏi nào đang chờ đơn vị trả lời về báo cáo này.")
    offices.tell_reviewers(db, reported.unit_id, f"review/{review_id}", lambda: _answered(reported, words), ask.now)
    return _("✅ Trợ lý đã chuyển câu trả lời đến cán bộ.")


def _of_chair(ask: Ask, db: Transaction, speaker: Speaker) -> Reported | None:
    """The report that the button names, if it is of a unit that this person leads."""
    reported = reviews.own(db, speaker.to.federation_id, number(ask.words))
    held = people.offices(db, speaker.person_id or 0, ask.today)
    led = {each.unit_id for each in held if each.role == CHAIR}
    return reported if reported and reported.unit_id in led else None


def _answered(reported: Reported, words: str) -> Message:
    text = _("💬 {unit} trả lời về {report}:\n“{words}”").format(unit=reported.unit, report=name_of(reported), words=words)
    return Message(text, ((Option(_("📝 Xem báo cáo"), f"/duyet {reported.report_id}"),),))

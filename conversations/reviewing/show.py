"""/duyet: an officer sees the reports that wait, one card each, and approves with one tap (/duyetxong, undone by /boduyet)."""

from bot import reviews, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.launches import Undone
from bot.post.message import Message, Option
from bot.reviews import NotWaiting, OwnReport, SamePerson
from bot.rights import May
from bot.taking import REPORT
from conversations.menu import not_for_you
from conversations.officers.taken import take
from conversations.reviewing.chosen import by, chosen, number, too_late
from conversations.reviewing.next import OVER, first_free, next_card, nothing, queue, show
from conversations.reviewing.told import tell_approval, untell_approval

AFTER = "sau"  # behind the command, before a number: the report after that one


def show_reviews(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without words the first report that waits and nobody else has in hand; with a number that one; with `sau` and a number the
    next one after it; with `nhan` and a number that one, taken over from whoever has it in hand."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    waiting = queue(ask, db, speaker, office)
    if not waiting:
        return nothing()
    word, _blank, row = ask.words.rpartition(" ")
    places = [place for place, each in enumerate(waiting) if each.report_id == number(row)]
    if row and not places and word != AFTER:
        answer = chosen(ask, db, speaker)
        return answer if isinstance(answer, Message) else show(ask, db, speaker, waiting, answer)
    if word == OVER and places:
        take(ask, db, speaker, REPORT, number(row))
    if not places:
        return show(ask, db, speaker, waiting, first_free(ask, db, speaker, waiting))
    place = places[0] + (word == AFTER)
    return show(ask, db, speaker, waiting, waiting[place % len(waiting)])


def approve_report(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """Accept the report that the button names; the next one follows."""
    office, reported = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today), chosen(ask, db, speaker)
    if office is None or isinstance(reported, Message):
        return reported if isinstance(reported, Message) else Message(not_for_you())
    try:
        review_id, is_final = reviews.approve(db, reported.report_id, by(ask, speaker))
    except NotWaiting:
        return too_late(ask, db, speaker)
    except SamePerson:
        return next_card(ask, db, speaker, office, _("Đồng chí đã duyệt lần một rồi. Lần hai cần một cán bộ khác."))
    except OwnReport:
        text = _("Báo cáo này do chính đồng chí gửi nên cần hai cán bộ khác duyệt. Trợ lý vẫn giữ báo cáo ở danh sách chờ.")
        return next_card(ask, db, speaker, office, text)
    text = _("✅ Đã duyệt lần một: {unit}. Còn cần một cán bộ khác duyệt lần hai.")
    if is_final:
        text = _("✅ Đã duyệt: {unit}.")
        tell_approval(db, reported, review_id, ask.now)
    undo = Option(_("↩️ Hoàn tác (trong 10 phút)"), f"/boduyet {review_id}")
    return next_card(ask, db, speaker, office, text.format(unit=reported.unit), ((undo,),))


def undo_approval(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Take back the approval that the button names, if ten minutes have not passed and nobody said anything since."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    review_id = number(ask.words)
    outcome, report_id = reviews.undo(db, review_id, by(ask, speaker))
    if outcome is Undone.TOO_LATE:
        return _("Đã quá 10 phút nên không hoàn tác được. Nếu cần đơn vị bổ sung, xin dùng /quyetdinh để mở lại.")
    if outcome is Undone.CHANGED_SINCE:
        return _("Báo cáo này đã có bước xử lý mới hơn nên không còn gì để hoàn tác.")
    reported = reviews.find(db, speaker.to.federation_id, office, report_id or 0, ask.today)
    if outcome is Undone.NOT_YOURS or reported is None:
        return _("Trợ lý không tìm thấy lần duyệt này của đồng chí.")
    untell_approval(db, reported, review_id, ask.now)
    card = show(ask, db, speaker, queue(ask, db, speaker, office), reported)
    return Message(_("↩️ Đã hoàn tác. Báo cáo chờ duyệt trở lại.") + "\n\n" + card.text, card.options)

"""/giahan: an officer answers a unit's request for more time: as asked, another day, or no; then the unit is told."""

from datetime import date, timedelta

from bot import offices, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import extensions
from bot.duties.deciding import Decision
from bot.duties.extensions import Request
from bot.i18n import _, show_short_day
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from bot.taking import EXTENSION
from conversations.duties import extension_wording as wording
from conversations.following.untold import next_step, told_said
from conversations.menu import not_for_you
from conversations.officers.taken import hold, in_hand, told
from conversations.reviewing.chosen import number

LONGEST_EXTENSION = timedelta(days=366)
AS_ASKED, OTHER, REFUSE = "as asked", "other", "refuse"


def decide_extension(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The request, the answer; another day or a refusal is shown on a card first."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    federation_id = speaker.to.federation_id
    request = extensions.find(db, federation_id, office, number(ask.words), ask.today)
    if request is None:
        busy = {row: told(each, ask) for row, each in in_hand(ask, db, speaker, EXTENSION).items()}
        return wording.listed(extensions.waiting(db, federation_id, office, ask.today), busy)
    if request.decision:
        return wording.decided(request)
    return hold(ask, db, speaker, EXTENSION, request.id, "/giahan") or _decide(ask, db, speaker, office, request)


def _decide(ask: Ask, db: Transaction, speaker: Speaker, office: Held, request: Request) -> str | Message:
    federation_id = speaker.to.federation_id
    deed = ask.choice("deed", wording.told(request), _deeds(request, ask.today), name=_("Quyết định")).key
    until, reason = (None if deed == REFUSE else request.until), request.reason
    if deed == OTHER:
        within = (ask.today, ask.today + LONGEST_EXTENSION)
        until = ask.day("until", _("Gia hạn đến ngày nào?"), name=_("Hạn mới"), within=within, period=_("Thời gian được chọn"))
    if deed == REFUSE:
        reason = ask.text("reason", _("Vì sao chưa gia hạn được? Đơn vị sẽ đọc được lý do này."), name=_("Lý do"))
    if deed != AS_ASKED:
        ask.review(_("Xin kiểm tra lại giúp:\n🏫 {unit}").format(unit=request.unit), accept=_("✅ Đúng, ghi nhận"))

    decision = Decision(speaker.name, speaker.person_id, reason, ask.now)
    if not extensions.decide(db, request, until, decision, federation_id):
        newest = extensions.find(db, federation_id, office, request.id, ask.today)
        if newest and newest.decision:
            return wording.decided(newest)
        return _("Đơn vị đã làm xong việc này rồi. Lần bấm này không làm thay đổi gì.")
    is_told = offices.tell_chairs(
        db, request.unit_id, f"extension/{request.id}/decided", lambda: wording.news(request, until, reason), ask.now
    )
    done = _("✅ Đã ghi nhận.") + " " + told_said(is_told=is_told)
    left = len(extensions.waiting(db, federation_id, office, ask.today))
    more = Option(_("⏳ Đề nghị tiếp theo ({count})").format(count=left), "/giahan")
    return Message(done, (*(((more,),) if left else ()), *next_step(request.unit_id, is_told=is_told)))


def _deeds(request: Request, today: date) -> list[Choice]:
    """What can be answered; a day that has passed meanwhile is granted no more."""
    grant = Choice(AS_ASKED, _("✅ Đồng ý đến {day}").format(day=show_short_day(request.until)), "success")
    others = [Choice(OTHER, _("📅 Cho đến ngày khác")), Choice(REFUSE, _("✖️ Chưa đồng ý"))]
    return [grant, *others] if request.until >= today else others

"""/ngunggui: for a storm or a day of mourning, nothing is sent unasked until a day; /bongunggui ends that before its day."""

from datetime import timedelta

from bot import calendar, pausing, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.i18n import _, show_day, show_moment
from bot.pauses import Pause
from bot.post.message import Message, Option
from bot.rights import May
from conversations.menu import not_for_you
from conversations.pausing.wording import said

LONGEST_REASON = 80  # characters: it stands in the digest after the pause
CHANGE, LIFT, KEEP = "change", "lift", "keep"


def pause_sending(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Until when, why, one card. Where a pause is on already: another day, or its end."""
    if (refused := _refused(ask, db, speaker)) is not None:
        return refused
    before = pausing.standing(db, speaker.to.federation_id, ask.today)
    if before is not None:
        ways = (Choice(CHANGE, _("✏️ Đổi ngày")), Choice(LIFT, _("▶️ Gửi lại sớm")), Choice(KEEP, _("Giữ nguyên")))
        way = ask.choice("job", said(before) + "\n" + _("Đồng chí muốn làm gì ạ?"), ways).key
        if way == KEEP:
            return said(before)
        if way == LIFT:
            return _lift(ask, db, speaker, before)
    return _pause(ask, db, speaker, before)


def _pause(ask: Ask, db: Transaction, speaker: Speaker, before: Pause | None) -> str | Message:
    first = before.first if before else ask.today
    prompt = _(
        "⏸ Ngừng gửi tin đến hết ngày nào ạ?\n"
        "Trong thời gian đó Trợ lý không tự nhắn cho đơn vị nào; ai nhắn đến vẫn được trả lời."
    )
    within = (ask.today, first + timedelta(days=pausing.LONGEST - 1))
    near = [ask.today + timedelta(days=each) for each in (0, 2, 6)]
    last = ask.day("until", prompt, name=_("Đến hết ngày"), within=within, period=_("Thời gian ngừng gửi"), suggest=near)
    why = _("Vì sao ngừng gửi ạ? Đơn vị sẽ đọc lý do này khi Trợ lý nhắn lại.")
    suggest = before.reason if before else _("bão, mưa lũ")
    reason = ask.text("reason", why, name=_("Lý do"), longest=LONGEST_REASON, suggest=suggest)
    ask.review(_("Xin kiểm tra lại giúp. Áp dụng cho mọi đơn vị:"), accept=_("✅ Đúng, ngừng gửi"))
    pause = pausing.pause(db, speaker.to.federation_id, last, reason, ask.now, speaker.person_id)
    again = pause.ends(calendar.of(db, speaker.to.federation_id))
    text = _(
        "⏸ Đã ngừng gửi tin đến hết {day}. Việc đến hạn trong thời gian này được gom lại, mỗi người nhận một tin từ {moment}.\n"
        "Thông báo đã hẹn giờ cũng chờ đến lúc đó."
    )
    button = Option(_("▶️ Gửi lại sớm"), "/bongunggui")
    return Message(text.format(day=show_day(last), moment=show_moment(again)), ((button,),))


def lift_pause(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """When messages leave again: this very day, or tomorrow morning."""
    if (refused := _refused(ask, db, speaker)) is not None:
        return refused
    before = pausing.standing(db, speaker.to.federation_id, ask.today)
    if before is None:
        return _("Trợ lý đang gửi tin bình thường, không có gì phải mở lại.")
    return _lift(ask, db, speaker, before)


def _lift(ask: Ask, db: Transaction, speaker: Speaker, before: Pause) -> str | Message:
    ways = [Choice("morning", _("🌅 Từ sáng mai"), "primary")]
    if allowed(ask.now, calendar.of(db, speaker.to.federation_id)) == ask.now:
        ways.append(Choice("now", _("▶️ Từ bây giờ")))
    ways.append(Choice(KEEP, _("Giữ nguyên")))
    prompt = said(before) + "\n" + _("Gửi lại từ lúc nào ạ? Mỗi người chỉ nhận một tin gom các việc còn chờ.")
    way = ask.choice("when", prompt, ways).key
    if way == KEEP:
        return said(before)
    again = pausing.lift(db, speaker.to.federation_id, ask.now, speaker.person_id, today=way == "now")
    return _("▶️ Trợ lý gửi tin trở lại từ {moment}.").format(moment=show_moment(again or ask.now))


def _refused(ask: Ask, db: Transaction, speaker: Speaker) -> str | None:
    """It concerns every unit, so the officers of the top unit decide."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    if not rights.may_change(db, office, None, ask.today):
        return _("Việc này áp dụng cho mọi đơn vị, nên do cán bộ công đoàn cấp trên cùng quyết định.")
    return None

"""/dongchiendich [CAMPAIGN]: a campaign is frozen; /molaichiendich [CAMPAIGN]: it runs again, for a reason."""

from collections.abc import Callable

from bot import closing, plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import called
from bot.i18n import N_, _, ngettext, show_count, show_date
from bot.models import Campaign, written
from bot.post.message import Message, Option
from bot.rights import May
from bot.vietnamese.folding import fold
from conversations.menu import not_for_you

WORD = N_("đóng")  # what is typed, so that no slip of the finger closes a campaign


def close_campaign(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Which campaign, what is still owed in it, the word typed, and nothing more can be entered."""
    campaign = _which(ask, db, speaker, lambda each: each.is_open, _("Đóng chiến dịch nào ạ?"))
    if isinstance(campaign, Message):
        return campaign
    number, title = written(campaign.id), campaign.title
    _confirm(ask, _told(db, campaign))
    if not closing.close(db, number, ask.now, speaker.person_id):
        return _("Chiến dịch này đã được đóng rồi.")
    text = _("📕 Đã đóng “{title}”. Không ai nhập thêm hay bị nhắc nữa. Số liệu vẫn xem và tải được.").format(title=title)
    return Message(text, ((Option(_("📊 Bảng Excel"), "/bang"),), (Option(_("📖 Mở lại"), f"/molaichiendich {number}"),)))


def reopen_campaign(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Which one, why, one card, and what is owed in it is owed again."""
    days = closing.closed_on(db, speaker.to.federation_id)
    campaign = _which(ask, db, speaker, lambda each: not each.is_open and each.id in days, _("Mở lại chiến dịch nào ạ?"))
    if isinstance(campaign, Message):
        return campaign
    number, title = written(campaign.id), campaign.title
    text = _("📕 “{title}” đã đóng ngày {day}.\nVì sao cần mở lại ạ?")
    prompt = text.format(title=title, day=show_date(days[number]))
    reason = ask.text("reason", prompt, name=_("Lý do mở lại"))
    ask.review(_("Mở lại thì đơn vị nhập tiếp được, và Trợ lý lại nhắc các việc còn thiếu."), accept=_("✅ Đúng, mở lại"))
    if not closing.reopen(db, number, reason, ask.now, speaker.person_id):
        return _("Chiến dịch này đang mở.")
    return Message(_("📖 Đã mở lại “{title}”.").format(title=title), ((Option(_("⏳ Còn thiếu gì?"), "/conthieu"),),))


def _which(ask: Ask, db: Transaction, speaker: Speaker, wanted: Callable[[Campaign], bool], prompt: str) -> Campaign | Message:
    """The campaign that is named, or the only one, or the one that is chosen; a sentence where there is none to choose."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return Message(not_for_you())
    said = ask.remember("said", lambda: ask.words)
    listed = [each for each in plans.campaigns(db, speaker.to.federation_id) if wanted(each)]
    found = [each for each in listed if rights.may_change(db, office, each.unit_id, ask.today)]
    if not found:
        return _none(db, speaker)
    named = [each for each in found if str(each.id) == said]
    if named or len(found) == 1:
        return (named or found)[0]
    picks = [Choice(str(each.id), label) for each, label in zip(found, plans.labels(found), strict=True)]
    return found[picks.index(ask.choice("campaign", prompt, picks))]


def _none(db: Transaction, speaker: Speaker) -> Message:
    again = bool(closing.closed_on(db, speaker.to.federation_id))
    button = Option(_("📖 Mở lại chiến dịch"), "/molaichiendich") if again else Option(_("📣 Mở chiến dịch"), "/mochiendich")
    return Message(_("Hiện không có chiến dịch nào để đồng chí chọn."), ((button,),))


def _confirm(ask: Ask, told: str) -> None:
    said = ask.text("sure", told)
    if fold(said) not in {fold(WORD), fold(_(WORD))}:
        ask.again("sure", _("Chưa đóng. Muốn đóng chiến dịch, xin gõ: đóng"))


def _told(db: Transaction, campaign: Campaign) -> str:
    found = closing.left(db, written(campaign.id))
    lines = [_("📕 Đóng “{title}”?").format(title=campaign.title)]
    for kind, count in found.duties.items():
        lines.append(_("• Chưa xong: {duty}, {count} lượt.").format(count=show_count(count), duty=called(kind)))
    if found.unreviewed:
        text = ngettext("• Còn {count} báo cáo chưa duyệt.", "• Còn {count} báo cáo chưa duyệt.", found.unreviewed)
        lines.append(text.format(count=show_count(found.unreviewed)))
    if len(lines) == 1:
        lines.append(_("Mọi việc đã xong."))
    lines.append(_("Đóng rồi thì không nhập, không sửa, không nhắc được nữa; khi cần vẫn mở lại được."))
    return "\n".join([*lines, _("Muốn đóng, xin gõ: đóng")])

"""Part of /bacnhac: one day more, or one day less, for one subject of a campaign's ladder."""

from collections.abc import Sequence

from bot import operations
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Campaign, written
from bot.reminders import ladder
from bot.reminders.subjects import CHAIR, Step
from bot.reminders.telling import ONLY_BEFORE, TOLD, days_of, days_said, subject_said

BEFORE, ON, AFTER, REMOVE = "before", "on", "after", "remove "
FARTHEST_BEFORE, FARTHEST_AFTER = 60, 30  # days
MOST = 12  # days for one subject: more is nagging


def change_day(ask: Ask, db: Transaction, speaker: Speaker, campaign: Campaign) -> str:
    """Of which subject, which day; one card. From then on the ladder is the campaign's own."""
    picks = [Choice(each, subject_said(each).capitalize()) for each in TOLD]
    subject = ask.choice("subject", _("Ngày nhắc của việc nào ạ?"), picks, name=_("Việc")).key
    now = days_of(ladder.rungs_of(db, written(campaign.id)), subject)
    prompt = _("Hiện nhắc: {days}. Đồng chí muốn thêm hay bớt ngày nào ạ?").format(days=days_said(now))
    deed = ask.choice("deed", prompt, _deeds(subject, now), name=_("Thay đổi")).key
    days = _days(ask, deed)
    ask.review(_("Xin kiểm tra lại giúp:"), accept=_("✅ Đúng, ghi nhận"))
    wanted = not deed.startswith(REMOVE)
    if not ladder.change(db, written(campaign.id), Step(subject, CHAIR, days), wanted=wanted):
        return _("Lịch nhắc vốn đã như vậy nên không có gì thay đổi.")
    operations.record(
        db,
        campaign.federation_id,
        "campaign.ladder",
        ask.now,
        person_id=speaker.person_id,
        unit_id=campaign.unit_id,
        slug=campaign.slug,
        subject=subject,
        days=days,
        added=wanted,
    )
    left = days_of(ladder.rungs_of(db, written(campaign.id)), subject)
    return _("✅ Đã ghi nhận. {subject}: {days}.").format(subject=subject_said(subject).capitalize(), days=days_said(left))


def _deeds(subject: str, now: Sequence[int]) -> list[Choice]:
    """What can be taken off, and added; nobody is reminded of what is over."""
    deeds = [Choice(f"{REMOVE}{each}", _("✖️ Bỏ: {days}").format(days=days_said([each]))) for each in now]
    if len(now) >= MOST:
        return deeds
    deeds.append(Choice(BEFORE, _("➕ Thêm trước hạn")))
    if 0 not in now:
        deeds.append(Choice(ON, _("➕ Thêm đúng ngày")))
    if subject not in ONLY_BEFORE:
        deeds.append(Choice(AFTER, _("➕ Thêm sau hạn")))
    return deeds


def _days(ask: Ask, deed: str) -> int:
    """Days from the due day; negative is before."""
    if deed == ON:
        return 0
    if deed == BEFORE:
        prompt = _("Trước hạn bao nhiêu ngày ạ?")
        return -(ask.number("before", prompt, name=_("Số ngày trước hạn"), at_most=FARTHEST_BEFORE) or 0)
    if deed == AFTER:
        return ask.number("after", _("Sau hạn bao nhiêu ngày ạ?"), name=_("Số ngày sau hạn"), at_most=FARTHEST_AFTER) or 0
    return int(deed.removeprefix(REMOVE))

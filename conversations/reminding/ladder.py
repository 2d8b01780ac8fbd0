"""/bacnhac [CAMPAIGN]: an officer sees on which days a campaign reminds, chooses a ready ladder, or adds and takes off a day."""

from bot import operations, plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext
from bot.models import Campaign, written
from bot.people import Held
from bot.reminders import ladder, telling
from bot.reminders.subjects import CLOSE, LIGHT, OWN, USUAL
from bot.reminders.telling import profile_said
from bot.rights import May
from conversations.menu import federation, not_for_you
from conversations.reminding.ladder_day import change_day

DAY, CAP = "day", "cap"
MOST_A_WEEK = 20


def set_ladder(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """The ladder in plain words; what to change; one card."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    said = ask.remember("said", lambda: ask.words)
    found = [
        each
        for each in plans.campaigns(db, speaker.to.federation_id)
        if each.is_open and rights.may_change(db, office, each.unit_id, ask.today)
    ]
    if not found:
        return _("Hiện không có chiến dịch nào đang chạy mà đồng chí được đổi lịch nhắc.")
    campaign = _campaign(ask, found, said)
    job = ask.choice("job", _shown(db, speaker, campaign), _jobs(ask, db, office, campaign)).key
    if job == CAP:
        return _set_cap(ask, db, speaker)
    if job == DAY:
        return change_day(ask, db, speaker, campaign)
    return _set_profile(ask, db, speaker, campaign, job)


def _campaign(ask: Ask, found: list[Campaign], said: str) -> Campaign:
    named = [each for each in found if str(each.id) == said]
    if named or len(found) == 1:
        return (named or found)[0]
    picks = [Choice(str(each.id), label) for each, label in zip(found, plans.labels(found), strict=True)]
    chosen = ask.choice("campaign", _("Lịch nhắc của chiến dịch nào ạ?"), picks)
    return found[picks.index(chosen)]


def _shown(db: Transaction, speaker: Speaker, campaign: Campaign) -> str:
    head = _("🪜 Lịch nhắc của “{title}”: {profile}").format(title=campaign.title, profile=profile_said(campaign.ladder))
    cap = federation(db, speaker).weekly_cap
    text = ngettext(
        "• Mỗi người nhận nhiều nhất {count} tin nhắc một tuần.", "• Mỗi người nhận nhiều nhất {count} tin nhắc một tuần.", cap
    )
    rungs = ladder.rungs_of(db, written(campaign.id))
    return "\n".join([head, *telling.lines(rungs), text.format(count=cap), "", _("Đồng chí muốn đổi gì ạ?")])


def _jobs(ask: Ask, db: Transaction, office: Held, campaign: Campaign) -> list[Choice]:
    """The other two ready ladders, a single day, and how many a week: that holds for the whole federation, so it is the top
    unit's to change."""
    labels = {LIGHT: _("🌱 Nhắc nhẹ"), USUAL: _("🔔 Nhắc vừa"), CLOSE: _("📢 Nhắc sát")}
    jobs = [Choice(name, label) for name, label in labels.items() if name != campaign.ladder]
    jobs.append(Choice(DAY, _("✏️ Thêm, bớt một ngày")))
    if rights.may_change(db, office, None, ask.today):
        jobs.append(Choice(CAP, _("🔢 Số tin mỗi tuần")))
    return jobs


def _set_profile(ask: Ask, db: Transaction, speaker: Speaker, campaign: Campaign, name: str) -> str:
    steps = [ladder.Rung(0, 0, 0, each.subject, each.days, 0, each.audience) for each in ladder.PROFILES[name]]
    shown = [_("Sẽ nhắc như sau ({profile}):").format(profile=profile_said(name)), *telling.lines(steps)]
    if campaign.ladder == OWN:
        shown.append(_("Những ngày đã thêm, bớt bằng tay sẽ không còn."))
    ask.review("\n".join(shown), accept=_("✅ Đúng, nhắc như vậy"))
    ladder.apply_profile(db, written(campaign.id), name)
    _record(ask, db, speaker, campaign, profile=name)
    return _("✅ Từ nay chiến dịch nhắc ở mức: {profile}. Tin đã gửi vẫn như cũ.").format(profile=profile_said(name))


def _set_cap(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    prompt = _("Mỗi người nhận nhiều nhất bao nhiêu tin nhắc một tuần ạ? Một tin gom mọi việc của buổi sáng ấy.")
    count = ask.number("cap", prompt, name=_("Số tin mỗi tuần"), at_most=MOST_A_WEEK)
    ask.review(_("Xin kiểm tra lại giúp. Áp dụng cho mọi chiến dịch:"), accept=_("✅ Đúng, ghi nhận"))
    home = federation(db, speaker)
    home.weekly_cap = count or home.weekly_cap
    db.session.add(home)
    operations.record(
        db, written(home.id), "federation.weekly_cap", ask.now, person_id=speaker.person_id, messages=home.weekly_cap
    )
    return _("✅ Đã ghi nhận. Việc đến hạn trong ngày vẫn được ưu tiên nhắc.")


def _record(ask: Ask, db: Transaction, speaker: Speaker, campaign: Campaign, *, profile: str) -> None:
    operations.record(
        db,
        campaign.federation_id,
        "campaign.ladder",
        ask.now,
        person_id=speaker.person_id,
        unit_id=campaign.unit_id,
        slug=campaign.slug,
        profile=profile,
    )

"""/kichhoat [CAMPAIGN]: an officer lets a campaign remind. Before that, nothing is sent to chairs because of it."""

from collections.abc import Iterator

from bot import arming, plans, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_count, show_moment
from bot.models import Campaign, written
from bot.people import Held
from bot.post.message import Message, Option
from bot.rehearsing.week import week
from bot.rights import May
from bot.setup.steps import NEEDED, Standing, Step, running, stand
from conversations.first_hour.checklist import AGAIN, button
from conversations.menu import menu, not_for_you

SHOWN = 8  # campaigns that can be looked over on a small screen
NOBODY = "0 0"  # messages and people, in writing
MOST = 200  # units with a chair; their week takes half a second, for which everybody else waits


def arm_campaign(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Which one, if several wait; what would leave in a week; one question. Refused with what is missing."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    chosen = _campaign(ask, db, speaker, office)
    standing = stand(db, speaker.to.federation_id, office, ask.today, chosen)
    campaign = standing.campaign
    if campaign and campaign.armed_at:
        return _armed_before(campaign)
    if campaign is None or standing.lacking:
        return _refused(standing)
    first = ask.remember("week", lambda: _week(db, standing, written(campaign.id), ask))
    sure = Choice("sure", _("🚀 Đúng, kích hoạt"), "success")
    prompt = "\n".join([*_expected(campaign, standing, first), "", _("Kích hoạt bây giờ ạ?")])
    if ask.choice("sure", prompt, [sure, Choice("not yet", _("Chưa"))]).key == "not yet":
        return Message(_("Chưa kích hoạt, Trợ lý chưa nhắc ai."), ((Option(_("🧭 Các bước chuẩn bị"), AGAIN),),))

    if not arming.arm(db, written(campaign.id), speaker.person_id, ask.now):
        return _armed_before(campaign)
    text = _("🚀 Đã kích hoạt lúc {moment}: {title}.\nTừ nay Trợ lý nhắc các đơn vị theo lịch. Cần ngừng gửi tin: /ngunggui")
    done = text.format(moment=show_moment(ask.now), title=campaign.title)
    return Message(done, menu=menu(db, speaker.person_id, ask.today))


def _campaign(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> int:
    """The one that a button names, or that waits alone, or is chosen; 0: none waits."""
    said = ask.remember("said", lambda: ask.words)
    found = running(db, speaker.to.federation_id, office, ask.today)
    if said in {str(each.id) for each in found}:
        return int(said)
    waiting = [each for each in found if each.armed_at is None][:SHOWN]
    if len(waiting) < 2 and "campaign" not in ask.progress.answers:  # noqa: PLR2004  one is no choice
        return written(waiting[0].id) if waiting else 0
    picks = [Choice(f"campaign {each.id}", label) for each, label in zip(waiting, plans.labels(waiting), strict=True)]
    return written(waiting[picks.index(ask.choice("campaign", _("Kích hoạt chiến dịch nào ạ?"), picks))].id)


def _refused(standing: Standing) -> Message:
    """What is missing, and the button of each."""
    why = {
        Step.UNITS: _("• Chưa có danh sách đơn vị."),
        Step.CAMPAIGN: _("• Chưa mở chiến dịch."),
        Step.DATES: _("• Chưa xác nhận hạn các việc."),
    }
    lacking = [step for step in NEEDED if step in standing.lacking]
    if Step.CAMPAIGN in lacking:
        lacking = [step for step in lacking if step is not Step.DATES]  # there are no due days without a campaign
    lines = [_("Chưa kích hoạt được, còn thiếu:"), *(why[step] for step in lacking)]
    return Message("\n".join(lines), tuple((button(step, standing),) for step in lacking))


def _armed_before(campaign: Campaign | None) -> Message:
    if campaign is None or campaign.armed_at is None:
        return Message(_("Không có chiến dịch nào chờ kích hoạt."), ((Option(_("🧭 Các bước chuẩn bị"), AGAIN),),))
    text = _("“{title}” đã được kích hoạt từ {moment}. Trợ lý đang nhắc theo lịch, không cần làm thêm gì.")
    return Message(text.format(title=campaign.title, moment=show_moment(campaign.armed_at)))


def _week(db: Transaction, standing: Standing, campaign_id: int, ask: Ask) -> str:
    """Messages and people of the next seven days, in writing; nothing where it would take too long to find out."""
    if standing.joined > MOST:
        return ""
    told = week(db, campaign_id, ask.now)
    return f"{len(told)} {len({each.person_id for each in told})}"


def _expected(campaign: Campaign, standing: Standing, first: str) -> Iterator[str]:
    yield _("🚀 Kích hoạt “{title}”").format(title=campaign.title)
    if first == NOBODY:
        yield _("Trong 7 ngày tới chưa có tin nhắc nào phải gửi.")
    elif first:
        messages, people = map(int, first.split())
        text = ngettext(
            "Trong 7 ngày tới, Trợ lý sẽ gửi {count} tin nhắc cho {people} người.",
            "Trong 7 ngày tới, Trợ lý sẽ gửi {count} tin nhắc cho {people} người.",
            messages,
        )
        yield text.format(count=show_count(messages), people=show_count(people))
    else:
        yield _("Số tin của từng ngày có trong bản diễn tập: /dientap")
    if not standing.joined:
        yield _("⚠️ Chưa chủ tịch nào kết nối, nên chưa ai nhận được tin. Xin phát mã mời: /mamoi")
    elif standing.joined < standing.units:
        text = _("⚠️ Mới có {joined}/{units} đơn vị kết nối. Đơn vị kết nối sau vẫn được nhắc.")
        yield text.format(joined=show_count(standing.joined), units=show_count(standing.units))
    if not standing.is_rehearsed:
        yield _("⚠️ Chưa diễn tập lịch nhắc cả năm: /dientap")

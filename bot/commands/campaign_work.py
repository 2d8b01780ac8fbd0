"""What `thidua campaign` does in the database."""

from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.commands.starting import federation_of
from bot.database.transaction import Transaction

if TYPE_CHECKING:  # these take a while to load, and not every command needs them
    from bot.campaigns.plan import Plan
    from bot.models import Campaign


class NotPossible(Exception):
    """Why the work was not done, in a sentence."""


def recall(db: Transaction, slug: str) -> "Plan":
    """The plan of a campaign by its short name. Raises NotPossible."""
    from bot import campaigns  # noqa: PLC0415

    return campaigns.recall(db, named(db, slug))


def named(db: Transaction, slug: str) -> "Campaign":
    """The campaign of that short name. Raises NotPossible, with the names there are."""
    from bot import plans  # noqa: PLC0415

    listed = plans.campaigns(db, federation_of(db))
    found = next((each for each in listed if each.slug == slug), None)
    if found is None:
        known = ", ".join(each.slug for each in listed) or "chưa có chiến dịch nào"
        raise NotPossible(f"Không có chiến dịch nào tên ngắn “{slug}”. Đang có: {known}.")
    return found


def keep(db: Transaction, plan: "Plan", slug: str, *, is_open: bool) -> list[str]:
    """Keep a plan as a campaign; what to tell about it, line by line. Raises NotPossible."""
    from bot import campaigns, operations, plans  # noqa: PLC0415
    from bot.campaigns import blocs, showing  # noqa: PLC0415
    from bot.campaigns.proposals import propose_rules  # noqa: PLC0415
    from bot.duties import filling  # noqa: PLC0415

    home, now = federation_of(db), Clock().now()
    if slug and any(each.slug == slug for each in plans.campaigns(db, home)):
        raise NotPossible(f"Đã có chiến dịch tên ngắn “{slug}”.")
    slug = slug or campaigns.slug_for(db, home, plan)
    campaign = campaigns.keep(db, home, plan, slug, is_open=is_open)
    operations.record(db, home, "campaign.open" if is_open else "campaign.load", now, slug=slug)
    filling.fill(db, home, Clock().today())
    lines = [f"Đã nạp: {slug}  {plan.title}", *(showing.show_phase(each) for each in plan.phases)]
    if proposed := len(propose_rules(plan)):
        lines.append(f"{proposed} hạn được đề xuất; cán bộ xác nhận trong chat: /hanviec")
    if is_open:
        lines.append(f"Chưa kích hoạt nên chưa nhắc ai. Kích hoạt trong chat: /kichhoat, hoặc: thidua campaign arm {slug}")
    if lonely := blocs.unmatched(db, home, campaign.id or 0):
        names = ", ".join(each.name for each in lonely)
        lines.append(f"Chưa ghép được khối: {names}. Cán bộ ghép trong chat: /kehoach {campaign.id}")
    return lines


def set_levels(db: Transaction, slug: str, count: int) -> list[str]:
    """Let reports of a campaign be reviewed by one officer, or by two. Raises NotPossible."""
    from bot import operations, plans  # noqa: PLC0415

    home = federation_of(db)
    campaign = next((each for each in plans.campaigns(db, home) if each.slug == slug), None)
    if campaign is None:
        raise NotPossible(f"Không có chiến dịch nào tên ngắn “{slug}”.")
    campaign.review_levels = count
    db.session.add(campaign)
    operations.record(db, home, "campaign.levels", Clock().now(), slug=slug, levels=count)
    return [f"{slug}: báo cáo qua {count} lượt duyệt."]


def arm(db: Transaction, slug: str) -> list[str]:
    """Let a campaign remind from now on. Raises NotPossible for one that is closed, and one that is not set up: it needs units,
    and its due days confirmed."""
    from bot import arming  # noqa: PLC0415
    from bot.duties import rules  # noqa: PLC0415
    from bot.setup import steps  # noqa: PLC0415

    campaign = named(db, slug)
    if campaign.armed_at is not None:
        raise NotPossible(f"Chiến dịch “{slug}” đã được kích hoạt rồi.")
    if not campaign.is_open:
        raise NotPossible(f"Chiến dịch “{slug}” đang đóng nên không kích hoạt được.")
    if not steps.has_units(db, campaign.federation_id, Clock().today()):
        raise NotPossible("Chưa có danh sách đơn vị: thidua units import TỆP.xlsx")
    if any(each.confirmed_at is None for each in rules.rules_of(db, campaign.id or 0)):
        raise NotPossible("Còn hạn chưa xác nhận; cán bộ xác nhận trong chat: /hanviec")
    arming.arm(db, campaign.id or 0, None, Clock().now())
    return [f"Đã kích hoạt: {slug}. Từ nay Trợ lý nhắc các đơn vị theo lịch."]


def copy(db: Transaction, slug: str, year: int, *, is_dry: bool) -> list[str]:
    """Copy a campaign to another year; every difference, line by line. Raises NotPossible."""
    from bot.campaigns.differences import differences, show_difference  # noqa: PLC0415
    from bot.campaigns.shifting import renew  # noqa: PLC0415

    old = recall(db, slug)
    if old.year is None:
        raise NotPossible(f"Kế hoạch “{slug}” không nêu năm nào nên không dời năm được.")
    new = renew(old, year - old.year)
    lines = [show_difference(each) for each in differences(old, new)]
    if is_dry:
        return [*lines, "Chưa ghi gì (--dry-run)."]
    return [*lines, *keep(db, new, "", is_open=True)]

"""What an officer reads where a unit was to hear of a decision: that it did, or that it could not and what to do instead."""

from bot.i18n import _
from bot.post.message import Option

Rows = tuple[tuple[Option, ...], ...]


def told_said(*, is_told: bool) -> str:
    """Whether the unit was told."""
    if is_told:
        return _("Trợ lý đã báo cho đơn vị.")
    return _("Đơn vị chưa kết nối nên chưa được báo: xin gọi điện, hoặc gửi mã mời để đơn vị kết nối.")


def next_step(unit_id: int, *, is_told: bool) -> Rows:
    """The unit's card, from which it is called or invited; nothing where it was told."""
    return () if is_told else ((Option(_("☎️ Mở thẻ đơn vị để gọi, mời"), f"/thedonvi {unit_id}"),),)

"""What happened to a duty, in words: what the unit gave, what became of a launch, what was said to a report, what was decided."""

from bot.duties.deciding import EXCUSED, EXTENDED, RECEIVED, REOPENED
from bot.i18n import pgettext
from bot.reports.filed import APPROVED, ASKED, RETURNED
from bot.reviews.judging import ANSWERED
from bot.reviews.listing import UNDONE
from bot.unit_card.history import GIVEN, TAKEN_BACK


def deed_said(deed: str) -> str:
    """The beginning of a line: “đã gửi”; a deed that is not known stands as it is kept."""
    return {
        GIVEN: pgettext("deed", "đã gửi"),
        TAKEN_BACK: pgettext("deed", "đã rút"),
        "held": pgettext("deed", "đã tổ chức"),
        "postponed": pgettext("deed", "đã hoãn"),
        "cancelled": pgettext("deed", "không tổ chức"),
        "withdrawn": pgettext("deed", "đã rút"),
        APPROVED: pgettext("deed", "đã duyệt"),
        RETURNED: pgettext("deed", "đã trả lại"),
        ASKED: pgettext("deed", "cán bộ hỏi thêm"),
        ANSWERED: pgettext("deed", "đơn vị trả lời"),
        UNDONE: pgettext("deed", "đã bỏ duyệt"),
        EXCUSED: pgettext("deed", "được miễn"),
        EXTENDED: pgettext("deed", "được gia hạn"),
        REOPENED: pgettext("deed", "được mở lại"),
        RECEIVED: pgettext("deed", "đã nhận bản giấy"),
    }.get(deed, deed)

"""What is told about a conversation that somebody left in the middle: which one it is, since when, and the two ways on."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from bot import launches
from bot.asking.drafts import Kept
from bot.database.transaction import Transaction
from bot.i18n import N_, _, show_moment
from bot.pledges import owing
from bot.post.message import Option
from bot.reports import owed as reports

NAMES = {
    "bacnhac": N_("đặt các mốc nhắc"),
    "bangiao": N_("mời người làm cùng, bàn giao"),
    "caidat": N_("cài đặt"),
    "congtrinh": N_("báo công trình"),
    "dagoi": N_("ghi cuộc gọi"),
    "dangky": N_("đăng ký ngày phát động"),
    "datochuc": N_("báo đã tổ chức phát động"),
    "baocao": N_("báo cáo"),
    "batdau": N_("các bước chuẩn bị"),
    "chonguong": N_("chọn người tốt, việc tốt"),
    "decu": N_("đề cử người tốt, việc tốt"),
    "doidonvi": N_("sửa danh sách đơn vị"),
    "dongchiendich": N_("đóng chiến dịch"),
    "dulieu": N_("dữ liệu của tôi"),
    "gapcanbo": N_("câu hỏi gửi cán bộ"),
    "ghichuquy": N_("báo cáo quý"),
    "giahan": N_("trả lời đề nghị gia hạn"),
    "giaouoc": N_("đăng ký giao ước thi đua"),
    "hanviec": N_("xác nhận hạn"),
    "hen": N_("hẹn ngày nộp"),
    "hoibaocao": N_("hỏi về báo cáo"),
    "khongdung": N_("báo chỗ nhập hộ không đúng"),
    "kichhoat": N_("kích hoạt chiến dịch"),
    "mamoi": N_("lấy mã mời"),
    "mochiendich": N_("mở chiến dịch"),
    "ngonngu": N_("chọn ngôn ngữ"),
    "nhac": N_("nhắc các đơn vị"),
    "nhacviec": N_("đặt giờ nhắc"),
    "nhapdonvi": N_("nhập danh sách đơn vị"),
    "nhapho": N_("nhập hộ đơn vị"),
    "quyetdinh": N_("quyết định về một việc"),
    "sualich": N_("sửa lịch ngày nghỉ"),
    "thongbao": N_("soạn thông báo"),
    "thudientu": N_("địa chỉ thư điện tử"),
    "traloi": N_("trả lời câu hỏi"),
    "traloibaocao": N_("trả lời về báo cáo"),
    "tralai": N_("trả lại báo cáo"),
    "vangmat": N_("báo vắng mặt"),
    "xingiahan": N_("xin gia hạn"),
}


class Owed(Protocol):
    """A piece of a unit's work in a phase."""

    @property
    def duty_id(self) -> int: ...
    @property
    def phase(self) -> str: ...


W = TypeVar("W", bound=Owed)


def what_waits(db: Transaction, kept: Kept, person_id: int | None, today: date) -> str:
    """Which work waits, and since when."""
    named = _named(db, kept, person_id or 0, today)
    if kept.changed_at is None:
        return _("Đồng chí còn một việc làm dở: {work}. Làm tiếp hay bỏ ạ?").format(work=named)
    text = _("Đồng chí còn một việc làm dở: {work} (từ {moment}). Làm tiếp hay bỏ ạ?")
    return text.format(work=named, moment=show_moment(kept.changed_at))


def ways_on(kept: Kept) -> tuple[tuple[Option, ...], ...]:
    """Go on with it, or give it up."""
    go_on = Option(_("📝 Làm tiếp việc đang dở"), f"/tieptuc {kept.id}", "primary")
    return (go_on,), (Option(_("🗑 Bỏ việc này"), f"/huy {kept.id}"),)


def _named(db: Transaction, kept: Kept, person_id: int, today: date) -> str:
    name = _(NAMES[kept.script]) if kept.script in NAMES else _("câu hỏi chưa trả lời")
    about: Owed | None = None
    if kept.script == "dangky":
        about = launch = _meant(kept, launches.owed_by(db, person_id, today))
        name = _("đổi ngày phát động") if launch and launch.day else name
    elif kept.script == "baocao":
        about = _meant(kept, reports.of_chair(db, person_id, today))
    elif kept.script == "giaouoc":
        about = _meant(kept, owing.owed_by(db, person_id, today))
    return f"{name} {about.phase}" if about else name


def _meant(kept: Kept, owed: Iterable[W]) -> W | None:
    """The one that the draft is about; the only one there is, where it says none."""
    found = [each for each in owed if kept.subject in {"", str(each.duty_id)}]
    return found[0] if len(found) == 1 else None

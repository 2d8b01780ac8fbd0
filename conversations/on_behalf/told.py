"""What people hear of an entry on behalf: the officer, the chair, and the officer again if the chair objects."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import arming, offices, on_behalf
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Duty
from bot.on_behalf import Entry
from bot.on_behalf.telling import told
from bot.post.message import Message, Option
from conversations.on_behalf.wording import heading, name_of, unit_of


def tell_chairs(db: Transaction, duty: Duty, entry: Entry, said: Sequence[str], now: datetime) -> bool:
    """What was entered, with a button to object; False if nobody could be told, or nobody may be yet."""
    if not arming.is_duty_armed(db, entry.duty_id):
        return False

    def text() -> Message:
        head = _("✍️ Công đoàn cấp trên vừa nhập hộ {unit}").format(unit=heading(db, duty))
        foot = _("Nếu đúng, đồng chí không cần làm gì. Nếu không đúng, xin bấm nút dưới.")
        return Message("\n".join([head, f"👤 {told(entry)}.", "", *said, "", foot]), (objection(entry.duty_id, entry.version),))

    return offices.tell_chairs(db, duty.unit_id, _key(entry), text, now)


def tell_undone(db: Transaction, federation_id: int, kind: str, row: int, now: datetime) -> None:
    """The version in a row was just taken back by whoever wrote it; if that was an entry on behalf, a chair who has not read of
    it does not hear of it, and one who has hears of this too."""
    entry = on_behalf.undone(db, federation_id, kind, row)
    if entry is None:
        return
    duty = db.session.get_one(Duty, entry.duty_id)
    if offices.untell_chairs(db, duty.unit_id, _key(entry), now):
        return

    def text() -> str:
        said = _("↩️ {officer} vừa rút lại bản nhập hộ {unit}\nBản này không còn tính.")
        return said.format(officer=entry.name, unit=heading(db, duty))

    offices.tell_chairs(db, duty.unit_id, f"behalf-undone/{entry.duty_id}/{entry.version}", text, now)


def tell_officer(db: Transaction, duty: Duty, entry: Entry, chair: str, now: datetime) -> None:
    """The chair objected: whoever entered it hears so at once, with the ways to mend it."""

    def text() -> Message:
        said = _("❗ {chair} ({unit}) báo bản đồng chí nhập hộ không đúng: {name}.\nBản này không còn tính.")
        call = Option(_("☎️ Ghi cuộc gọi"), f"/dagoi {duty.unit_id} {entry.duty_id}")
        again = Option(_("✍️ Nhập hộ lại"), f"/nhapho {duty.unit_id} {entry.duty_id}")
        return Message(said.format(chair=chair, unit=unit_of(db, duty), name=name_of(db, duty)), ((call, again),))

    offices.tell(db, duty.federation_id, entry.entered_by, f"behalf-no/{entry.duty_id}/{entry.version}", text, now)


def receipt(said: Message, duty: Duty, entry: Entry, *, is_told: bool) -> Message:
    """The unit's receipt, with who entered it, and whether the unit knows."""
    heard = _("Trợ lý báo cho đơn vị biết; có chỗ sai, đơn vị bấm ❌ Không đúng.")
    if not is_told:
        heard = _("Đơn vị chưa kết nối, hoặc chiến dịch chưa kích hoạt, nên đơn vị chưa được báo.")
    more = Option(_("✍️ Việc khác của đơn vị"), f"/nhapho {duty.unit_id}")
    return replace(said, text=f"{said.text}\n\n👤 {told(entry)}.\n{heard}", options=(*said.options, (more,)))


def objection(duty_id: int, version: int) -> tuple[Option, ...]:
    """The button by which a chair says that an entry is not right."""
    return (Option(_("❌ Không đúng"), f"/khongdung {duty_id} {version}", "danger"),)


def _key(entry: Entry) -> str:
    return f"behalf/{entry.duty_id}/{entry.version}"

"""/guilai: once more to those who have not acknowledged; /soanlai: one that was not sent, as a new one; /luunhom: keep its
audience. What is new is looked at and confirmed like any other."""

from bot.announcements import keeping, segments
from bot.announcements.audience import Audience
from bot.announcements.keeping import CANCELLED, Piece
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import _
from bot.models import Announcement, AnnouncementPart, written
from bot.post.message import Message, Style
from conversations.announcing.finding import named, office_of
from conversations.announcing.wording import counted, shown
from conversations.menu import not_for_you

LONGEST = 40  # characters of a segment's name


def send_again(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The same once more, to those of its recipients who have not said “👍 Đã nắm được”."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if row.queued_at is None or not row.wants_acknowledgement:
        return _("Thông báo này chưa gửi, hoặc không có nút “Đã nắm được”.")
    label = _("Nơi chưa xác nhận thông báo {number}").format(number=row.id)
    fresh = _copy(ask, db, speaker, row, Audience(label, silent=row.id))
    if not isinstance(fresh, Announcement):
        return fresh
    if not counted(db, fresh, ask.now).units:
        return _("👍 Mọi nơi nhận đều đã xác nhận thông báo này.")
    return shown(ask, db, speaker, fresh)


def write_again(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """A new announcement like one that was stopped before anybody got it."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if row.state != CANCELLED or row.queued_at is not None:
        return _("Chỉ soạn lại được từ thông báo đã dừng khi chưa gửi cho ai.")
    fresh = _copy(ask, db, speaker, row, Audience.from_json(row.audience))
    return shown(ask, db, speaker, fresh) if isinstance(fresh, Announcement) else fresh


def _copy(ask: Ask, db: Transaction, speaker: Speaker, row: Announcement, audience: Audience) -> Announcement | str:
    office = office_of(ask, db, speaker)
    if office is None:
        return not_for_you()
    held = [db.session.get_one(AnnouncementPart, each[0]) for each in keeping.parts(db, written(row.id))]
    pieces = [Piece(each.text, tuple(Style(**one) for one in decode(each.styles)), each.document_id) for each in held]
    fresh = keeping.write(db, speaker.to.federation_id, speaker.person_id or 0, office, audience, pieces, ask.now)
    fresh.wants_acknowledgement = row.wants_acknowledgement
    db.session.add(fresh)
    db.session.flush()
    return fresh


def keep_segment(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Keep an announcement's audience under a name, for the next ones."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    audience = Audience.from_json(row.audience)
    prompt = _("💾 Đặt tên cho nhóm nhận này ({audience}):").format(audience=audience.label)
    name = ask.text("name", prompt, longest=LONGEST)
    segments.keep(db, speaker.to.federation_id, speaker.person_id or 0, name, audience, ask.now)
    return _("✅ Đã lưu nhóm “{name}”. Lần sau chọn: 💾 Nhóm đã lưu.").format(name=name)

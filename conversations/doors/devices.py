"""/thietbi: the devices on which one's conversation is open in a browser; one that was lost is shut out."""

from bot import operations
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _, show_short_day
from bot.labels import cut
from bot.web import chats, sessions
from bot.web.sessions import Session

KEEP = "keep"
LONGEST_LABEL = 40  # characters


def show_devices(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """A list, and which of them shall be shut out."""
    here = chats.of_person(db, speaker.person_id or 0)
    known = {str(each.id): each for each in sessions.listed(db, here.chat_id, ask.now)} if here else {}
    if here is None or not known:
        return _("Chưa có máy nào mở cuộc trò chuyện này trên trình duyệt. Lấy đường dẫn riêng: 🌐 /trinhduyet")
    lines = "\n".join(f"• {_seen(each)}" for each in known.values())
    out = [Choice(key, cut(_("🚫 Chặn: {device}").format(device=_name(each)), LONGEST_LABEL)) for key, each in known.items()]
    chosen = ask.choice(
        "device", _("📱 Máy đang mở trên trình duyệt:") + "\n" + lines, [*out, Choice(KEEP, _("Giữ nguyên, không chặn"))]
    )
    if chosen.key == KEEP:
        return _("Không có gì thay đổi.")
    sessions.revoke(db, here.chat_id, int(chosen.key), ask.now)
    operations.record(db, speaker.to.federation_id, "device.revoke", ask.now, person_id=speaker.person_id, device=int(chosen.key))
    return _("🚫 Đã chặn máy đó; đường dẫn riêng cũ cũng thôi dùng được. Lấy đường dẫn mới: 🌐 /trinhduyet")


def _seen(device: Session) -> str:
    at = local(device.seen_at)
    return _("{device}, dùng lần cuối {time}, {day}").format(
        device=_name(device), time=f"{at:%H:%M}", day=show_short_day(at.date())
    )


def _name(device: Session) -> str:
    return sessions.called(device.device) or _("máy không rõ tên")

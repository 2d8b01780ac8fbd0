"""How an announcement looks to the officer who is about to send it, and the buttons below."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.announcements import confirming, counting, keeping
from bot.announcements.audience import Audience
from bot.announcements.counting import Count, DoorCount
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_count, show_moment
from bot.models import Announcement, written
from bot.post.message import Message, Option


def counted(db: Transaction, row: Announcement, now: datetime) -> Count:
    """To whom it would go now."""
    found = counting.count(db, Audience.from_json(row.audience), row.federation_id, keeping.reach_of(row), now)
    return replace(found, parts=len(keeping.parts(db, written(row.id))))


def shown(ask: Ask, db: Transaction, speaker: Speaker, row: Announcement, note: str = "") -> Message:
    """The preview: each message as it will arrive, then the card with its figures and the buttons."""
    count, stamp = counted(db, row, ask.now), keeping.stamp(db, row)
    keeping.preview(db, row, speaker.to, ask.setting.update, ask.now)
    head = _("👆 Trên đây là thông báo đúng như nơi nhận sẽ thấy. Chưa gửi cho ai.")
    lines = [note, head, "", *card(row, count, ask.now)]
    return Message("\n".join(lines).strip(), _choices(row, stamp))


def card(row: Announcement, count: Count, now: datetime) -> list[str]:
    """To whom, at which doors, when."""
    audience = Audience.from_json(row.audience)
    units = ngettext("{count} đơn vị", "{count} đơn vị", count.units).format(count=show_count(count.units))
    lines = [f"👥 {audience.label}: {units}", *_reached(count)]
    lines += [line for each in count.doors if (line := _cost(each, count.parts))]
    if row.wants_acknowledgement:
        lines.append(_("👍 Có nút “Đã nắm được”"))
    lines.append(f"🕗 {when(row, now)}")
    if count.chats > confirming.MANY:
        text = _("🔏 Trên {many} nơi nhận: cần một cán bộ thứ hai duyệt.")
        lines.append(text.format(many=show_count(confirming.MANY)))
    return lines


def _reached(count: Count) -> list[str]:
    """At how many doors it arrives; and, on a line of its own, in how many units it does not."""
    doors = [f"{each.name} {show_count(each.chats)}" for each in count.doors]
    lines = ["📨 " + " · ".join(doors)] if doors else []
    if count.unreached:
        text = ngettext(
            "⚠️ {count}/{units} đơn vị không nhận được tin này (chưa kết nối hoặc mất liên lạc). Xem đơn vị nào: /chuavao",
            "⚠️ {count}/{units} đơn vị không nhận được tin này (chưa kết nối hoặc mất liên lạc). Xem đơn vị nào: /chuavao",
            count.unreached,
        )
        lines.append(text.format(count=show_count(count.unreached), units=show_count(count.units)))
    return lines


def _cost(door: DoorCount, parts: int) -> str:
    if door.left is None:
        return ""
    cost, without = door.chats * parts, door.chats - (door.left - door.kept) // parts
    text = _("💬 {door}: tốn {cost} tin, còn {left} tin trong tháng")
    if without > 0 and not door.kept:
        text = _("⚠️ {door}: tốn {cost} tin, chỉ còn {left} tin trong tháng")
    elif without > 0:
        text = ngettext(
            "⚠️ {door}: tốn {cost} tin. Tháng này còn {left} tin, trong đó {kept} tin để dành cho nhắc hạn và trả lời: khoảng "
            "{without} nơi có thể không nhận được qua {door}. Xem: /hanmuc",
            "⚠️ {door}: tốn {cost} tin. Tháng này còn {left} tin, trong đó {kept} tin để dành cho nhắc hạn và trả lời: khoảng "
            "{without} nơi có thể không nhận được qua {door}. Xem: /hanmuc",
            without,
        )
    figures = {"cost": cost, "left": door.left, "kept": door.kept, "without": without}
    return text.format(door=door.name, **{name: show_count(figure) for name, figure in figures.items()})


def when(row: Announcement, now: datetime) -> str:
    """The hour at which it starts."""
    if row.starts_at <= now + timedelta(seconds=60):
        return _("Gửi 60 giây sau khi xác nhận")
    return _("Gửi lúc {moment}").format(moment=show_moment(row.starts_at))


def _choices(row: Announcement, stamp: str) -> tuple[tuple[Option, ...], ...]:
    number = written(row.id)
    send = Option(_("📨 Xác nhận gửi"), f"/guithongbao {number} {stamp}", "success")
    text, whom = Option(_("✏️ Sửa nội dung"), f"/suathongbao {number}"), Option(_("👥 Đổi nơi nhận"), f"/noinhan {number}")
    hour, leave = Option(_("🕗 Đổi giờ gửi"), f"/giogui {number}"), Option(_("🗑 Bỏ"), f"/dungthongbao {number}")
    return ((send,), (text, whom), (hour, leave))

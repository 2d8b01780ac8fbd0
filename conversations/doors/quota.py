"""/hanmuc: how many people and messages each bot has, what is to come this month, and what is left out where it runs short."""

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_count
from bot.quota import admitting, overview
from bot.quota.overview import Standing
from bot.rights import May
from conversations.menu import not_for_you

SHOWN = 12  # bots; of the others only a sum


def show_quota(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """A few lines for each bot."""
    if rights.office_for(db, speaker.person_id, May.ANNOUNCE, ask.today) is None:
        return not_for_you()
    found = overview.standings(db, speaker.to.federation_id, ask.now)
    found.sort(key=lambda each: (-each.short, each.monthly is None))
    blocks = [_block(each) for each in found[:SHOWN]]
    if rest := found[SHOWN:]:
        blocks.append(_("… và {count} kênh khác, đều đủ tin.").format(count=len(rest)) if not _short(rest) else _many_short(rest))
    head = _("📮 Hạn mức tin, tháng {month}").format(month=f"{ask.today:%m/%Y}")
    return "\n\n".join([head, *blocks, *_what_goes(db, speaker, found)])


def _block(each: Standing) -> str:
    lines = [f"🔹 {each.name}: {each.address}"]
    if each.is_stopped:
        lines.append(_("⛔ Đang dừng: xin báo người quản trị."))
    people = _("👥 {people} người").format(people=show_count(each.people))
    if each.seats is not None:
        people = _("👥 {people} trên {seats} người").format(people=show_count(each.people), seats=show_count(each.seats))
    lines.append(people)
    if each.monthly is None or each.sent is None or each.expected is None:
        return "\n".join([*lines, _("✉️ Gửi bao nhiêu tin cũng được")])
    text = _("✉️ Đã gửi {sent} trên {monthly} tin; đến cuối tháng khoảng {expected} tin")
    figures = {"sent": each.sent, "monthly": each.monthly, "expected": each.expected}
    lines.append(text.format(**{name: show_count(figure) for name, figure in figures.items()}))
    lines.append(_("⚠️ Có thể thiếu {count} tin").format(count=show_count(each.short)) if each.short else _("✅ Đủ tin"))
    return "\n".join(lines)


def _short(found: list[Standing]) -> int:
    return sum(each.short > 0 for each in found)


def _many_short(rest: list[Standing]) -> str:
    return _("… và {count} kênh khác, {short} kênh có thể thiếu tin.").format(count=len(rest), short=_short(rest))


def _what_goes(db: Transaction, speaker: Speaker, found: list[Standing]) -> list[str]:
    """What is left out first."""
    if not any(each.monthly is not None for each in found):
        return []
    names = {"greeting": _("lời chúc ngày truyền thống"), "digest": _("tin nhắc chưa đến hạn")}
    order = [names[each] for each in admitting.order_of(db, speaker.to.federation_id) if each in names]
    if not order:
        return []
    text = _("Khi thiếu tin, Trợ lý gửi qua kênh khác của từng người; không có thì bỏ bớt {order}. “Hạn hôm nay” luôn được giữ.")
    return [text.format(order=_(", rồi đến ").join(order))]

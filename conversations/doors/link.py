"""/kenhkhac: the doors by which one person talks with the bot: opening one more, being written to at another, closing one."""

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.doors import listing, telling
from bot.doors.listing import Door
from bot.i18n import _
from conversations.menu import federation

ADD, KEEP, PREFER, CLOSE = "add", "keep", "prefer", "close"


def use_another_door(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """A list, and what can be done."""
    person_id = speaker.person_id or 0
    doors = listing.of_person(db, person_id)
    known = {str(each.id): each for each in doors}
    first = next((each for each in doors if each.is_open), None)
    lines = [_line(each, first, speaker) for each in doors]
    text = _("📡 Đồng chí đang dùng Trợ lý ở:") + "\n" + "\n".join(lines)
    chosen = ask.choice("what", text, [*_ways(db, speaker, doors, first), Choice(KEEP, _("Giữ nguyên"))])
    deed, _blank, row = chosen.key.partition(" ")
    if deed == KEEP or (row and row not in known):
        return _("Không có gì thay đổi.")
    if deed == ADD:
        telling.send_link(db, speaker.to, f"door-link/{ask.setting.update}", person_id, ask.now)
        return _("Trợ lý đang gửi mã kết nối. Việc đang làm dở sẽ làm tiếp được ở nơi mới.")
    if deed == PREFER:
        listing.prefer(db, person_id, known[row], ask.now)
        return _("✅ Từ nay Trợ lý nhắc việc ở {door} trước; không gửi được mới gửi nơi khác.").format(door=known[row].name)
    listing.close(db, person_id, known[row], ask.now)
    return _("✅ Đã thôi dùng {door}. Muốn dùng lại: /kenhkhac").format(door=known[row].name)


def _line(door: Door, first: Door | None, speaker: Speaker) -> str:
    marks = [_("đang ở đây")] if door.chat_id == speaker.to.chat_id else []
    if not door.is_open:
        marks.append(_("không gửi được"))
    elif first is not None and door.id == first.id:
        marks.append(_("nhận nhắc việc"))
    return f"• {door.name}" + (f" ({', '.join(marks)})" if marks else "")


def _ways(db: Transaction, speaker: Speaker, doors: list[Door], first: Door | None) -> list[Choice]:
    ways: list[Choice] = []
    if telling.others(db, speaker.person_id or 0, federation(db, speaker).id or 0):
        ways.append(Choice(ADD, _("➕ Dùng thêm kênh khác")))
    others = [each for each in doors if each.is_open and first is not None and each.id != first.id]
    ways += [Choice(f"{PREFER} {each.id}", _("🔔 Nhắc việc ở {door}").format(door=_named(each, doors))) for each in others]
    far = [each for each in doors if each.chat_id != speaker.to.chat_id]
    return ways + [Choice(f"{CLOSE} {each.id}", _("🚫 Thôi dùng {door}").format(door=_named(each, doors))) for each in far]


def _named(door: Door, doors: list[Door]) -> str:
    """Two doors of one channel are told apart by their place in the list."""
    same = [each.id for each in doors if each.channel == door.channel]
    return door.name if len(same) == 1 else f"{door.name} {same.index(door.id) + 1}"

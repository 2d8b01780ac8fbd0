"""The sections of a unit's card in words."""

from datetime import date

from bot.clock import local
from bot.duties.kinds import titled
from bot.duties.showing import show_due
from bot.i18n import _, ngettext, pgettext, show_count, show_date
from bot.unit_card.about import About
from bot.unit_card.chairs import Chair, Door, first_name
from bot.unit_card.duties import Owed
from bot.unit_card.history import Event
from bot.unit_card.touches import Contact, Kind
from conversations.following.wording import outcome_said, promise_said, whom
from conversations.unit_card.deeds import deed_said

MOST_DUTIES = 8  # lines: what is less urgent is counted


def head_said(unit: About) -> list[str]:
    """Name, code, and where the unit belongs."""
    lines = [f"🏫 {unit.name}" + (f" ({unit.code})" if unit.code else "")]
    known = [each for each in (unit.parent, unit.cluster, unit.bloc) if each]
    if unit.members is not None:
        text = ngettext("{count} đoàn viên", "{count} đoàn viên", unit.members)
        known.append(text.format(count=show_count(unit.members)))
    lines += [f"📍 {' · '.join(known)}"] if known else []
    if unit.closed_on is not None:
        lines.append(_("⛔ Đơn vị hoạt động đến hết ngày {day}.").format(day=show_date(unit.closed_on)))
    return lines


def people_said(unit: About, people: list[Chair]) -> list[str]:
    """Who leads it here, at which doors, and whom the federation's list names."""
    lines = []
    for each in people:
        lines.append(f"👤 {each.name}, {each.title}")
        doors = " · ".join(_door(door) for door in each.doors)
        lines.append(f"📡 {doors}" if doors else _("📡 Không còn kênh nào để nhắn."))
        if doors and not each.is_reminded:
            lines.append(_("🔕 Không nhận nhắc tự động."))
    if not people and unit.is_grassroots:
        lines.append(_("🔌 Chưa có ai kết nối."))
    return [*lines, f"☎️ {whom(unit.contact or '', unit.phone or '', first_name(people))}"]


def _door(door: Door) -> str:
    if not door.is_open:
        return _("{door} (không còn nhận tin)").format(door=door.name)
    if door.seen_at is None:
        return door.name
    return _("{door} (lần cuối {day})").format(door=door.name, day=show_date(local(door.seen_at).date()))


def duties_said(owed: list[Owed], duty_id: int, today: date) -> list[str]:
    """What is missing, numbered as the buttons are, and how much is done."""
    missing, done = [each for each in owed if not each.is_done], sum(each.is_done for each in owed)
    if not owed:
        return ["", _("⏳ Chưa có việc nào phải làm.")]
    if not missing:
        text = ngettext(
            "✅ Không còn thiếu việc gì, đã xong {done} việc.", "✅ Không còn thiếu việc gì, đã xong {done} việc.", done
        )
        return ["", text.format(done=done)]
    lines = [] if not duty_id or any(each.duty_id == duty_id for each in missing) else [_("✅ Việc này không còn thiếu.")]
    lines.append(_("⏳ Còn thiếu {missing}/{owed} việc:").format(missing=len(missing), owed=len(owed)))
    shown = list(enumerate(missing, 1))[:MOST_DUTIES]
    lines += [f"{n}. {_duty(each, today)}" for n, each in shown]
    if more := len(missing) - len(shown):
        lines.append(ngettext("và {more} việc nữa", "và {more} việc nữa", more).format(more=more))
    return ["", *lines]


def _duty(each: Owed, today: date) -> str:
    text = f"{titled(each.kind, each.occurrence)}, {each.phase}. {show_due(each.due_on, each.state(today), today)}"
    return f"{text} 🤝 {promise_said(each.promise, today)}" if each.promise else text


def events_said(events: list[Event]) -> list[str]:
    """What happened last, the newest first."""
    if not events:
        return []
    lines = [f"• {show_date(local(each.at).date())}: {_event(each)}" for each in events]
    return ["", _("📜 Gần đây:"), *lines]


def _event(each: Event) -> str:
    text = f"{titled(each.kind, each.occurrence)}, {each.phase}: {deed_said(each.deed)}"
    notes = [_("lần {version}").format(version=each.version)] if each.version > 1 else []
    notes += [pgettext("card", "nhập hộ")] if each.for_unit else []
    return f"{text} ({', '.join(notes)})" if notes else text


def contacts_said(contacts: list[Contact]) -> list[str]:
    """When the unit was last in touch, by each way."""
    if not contacts:
        return ["", _("🕘 Chưa liên lạc lần nào.")]
    return ["", _("🕘 Liên lạc gần nhất:"), *(f"• {_contact(each)}" for each in contacts)]


def _contact(each: Contact) -> str:
    text = {
        Kind.WORD: pgettext("touch", "đơn vị nhắn {day}"),
        Kind.DIGEST: pgettext("touch", "Trợ lý nhắc {day}"),
        Kind.NUDGE: pgettext("touch", "cán bộ nhắc {day}"),
        Kind.CALL: pgettext("touch", "cán bộ gọi {day}"),
        Kind.ANNOUNCEMENT: pgettext("touch", "nhận thông báo {day}"),
    }[each.kind].format(day=show_date(local(each.at).date()))
    if each.by:
        text += f" ({each.by})"
    return f"{text}: {outcome_said(each.outcome)}" if each.outcome else text

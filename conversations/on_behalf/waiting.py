"""Entries to which units objected: a line for /quanly, and the list behind its button."""

from bot import on_behalf
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.i18n import _, ngettext
from bot.labels import cut
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import RIGHTS, May

OBJECTIONS = "ykien"  # behind the command: the list
LISTED = 20  # of a list that gets shorter as they are mended


def objections_waiting(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> list[tuple[str, Option]]:
    """A line and its button where units objected; nothing where none did."""
    if May.FOLLOW_UP not in RIGHTS[office.role]:
        return []
    count = len(on_behalf.objections(db, speaker.to.federation_id, office, ask.now))
    text = ngettext("• {count} bản nhập hộ bị báo không đúng.", "• {count} bản nhập hộ bị báo không đúng.", count)
    return [(text.format(count=count), Option(_("❗ Nhập hộ không đúng"), f"/nhapho {OBJECTIONS}"))] if count else []


def show_objections(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Message:
    """Who objected to what, each with a button to enter it anew."""
    found = on_behalf.objections(db, speaker.to.federation_id, office, ask.now)
    if not found:
        return Message(_("✅ Không có bản nhập hộ nào đang bị báo không đúng."))
    lines, rows = [_("❗ Đơn vị báo bản nhập hộ không đúng:")], []
    for each in found[:LISTED]:
        name = f"{titled(each.kind, each.occurrence)}, {each.phase}"
        text = _("• {unit}: {name}. {officer} đã nhập, {person} báo không đúng.")
        lines.append(text.format(unit=each.unit, name=name, officer=each.officer, person=each.person))
        rows.append((Option(cut(_("✍️ {unit}").format(unit=each.unit), 55), f"/nhapho {each.unit_id} {each.duty_id}"),))
    if len(found) > LISTED:
        lines.append(_("… và {count} việc nữa.").format(count=len(found) - LISTED))
    return Message("\n".join(lines), tuple(rows))

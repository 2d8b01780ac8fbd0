"""What a change does, in words: for the card before it, and for the receipt."""

from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_count
from bot.units.changes.entry import Effect, Entry, known

NAMED = 5  # units by name


def tell(db: Transaction, entry: Entry, effect: Effect) -> list[str]:
    """One line for each thing that happens besides what was asked for."""
    lines = []
    if count := len(effect.opened):
        lines.append(ngettext("Mở {count} đơn vị mới.", "Mở {count} đơn vị mới.", count).format(count=count))
    if effect.closed:
        names = ", ".join(known(db, entry, each).name for each in effect.closed[:NAMED])
        more = "…" if len(effect.closed) > NAMED else ""
        lines.append(_("Kết thúc hoạt động: {units}.").format(units=names + more))
    for name, members in effect.people:
        lines.append(_("{unit}: {count} đoàn viên.").format(unit=name, count=show_count(members)))
    if count := effect.moved:
        text = ngettext(
            "{count} đơn vị chuyển sang công đoàn cấp trên mới.", "{count} đơn vị chuyển sang công đoàn cấp trên mới.", count
        )
        lines.append(text.format(count=show_count(count)))
    if count := effect.offices:
        text = ngettext("{count} người thôi chức vụ ở đơn vị đó.", "{count} người thôi chức vụ ở đơn vị đó.", count)
        lines.append(text.format(count=show_count(count)))
    if count := effect.invites:
        text = ngettext("{count} mã mời hết hiệu lực.", "{count} mã mời hết hiệu lực.", count)
        lines.append(text.format(count=show_count(count)))
    return lines

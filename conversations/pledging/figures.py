"""How a pledge's figures are shown."""

from decimal import Decimal

from bot.i18n import language, ngettext, show_count

DONG, PERCENT = "đồng", "%"  # units in which figures are read in a way of their own


def show_share(count: int, members: int | None) -> str:
    """45/120 đoàn viên, 38 %; only the count where the unit's members are not known."""
    if not members:
        return ngettext("{count} người", "{count} người", count).format(count=show_count(count))
    percent = (200 * count + members) // (2 * members)
    text = ngettext("{count}/{members} đoàn viên, {percent}%", "{count}/{members} đoàn viên, {percent}%", members)
    return text.format(count=show_count(count), members=show_count(members), percent=show_count(percent))


def show_amount(amount: float, unit: str = "") -> str:
    """1.250,5 điểm; 38 %; 5.000.000 đồng."""
    whole, _point, decimals = f"{Decimal(str(amount)):f}".partition(".")
    rest = ("," if language() == "vi" else ".") + decimals if decimals.strip("0") else ""
    return f"{show_count(int(whole))}{rest} {unit}".strip()

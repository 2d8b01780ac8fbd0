"""Shares as an official paper has them, in Vietnamese."""

from bot.i18n import show_count


def share(part: int, whole: int) -> str:
    """Such as “83,3%”; nothing of nothing is no share."""
    if not whole:
        return ""
    said = f"{100 * part / whole:.1f}".removesuffix(".0")
    return said.replace(".", ",") + "%"


def of(part: int, whole: int, what: str) -> str:
    """Such as “15/18 đơn vị (83,3%)”."""
    return f"{show_count(part)}/{show_count(whole)} {what} ({share(part, whole)})" if whole else f"0 {what}"

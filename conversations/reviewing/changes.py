"""What a new version of a report changed, in words: “Sáng kiến: 12 → 21”."""

from bot import reviews
from bot.i18n import _
from bot.reports.answers import show_answer
from bot.reports.filed import Filed
from bot.reports.form import EVIDENCE, GRADE, WORDS, graded, rest
from bot.reviews import Change

LONGEST = 400  # characters of an answer in words that are shown


def changed(older: Filed, filed: Filed) -> str:
    """What is new against the version before, and what had been asked for."""
    reasons = older.returned.reasons if older.returned else {}
    changes = reviews.changes(older, filed)
    lines, new = [_change(each, older, filed) for each in changes], {each.key for each in changes}
    labels = {**{each.key: each.label for each in older.figures}, **rest()}
    same = [labels.get(key, key) for key in reasons if key not in new]
    lines += [_("• Giữ nguyên dù đã được đề nghị: {items}").format(items=", ".join(same))] if same else []
    return "\n".join([_("🔁 Thay đổi so với bản trước:"), *(lines or [_("• Không có thay đổi nào.")])])


def _change(change: Change, older: Filed, newer: Filed) -> str:
    """“• Sáng kiến: 12 → 21”."""
    label = change.label or rest()[change.key]
    if change.key == EVIDENCE:
        return _("• {label}: {before} → {after} tệp").format(label=label, before=len(older.evidence), after=len(newer.evidence))
    if change.key == GRADE:
        return f"• {label}: {graded(older.grade)} → {graded(newer.grade)}"
    if change.key == WORDS:
        return _("• {label}: đã viết lại").format(label=label)
    was, is_ = (show_answer(each, "") if each else _("chưa có") for each in (change.before, change.after))
    return f"• {label}: {short(was)} → {short(is_)}"


def short(words: str) -> str:
    """What fits on a card."""
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"

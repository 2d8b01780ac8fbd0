"""The figures of a branch in words."""

from bot.i18n import _, ngettext, pgettext, show_count
from bot.rolling import Branch, Figures

PAGE = 8  # branches a message, each with three lines and a button
LONGEST = 60  # characters of a button


def total_lines(figures: Figures) -> list[str]:
    """All figures of the unit itself."""
    count = figures.units
    text = ngettext("🏫 {count} đơn vị, {joined} đã kết nối", "🏫 {count} đơn vị, {joined} đã kết nối", count)
    lines = [text.format(count=show_count(count), joined=show_count(figures.joined))]
    lines += [
        f"{label}: {show_count(done)}/{show_count(owed)}"
        for label, done, owed in (
            (pgettext("totals", "📅 Đăng ký phát động"), figures.launched, figures.launches),
            (_("🤝 Giao ước"), figures.pledged, figures.pledges),
            (_("📝 Báo cáo"), figures.reported, figures.reports),
            (_("🗒 Việc khác"), figures.others_done, figures.others),
        )
        if owed
    ]
    return [*lines, _timely(figures)]


def branch_lines(number: int, branch: Branch) -> list[str]:
    """A branch in three short lines."""
    figures = branch.figures
    done = figures.launched + figures.pledged + figures.reported + figures.others_done
    owed = figures.launches + figures.pledges + figures.reports + figures.others
    lines = [f"{number}. {branch.name}"]
    if not branch.is_leaf:
        text = ngettext("🏫 {count} đơn vị, {joined} đã kết nối", "🏫 {count} đơn vị, {joined} đã kết nối", figures.units)
        lines.append(text.format(count=show_count(figures.units), joined=show_count(figures.joined)))
    elif not figures.joined:
        lines.append(_("🏫 Chưa kết nối"))
    if owed:
        text = _("☑️ Xong {done}/{owed} việc").format(done=show_count(done), owed=show_count(owed))
        lines.append(f"{text} · {_timely(figures)}")
    return lines


def _timely(figures: Figures) -> str:
    text = _("✅ Đúng hạn {on_time} · 🕓 Xong muộn {late} · ⏰ Quá hạn, chưa xong {overdue}")
    return text.format(on_time=show_count(figures.on_time), late=show_count(figures.late), overdue=show_count(figures.overdue))

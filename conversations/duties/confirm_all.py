"""All due days that a plan proposes, confirmed at once, as they are proposed."""

from collections.abc import Sequence

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import filling, rules
from bot.duties.kinds import called
from bot.duties.rules import Terms
from bot.i18n import _, ngettext
from bot.models import Campaign, DutyRule
from conversations.duties.meaning import meaning

ALL = "all"
Proposed = Sequence[tuple[Campaign, DutyRule]]


def all_at_once(proposed: Proposed) -> list[Choice]:
    """The choice to confirm them together, where there are several."""
    label = _("☑️ Xác nhận cả {count} hạn như đề xuất").format(count=len(proposed))
    return [Choice(ALL, label, "primary")] if len(proposed) > 1 else []


def confirm_all(ask: Ask, db: Transaction, speaker: Speaker, proposed: Proposed) -> str:
    """One card with every due day; then all are in force."""
    lines = [_("Xin kiểm tra lại giúp:")]
    for campaign, rule in proposed:
        lines += [f"🚩 {called(rule.kind).capitalize()}: {rules.worded(rule)}", meaning(ask, db, campaign, rule)]
    ask.review("\n".join(lines), accept=_("✅ Xác nhận tất cả"))
    for _campaign, rule in proposed:
        rules.confirm(db, rule, Terms(None, None, rule.grace_days), speaker.name, speaker.person_id, ask.now)
    db.flush()
    filling.fill(db, speaker.to.federation_id, ask.today)
    text = ngettext("✅ Đã xác nhận {count} hạn.", "✅ Đã xác nhận {count} hạn.", len(proposed)).format(count=len(proposed))
    return text + " " + _("Muốn đổi hạn nào, bấm 📅 Xác nhận hạn rồi chọn lại: /hanviec")

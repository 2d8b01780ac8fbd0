"""/datochuc [DUTY]: a chair says that the launch was held, or put off, or that there is none; said again, it is corrected."""

from bot import held, situation
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.held import CANCELLED, HELD, POSTPONED, Owed, Said
from bot.i18n import _, show_short_day
from bot.post.message import Message
from conversations.duties.picks import picks
from conversations.held import wording
from conversations.held.held_day import ask_held
from conversations.held.put_off import ask_new_day

AS_PLANNED = "as planned"


def tell_held(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Which launch, what became of it, the facts of that, one card, and it is written down."""
    owed = held.owed_by(db, chair.person_id or 0, ask.today, chair.for_unit)
    if not owed:
        return _("Hiện đơn vị của đồng chí không có buổi phát động nào cần báo.")
    duty = _which(ask, db, [each for each in owed if each.key == ask.words] or owed)
    before = held.report_of(db, duty.duty_id)
    if duty.is_closed(ask.today):
        return wording.closed(duty, before)
    outcome = ask.choice("outcome", wording.asks(duty, before, ask.today), _outcomes(ask, duty), name=_("Buổi phát động"))
    said = _said(ask, db, chair, duty, outcome.key)
    ask.review(wording.card(duty), accept=_("✅ Đúng, ghi nhận"))

    held.record(db, duty.duty_id, said, chair.person_id, ask.now)
    if said.outcome == POSTPONED:
        situation.announce(db, chair.to.federation_id, ask.now)
    return wording.receipt(ask, duty, said)


def _which(ask: Ask, db: Transaction, owed: list[Owed]) -> Owed:
    if len(owed) == 1:
        return owed[0]
    shown = picks(db, owed, lambda each: each.phase)
    chosen = ask.choice("phase", _("Đồng chí báo về buổi phát động nào ạ?"), shown, name=_("Đợt"))
    return owed[shown.index(chosen)]


def _outcomes(ask: Ask, duty: Owed) -> list[Choice]:
    """What may have become of it; held on the day that was planned, once that day is there, is one tap."""
    put_off, off = Choice(POSTPONED, _("📅 Hoãn sang ngày khác")), Choice(CANCELLED, _("✖️ Không tổ chức"))
    if duty.planned is None or duty.planned > ask.today:
        return [Choice(HELD, _("✅ Đã tổ chức")), put_off, off]
    planned = Choice(AS_PLANNED, _("✅ Đã tổ chức {day}").format(day=show_short_day(duty.planned)))
    return [planned, Choice(HELD, _("✅ Đã tổ chức, ngày khác")), put_off, off]


def _said(ask: Ask, db: Transaction, chair: Speaker, duty: Owed, outcome: str) -> Said:
    if outcome == POSTPONED:
        return ask_new_day(ask, db, chair, duty)
    if outcome == CANCELLED:
        return Said(CANCELLED, reason=ask.text("reason", _("Vì sao đơn vị không tổ chức? Gõ vài chữ."), name=_("Lý do")))
    return ask_held(ask, db, chair, duty, duty.planned if outcome == AS_PLANNED else None)

"""/giaouoc: a chair says what the unit pledges for a phase, and later amends it."""

from bot import pledges
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.pledges import Contents, offering, owing
from bot.pledges.owing import Owed
from bot.post.message import Message
from conversations.duties.picks import picks
from conversations.pledging import wording
from conversations.pledging.before import begin_with
from conversations.pledging.lines import ask_lines
from conversations.pledging.signed import ask_signed
from conversations.pledging.works import ask_works


def make_pledge(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Phase, titles and figures, works, one more benefit, whether the employer signed, one card, and it is written down."""
    owed = owing.owed_by(db, chair.person_id or 0, ask.today, chair.for_unit)
    if not owed:
        return _("Hiện đơn vị của đồng chí không có giao ước thi đua nào cần đăng ký.")
    duty = _which(ask, db, [each for each in owed if each.key == ask.words] or owed)
    before = pledges.pledge_of(db, duty.duty_id)
    days = offering.anniversaries(db, duty.campaign_id)
    if duty.is_frozen(ask.today):
        return wording.frozen(db, chair, duty, before, days)

    begin_with(ask, duty, before)
    reason = ask.text("reason", wording.why(duty, before, days), name=_("Lý do sửa")) if before else ""
    offers = offering.offers(db, duty.campaign_id, duty.bloc_id)
    lines = ask_lines(ask, duty, offers, before)
    works = ask_works(ask, duty, days, before, first="" if offers else wording.intro(duty, ask.today))
    benefit = ask.text(
        "benefit",
        _("Ngoài chế độ theo luật, đơn vị chăm lo thêm được gì cho đoàn viên ạ?\nVí dụ: khám sức khỏe, bữa ăn ca tốt hơn"),
        name=_("Lợi ích thêm cho đoàn viên"),
        skip=_("Không có"),
        suggest=before.benefit if before else "",
    )
    if not (lines or works or benefit):
        ask.again("benefit", _("Giao ước chưa có nội dung nào. Xin gõ một lợi ích, hoặc bấm ◀ Câu trước để chọn nội dung."))
    is_signed, signed_on = ask_signed(ask, before)
    ask.review(
        _("Xin kiểm tra lại giúp:\n🏫 {unit}\n🚩 {phase}").format(unit=duty.unit, phase=duty.phase),
        accept=_("✅ Đúng, ghi nhận"),
    )

    said = Contents(lines=lines, works=works, benefit=benefit, is_signed=is_signed, signed_on=signed_on, reason=reason)
    row = pledges.pledge(db, duty.duty_id, said, chair.person_id, ask.now)
    return wording.receipt(ask, duty, said, before, days, row)


def _which(ask: Ask, db: Transaction, owed: list[Owed]) -> Owed:
    if len(owed) == 1:
        return owed[0]
    shown = picks(db, owed, lambda each: each.phase)
    chosen = ask.choice("phase", _("Đơn vị đăng ký giao ước cho đợt nào?"), shown, name=_("Đợt"))
    return owed[shown.index(chosen)]

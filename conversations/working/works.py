"""/congtrinh: a chair sees the works that the unit has pledged, and says what became of one."""

from bot import works
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import Message, Option
from conversations.working.tell import ask_state
from conversations.working.wording import listed, receipt

DIGITS = 18  # of a row's number


def show_works(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Without words the list; `trang PAGE` another page of it; the number of a work: its state, one card, written down."""
    person_id = chair.person_id or 0
    mine = works.of_chair(db, person_id, ask.today)
    if not mine:
        text = _("Đơn vị của đồng chí chưa đăng ký công trình, phần việc nào. Muốn đăng ký, xin bấm nút dưới.")
        return Message(text, ((Option(_("🤝 Đăng ký giao ước"), "/giaouoc"),),))
    said = ask.words.split()
    if not said or not said[0].isdecimal():
        return listed(mine, _page(said))
    work = works.find(db, person_id, int(said[0][:DIGITS]), ask.today)
    if work is None:
        return listed(mine, 1, _("Trợ lý không tìm thấy việc này trong giao ước của đơn vị. Xin chọn một việc:"))
    told = ask_state(ask, db, work, chair.to.federation_id)
    if told.state != works.OPEN:
        ask.review(
            _("Xin kiểm tra lại giúp:\n🏫 {unit}\n🏗 {work}").format(unit=work.unit, work=work.name), accept=_("✅ Đúng, ghi nhận")
        )
    try:
        works.say(db, work.work_id, told, person_id, ask.now)
    except works.Changed:
        return listed(works.of_chair(db, person_id, ask.today), 1, _("Giao ước vừa được sửa. Xin chọn lại việc:"))
    return receipt(work, told, others=len(mine) > 1)


def _page(said: list[str]) -> int:
    """The page of `trang PAGE`; the first one for whatever else was typed."""
    number = said[1] if len(said) > 1 else ""
    return int(number) if number.isdecimal() and len(number) < 6 else 1  # noqa: PLR2004  no list has a million pages

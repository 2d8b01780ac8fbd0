"""/bangiao: an office goes to a successor, or gets a deputy beside it: by its chair, or by an officer for any unit. What was
done stays with the unit."""

from bot import codes, offices, people, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.invites import Seat
from bot.labels import cut
from bot.offices import Seated
from bot.people import CHAIR
from bot.rights import May
from conversations.joining.deputy import invite_deputy
from conversations.units.picking import pick_unit

LONGEST_NAME, LONGEST_LABEL = 60, 56  # characters of a name, and on a button
LONGEST_NUMBER = 18  # figures of a row's number


def hand_over(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Whose office, to whom; the code is sent here, and the day it is used the old holder is out. Or out at once. `UNIT` behind
    the command, from an officer: an office there."""
    seat = _whose(ask, db, speaker)
    if seat is None:
        return _("Đơn vị này chưa có ai kết nối, nên không có gì để bàn giao. Cần mã mới, xin dùng /mamoi.")
    about = _("{name}, {title}, {unit}").format(name=seat.name, title=seat.title, unit=seat.unit)
    ways = [Choice("successor", _("🤝 Bàn giao cho người mới")), Choice("end", _("⛔ Thu hồi, chưa có người thay"))]
    if seat.role == CHAIR:
        ways.insert(1, Choice("deputy", _("➕ Mời phó chủ tịch, người làm cùng")))
    way = ask.choice("way", about + "\n" + _("Đồng chí muốn làm gì?"), ways)
    if way.key == "deputy":
        return invite_deputy(ask, db, speaker, seat)
    if way.key == "end":
        sure = (Choice("yes", _("⛔ Đúng, thu hồi ngay"), "danger"), Choice("no", _("Không")))
        if ask.choice("sure", _("Người này sẽ không còn xem và báo cáo cho đơn vị. Đồng chí chắc chứ ạ?"), sure).key == "no":
            return _("Không có gì thay đổi.")
        offices.revoke(db, seat.office_id, ask.now, speaker.person_id)
        return _("⛔ Đã thu hồi. Những gì đã ghi nhận vẫn thuộc về đơn vị.")
    name = ask.text("name", _("Người nhận họ tên là gì ạ?"), name=_("Người nhận"), longest=LONGEST_NAME)
    ask.review(_("Xin kiểm tra lại giúp:\n{about}").format(about=about), accept=_("✅ Đúng, gửi mã bàn giao"))
    given = Seat(
        0,
        seat.federation_id,
        seat.unit_id,
        seat.unit,
        seat.role,
        seat.title,
        name,
        seat.cluster_id,
        replaces_id=seat.office_id,
        is_deputy=seat.is_deputy,
    )
    codes.send_code(db, speaker.to, f"code/{ask.setting.update}", given, ask.now)
    return _("Trợ lý đang gửi mã cho người nhận. Khi mã được dùng, người cũ thôi phụ trách; mọi ghi nhận vẫn thuộc về đơn vị.")


def _whose(ask: Ask, db: Transaction, speaker: Speaker) -> Seated | None:
    """The office in question: an officer names the unit; a chair means the own one, or a deputy's."""
    officer = rights.office_for(db, speaker.person_id, May.INVITE, ask.today)
    if officer is not None:
        row = int(ask.words) if ask.words.isdecimal() and len(ask.words) <= LONGEST_NUMBER else 0
        if not row or not rights.reaches(db, officer, row, ask.today):
            row = pick_unit(ask, db, speaker.to.federation_id, officer, _("Bàn giao ở đơn vị nào?")).id
        held = offices.of_unit(db, row, ask.today)
    else:
        own = [each.id for each in people.offices(db, speaker.person_id or 0, ask.today)]
        held = [each for each in (offices.seated(db, one, ask.today) for one in own) if each]
        held += [each for seat in held if not seat.is_deputy for each in _deputies(ask, db, seat)]
    if len(held) < 2:  # noqa: PLR2004  nothing to choose from
        return held[0] if held else None
    labels = [f"{number}. {each.name} · {each.title} · {each.unit}" for number, each in enumerate(held, 1)]
    picks = [Choice(str(each.office_id), cut(label, LONGEST_LABEL)) for each, label in zip(held, labels, strict=True)]
    chosen = ask.choice("office", _("Bàn giao chức vụ nào?"), picks)
    return held[picks.index(chosen)]


def _deputies(ask: Ask, db: Transaction, seat: Seated) -> list[Seated]:
    """Who stands in for a chair."""
    held = offices.of_unit(db, seat.unit_id, ask.today) if seat.role == CHAIR else []
    return [each for each in held if each.is_deputy and each.office_id != seat.office_id]

"""/decu: a chair puts people and groups forward for commendation (người tốt, việc tốt), and takes them back."""

from bot import nominations, plans
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.labels import cut
from bot.models import Nomination
from bot.nominations import CHOSEN, DECLINED, Place
from bot.post.message import Message, Option

LONGEST_NAME, LONGEST_REASON = 100, 160  # characters; the reason is two lines on a phone
LONGEST_LABEL = 40  # characters of a name on a button
MOST = 20  # in one phase, from one unit: more is a list for a file


def nominate(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """For which unit and phase; who, why, one card; or take one back."""
    places = nominations.places(db, chair.person_id or 0, ask.today)
    if not places:
        return _("Hiện đơn vị của đồng chí chưa có đợt thi đua nào để đề cử.")
    place = _where(ask, db, places)
    known = nominations.of_place(db, place)
    if known and (row := _taken_back(ask, place, known)):
        nominations.take_back(db, row, chair.person_id or 0, ask.now)
        return Message(_("↩️ Đã rút đề cử và xóa tên."), ((Option(_("🏅 Xem danh sách"), "/decu"),),))
    if len(known) >= MOST:
        return _("Đợt này đơn vị đã đề cử {most}, là nhiều nhất. Muốn đổi, xin rút bớt một đề cử trước.").format(most=MOST)

    kinds = (Choice("person", _("👤 Cá nhân")), Choice("collective", _("👥 Tập thể")))
    kind = ask.choice("kind", _("Đề cử cá nhân hay tập thể ạ?"), kinds, name=_("Đề cử"))
    name = ask.text("name", _("Họ và tên, hoặc tên tập thể?"), name=_("Tên"), longest=LONGEST_NAME)
    prompt = _("Việc tốt đó là gì? Xin viết gọn trong hai dòng.")
    reason = ask.text("reason", prompt, name=_("Việc tốt"), longest=LONGEST_REASON)
    card = _("Xin kiểm tra lại giúp. Gửi đi nghĩa là người, tập thể được đề cử đã đồng ý nêu tên.\n🏫 {unit}\n🚩 {phase}")
    ask.review(card.format(unit=place.unit, phase=place.phase), accept=_("✅ Đã đồng ý, gửi đề cử"))

    nominations.propose(db, place, (kind.key == "collective", name), reason, chair.person_id or 0, ask.now)
    text = _("✅ Đã gửi đề cử. Khi cán bộ chọn xong, Trợ lý sẽ báo đơn vị.\n{phase}: đã đề cử {count}.")
    more = (Option(_("➕ Đề cử thêm, hoặc rút lại"), "/decu"),)
    return Message(text.format(phase=place.phase, count=len(known) + 1), (more,))


def _where(ask: Ask, db: Transaction, places: list[Place]) -> Place:
    if len(places) == 1:
        return places[0]
    several = len({each.unit_id for each in places}) > 1
    names = [f"{each.unit} · {each.phase}" if several else each.phase for each in places]
    named = plans.told_apart(db, names, [each.campaign_id for each in places])
    picks = [Choice(f"place {each.key}", name) for each, name in zip(places, named, strict=True)]
    chosen = ask.choice("place", _("Đề cử người tốt, việc tốt trong đợt nào ạ?"), picks, name=_("Đợt"))
    return places[picks.index(chosen)]


def _taken_back(ask: Ask, place: Place, known: list[Nomination]) -> Nomination | None:
    """Which one the chair wants to take back; None: put another one forward."""
    lines = [_("🏅 {unit} đã đề cử trong {phase}:").format(unit=place.unit, phase=place.phase)]
    lines += [f"{n}. {each.name}{_state(each)}" for n, each in enumerate(known, 1)]
    picks = [Choice("new", _("➕ Đề cử thêm"))]
    picks += [Choice(f"back {each.id}", _rest(n, each.name)) for n, each in enumerate(known, 1)]
    chosen = ask.choice("what", "\n".join(lines), picks)
    if chosen.key == "new":
        return None
    number = picks.index(chosen)
    # The name is not said again: the message that was tapped last is written down after everything else was erased.
    prompt = _("Rút đề cử số {number} và xóa hẳn tên này khỏi Trợ lý?").format(number=number)
    sure = (Choice("keep", _("Không, giữ lại")), Choice("go", _("↩️ Rút và xóa tên"), "danger"))
    if ask.choice("sure", prompt, sure, about="what").key == "keep":
        ask.again("what")
    return known[number - 1]


def _rest(number: int, name: str) -> str:
    return _("↩️ Rút {number}. {name}").format(number=number, name=cut(name, LONGEST_LABEL))


def _state(row: Nomination) -> str:
    return {CHOSEN: " " + _("(được chọn)"), DECLINED: " " + _("(chưa được chọn)")}.get(row.state, "")

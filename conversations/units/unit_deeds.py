"""The questions of each thing that can happen to a unit, for /doidonvi."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import sqlmodel
from sqlmodel import col

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Bloc
from bot.people import Held
from bot.units import changes, names
from bot.units.changes import NewUnit, Part
from bot.units.changes import people as changes_people
from bot.units.changes.carrying import Change
from bot.units.changes.entry import Effect, Entry
from bot.units.changes.opening import LONGEST_NAME
from bot.units.changes.standing import children
from bot.units.finding import Found
from bot.units.roster.values import phone_of
from conversations.units.picking import pick_unit

OPEN, CLOSE, MERGE, SPLIT, MOVE, RENAME = "open", "close", "merge", "split", "move", "rename"
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Subject:
    """The unit to be changed, and the office by which somebody may."""

    federation_id: int
    office: Held
    unit: Found


@dataclass(frozen=True)
class Deed:
    """A change that was asked for, and the lines that say what it is about."""

    change: Change
    about: tuple[str, ...] = ()


def _open(ask: Ask, db: Transaction, of: Subject) -> Deed:
    name = ask.text("name", _("Đơn vị mới tên là gì?"), name=_("Tên"), longest=LONGEST_NAME)
    bloc = _bloc(ask, db, of.federation_id)
    members = _members(ask, _("Đơn vị mới có bao nhiêu đoàn viên?"), skip=_("Chưa rõ"))
    chair = ask.text("chair", _("Chủ tịch công đoàn họ tên là gì?"), name=_("Chủ tịch"), longest=100, skip=_("Chưa rõ"))
    phone = _phone(ask) if chair else ""
    new = NewUnit(name, of.unit.id, None, bloc, members=members, chair=chair, phone=phone)
    return Deed(lambda db, entry: changes.open_unit(db, entry, new))


def _close(ask: Ask, db: Transaction, of: Subject) -> Deed:
    under = children(db, of.unit.id, ask.today)
    if not under:
        return Deed(lambda db, entry: changes.close(db, entry, of.unit.id))
    text = _("{unit} có {count} đơn vị trực thuộc. Các đơn vị đó chuyển về đâu?")
    text = text.format(unit=of.unit.name, count=len({each.unit_id for each in under}))
    to = pick_unit(ask, db, of.federation_id, of.office, text, "to")
    line = _("Đơn vị trực thuộc chuyển về: {unit}").format(unit=to.name)
    return Deed(lambda db, entry: changes.close(db, entry, of.unit.id, to.id), (line,))


def _merge(ask: Ask, db: Transaction, of: Subject) -> Deed:
    text = _("{unit} sáp nhập vào đơn vị nào?").format(unit=of.unit.name)
    into = pick_unit(ask, db, of.federation_id, of.office, text, "into")
    line = _("🔗 Sáp nhập vào: {unit}").format(unit=into.name)
    return Deed(lambda db, entry: changes.merge(db, entry, [of.unit.id], into.id), (line,))


def _move(ask: Ask, db: Transaction, of: Subject) -> Deed:
    text = _("{unit} chuyển về công đoàn cấp trên nào?").format(unit=of.unit.name)
    to = pick_unit(ask, db, of.federation_id, of.office, text, "to")
    line = _("➡️ Công đoàn cấp trên mới: {unit}").format(unit=to.name)
    return Deed(lambda db, entry: changes.move(db, entry, of.unit.id, to.id), (line,))


def _rename(ask: Ask, db: Transaction, of: Subject) -> Deed:  # noqa: ARG001  all deeds are called alike
    name = ask.text("name", _("Tên mới là gì?"), name=_("Tên mới"), longest=LONGEST_NAME)
    return Deed(lambda db, entry: names.rename(db, entry, of.unit.id, name))


def _split(ask: Ask, db: Transaction, of: Subject) -> Deed:  # noqa: ARG001  all deeds are called alike
    name = ask.text("name", _("Đơn vị được tách ra tên là gì?"), name=_("Tên"), longest=LONGEST_NAME)
    members = _members(ask, _("Đơn vị tách ra có bao nhiêu đoàn viên?")) or 0
    stays, ends = Choice("stays", _("Vẫn hoạt động")), Choice("ends", _("Thay bằng đơn vị khác"))
    text = _("Sau khi tách, {unit} vẫn hoạt động hay được thay bằng một đơn vị khác nữa?").format(unit=of.unit.name)
    part = Part(name, members)
    if ask.choice("old", text, (stays, ends), name=_("Đơn vị cũ")) is stays:
        return Deed(lambda db, entry: changes.split(db, entry, of.unit.id, [part], goes_on=True))
    other = ask.text("other", _("Đơn vị thứ hai tên là gì?"), name=_("Tên thứ hai"), longest=LONGEST_NAME)
    line = _("Đơn vị thứ hai nhận các đoàn viên còn lại.")
    return Deed(partial(_replace, of.unit.id, part, other), (line,))


def _replace(unit_id: int, part: Part, other: str, db: Transaction, entry: Entry) -> Effect:
    """Two units in the place of one; the second has all the people that the first has not."""
    people = changes_people.figure_on(db, unit_id, entry.day).members or part.members
    return changes.split(db, entry, unit_id, [part, Part(other, max(people - part.members, 0))], goes_on=False)


def _bloc(ask: Ask, db: Transaction, federation_id: int) -> int | None:
    wanted = sqlmodel.select(Bloc).where(Bloc.federation_id == federation_id).order_by(col(Bloc.position))
    blocs = {f"bloc {each.id}": each for each in db.session.exec(wanted).all()}
    if not blocs:
        return None
    picks = [Choice(key, each.name) for key, each in blocs.items()]
    chosen = ask.choice("bloc", _("Đơn vị mới thuộc khối nào?"), [*picks, Choice("none", _("Chưa xếp khối"))], name=_("Khối"))
    return blocs[chosen.key].id if chosen.key in blocs else None


def _members(ask: Ask, prompt: str, skip: str = "") -> int | None:
    return ask.number("members", prompt, name=_("Đoàn viên"), at_most=MOST_PEOPLE, skip=skip)


def _phone(ask: Ask) -> str:
    prompt = _("Số điện thoại của chủ tịch? Số này chỉ để cán bộ công đoàn gọi khi cần.")
    said = ask.text("phone", prompt, name=_("Điện thoại"), longest=40, skip=_("Chưa rõ"))
    phone, _problem = phone_of(said)
    if said and not phone:
        ask.again("phone", _("Trợ lý chưa đọc được số này. Xin gõ lại, ví dụ: 0912 345 678"))
    return phone


ASKED: dict[str, Callable[[Ask, Transaction, Subject], Deed]] = {
    OPEN: _open,
    CLOSE: _close,
    MERGE: _merge,
    SPLIT: _split,
    MOVE: _move,
    RENAME: _rename,
}

"""A new row of `unit`, with the place, the people and the chair it begins with."""

from dataclasses import replace
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, select

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Affiliation, Contact, Level, Unit, table_of
from bot.units.changes import people
from bot.units.changes.entry import Entry, Impossible, Known, NewUnit
from bot.units.changes.people import Figure
from bot.units.tree import holds
from bot.vietnamese.folding import compose, fold, sort_key

unit, affiliation, level, contact = table_of(Unit), table_of(Affiliation), table_of(Level), table_of(Contact)
LONGEST_NAME = 200  # characters
CHAIR_TITLE = "Chủ tịch công đoàn"

NAMES = ("federation_id", "code", "name", "folded", "sort_key", "level_id", "bloc_id", "valid_from")
ADD = Prepared(insert(unit).values({each: bindparam(each) for each in NAMES}).returning(unit.c.id), int)
ADD_CONTACT = insert_new(contact, "federation_id", "unit_id", "name", "title", "phone")
NAMESAKES = Prepared(
    select(unit.c.name)
    .join_from(affiliation, unit, unit.c.id == affiliation.c.unit_id)
    .where(affiliation.c.parent_id == bindparam("parent"), holds(affiliation), unit.c.folded == bindparam("folded")),
    str,
)
NEIGHBOURS = Prepared(
    select(unit.c.level_id)
    .join_from(affiliation, unit, unit.c.id == affiliation.c.unit_id)
    .where(affiliation.c.parent_id == bindparam("parent"), holds(affiliation))
    .group_by(unit.c.level_id)
    .order_by(func.count().desc(), unit.c.level_id),
    int,
)
DEEPER = Prepared(
    select(level.c.id)
    .where(level.c.federation_id == bindparam("federation"), level.c.depth > bindparam("depth"))
    .order_by(level.c.depth, level.c.id),
    int,
)
LEVEL = Prepared(
    select(level.c.id).where(and_(level.c.federation_id == bindparam("federation"), level.c.id == bindparam("row"))),
    int,
)


def at_level(db: Transaction, entry: Entry, new: NewUnit, parent: Known) -> NewUnit:
    """`new` with a level: the one asked for, the one of most units beside it, or the next one below the parent's."""
    takes_units(parent)
    level_id = new.level_id or db.first(NEIGHBOURS, parent=parent.id, day=entry.day)
    level_id = level_id or db.first(DEEPER, federation=entry.federation_id, depth=parent.depth)
    if level_id is None or db.first(LEVEL, federation=entry.federation_id, row=level_id) is None:
        raise Impossible(
            _("Danh sách chưa có cấp nào ở dưới {parent}. Xin thêm cột “Cấp” vào danh sách rồi nhập lại.").format(
                parent=parent.name
            )
        )
    return replace(new, level_id=level_id)


def takes_units(parent: Known) -> None:
    """Raises Impossible for a grassroots unit: what stands under it would be counted twice."""
    if parent.is_grassroots:
        text = _("{parent} là công đoàn cơ sở nên không có đơn vị trực thuộc. Xin chọn công đoàn cấp trên.")
        raise Impossible(text.format(parent=parent.name))


def write(db: Transaction, entry: Entry, new: NewUnit) -> int:
    """Write the unit down; it stands nowhere yet. Raises Impossible: no name, or one that a unit beside it has."""
    name = fitting_name(db, entry, new.name, new.parent_id)
    if new.members is not None and not 0 <= (new.women or 0) <= new.members:
        raise Impossible(_("Số nữ không thể nhiều hơn số đoàn viên."), "members")
    values: dict[str, Any] = {"name": name, "folded": fold(name), "sort_key": sort_key(name), "code": new.code}
    values |= {"level_id": new.level_id, "bloc_id": new.bloc_id, "valid_from": entry.day}
    row = db.all(ADD, federation_id=entry.federation_id, **values)[0]
    if new.members is not None:
        people.set_figure(db, entry, row, entry.day, Figure(new.members, new.women))
    if new.chair:
        values = {"name": compose(new.chair), "title": CHAIR_TITLE, "phone": new.phone}
        db.run(ADD_CONTACT, federation_id=entry.federation_id, unit_id=row, **values)
    return row


def fitting_name(db: Transaction, entry: Entry, said: str, parent_id: int | None) -> str:
    """The name as it is kept. Raises Impossible if there is none, or a unit beside it has it on the entry's day."""
    name = compose(said)
    if not any(each.isalnum() for each in name) or len(name) > LONGEST_NAME or "\n" in name:
        text = _("Tên đơn vị cần có chữ, viết trên một dòng và không quá {longest} ký tự.")
        raise Impossible(text.format(longest=LONGEST_NAME), "name")
    beside = db.all(NAMESAKES, parent=parent_id, day=entry.day, folded=fold(name)) if parent_id else []
    if name.casefold() in {compose(each).casefold() for each in beside}:
        raise Impossible(_("Ở đây đã có đơn vị tên là {unit}.").format(unit=name), "name")
    return name

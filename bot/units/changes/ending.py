"""What ends with a unit: where it stands, its clusters, its people's offices, the invites that are still open.

The unit's rows and its history stay. Whoever wrote to the bot in its name keeps the chat.
"""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from bot.clock import instant
from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.i18n import _, show_date
from bot.models import ClusterUnit, Invite, Office, Succession, Unit, table_of
from bot.units.changes import standing
from bot.units.changes.entry import Effect, Entry, Impossible, Known, known
from bot.units.changes.standing import DAY

unit, office, invite = table_of(Unit), table_of(Office), table_of(Invite)
cluster_unit, succession = table_of(ClusterUnit), table_of(Succession)

END_UNIT: Prepared[Any] = Prepared(update(unit).where(unit.c.id == bindparam("row")).values(valid_to=bindparam("last_day")))
END_OFFICES: Prepared[Any] = Prepared(
    update(office)
    .where(office.c.unit_id == bindparam("unit"), or_(office.c.valid_to.is_(None), office.c.valid_to > bindparam("last_day")))
    .values(valid_to=bindparam("last_day"))
)
END_CLUSTERS: Prepared[Any] = Prepared(
    update(cluster_unit)
    .where(cluster_unit.c.unit_id == bindparam("unit"))
    .where(or_(cluster_unit.c.valid_to.is_(None), cluster_unit.c.valid_to > bindparam("last_day")))
    .values(valid_to=bindparam("last_day"))
)
DROP_CLUSTERS: Prepared[Any] = Prepared(
    delete(cluster_unit).where(cluster_unit.c.unit_id == bindparam("unit"), cluster_unit.c.valid_from > bindparam("last_day"))
)
EXPIRE: Prepared[Any] = Prepared(
    update(invite)
    .where(invite.c.unit_id == bindparam("unit"), invite.c.used_at.is_(None), invite.c.expires_at > bindparam("moment"))
    .values(expires_at=bindparam("moment"))
)
LATER: Prepared[Any] = Prepared(
    select(succession.c.day, succession.c.unit_id, succession.c.successor_id)
    .where(succession.c.day > bindparam("day"))
    .where(or_(succession.c.unit_id == bindparam("unit"), succession.c.successor_id == bindparam("unit")))
    .order_by(succession.c.day)
)
HEIR = insert_new(succession, "federation_id", "unit_id", "successor_id", "day")
CHILDREN_LEFT = Prepared(
    select(func.count())
    .select_from(standing.affiliation)
    .where(
        standing.affiliation.c.parent_id == bindparam("unit"),
        or_(standing.affiliation.c.valid_to.is_(None), standing.affiliation.c.valid_to > bindparam("last_day")),
    ),
    int,
)


def may_end(db: Transaction, entry: Entry, each: Known, last: date) -> None:
    """Raises Impossible unless `last` can be the unit's last day: it was there, has no end yet, is not the top, and nobody
    merged with it or came out of it afterwards."""
    if each.valid_to is not None:
        text = _("{unit} đã được ghi là kết thúc hoạt động sau ngày {day}.")
        raise Impossible(text.format(unit=each.name, day=show_date(each.valid_to)))
    if last < each.valid_from:
        text = _("{unit} mới hoạt động từ ngày {day}. Xin chọn ngày muộn hơn.")
        raise Impossible(text.format(unit=each.name, day=show_date(each.valid_from)))
    if not standing.stands(db, each.id, last):
        raise Impossible(_("{unit} là đơn vị cao nhất nên không thể kết thúc.").format(unit=each.name))
    if later := db.first(LATER, unit=each.id, day=last + DAY):
        other = known(db, entry, later[1] if later[1] != each.id else later[2])
        text = _("Từ ngày {day}, danh sách đã ghi việc sáp nhập hoặc tách giữa {unit} và {other}. Xin chọn ngày muộn hơn.")
        raise Impossible(text.format(day=show_date(later[0]), unit=each.name, other=other.name))


def end(db: Transaction, each: Known, last: date) -> Effect:
    """Let `last` be the unit's last day. Raises Impossible if units still stand under it afterwards."""
    if left := db.all(CHILDREN_LEFT, unit=each.id, last_day=last)[0]:
        text = _("{unit} còn {count} đơn vị trực thuộc. Xin chuyển các đơn vị đó sang nơi khác trước.")
        raise Impossible(text.format(unit=each.name, count=left))
    db.run(END_UNIT, row=each.id, last_day=last)
    standing.end(db, each.id, last)
    db.run(DROP_CLUSTERS, unit=each.id, last_day=last)
    db.run(END_CLUSTERS, unit=each.id, last_day=last)
    offices = db.run(END_OFFICES, unit=each.id, last_day=last)
    invites = db.run(EXPIRE, unit=each.id, moment=instant(last + DAY))
    return Effect(closed=(each.id,), offices=offices, invites=invites)


def succeed(db: Transaction, entry: Entry, unit_id: int, successor_id: int) -> None:
    """From the entry's day on `successor_id` carries on for the unit."""
    db.run(HEIR, federation_id=entry.federation_id, unit_id=unit_id, successor_id=successor_id, day=entry.day)

"""Which units stand below another one on a given day."""

from sqlalchemy import CTE, bindparam, or_, select

from bot.models import Affiliation, table_of

affiliation = table_of(Affiliation)


def below(day: str = "day", root: str = "root") -> CTE:
    """The numbers (column `unit_id`) of the unit `:root` and of all units under it on the day `:day`."""
    top = select(bindparam(root, type_=affiliation.c.unit_id.type).label("unit_id")).cte("below", recursive=True)
    standing = affiliation.c.valid_from <= bindparam(day)
    until = or_(affiliation.c.valid_to.is_(None), affiliation.c.valid_to >= bindparam(day))
    children = select(affiliation.c.unit_id).join(top, affiliation.c.parent_id == top.c.unit_id).where(standing, until)
    return top.union(children)

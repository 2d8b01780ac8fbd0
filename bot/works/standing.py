"""How far a pledged work has come, for statements: the newest word on it, the day that holds, and whether it is over."""

from sqlalchemy import and_, case, or_

from bot.models import Work, WorkState, table_of

FINISHED, LATER, DROPPED, OPEN = "finished", "later", "dropped", "open"  # open: taken back, as if nothing had been said

work, state = table_of(Work), table_of(WorkState)

OF_WORK = and_(state.c.work_id == work.c.id, state.c.is_latest)  # for an outer join: most works have no row
IS_UNDER_WAY = or_(state.c.state.is_(None), state.c.state == OPEN, state.c.state == LATER)
DUE_ON = case((state.c.state == LATER, state.c.day), else_=work.c.finish_on)  # of a work that is under way

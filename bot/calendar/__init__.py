"""Which days count: days off and working days with the officers' corrections (`days`, `corrections`), and the days of honour
with the years they have had (`anniversaries`).

What the law and the moon say is in `bot.vietnamese`; here it becomes a federation's own calendar.
"""

from bot.calendar.corrections import of
from bot.calendar.days import LAW, Calendar, Correction

__all__ = ["LAW", "Calendar", "Correction", "of"]

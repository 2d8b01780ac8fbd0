"""What can be reminded of, who is reminded, and the three ready ladders.

A ladder is rows of a campaign (`bot.models.campaign.LadderRung`); `bot.reminders.ladder` reads and changes them.
"""

from typing import NamedTuple

from bot.duties import kinds

REGISTRATION = "registration"  # the day of the launch is not registered yet
HELD, PLEDGE, REPORT, NOTE = kinds.HELD, kinds.PLEDGE, kinds.REPORT, kinds.NOTE
LAUNCH = "launch"  # the launch itself, whose day is registered
WORK = "work"  # a work that a pledge promises is to be finished
PHASE_START, PHASE_END, ANNIVERSARY = "phase_start", "phase_end", "anniversary"
SNOOZE, PROMISE = "snooze", "promise"  # what a person asked for, and what they promised

DUTIES = {REGISTRATION: kinds.LAUNCH, HELD: HELD, PLEDGE: PLEDGE, REPORT: REPORT, NOTE: NOTE}  # to the kind of duty
EVENTS = (PHASE_START, PHASE_END, ANNIVERSARY)  # rows of the campaign, told to everybody who owes something
SUBJECTS = (*DUTIES, LAUNCH, WORK, *EVENTS, SNOOZE, PROMISE)

CHAIR, DEPUTY, LEAD, OFFICER = "chair", "deputy", "lead", "officer"  # audiences
AUDIENCES = (CHAIR, DEPUTY, LEAD, OFFICER)

# Why no message came of a reminder.
DONE, EXCUSED, CLOSED, MOVED, STOPPED = "done", "excused", "closed", "moved", "stopped"
SNOOZED, PROMISED, CAP, OLD, LEFT, BUDGET = "snoozed", "promised", "cap", "old", "left", "budget"
OFF = "off"  # its rung was taken off the ladder


class Step(NamedTuple):
    """A rung as a ladder has it: so many days from the due day, negative is before."""

    subject: str
    audience: str
    days: int


LIGHT, USUAL, CLOSE, OWN = "light", "usual", "close", "own"  # own: changed by hand


def _ladder(duties: tuple[int, ...], escalation: dict[str, int], others: dict[str, tuple[int, ...]]) -> tuple[Step, ...]:
    owed = [Step(subject, CHAIR, days) for subject in DUTIES for days in duties]
    higher = [Step(subject, audience, days) for subject in DUTIES for audience, days in escalation.items()]
    rest = [Step(subject, CHAIR, days) for subject, steps in others.items() for days in steps]
    return (*owed, *higher, *rest, Step(SNOOZE, CHAIR, 0), Step(PROMISE, CHAIR, 1))


_TO_OTHERS = {DEPUTY: 3, LEAD: 5, OFFICER: 7}
_USUAL_DUTIES = (-14, -7, -3, -1, 0, 1, 3)
_USUAL_OTHERS = {
    LAUNCH: (-7, -3, -1, 0),
    WORK: (-14, -3, 0, 1),
    PHASE_START: (-3,),
    PHASE_END: (-7,),
    ANNIVERSARY: (-3, 0),
}
PROFILES: dict[str, tuple[Step, ...]] = {
    LIGHT: _ladder(
        (-7, 0, 3),
        {OFFICER: 10},
        {LAUNCH: (-3, 0), WORK: (-3,), PHASE_START: (0,), PHASE_END: (-7,), ANNIVERSARY: (0,)},
    ),
    USUAL: _ladder(_USUAL_DUTIES, _TO_OTHERS, _USUAL_OTHERS),
    CLOSE: _ladder(
        tuple(sorted((*_USUAL_DUTIES, -10, -2, 2, 5))), _TO_OTHERS, {**_USUAL_OTHERS, LAUNCH: (-14, *_USUAL_OTHERS[LAUNCH])}
    ),
}

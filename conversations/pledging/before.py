"""An amendment begins with the answers of the version that holds, so that only what changes has to be said."""

from bot.asking import marking
from bot.asking.ask import Ask
from bot.asking.replay import Answer
from bot.pledges import Line, Promised, Work
from bot.pledges.owing import Owed
from conversations.pledging.values import write
from conversations.pledging.works import NO, NONE, YES

BASE = "base"  # the version whose answers were taken over
STAYS = ("phase", "behalf ")  # begin the keys of answers that say which duty this is about, and from what it is entered


def begin_with(ask: Ask, duty: Owed, before: Promised | None) -> None:
    """Take over the answers of what holds; once. Answers that were given to another version are forgotten: written down, they
    would take back what somebody has changed meanwhile."""
    answers = ask.progress.answers
    base = f"{duty.key} {before.version}" if before else ""
    if (answers[BASE].value if BASE in answers else "") == base:
        return
    for key in [each for each in answers if not each.startswith(STAYS)]:
        del answers[key]
    if before is None:
        return
    values = {BASE: base, "chosen": marking.write(each.offer.key for each in before.lines), "benefit": write(before.benefit)}
    for each in before.lines:
        values |= _line(each, duty.members)
    for n, work in enumerate(before.works, 1):
        values |= _work(n, work)
    values[f"work {len(before.works) + 1}"] = NONE
    if before.is_signed is not None:
        values["signed"] = YES if before.is_signed else NO
    if before.signed_on:
        values["signed on"] = write(before.signed_on)
    answers.update({key: Answer(value, "", "") for key, value in values.items()})


def _line(line: Line, members: int | None) -> dict[str, str]:
    if line.offer.title_id is None:
        return {f"amount {line.offer.indicator_id}": write(line.amount)}
    key = f"people {line.offer.title_id}"
    values = {key: write(line.people), f"collectives {line.offer.title_id}": write(line.collectives)}
    if line.people and members and line.people > members:
        values[f"{key} kept"] = YES
    return values


def _work(n: int, work: Work) -> dict[str, str]:
    return {
        f"work {n}": work.kind,
        f"work {n} name": work.name,
        f"work {n} value": write(work.value),
        f"work {n} finish": write(work.finish_on),
        f"work {n} honours": NONE if work.anniversary_id is None else f"anniversary {work.anniversary_id}",
        f"work {n} plaque": YES if work.wants_plaque else NO,
    }

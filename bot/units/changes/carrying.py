"""Carrying out a change that somebody asked for, or only trying what it would do."""

from collections.abc import Callable

from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.units.changes.entry import Effect, Entry

Change = Callable[[Transaction, Entry], Effect]


class _Rehearsed(Exception):  # it carries the effect out of the savepoint
    def __init__(self, effect: Effect) -> None:
        self.effect = effect


def carry_out(db: Transaction, entry: Entry, change: Change) -> Effect:
    """Do it, and give the units that are new somewhere their duties in the running campaigns. Raises Impossible."""
    effect = change(db, entry)
    if effect.opened or effect.moved:
        filling.fill(db, entry.federation_id, local(entry.now).date())
    return effect


def rehearse(db: Transaction, entry: Entry, change: Change) -> Effect:
    """What the change would do; nothing is left of it. Raises Impossible."""
    db.flush()  # what was not written yet must not be undone with it
    try:
        with db.savepoint():
            raise _Rehearsed(change(db, entry))  # noqa: TRY301  only an exception undoes a savepoint
    except _Rehearsed as done:
        return done.effect

"""Work that is too long for one transaction: a row of pieces, each short, that nobody has to wait for."""

from collections.abc import Callable, Generator
from typing import Any

from bot.database.transaction import Transaction
from bot.database.writers import Database

Steps = Generator[Callable[[Transaction], Any], Any, None]
"""Yields pieces of work, each for a transaction of its own, and is given back what each returned."""


def run(db: Transaction, steps: Steps) -> None:
    """Carry out all pieces in this one transaction: for whoever has the database to themselves."""
    result: Any = None
    while (piece := _next(steps, result)) is not None:
        result = piece(db)


async def carry_out(database: Database, steps: Steps) -> None:
    """Carry out the pieces one after the other, each in a transaction of its own; others come in between."""
    result: Any = None
    while (piece := _next(steps, result)) is not None:
        result = await database.transact(piece)


def _next(steps: Steps, result: Any) -> Callable[[Transaction], Any] | None:
    try:
        return steps.send(result)
    except StopIteration:
        return None

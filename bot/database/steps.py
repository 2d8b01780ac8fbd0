"""Work that is too long for one transaction: a row of pieces, each short, that nobody has to wait for."""

import asyncio
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from bot.database.transaction import Transaction
from bot.database.writers import Database


@dataclass(frozen=True)
class SideBySide:
    """Pieces that may be carried out at the same time, each in a transaction of its own. Whoever has but one transaction
    carries them out one after the other. Gives back what each of them returned."""

    pieces: tuple[Callable[[Transaction], Any], ...]

    def __call__(self, db: Transaction) -> list[Any]:
        return [piece(db) for piece in self.pieces]


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
        if isinstance(piece, SideBySide):
            result = await asyncio.gather(*map(database.transact, piece.pieces))
        else:
            result = await database.transact(piece)


def _next(steps: Steps, result: Any) -> Callable[[Transaction], Any] | None:
    try:
        return steps.send(result)
    except StopIteration:
        return None

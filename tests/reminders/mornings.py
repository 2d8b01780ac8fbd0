"""What several tests ask of a desk."""

from datetime import date, timedelta
from typing import Any

from bot.clock import instant
from bot.duties.kinds import PLEDGE
from bot.models import Office, Pledge, Work, table_of
from tests.simulation import scene as scenes
from tests.simulation.desk import Desk

DUE = date(2026, 3, 20)  # a Friday
BEGIN = instant(date(2026, 3, 2), 9)
LATE3, LATE5 = date(2026, 3, 23), date(2026, 3, 25)


def days(desk: Desk, first: date, last: date) -> dict[date, dict[int, list[str]]]:
    """What leaves at 7:30 of each day."""
    mornings = {first + timedelta(ahead): desk.at(first + timedelta(ahead)) for ahead in range((last - first).days + 1)}
    return {day: said for day, said in mornings.items() if said}


def dropped(desk: Desk, person: int) -> list[str | None]:
    rows = sorted((each for each in desk.ledger() if each.person_id == person), key=lambda each: each.fires_at)
    return [each.dropped for each in rows]


def offices(desk: Desk) -> list[Any]:
    return desk.do(lambda db: list(db.connection.execute(table_of(Office).select()).all()))


def pledge_a_work(desk: Desk, finish: date) -> int:
    """The first unit has pledged a work; its number."""
    duty = desk.owe(DUE, PLEDGE, done_at=BEGIN)
    owner: dict[str, Any] = {"federation_id": desk.scene.federation}
    kept = desk.do(lambda db: scenes.add(db, Pledge(**owner, duty_id=duty, version=1, is_latest=True, recorded_at=BEGIN)))
    return desk.do(
        lambda db: scenes.add(db, Work(**owner, pledge_id=kept, position=1, name="Sân chơi", kind="work", finish_on=finish))
    )

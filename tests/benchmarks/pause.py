"""A pause of 10 days over three due days: 600 units, a chair each, some of whom want to be written to at nine, some of whom do
what they owe meanwhile, and a week's cap that is used up already.

`units`; `sent_during`: messages that left for chairs in the pause; `max_per_chair_after`: the most that one of them got on the
first day after it; `lost`: duties that fell due in the pause, are owed still, and were not told on that day. One line of JSON;
exit code 1 when a bar is missed.

    make bench-pause
    make bench-pause ARGS=--quick  60 units
"""

import json
import sys
import tempfile
import time
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import sqlmodel
from sqlmodel import col

from bot import building, campaigns, migrations, pausing
from bot.campaigns.plan import Plan, PlanPhase
from bot.clock import instant
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.duties.kinds import LAUNCH, PLEDGE, REPORT
from bot.models import Duty, DutyRule, Person, Reminder, written
from bot.post import outbox
from bot.post.message import load
from bot.reminders import digest
from tests.simulation.scene import Scene, add, found, open_unit, seat
from tests.support.talking import transaction

UNITS, FEW = 600, 60
BEGINS = date(2026, 3, 4)  # a Wednesday
DAYS = 10
LAST = BEGINS + timedelta(days=DAYS - 1)
AFTER = LAST + timedelta(days=1)  # a Saturday: people may be written to
DUE = {LAUNCH: 2, PLEDGE: 6, REPORT: 8}  # days after the pause began
HOURS = ((0, 1), (7, 30), (9, 0), (12, 0), (19, 59))
LATER = 540  # minutes after midnight: nine o'clock
WEEKLY = 2
MANY = 10_000


def build(db: Transaction, count: int, now: datetime) -> Scene:
    """The units with their chairs, and a campaign that asks for three things in the days of the pause."""
    scene = found(db, weekly_cap=WEEKLY)
    for n in range(count):
        unit = open_unit(db, scene, f"Trường Tiểu học số {n}", date(2025, 7, 1))
        person = db.session.get_one(Person, seat(db, scene, unit, now))
        person.remind_at = LATER if n % 5 == 0 else None
        db.session.add(person)
    phase = PlanPhase(name="Đợt 1", start=date(2026, 1, 1), start_precision="day", end=date(2026, 6, 30), end_precision="day")
    plan = Plan("Thi đua 2026", "Liên đoàn", phases=(phase,))
    campaign = campaigns.keep(db, scene.federation, plan, "td", is_open=True, armed_at=now)
    scene.campaign = written(campaign.id)
    for kind in DUE:
        rule: dict[str, Any] = {"kind": kind, "anchor": "start", "days": 1, "origin": "officer", "confirmed_at": now}
        add(db, DutyRule(federation_id=scene.federation, campaign_id=scene.campaign, **rule))
    filling.fill(db, scene.federation, BEGINS)
    for duty in db.session.exec(sqlmodel.select(Duty)).all():
        duty.due_on = BEGINS + timedelta(days=DUE[duty.kind])
        db.session.add(duty)
    return scene


def leave(db: Transaction, scene: Scene, now: datetime) -> list[tuple[int, int]]:
    """A tick, and what leaves then: the person and the letter of each message."""
    building.tick(db, now)
    sent = []
    for letter in outbox.due(db, scene.bot, now, MANY):
        if digest.render(db, letter, now) is None:
            outbox.drop(db, letter, now)
            continue
        outbox.mark_sent(db, letter, "1", now)
        sent.append((int(load(letter.body)["person"]), letter.id))
    return sent


def do_some(db: Transaction, now: datetime) -> None:
    """Every seventh duty is done while nobody is reminded."""
    for duty in db.session.exec(sqlmodel.select(Duty).where(col(Duty.done_at).is_(None)).order_by(col(Duty.id))).all()[::7]:
        duty.done_at = now
        db.session.add(duty)


def lost(db: Transaction, letters: set[int]) -> int:
    """Duties that are owed still and stand in none of these messages."""
    rows = db.session.exec(sqlmodel.select(Reminder).where(col(Reminder.dropped).is_(None))).all()
    told = {(each.matter_id, each.due_on) for each in rows if each.outbox_id in letters}
    owed = db.session.exec(sqlmodel.select(Duty).where(col(Duty.done_at).is_(None))).all()
    return sum((each.id, each.due_on) not in told for each in owed)


def measure(count: int) -> dict[str, float]:
    """The days before, the pause, and the day after."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/live.db")
        migrations.upgrade(engine)
        with transaction(engine) as db:
            scene = build(db, count, instant(date(2026, 2, 1), 8))
            for day in (BEGINS - timedelta(days=2), BEGINS - timedelta(days=1)):
                for hour in HOURS:
                    leave(db, scene, instant(day, *hour))
            leave(db, scene, instant(BEGINS, 7, 29))
            building.tick(db, instant(BEGINS, 7, 30))  # this morning's digests wait when the pause begins
            pausing.pause(db, scene.federation, LAST, "bão số 5", instant(BEGINS, 7, 30) + timedelta(seconds=1))
            days = [BEGINS + timedelta(days=n) for n in range(DAYS)]
            moments = [instant(day, *hour) for day in days for hour in HOURS if instant(day, *hour) > instant(BEGINS, 7, 30)]
            during = 0
            for n, moment in enumerate(moments):
                during += len(leave(db, scene, moment))
                if n == len(moments) // 2:
                    do_some(db, moment)
            after = [each for hour in HOURS for each in leave(db, scene, instant(AFTER, *hour))]
            missing = lost(db, {letter for _person, letter in after})
        engine.dispose()
    most = max(Counter(person for person, _letter in after).values(), default=0)
    counted = {"units": count, "sent_during": during, "max_per_chair_after": most, "sent_after": len(after), "lost": missing}
    return {**counted, "seconds": round(time.perf_counter() - begun, 1)}


def main() -> int:
    count = FEW if "--quick" in sys.argv else UNITS
    figures = measure(count)
    print(json.dumps(figures))  # noqa: T201
    bars = {"sent_during": 0, "max_per_chair_after": 1, "lost": 0}
    missed = [f"{name}: {figures[name]}" for name, bar in bars.items() if figures[name] > bar]
    if not figures["sent_after"]:
        missed.append("nothing was sent after the pause")
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""The first hour: from an empty database to the first chair's registered launch, counted in messages and taps.

`officer_steps` and `chair_steps` are what each of them sends; `sent_before_arm` the messages that a chair got without asking
in ten days between joining and arming, with duties coming due on the way; `sent_after_arm` shows that there was something to
send.
"""

import argparse
import json
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bot.clock import StandingClock
from bot.invites import Invites
from tests.setup.first_hour import (
    ARMED,
    BEGINS,
    CHAIR,
    CONFIRMED,
    IMPORTED,
    NAMED,
    OFFICER,
    OPENED,
    REGISTERED,
    REHEARSED,
    Hour,
)
from tests.support import databases

MOST = {"officer_steps": 40, "chair_steps": 12, "sent_before_arm": 0}
QUIET_DAYS = 9  # from the fifth to the fourteenth of January: two rungs before the fifteenth pass


def play(hour: Hour) -> dict[str, int]:
    """The whole of it; returns the figures."""
    hour.officer_joins()
    hour.go(OFFICER, (*NAMED, *IMPORTED))
    hour.prints()
    hour.chair_joins()
    hour.go(OFFICER, (*OPENED, *CONFIRMED, *REHEARSED))
    for _day in range(QUIET_DAYS):
        hour.clock.walk_to(hour.clock.now() + timedelta(days=1))
        hour.tick()
    before = hour.pushed()
    hour.go(OFFICER, ARMED)
    hour.tick()
    done = hour.go(CHAIR, REGISTERED)
    if not done.text.startswith("✅ Đã ghi nhận"):
        raise RuntimeError(f"the launch was not registered: {done.text}")
    steps = {"officer_steps": hour.steps[OFFICER], "chair_steps": hour.steps[CHAIR]}
    return {**steps, "sent_before_arm": before, "sent_after_arm": hour.pushed()}


def main() -> int:
    """Run it; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the same: it takes a few seconds")
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = databases.open_new(f"sqlite:///{Path(folder) / 'first.db'}")
        figures = play(Hour(engine, StandingClock(BEGINS), Invites(b"a key for the first hour")))
        engine.dispose()
    print(json.dumps(figures))  # noqa: T201
    missed = [f"{name}: {figures[name]}, at most {most}" for name, most in MOST.items() if figures[name] > most]
    if not figures["sent_after_arm"]:
        missed.append("sent_after_arm: nothing was sent after arming, so that nothing before it proves nothing")
    for each in missed:
        print(each, file=sys.stderr)  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())

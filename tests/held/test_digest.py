"""Digests and nudges lead to the right conversation, and do not speak of a launch that was held already."""

from datetime import date, timedelta

import pytest

from bot import held
from bot.clock import StandingClock, instant
from bot.duties import rules
from bot.duties.kinds import HELD as HELD_KIND
from bot.duties.kinds import NOTE
from bot.follow_up import nudging
from bot.held import CANCELLED, HELD, POSTPONED, Said
from bot.post.message import Message
from bot.reminders.letter import DIGEST
from bot.reminders.tick import tick
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.conversations.conftest import sent as sent  # noqa: PLC0414  a fixture
from tests.follow_up.conftest import duty_id
from tests.held.conftest import ask_for, held_duty
from tests.support.posted import Posted
from tests.support.talking import Talk

FRIDAY = date(2026, 3, 6)


def digest(talk: Talk, sent: Posted, clock: StandingClock, day: date) -> Message | None:
    """What Mai is told on the morning of that day."""
    clock.walk_to(instant(day, 7, 30))
    talk.do(lambda db: tick(db, clock.now()))
    found = sent(DIGEST)
    return found[-1] if found else None


def buttons(message: Message | None) -> dict[str, str]:
    return {each.data: each.label for row in (message.options if message else ()) for each in row}


def test_the_morning_of_the_launch_leads_to_telling(asked: Talk, join: Join, sent: Posted, clock: StandingClock) -> None:
    register(asked, join(MAI), "6/3")
    told = digest(asked, sent, clock, FRIDAY)
    assert told is not None
    assert f"🚩 Hôm nay {MAIS_UNIT} phát động Đợt 1." in told.text
    assert "Tổ chức xong, hoặc phải hoãn, xin bấm nút để báo." in told.text
    assert buttons(told)[f"/datochuc {asked.do(lambda db: held_duty(db).id)}"] == "🚩 Báo đã phát động"


def test_where_nobody_asks_whether_it_was_held_the_day_can_be_changed(
    talk: Talk, join: Join, sent: Posted, clock: StandingClock
) -> None:
    register(talk, join(MAI), "6/3")
    told = digest(talk, sent, clock, FRIDAY)
    assert "/dangky" in {each.split()[0] for each in buttons(told)}
    assert told is not None
    assert "xin bấm nút để báo" not in told.text


@pytest.mark.parametrize("said", [Said(HELD, date(2026, 3, 5)), Said(CANCELLED, reason="x"), Said(POSTPONED, date(2026, 3, 20))])
def test_a_launch_that_is_over_or_off_is_not_announced(
    asked: Talk, join: Join, sent: Posted, clock: StandingClock, said: Said
) -> None:
    register(asked, join(MAI), "6/3")
    asked.do(lambda db: held.record(db, held_duty(db).id or 0, said, None, clock.now() + timedelta(hours=1)))
    told = digest(asked, sent, clock, FRIDAY)
    assert told is None or "Hôm nay" not in told.text


@pytest.mark.parametrize(
    ("kind", "command", "label"),
    [(HELD_KIND, "datochuc", "🚩 Báo đã phát động"), (NOTE, "ghichuquy", "🗒 Gửi báo cáo quý")],
)
def test_a_digests_line_has_its_button(
    talk: Talk, join: Join, sent: Posted, clock: StandingClock, kind: str, command: str, label: str
) -> None:
    register(talk, join(MAI), "20/3")
    if kind == NOTE:
        talk.do(lambda db: ask_for(db, NOTE, anchor=rules.QUARTER, days=(FRIDAY - date(2026, 3, 31)).days))
    else:
        talk.do(lambda db: ask_for(db, kind, anchor=rules.DAY, day=FRIDAY))
    told = digest(talk, sent, clock, FRIDAY)
    assert buttons(told)[f"/{command} {talk.do(lambda db: duty_id(db, MAIS_UNIT, kind))}"] == label


@pytest.mark.parametrize(("kind", "command"), [(HELD_KIND, "datochuc"), (NOTE, "ghichuquy")])
def test_a_nudge_leads_there(talk: Talk, join: Join, sent: Posted, kind: str, command: str) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.do(lambda db: ask_for(db, kind, anchor=rules.QUARTER if kind == NOTE else rules.DAY, day=FRIDAY))
    duty = talk.do(lambda db: duty_id(db, MAIS_UNIT, kind))
    talk.say(officer, f"/nhac {duty}")
    for label in talk.last[officer].labels:
        if label.startswith(("✅", "📨")):
            talk.tap(officer, label)
            break
    assert f"/{command} {duty}" in {data for each in sent(nudging.TEMPLATE) for data in buttons(each)}

"""Whatever an officer presses and types, nothing is queued that was not looked at and confirmed; stopped in time, nobody
gets anything."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from bot import building, demo
from bot.announcements import confirming
from bot.clock import StandingClock
from bot.invites import Invites
from bot.models import Announcement, Outbox, written
from conversations import all_scripts
from tests.announcements.sending import DONE, SEND, compose, owed, run_tick, second_officer
from tests.conftest import MAI, NOW, OFFICER
from tests.support import databases
from tests.support.talking import Talk, transaction

WORDS = ("/thongbao", "Họp lúc 8 giờ.", DONE, "xong", "gửi ngay", "đúng", "có", "1", "2", "lùi", "tiếp tục", "/huy")
COMMANDS = (
    "thongbao", "guithongbao", "duyetthongbao", "dungthongbao", "tamdung", "guitiep", "huygui", "guilai", "soanlai", "dinhchinh",
    "thuhoi", "suathongbao", "noinhan", "giogui", "luunhom", "danam",
)  # fmt: skip
PEOPLE = (OFFICER, 50)


@cache
def at_work() -> Path:
    """A database in which two officers and a chair have joined; made once, and left to the system's temporary folder."""
    file = Path(mkdtemp()) / "joined.db"
    invites = Invites(b"a key for tests")
    engine = databases.open_new(f"sqlite:///{file}")
    with transaction(engine) as db:
        guests = demo.fill(db, invites, NOW)
    talk = bot_of(engine)
    for number in (OFFICER, MAI):
        talk.say(number, f"/start {guests[number - 1].secrets.token}")
        for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "Không, cảm ơn"):
            talk.tap(number, label)
    second_officer(talk, invites)
    engine.dispose()
    return file


def bot_of(engine: Engine) -> Talk:
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    return Talk(engine, StandingClock(NOW), all_scripts(Invites(b"a key for tests")), door)


class Office(RuleBasedStateMachine):
    """Two officers and a chair; every press of a button that confirms is written down before it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        self.shown: set[str] = set()  # the buttons that confirm, as they stood under a preview
        self.confirmed: dict[int, set[str]] = {}  # announcement: by whom
        self.stopped: set[int] = set()

    @initialize()
    def begin(self) -> None:
        folder = Path(self.opened.enter_context(TemporaryDirectory()))
        engine = databases.open_copy(at_work(), folder / "test.db")
        self.opened.callback(engine.dispose)
        self.talk = bot_of(engine)
        self.talk._update = 9_000  # noqa: SLF001  these updates came after those by which people joined
        for who in (*PEOPLE, MAI):
            self.talk.say(who, "/trogiup")

    def teardown(self) -> None:
        self.opened.close()

    @rule(who=st.sampled_from(PEOPLE))
    def writes(self, who: int) -> None:
        compose(self.talk, who)
        self.look(who)

    @rule(who=st.sampled_from(PEOPLE), agree=st.sampled_from([True, True, False]), wait=st.sampled_from([61, 61, 5]))
    def lets_go(self, who: int, agree: bool, wait: int) -> None:  # noqa: FBT001  hypothesis passes it by name
        """The way it is meant to be, or the first steps of it."""
        self.writes(who)
        self.press(who, self.talk.last[who].data[SEND])
        if agree:
            other = next(each for each in PEOPLE if each != who)
            self.press(other, f"/duyetthongbao {max(written(each.id) for each in self.announcements())}")
            self.press(other, next(iter(self.talk.last[other].data.values())))
        self.time_passes(wait)

    @rule(who=st.sampled_from(PEOPLE), words=st.sampled_from(WORDS))
    def says(self, who: int, words: str) -> None:
        self.press(who, self.talk.last[who].data[words]) if words in self.talk.last[who].data else self.talk.say(who, words)
        self.look(who)

    @rule(who=st.sampled_from(PEOPLE), place=st.integers(0, 5))
    def presses(self, who: int, place: int) -> None:
        buttons = list(self.talk.last[who].data.values())
        if buttons:
            self.press(who, buttons[place % len(buttons)])

    @rule(who=st.sampled_from((*PEOPLE, MAI)), command=st.sampled_from(COMMANDS), number=st.integers(1, 3), more=st.booleans())
    def forges(self, who: int, command: str, number: int, more: bool) -> None:  # noqa: FBT001  hypothesis passes it by name
        self.press(who, f"/{command} {number}" + (" 123abc" if more else ""))

    @rule(seconds=st.sampled_from([5, 59, 61, 3600]))
    def time_passes(self, seconds: int) -> None:
        self.talk.clock.walk_to(self.talk.clock.now() + timedelta(seconds=seconds))
        run_tick(self.talk)

    @rule(who=st.sampled_from(PEOPLE), seconds=st.sampled_from([0, 30, 59]))
    def stops_in_time(self, who: int, seconds: int) -> None:
        self.lets_go(who, agree=True, wait=seconds)
        row = max(self.announcements(), key=lambda each: written(each.id))
        if row.state == "scheduled":
            self.press(who, f"/dungthongbao {row.id}")
            self.stopped.add(written(row.id))
        self.time_passes(61)

    def announcements(self) -> Iterator[Announcement]:
        yield from self.talk.rows(Announcement)

    def press(self, who: int, data: str) -> None:
        """A press; one that could let an announcement go counts only if it stood under a preview."""
        command, _space, rest = data.partition(" ")
        if command in {"/guithongbao", "/duyetthongbao"} and data in self.shown:
            self.confirmed.setdefault(int(rest.partition(" ")[0]), set()).add(f"{command} {who}")
        self.talk.tap_data(who, data)
        self.look(who)

    def look(self, who: int) -> None:
        """Remember the confirming buttons that came with a preview of every part."""
        previews = [each.body for each in self.talk.rows(Outbox) if each.key.startswith("preview/")]
        for data in self.talk.last[who].data.values():
            command, _space, rest = data.partition(" ")
            number = rest.partition(" ")[0]
            if command in {"/guithongbao", "/duyetthongbao"} and any(f'"announcement":{number},' in each for each in previews):
                self.shown.add(data)

    @invariant()
    def nothing_goes_that_was_not_confirmed(self) -> None:
        if not hasattr(self, "talk"):
            return
        rows = {written(each.id): each for each in self.announcements()}
        for each in owed(self.talk):
            row = rows[each.announcement_id]
            by = self.confirmed.get(each.announcement_id, set())
            assert any(one.startswith("/guithongbao") for one in by)
            assert row.confirmed_at is not None
            assert self.talk.clock.now() >= row.confirmed_at + timedelta(seconds=60)
            assert each.announcement_id not in self.stopped
            if confirming.MANY == 0:
                assert row.confirmed_by not in {None, row.person_id}
                assert any(one.startswith("/duyetthongbao") for one in by)


@pytest.mark.parametrize("many", [0, 200])
def test_no_way_round_preview_and_confirmation(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(confirming, "MANY", many)
    quick = settings(
        max_examples=12, stateful_step_count=18, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Office, settings=quick)

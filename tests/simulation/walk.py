"""One seed: a federation walked through ten years from due moment to due moment, with everything that can come in between."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.clock import instant, local
from bot.duties import filling
from bot.reminders.tick import Ticks, next_stop
from tests.simulation import scene as scenes
from tests.simulation.deeds import Stage, random_deed
from tests.simulation.facts import History, Line, Sent
from tests.simulation.killing import Nursery
from tests.simulation.rows import Reader
from tests.simulation.server import Delivery, Journal, interleave, ticking
from tests.simulation.store import Store

FIRST_YEAR, YEARS = 2026, 10
DEEDS = 80  # a year
REPLICAS = 3
TICKED = 3  # of twenty stops at which a replica has ticked just before
LATER = timedelta(seconds=20)  # how often the program ticks
SWEPT = timedelta(minutes=10)  # when it has looked through everything again
LETTER = "SELECT o.state, a.person_id FROM outbox o JOIN account a ON a.chat_id = o.chat_id WHERE o.id = ?"
LINES = (
    "SELECT rung_id, matter_id, due_on FROM reminder"
    " WHERE person_id = ? AND outbox_id = ? AND dropped IS NULL ORDER BY rung_id, matter_id, due_on"
)


@dataclass
class Walk:
    """A world on its way. With a nursery a server is killed now and then."""

    store: Store
    chance: random.Random
    years: int = YEARS
    nursery: Nursery | None = None
    clock: datetime = field(default_factory=lambda: instant(date(FIRST_YEAR, 1, 2), 9))
    error: timedelta = timedelta(0)  # what the server's clock shows too much
    history: History = field(default_factory=History)
    journal: Journal = field(default_factory=Journal)
    stops: int = 0
    idle: int = 0

    def __post_init__(self) -> None:
        with self.store.begin() as db:
            self.scene = scenes.build(db, self.chance, self.clock)
            self.cap = db.connection.exec_driver_sql("SELECT weekly_cap FROM federation").scalar_one()
        self.reader = Reader(self.history)
        self._was_disturbed = False  # something happened in the midst of a step of the server
        self.replicas = [Ticks() for _ in range(REPLICAS)]
        trouble = self.chance.choice((0, 30, 100))
        self.delivery = Delivery(self.store.begin, self.scene.bot, self.chance, self.journal, trouble)

    @property
    def seen(self) -> datetime:
        """What the server's clock shows."""
        return self.clock + self.error

    def run(self) -> History:
        """All the years."""
        for year in range(FIRST_YEAR, FIRST_YEAR + self.years):
            self._do(lambda db: scenes.open_campaign(db, self.scene, self.chance, year, self.seen))  # noqa: B023  at once
            self._catch_up()
            self._year(instant(date(year + 1, 1, 2), 9))
        return self.history

    def _year(self, end: datetime) -> None:
        span = (end - self.clock).total_seconds()
        pending = sorted(self.clock + timedelta(seconds=self.chance.uniform(0, span)) for _ in range(DEEDS))
        while True:
            moment = self._next()
            deed = pending[0] if pending else end
            if moment is not None and moment - self.error <= min(deed, end):
                self._come(max(moment - self.error, self.clock))
                self._stop()
            elif deed < end:
                pending.pop(0)
                self._come(max(deed, self.clock))
                self._disturb()
            else:
                self.clock = max(end, self.clock)
                return

    def _next(self) -> datetime | None:
        with self.store.begin() as db:
            return next_stop(db, self.seen)

    def _come(self, moment: datetime) -> None:
        """Time passes up to `moment`."""
        self.clock = moment

    def _disturb(self) -> None:
        """Something happens: a deed that the server sees at its next tick, or something with the server itself."""
        fate = self.chance.randrange(60)
        if fate == 0:
            self._down(timedelta(hours=self.chance.choice((1, 5, 12, 30, 80, 200))))
        elif fate == 1:
            self._set_clock()
        elif fate == 2:
            self._suspend()
        else:
            self._deed()
            while self.chance.randrange(4) == 0:
                self.clock += timedelta(seconds=self.chance.choice((1, 5)))
                self._deed()
        self._catch_up()

    def _catch_up(self) -> None:
        """Twenty seconds later the server has ticked again. That tick has looked through everything; now and then only one
        ten minutes later has. What stood in a letter of which nothing was left to say goes into another one."""
        while True:
            self._was_disturbed, unsent = False, self.delivery.unsent
            if self.chance.randrange(5):
                self.replicas[0] = Ticks()
            else:
                self.clock += LATER
                self._serve(self.replicas[:1])
                self._go_on(SWEPT - LATER)
            self.clock += LATER
            self._serve(self.replicas[:1])
            if not self._was_disturbed and self.delivery.unsent == unsent:
                return

    def _go_on(self, span: timedelta) -> None:
        """The server is at work for so long: what is due meanwhile leaves when it is due."""
        end = self.clock + span
        while (moment := self._next()) is not None and moment - self.error < end:
            self._come(max(moment - self.error, self.clock))
            self._serve(self.replicas[:1])
        self._come(max(end, self.clock))

    def _deed(self) -> None:
        deed = random_deed(self.chance)
        self._do(lambda db: deed(Stage(db, self.scene, self.chance, self.seen)))

    def _do(self, work: Callable[[Any], None]) -> None:
        with self.store.begin() as db:
            work(db)
        self._look()

    def _look(self) -> None:
        """Note what holds from now on."""
        self.history.tell(self.seen)
        self.reader.look(self.store.cursor())

    def _down(self, span: timedelta) -> None:
        down = self.history.now
        until = self.clock + span
        while self.chance.randrange(3):
            self.clock += span * 0.2
            if self.clock < until:
                self._deed()
        self.clock = max(until, self.clock)
        self.history.tell(self.seen)
        self.history.downs.append((down, self.history.now))

    def _set_clock(self) -> None:
        """The server's clock is set wrong, or right again."""
        wrong = self.chance.choice((-90, -30, -2, 2, 30, 90, 600))
        before, shown = self.history.now, self.seen
        self.error = timedelta(0) if self.error else timedelta(minutes=wrong)
        self.history.tell(self.seen)
        if self.seen > shown:  # hours that no clock ever showed to anybody
            self.history.downs.append((before, self.history.now))

    def _suspend(self) -> None:
        """The machine sleeps for hours; then one replica goes on with the clock it read before, the others read it anew."""
        read, down = self.seen, self.history.now
        asleep = ticking(self.store.begin, self.replicas[0], read)
        for _ in range(self.chance.randrange(4)):
            next(asleep, None)
        self.clock += timedelta(hours=self.chance.choice((1, 6, 11)))
        self.history.tell(self.seen)
        self.history.downs.append((down, self.history.now))
        self._serve(self.replicas[1:])
        for _ in asleep:
            self.history.tell(self.seen)
        self.history.tell(self.seen)
        self._note()

    def _stop(self) -> None:
        """Something is due."""
        before, unsent, self._was_disturbed = len(self.history.sent), self.delivery.unsent, False
        fate = self.chance.randrange(20)
        if fate == 0:
            self.replicas[1] = Ticks()  # a process that has just begun
        elif fate <= TICKED and self.history.clocks[-1] < self.seen - LATER:  # one that looks only at what has come since
            self.clock -= LATER
            self._serve(self.replicas[2:])
            self.clock += LATER
        self._serve(self.chance.sample(self.replicas, self.chance.randint(1, REPLICAS)))  # the others find nothing left
        self.stops += 1
        self.idle += len(self.history.sent) == before
        if self._was_disturbed or self.delivery.unsent > unsent:
            self._catch_up()

    def _serve(self, replicas: Sequence[Ticks]) -> None:
        """What the server does at this moment: ticks side by side, and a delivery."""
        self.history.tell(self.seen)
        if self.nursery and self.chance.randrange(8) == 0:
            self.nursery.kill(self.scene.bot, self.seen, self.journal)
            self._note()
        changes = self.store.changes
        with self.store.begin() as db:
            filling.fill_new(db, local(self.seen).date())
        if self.store.changes != changes:
            self._look()
        skews = [timedelta(seconds=self.chance.choice((0, 0, 0, 1, 3))) for _ in replicas]
        ticks = [ticking(self.store.begin, one, self.seen + skew) for one, skew in zip(replicas, skews, strict=True)]
        interleave(self.chance, ticks, self._between)
        self.clock += max(skews)
        self.history.tell(self.seen)
        self.delivery.run(lambda: self.seen, self._between)
        if self.journal.failed:  # a chat may have been closed
            self._look()
        self._note()

    def _between(self) -> None:
        """A deed in the midst of what the server does."""
        self._note()
        self.clock += timedelta(seconds=1)
        self._deed()
        self._was_disturbed = True

    def _note(self) -> None:
        """Write down what has left since, and what could not."""
        if not self.journal.said and not self.journal.failed:
            return
        cursor = self.store.cursor()
        for chat in self.journal.failed:
            person = cursor.execute("SELECT person_id FROM account WHERE chat_id = ?", (chat,)).fetchone()[0]
            self.history.troubles.append((self.history.now, person))
        self.journal.failed.clear()
        for letter in list(self.journal.said):
            self._write(cursor, letter)

    def _write(self, cursor: Any, letter: int) -> None:
        message, at = self.journal.said.pop(letter)
        state, person = cursor.execute(LETTER, (letter,)).fetchone()
        if state != "sent":  # killed before it was marked: it will be made anew
            return
        rows = cursor.execute(LINES, (person, letter)).fetchall()
        lines = tuple(Line(rung, matter, date.fromisoformat(due)) for rung, matter, due in rows)
        commands = tuple(option.data for row in message.options for option in row)
        self.history.sent.append(Sent(self.history.now, at, person, letter, lines, message.text, commands))

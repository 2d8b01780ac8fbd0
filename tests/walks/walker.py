"""The people of one random walk: who acts next, and what must be true after it."""

from collections.abc import Callable
from datetime import timedelta

from tests.walks import duties, habits, heard
from tests.walks.crowd import Button
from tests.walks.deeds import Deeds
from tests.walks.heard import Wrong
from tests.walks.scene import PEOPLE


class Walker(Deeds):
    """All the people of one walk, step by step."""

    def go(self, steps: int) -> None:
        """Take the steps; raises Wrong, or whatever the program raised."""
        self._look()
        with self.talk.engine.begin() as connection:
            before, begun = duties.done_at_first(connection), duties.reached(connection)
        for number in range(steps):
            self.steps = number + 1
            self.scene.clock.walk_to(self.scene.clock.now() + timedelta(seconds=1))
            self._act()
            self._look()
        self._nobody_is_stuck()
        with self.talk.engine.begin() as connection:
            broken = duties.broken(connection, before, self.scene.begins + timedelta(milliseconds=1))
            self.reached = {name: count - begun[name] for name, count in duties.reached(connection).items()}
        if broken:
            raise Wrong("\n".join(broken))

    def _act(self) -> None:
        if self.chance.random() > habits.GOES_ON:
            self.who = self.chance.choices(list(PEOPLE), list(PEOPLE.values()))[0]
        acts: dict[Callable[[], None], float] = {
            self._presses: 80,
            self._presses_old: 3,
            self._forges: 1,
            self._commands: 4,
            self._types: 5,
            self._sends_something: 2,
            self._sends_files: 3,
            self._changes_words: 2,
            self._passes_on: 0.5,
            self._replies: 0.5,
            self._meets: 0.2,
            self._waits: 3,
            self._both_at_once: 3,
            self._blocks: 0.3,
        }
        if "tệp" in self.asked[self.who]:
            acts[self._sends_files] *= 20
        if not self.offered[self.who]:
            acts[self._commands] += acts.pop(self._presses)
        elif not self._choices():
            acts[self._types] += acts.pop(self._presses)  # an open question
        self.chance.choices(list(acts), list(acts.values()))[0]()

    def _look(self) -> None:
        """Read what came, on every phone; the buttons before it are old now."""
        for user, messages in heard.read(self.scene).items():
            buttons = [Button.of(each, message) for message in messages for row in message.options for each in row]
            self.told.append(f"     → {user}: {messages[-1].text[:110]!r} {[each.label for each in buttons][:9]}")
            self.codes += [code for message in messages for code in habits.CODES.findall(message.text)]
            if user in self.offered:
                self.old[user] = (self.old[user] + self.offered[user])[-habits.KEPT :]
                self.offered[user], self.asked[user] = buttons, messages[-1].text

    def _nobody_is_stuck(self) -> None:
        for user in PEOPLE:
            self.who = user
            for words in ("/huy", "/trogiup"):
                self._say(user, words)
        self._look()

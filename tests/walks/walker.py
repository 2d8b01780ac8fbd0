"""The people of one random walk: who acts next, what they do, and what must be true after it."""

import random
from collections.abc import Callable
from datetime import timedelta

from bot import building
from tests.support.talking import SILENCE, Heard
from tests.walks import answers, duties, habits, heard
from tests.walks.crowd import Button
from tests.walks.heard import Wrong
from tests.walks.scene import MAI, PEOPLE, STRANGER, Scene


class Walker:
    """All the people of one walk."""

    def __init__(self, begun: Scene, chance: random.Random) -> None:
        begun.begin()
        self.scene = begun
        self.talk = begun.talk
        self.chance = chance
        self.told: list[str] = []
        self.steps = 0
        self.reached: dict[str, int] = {}
        self.who = MAI
        self.offered: dict[int, list[Button]] = {each: [] for each in PEOPLE}
        self.old: dict[int, list[Button]] = {each: [] for each in PEOPLE}
        self.asked: dict[int, str] = dict.fromkeys(PEOPLE, "")
        self.codes = ["ABC234"]
        self.commands = [each.command for each in self.talk.turns.scripts.all] + ["huy", "tieptuc", "help", "khongco"]

    def go(self, steps: int) -> None:
        """Take the steps; raises Wrong, or whatever the program raised."""
        heard.read(self.scene)
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

    def _choices(self) -> list[Button]:
        return [each for each in self.offered[self.who] if not each.label.startswith(habits.UNDONE)]

    def _presses(self) -> None:
        choices = self._choices() if self.chance.random() < 0.95 else self.offered[self.who]
        weights = [8 if each.label.startswith(habits.ONWARD) else 1 for each in choices]
        self._tap(self.who, self.chance.choices(choices, weights)[0])

    def _presses_old(self) -> None:
        if self.old[self.who]:
            self._tap(self.who, self.chance.choice(self.old[self.who]))

    def _forges(self) -> None:
        """A press on a button of somebody else's phone."""
        others = [each for user in PEOPLE if user != self.who for each in self.offered[user]]
        if others:
            self._tap(self.who, self.chance.choice(others))

    def _commands(self) -> None:
        likely = habits.COMMANDS.get(self.who, habits.OF_CHAIRS)
        name = self.chance.choice(likely if self.chance.random() < 0.7 else self.commands)
        behind = self.chance.choice((*answers.BEHIND, *self.codes)) if self.chance.random() < 0.3 else ""
        if name in {"start", "bienlai"}:
            behind = self.chance.choice(self.codes)
        self._say(self.who, f"/{name} {behind}".strip())

    def _types(self) -> None:
        pool = self.chance.choices(answers.POOLS, answers.WEIGHTS)[0]
        fitting = [pool for hint, pool in habits.HINTS if hint in self.asked[self.who]]
        if fitting and self.chance.random() < 0.7:
            pool = fitting[-1]
        if self.who == STRANGER:
            pool = tuple(self.codes)
        self._say(self.who, self.chance.choice(pool))

    def _sends_something(self) -> None:
        kind = self.chance.choice(("sticker", "voice", "contact", "location", "video"))
        self._note(f"sends a {kind}")
        self._answered(self.talk.send_kind(self.who, **{kind: {"file_id": "x", "emoji": "👍"}}))

    def _sends_files(self) -> None:
        """One file, or an album, which is answered once."""
        chosen = self.chance.choices(answers.files(), k=self.chance.choice((1, 1, 1, 2, 4, 12)))
        self._note(f"sends {[name for name, _content in chosen]}")
        size = answers.LARGE if self.chance.random() < 0.1 else 10
        said = [
            self.talk.send_kind(self.who, document={"file_id": f"{self.steps}-{number}", "file_name": name, "file_size": size})
            for number, (name, _content) in enumerate(chosen)
        ]
        waiting = self.talk.waiting()
        contents = [chosen[number % len(chosen)][1] if self.chance.random() > 0.05 else None for number in range(len(waiting))]
        said.append(self.talk.bring(list(zip(waiting, contents, strict=True))))
        self._answered(next((each for each in said if each is not SILENCE), SILENCE))

    def _waits(self) -> None:
        distance = self.chance.choice(habits.WAITS)
        self._note(f"waits {distance}")
        self.scene.clock.walk_to(self.scene.clock.now() + distance)
        self.talk.do(lambda db: building.tick(db, self.scene.clock.now()))

    def _both_at_once(self) -> None:
        """Two people press before either is answered: one after the other, in the order in which they arrived."""
        other = self.chance.choice([each for each in PEOPLE if each != self.who])
        pressed = [(user, self.chance.choice(self.offered[user])) for user in (self.who, other) if self.offered[user]]
        for user, button in pressed:
            self._note(f"and at once {user} presses {button.label!r} {button.data}")
        self.talk.tap_together(pressed)

    def _blocks(self) -> None:
        self._note("blocks the bot")
        member = {"chat": {"id": self.who, "type": "private"}, "from": {"id": self.who}, "new_chat_member": {"status": "kicked"}}
        self.talk.send(self.who, {"my_chat_member": member})

    def _tap(self, user: int, button: Button) -> None:
        self._note(f"presses {button.label!r} {button.data}")
        if self.talk.tap_button(user, button) is SILENCE and not self.talk.toast:
            raise Wrong("silence after a press")

    def _say(self, user: int, words: str) -> None:
        self._note(f"types {words[:60]!r}")
        self._answered(self.talk.say(user, words))

    def _answered(self, said: Heard) -> None:
        if said is SILENCE:
            raise Wrong("silence")

    def _note(self, deed: str) -> None:
        self.told.append(f"{self.steps}. {self.who} {deed}")

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

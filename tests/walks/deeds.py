"""What people do in a walk: they press, type, change, pass on and send things, wait, and meet in a group."""

import random

from bot import building
from tests.support.talking import SILENCE, Heard
from tests.walks import answers, habits
from tests.walks.crowd import Button
from tests.walks.heard import Wrong
from tests.walks.scene import MAI, PEOPLE, STRANGER, Scene


class Deeds:
    """All the people of one walk, and each thing that one of them may do; `who` does it."""

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
        self.written: dict[int, list[int]] = {each: [] for each in PEOPLE}  # the numbers of messages that were typed
        self.codes = ["ABC234"]
        self.commands = [each.command for each in self.talk.turns.scripts.all] + ["huy", "tieptuc", "help", "khongco"]

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
        self._say(self.who, self._words())

    def _words(self) -> str:
        """What may be meant for the question."""
        pool = self.chance.choices(answers.POOLS, answers.WEIGHTS)[0]
        fitting = [pool for hint, pool in habits.HINTS if hint in self.asked[self.who]]
        if fitting and self.chance.random() < 0.7:
            pool = fitting[-1]
        if self.who == STRANGER:
            pool = tuple(self.codes)
        return self.chance.choice(pool)

    def _changes_words(self) -> None:
        """A message typed before is changed; if it reads as before, nothing need be said."""
        if self.written[self.who]:
            number, words = self.chance.choice(self.written[self.who][-habits.RECENT :]), self._words()
            self._note(f"changes message {number} to {self._shown(words)[:60]!r}")
            self.talk.change(self.who, number, words)

    def _passes_on(self) -> None:
        words = self._words()
        self._note(f"passes on {self._shown(words)[:60]!r}")
        self._answered(self.talk.pass_on(self.who, words))

    def _replies(self) -> None:
        known = self.old[self.who] + self.offered[self.who]
        if known:
            words, button = self._words(), self.chance.choice(known)
            self._note(f"replies {self._shown(words)[:60]!r} to {button.data}")
            self._answered(self.talk.reply(self.who, words, button))

    def _meets(self) -> None:
        words = self._words()
        self._note(f"writes {self._shown(words)[:60]!r} in a group")
        if self.talk.meet(self.who, words) is not SILENCE:
            raise Wrong("the bot does not leave the group in peace")

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
        self._note(f"types {self._shown(words)[:60]!r}")
        self._answered(self.talk.say(user, words))
        self.written[user].append(self.talk.update)

    def _shown(self, words: str) -> str:
        """Words without the codes in them, which are drawn by chance."""
        return next(
            (f"{words.removesuffix(code)}code {place}" for place, code in enumerate(self.codes) if words.endswith(code)), words
        )

    def _answered(self, said: Heard) -> None:
        if said is SILENCE:
            raise Wrong("silence")

    def _note(self, deed: str) -> None:
        self.told.append(f"{self.steps}. {self.who} {deed}")

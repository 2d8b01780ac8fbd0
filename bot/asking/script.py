"""What a conversation is to the program: a command, a function, and who may start it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.asking.ask import Ask
from bot.database.transaction import Transaction
from bot.i18n import LANGUAGES, _, speaking
from bot.post.abilities import FULL, Abilities
from bot.post.message import Message
from bot.post.outbox import Address
from bot.vietnamese.folding import fold


@dataclass(frozen=True)
class Speaker:
    """Who is talking, and where: a known person, or a stranger (`person_id` is None); and what can be done there. `for_unit`
    is the unit on whose behalf an officer goes through a chair's conversation; None: everybody speaks for their own units."""

    to: Address
    person_id: int | None
    name: str
    language: str
    abilities: Abilities = FULL
    for_unit: int | None = None

    @property
    def owner(self) -> str:
        """Whose drafts these are: a person's, wherever they talk; a stranger's belong to the chat."""
        return f"chat/{self.to.chat_id}" if self.person_id is None else f"person/{self.person_id}"


Talk = Callable[[Ask, Transaction, Speaker], str | Message]


@dataclass(frozen=True)
class Script:
    """A conversation. `label` is its words on the menu; with `has_subject` the words behind the command name what it is
    about, and each subject has a draft of its own. `phrases` start it too, whatever is open, marks or not. `meant` names
    the subject where a known person says none: they find the same draft by every way. `hears` says whether words that a known
    person types while nothing is open, and that are no command, start it: they come as if typed behind the command."""

    command: str
    talk: Talk
    label: str = ""
    aliases: tuple[str, ...] = ()
    for_strangers: bool = False
    has_subject: bool = False
    phrases: tuple[str, ...] = ()
    meant: Callable[[Transaction, int, date], str] | None = None
    hears: Callable[[str], bool] | None = None


class Scripts:
    """All conversations, found by what people type. `welcome` hears strangers, `lost` hears what fits nowhere."""

    def __init__(self, scripts: Iterable[Script], *, welcome: str, lost: str) -> None:
        self.all = tuple(scripts)
        self._by_command = {name: script for script in self.all for name in (script.command, *script.aliases)}
        self.welcome = self._by_command[welcome]
        self.lost = self._by_command[lost]
        self._by_label: dict[str, Script] | None = None

    def named(self, command: str) -> Script | None:
        """The conversation that `command` starts."""
        return self._by_command.get(command.casefold())

    def hearing(self, text: str) -> Script | None:
        """The conversation that words typed of somebody's own accord start."""
        return next((each for each in self.all if each.hears and each.hears(text)), None)

    def labelled(self, text: str) -> Script | None:
        """The conversation whose menu label or phrase `text` is, in any language: a label arrives as plain text."""
        if self._by_label is None:
            self._by_label = {}
            for language in LANGUAGES:
                with speaking(language):
                    self._by_label |= {fold(_(said)): each for each in self.all for said in (each.label, *each.phrases) if said}
        return self._by_label.get(fold(text))

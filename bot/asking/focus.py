"""What a chat is on: which draft, which question of it, and what can be answered there."""

from dataclasses import dataclass
from typing import Any

from bot.asking.replay import Question
from bot.encoding import decode

TAKES_FILE = "+"  # ends the mark of a question that takes a file
TAKES_STYLES = "*"  # before that, of one that takes bold words and links
ENDED = "."  # in place of an open question, before the number of the draft that ended here last


@dataclass(frozen=True)
class Focus:
    """What the chat is on: a draft, its open question, and what was offered there. `asked` is the question as its buttons
    carry it: the key and a mark of this asking, for the same question may have been asked before with other choices."""

    draft_id: int | None
    asked: str
    offered: dict[str, str]

    @property
    def question(self) -> str:
        return self.asked.partition("#")[0]

    @property
    def takes_file(self) -> bool:
        return self.asked.endswith(TAKES_FILE)

    @property
    def takes_styles(self) -> bool:
        return self.asked.removesuffix(TAKES_FILE).endswith(TAKES_STYLES)

    @property
    def place(self) -> str:
        """Which question of which draft this is, however often it was asked."""
        return f"{self.draft_id}.{self.question}"

    @classmethod
    def read(cls, draft_id: int | None, asked: str | None, offered: str | None) -> "Focus":
        return cls(draft_id, asked or "", decode(offered) if offered else {})


def takes(question: Question[Any]) -> str:
    """What else than words answers a question, as the end of its mark."""
    return (TAKES_STYLES if question.styles else "") + (TAKES_FILE if question.files else "")

"""How a question looks: its buttons in rows, the two under every question, and the mark that tells one asking from another."""

import hashlib
from dataclasses import replace

from bot.asking import drafts
from bot.asking.replay import Choice
from bot.asking.script import Scripts
from bot.i18n import pgettext
from bot.post.message import Message, Option

SHORT = 16  # characters that fit twice on a phone 360 pixels wide


def mark(prompt: str, choices: tuple[Choice, ...], answers: str) -> str:
    """Tells one asking of a question from another: other words, other choices, or other answers before it. A database may
    give the number of a finished draft to a new one, so the draft's number alone does not."""
    shown = "\n".join([prompt, *(f"{each.key} {each.label}" for each in choices), answers])
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:6]


def rows(options: list[Option]) -> list[tuple[Option, ...]]:
    """Two short buttons in a row, a long one alone: labels are never cut on a small screen."""
    found: list[tuple[Option, ...]] = []
    for option in options:
        if found and len(found[-1]) == 1 and _is_short(option) and _is_short(found[-1][0]):
            found[-1] = (found[-1][0], option)
        else:
            found.append((option,))
    return found


def _is_short(option: Option) -> bool:
    return len(option.label) <= SHORT and not option.style


def controls(name: str, *, back: bool) -> tuple[Option, ...]:
    """What stands under every question: the question before, where there is one, and later."""
    later = Option(pgettext("button", "⏸ Để sau"), f"{name}.{drafts.LATER}")
    if not back:
        return (later,)
    return (Option(pgettext("button", "◀ Câu trước"), f"{name}.{drafts.BACK}"), later)


def with_menu(message: Message, scripts: Scripts) -> Message:
    """The labels that stay under the text box elsewhere, as lines to choose from."""
    labels = [label for row in message.menu or () for label in row]
    named = [(label, script) for label in labels if (script := scripts.labelled(label))]
    rows = tuple((Option(label, f"/{script.command}"),) for label, script in named)
    return replace(message, options=(*message.options, *rows), menu=None)


def with_note(message: Message, note: str) -> Message:
    """The message, after a note of its own paragraph."""
    if not note:
        return message
    return replace(message, text=f"{note}\n\n{message.text}")

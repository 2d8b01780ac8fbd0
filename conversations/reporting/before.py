"""A report that was sent lies before the chair as it is, and every answer can be changed; one that was returned is open only
where the officer asks for it."""

from bot.asking.ask import Ask
from bot.asking.replay import Answer
from bot.encoding import encode
from bot.reports.answers import GIVEN, Answered
from bot.reports.filed import Filed
from bot.reports.form import EVIDENCE, GRADE, WORDS
from bot.reports.sheet import Sheet
from conversations.pledging.values import write

DONE, KEEP = "done", "keep"
BASE = "base"  # which version, in which state, the form began with
FILES = "files"  # the answer that collects what the question for evidence brings


def lay_out(ask: Ask, paper: Sheet) -> None:
    """Begin with the version that holds, where there is one; if another one came to hold since, or it was returned, what that
    changes. What the chair filled in meanwhile is kept."""
    before = paper.before
    base = f"{before.version} {before.state}" if before else ""
    if ask.progress.answers.get(BASE, Answer("", "", "")).value == base:
        return
    ask.progress.answers[BASE] = Answer(base, "", "")
    for key in paper.reopened or ():
        ask.progress.forget(key)
    if before and paper.is_amendment:
        _fill(ask, before)


def _fill(ask: Ask, before: Filed) -> None:
    for line in before.figures:
        _put(ask, line.key, in_writing(line.answer))
        if line.answer.doubt:
            _put(ask, doubt_key(line.key), KEEP, about=line.key)
    _put(ask, FILES, encode([[each.document_id, ""] for each in before.evidence]))
    for key, value in ((EVIDENCE, DONE), (GRADE, before.grade), (WORDS, before.words or "-")):
        if value:
            _put(ask, key, value)


def in_writing(answered: Answered) -> str:
    """An answer to a figure as the form keeps it."""
    if answered.state != GIVEN:
        return answered.state
    return answered.words if answered.amount is None else write(answered.amount)


def doubt_key(key: str) -> str:
    """The key of the question whether a figure is right."""
    return f"?{key}"


def _put(ask: Ask, key: str, value: str, about: str = "") -> None:
    ask.progress.answers.setdefault(key, Answer(value, value, ask.now.isoformat(), about))

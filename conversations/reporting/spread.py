"""One message for several figures of a report: numbers in a row, or everything as it was."""

import re

from bot.asking.ask import Ask
from bot.asking.replay import Answer
from bot.reports.sheet import Sheet
from conversations.pledging.values import write

BETWEEN = re.compile(r"\s*(?:;|\n|,\s)\s*")  # “1,5” is one number, “1, 5” are two
LIKE_LAST, LIKE_PLEDGE = "like last", "like pledge"


def spread(ask: Ask, paper: Sheet, number: int) -> None:
    """Let one message answer this question and the ones after it: several numbers, or everything as it was."""
    answers, asked = ask.progress.answers, paper.items[number - 1]
    said = answers.get(asked.key)
    if said is None or not asked.is_figure:
        return
    following = [each for each in paper.items[number - 1 :] if each.is_figure]
    others = [each.key for each in following[1:] if each.key in answers]
    parts = [each for each in BETWEEN.split(said.value.strip()) if each]
    values: dict[str, str] = {}
    if said.value in (LIKE_LAST, LIKE_PLEDGE):
        known = paper.last.amounts if said.value == LIKE_LAST else paper.pledged
        values = {each.key: write(known[each.code]) for each in following if each.code in known and each.key not in others}
        del answers[asked.key]
    elif 1 < len(parts) <= len(following) and not others:
        values = dict(zip([each.key for each in following], parts, strict=False))
    for key, value in values.items():
        answers[key] = Answer(value, said.raw, said.at)

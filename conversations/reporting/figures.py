"""The figures of a report, one question each; several numbers in one message answer the questions that follow as well."""

from dataclasses import replace

from bot.asking.ask import Ask
from bot.asking.replay import Choice, Question
from bot.i18n import _
from bot.labels import cut
from bot.reports.answers import GIVEN, NONE, NOT_YET, Answered, show_amount, show_answer, states
from bot.reports.form import Asked
from bot.reports.sheet import Sheet
from conversations.pledging.values import write
from conversations.reporting.before import in_writing
from conversations.reporting.doubts import settle
from conversations.reporting.reading import answer_in
from conversations.reporting.spread import LIKE_LAST, LIKE_PLEDGE, spread
from conversations.reporting.wording import asks

LONGEST_NAME = 44  # characters

Answers = list[tuple[Asked, Answered]]


def ask_figures(ask: Ask, paper: Sheet, intro: str) -> Answers:
    """An answer to each indicator that applies. What stays as it was sent is not asked again."""
    answers: Answers = []
    for number, asked in enumerate(paper.items, 1):
        if not _applies(asked, answers):
            continue
        sent = paper.before.answer(asked.key) if paper.before else None
        if sent and paper.reopened is not None and asked.key not in paper.reopened:
            answers.append((asked, sent))
            continue
        spread(ask, paper, number)
        answered = _ask_one(ask, paper, number, intro)
        answers.append((asked, replace(answered, doubt=settle(ask, paper, asked, answered, answers))))
    return answers


def _applies(asked: Asked, answers: Answers) -> bool:
    """Whether the question makes sense: the figure it hangs on is more than nothing."""
    if not asked.only_if:
        return True
    return any(each.code == asked.only_if and (answer.amount or 0) > 0 for each, answer in answers)


def _ask_one(ask: Ask, paper: Sheet, number: int, intro: str) -> Answered:
    asked = paper.items[number - 1]
    prompt = asks(paper, number)
    is_first = number == 1 and paper.reopened is None
    question = Question(
        asked.key,
        f"{intro}\n\n{prompt}" if is_first else prompt,
        answer_in(asked),
        in_writing,
        lambda answered: show_answer(answered, asked.unit),
        (*_offers(paper, asked), *(_for_all(paper) if is_first else [])),
        _named(asked.label),
        figures=True,
    )
    return ask.answer_to(question)


def _named(label: str) -> str:
    """A label that fits on a button beside the word for changing it."""
    return cut(label, LONGEST_NAME)


def _offers(paper: Sheet, asked: Asked) -> list[Choice]:
    """The pledge, the last phase and the version before as buttons, then the two answers that are no figure."""
    around = paper.around(asked)
    sent = paper.before.answer(asked.key) if paper.before else None
    offered = {
        write(amount): text.format(amount=show_amount(amount, asked.unit))
        for amount, text in ((around.last, _("Như đợt trước: {amount}")), (around.pledge, _("Như đăng ký: {amount}")))
        if amount is not None and asked.is_figure
    }
    if sent and sent.state == GIVEN and sent.amount is not None:
        offered[write(sent.amount)] = _("Giữ: {amount}").format(amount=show_amount(sent.amount, asked.unit))
    return [Choice(key, label) for key, label in (offered | {key: states()[key] for key in (NONE, NOT_YET)}).items()]


def _for_all(paper: Sheet) -> list[Choice]:
    """One tap for every figure, where the past says something about more than one."""
    ways = (
        (LIKE_LAST, paper.last.amounts, _("🔁 Mọi câu như đợt trước")),
        (LIKE_PLEDGE, paper.pledged, _("🎯 Mọi câu như đăng ký")),
    )
    return [Choice(key, label) for key, known, label in ways if sum(each.code in known for each in paper.items) > 1]

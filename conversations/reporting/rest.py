"""What every report ends with: the unit's own grade, and free words."""

from bot.asking.ask import Ask
from bot.asking.replay import Answer, Choice
from bot.i18n import _
from bot.reports.form import GRADE, GRADES, WORDS, graded, rest
from bot.reports.sheet import Sheet
from conversations.reporting.wording import of_rest


def ask_grade(ask: Ask, paper: Sheet) -> str:
    """One of the four levels."""
    if paper.before and paper.reopened is not None and GRADE not in paper.reopened:
        return paper.before.grade
    prompt = of_rest(paper, GRADE, _("Đơn vị tự đánh giá đợt này ở mức nào?"))
    return ask.choice(GRADE, prompt, [Choice(each, graded(each)) for each in GRADES], name=rest()[GRADE]).key


def ask_words(ask: Ask, paper: Sheet) -> str:
    """Difficulties and proposals. Nobody is held up by them: they stand on the card as none, and can be written from there.
    Where a campaign asks for no figures, they are the report."""
    if paper.before and paper.reopened is not None and WORDS not in paper.reopened:
        return paper.before.words
    name = rest()[WORDS]
    if not paper.items:
        return ask.text(WORDS, of_rest(paper, WORDS, _("Kết quả chính của đơn vị trong đợt? Gõ vài dòng.")), name=_("Kết quả"))
    if "card" not in ask.progress.answers and paper.reopened is None:
        ask.progress.answers["card"] = Answer("", "", "")
        ask.progress.answers.setdefault(WORDS, Answer("-", "", ""))
    prompt = of_rest(paper, WORDS, _("Đơn vị có khó khăn, kiến nghị gì không? Gõ vài dòng, hoặc bấm nút."))
    return ask.text(WORDS, prompt, name=name, skip=_("Chưa có gì"))

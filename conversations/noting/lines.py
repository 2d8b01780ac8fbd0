"""The lines of a note: one message each, or all in one; or as in the quarter before, line by line or as a whole."""

import re
from collections.abc import Callable, Sequence

from bot.asking.ask import LONGEST_TEXT, Ask
from bot.asking.replay import Answer, Choice, Question, Refused
from bot.i18n import _, show_count
from bot.notes import MOST_LINES, Noted, Owed
from bot.vietnamese.folding import compose, fold

LIKE, WHOLE, ENOUGH = "=like", "=whole", "=enough"
ENDS = frozenset({"-", "xong", "het", "khong con gi"})  # folded
BASE = "base"  # the version whose lines were taken over
STAYS = ("quarter", "behalf ")  # begin the keys of answers that say which duty this is about, and from what it is entered
BULLET = re.compile(r"^(?:[-–•*+]|\d{1,2}[.)])\s+")  # before a line of several


def begin_with(ask: Ask, duty: Owed, before: Noted | None) -> None:
    """Take over the lines of what was sent, once; what was filled in upon another version is forgotten."""
    answers, base = ask.progress.answers, f"{duty.key} {before.version}" if before else ""
    if (answers[BASE].value if BASE in answers else "") == base:
        return
    for key in [each for each in answers if not each.startswith(STAYS)]:
        del answers[key]
    answers[BASE] = Answer(base, "", "")
    if before:
        _put(ask, 1, before.lines, Answer("", "", ""))


def ask_lines(ask: Ask, intro: str, last: Sequence[str]) -> list[str]:
    """The lines, until the person has no more; `last` are those of the quarter before."""
    lines: list[str] = []
    for number in range(1, MOST_LINES + 1):
        _spread(ask, number, last)
        line = _ask_one(ask, number, intro if number == 1 else "", last)
        if not line:
            break
        lines.append(line)
    return lines


def _ask_one(ask: Ask, number: int, intro: str, last: Sequence[str]) -> str:
    before = last[number - 1] if number <= len(last) else ""
    prompts = _prompts()
    parts = [intro, _("Dòng {number}/{most}. {prompt}").format(number=number, most=MOST_LINES, prompt=prompts[number - 1])]
    parts += [_("Quý trước: “{line}”").format(line=before)] if before else []
    choices = [Choice(LIKE, _("🔁 Như quý trước"))] if before else []
    choices += [Choice(WHOLE, _("🔁 Cả báo cáo như quý trước"))] if number == 1 and len(last) > 1 else []
    choices += [Choice(ENOUGH, _("✅ Xong, không thêm"))] if number > 1 else []
    question = Question(
        f"line {number}",
        "\n".join(part for part in parts if part),
        _reading(number, before),
        lambda line: line or ENOUGH,
        lambda line: line or "–",
        tuple(choices),
        _("Dòng {number}").format(number=number),
        figures=True,
    )
    return ask.answer_to(question)


def _prompts() -> tuple[str, ...]:
    """What each line may be about; nobody has to keep to it."""
    more = _("Gõ thêm một dòng, hoặc bấm ✅ Xong.")
    return (_("Quý này đơn vị đã làm được việc gì nổi bật?"), more, more, more, more)


def _reading(number: int, before: str) -> Callable[[str], str]:
    def read(reply: str) -> str:
        said = compose(reply)
        if before and (reply == LIKE or fold(said) == "nhu quy truoc"):
            return before
        if number > 1 and (reply == ENOUGH or fold(said) in ENDS):
            return ""
        if "\n" in said:  # what fits was spread over the lines before it was read
            text = _("Báo cáo quý nhiều nhất {most} dòng; tin vừa gửi có nhiều hơn. Xin gộp lại cho gọn.")
            raise Refused(text.format(most=MOST_LINES))
        if not said or said in (LIKE, WHOLE, ENOUGH):
            raise Refused(_("Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."))
        if len(said) > LONGEST_TEXT:
            text = _("Xin viết gọn lại, tối đa {longest} ký tự; tin vừa gửi dài {length} ký tự.")
            raise Refused(text.format(length=show_count(len(said)), longest=show_count(LONGEST_TEXT)))
        return said

    return read


def _spread(ask: Ask, number: int, last: Sequence[str]) -> None:
    """Let one message be this line and those after it, where they fit; lines that stood behind it stay behind them."""
    said = ask.progress.answers.get(f"line {number}")
    if said is None:
        return
    parts: Sequence[str] = _parts(said.value)
    if said.value == WHOLE and last:
        parts = last
    elif len(parts) < 2:  # noqa: PLR2004  one line is one answer
        return
    parts = [*parts, *([] if said.value == WHOLE else _behind(ask, number))]
    if number - 1 + len(parts) <= MOST_LINES:
        _put(ask, number, parts, said)


def _parts(text: str) -> list[str]:
    lines = [compose(each) for each in compose(text).split("\n")]
    return [BULLET.sub("", each) for each in lines if each]


def _behind(ask: Ask, number: int) -> list[str]:
    found: list[str] = []
    for each in range(number + 1, MOST_LINES + 1):
        answer = ask.progress.answers.get(f"line {each}")
        if answer is None or answer.value == ENOUGH:
            break
        found.append(answer.value)
    return found


def _put(ask: Ask, number: int, lines: Sequence[str], said: Answer) -> None:
    """Answer the questions from `number` on with these lines, and the one after them with that this is all."""
    values = [*lines, ENOUGH]
    for place, value in enumerate(values[: MOST_LINES - number + 1], number):
        ask.progress.answers[f"line {place}"] = Answer(value, said.raw, said.at)

"""Words that are not simply said now: a message changed afterwards, a reply to an older one, one that was passed on."""

import re
from dataclasses import replace

from bot.asking import drafts, typed, words
from bot.asking.ask import FILE
from bot.asking.drafts import Kept
from bot.asking.replay import Answer, Question
from bot.asking.running import LONGEST_RAW, Runner
from bot.asking.styling import STYLED, Styled, write_styled
from bot.i18n import _
from bot.post.message import Incoming, Message, Style

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


def is_answer(text: str) -> bool:
    """Whether the words can only answer a question: they start, stop and repeat nothing."""
    return not (COMMAND.fullmatch(text.strip()) or words.goes_back(text) or words.stops(text))


def plain(text: str) -> str:
    """What somebody typed, without what would make a file or a styled text of it."""
    return text.lstrip(FILE + STYLED)


def value_for(question: Question[object], text: str, styles: tuple[Style, ...]) -> str:
    """What `text` says to a question that was asked before: the key of a choice by its number, else the words."""
    bare = plain(text)
    said = write_styled(Styled(text, styles)) if question.styles and bare == text else bare
    return drafts.number(question, question.choices).get(typed.mark_of(text), said)


def replace_answer(runner: Runner, kept: Kept, key: str, incoming: Incoming) -> Message:
    """Other words for an answer. Tried out first: they count if the conversation still has something to ask after them."""
    script, old = runner.scripts.named(kept.script), kept.progress
    asked = runner.probe(script, replace(kept, progress=old.copy()))[0] if script else None
    if script is None or asked is None or key not in asked.shown:
        return runner.repeat(how_to_correct(is_open=True))
    value = value_for(asked.asked[key], incoming.text, incoming.styles)
    kept.progress = old.copy()
    kept.progress.forget(key)
    kept.progress.answers[key] = Answer(value, incoming.text[:LONGEST_RAW], runner.setting.now.isoformat(), "", runner.message)
    after, waiting = runner.probe(script, replace(kept, progress=kept.progress.copy()))
    if waiting is None or key not in after.shown:
        kept.progress = old
        return runner.repeat(not_fitting(asked.shown[key], waiting.problem if waiting else ""))
    runner.note = taken("" if after.asked[key].styles else after.shown[key])
    if kept.id == runner.focus.draft_id:
        return runner.run(script, kept)
    runner.keep(kept)
    return runner.repeat(runner.note)


def asked_by(data: str) -> tuple[str, str] | None:
    """The draft and the question that a question's button names; None: the button is none of a question."""
    draft_id, _dot, rest = data.partition(".")
    return (draft_id, rest.rpartition(".")[0].partition("#")[0]) if draft_id.isdecimal() and rest else None


def taken(answer: str) -> str:
    """That the changed words hold from now on, and how they were understood."""
    return _("✏️ Đã sửa thành: {answer}").format(answer=answer) if answer else _("✏️ Đã sửa theo tin mới của đồng chí.")


def not_fitting(before: str, problem: str) -> str:
    """That the changed words do not answer their question, and that the old answer stays."""
    text = _("Tin vừa sửa chưa hợp với câu hỏi của tin đó, nên Trợ lý giữ câu trả lời cũ: {before}.").format(before=before)
    return f"{text}\n{problem}" if problem else text


def how_to_correct(*, is_open: bool) -> str:
    """What to do where a changed message changes nothing any more."""
    if is_open:
        return _("Tin vừa sửa không thuộc các câu trả lời đang điền, nên chưa thay đổi gì. Xin gõ thành tin mới.")
    return _(
        "Việc của tin đó đã ghi xong hoặc đã bỏ, nên sửa tin không làm thay đổi gì.\n"
        "Muốn sửa điều đã ghi, xin bấm lại đúng việc đó ở khung dưới rồi gửi bản mới; Trợ lý giữ bản mới nhất."
    )


def old_message() -> str:
    """That a reply to an older message was not taken for an answer to what is asked now."""
    return _("Đồng chí vừa trả lời một tin cũ nên Trợ lý chưa ghi. Xin trả lời câu dưới đây.")


def passed_on() -> str:
    """That words of somebody else are not taken for the person's own."""
    return _("Trợ lý không làm theo tin chuyển tiếp. Muốn nói điều gì, xin gõ thành tin của đồng chí hoặc bấm nút.")

"""What somebody left unfinished: put off, gone on with, given up."""

from bot.asking import drafts
from bot.asking.drafts import Kept
from bot.asking.focus import ENDED
from bot.asking.running import Runner
from bot.i18n import _
from bot.post.message import Message, Option

GO_ON, GIVE_UP = "tieptuc", "huy"


def go_on(runner: Runner, said: str) -> Message:
    """Ask on in the draft whose number was said, or in the one that was touched last."""
    kept = _by_number(runner, said) if said.isdecimal() else drafts.latest(runner.db, runner.speaker.owner)
    script = runner.scripts.named(kept.script) if kept else None
    if script and kept:
        return runner.run(script, kept)
    return runner.repeat(_over()) if said.isdecimal() else _nothing_kept(runner, _("Không còn việc nào đang làm dở."))


def give_up(runner: Runner, said: str) -> Message:
    """Throw away the draft whose number was said, or the open one; what was recorded before stays."""
    kept = _by_number(runner, said) if said.isdecimal() else runner.open_draft()
    if kept is None:
        return runner.repeat(_over()) if said.isdecimal() else _nothing_kept(runner, _("Không có việc nào đang làm dở."))
    drafts.drop(runner.db, kept)
    if kept.id == runner.focus.draft_id:
        _leave(runner, kept)
    text = _("Đã bỏ phần đang làm dở. Những gì ghi nhận trước đây vẫn giữ nguyên.")
    return runner.repeat(text) if drafts.latest(runner.db, runner.speaker.owner) else Message(text)


def later(runner: Runner, kept: Kept) -> Message:
    """Put a draft off; its button leads back into it."""
    _leave(runner, kept)
    button = Option(_("📝 Làm tiếp"), f"/{GO_ON} {kept.id}", "primary")
    return Message(_("Trợ lý đã giữ lại phần đồng chí vừa điền. Khi rảnh, xin bấm nút này để làm tiếp."), ((button,),))


def _by_number(runner: Runner, said: str) -> Kept | None:
    """The draft that a button names by its number, if it is still there."""
    return drafts.by_id(runner.db, runner.speaker.owner, int(said[:18]))


def _nothing_kept(runner: Runner, text: str) -> Message:
    """Nothing is open. `text` says so, but where something waits, which is what is said instead."""
    runner.note = "" if drafts.latest(runner.db, runner.speaker.owner) else text
    return runner.start(runner.scripts.lost, "")


def _leave(runner: Runner, kept: Kept) -> None:
    """Nothing is open from now on; a second press under the question that was open is known for one."""
    drafts.focus(runner.db, runner.speaker.to.chat_id, None, f"{ENDED}{kept.id}", None)


def _over() -> str:
    return _("Việc của nút này đã xong hoặc đã bỏ.")

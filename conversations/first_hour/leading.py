"""Leads whoever sets things up on to the next step, from the end of any conversation that was one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from bot.setup.steps import Standing, Step, stand
from conversations.first_hour.checklist import AGAIN, button

Talk = Callable[[Ask, Transaction, Speaker], str | Message]


def leading_on(talk: Talk) -> Talk:
    """The same conversation; while setting up is not finished, its last message has a button for the next step."""

    def led(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
        said = talk(ask, db, speaker)
        db.flush()
        standing = unfinished(db, speaker, ask.today)
        return said if standing is None else _with_next(said if isinstance(said, Message) else Message(said), standing)

    return led


def unfinished(db: Transaction, speaker: Speaker, today: date) -> Standing | None:
    """How far setting up has come; None where it is finished, or somebody else's."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, today)
    return _unfinished(db, speaker.to.federation_id, office, today) if office else None


def _unfinished(db: Transaction, federation_id: int, office: Held, today: date) -> Standing | None:
    standing = stand(db, federation_id, office, today)
    return None if standing.is_finished else standing


def left_over(db: Transaction, federation_id: int, office: Held, today: date) -> list[tuple[str, Option]]:
    """A line for /quanly, and its button, while nothing is armed."""
    standing = _unfinished(db, federation_id, office, today)
    if standing is None:
        return []
    text = _("• Chưa kích hoạt nên Trợ lý chưa nhắc ai: xong {done}/{all} bước.")
    return [(text.format(done=len(standing.done), all=len(Step)), Option(_("🧭 Các bước chuẩn bị"), AGAIN))]


def _with_next(said: Message, standing: Standing) -> Message:
    step = standing.next
    if said.file is not None or step is None:
        return said
    onward, there = button(step, standing), {option.data for row in said.options for option in row}
    overview = Option(_("🧭 Các bước chuẩn bị"), AGAIN)
    text = _("🧭 Các bước chuẩn bị: xong {done}/{all} bước.").format(done=len(standing.done), all=len(Step))
    rows = (*said.options, (overview,)) if onward.data in there else ((onward, overview), *said.options)
    return replace(said, text=f"{said.text}\n\n{text}", options=rows)

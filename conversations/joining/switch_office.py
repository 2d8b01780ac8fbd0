"""/doivai: whoever holds several offices chooses the one to act in."""

from bot import people
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import Message
from conversations.menu import menu

ALL = "all"


def switch_office(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """From now on only that unit's duties are asked for and shown here; reminders still come for all."""
    person_id = speaker.person_id or 0
    held = people.all_offices(db, person_id, ask.today)
    if len(held) < 2:  # noqa: PLR2004  one office needs no switch
        return _("Đồng chí đang phụ trách một đơn vị, nên không cần chọn.")
    picks = [Choice(str(each.id), f"{each.unit} · {each.title}") for each in held]
    chosen = ask.choice("office", _("Đồng chí muốn làm việc cho đơn vị nào?"), [*picks, Choice(ALL, _("Tất cả"))])
    people.act_as(db, person_id, None if chosen.key == ALL else int(chosen.key))
    db.flush()
    if chosen.key == ALL:
        return Message(_("Từ nay Trợ lý hỏi và trả lời cho mọi đơn vị đồng chí phụ trách."), menu=menu(db, person_id, ask.today))
    text = _("Từ nay Trợ lý hỏi và trả lời cho: {office}.\nNhắc hạn vẫn đến cho mọi đơn vị. Đổi lại: /doivai")
    return Message(text.format(office=chosen.label), menu=menu(db, person_id, ask.today))

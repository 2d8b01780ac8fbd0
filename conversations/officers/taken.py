"""What another officer has in hand is shown, and can be taken over with one tap."""

from bot import taking
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext
from bot.post.message import Message, Option
from bot.taking import Taken

OVER, LEAVE = "over", "leave"


def in_hand(ask: Ask, db: Transaction, speaker: Speaker, kind: str) -> dict[int, Taken]:
    """What other officers have in hand of this kind, by number."""
    return taking.others(db, speaker.to.federation_id, kind, speaker.person_id or 0, ask.now)


def take(ask: Ask, db: Transaction, speaker: Speaker, kind: str, row: int) -> None:
    """From now on this officer has it in hand. Kept where the conversation ends here; else use `hold`."""
    taking.take(db, speaker.to.federation_id, kind, row, speaker.person_id or 0, ask.now)


def hold(ask: Ask, db: Transaction, speaker: Speaker, kind: str, row: int, back: str) -> Message | None:
    """This officer has it in hand at every question that follows. If another one has, asks first whether to take it over; the
    message, with the command `back` on its button, ends the conversation if not. Taken away meanwhile, it is asked again."""
    if other := in_hand(ask, db, speaker, kind).get(row):
        choices = [Choice(OVER, _("👋 Tôi làm tiếp"), "primary"), Choice(LEAVE, _("Để đồng chí ấy làm"))]
        if ask.choice(f"over {other.taken_at:%d%H%M%S}", told(other, ask), choices).key == LEAVE:
            text = _("Đồng chí {name} làm tiếp. Chưa có gì thay đổi.").format(name=other.name)
            return Message(text, ((Option(_("📋 Việc khác đang chờ"), back),),))
    ask.meanwhile(lambda: take(ask, db, speaker, kind, row))
    return None


def told(other: Taken, ask: Ask) -> str:
    """That somebody has it in hand, and since when: “👀 Đồng chí Trần Thu Hà đang xem, 5 phút trước”."""
    minutes = other.minutes(ask.now)
    if not minutes:
        return _("👀 Đồng chí {name} đang xem, vừa mở xong.").format(name=other.name)
    text = ngettext(
        "👀 Đồng chí {name} đang xem, {count} phút trước.", "👀 Đồng chí {name} đang xem, {count} phút trước.", minutes
    )
    return text.format(name=other.name, count=minutes)

"""/dungnhan and /nhannhac: no more reminders, or reminders again, at once and whatever else is being filled in."""

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import Agreement
from bot.post.message import Message, Option
from bot.privacy import consents

NOTICE = "reminders-2026-1"  # a new text needs a new version


def stop_reminders(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """From this message on nothing comes unasked; what the person asks for is answered as before."""
    consents.stop_reminders(db, speaker.person_id or 0, ask.now)
    text = _("🔕 Đã dừng. Trợ lý không tự nhắn nhắc việc nữa, chỉ trả lời khi đồng chí hỏi.\nXem việc còn thiếu: /conthieu")
    return Message(text, ((Option(_("🔔 Nhận nhắc lại"), "/nhannhac"),),))


def start_reminders(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """The command itself is the consent; what it covers is said in the answer, and can be taken back there."""
    text = _("🔔 Đã bật. Trợ lý sẽ nhắc trước hạn và trước ngày phát động, trong giờ hành chính.")
    agreement = Agreement(NOTICE, text, ask.setting.update)
    consents.agree(db, speaker.to.federation_id, speaker.person_id or 0, agreement, ask.now)
    return Message(text, ((Option(_("🔕 Dừng nhắc"), "/dungnhan"),),))


def wants_reminders(ask: Ask, db: Transaction, speaker: Speaker) -> Agreement | None:
    """Asked once at the door, apart from the data notice; None: no, or they said yes before."""
    if consents.is_reminded(db, speaker.person_id):
        return None
    prompt = _("🔔 Trợ lý nhắc trước hạn và trước ngày phát động. Đồng chí có muốn nhận không ạ?")
    answers = (Choice("hear", _("🔔 Có, nhắc giúp tôi")), Choice("no", _("Không, cảm ơn")))
    chosen = ask.choice("reminders", prompt, answers)
    return Agreement(NOTICE, prompt, ask.setting.update) if chosen.key == "hear" else None

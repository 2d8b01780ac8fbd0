"""/guithu: a message to try, to oneself or to the chair of one unit."""

from bot import pausing, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from bot.setup import trial
from conversations.first_hour.checklist import AGAIN
from conversations.menu import not_for_you
from conversations.units.picking import pick_unit


def try_out(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """To whom; then it is on its way."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    ways = [Choice("me", _("🙋 Gửi cho tôi")), Choice("chair", _("👤 Gửi cho một chủ tịch"))]
    prompt = _("🧪 Gửi tin thử cho ai ạ? Chủ tịch chỉ nhận được nếu đã đồng ý nhận nhắc.")
    back = ((Option(_("🧭 Các bước chuẩn bị"), AGAIN),),)
    if ask.choice("whom", prompt, ways).key == "me":
        trial.send_to_oneself(db, speaker.to, ask.setting.update, ask.now)
        return Message(_("🧪 Trợ lý đang gửi tin thử vào đây."), back)
    return Message(_to_chair(ask, db, speaker, office), back)


def _to_chair(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> str:
    federation_id = speaker.to.federation_id
    if pausing.is_paused(db, federation_id, ask.today):
        return _("Trợ lý đang ngừng gửi tin nên chưa gửi tin thử cho chủ tịch nào. Muốn gửi lại sớm: /bongunggui")
    unit = pick_unit(ask, db, federation_id, office, _("Gửi thử cho chủ tịch đơn vị nào?"))
    willing, sent = trial.send_to_chairs(db, federation_id, unit.id, ask.now)
    if not willing:
        text = _("{unit}: chưa có chủ tịch nào kết nối và đồng ý nhận nhắc, nên Trợ lý không gửi.")
    elif not sent:
        text = _("{unit}: hôm nay đã gửi tin thử rồi. Mai gửi tiếp được.")
    else:
        text = _("🧪 Đang gửi tin thử cho chủ tịch {unit}. Ngoài giờ nhắn tin thì sáng hôm sau mới đến.")
    return text.format(unit=unit.name)

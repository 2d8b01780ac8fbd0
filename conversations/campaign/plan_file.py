"""The plan's own file: an officer sends it once (/filekehoach), everybody can have it (/taikehoach)."""

from bot import documents, operations, plans, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Campaign
from bot.post.message import Message, Option
from bot.rights import May
from conversations.menu import not_for_you


def send_plan_file(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """The file of the plan that the button names."""
    campaign = _named(ask, db, speaker)
    if campaign is None or campaign.document_id is None:
        return _("Kế hoạch này chưa có tệp. Xin bấm 🗓 Kế hoạch để xem nội dung.")
    key = f"plan/{ask.setting.update}/{speaker.to.chat_id}"
    documents.send(db, speaker.to, key, campaign.document_id, campaign.title, ask.now)
    return _("📎 Trợ lý gửi tệp kế hoạch trong một tin riêng.")


def keep_plan_file(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """An officer sends the file of a plan, or another one in its place."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    campaign = _named(ask, db, speaker)
    if office is None or campaign is None or not rights.may_change(db, office, campaign.unit_id, ask.today):
        return not_for_you()
    prompt = _("Xin gửi tệp của kế hoạch “{title}” (bản Word, PDF hoặc ảnh chụp).").format(title=campaign.title)
    file = ask.file("file", prompt)

    campaign.document_id = file.document_id
    db.session.add(campaign)
    operations.record(
        db, campaign.federation_id, "campaign.file", ask.now, person_id=speaker.person_id, campaign=campaign.id, name=file.name
    )
    text = _("✅ Đã giữ tệp {name}. Ai mở 🗓 Kế hoạch cũng tải được tệp này.").format(name=file.name)
    return Message(text, ((Option(_("🗓 Xem kế hoạch"), f"/kehoach {campaign.id}"),),))


def _named(ask: Ask, db: Transaction, speaker: Speaker) -> Campaign | None:
    """The campaign whose number stands behind the command, if this person sees it."""
    listed = plans.visible(db, speaker.to.federation_id, speaker.person_id, ask.today)
    return next((each for each in listed if str(each.id) == ask.words), None)

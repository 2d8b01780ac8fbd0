"""/minhchung: the photos and files of a report, on demand."""

from bot import documents, on_behalf, reports, reviews, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext
from bot.post.message import Message, Option
from bot.rights import May
from conversations.menu import not_for_you
from conversations.reviewing.chosen import number


def send_evidence(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """All files of the version that the button names, whatever became of it."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    reported = reviews.find(db, speaker.to.federation_id, office, number(ask.words), ask.today)
    filed = reports.report_of(db, reported.duty_id, reported.version) if reported else None
    paper = on_behalf.paper_of(db, reported.duty_id, reported.version) if reported else None
    files = [*filed.evidence, *([paper] if paper else [])] if filed else []
    if reported is None or not files:
        return _("Báo cáo này không có tệp minh chứng.")
    for each in files:
        key = f"evidence/{ask.setting.update}/{speaker.to.chat_id}/{each.document_id}"
        documents.send(db, speaker.to, key, each.document_id, f"{reported.unit}: {each.name}", ask.now)
    count = len(files)
    text = ngettext("📎 Trợ lý gửi {count} tệp trong tin riêng.", "📎 Trợ lý gửi {count} tệp trong tin riêng.", count)
    back = Option(_("📝 Trở lại báo cáo"), f"/duyet {reported.report_id}")
    return Message(text.format(count=count), ((back,),))

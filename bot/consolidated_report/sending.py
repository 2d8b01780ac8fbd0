"""The consolidated report, owed to a chat: written when it is sent, from what is known then."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post import outbox
from bot.post.message import DOCX, File, Message, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.rights import Reach
from bot.sheets.table.sending import find

TEMPLATE = "consolidated-report"


def send(db: Transaction, to: Address, key: str, campaign_id: int, phase_id: int | None, reach: Reach, now: datetime) -> None:
    """Owe the report on a phase of the campaign, or on all that have begun, for the units within reach, once per `key`. Ask for
    rights before."""
    arguments = {"campaign": campaign_id, "phase": phase_id, **asdict(reach)}
    outbox.queue_template(db, to, key, TEMPLATE, arguments, now, REMINDER)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with the document; a word where there is nothing to report; None where the campaign is gone."""
    from bot.consolidated_report import document, reading  # noqa: PLC0415  only whoever sends it waits for python-docx

    wanted = load(letter.body)
    campaign = find(db, letter.federation_id, wanted["campaign"])
    if campaign is None:
        return None
    report = reading.report(db, campaign, wanted["phase"], Reach(wanted["root"], wanted["cluster"]), now)
    if report is None:
        return Message(_("Chưa giao việc cho đơn vị nào trong các đợt đã bắt đầu, nên chưa có gì để báo cáo."))
    name = _("Bao cao {campaign} {day}").format(campaign=campaign.slug, day=local(now).date().isoformat())
    text = _(
        "📃 Bản nháp báo cáo, {phases}. Trợ lý đã điền số liệu của các đơn vị.\n"
        "Xin viết phần đánh giá, phương hướng, rồi ghi số, nơi nhận, người ký."
    ).format(phases=", ".join(report.phases))
    return Message(text, file=File(f"{name}.docx", DOCX, partial(document.build, report)))

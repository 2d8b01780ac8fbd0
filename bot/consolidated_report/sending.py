"""The consolidated report, owed to a chat: written when it is sent, from what is known then."""

from dataclasses import asdict
from datetime import date, datetime
from functools import partial

from bot import plans
from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _, show_date, show_period, speaking
from bot.models import Campaign, Phase, Unit
from bot.official_papers.naming import union_of
from bot.post import outbox
from bot.post.message import File, Message, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.rights import Reach
from bot.sheets.table import gathering
from bot.sheets.table.contents import PhaseTable, Table
from bot.sheets.table.sending import find

TEMPLATE = "consolidated-report"


def send(db: Transaction, to: Address, key: str, campaign_id: int, phase_id: int | None, reach: Reach, now: datetime) -> None:
    """Owe the report on a phase of the campaign, or on all that have begun, for the units within reach, once per `key`. Ask for
    rights before."""
    arguments = {"campaign": campaign_id, "phase": phase_id, **asdict(reach)}
    outbox.queue_template(db, to, key, TEMPLATE, arguments, now, REMINDER)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with the document; a word where there is nothing to report; None where the campaign is gone."""
    from bot.consolidated_report import document, writing  # noqa: PLC0415  only whoever sends it waits for python-docx

    wanted = load(letter.body)
    campaign = find(db, letter.federation_id, wanted["campaign"])
    if campaign is None:
        return None
    with speaking("vi"):
        table = gathering.gather(db, campaign, Reach(wanted["root"], wanted["cluster"]), now)
    name = _named(db, wanted["phase"])
    phases = [each for each in _begun(table) if name in {None, each.name}]
    if not phases:
        return Message(_("Chưa có đợt nào bắt đầu nên chưa có gì để báo cáo."))
    issuer = union_of(db.session.get_one(Unit, wanted["root"]).name)
    report = writing.write(table, phases, issuer, _ahead(db, campaign, now))
    file_name = _("Bao cao {campaign} {day}").format(campaign=campaign.slug, day=local(now).date().isoformat())
    text = _(
        "📃 Bản nháp báo cáo, {phases}. Trợ lý đã điền số liệu của các đơn vị.\n"
        "Xin viết phần đánh giá, phương hướng, rồi ghi số, nơi nhận, người ký."
    ).format(phases=", ".join(each.name for each in phases))
    return Message(text, file=File(f"{file_name}.docx", document.MEDIA_TYPE, partial(document.build, report)))


def _begun(table: Table) -> list[PhaseTable]:
    return [each for each in table.phases if each.starts_on is None or each.starts_on <= table.day]


def _named(db: Transaction, phase_id: int | None) -> str | None:
    return db.session.get_one(Phase, phase_id).name if phase_id is not None else None


def _ahead(db: Transaction, campaign: Campaign, now: datetime) -> list[str]:
    """The phases that are still to come, as the plan has them."""
    today = local(now).date()
    with speaking("vi"):
        return [
            _said(each, each.starts_on)
            for each in plans.phases(db, campaign)
            if each.starts_on is not None and each.starts_on > today
        ]


def _said(phase: Phase, start: date) -> str:
    period = show_period(start, phase.ends_on) if phase.ends_on else f"từ {show_date(start)}"
    theme = f" Chủ đề: {phase.theme.rstrip('.')}." if phase.theme else ""
    return f"{phase.name}, {period}.{theme}"

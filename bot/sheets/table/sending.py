"""The table, owed to a chat as two files, a workbook and a flat list: made when they are sent, from what is known then."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

import sqlmodel

from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _, language, ngettext, show_date
from bot.models import Campaign
from bot.post import outbox
from bot.post.message import File, Message, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.rights import Reach

TEMPLATE = "table"
XLSX, CSV = "xlsx", "csv"


def send(db: Transaction, to: Address, key: str, campaign_id: int, reach: Reach, now: datetime) -> None:
    """Owe the table of a campaign for the units within reach, once per `key`. Ask for rights before."""
    for kind in (XLSX, CSV):
        arguments = {"campaign": campaign_id, "kind": kind, **asdict(reach)}
        outbox.queue_template(db, to, f"{key}/{kind}", TEMPLATE, arguments, now, REMINDER)


def find(db: Transaction, federation_id: int, campaign_id: int) -> Campaign | None:
    """A campaign of the federation, by its number."""
    wanted = sqlmodel.select(Campaign).where(Campaign.federation_id == federation_id, Campaign.id == campaign_id)
    return db.session.exec(wanted).one_or_none()


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with one of the two files; None where the campaign is gone."""
    from bot.sheets.table import flat, gathering, workbook  # noqa: PLC0415  only whoever sends it waits for xlsxwriter

    wanted = load(letter.body)
    campaign = find(db, letter.federation_id, wanted["campaign"])
    if campaign is None:
        return None
    table = gathering.gather(db, campaign, Reach(wanted["root"], wanted["cluster"]), now)
    made = workbook if wanted["kind"] == XLSX else flat
    name = _("Bang thi dua {campaign} {day}").format(campaign=campaign.slug, day=local(now).date().isoformat())
    file = File(f"{name}.{wanted['kind']}", made.MEDIA_TYPE, partial(made.build, table, language()))
    if wanted["kind"] == CSV:
        return Message(_("📄 Cùng số liệu, dạng CSV, cho phần mềm khác."), file=file)
    units = len({line.place.unit_id for phase in table.phases for line in phase.lines})
    text = ngettext("📊 {title}: {count} đơn vị, tính đến ngày {day}.", "📊 {title}: {count} đơn vị, tính đến ngày {day}.", units)
    return Message(text.format(title=campaign.title, count=units, day=show_date(local(now).date())), file=file)

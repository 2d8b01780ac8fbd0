"""A rehearsal, owed to a chat: the calendar as a file, then the summary as text.

Both are made where the file is built: in a thread, on a copy, so nobody's turn waits. The summary is at hand afterwards; if the
program was started anew in between, the sheet that was sent says what matters.
"""

from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from bot.database.transaction import Transaction
from bot.i18n import _, language, speaking
from bot.models import Campaign
from bot.post import outbox
from bot.post.message import File, Message, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.rehearsing import performing, telling
from bot.rehearsing.checking import check
from bot.rehearsing.findings import Impossible

CALENDAR, SUMMARY = "rehearsal", "rehearsal-summary"
AT_HAND = 20  # summaries

_told: dict[str, str] = {}  # by what each is of


def send(db: Transaction, to: Address, key: str, campaign_id: int, year: int, now: datetime) -> None:
    """Owe both, once per `key`. Ask for rights before."""
    for template in (CALENDAR, SUMMARY):
        arguments = {"campaign": campaign_id, "year": year, "of": key}
        outbox.queue_template(db, to, f"{key}/{template}", template, arguments, now, REMINDER)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with the calendar; a sentence where there is nothing to rehearse any more; None where the campaign is gone."""
    from bot.sheets import rehearsal_sheet  # noqa: PLC0415  only whoever sends it waits for xlsxwriter

    wanted = load(letter.body)
    campaign = db.session.get(Campaign, wanted["campaign"])
    if campaign is None or campaign.federation_id != letter.federation_id:
        return None
    try:
        check(db, campaign, wanted["year"], now)
    except Impossible as reason:
        return Message(str(reason))
    name = _("Lich nhac {campaign} {year}.xlsx").format(campaign=campaign.slug, year=wanted["year"])
    owner = letter.federation_id
    build = partial(_build, db.connection.engine, owner, wanted["campaign"], wanted["year"], now, wanted["of"], language())
    text = _("🗓 Lịch nhắc năm {year}, một trang để xem và ký.").format(year=wanted["year"])
    return Message(text, file=File(name, rehearsal_sheet.MEDIA_TYPE, build))


def render_summary(db: Transaction, letter: Letter, now: datetime) -> Message | None:  # noqa: ARG001  a template's signature
    """What the calendar that went before it says, in sentences; None where nothing was rehearsed."""
    text = _told.get(load(letter.body)["of"])
    return Message(text) if text else None


def _build(engine: Engine, federation_id: int, campaign_id: int, year: int, now: datetime, of: str, spoken: str) -> bytes:
    from bot.sheets import rehearsal_sheet  # noqa: PLC0415

    with speaking(spoken):
        found = performing.rehearse(engine, federation_id, campaign_id, year, now)
        while len(_told) >= AT_HAND:
            _told.pop(next(iter(_told)), None)
        _told[of] = "\n".join(telling.summary(found))
    return rehearsal_sheet.build(found, spoken)

"""The picture, owed to a chat: drawn when it is sent, from what is known then, with the three figures that matter below it."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from bot.charts import drawing
from bot.charts.progress import Progress, current, progress_of
from bot.database.transaction import Transaction
from bot.i18n import _, language, show_date
from bot.post import outbox
from bot.post.message import File, Message, Option, load
from bot.post.outbox import REMINDER, Address, Letter
from bot.rights import Reach
from bot.sheets.table import gathering, words
from bot.sheets.table.sending import find

TEMPLATE = "progress"
MEDIA_TYPE = "image/png"


def send(db: Transaction, to: Address, key: str, campaign_id: int, reach: Reach, now: datetime) -> None:
    """Owe the picture of a campaign's running phase for the units within reach, once per `key`. Ask for rights before."""
    outbox.queue_template(db, to, key, TEMPLATE, {"campaign": campaign_id, **asdict(reach)}, now, REMINDER)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with the picture; a word where there is nothing to draw; None where the campaign is gone."""
    wanted = load(letter.body)
    campaign = find(db, letter.federation_id, wanted["campaign"])
    if campaign is None:
        return None
    table = gathering.gather(db, campaign, Reach(wanted["root"], wanted["cluster"]), now)
    phase = current(table)
    progress = progress_of(table, phase, words.no_cluster(), words.no_bloc()) if phase else None
    if progress is None or not progress.whole.units:
        return Message(_("Chiến dịch này chưa có đợt nào bắt đầu nên chưa có gì để vẽ."))
    file = File(
        _("Tien do {campaign}.png").format(campaign=campaign.slug), MEDIA_TYPE, partial(drawing.draw, progress, language())
    )
    return Message("\n".join(caption(progress)), ((Option(_("📨 Ai chưa nộp?"), "/chuanop"),),), file=file)


def caption(progress: Progress) -> list[str]:
    """The phase, and the three figures: launches, reports, and what was on time, each with what it is counted of."""
    whole = progress.whole
    lines = [
        _("📈 {phase}, đến {day}").format(phase=progress.phase, day=show_date(progress.day)),
        _("• Đã đến ngày phát động: {count}/{units} đơn vị").format(count=whole.launched, units=whole.units),
    ]
    if progress.held is not None and whole.launched:
        lines[-1] += _(", {count} đơn vị đã báo kết quả").format(count=progress.held)
    if progress.registered:
        lines[-1] += " " + _("(thêm {count} đơn vị đã đăng ký ngày)").format(count=progress.registered)
    if progress.wants_reports:
        lines.append(_("• Đã nộp báo cáo: {count}/{units} đơn vị").format(count=whole.reported, units=whole.units))
    return [*lines, _on_time(progress)] if progress.has_duties else lines


def _on_time(progress: Progress) -> str:
    if not progress.counted:
        return _("• Đúng hạn: chưa có việc nào đến hạn")
    text = _("• Đúng hạn: {count}/{counted} việc đã xong hoặc quá hạn")
    return text.format(count=progress.on_time, counted=progress.counted)

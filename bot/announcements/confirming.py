"""Letting an announcement go, and holding it back again. Each step is taken once, however often its button is pressed.

The caller holds the row's lock (`keeping.find`).
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, update

from bot import calendar, operations, pauses
from bot.announcements import telling
from bot.announcements.keeping import CANCELLED, PAUSED, SCHEDULED, SENDING, UNCONFIRMED, name
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.hours import allowed
from bot.i18n import _, show_moment
from bot.models import WAITING, Announcement, Outbox, Person, table_of, written
from bot.post.message import Message, Option

GRACE = timedelta(seconds=60)  # in which nothing leaves yet
MANY = 200  # recipients; above that a second officer must agree

outbox = table_of(Outbox)

OURS = outbox.c.announcement_id == bindparam("row")
HOLD: Prepared[tuple[()]] = Prepared(update(outbox).where(OURS, outbox.c.state == WAITING).values(state="held"))
LET_GO: Prepared[tuple[()]] = Prepared(update(outbox).where(OURS, outbox.c.state == "held").values(state="waiting"))
NOT_GONE = and_(outbox.c.sent_as.is_(None), or_(outbox.c.state == WAITING, outbox.c.state == "held"))
DROP: Prepared[tuple[()]] = Prepared(update(outbox).where(OURS, NOT_GONE).values(state="dropped", settled_at=bindparam("now")))


def confirm(db: Transaction, row: Announcement, now: datetime) -> bool:
    """Its author lets it go: it starts 60 seconds later at the earliest. False: that was done before."""
    if row.state != UNCONFIRMED or row.confirmed_at is not None:
        return False
    row.confirmed_at = now
    _schedule(db, row, row.person_id, "announcement.confirm", now)
    return True


def ask_second(db: Transaction, row: Announcement, now: datetime) -> int:
    """Its author wants it to go, and another officer must agree; returns how many are asked. Asked again, nobody hears it
    twice."""
    if row.state != UNCONFIRMED:
        return 0
    row.confirmed_at = row.confirmed_at or now
    db.session.add(row)
    officers = telling.others(db, row, local(now).date())
    for person_id in officers:
        key = f"announcement/{row.id}/second/{person_id}/{row.confirmed_at.isoformat()}"
        telling.say(db, person_id, key, now, lambda: _asked(db, row))
    return len(officers)


def agree(db: Transaction, row: Announcement, by: int, now: datetime) -> bool:
    """A second officer lets it go; its author hears of it and can still stop it. False: it does not wait for one, or they
    wrote it themselves."""
    if row.state != UNCONFIRMED or row.confirmed_at is None or by == row.person_id:
        return False
    row.confirmed_by = by
    _schedule(db, row, by, "announcement.agree", now)
    telling.say(db, row.person_id, f"announcement/{row.id}/agreed", now, lambda: _agreed(db, row, by))
    return True


def stop(db: Transaction, row: Announcement, by: int, now: datetime) -> bool:
    """Before it starts: it will not be sent to anybody. False: it has started, or is over."""
    if row.state not in {UNCONFIRMED, SCHEDULED}:
        return False
    row.ended_at = now
    _move(db, row, CANCELLED, by, "announcement.stop", now)
    return True


def pause(db: Transaction, row: Announcement, by: int, now: datetime) -> bool:
    """While it is being sent: what has not left yet waits. False: it is not being sent."""
    if row.state != SENDING:
        return False
    _move(db, row, PAUSED, by, "announcement.pause", now)
    db.run(HOLD, row=row.id)
    return True


def resume(db: Transaction, row: Announcement, by: int, now: datetime) -> bool:
    """Paused: it goes on. False: it is not paused."""
    if row.state != PAUSED:
        return False
    _move(db, row, SENDING, by, "announcement.resume", now)
    db.run(LET_GO, row=row.id)
    return True


def cancel_rest(db: Transaction, row: Announcement, by: int, now: datetime) -> bool:
    """What has not left yet is never sent. False: nothing is under way."""
    if row.state not in {SENDING, PAUSED}:
        return False
    row.ended_at, row.queued_at = now, row.queued_at or now
    _move(db, row, CANCELLED, by, "announcement.cancel", now)
    db.run(DROP, row=row.id, now=now)
    return True


def _schedule(db: Transaction, row: Announcement, by: int, deed: str, now: datetime) -> None:
    soon = now + GRACE
    if row.starts_at < soon:  # its author sees the hour; a second officer may come at night
        row.starts_at = allowed_from(db, row.federation_id, soon) if row.confirmed_by else soon
    _move(db, row, SCHEDULED, by, deed, now)


def start_of(db: Transaction, row: Announcement) -> datetime:
    """When it starts: at its hour, or when the pause ends into which that falls."""
    return pauses.until(db, row.federation_id, row.starts_at) or row.starts_at


def allowed_from(db: Transaction, federation_id: int, moment: datetime) -> datetime:
    """The moment itself if people may be written to then, else the next one when they may."""
    return allowed(moment, calendar.of(db, federation_id))


def _move(db: Transaction, row: Announcement, state: str, by: int, deed: str, now: datetime) -> None:
    row.state = state
    db.session.add(row)
    db.session.flush()
    operations.record(db, row.federation_id, deed, now, person_id=by, unit_id=row.unit_id, announcement=row.id)


def _asked(db: Transaction, row: Announcement) -> Message:
    author = db.session.get_one(Person, row.person_id).name
    text = _("📢 {name} muốn gửi thông báo “{words}” đến nhiều đơn vị. Xin đồng chí xem và duyệt giúp.")
    look = Option(_("👀 Xem để duyệt"), f"/duyetthongbao {row.id}", "primary")
    return Message(text.format(name=author, words=name(db, written(row.id))), ((look,),))


def _agreed(db: Transaction, row: Announcement, by: int) -> Message:
    text = _("✅ {name} đã duyệt thông báo “{words}”. Bắt đầu gửi lúc {moment}.")
    who, words = db.session.get_one(Person, by).name, name(db, written(row.id))
    stop_it = Option(_("✋ Dừng lại"), f"/dungthongbao {row.id}", "danger")
    return Message(text.format(name=who, words=words, moment=show_moment(start_of(db, row))), ((stop_it,),))

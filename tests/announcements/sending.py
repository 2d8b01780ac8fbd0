"""What tests of announcements share: writing one, confirming it, letting time pass, and a second officer."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot import announcements, demo
from bot.invites import Invites, Seat
from bot.models import Outbox, Unit, table_of
from tests.support.talking import Heard, Talk

DONE, ALL = "➡️ Xong, chọn nơi nhận", "Tất cả đơn vị"
NOW, SEND = "📨 Gửi ngay", "📨 Xác nhận gửi"
WORD, NO_WORD = "👍 Có, cần biết ai đã đọc", "Không cần"
SECOND = 50  # the phone of a second officer


def compose(talk: Talk, user: int, text: str = "Họp lúc 8 giờ.", audience: str = ALL, word: str = WORD) -> Heard:
    """Write an announcement of one text, to be sent at once; returns the card under the preview."""
    talk.say(user, "/thongbao")
    talk.say(user, text)
    talk.tap(user, DONE)
    talk.tap(user, audience)
    talk.tap(user, word)
    return talk.tap(user, NOW)


def run_tick(talk: Talk) -> None:
    """What a tick does for announcements."""
    talk.do(lambda db: announcements.tick(db, talk.clock.now()))


def confirm(talk: Talk, user: int) -> Heard:
    """Press the button under the preview."""
    return talk.tap(user, SEND)


def deliver(talk: Talk) -> None:
    """Everything that waits for recipients arrives."""
    box = table_of(Outbox)
    ours = box.c.announcement_id.is_not(None) & (box.c.state == "waiting")
    talk.do(lambda db: db.connection.execute(update(box).where(ours).values(state="sent", sent_as="7")))


def second_officer(talk: Talk, invites: Invites, user: int = SECOND) -> int:
    """Another officer of the demo's federation joins."""
    root = next(each for each in talk.rows(Unit) if each.name == demo.FEDERATION)
    seat = Seat(0, root.federation_id, root.id, root.name, "officer", "Chủ tịch", "Đỗ Văn Bình")
    made = talk.do(lambda db: invites.issue(db, seat, talk.clock.now()))
    talk.say(user, f"/start {made.token}")
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "Không, cảm ơn"):
        talk.tap(user, label)
    return user


def owed(talk: Talk) -> list[Any]:
    """What stands in the outbox for recipients, in order."""
    rows = [each for each in talk.rows(Outbox) if each.announcement_id is not None]
    return sorted(rows, key=lambda each: int(each.id))


def start(talk: Talk) -> None:
    """A little more than a minute later, at the next tick."""
    talk.clock.walk_to(talk.clock.now() + timedelta(seconds=61))
    run_tick(talk)

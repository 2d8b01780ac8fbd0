"""What people sent is erased 72 hours after it is done; its key stays for a week, so that it cannot take effect twice."""

from datetime import timedelta

from bot.models import Inbox
from bot.post import inbox
from tests.support.talking import Talk


def test_raw_updates_are_erased_after_three_days_and_their_keys_after_seven(talk: Talk) -> None:
    talk.say(2, "/start")
    done = talk.clock.now()
    for days, bodies in ((2, [True]), (4, [False]), (8, [])):
        talk.clock.walk_to(done + timedelta(days=days))
        talk.do(lambda db: inbox.tidy(db, talk.clock.now()))
        assert [row.body is not None for row in talk.rows(Inbox)] == bodies

"""What people sent is erased 72 hours after it is done; its key stays for a week, so that it cannot take effect twice."""

from datetime import timedelta

from bot.models import Inbox
from bot.post import inbox
from tests.support.talking import Talk


def test_raw_updates_are_erased_after_three_days_and_their_keys_after_seven(talk: Talk) -> None:
    talk.say(2, "/start")
    talk.say(2, "/trogiup")
    done = talk.clock.now()
    for days, bodies in ((2, [True, True]), (4, [False, False]), (8, [False])):  # the newest keeps its number
        talk.clock.walk_to(done + timedelta(days=days))
        talk.do(lambda db: inbox.tidy(db, talk.clock.now()))
        assert [row.body is not None for row in talk.rows(Inbox)] == bodies


def test_whoever_writes_after_a_week_of_silence_is_answered(talk: Talk) -> None:
    """A number that is used again would be in the key of a reply that was sent before."""
    for _week in range(3):
        assert talk.say(2, "/trogiup").text
        talk.clock.walk_to(talk.clock.now() + timedelta(days=8))
        talk.do(lambda db: inbox.tidy(db, talk.clock.now()))

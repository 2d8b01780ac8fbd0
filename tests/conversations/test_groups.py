"""The bot in a group: one sentence when it comes in, and peace afterwards."""

from typing import Any

import pytest
from sqlalchemy import Engine

from bot import building
from bot.channels.telegram import reading as telegram
from bot.channels.zalo import reading as zalo
from bot.models import Chat, Draft, Outbox
from bot.post.inbox import Arrival, store
from tests.conftest import MAI
from tests.conversations.conftest import Join, fill_in, said_by_people
from tests.support.talking import SILENCE, Heard, Talk, transaction

SENTENCE = "Trợ lý chỉ trả lời trong tin nhắn riêng. Xin bấm vào tên Trợ lý rồi bấm BẮT ĐẦU."
GROUP = {"id": -5, "type": "group", "title": "Công đoàn"}
KINDS: list[dict[str, Any]] = [
    {"text": "đúng"},
    {"text": "/dangky@thidua_bot"},
    {"text": "/start@thidua_bot XXXXXX"},
    {"sticker": {"file_id": "a"}},
    {"new_chat_members": []},
    {"photo": [{"file_id": "a"}]},
    {"new_chat_photo": []},
]


@pytest.fixture
def still(engine: Engine, talk: Talk) -> Talk:
    """The same bot, which may be silent."""
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    told = Talk(engine, talk.clock, talk.turns.scripts, door)
    told._update = 5000  # noqa: SLF001  the other one's numbers were used
    return told


def member(talk: Talk, before: str, now: str, kind: str = "group") -> Heard:
    """The bot's place in a chat of several people changes."""
    chat = {**GROUP, "type": kind}
    change = {"chat": chat, "from": {"id": 77, "is_bot": False}, "date": 1}
    told = {"old_chat_member": {"status": before}, "new_chat_member": {"status": now}}
    return talk.send(77, {"my_chat_member": {**change, **told}})


def write(talk: Talk, user: int, **content: Any) -> Heard:
    """Somebody writes in the group."""
    sender = {"id": user, "is_bot": False, "first_name": "Mai"}
    return talk.send(user, {"message": {"message_id": 3, "date": 1, "chat": GROUP, "from": sender, **content}})


def test_it_says_once_where_it_talks(still: Talk) -> None:
    assert member(still, "left", "member").text == SENTENCE
    assert member(still, "member", "administrator") is SILENCE
    assert member(still, "administrator", "member") is SILENCE


def test_it_says_so_again_when_it_comes_back(still: Talk) -> None:
    for before in ("left", "kicked"):
        assert member(still, before, "member").text == SENTENCE
        member(still, "member", "kicked")
        assert next(each for each in still.rows(Chat) if each.address == "-5").closed_at is not None


@pytest.mark.parametrize("content", KINDS, ids=str)
def test_what_is_written_in_a_group_is_left_in_peace(talk: Talk, join: Join, still: Talk, content: dict[str, Any]) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    member(still, "left", "member")
    before = len(still.rows(Draft))
    assert write(still, mai, **content) is SILENCE
    assert (said_by_people(talk), len(still.rows(Draft))) == ([], before)
    assert [each.draft_id for each in still.rows(Chat) if each.address == "-5"] == [None]


def test_an_edit_in_a_group_changes_nothing(talk: Talk, join: Join, still: Talk) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3", message_id=71)
    told = {"message_id": 71, "date": 1, "edit_date": 2, "chat": GROUP, "from": {"id": mai}, "text": "27/3"}
    assert still.send(mai, {"edited_message": told}) is SILENCE
    assert "2026-03-20" in still.rows(Draft)[0].answers


def test_a_tap_in_a_group_does_nothing(talk: Talk, join: Join, still: Talk) -> None:
    mai = join(MAI)
    card = fill_in(talk, mai)
    member(still, "left", "member")
    query = {"id": "1", "from": {"id": mai}, "data": next(iter(card.data.values())), "message": {"message_id": 3, "chat": GROUP}}
    assert still.send(mai, {"callback_query": query}) is SILENCE
    assert said_by_people(talk) == []


def test_nothing_is_owed_to_a_group_but_the_sentence(still: Talk) -> None:
    member(still, "left", "member")
    group = next(each.id for each in still.rows(Chat) if each.address == "-5")
    assert [each.key for each in still.rows(Outbox) if each.chat_id == group] == [f"reply/in-group/{group}"]


def test_a_channel_hears_nothing(still: Talk) -> None:
    assert member(still, "left", "administrator", "channel") is SILENCE


def test_a_person_who_opens_the_chat_again_is_no_group() -> None:
    change = {"chat": {"id": 7, "type": "private"}, "old_chat_member": {"status": "kicked"}}
    read = telegram.read({"my_chat_member": {**change, "new_chat_member": {"status": "member"}}})
    assert read is not None
    assert read.kind == "opened"


def test_where_nobody_says_that_it_was_added_the_first_words_are_answered_once(still: Talk) -> None:
    raw = {"message_id": "m", "chat": {"chat_type": "GROUP", "id": "zgr-1"}, "from": {"id": "0a"}, "text": "chào"}
    with transaction(still.engine) as db:
        door = building.door(db, "zalo", "1459232241454765289", "z")
        for n in range(3):
            body = {"event_name": "message.text.received", "message": {**raw, "message_id": f"m{n}"}}
            told = zalo.arrival(body)
            assert isinstance(told, Arrival)
            store(db, door, [told], still.clock.now())
    turns = Talk(still.engine, still.clock, still.turns.scripts, door)
    vars(turns)["turns"] = type(still.turns)(still.turns.scripts, building.READERS, still.clock)
    turns.take()
    texts = [each.body for each in still.rows(Outbox) if each.key.startswith("reply/in-group/")]
    assert len(texts) == 1
    assert SENTENCE in texts[0]

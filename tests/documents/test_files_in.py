"""A file a person sends becomes the answer to the question that asked for it, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import documents
from bot.asking.ask import Ask, Setting, write_file
from bot.asking.focus import Focus
from bot.asking.replay import Answer, Progress
from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.models import Document, Draft, Federation, Inbox, Upload
from bot.post import uploads
from bot.post.message import Sent, Stored
from bot.post.outbox import Address
from tests.conftest import NOW
from tests.documents.conftest import TEMPLATE
from tests.support.talking import Talk

PHOTO = [{"file_id": "small", "file_size": 900}, {"file_id": "large", "file_size": 90_000}, {"file_id": "none"}]


def test_a_file_answers_the_question(talk: Talk) -> None:
    assert "Xin gửi danh sách." in talk.say(1, "/tep")
    card = talk.upload(1, "Đơn vị.xlsx", b"PK\x03\x04 content", mime_type="application/zip")
    assert "• Danh sách: Đơn vị.xlsx" in card
    assert talk.tap(1, "✅ Đúng").text == "Đơn vị.xlsx: 12 byte, application/zip, 12 byte, đầu 504b0304"
    assert [each.state for each in talk.rows(Upload)] == ["fetched"]


def test_the_person_hears_at_once_that_the_file_came(talk: Talk) -> None:
    talk.say(1, "/tep")
    heard = talk.send_kind(1, document={"file_id": "x", "file_name": "a.xlsx"})
    assert heard.text == "📎 Đã nhận tệp a.xlsx. Trợ lý đang đọc…"
    assert [each.state for each in talk.rows(Upload)] == ["waiting"]


def test_a_photo_comes_in_its_largest_size(talk: Talk) -> None:
    talk.say(1, "/anh")
    assert "Đã nhận tệp ảnh.jpg" in talk.send_kind(1, photo=PHOTO)
    assert [(each.file_id, each.media_type) for each in talk.rows(Upload)] == [("large", "image/jpeg")]
    heard = talk.fetched(1, b"\xff\xd8")
    assert heard is not None
    assert heard.text == "Ảnh ảnh.jpg rất đẹp."


@pytest.mark.parametrize("start", ["/chao", "/lac"])
def test_no_file_is_wanted_here(talk: Talk, start: str) -> None:
    talk.say(1, start)
    assert "chưa nhận ảnh và tệp ở bước này" in talk.upload(1, "a.xlsx", b"x")
    assert talk.rows(Upload) == []


def test_a_file_too_big_is_refused_before_it_is_fetched(talk: Talk) -> None:
    talk.say(1, "/tep")
    heard = talk.upload(1, "a.xlsx", b"x", file_size=uploads.BIGGEST + 1)
    assert "nặng hơn 20 MB" in heard
    assert "Xin gửi danh sách." in heard
    assert talk.rows(Upload) == []
    assert "Danh sách: a.xlsx" in talk.upload(1, "a.xlsx", b"x", file_size=uploads.BIGGEST)


def test_text_is_no_file(talk: Talk) -> None:
    talk.say(1, "/tep")
    assert "Xin bấm 📎 rồi chọn tệp" in talk.say(1, "danh sách đây")


def test_nobody_can_type_a_file(talk: Talk) -> None:
    """The written form of an answer, typed: it would name any document of the federation."""
    talk.say(1, "/anh")
    talk.upload(1, "a.jpg", b"secret")
    forged = write_file(Stored(talk.rows(Document)[0].id or 0, "a.jpg", 6, "image/jpeg"))
    talk.say(2, "/anh")
    for typed in (forged, f" {forged}", forged * 2, "\x1c" + forged):
        assert "Xin bấm 📎 rồi chọn tệp" in talk.say(2, typed)


@pytest.mark.parametrize("said", ["1", "mẫu trống", "📄 Tải mẫu trống"])
def test_a_choice_instead_of_a_file(talk: Talk, said: str) -> None:
    assert talk.say(1, "/tep").labels[0] == TEMPLATE.label
    assert talk.say(1, said).text == "Mẫu đây ạ."


def test_a_choice_by_button(talk: Talk) -> None:
    talk.say(1, "/tep")
    assert talk.tap(1, TEMPLATE.label).text == "Mẫu đây ạ."


@pytest.mark.parametrize(("then", "question"), [("/chao", "Tên gì ạ?"), ("/anh", "Xin gửi ảnh."), ("/huy", "Chưa rõ việc gì.")])
def test_who_went_on_to_something_else_is_told(talk: Talk, then: str, question: str) -> None:
    """Even where the other question takes a file too: this one was not meant for it."""
    talk.say(1, "/tep")
    talk.send_kind(1, document={"file_id": "x", "file_name": "a.xlsx"})
    talk.say(1, then)
    heard = talk.fetched(1, b"content")
    assert heard is not None
    assert "Tệp a.xlsx đã tới nhưng bước này không cần tệp." in heard
    assert question in heard


def test_words_in_between_do_not_lose_the_file(talk: Talk) -> None:
    talk.say(1, "/tep")
    talk.send_kind(1, document={"file_id": "x", "file_name": "a.xlsx"})
    assert "Xin bấm 📎" in talk.say(1, "xong chưa?")
    heard = talk.fetched(1, b"content")
    assert heard is not None
    assert "Danh sách: a.xlsx" in heard


def test_the_second_of_two_files_is_not_needed(talk: Talk) -> None:
    talk.say(1, "/tep")
    for name in ("a.xlsx", "b.xlsx"):
        talk.send_kind(1, document={"file_id": name, "file_name": name})
    heard = talk.fetched(1, b"content")
    assert heard is not None
    assert "Danh sách: a.xlsx" in heard
    assert "Tệp b.xlsx đã tới nhưng bước này không cần tệp." in heard


def test_another_file_in_place_of_the_first(talk: Talk) -> None:
    talk.say(1, "/tep")
    talk.upload(1, "a.xlsx", b"one")
    talk.tap(1, "✏️ Sửa: Danh sách")
    assert "Danh sách: b.xlsx" in talk.upload(1, "b.xlsx", b"other")


def test_the_same_content_is_kept_once(talk: Talk) -> None:
    for user in (1, 2):
        talk.say(user, "/tep")
        talk.upload(user, f"{user}.xlsx", b"the same")
    assert [each.name for each in talk.rows(Document)] == ["1.xlsx"]
    assert "Danh sách: 2.xlsx" in talk.last[2]


def test_what_arrives_again_is_nothing_new(talk: Talk) -> None:
    talk.say(1, "/tep")
    talk.send_kind(1, document={"file_id": "x"})
    awaited = talk.do(lambda db: uploads.due(db, talk.door.bot_id, NOW, 1))[0]
    assert talk.do(lambda db: uploads.arrive(db, awaited, b"x", NOW))
    assert not talk.do(lambda db: uploads.arrive(db, awaited, b"x", NOW))
    assert [each.key for each in talk.rows(Inbox)].count(f"upload/{awaited.id}") == 1


def test_another_federations_document_is_not_there(talk: Talk) -> None:
    other = Federation(name="Liên đoàn khác", short_name="Khác", contact="")
    talk.do(lambda db: db.session.add(other) or db.session.flush())  # type: ignore[func-returns-value]
    mine, theirs = (each.id or 0 for each in talk.rows(Federation))
    kept = talk.do(lambda db: documents.keep(db, theirs, "a.txt", "text/plain", b"canary", NOW))
    assert talk.do(lambda db: documents.content(db, theirs, kept)) == b"canary"
    with pytest.raises(LookupError):
        talk.do(lambda db: documents.content(db, mine, kept))
    to = Address(mine, talk.door.bot_id, 1)
    with pytest.raises(LookupError):
        talk.do(lambda db: documents.send(db, to, "key", kept, "", NOW))


@given(st.builds(Stored, st.integers(1, 2**62), st.text(), st.integers(1, 2**31), st.text()))
def test_a_file_in_writing_is_read_as_it_was(stored: Stored) -> None:
    written = Answer(write_file(stored), "", "")
    setting = Setting(Address(1, 1, 1), "1", "1", NOW)
    ask = Ask(Progress.from_json(Progress({"file": written}).to_json()), setting)
    assert ask.file("file", "?") == stored


@given(st.text(max_size=40))
def test_only_the_mark_of_a_question_for_files_takes_one(key: str) -> None:
    assert Focus(1, f"{key}#abc123+", {}).takes_file
    assert not Focus(1, f"{key}#abc123", {}).takes_file


VALUES: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=2)
)
DOCUMENTS = st.dictionaries(st.sampled_from(["file_id", "file_name", "file_size", "mime_type"]), VALUES)


@given(DOCUMENTS | VALUES, st.lists(DOCUMENTS | VALUES, max_size=3) | VALUES, st.sampled_from(["document", "photo", "video"]))
def test_a_damaged_file_is_none(document: object, photo: object, kind: str) -> None:
    message = {"chat": {"id": 1, "type": "private"}, kind: photo if kind == "photo" else document}
    incoming = reading.read({"update_id": 1, "message": message})
    assert incoming is not None
    if incoming.file is None:
        return
    assert isinstance(incoming.file, Sent)
    assert 0 < len(incoming.file.file_id) <= reading.LONGEST_FILE_ID
    assert incoming.file.name
    assert incoming.file.size >= 0
    assert reading.MEDIA_TYPE.fullmatch(incoming.file.media_type)


def test_a_draft_says_which_file_it_has(talk: Talk, clock: StandingClock) -> None:
    talk.say(1, "/tep")
    talk.upload(1, "a.xlsx", b"one")
    answer = Progress.from_json(talk.rows(Draft)[0].answers).answers["file"]
    assert answer.raw == "a.xlsx"
    assert answer.at == clock.now().isoformat()


def test_an_empty_file_is_asked_for_again(talk: Talk) -> None:
    talk.say(1, "/tep")
    heard = talk.upload(1, "trong.xlsx", b"")
    assert heard.text.startswith("Tệp trong.xlsx không có nội dung. Xin chọn tệp khác.\n\n")
    assert "Xin gửi danh sách." in heard

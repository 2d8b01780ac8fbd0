"""A name is used everywhere, then its bearer is erased: no table, no file, no export and no log line holds it any more."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine, select

from bot import demo, documents
from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.database.writers import writer_for
from bot.duties import kinds
from bot.invites import Invites, Seat
from bot.models import (
    Contact,
    Duty,
    DutyChange,
    Launch,
    Nomination,
    Person,
    Pledge,
    Report,
    Review,
    Unit,
    Work,
    metadata,
    written,
)
from bot.people import CHAIR, OFFICER
from bot.post import inbox
from bot.privacy import exporting
from bot.privacy.traces import TOLD, strike_out
from tests.conftest import DUNG
from tests.conftest import OFFICER as HA
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.support.posted import posted
from tests.support.talking import Talk

CANARY, PHONE = "Hoàng Thị Kim Yến", "0987000123"
YEN = 70  # the number she writes from


def unit_id(db: Transaction, name: str) -> tuple[int, int]:
    row = db.session.exec(sqlmodel.select(Unit).where(Unit.name == name)).one()
    return row.federation_id, written(row.id)


def say(talk: Talk, *words: str) -> None:
    for each in words:
        sender = {"id": YEN, "is_bot": False, "first_name": CANARY, "language_code": "vi"}
        talk.say(YEN, each, **{"from": sender})


def come_in(talk: Talk, invites: Invites, role: str, unit: str) -> None:
    federation, row = talk.do(lambda db: unit_id(db, unit))
    seat = Seat(0, federation, row, unit, role, "Chủ tịch", CANARY)
    made = talk.do(lambda db: invites.issue(db, seat, talk.clock.now()))
    say(talk, f"/start {made.token}")
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
        if label in talk.last[YEN].data:
            talk.tap(YEN, label)


def use_the_name(talk: Talk, invites: Invites) -> None:
    """As a chair and as an officer, in every conversation that takes words; and where others write about her."""
    come_in(talk, invites, CHAIR, MAIS_UNIT)
    say(talk, "/start", "/dangky", "20/3", f"8 giờ, gặp {CANARY}", "45", "đúng")
    say(talk, "/gapcanbo", f"{CANARY.upper()} xin hỏi", "đúng")
    say(talk, "/decu", "1", "Trần Văn Bảy", f"Giúp {CANARY} dọn kho", "đúng")
    say(talk, "/dulieu", "2", f"{CANARY} là phó chủ tịch", "đúng", "/dulieu", "3")
    come_in(talk, invites, OFFICER, demo.FEDERATION)
    say(talk, "/quyetdinh", "Minh Tâm", "1", "1", "1", "20/3", f"{CANARY} đồng ý", "đúng")
    say(talk, "/dangky", "27/3", f"8 giờ, phòng {CANARY}")
    talk.say(HA, "/bangiao")
    talk.say(HA, "Tiểu học Sông Xanh")
    talk.say(HA, "1")
    talk.say(HA, "1")
    talk.say(HA, CANARY)


def in_tables(db: Transaction, clock: StandingClock) -> None:
    """What conversations of others will write, row by row."""
    federation, unit = unit_id(db, MAIS_UNIT)
    who = db.session.exec(sqlmodel.select(Person).where(Person.name == CANARY)).one().id
    now = clock.now()
    first = db.session.exec(sqlmodel.select(Duty).where(Duty.unit_id == unit, Duty.kind == kinds.LAUNCH)).first()
    assert first
    row: dict[str, Any] = {"federation_id": federation, "duty_id": first.id}
    pledge = Pledge(**row, version=1, is_latest=True, benefit=f"quà của {CANARY}", person_id=who, recorded_at=now)
    said: dict[str, Any] = {"words": f"Người viết: {CANARY}.", "person_id": who, "recorded_at": now}
    report = Report(**row, version=1, is_latest=True, receipt="AB12CD", **said)
    db.session.add_all([pledge, report])
    db.session.flush()
    db.session.add_all(
        [
            Work(federation_id=federation, pledge_id=written(pledge.id), position=1, name=f"Vườn hoa {CANARY}", kind="work"),
            Review(
                federation_id=federation,
                report_id=written(report.id),
                verdict="returned",
                comment=f"{CANARY} xem lại",
                recorded_at=now,
            ),
            DutyChange(**row, deed="excused", reason=f"Đồng chí {CANARY} ốm", recorded_at=now),
            Contact(federation_id=federation, unit_id=unit, name=CANARY, title="Chủ tịch", phone=PHONE),
        ]
    )
    documents.keep(db, federation, f"Báo cáo {CANARY}.docx", "application/pdf", b"%PDF", now)


def texts(engine: Engine) -> Iterator[tuple[str, str]]:
    """Every value of every table, but for the bytes of files, as text."""
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                yield from ((f"{table.name}.{name}", str(value)) for name, value in row.items() if not isinstance(value, bytes))


def holding(engine: Engine) -> set[str]:
    """The columns in which the name stands, in any way of writing it, or the phone number."""
    forms = {CANARY.casefold(), json.dumps(CANARY)[1:-1].casefold(), PHONE}
    return {where for where, text in texts(engine) if any(form in text.casefold() for form in forms)}


async def erase(talk: Talk) -> None:
    """The last tap is taken as the program takes it: what it leaves in the database's files is the question."""
    say(talk, "/dulieu")
    talk.tap(YEN, "🗑 Rút đồng ý và xóa")
    talk.tap(YEN, "🗑 Xóa dữ liệu của tôi")
    button = talk.last[YEN].data["🗑 Xóa hẳn"]
    sender = {"id": YEN, "is_bot": False, "first_name": CANARY}
    message = {"message_id": 1, "date": 1, "chat": {"id": YEN, "type": "private"}, "from": sender, "text": talk.last[YEN].text}
    query = {"id": "1", "from": sender, "message": message, "data": button}
    arrival = reading.arrival({"update_id": 900_000, "callback_query": query})
    database = writer_for(talk.engine)
    await database.transact(lambda db: inbox.store(db, talk.door, [arrival], talk.clock.now()))
    while (await database.transact(talk.turns.take))[0]:
        pass
    if talk.engine.dialect.name == "sqlite":
        look_into_the_files(Path(str(talk.engine.url.database)))


def look_into_the_files(path: Path) -> None:
    """The raw bytes, while the program is still running."""
    content = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    for form in (CANARY, CANARY.upper(), PHONE, json.dumps(CANARY)[1:-1]):
        assert content.count(form.encode()) == 0, form
    assert "Trần Thu Hà".encode() in content  # the search finds what is there


async def test_no_trace_of_a_name_is_left(
    talk: Talk, join: Join, invites: Invites, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    join(HA)
    join(DUNG)
    use_the_name(talk, invites)
    talk.do(lambda db: in_tables(db, clock))
    before = holding(talk.engine)
    assert before >= EXPECTED
    launches, totals = len(talk.rows(Launch)), len(talk.rows(Report))

    await erase(talk)

    assert holding(talk.engine) == set()
    assert talk.do(lambda db: posted(db, invites, clock, exporting.TEMPLATE)) == []
    assert "Kim" not in caplog.text
    assert (len(talk.rows(Launch)), len(talk.rows(Report))) == (launches, totals)
    assert [each.name for each in talk.rows(Nomination)] == ["Trần Văn Bảy"]
    assert not any("Kim" in talk.say(HA, said) for said in ("/quanly", "/traloi", "/yeucau", "/chonguong", "/tieptuc"))


EXPECTED = {
    "contact.name",
    "contact.phone",
    "data_request.words",
    "document.name",
    "draft.answers",
    "duty.due_source",
    "duty_change.reason",
    "inbox.body",
    "inquiry.words",
    "invite.name",
    "launch.place",
    "nomination.reason",
    "outbox.body",
    "person.name",
    "pledge.benefit",
    "report.words",
    "review.comment",
    "work.name",
}


async def test_others_of_the_same_name_and_their_units_keep_it(talk: Talk, join: Join, invites: Invites) -> None:
    join(HA)
    come_in(talk, invites, CHAIR, MAIS_UNIT)

    def namesakes(db: Transaction) -> None:
        federation, row = unit_id(db, "Trường Mầm non Hoa Mai")
        db.session.add(Person(federation_id=federation, name=CANARY))
        db.session.get_one(Unit, row).name = f"Trường {CANARY}"
        db.session.add(Contact(federation_id=federation, unit_id=row, name=CANARY, title="Chủ tịch", phone=""))

    talk.do(namesakes)
    database_free(talk)
    assert sorted(each.name for each in talk.rows(Person)) == sorted(["(đã xóa)", CANARY, "Trần Thu Hà"])
    assert [each.name for each in talk.rows(Contact)] == [CANARY]
    assert [each.name for each in talk.rows(Unit) if CANARY in each.name] == [f"Trường {CANARY}"]


def database_free(talk: Talk) -> None:
    """Erase without looking at the files."""
    say(talk, "/dulieu")
    for label in ("🗑 Rút đồng ý và xóa", "🗑 Xóa dữ liệu của tôi", "🗑 Xóa hẳn"):
        talk.tap(YEN, label)


def test_a_name_of_one_word_is_struck_out_only_where_it_stands_alone(talk: Talk) -> None:
    def write(db: Transaction) -> None:
        federation, unit = unit_id(db, MAIS_UNIT)
        duty = db.session.exec(sqlmodel.select(Duty).where(Duty.unit_id == unit)).first()
        assert duty
        duty.due_source = "Mai"
        for version, place in ((7, "sáng mai, Trường Hoa Mai"), (8, "Mai")):
            row: dict[str, Any] = {"federation_id": federation, "duty_id": duty.id, "recorded_at": talk.clock.now()}
            db.session.add(Launch(**row, version=version, is_latest=False, day=date(2026, 3, 20), place=place))
        strike_out(db, federation, "Mai")

    talk.do(write)
    assert sorted(each.place for each in talk.rows(Launch) if each.version > 6) == ["(đã xóa)", "sáng mai, Trường Hoa Mai"]
    assert [each.due_source for each in talk.rows(Duty)].count("(đã xóa)") == 1


NAMED = {  # text in which no person's name can stand, or whose names are not the erased one's to take away
    "absence", "account", "affiliation", "anniversary", "announcement", "bloc", "bloc_match", "bot", "campaign",
    "campaign_bloc", "chat", "cluster", "cluster_unit", "consent", "contact", "content", "door_code", "evidence",
    "federation", "halt", "headcount", "heartbeat", "indicator", "invite", "ladder_rung", "level", "nudge", "office",
    "on_behalf", "person", "phase", "pilot_unit", "pledge_line", "push_subscription", "recipient", "reminder", "snooze",
    "special_day", "spending", "succession", "taking", "target", "theme", "title", "unit", "upload_ticket", "web_link",
    "web_session",
}  # fmt: skip


def test_every_new_table_is_thought_of() -> None:
    """A table that comes later must be searched for names, or be said here to hold none."""
    assert set(metadata.tables) == set(TOLD) | NAMED


async def test_erasing_one_leaves_the_next_ones_form_alone(talk: Talk, join: Join, invites: Invites) -> None:
    dung = join(DUNG)
    talk.say(dung, "/dangky")
    talk.say(dung, "20/3")
    come_in(talk, invites, CHAIR, MAIS_UNIT)
    database_free(talk)
    assert talk.say(dung, "8 giờ, sân trường").text == "Dự kiến bao nhiêu người dự?"
    register(talk, dung)

"""/bang, /tiendo and `thidua export`: the files that leave, for the reach of who asked, and for nobody else's federation."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import sqlmodel
from python_calamine import CalamineWorkbook

from bot import campaigns
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.invites import Invites
from bot.models import Federation, Outbox
from bot.post.message import Message
from bot.post.outbox import Address
from bot.rights import Reach
from bot.sheets.table import sending
from tests.conftest import OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.follow_up.conftest import unit_id
from tests.support.posted import posted
from tests.support.program import create_federation, run
from tests.support.talking import Talk


def files(talk: Talk, invites: Invites, clock: StandingClock, kind: str) -> list[Message]:
    return talk.do(lambda db: posted(db, invites, clock, kind))


def built(message: Message) -> bytes:
    assert message.file is not None
    return message.file.build()


def test_the_table_comes_as_two_files(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    officer = join(OFFICER)
    heard = talk.say(officer, "/bang")
    assert heard.text == "📊 Trợ lý đang lập bảng và gửi ngay vào đây: một tệp Excel, một tệp CSV."
    book, flat = files(talk, invites, clock, "table")
    assert book.text == "📊 Phong trào thi đua năm 2026: 18 đơn vị, tính đến ngày 04/03/2026."
    assert book.file is not None
    assert book.file.name == "Bang thi dua thi-dua-2026 2026-03-04.xlsx"
    names = CalamineWorkbook.from_filelike(BytesIO(built(book))).sheet_names
    assert names == ["Đợt 1", "Phát động", "Công trình", "Đề cử", "Đúng hạn"]
    rows = list(csv.DictReader(StringIO(built(flat).decode("utf-8-sig"))))
    assert len(rows) == 18
    assert MAIS_UNIT in {row["Đơn vị"] for row in rows}


def test_an_earlier_campaign_can_be_had(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    officer = join(OFFICER)
    heard = talk.say(officer, "/bang all")
    assert heard.text == "Lập bảng của chiến dịch nào?\nChiến dịch có dấu ✳️ đang chạy."
    assert heard.labels[:2] == ("Phong trào thi đua năm 2026 ✳️", "41/KH-LĐLĐ")
    assert talk.tap(officer, "41/KH-LĐLĐ").text.startswith("📊 Trợ lý đang lập bảng")
    book, _flat = files(talk, invites, clock, "table")
    assert book.file is not None
    assert book.file.name == "Bang thi dua 41-kh-ldld-2025 2026-03-04.xlsx"
    talk.say(officer, "/tiendo all")
    assert talk.tap(officer, "41/KH-LĐLĐ").text == "📈 Trợ lý đang vẽ và gửi ngay vào đây."
    (picture,) = files(talk, invites, clock, "progress")
    assert picture.text == "Chiến dịch này chưa có đợt nào bắt đầu nên chưa có gì để vẽ."


def test_the_picture_is_drawn_when_it_is_sent(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    officer = join(OFFICER)
    assert talk.say(officer, "/tiendo").text == "📈 Trợ lý đang vẽ và gửi ngay vào đây."
    (message,) = files(talk, invites, clock, "progress")
    assert message.text.startswith("📈 Đợt 1, đến 04/03/2026\n• Đã đến ngày phát động: 0/18 đơn vị")
    assert message.file is not None
    assert (message.file.name, message.file.media_type) == ("Tien do thi-dua-2026.png", "image/png")
    assert built(message).startswith(b"\x89PNG")


def test_it_holds_no_more_than_the_reach_of_who_asked(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bang")
    talk.do(_narrow)
    _book, flat = files(talk, invites, clock, "table")
    assert [row["Đơn vị"] for row in csv.DictReader(StringIO(built(flat).decode("utf-8-sig")))] == [MAIS_UNIT]


def _narrow(db: Transaction) -> None:
    """Every table that waits is for Mai's unit alone."""
    for letter in db.session.exec(sqlmodel.select(Outbox).where(Outbox.kind == sending.TEMPLATE)).all():
        letter.body = encode({**decode(letter.body), "root": unit_id(db, MAIS_UNIT), "cluster": None})
        db.session.add(letter)


def test_a_campaign_of_another_federation_is_not_found(talk: Talk) -> None:
    def other(db: Transaction) -> int:
        federation = Federation(name="Khác", short_name="Khác")
        db.session.add(federation)
        db.session.flush()
        kept = campaigns.keep(db, federation.id or 0, campaigns.national_rhythm(2026, "Khác"), "x", is_open=True)
        return kept.id or 0

    number = talk.do(other)
    assert talk.do(lambda db: sending.find(db, 1, number)) is None
    assert talk.do(lambda db: sending.find(db, 2, number)) is not None


def test_a_letter_about_a_campaign_that_is_gone_is_dropped(
    talk: Talk, join: Join, invites: Invites, clock: StandingClock
) -> None:
    join(OFFICER)

    def ask(db: Transaction) -> None:
        mine = db.session.exec(sqlmodel.select(Outbox)).first()
        assert mine is not None
        to = Address(1, mine.bot_id, mine.chat_id)
        sending.send(db, to, "x", 10**9, Reach(1), clock.now())

    talk.do(ask)
    assert files(talk, invites, clock, "table") == []


def test_the_command_writes_the_same_table(folder: Path) -> None:
    create_federation()
    assert run("campaign", "load", "long_bien_2025").exit_code == 0
    slug = "41-kh-ldld"
    done = run("export", "--campaign", slug, "bang.xlsx")
    known = done.output if done.exit_code else ""
    if "Đang có: " in known:  # the short name is the program's to choose
        slug = known.partition("Đang có: ")[2].strip(" .\n")
        done = run("export", "--campaign", slug, "bang.xlsx")
    assert done.output.strip().endswith("Đã ghi bang.xlsx.")
    assert "Đúng hạn" in CalamineWorkbook.from_path(folder / "bang.xlsx").sheet_names
    assert run("export", "--campaign", slug, "bang.csv").exit_code == 0
    assert (folder / "bang.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("export", "--campaign", slug, "--format", "csv", "bang.txt").exit_code == 0
    assert (folder / "bang.txt").read_bytes() == (folder / "bang.csv").read_bytes()
    written = run("export", "--campaign", slug, "bao_cao.docx")
    assert written.output.strip().endswith("Chưa có đợt nào bắt đầu nên chưa có gì để báo cáo.")  # no unit owes anything yet
    refused = run("export", "--campaign", "nope", "bang.xlsx")
    assert refused.exit_code == 1
    assert "Không có chiến dịch nào tên ngắn “nope”" in refused.output
    unwritable = run("export", "--campaign", slug, "no/such/folder/bang.xlsx")
    assert unwritable.exit_code == 1
    assert "Không ghi được tệp" in unwritable.output

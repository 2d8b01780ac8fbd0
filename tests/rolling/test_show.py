"""/tonghop in words: the totals, the branches, back up, other days, pages; and who may see what."""

from datetime import timedelta

import sqlmodel

from bot.database.transaction import Transaction
from bot.models import Level, Unit, written
from bot.rolling import Figures
from bot.units.changes import Entry, NewUnit, move, open_unit
from conversations.rolling.wording import total_lines
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join, register
from tests.support.talking import Talk


def ward(db: Transaction, talk: Talk) -> int:
    """A level between, with a union under which Mai's unit and another one stand since yesterday."""
    top = db.session.exec(sqlmodel.select(Unit).order_by(sqlmodel.col(Unit.id))).first()
    assert top is not None
    for each in db.session.exec(sqlmodel.select(Level)).all():
        each.depth = each.depth * 2
        db.session.add(each)
    db.session.add(between := Level(federation_id=top.federation_id, name="Cụm", depth=1))
    db.session.flush()
    entry = Entry(top.federation_id, (talk.clock.now() - timedelta(days=1)).date(), talk.clock.now())
    row = open_unit(db, entry, NewUnit("Công đoàn khu Bắc", written(top.id), written(between.id))).opened[0]
    for name in ("Trường Tiểu học Sông Xanh", "Trường Mầm non Hoa Mai"):
        unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == name)).one()
        move(db, entry, written(unit.id), row)
    return row


def test_a_unit_sees_its_totals_and_opens_a_branch(talk: Talk, join: Join) -> None:
    join(OFFICER)
    register(talk, join(MAI))
    talk.do(lambda db: ward(db, talk))
    heard = talk.say(OFFICER, "/tonghop")
    head, campaign, units, launches, *_rest = heard.text.split("\n")
    assert head == "📊 Công đoàn phường Sông Xanh, tính đến hết ngày 04/03/2026"
    assert campaign == "“Phong trào thi đua năm 2026”"
    assert units == "🏫 18 đơn vị, 1 đã kết nối"
    assert launches == "📅 Đăng ký phát động: 7/18"
    assert "1. Công đoàn khu Bắc\n🏫 2 đơn vị, 1 đã kết nối\n" in heard
    assert "Trang 1/3:" in heard
    north = talk.tap(OFFICER, "1. Công đoàn khu Bắc")
    assert north.text.startswith("📊 Công đoàn khu Bắc, tính đến hết ngày 04/03/2026\n")
    assert "🏫 2 đơn vị, 1 đã kết nối" in north
    assert "Trường Tiểu học Sông Xanh" in north
    assert talk.tap(OFFICER, "⬆️ Lên một cấp").text == heard.text
    assert "Trang 2/3:" in talk.tap(OFFICER, "Trang sau ▶")
    assert talk.tap(OFFICER, "◀ Trang trước").text == heard.text


def test_what_is_done_late_is_neither_on_time_nor_overdue() -> None:
    figures = Figures(units=3, launches=3, launched=2, reports=1, reported=1, on_time=1, overdue=1)
    assert total_lines(figures)[-1] == "✅ Đúng hạn 1 · 🕓 Xong muộn 2 · ⏰ Quá hạn, chưa xong 1"


def test_as_of_another_day(talk: Talk, join: Join) -> None:
    join(OFFICER)
    register(talk, join(MAI))
    talk.do(lambda db: ward(db, talk))
    talk.say(OFFICER, "/tonghop")
    assert "Tính đến hết ngày nào" in talk.tap(OFFICER, "🗓 Ngày khác")
    before = talk.say(OFFICER, "2/3")
    assert "tính đến hết ngày 02/03/2026" in before
    assert "khu Bắc" not in before
    assert "🏫 18 đơn vị, 0 đã kết nối" in before
    talk.say(OFFICER, "/tonghop")
    talk.tap(OFFICER, "🗓 Ngày khác")
    assert "nằm ngoài thời gian đó" in talk.say(OFFICER, "9/3/2026")


def test_by_name_and_by_nonsense(talk: Talk, join: Join) -> None:
    join(OFFICER)
    talk.do(lambda db: ward(db, talk))
    assert "1. Công đoàn khu Bắc" not in talk.say(OFFICER, "/tonghop khu bắc")
    assert talk.tap(OFFICER, "Công đoàn khu Bắc").text.startswith("📊 Công đoàn khu Bắc")
    assert "Không có đơn vị nào tên gần giống" in talk.say(OFFICER, "/tonghop zzzz")
    for words in ("999999", "1 2 3 4 5", "0 0 0 0", "9" * 60, "1 1 31-31 -1"):
        assert talk.say(OFFICER, f"/tonghop {words}").text[:1] in {"📊", "N"}


def test_a_closed_campaign_can_be_looked_at(talk: Talk, join: Join) -> None:
    join(OFFICER)
    talk.say(OFFICER, "/dongchiendich")
    talk.say(OFFICER, "đóng")
    heard = talk.say(OFFICER, "/tonghop")
    assert "📣 Phong trào thi đua năm 2026" in heard.labels or "“Phong trào thi đua năm 2026”" in heard
    label = next((each for each in heard.labels if each.startswith("📣 Phong")), None)
    assert "6/18" in (talk.tap(OFFICER, label) if label else heard).text


def test_it_is_for_officers(talk: Talk, join: Join) -> None:
    join(MAI)
    assert talk.say(MAI, "/tonghop").text.startswith("Việc này dành cho cán bộ")

"""A deputy is invited by a chair or an officer, does all that the chair does, and leaves the chair in office."""

import sqlmodel

from bot.codes import CODE
from bot.database.transaction import Transaction
from bot.models import Invite, Office
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import CHAIR_MENU, MAIS_UNIT, Join, code_in, register
from tests.conversations.test_codes import NEW, enter
from tests.support.posted import Posted
from tests.support.talking import Talk

INVITE, SEND = "➕ Mời phó chủ tịch, người làm cùng", "✅ Đúng, gửi mã mời"


def deputies(db: Transaction) -> list[tuple[str, str]]:
    found = db.session.exec(sqlmodel.select(Office).where(Office.is_deputy, sqlmodel.col(Office.valid_to).is_(None))).all()
    return [(each.role, each.title) for each in found]


def invite(talk: Talk, sent: Posted, user: int, *, title: str = "Phó Chủ tịch công đoàn") -> str:
    """Ask for a code for a deputy; the code."""
    talk.tap(user, INVITE)
    talk.say(user, "Lê Thị Hoa")
    talk.say(user, title)
    card = talk.tap(user, SEND)
    assert card.text.startswith("Trợ lý đang gửi mã mời; xin chuyển cho đúng người.")
    [message] = sent(CODE)
    assert message.text.startswith("🔑 Mã mời: ")
    assert f"👤 Lê Thị Hoa, {title}\n🏫 {MAIS_UNIT}" in message.text
    return code_in(message)


def test_a_chair_invites_a_deputy_who_does_what_the_chair_does(talk: Talk, join: Join, sent: Posted) -> None:
    mai = join(MAI)
    talk.say(mai, "/bangiao")
    code = invite(talk, sent, mai)
    enter(talk, NEW, code)
    assert talk.last[NEW].text.startswith(f"✅ Đã kết nối với {MAIS_UNIT}.")
    assert talk.last[NEW].menu == CHAIR_MENU
    assert talk.do(deputies) == [("chair", "Phó Chủ tịch công đoàn")]
    assert "✅ Đã ghi nhận" in register(talk, NEW)
    assert MAIS_UNIT in talk.say(mai, "/tinhhinh").text  # the chair still is the chair


def test_an_officer_invites_one_with_another_title(talk: Talk, join: Join, sent: Posted) -> None:
    officer, _mai = join(OFFICER), join(MAI)
    talk.say(officer, "/bangiao")
    talk.say(officer, "tieu hoc song xanh")
    talk.tap(officer, MAIS_UNIT)
    enter(talk, NEW, invite(talk, sent, officer, title="Ủy viên Ban Chấp hành"))
    assert talk.do(deputies) == [("chair", "Ủy viên Ban Chấp hành")]


def test_a_deputys_code_does_not_end_the_chairs(talk: Talk, join: Join, sent: Posted) -> None:
    """Even where the deputy is called as the chair is."""
    mai, officer = join(MAI), join(OFFICER)
    talk.say(officer, "/mamoi")
    talk.tap(officer, "🔑 Mã cho một đơn vị")
    talk.say(officer, "tieu hoc song xanh")
    talk.tap(officer, MAIS_UNIT)
    [message] = sent(CODE)
    talk.say(mai, "/bangiao")
    invite(talk, sent, mai, title="Chủ tịch công đoàn")
    now = talk.clock.now()
    free = [each for each in talk.rows(Invite) if each.used_at is None and each.expires_at > now]
    deputys = next(each for each in free if each.is_deputy)
    assert sorted(each.is_deputy for each in free if each.unit_id == deputys.unit_id) == [False, True]
    enter(talk, NEW, code_in(message), "Trần Văn Nam")
    assert talk.last[NEW].text.startswith(f"✅ Đã kết nối với {MAIS_UNIT}.")


def test_the_chair_takes_it_back_and_a_deputy_hands_over_as_deputy(talk: Talk, join: Join, sent: Posted) -> None:
    mai = join(MAI)
    talk.say(mai, "/bangiao")
    enter(talk, NEW, invite(talk, sent, mai))
    talk.say(NEW, "/bangiao")
    talk.tap(NEW, "🤝 Bàn giao cho người mới")
    talk.say(NEW, "Võ Văn Ba")
    talk.tap(NEW, "✅ Đúng, gửi mã bàn giao")
    [message] = sent(CODE)
    enter(talk, NEW + 1, code_in(message))
    assert talk.do(deputies) == [("chair", "Phó Chủ tịch công đoàn")]
    labels = talk.say(mai, "/bangiao").labels
    talk.tap(mai, next(each for each in labels if "Võ Văn Ba" in each))
    talk.tap(mai, "⛔ Thu hồi, chưa có người thay")
    assert talk.tap(mai, "⛔ Đúng, thu hồi ngay").text.startswith("⛔ Đã thu hồi.")
    assert talk.do(deputies) == []


def test_an_officer_has_no_deputy(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bangiao")
    talk.say(officer, "Cong doan phuong Song Xanh")
    assert INVITE not in talk.tap(officer, "Công đoàn phường Sông Xanh").labels

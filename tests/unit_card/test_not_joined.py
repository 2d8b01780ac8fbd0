"""Who has not joined: by cluster and page by page, with new codes at one tap; and whom no message reaches any more."""

import re

import pytest
import sqlmodel

from bot.clock import StandingClock
from bot.codes import SHEET
from bot.database.transaction import Transaction
from bot.models import Account, Invite, Office, Outbox
from bot.unit_card import code_list
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.follow_up.conftest import list_phone
from tests.follow_up.test_transcripts import cluster, role
from tests.support.posted import Posted
from tests.support.talking import Talk
from tests.unit_card.conftest import add_units, chat_of

OTHER = "Trường Mầm non Hoa Mai"
LIST, PAPER = "🔑 Mã mới cho cả 18 đơn vị", "🖨 Phiếu in cho 18 đơn vị"


def fail(talk: Talk, clock: StandingClock, user: int) -> None:
    def close(db: Transaction) -> None:
        chat_of(db, user).closed_at = clock.now()

    talk.do(close)


def test_by_reason_and_cluster(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI), join(DUNG), join(LAN)
    talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT, OTHER))
    talk.do(lambda db: list_phone(db, MAIS_UNIT, "Nguyễn Thị Mai", "0912 000 111"))
    fail(talk, clock, MAI)
    talk.say(DUNG, "dừng nhận tin")
    heard = talk.say(officer, "/chuavao")
    assert heard.text == (
        "🔌 15 đơn vị chưa có ai kết nối.\n"
        "⚠️ 1 đơn vị đã kết nối nhưng không còn nhận được tin.\n"
        "🔕 1 đơn vị đã chọn không nhận nhắc tự động."
    )
    assert heard.labels == (
        "🔑 Mã mới cho cả 15 đơn vị",
        "🖨 Phiếu in cho 15 đơn vị",
        "📋 Xem cả 15 đơn vị chưa kết nối",
        "1. Cụm số 1 (1)",
        "2. Chưa xếp cụm (14)",
        "⚠️ Xem đơn vị không còn nhận tin",
        "🔕 Xem đơn vị không nhận nhắc",
    )
    assert talk.tap(officer, "1. Cụm số 1 (1)").text == f"Cụm số 1\n🔌 1 đơn vị chưa có ai kết nối.\n1. {OTHER}"
    assert talk.tap_data(officer, heard.data["⚠️ Xem đơn vị không còn nhận tin"]).text == (
        "⚠️ 1 đơn vị đã kết nối nhưng không còn nhận được tin.\n"
        "Xin gọi điện, nhờ mở lại Trợ lý và nhắn một tin bất kỳ.\n"
        f"1. {MAIS_UNIT} · Nguyễn Thị Mai · ☎ 0912 000 111"
    )
    assert talk.tap(officer, f"1. {MAIS_UNIT}").text.startswith(f"🏫 {MAIS_UNIT}\n")
    off = talk.tap_data(officer, heard.data["🔕 Xem đơn vị không nhận nhắc"])
    assert "Công ty TNHH Cơ khí Minh Tâm" in off
    assert "🔑" not in "".join(off.labels)


def test_a_chair_who_is_reached_beside_one_who_is_not_is_enough(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI), join(DUNG)

    def second_chair(db: Transaction) -> None:
        mai, dung = (
            db.session.exec(sqlmodel.select(Account).where(Account.platform_id == str(each))).one() for each in (MAI, DUNG)
        )
        held = db.session.exec(sqlmodel.select(Office).where(Office.person_id == mai.person_id)).one()
        db.session.add(Office(**{**held.model_dump(exclude={"id"}), "person_id": dung.person_id}))

    talk.do(second_chair)
    fail(talk, clock, MAI)
    assert "⚠️" not in talk.say(officer, "/chuavao")


def test_new_codes_for_all_as_a_text(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/chuavao")
    assert talk.tap(officer, LIST).text.startswith("🔑 Trợ lý đang gửi mã mới của 18 đơn vị vào đây.")
    kept = str([each.body for each in talk.rows(Outbox)])
    join(MAI)
    messages = sent(code_list.TEMPLATE)
    text = "\n".join(each.text for each in messages)
    codes = re.findall(r"🏫 .*: ([A-HJ-NP-Z2-9]{6})\n", text)
    assert (len(messages), len(set(codes))) == (2, 17)
    assert MAIS_UNIT not in text
    assert not any(each in kept for each in codes)
    assert "Đây có phải" not in talk.say(77, codes[0])
    assert talk.last[77].labels[0] == "✅ Đúng, là tôi"


def test_a_sheet_for_each_cluster_or_of_one(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT, OTHER))
    heard = talk.say(officer, "/chuavao")
    assert talk.tap(officer, PAPER).text.startswith("🖨 Trợ lý đang làm 2 phiếu và gửi ngay vào đây.")
    assert [each.text.partition(". Xin in")[0] for each in sent(SHEET)] == [
        "🖨 Phiếu mã mời, Cụm số 1: 2 đơn vị",
        "🖨 Phiếu mã mời, Chưa xếp cụm: 16 đơn vị",
    ]
    talk.tap_data(officer, heard.data["1. Cụm số 1 (2)"])
    assert talk.tap(officer, "🖨 Phiếu in cho 2 đơn vị").text.startswith("🖨 Trợ lý đang làm 1 phiếu")
    [message] = sent(SHEET)
    assert message.file is not None


def test_everybody_is_in(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    role(talk, "lead", talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT)))
    kind = "✅ Mọi đơn vị đã kết nối và nhận được tin của Trợ lý. Không cần gửi thêm mã."
    assert talk.say(officer, "/chuavao").text == kind
    assert talk.say(officer, "/chuavao ma -").text == kind
    fail(talk, clock, MAI)
    assert talk.say(officer, "/chuavao").text.startswith("⚠️ 1 đơn vị")


@pytest.mark.parametrize("words", ["ma -", "phieu -", "ma 0"])
def test_who_may_not_invite_gets_no_codes(talk: Talk, join: Join, words: str) -> None:
    officer = join(OFFICER)
    role(talk, "viewer")
    heard = talk.say(officer, "/chuavao")
    assert not [label for label in heard.labels if label.startswith(("🔑", "🖨"))]
    before = len(talk.rows(Invite))
    assert talk.say(officer, f"/chuavao {words}").text.startswith("Việc này dành cho cán bộ")
    assert not [each for each in talk.rows(Outbox) if each.kind in {SHEET, code_list.TEMPLATE}]
    assert len(talk.rows(Invite)) == before


def test_a_chair_sees_none_of_it(talk: Talk, join: Join) -> None:
    assert talk.say(join(DUNG), "/chuavao").text.startswith("Việc này dành cho cán bộ")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("ma 99999", "✅ Nhóm này không còn đơn vị nào chưa kết nối."),
        ("phieu 99999", "✅ Nhóm này không còn đơn vị nào chưa kết nối."),
        ("failed - 7", "✅ Nhóm này không còn đơn vị nào."),
        ("nobody 99999", "✅ Nhóm này không còn đơn vị nào."),
        ("nobody x -3", "Chưa xếp cụm\n🔌 18 đơn vị"),
        ("nobody - 99999999999999", "🔌 18 đơn vị chưa có ai kết nối. (trang 1/2)"),
        ("nobody - 400", "🔌 18 đơn vị chưa có ai kết nối. (trang 2/2)"),
        ("trang 900", "🔌 18 đơn vị"),
        ("bậy bạ", "🔌 18 đơn vị"),
    ],
)
def test_words_that_mean_nothing(talk: Talk, join: Join, words: str, begins: str) -> None:
    assert talk.say(join(OFFICER), f"/chuavao {words}").text.startswith(begins)


def test_six_hundred_units_are_turned_page_by_page(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    names = [f"Công ty số {n}" for n in range(1, 601)]
    talk.do(lambda db: add_units(db, *names))

    def clusters(db: Transaction) -> None:
        for first in range(0, 600, 30):
            cluster(db, f"Cụm {first // 30 + 1:02}", *names[first : first + 30])

    talk.do(clusters)
    heard = talk.say(officer, "/chuavao")
    assert heard.text == "🔌 618 đơn vị chưa có ai kết nối."
    assert [label for label in heard.labels if label.startswith(("🔑", "🖨"))] == []
    assert talk.say(officer, "/chuavao ma -").text.startswith("618 đơn vị là quá nhiều")
    assert talk.say(officer, "/chuavao phieu -").text.startswith("21 phiếu là quá nhiều")
    assert talk.tap_data(officer, heard.data["Trang sau ▶"]).labels[1].startswith("16. Cụm 16")
    seen, page = [], talk.tap_data(officer, heard.data["📋 Xem cả 618 đơn vị chưa kết nối"])
    assert "🔌 618 đơn vị chưa có ai kết nối. (trang 1/52)" in page
    while True:
        seen += [int(label.partition(".")[0]) for label in page.labels if label[0].isdecimal()]
        if "Trang sau ▶" not in page.labels:
            break
        page = talk.tap(officer, "Trang sau ▶")
    assert seen == list(range(1, 619))


def test_the_morning_and_the_menu_lead_there(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert talk.say(officer, "/quanly").data["🔌 Đơn vị chưa kết nối"] == "/chuavao"
    assert talk.tap(officer, "🔌 Đơn vị chưa kết nối").text.startswith("🔌 18 đơn vị")

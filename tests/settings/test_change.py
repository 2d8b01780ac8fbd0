"""/caidat: what is told of each setting, what is refused, and what holds afterwards."""

import pytest
import sqlmodel

from bot import home
from bot.addressing import addressed, addressing, is_form
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, pgettext, speaking
from bot.models import Federation, Operation
from tests.conftest import LAN, MAI, OFFICER
from tests.conversations.conftest import Join
from tests.support.talking import Heard, Talk

CHANGES = (
    ("🏛 Tên đầy đủ", "Công đoàn phường Sông Xanh mới", "name", "Công đoàn phường Sông Xanh mới"),
    ("🏷 Tên ngắn", "CĐ Sông Xanh", "short_name", "CĐ Sông Xanh"),
    ("☎️ Người liên hệ", "Chị Hà, tầng 2, 0912 000 111", "contact", "Chị Hà, tầng 2, 0912 000 111"),
    ("🙋 Cách xưng hô", "Quý vị", "address_form", "quý vị"),
    ("🔢 Số tin mỗi tuần", "3", "weekly_cap", 3),
    ("🌐 Địa chỉ trang web", "https://thidua.example.vn/", "public_url", "https://thidua.example.vn"),
)


def own(talk: Talk) -> Federation:
    return talk.do(lambda db: db.session.exec(sqlmodel.select(Federation)).one())


def change(talk: Talk, label: str, value: str) -> Heard:
    talk.say(OFFICER, "/caidat")
    talk.tap(OFFICER, label)
    return talk.say(OFFICER, value)


@pytest.mark.parametrize(("label", "said", "column", "kept"), CHANGES)
def test_each_says_what_it_does_and_what_it_was(
    talk: Talk, join: Join, label: str, said: str, column: str, kept: str | int
) -> None:
    join(OFFICER)
    before = getattr(own(talk), column)
    listed = talk.say(OFFICER, "/caidat")
    assert f"• {label}: {before or 'như lúc cài đặt'}" in listed
    assert f"Hiện nay: {before or 'như lúc cài đặt'}" in talk.tap(OFFICER, label)
    talk.say(OFFICER, said)
    done = talk.tap(OFFICER, "✅ Đúng, ghi nhận")
    assert done.text.startswith(f"✅ Đã ghi nhận. {label}: {kept}\nTrước đó: {before or 'như lúc cài đặt'}")
    assert getattr(own(talk), column) == kept
    assert [each for each in talk.rows(Operation) if each.deed in {"federation.settings", "federation.names"}]
    assert f"• {label}: {kept}" in talk.say(OFFICER, "/caidat")


@pytest.mark.parametrize(
    ("label", "said", "answer"),
    [
        ("🙋 Cách xưng hô", "x" * 30, "Xin gõ một cách xưng hô ngắn"),
        ("🙋 Cách xưng hô", "bạn 2", "Xin gõ một cách xưng hô ngắn"),
        ("🙋 Cách xưng hô", "{name}", "Xin gõ một cách xưng hô ngắn"),
        ("🌐 Địa chỉ trang web", "http://thidua.example.vn", "Địa chỉ phải bắt đầu bằng https://"),
        ("🌐 Địa chỉ trang web", "https://thidua", "Địa chỉ phải bắt đầu bằng https://"),
        ("🌐 Địa chỉ trang web", "https://a.vn/c?x=1", "Địa chỉ phải bắt đầu bằng https://"),
        ("🌐 Địa chỉ trang web", "https://a.vn:port", "Địa chỉ phải bắt đầu bằng https://"),
        ("🔢 Số tin mỗi tuần", "0", "từ 1 đến 20"),
        ("🔢 Số tin mỗi tuần", "21", "từ 1 đến 20"),
        ("🏷 Tên ngắn", "x" * 41, "tối đa 40 ký tự"),
        ("🔢 Số tin mỗi tuần", "5", "không có gì thay đổi"),
    ],
)
def test_bad_input_is_a_sentence(talk: Talk, join: Join, label: str, said: str, answer: str) -> None:
    join(OFFICER)
    before = own(talk).model_dump()
    assert answer in change(talk, label, said)
    assert own(talk).model_dump() == before


def test_the_form_of_address_is_said_everywhere_but_in_what_people_wrote(talk: Talk, join: Join) -> None:
    join(OFFICER)
    lan = join(LAN)
    change(talk, "🙋 Cách xưng hô", "anh/chị")
    talk.tap(OFFICER, "✅ Đúng, ghi nhận")
    talk.say(lan, "/gapcanbo")
    asked = talk.say(lan, "Xin hỏi đồng chí Hà về mẫu báo cáo")
    assert "đồng chí Hà" in asked
    assert "đồng chí" not in talk.say(lan, "/trogiup").text.casefold()
    assert (
        "anh/chị" in talk.say(OFFICER, "/dungnhan").text.casefold() or "anh/chị" in talk.say(OFFICER, "/nhacviec").text.casefold()
    )


def test_only_the_sentence_is_reworded() -> None:
    with addressing("anh/chị"):
        assert _("Đồng chí là {name}?").format(name="đồng chí Ba") == "Anh/chị là đồng chí Ba?"
        assert ngettext("{n} đồng chí", "{n} đồng chí", 2).format(n=2) == "2 anh/chị"
        assert pgettext("button", "Đồng chí khác") == "Anh/chị khác"
        with speaking("en"):
            assert addressed("x") == "x"
    assert _("Đồng chí") == "Đồng chí"


@pytest.mark.parametrize(("words", "fits"), [("anh/chị", True), ("quý vị", True), ("", False), ("a  b", False), ("<b>", False)])
def test_what_can_stand_for_it(words: str, fits: bool) -> None:  # noqa: FBT001  a table
    assert is_form(words) is fits


def test_the_web_address_of_the_federation_wins(talk: Talk) -> None:
    def work(db: Transaction) -> tuple[str, str]:
        row = db.session.exec(sqlmodel.select(Federation)).one()
        before = home.public_url(db, row.id or 0)
        home.change(db, row.id or 0, "public_url", "https://a.vn", talk.clock.now(), None)
        return before, home.public_url(db, row.id or 0)

    assert talk.do(work) == ("", "https://a.vn")


def test_it_is_for_officers(talk: Talk, join: Join) -> None:
    join(MAI)
    assert talk.say(MAI, "/caidat").text.startswith("Việc này dành cho cán bộ")

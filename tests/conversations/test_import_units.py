"""/nhapdonvi: a list of units comes in from a file, in chat."""

from pathlib import Path

import pytest

from bot.models import Bloc, Duty, Operation, Outbox, Unit
from bot.sheets import unit_template
from bot.units.roster import template
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.support.talking import Heard, Talk
from tests.units.sheets_for_tests import table, units, workbook

PROMPT = "📥 Xin gửi tệp Excel danh sách đơn vị của Công đoàn phường Sông Xanh"
ACCEPT = "✅ Đúng, nhập vào"
SHORT = ("Tên đơn vị", "Khối", "Số đoàn viên")
OLD = Path(__file__).parents[1] / "sheets" / "two_units.xls"


def sends(talk: Talk, content: bytes, name: str = "danh sách.xlsx") -> Heard:
    """The officer, who has joined, sends a file."""
    talk.say(OFFICER, "/nhapdonvi")
    return talk.upload(OFFICER, name, content)


def test_a_list_is_shown_and_only_then_written(talk: Talk, join: Join) -> None:
    join(OFFICER)
    before = len(talk.rows(Unit)), len(talk.rows(Duty))
    assert talk.say(OFFICER, "/nhapdonvi").text.startswith(PROMPT)
    header = ("STT", "Tên CĐCS", "Loại hình", "SĐT", "Số ĐV", "Ghi chú")
    rows = (
        [1, "Trường Mầm non Vàng Anh", "Trường học", 912000111, 40, "mới"],
        [2, "Công ty Gỗ Đông Phú", "Nhà máy", "12", "b", ""],
    )
    card = talk.upload(OFFICER, "danh sách.xlsx", workbook([["DANH SÁCH"], header, *rows], names=["Đơn vị"]))
    assert card.text == (
        "Xin kiểm tra lại giúp, Trợ lý chưa ghi gì:\n\n"
        "📄 Trang “Đơn vị”, tiêu đề ở dòng 2, 2 dòng đọc được\n"
        "A: số thứ tự · B: tên đơn vị · C: khối · D: điện thoại · E: số đoàn viên\n"
        "Không dùng cột: F (Ghi chú)\n\n"
        "➕ Thêm mới: 2\n"
        "🔍 Đang có nhưng không thấy trong tệp, vẫn giữ nguyên: 18\n"
        "Khối mới: Nhà máy\n\n"
        "⚠️ ô D4: “12” không phải là số điện thoại, nên bỏ trống\n"
        "⚠️ ô E4: “b” không phải là con số, nên bỏ trống\n\n"
        "• Tệp: danh sách.xlsx"
    )
    assert card.labels[:2] == (ACCEPT, "✏️ Sửa: Tệp")
    assert len(talk.rows(Unit)) == before[0]
    receipt = talk.tap(OFFICER, ACCEPT)
    assert receipt.text == "✅ Đã nhập lúc 09:00, 04/03.\n➕ Thêm mới: 2\n✏️ Thay đổi: 0\n☑️ Giữ nguyên: 0"
    assert len(talk.rows(Unit)) == before[0] + 2
    assert len(talk.rows(Duty)) > before[1]
    assert [each.name for each in talk.rows(Bloc)][3:] == ["Nhà máy"]
    assert [each.person_id for each in talk.rows(Operation) if each.deed == "unit.import"] == [1]


def test_the_same_file_again_changes_nothing_and_says_so(talk: Talk, join: Join) -> None:
    join(OFFICER)
    sends(talk, table(*units(30)))
    talk.tap(OFFICER, ACCEPT)
    count = len(talk.rows(Operation))
    again = sends(talk, table(*units(30)))
    assert again.text.startswith("☑️ Không có gì mới: 30 đơn vị trong tệp đều khớp với danh sách đang có. Trợ lý không ghi gì.")
    assert len(talk.rows(Operation)) == count
    assert len(talk.rows(Unit)) == 19 + 30


@pytest.mark.parametrize(
    ("label", "count", "receipt"),
    [
        ("Là một, giữ tên đang có", 19, "✏️ Thay đổi: 1"),
        ("Là một, lấy tên trong tệp", 19, "✏️ Thay đổi: 1"),
        ("Hai đơn vị khác nhau", 20, "➕ Thêm mới: 1"),
        ("Bỏ qua dòng này", 19, "☑️ Không có gì mới"),
    ],
)
def test_a_name_that_looks_like_another_is_asked_about(talk: Talk, join: Join, label: str, count: int, receipt: str) -> None:
    join(OFFICER)
    asked = sends(talk, table(["TH Đồi Thông", "", 56], header=SHORT))
    assert asked.text == (
        "Ô A2 ghi “TH Đồi Thông”.\nDanh sách đang có “Trường Tiểu học Đồi Thông”.\nĐây là một đơn vị hay hai đơn vị khác nhau?"
    )
    last = talk.tap(OFFICER, label)
    if ACCEPT in last.labels:
        last = talk.tap(OFFICER, ACCEPT)
    assert receipt in last
    assert len(talk.rows(Unit)) == count
    names = {each.name for each in talk.rows(Unit)}
    assert ("TH Đồi Thông" in names) == (label in {"Là một, lấy tên trong tệp", "Hai đơn vị khác nhau"})


def test_an_old_file_is_taken_as_well(talk: Talk, join: Join) -> None:
    join(OFFICER)
    sends(talk, OLD.read_bytes(), "cu.xls")
    assert "➕ Thêm mới: 2" in talk.tap(OFFICER, ACCEPT)


def test_of_several_sheets_one_is_chosen(talk: Talk, join: Join) -> None:
    join(OFFICER)
    rows = [[SHORT, [f"Trường Vàng Anh {n}", "", 5]] for n in (1, 2)]
    asked = sends(talk, workbook(*rows, [["Ghi chú"]], names=["Quý I", "Quý II", "Khác"]))
    assert asked.labels[:3] == ("Trang “Quý I”, 1 dòng", "Trang “Quý II”, 1 dòng", "Tất cả các trang")
    assert "📄 Trang “Quý II”" in talk.tap(OFFICER, "Trang “Quý II”, 1 dòng")
    talk.tap(OFFICER, ACCEPT)
    assert [each.name for each in talk.rows(Unit)][19:] == ["Trường Vàng Anh 2"]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"xin chao", "Trợ lý chỉ đọc được tệp Excel (.xlsx hoặc .xls)."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Tệp đang đặt mật khẩu"),
        (workbook([["Báo cáo", "Kết quả"], ["a", "b"]]), "Trợ lý không thấy cột “Tên đơn vị” trong tệp này."),
        (table(*units(5_001)), "Tệp có 5.001 dòng. Trong khung chat, mỗi lần nhập nhiều nhất 5.000 dòng"),
        (unit_template.build(), "Danh sách trong tệp này chưa có đơn vị nào."),
        (table(["", "Trường học", 5], header=SHORT), "⛔ ô A2: thiếu tên đơn vị\n\nChưa có gì để nhập."),
        (
            table(*([f"Trường Vàng Anh {n}{end}", "", 1] for n in range(21) for end in ("", " .")), header=SHORT),
            "Có 21 tên gần giống nhau, quá nhiều để hỏi từng tên.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do_and_asks_again(talk: Talk, join: Join, content: bytes, answer: str) -> None:
    join(OFFICER)
    heard = sends(talk, content)
    assert answer in heard.text
    assert PROMPT in heard.text
    assert "📄 Tải mẫu trống" in heard.labels
    assert "➕ Thêm mới: 1" in talk.upload(OFFICER, "b.xlsx", table(["Trường Vàng Anh", "", 5], header=SHORT))


def test_the_template_comes_when_it_is_asked_for(talk: Talk, join: Join) -> None:
    join(OFFICER)
    talk.say(OFFICER, "/nhapdonvi")
    heard = talk.tap(OFFICER, "📄 Tải mẫu trống")
    assert heard.labels == ("📥 Nhập danh sách đơn vị",)
    assert [each.kind for each in talk.rows(Outbox)].count(template.TEMPLATE) == 1
    assert talk.tap(OFFICER, "📥 Nhập danh sách đơn vị").text.startswith(PROMPT)


def test_another_file_can_be_sent_from_the_card(talk: Talk, join: Join) -> None:
    join(OFFICER)
    sends(talk, table(["Trường Vàng Anh", "", 5], header=SHORT))
    assert talk.tap(OFFICER, "✏️ Sửa: Tệp").text.startswith(PROMPT)
    talk.upload(OFFICER, "b.xlsx", table(["Trường Sơn Ca", "", 5], header=SHORT))
    talk.tap(OFFICER, ACCEPT)
    assert [each.name for each in talk.rows(Unit)][19:] == ["Trường Sơn Ca"]


def test_hostile_cells_are_only_text(talk: Talk, join: Join) -> None:
    join(OFFICER)
    rows = [
        ["=cmd|' /C calc'!A0", "{0} {name} %s", "{count}"],
        ["\u202eTrường \x01Sơn\u200b Ca", "<b>khối</b>", "x" * 30_000],
        *([f"Trường {'rất dài ' * 20}{n}", "k" * 90 + str(n), "y" * 200] for n in range(40)),
    ]
    header = ("Tên đơn vị", "Khối", "Số đoàn viên", *("cột " * 50 + str(n) for n in range(80)))
    card = sends(talk, table(*rows, header=header), "n" * 255)
    assert "và 35 chỗ khác" in card or "chỗ khác" in card
    talk.tap(OFFICER, ACCEPT)
    names = [each.name for each in talk.rows(Unit)][19:]
    assert names[:2] == ["=cmd|' /C calc'!A0", "Trường Sơn Ca"]


def test_a_chair_and_a_stranger_hear_that_it_is_not_for_them(talk: Talk, join: Join) -> None:
    join(MAI)
    assert talk.say(MAI, "/nhapdonvi").text == "Việc này dành cho cán bộ công đoàn cấp trên. Xin bấm một nút ở khung dưới."
    assert "mã mời" in talk.say(900, "/nhapdonvi")

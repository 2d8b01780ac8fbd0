"""/congtrinh: a chair says what became of the works that were pledged."""

from datetime import date, timedelta

import pytest

from bot import offices, pledges
from bot.database.transaction import Transaction
from bot.models import Office, Work, WorkState
from bot.pledges import contents
from bot.pledges.contents import Contents
from bot.works import DROPPED, FINISHED, LATER, OPEN
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, Join
from tests.equality.walks import PAPER, PHOTO
from tests.pledges.campaign import FACTORY, SCHOOL, open_campaign, owe
from tests.support.talking import Talk

GARDEN, YARD = "Vườn rau sạch", "Sân chơi"
BOTH = (
    contents.Work(GARDEN, "work", 5_000_000, date(2026, 4, 30)),
    contents.Work(YARD, "task"),
)
NOTHING = "Đơn vị của đồng chí chưa đăng ký công trình, phần việc nào. Muốn đăng ký, xin bấm nút dưới."
UNKNOWN = "Trợ lý không tìm thấy việc này trong giao ước của đơn vị. Xin chọn một việc:"


def pledged(talk: Talk, *works: contents.Work, name: str = SCHOOL) -> int:
    """Let a unit have pledged these works; returns the duty."""

    def write(db: Transaction) -> int:
        duty = owe(db, open_campaign(db), name)
        pledges.pledge(db, duty, Contents(works=works), None, talk.clock.now())
        return duty

    return talk.do(write)


def said(talk: Talk) -> list[tuple[int, str, date | None, int | None, str]]:
    return [(each.version, each.state, each.day, each.value, each.reason) for each in talk.rows(WorkState)]


def test_without_a_pledge_there_is_nothing_to_tell(talk: Talk, join: Join) -> None:
    heard = talk.say(join(MAI), "/congtrinh")
    assert (heard.text, heard.labels) == (NOTHING, ("🤝 Đăng ký giao ước",))


def test_an_officer_who_leads_no_unit_hears_the_same(talk: Talk, join: Join) -> None:
    pledged(talk, *BOTH)
    assert talk.say(join(OFFICER), "/congtrinh 1").text == NOTHING


def test_the_list_says_how_far_each_work_has_come(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    pledged(talk, *BOTH)
    heard = talk.say(mai, "/congtrinh")
    assert heard.text == (
        "🏗 2 công trình, phần việc đã đăng ký\n"
        "1. Vườn rau sạch: đang làm, hẹn xong 30/04/2026\n"
        "2. Sân chơi: đang làm, chưa rõ ngày xong\n"
        "Bấm vào một việc để báo đã xong, lùi ngày hoặc không làm nữa."
    )
    assert heard.labels == ("1. Vườn rau sạch", "2. Sân chơi")


def test_a_finished_work(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    pledged(talk, *BOTH)
    talk.say(mai, "/congtrinh")
    asked = talk.tap(mai, "1. Vườn rau sạch")
    assert asked.text == (
        "🏗 Vườn rau sạch\n🏫 Trường Tiểu học Sông Xanh\n🚩 Đợt 1\n💰 Đăng ký: 5.000.000 đồng\n"
        "📌 đang làm, hẹn xong 30/04/2026\n\nViệc này đến đâu rồi ạ?"
    )
    assert asked.labels[:3] == ("✅ Đã xong", "⏰ Xong muộn hơn", "✖️ Không làm nữa")
    assert talk.tap(mai, "✅ Đã xong").text == "“Vườn rau sạch” xong ngày nào ạ?\nVí dụ: hôm nay, 28/4"
    asked = talk.say(mai, "3/3")
    assert asked.text == "“Vườn rau sạch” làm xong trị giá bao nhiêu tiền?\nVí dụ: 5 triệu"
    assert asked.labels[:2] == ("5.000.000 đồng", "Chưa rõ")
    assert talk.say(mai, "6 triệu").text == "Xin gửi một ảnh của công trình, hoặc bấm nút."
    card = talk.upload(mai, "vuon.jpg", PHOTO.content)
    assert card.text == (
        "Xin kiểm tra lại giúp:\n🏫 Trường Tiểu học Sông Xanh\n🏗 Vườn rau sạch\n\n"
        "• Tình hình: ✅ Đã xong\n• Ngày xong: Thứ Ba, 03/03/2026\n• Trị giá đạt được: 6.000.000 đồng\n• Ảnh: vuon.jpg"
    )
    heard = talk.tap(mai, ACCEPT)
    assert heard.text == "✅ Đã ghi: “Vườn rau sạch” xong 03/03/2026. Chúc mừng đơn vị!\nTrợ lý không nhắc việc này nữa."
    assert heard.labels == ("✏️ Sửa điều vừa ghi", "🏗 Các công trình khác")
    assert said(talk) == [(1, FINISHED, date(2026, 3, 3), 6_000_000, "")]
    assert talk.rows(WorkState)[0].document_id is not None
    listed = talk.tap(mai, "🏗 Các công trình khác")
    assert listed.labels[0] == "1. Sân chơi"
    assert "2. Vườn rau sạch: ✅ xong 03/03/2026" in listed


def test_a_work_that_comes_later_is_dropped_and_goes_on_after_all(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    pledged(talk, BOTH[0])
    talk.say(mai, "/congtrinh")  # the only one
    assert talk.tap(mai, "⏰ Xong muộn hơn").text == "“Vườn rau sạch” lùi đến ngày nào ạ?\nVí dụ: 30/6"
    talk.say(mai, "15/6")
    heard = talk.tap(mai, ACCEPT)
    assert heard.text == "✅ Đã ghi: “Vườn rau sạch” lùi đến 15/06/2026.\nTrợ lý sẽ nhắc theo ngày mới."
    assert heard.labels == ("✏️ Sửa điều vừa ghi",)
    asked = talk.tap(mai, "✏️ Sửa điều vừa ghi")
    assert "📌 ⏰ lùi đến 15/06/2026" in asked
    assert asked.labels[3] == "🏗 Vẫn đang làm"
    assert talk.tap(mai, "✖️ Không làm nữa").text == "Vì sao đơn vị không làm “Vườn rau sạch” nữa?\nVí dụ: chưa có kinh phí"
    talk.say(mai, "chưa có kinh phí")
    assert talk.tap(mai, ACCEPT).text == "✅ Đã ghi: đơn vị không làm “Vườn rau sạch” nữa.\nTrợ lý không nhắc việc này nữa."
    asked = talk.say(mai, "/congtrinh")
    assert "📌 ✖️ không làm nữa\n💬 Lý do: chưa có kinh phí" in asked
    heard = talk.tap(mai, "🏗 Vẫn đang làm")
    assert heard.text == "✅ Đã ghi: “Vườn rau sạch” đang làm, hẹn xong 30/04/2026.\nTrợ lý lại nhắc như trước."
    assert said(talk) == [
        (1, LATER, date(2026, 6, 15), None, ""),
        (2, DROPPED, None, None, "chưa có kinh phí"),
        (3, OPEN, None, None, ""),
    ]


@pytest.mark.parametrize(
    ("taps", "words", "answer"),
    [
        (("✅ Đã xong",), "20/3/2026", "Ngày xong từ 03/03/2025 đến 04/03/2026; ngày 20/03/2026 nằm ngoài thời gian đó."),
        (("✅ Đã xong",), "31/2", "ngày"),
        (("⏰ Xong muộn hơn",), "3/3/2026", "Ngày mới từ 05/03/2026 đến 31/12/2027; ngày 03/03/2026 nằm ngoài thời gian đó."),
        (("✅ Đã xong", "Thứ Tư, 04/03"), "nhiều lắm", "Xin gõ số tiền, ví dụ: 500.000 đồng, 2 triệu"),
        (("✅ Đã xong", "Thứ Tư, 04/03"), "-5", "Xin gõ số tiền, ví dụ: 500.000 đồng, 2 triệu"),
        (
            ("✅ Đã xong", "Thứ Tư, 04/03", "Chưa rõ"),
            "ảnh đây",
            "Câu này chỉ nhận ảnh hoặc tệp. Xin bấm 📎 rồi chọn tệp, hoặc bấm “Không gửi ảnh”.",
        ),
        ((), "xong rồi nhé chị", "Xin bấm một trong các nút bên dưới."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_asked_again(talk: Talk, join: Join, taps: tuple[str, ...], words: str, answer: str) -> None:
    mai = join(MAI)
    pledged(talk, BOTH[0])
    talk.say(mai, "/congtrinh")
    for each in taps:
        talk.tap(mai, each)
    before = talk.last[mai]
    heard = talk.say(mai, words)
    assert answer in heard
    assert heard.text.endswith(before.text.rpartition("\n")[2])
    assert said(talk) == []


def test_a_file_that_is_no_photo_is_asked_again(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    pledged(talk, BOTH[0])
    for each in ("/congtrinh", "đã xong", "hôm nay", "chưa rõ"):
        talk.say(mai, each)
    heard = talk.upload(mai, "quyet dinh.pdf", PAPER.content)
    assert heard.text.startswith("Tệp quyet dinh.pdf không phải ảnh chụp. Xin gửi một ảnh khác.")
    talk.tap(mai, "Không gửi ảnh")
    talk.tap(mai, ACCEPT)
    assert said(talk) == [(1, FINISHED, date(2026, 3, 4), None, "")]


@pytest.mark.parametrize("words", ["{theirs}", "999999", "9" * 40, "{theirs} 1", "trang 2", "trang x", "trang 99999999", "chào"])
def test_another_units_work_is_not_found(talk: Talk, join: Join, words: str) -> None:
    mai = join(MAI)

    def write(db: Transaction) -> None:
        opened = open_campaign(db)
        for unit in (FACTORY, SCHOOL):
            pledges.pledge(db, owe(db, opened, unit), Contents(works=BOTH), None, talk.clock.now())

    talk.do(write)
    heard = talk.say(mai, f"/congtrinh {words.format(theirs=talk.rows(Work)[0].id)}")
    assert heard.labels == ("1. Vườn rau sạch", "2. Sân chơi")
    assert heard.text.startswith(UNKNOWN) is not words.startswith(("trang", "chào"))
    assert said(talk) == []


def test_a_button_from_before_an_amendment_leads_to_the_work_of_that_name(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    duty = pledged(talk, *BOTH)
    old = talk.rows(Work)[0].id
    talk.do(lambda db: pledges.pledge(db, duty, Contents(works=BOTH[::-1]), None, talk.clock.now()))
    assert talk.say(mai, f"/congtrinh {old}").text.startswith("🏗 Vườn rau sạch\n")
    talk.tap(mai, "✖️ Không làm nữa")
    talk.do(lambda db: pledges.pledge(db, duty, Contents(works=BOTH[1:]), None, talk.clock.now()))
    assert talk.say(mai, "hết tiền").text.startswith(UNKNOWN)
    assert said(talk) == []


def test_many_works_come_in_pages(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    pledged(talk, *(contents.Work(f"Việc {n}", "task") for n in range(1, 24)))
    assert talk.say(mai, "/congtrinh").labels[-1] == "Trang sau ▶"
    second = talk.tap(mai, "Trang sau ▶")
    assert "(trang 2/3)" in second
    assert second.labels[0] == "11. Việc 11"
    assert talk.say(mai, "/congtrinh trang 9").labels == ("21. Việc 21", "22. Việc 22", "23. Việc 23", "◀ Trang trước")


def test_somebody_who_leads_two_units_reads_whose_work_it_is(talk: Talk, join: Join) -> None:
    dung = join(DUNG)
    pledged(talk, *BOTH, name=FACTORY)
    assert "🏫" not in talk.say(dung, "/congtrinh")


def test_a_chair_who_left_meanwhile_can_say_nothing(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    pledged(talk, BOTH[0])
    talk.say(mai, "/congtrinh")
    talk.tap(mai, "✖️ Không làm nữa")
    talk.say(mai, "hết tiền")
    row = next(each for each in talk.rows(Office) if each.role == "chair")
    talk.do(lambda db: db.run(offices.END, row=row.id, last=talk.clock.now().date() - timedelta(days=1)))
    assert talk.tap(mai, ACCEPT).text == NOTHING
    assert said(talk) == []

"""A chair pledges for a phase, amends the pledge, and takes it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlmodel

from bot import pledges
from bot.campaigns.plan import Plan
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.models import Draft, Duty, Headcount, Pledge
from bot.pledges import Promised
from tests.conftest import DUNG, LAN, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, UNDO, Join, answers
from tests.pledges.campaign import BARE, FACTORY, PLAN, SCHOOL, VICTORY, open_campaign, owe, unit
from tests.support.talking import Heard, Talk

LONG = "thi đua " * 625  # 5,000 characters
ASK_CHOSEN = "Đơn vị đăng ký những nội dung nào? Bấm để chọn, có thể chọn nhiều."
FIRST = f"🤝 Giao ước thi đua Đợt 1 của {SCHOOL}. Hạn: Thứ Sáu, 20/03/2026.\n{ASK_CHOSEN}"
ASK_WORK = "Đơn vị có công trình, phần việc, sản phẩm nào không?"
ASK_MORE = "Còn công trình, phần việc, sản phẩm nào nữa không?"
ASK_BENEFIT = "Ngoài chế độ theo luật, đơn vị chăm lo thêm được gì cho đoàn viên ạ?\nVí dụ: khám sức khỏe, bữa ăn ca tốt hơn"
ASK_SIGNED = "Giao ước đã ký với thủ trưởng đơn vị (người sử dụng lao động) chưa ạ?"
CARD = f"Xin kiểm tra lại giúp:\n🏫 {SCHOOL}\n🚩 Đợt 1\n\n"
TOLD = (
    "• Người tốt, việc tốt: 45/62 đoàn viên, 73%; 2 tập thể\n"
    "• Sáng kiến: 12 sáng kiến\n"
    f"• Công trình “Vườn rau sạch”, 5.000.000 đồng, xong 30/04/2026, chào mừng {VICTORY}, đề nghị gắn biển\n"
    "• Thêm cho đoàn viên: khám sức khỏe\n"
    "• Đã ký với thủ trưởng đơn vị ngày 03/03/2026"
)
LINES = ("1, 3", "tiếp tục", "45", "2", "12")
WORK = ("công trình", "Vườn rau sạch", "5 triệu", "30/4", "1", "có")
REST = ("không", "khám sức khỏe", "đã ký", "3/3")


def opened(talk: Talk, plan: Plan = PLAN, name: str = SCHOOL, **duty: Any) -> int:
    """Let a unit owe a pledge in the campaign of `plan`; returns the duty."""

    def owed(db: Transaction) -> int:
        return owe(db, open_campaign(db, plan), name, **duty)

    return talk.do(owed)


def tell(talk: Talk, user: int, *said: str) -> Heard:
    """Say one thing after another; returns what was answered last."""
    return [talk.say(user, each) for each in said][-1]


def made(talk: Talk, user: int) -> Heard:
    """Make the whole pledge; returns the receipt."""
    tell(talk, user, "/giaouoc", *LINES, *WORK, *REST)
    return talk.tap(user, ACCEPT)


def holds(talk: Talk, duty_id: int) -> Promised | None:
    return talk.do(lambda db: pledges.pledge_of(db, duty_id))


def count(talk: Talk) -> int:
    return len(talk.rows(Pledge))


def test_a_chair_pledges_with_taps(talk: Talk, join: Join) -> None:
    mai, duty_id = join(MAI), opened(talk)
    asked = talk.say(mai, "/giaouoc")
    assert asked.text == FIRST
    assert asked.labels == (
        "⬜ Người tốt, việc tốt",
        "⬜ Chiến sĩ thi đua cơ sở",
        "⬜ Sáng kiến",
        "⬜ Giờ dạy giỏi",
        "Không chọn mục nào",
        "⏸ Để sau",
    )
    talk.tap(mai, "⬜ Người tốt, việc tốt")
    marked = talk.tap(mai, "⬜ Sáng kiến")
    assert marked.text == FIRST
    assert marked.labels[:5] == (
        "☑️ Người tốt, việc tốt",
        "⬜ Chiến sĩ thi đua cơ sở",
        "☑️ Sáng kiến",
        "⬜ Giờ dạy giỏi",
        "➡️ Tiếp tục (2 mục)",
    )
    asked = talk.tap(mai, "➡️ Tiếp tục (2 mục)")
    assert asked.text == (
        "“Người tốt, việc tốt”: đơn vị đăng ký bao nhiêu cá nhân? Đơn vị có 62 đoàn viên.\nGõ một con số, ví dụ: 5"
    )
    asked = talk.say(mai, "45")
    assert asked.text == (
        "Cá nhân: 45/62 đoàn viên, 73%.\n“Người tốt, việc tốt”: đơn vị đăng ký bao nhiêu tập thể (tổ, phòng, phân xưởng)?"
    )
    asked = talk.say(mai, "2")
    assert asked.text == "“Sáng kiến”: đơn vị phấn đấu đạt bao nhiêu sáng kiến?\nGõ một con số, ví dụ: 5"
    asked = talk.say(mai, "12")
    assert asked.text == ASK_WORK
    assert asked.labels[:4] == ("Công trình", "Phần việc", "Sản phẩm", "Không")
    assert talk.tap(mai, "Công trình").text == "Tên công trình là gì ạ?\nVí dụ: Vườn rau sạch của đơn vị"
    asked = talk.say(mai, "Vườn rau sạch")
    assert asked.text == "“Vườn rau sạch” trị giá khoảng bao nhiêu tiền?\nVí dụ: 5 triệu"
    assert asked.labels[0] == "Chưa rõ"
    assert talk.say(mai, "5 triệu").text == "“Vườn rau sạch” xong vào ngày nào?\nVí dụ: 30/4"
    asked = talk.say(mai, "30/4")
    assert asked.text == "Việc này chào mừng ngày nào?"
    assert asked.labels[:3] == (VICTORY, "Ngày sinh của Bác", "Không gắn với ngày nào")
    assert talk.tap(mai, VICTORY).text == "Đơn vị có đề nghị gắn biển không?"
    assert talk.tap(mai, "Có").text == ASK_MORE
    assert talk.tap(mai, "Không").text == ASK_BENEFIT
    assert talk.say(mai, "khám sức khỏe").text == ASK_SIGNED
    assert talk.tap(mai, "Đã ký").text == "Ký ngày nào ạ?\nVí dụ: 15/1 · hôm nay"
    card = talk.say(mai, "3/3")
    assert card.text == CARD + (
        "• Nội dung: Người tốt, việc tốt; Sáng kiến\n"
        "• Người tốt, việc tốt (cá nhân): 45/62 đoàn viên, 73%\n"
        "• Người tốt, việc tốt (tập thể): 2 tập thể\n"
        "• Sáng kiến: 12 sáng kiến\n"
        "• Việc 1: Công trình\n"
        "• Việc 1, tên: Vườn rau sạch\n"
        "• Việc 1, trị giá: 5.000.000 đồng\n"
        "• Việc 1, ngày xong: 30/04/2026\n"
        f"• Việc 1, chào mừng: {VICTORY}\n"
        "• Việc 1, gắn biển: Có\n"
        "• Việc 2: Không\n"
        "• Lợi ích thêm cho đoàn viên: khám sức khỏe\n"
        "• Ký giao ước: Đã ký\n"
        "• Ngày ký: Thứ Ba, 03/03/2026"
    )
    receipt = talk.tap(mai, ACCEPT)
    assert receipt.text == f"✅ Đã ghi nhận giao ước lúc 09:00, 04/03.\n🏫 {SCHOOL}\n🚩 Đợt 1\n\n{TOLD}"
    assert receipt.labels == (UNDO,)

    said = holds(talk, duty_id)
    assert said is not None
    assert (said.version, said.benefit, said.is_signed, said.signed_on) == (1, "khám sức khỏe", True, date(2026, 3, 3))
    assert [(each.offer.name, each.people, each.collectives, each.amount) for each in said.lines] == [
        ("Người tốt, việc tốt", 45, 2, None),
        ("Sáng kiến", None, None, 12),
    ]
    assert [(each.name, each.kind, each.value, each.finish_on, each.wants_plaque) for each in said.works] == [
        ("Vườn rau sạch", "work", 5_000_000, date(2026, 4, 30), True)
    ]
    assert talk.rows(Draft) == []
    assert talk.say(mai, "/conthieu").text == "✅ Đơn vị của đồng chí không còn thiếu việc gì."


def test_everything_can_be_typed(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    tell(talk, mai, "/giaouoc", *LINES, *WORK, *REST)
    assert talk.say(mai, "đúng").text.endswith(TOLD)


def test_most_can_be_passed_over(talk: Talk, join: Join) -> None:
    mai, duty_id = join(MAI), opened(talk)
    tell(talk, mai, "/giaouoc", "người tốt", "tiếp tục", "không có", "1")
    tell(talk, mai, "sản phẩm", "Lịch để bàn", "chưa rõ", "Chua ro", "không gắn", "không", "không")
    tell(talk, mai, "Không có", "chưa ký")
    receipt = talk.tap(mai, ACCEPT)
    assert receipt.text.endswith("• Người tốt, việc tốt: 1 tập thể\n• Sản phẩm “Lịch để bàn”\n• Chưa ký với thủ trưởng đơn vị")
    said = holds(talk, duty_id)
    assert said is not None
    assert (said.lines[0].people, said.is_signed, said.signed_on, said.works[0].value) == (None, False, None, None)


STEPS = [
    "chosen",
    "people",
    "collectives",
    "amount",
    "kind",
    "name",
    "value",
    "finish",
    "honours",
    "plaque",
    "more",
    "benefit",
    "signed",
    "signed-on",
    "card",
]
ANSWERS = (*LINES[1:], *WORK, *REST, None)
BUTTONS = "Xin bấm một trong các nút bên dưới."
BAD: dict[str, tuple[tuple[str, str], ...]] = {
    "chosen": (("gì đó", "Xin bấm vào từng mục cần chọn, hoặc gõ số của các mục, ví dụ: 1, 3"),),
    "people": (("nhiều", "Xin gõ một con số, ví dụ: 45"), ("12,5", "Cần một con số từ 0 đến 100.000. Xin gõ lại.")),
    "collectives": (("-3", "Xin gõ một con số, ví dụ: 45"),),
    "amount": (("501", "Cần một con số từ 0 sáng kiến đến 500 sáng kiến. Xin gõ lại."), (LONG, "Xin gõ một con số, ví dụ: 45")),
    "kind": (("7", BUTTONS), ("có", BUTTONS)),
    "name": (
        (LONG, "Xin viết gọn lại, tối đa 200 ký tự; tin vừa gửi dài 4.999 ký tự."),
        (" ", "Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."),
    ),
    "value": (("nhiều tiền", "Xin gõ số tiền, ví dụ: 500.000 đồng, 2 triệu"),),
    "finish": (("30/4/2027", "Cần một ngày từ 01/01/2026 đến 31/12/2026. Xin gõ lại."),),
    "honours": (("sinh nhật", BUTTONS),),
    "plaque": (("chắc là", BUTTONS),),
    "more": (("có", BUTTONS),),
    "benefit": (("", "Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."),),
    "signed": (("mai ký", BUTTONS),),
    "signed-on": (
        ("5/3/2026", "Thời gian được chọn từ 03/03/2025 đến 04/03/2026; ngày 05/03/2026 nằm ngoài thời gian đó. Xin chọn lại."),
    ),
    "card": (("dung", "Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."),),
}


def test_what_cannot_be_read_is_said_in_a_sentence_and_nothing_is_lost(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    asked = talk.say(mai, "/giaouoc")
    for step, answer in zip(STEPS, ANSWERS, strict=True):
        for said, sentence in BAD[step]:
            again = talk.say(mai, said)
            assert again == Heard(f"{sentence}\n\n{asked.text}", asked.labels, asked.data, ()), step
        if step == "chosen":
            talk.say(mai, "1, 3")
        asked = talk.say(mai, answer) if answer else asked
    assert talk.tap(mai, ACCEPT).text.endswith(TOLD)


def test_more_people_than_members_are_asked_about_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    asked = tell(talk, mai, "/giaouoc", "1", "tiếp tục", "65")
    assert asked.text == "65 người là nhiều hơn 62 đoàn viên của đơn vị. Đồng chí giữ số này chứ ạ?"
    assert "bao nhiêu cá nhân" in talk.tap(mai, "Gõ lại số khác")
    assert "nhiều hơn" in talk.say(mai, "70")
    assert talk.say(mai, "66").text.startswith("66 người là nhiều hơn")
    assert talk.tap(mai, "Giữ số này").text.startswith("Cá nhân: 66/62 đoàn viên, 106%.\n")
    tell(talk, mai, "không có", "không", "không có", "chưa ký")
    assert "66/62 đoàn viên, 106%" in talk.tap(mai, ACCEPT)


def test_a_unit_whose_members_are_not_known_hears_no_share(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)

    def forget(db: Transaction) -> None:
        wanted = sqlmodel.select(Headcount).where(Headcount.unit_id == unit(db, SCHOOL).id)
        for each in db.session.exec(wanted).all():
            each.members = None
            db.session.add(each)

    talk.do(forget)
    asked = tell(talk, mai, "/giaouoc", "1", "tiếp tục")
    assert asked.text == "“Người tốt, việc tốt”: đơn vị đăng ký bao nhiêu cá nhân?\nGõ một con số, ví dụ: 5"
    assert talk.say(mai, "5000").text.startswith("Cá nhân: 5.000 người.\n")


def test_a_title_without_people_and_collectives_is_asked_again(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    asked = tell(talk, mai, "/giaouoc", "1", "tiếp tục", "0", "không có")
    assert asked.text.startswith("Danh hiệu này chưa có cá nhân hay tập thể nào.")
    talk.tap(mai, "◀ Câu trước")
    assert talk.say(mai, "5").text.startswith("Cá nhân: 5/62 đoàn viên, 8%.")


def test_a_title_of_people_or_of_collectives_asks_for_those_alone(talk: Talk, join: Join) -> None:
    mai, titles = join(MAI), ("Chiến sĩ thi đua cơ sở", "Tập thể lao động xuất sắc")
    duty_id = opened(talk, replace(PLAN, titles=titles))
    asked = tell(talk, mai, "/giaouoc", "1, 2", "tiếp tục")
    assert asked.text.startswith("“Chiến sĩ thi đua cơ sở”: đơn vị đăng ký bao nhiêu cá nhân?")
    assert talk.say(mai, "0").text.startswith("Danh hiệu này chưa có cá nhân nào. Xin gõ số người.")
    asked = talk.say(mai, "7")
    assert asked.text.startswith("“Tập thể lao động xuất sắc”: đơn vị đăng ký bao nhiêu tập thể")
    asked = talk.say(mai, "12 nghìn")
    assert asked.text == "12.000 tập thể là nhiều hơn 62 đoàn viên của đơn vị. Đồng chí giữ số này chứ ạ?"
    talk.tap(mai, "Gõ lại số khác")
    talk.say(mai, "2")
    tell(talk, mai, "không", "không", "chưa ký")
    talk.tap(mai, ACCEPT)
    said = holds(talk, duty_id)
    assert said is not None
    assert [(each.people, each.collectives) for each in said.lines] == [(7, None), (None, 2)]


def test_a_factory_is_asked_for_its_own_figures(talk: Talk, join: Join) -> None:
    dung, duty_id = join(DUNG), opened(talk, name=FACTORY)
    assert "⬜ Chi chăm lo" in talk.say(dung, "/giaouoc").labels
    asked = tell(talk, dung, "4, 5", "tiếp tục")
    assert asked.text == "“Chi chăm lo”: đơn vị phấn đấu đạt bao nhiêu đồng?\nGõ số tiền, ví dụ: 20 triệu"
    asked = talk.say(dung, "200")
    assert asked.labels[:2] == ("200.000 đồng", "200.000.000 đồng")
    asked = talk.tap(dung, "200.000.000 đồng")
    assert asked.text == "“Đoàn viên tham gia”: đơn vị phấn đấu đạt bao nhiêu %?\nGõ tỷ lệ, ví dụ: 95%"
    tell(talk, dung, "98,5%", "không", "không có", "chưa ký")
    assert "• Chi chăm lo: 200.000.000 đồng\n• Đoàn viên tham gia: 98,5 %" in talk.tap(dung, ACCEPT)
    said = holds(talk, duty_id)
    assert said is not None
    assert list(said.amounts.values()) == [200_000_000, 98.5]


def test_a_campaign_without_titles_and_figures_asks_for_works_and_a_benefit(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk, BARE)
    asked = talk.say(mai, "/giaouoc")
    assert asked.text == f"🤝 Giao ước thi đua Đợt 1 của {SCHOOL}. Hạn: Thứ Sáu, 20/03/2026.\n{ASK_WORK}"
    assert tell(talk, mai, "1", "Sân chơi", "chưa rõ", "chưa rõ").text == "Đơn vị có đề nghị gắn biển không?"
    tell(talk, mai, "không", "không", "không có", "chưa ký")
    assert "• Công trình “Sân chơi”\n• Chưa ký" in talk.tap(mai, ACCEPT)


def test_a_pledge_of_nothing_is_not_written_down(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    asked = tell(talk, mai, "/giaouoc", "không chọn", "không", "không có")
    assert asked.text.startswith("Giao ước chưa có nội dung nào. Xin gõ một lợi ích, hoặc bấm ◀ Câu trước để chọn nội dung.")
    assert talk.say(mai, "nhà trẻ").text == ASK_SIGNED


def test_the_second_press_is_no_second_pledge(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    mark = talk.say(mai, "/giaouoc").data["⬜ Sáng kiến"]
    talk.tap_data(mai, mark, "⬜ Sáng kiến")
    talk.tap_data(mai, mark, "⬜ Sáng kiến")
    assert talk.toast == "Nút này của lần hỏi trước. Xin xem tin cuối cùng."
    assert "☑️ Sáng kiến" in talk.send_kind(mai, sticker={}).labels
    card = tell(talk, mai, "1", "tiếp tục", *LINES[2:], *WORK, *REST)
    talk.tap_data(mai, card.data[ACCEPT], ACCEPT)
    talk.tap_data(mai, card.data[ACCEPT], ACCEPT)
    assert count(talk) == 1


def test_going_back_in_the_middle_of_the_works(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    tell(talk, mai, "/giaouoc", *LINES, *WORK)
    tell(talk, mai, "phần việc", "Dọn kho")
    assert talk.tap(mai, "◀ Câu trước").text == "Tên phần việc là gì ạ?\nVí dụ: Vườn rau sạch của đơn vị"
    assert talk.tap(mai, "◀ Câu trước").text == ASK_MORE
    assert talk.tap(mai, "◀ Câu trước").text == "Đơn vị có đề nghị gắn biển không?"
    assert talk.say(mai, "không").text == ASK_MORE
    card = tell(talk, mai, *REST)
    assert "Việc 2: Không" in card
    assert "Việc 1, gắn biển: Không" in card


def test_a_work_is_struck_out_on_the_card_and_the_others_stay(talk: Talk, join: Join) -> None:
    mai, duty_id = join(MAI), opened(talk)
    tell(talk, mai, "/giaouoc", *LINES, *WORK)
    card = tell(talk, mai, "phần việc", "Dọn kho", "chưa rõ", "chưa rõ", "không gắn", "không", *REST)
    assert "✏️ Sửa: Việc 2, tên" in card.labels
    talk.tap(mai, "✏️ Sửa: Việc 1")
    card = talk.tap(mai, "Không")
    assert "• Việc 1: Không\n• Việc 2: Phần việc\n• Việc 2, tên: Dọn kho" in card
    talk.tap(mai, ACCEPT)
    said = holds(talk, duty_id)
    assert said is not None
    assert [each.name for each in said.works] == ["Dọn kho"]


def test_titles_are_changed_on_the_card(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    opened(talk)
    tell(talk, mai, "/giaouoc", *LINES, *WORK, *REST)
    asked = talk.tap(mai, "✏️ Sửa: Nội dung")
    assert asked.labels[:5] == (
        "☑️ Người tốt, việc tốt",
        "⬜ Chiến sĩ thi đua cơ sở",
        "☑️ Sáng kiến",
        "⬜ Giờ dạy giỏi",
        "➡️ Tiếp tục (2 mục)",
    )
    talk.tap(mai, "☑️ Sáng kiến")
    talk.tap(mai, "⬜ Giờ dạy giỏi")
    assert "“Giờ dạy giỏi”" in talk.tap(mai, "➡️ Tiếp tục (2 mục)")
    card = talk.say(mai, "20 giờ")
    assert "• Giờ dạy giỏi: 20 giờ" in card
    assert "• Sáng kiến: " not in card


def test_a_pledge_is_amended_from_what_holds(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai, duty_id = join(MAI), opened(talk)
    made(talk, mai)
    clock.walk_to(clock.now() + timedelta(days=3))
    asked = talk.say(mai, "/giaouoc")
    assert asked.text == (
        f"{SCHOOL} đã đăng ký giao ước Đợt 1 lúc 09:00, 04/03:\n{TOLD}\n\n"
        "Muốn sửa, xin gõ lý do, ví dụ: thêm một sáng kiến. Không sửa, xin bấm ⏸ Để sau."
    )
    card = talk.say(mai, "thêm sáng kiến của tổ Toán")
    assert card.text.startswith(f"{CARD}• Lý do sửa: thêm sáng kiến của tổ Toán\n• Nội dung: Người tốt, việc tốt; Sáng kiến\n")
    asked = talk.tap(mai, "✏️ Sửa: Sáng kiến")
    assert asked.labels[0] == "12 sáng kiến"
    talk.say(mai, "21")
    assert talk.tap(mai, "✏️ Sửa: Việc 1, tên").labels[0] == "Vườn rau sạch"
    talk.tap(mai, "Vườn rau sạch")
    assert talk.tap(mai, "✏️ Sửa: Lợi ích thêm cho đoàn viên").labels[:2] == ("khám sức khỏe", "Không có")
    talk.say(mai, "bữa ăn ca")
    receipt = talk.tap(mai, ACCEPT)
    assert receipt.text.endswith("🔁 Thay cho bản đã ghi lúc 09:00, 04/03. Bản cũ vẫn được lưu.")
    assert "• Sáng kiến: 21 sáng kiến\n• Công trình “Vườn rau sạch”" in receipt
    versions = talk.do(lambda db: pledges.history(db, duty_id))
    assert [(each.version, each.lines[1].amount, each.benefit, each.reason) for each in versions] == [
        (1, 12, "khám sức khỏe", ""),
        (2, 21, "bữa ăn ca", "thêm sáng kiến của tổ Toán"),
    ]
    assert [each.done_at for each in talk.rows(Duty) if each.id == duty_id] == [versions[0].recorded_at]


def test_an_amendment_begun_before_another_one_was_written_starts_from_that_one(talk: Talk, join: Join) -> None:
    """What was taken over from an older version would take back what has changed since."""
    mai, duty_id = join(MAI), opened(talk)
    made(talk, mai)
    tell(talk, mai, f"/giaouoc {duty_id}", "sửa sau", "để sau")
    tell(talk, mai, "/giaouoc", "đổi lợi ích")
    talk.tap(mai, "✏️ Sửa: Lợi ích thêm cho đoàn viên")
    talk.say(mai, "bữa ăn ca")
    talk.tap(mai, ACCEPT)
    assert "• Thêm cho đoàn viên: bữa ăn ca" in talk.say(mai, f"/giaouoc {duty_id}")
    assert "• Lợi ích thêm cho đoàn viên: bữa ăn ca" in talk.say(mai, "sửa nữa")


AFTER = datetime(2026, 3, 21, 2, 0, tzinfo=UTC)  # the day after it was due


def test_after_the_due_day_it_is_frozen(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk)
    made(talk, mai)
    clock.walk_to(AFTER)
    frozen = talk.say(mai, "/giaouoc")
    assert frozen.text == (
        f"🔒 Giao ước Đợt 1 của {SCHOOL} đã khóa vì đã qua hạn Thứ Sáu, 20/03/2026.\n\n{TOLD}\n\n"
        "Muốn sửa, xin đề nghị công đoàn cấp trên mở lại hoặc gia hạn. "
        "Liên hệ: cô Hà, văn phòng công đoàn phường, 024 3000 0000."
    )
    assert talk.rows(Draft) == []


def test_an_amendment_left_open_past_the_due_day_is_not_written(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk)
    made(talk, mai)
    tell(talk, mai, "/giaouoc", "đổi")
    clock.walk_to(AFTER)
    assert talk.tap(mai, ACCEPT).text.startswith("🔒")
    assert count(talk) == 1


@pytest.mark.parametrize("deed", ["reopened", "extended"])
def test_an_officer_opens_it_again(talk: Talk, join: Join, clock: StandingClock, deed: str) -> None:
    mai, duty_id = join(MAI), opened(talk)
    made(talk, mai)
    clock.walk_to(AFTER)

    def decide(db: Transaction) -> None:
        duty, why = db.session.get_one(Duty, duty_id), Decision("cô Hà", None, "xin sửa", clock.now())
        if deed == "reopened":
            deciding.reopen(db, duty, why)
        else:
            deciding.extend(db, duty, date(2026, 3, 31), why)

    talk.do(decide)
    assert "Muốn sửa, xin gõ lý do" in talk.say(mai, "/giaouoc")
    talk.say(mai, "cán bộ cho sửa")
    assert "🔁 Thay cho bản" in talk.tap(mai, ACCEPT)
    assert count(talk) == 2


def test_a_late_first_pledge_is_taken_until_it_is_closed(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk, closes_on=date(2026, 3, 25))
    clock.walk_to(AFTER)
    assert ASK_CHOSEN in talk.say(mai, "/giaouoc")
    talk.say(mai, "dừng")
    clock.walk_to(AFTER + timedelta(days=5))
    assert talk.say(mai, "/giaouoc").text.startswith(
        f"🔒 Việc đăng ký giao ước Đợt 1 của {SCHOOL} đã khóa vì đã qua hạn Thứ Sáu, 20/03/2026.\n\nMuốn sửa, xin đề nghị"
    )


def test_a_first_pledge_is_taken_back(talk: Talk, join: Join) -> None:
    mai, duty_id = join(MAI), opened(talk)
    data = made(talk, mai).data[UNDO]
    assert talk.tap_data(mai, data, UNDO).text == "↩️ Đã hoàn tác. Đơn vị chưa đăng ký giao ước."
    assert talk.tap_data(mai, data, UNDO).text == ("Giao ước này đã được thay bằng bản mới hơn nên không còn gì để hoàn tác.")
    assert holds(talk, duty_id) is None
    assert "Đăng ký giao ước thi đua" in talk.say(mai, "/conthieu")
    assert talk.say(mai, "/giaouoc").text == FIRST


def test_an_amendment_is_taken_back(talk: Talk, join: Join) -> None:
    mai, duty_id = join(MAI), opened(talk)
    made(talk, mai)
    tell(talk, mai, "/giaouoc", "đổi")
    talk.tap(mai, "✏️ Sửa: Sáng kiến")
    talk.say(mai, "21")
    talk.tap(mai, ACCEPT)
    assert talk.tap(mai, UNDO).text == "↩️ Đã hoàn tác. Giao ước trở lại như trước."
    said = holds(talk, duty_id)
    assert said is not None
    assert (said.version, list(said.amounts.values())) == (3, [12])


def test_ten_minutes_are_ten_minutes(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk)
    made(talk, mai)
    clock.walk_to(clock.now() + timedelta(seconds=601))
    assert talk.tap(mai, UNDO).text == "Đã quá 10 phút nên không hoàn tác được. Muốn sửa giao ước, xin gõ /giaouoc"
    assert count(talk) == 1


@pytest.mark.parametrize("said", ["/bogiaouoc", "/bogiaouoc abc", "/bogiaouoc -1"])
def test_undo_without_a_pledge_says_where_the_button_is(talk: Talk, join: Join, said: str) -> None:
    assert talk.say(join(MAI), said).text == "Muốn hoàn tác, xin bấm nút ↩️ dưới tin ghi nhận."


def test_another_person_cannot_undo(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    opened(talk)
    data = made(talk, mai).data[UNDO]
    assert talk.tap_data(dung, data, UNDO).text == "Trợ lý không tìm thấy giao ước này của đồng chí."
    assert talk.say(dung, "/bogiaouoc 99999999999999999999").text == "Trợ lý không tìm thấy giao ước này của đồng chí."
    assert count(talk) == 1


NOTHING_OWED = "Hiện đơn vị của đồng chí không có giao ước thi đua nào cần đăng ký."


def test_nobody_pledges_for_another_unit(talk: Talk, join: Join) -> None:
    officer, dung, lan, duty_id = join(OFFICER), join(DUNG), join(LAN), opened(talk)
    for other in (officer, dung, lan):
        assert talk.say(other, f"/giaouoc {duty_id}").text == NOTHING_OWED
    assert "Xin gõ mã mời 6 ký tự" in talk.say(900, f"/giaouoc {duty_id}")
    assert talk.rows(Pledge) == []


def test_where_several_phases_are_owed_one_is_chosen_or_named(talk: Talk, join: Join) -> None:
    mai = join(MAI)

    def both(db: Transaction) -> tuple[int, int]:
        campaign = open_campaign(db)
        return owe(db, campaign), owe(db, campaign, phase="Đợt 2", due_on=None)

    first, second = talk.do(both)
    asked = talk.say(mai, "/giaouoc")
    assert asked.text == "Đơn vị đăng ký giao ước cho đợt nào?"
    assert asked.labels[:2] == ("Đợt 1", "Đợt 2")
    assert talk.say(mai, "đợt 2").text == f"🤝 Giao ước thi đua Đợt 2 của {SCHOOL}.\n{ASK_CHOSEN}"
    tell(talk, mai, *LINES, *WORK, *REST)
    talk.tap(mai, "✏️ Sửa: Đợt")
    assert "🚩 Đợt 1" in talk.tap(mai, "Đợt 1")
    talk.tap(mai, ACCEPT)
    assert holds(talk, first) is not None
    assert holds(talk, second) is None
    assert "🤝 Giao ước thi đua Đợt 2" in talk.say(mai, f"/giaouoc {second}")
    assert "đã đăng ký giao ước Đợt 1" in talk.say(mai, f"/giaouoc {first}")


def test_a_phase_counts_from_a_month_before_it_starts(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk, phase="Đợt 3", due_on=None)
    assert talk.say(mai, "/giaouoc").text == NOTHING_OWED
    clock.walk_to(datetime(2026, 6, 1, 2, 0, tzinfo=UTC))
    assert talk.say(mai, "/giaouoc").text == f"🤝 Giao ước thi đua Đợt 3 của {SCHOOL}.\n{ASK_CHOSEN}"


def test_what_was_pledged_for_a_phase_that_ended_is_not_shown_any_more(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk)
    made(talk, mai)
    clock.walk_to(datetime(2026, 7, 1, 2, 0, tzinfo=UTC))
    assert talk.say(mai, "/giaouoc").text == NOTHING_OWED


def test_a_draft_is_gone_on_with_after_weeks(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    opened(talk)
    tell(talk, mai, "/giaouoc", *LINES, *WORK[:3])
    go_on = talk.say(mai, "dừng").data["📝 Làm tiếp"]
    clock.walk_to(clock.now() + timedelta(weeks=5))
    assert talk.tap_data(mai, go_on).text == "“Vườn rau sạch” xong vào ngày nào?\nVí dụ: 30/4"
    tell(talk, mai, *WORK[3:], *REST)
    assert talk.tap(mai, ACCEPT).text.endswith(TOLD)
    assert answers(talk) == []

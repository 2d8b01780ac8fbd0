"""/mochiendich: an officer opens a campaign: step by step, from an example, from last year's, from a file."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot import campaigns
from bot.campaigns.plan import Plan, PlanTheme
from bot.models import Bloc, BlocMatch, Campaign, CampaignBloc, Draft, DutyRule, Operation
from tests.conftest import MAI, OFFICER
from tests.support.talking import Heard, Talk

Join = Callable[[int], int]
ACCEPT = "✅ Đúng, mở chiến dịch"
STEPS, EXAMPLE, COPY, FILE = "✍️ Điền từng bước", "📚 Từ kế hoạch mẫu", "🔁 Chép chiến dịch cũ", "📎 Từ tệp chiến dịch"
UNTIL_EVENT = "Chưa biết ngày, đến một sự kiện"
HEAD = ("Thi đua năm 2026", "12/KH-CĐ", "25/12", "Không có")  # title, number, day of issue, no theme of the year


def newest(talk: Talk) -> Plan:
    """The plan of the campaign that was opened last."""
    campaign = max(talk.rows(Campaign), key=lambda each: each.id)
    return talk.do(lambda db: campaigns.recall(db, campaign))


def walk(talk: Talk, *said: str) -> Heard:
    """The officer taps what is offered, and types what is not."""
    heard = talk.last[OFFICER]
    for each in said:
        heard = talk.tap(OFFICER, each) if each in talk.last[OFFICER].labels else talk.say(OFFICER, each)
    return heard


def begin(talk: Talk, join: Join, way: str) -> Heard:
    join(OFFICER)
    return walk(talk, "/mochiendich", way)


def test_step_by_step(talk: Talk, join: Join) -> None:
    begin(talk, join, STEPS)
    walk(talk, "Thi đua năm 2026", "12/KH-CĐ", "25/12", "Chủ đề A", "Thành phố", "Chủ đề B", "Của đơn vị mình", "Không có")
    walk(talk, "2", "1/1", "30/6", "Lao động giỏi", "1/7", "tháng 12/2026", "Không có")
    card = walk(talk, "Đăng ký phát động, báo cáo")
    assert "🗓 Thi đua năm 2026\nCông đoàn phường Sông Xanh\n🚩 Đợt 1: 01/01/2026 – 30/06/2026\n“Lao động giỏi”" in card
    assert "🚩 Đợt 2: 01/07/2026 – tháng 12/2026" in card
    done = walk(talk, ACCEPT)
    assert done.text == (
        "✅ Đã mở chiến dịch: Thi đua năm 2026\nCó 2 hạn được đề xuất. Chưa hạn nào có hiệu lực: bấm 📅 để xem và xác nhận."
        "\n\n🧭 Các bước chuẩn bị: xong 4/7 bước."
    )
    assert done.labels == ("📅 Xác nhận hạn", "🗓 Xem kế hoạch", "📎 Gửi tệp kế hoạch", "🧭 Các bước chuẩn bị")
    plan = newest(talk)
    assert (plan.number, plan.issued_on) == ("12/KH-CĐ", dt.date(2025, 12, 25))
    assert plan.themes == (PlanTheme("Chủ đề A", ("Thành phố",)), PlanTheme("Chủ đề B", ("Công đoàn phường Sông Xanh",)))
    assert [(each.end, each.end_precision) for each in plan.phases] == [
        (dt.date(2026, 6, 30), "day"),
        (dt.date(2026, 12, 31), "month"),
    ]
    rules = [each for each in talk.rows(DutyRule) if each.confirmed_at is None and each.source != ""]
    assert {"launch", "report"} <= {each.kind for each in rules}
    assert talk.rows(Operation)[-1].deed == "campaign.open"


def test_a_phase_from_now_until_an_event(talk: Talk, join: Join) -> None:
    begin(talk, join, STEPS)
    walk(
        talk,
        "Chào mừng đại hội",
        "Chưa có số",
        "Chưa ký",
        "Không có",
        "1",
        "Từ nay",
        UNTIL_EVENT,
        "Đại hội Công đoàn",
        "Không có",
    )
    card = walk(talk, "Chưa yêu cầu gì")
    assert "🚩 Đợt 1: từ 04/03/2026 đến khi có Đại hội Công đoàn" in card
    done = walk(talk, ACCEPT)
    assert "🏛 Đợt 1 chưa có ngày kết thúc, chờ: Đại hội Công đoàn." in done
    assert "📅 Xác nhận hạn" not in done.labels
    phase = newest(talk).phases[0]
    assert (phase.start, phase.start_rule, phase.start_resolved) == (None, "từ nay", dt.date(2026, 3, 4))
    assert (phase.end, phase.end_precision, phase.end_event) == (None, "event", "Đại hội Công đoàn")


BOUNDS = {
    "1/5": ("01/05/2026 – ", "day"),
    "tháng 5/2026": ("tháng 5/2026 – ", "month"),
    "5/2026": ("tháng 5/2026 – ", "month"),
    "năm 2026": ("năm 2026 – ", "year"),
    "2026": ("năm 2026 – ", "year"),
    "15-1-2026": ("15/01/2026 – ", "day"),
    "mùng 1 tháng 2": ("01/02/2026 – ", "day"),
}


@pytest.mark.parametrize("said", BOUNDS)
def test_a_start_is_a_day_a_month_or_a_year(talk: Talk, join: Join, said: str) -> None:
    begin(talk, join, STEPS)
    walk(talk, *HEAD, "1", said, "31/12", "Không có", "Chưa yêu cầu gì")
    shown, precision = BOUNDS[said]
    assert f"🚩 Đợt 1: {shown}31/12/2026" in talk.last[OFFICER]
    walk(talk, ACCEPT)
    assert newest(talk).phases[0].start_precision == precision


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("31/2", "Lịch không có “31/2”."),
        ("13/2026", "Lịch không có “13/2026”."),
        ("30/4/2026", "Cần một ngày từ 01/05/2026 đến"),
        ("năm 2025", "Cần một ngày từ 01/05/2026 đến"),
        ("xyz", "Trợ lý chưa hiểu “xyz”."),
        ("12/9999", "Cần một ngày từ 01/05/2026 đến|Lịch không có “12/9999”."),
    ],
)
def test_an_end_that_cannot_be_is_asked_again(talk: Talk, join: Join, said: str, answer: str) -> None:
    begin(talk, join, STEPS)
    heard = walk(talk, *HEAD, "1", "1/5/2026", said)
    assert any(each in heard for each in answer.split("|"))
    assert "Đợt 1 kết thúc khi nào?" in heard
    assert "🚩 Đợt 1: 01/05/2026 – 31/01/2027" in walk(talk, "31/1", "Không có", "Chưa yêu cầu gì")


def test_an_answer_can_be_changed_on_the_card(talk: Talk, join: Join) -> None:
    begin(talk, join, STEPS)
    walk(talk, *HEAD, "1", "1/5", "31/12", "Không có", "Chưa yêu cầu gì", "✏️ Sửa: Đợt 1 đến")
    assert "🚩 Đợt 1: 01/05/2026 – 30/11/2026" in walk(talk, "tháng 11/2026").text.replace("tháng 11/2026", "30/11/2026")


def test_an_example_becomes_this_years_plan_of_the_own_union(talk: Talk, join: Join) -> None:
    begin(talk, join, EXAMPLE)
    card = walk(talk, "Liên đoàn Lao động quận Long Biên, 2025", "2026", "Thi đua năm 2026", "Chưa có số", "Chưa ký")
    assert "🗓 Thi đua năm 2026\nCông đoàn phường Sông Xanh" in card
    assert "• 96 năm Ngày thành lập Đảng Cộng sản Việt Nam: Thứ Ba, 03/02/2026" in card
    walk(talk, ACCEPT)
    plan = newest(talk)
    assert (plan.issuer, plan.number, plan.themes) == ("Công đoàn phường Sông Xanh", None, ())
    assert [len(each.contents) for each in plan.blocs] == [6, 6]


def test_last_years_campaign_is_copied(talk: Talk, join: Join) -> None:
    begin(talk, join, COPY)
    changes = walk(talk, "Phong trào thi đua năm 2026", "2027")
    assert "so với bản cũ:\n• Tên: Phong trào thi đua năm 2026 → Phong trào thi đua năm 2027\n• Đợt 1, bắt đầu:" in changes
    card = walk(talk, "Giữ tên này", "Chưa có số", "Chưa ký")
    assert "🗓 Phong trào thi đua năm 2027" in card
    walk(talk, ACCEPT)
    assert [each.start for each in newest(talk).phases] == [dt.date(2027, 1, 1), dt.date(2027, 7, 1)]


def test_a_file_is_read_and_its_mistakes_are_told(talk: Talk, join: Join) -> None:
    begin(talk, join, FILE)
    wrong = talk.upload(OFFICER, "ke-hoach.toml", 'title = "Thi đua"\nissuer = 5\n'.encode())
    assert "Tệp ke-hoach.toml còn chỗ phải sửa. Sửa xong, xin gửi lại:\n• Dòng 2, issuer: phải là chữ" in wrong
    assert "không phải là tệp chiến dịch" in talk.upload(OFFICER, "a.docx", b"PK\x03\x04\xff")
    right = 'title = "Thi đua"\nissuer = "Công đoàn A"\nblocs = ["khối doanh nghiệp"]\n'.encode()
    asked = talk.upload(OFFICER, "ke-hoach.toml", right)
    assert "Khối “Trường học” của mình theo nội dung nào?" in asked
    assert asked.labels[:2] == ("khối doanh nghiệp", "Không thuộc khối nào")
    card = walk(talk, "khối doanh nghiệp", "Không thuộc khối nào")
    assert "⚠️ Kế hoạch không nêu đợt nào" in card
    walk(talk, ACCEPT)
    assert newest(talk).issuer == "Công đoàn A"
    names = {each.id: each.name for each in talk.rows(Bloc)}
    assert {names[each.bloc_id] for each in matches(talk)} == {"Doanh nghiệp", "Trường học"}


def matches(talk: Talk) -> list[BlocMatch]:
    """Which blocs the newest campaign's mean."""
    last = max(talk.rows(Campaign), key=lambda each: each.id)
    rows = {each.id for each in talk.rows(CampaignBloc) if each.campaign_id == last.id}
    return [each for each in talk.rows(BlocMatch) if each.campaign_bloc_id in rows]


def test_a_bloc_that_matched_nothing_can_be_matched_later(talk: Talk, join: Join) -> None:
    begin(talk, join, FILE)
    talk.upload(OFFICER, "a.toml", 'title = "T"\nissuer = "A"\nblocs = ["khối A", "khối B"]\n'.encode())
    walk(talk, "Không thuộc khối nào", "Không thuộc khối nào", "Không thuộc khối nào", ACCEPT)
    assert matches(talk) == []
    walk(talk, "🗓 Xem kế hoạch", "🔗 Ghép khối", "khối A", "khối B")
    assert "✅ Đã ghép khối." in walk(talk, "Không thuộc khối nào")
    assert len(matches(talk)) == 2


def test_only_officers_open_campaigns(talk: Talk, join: Join) -> None:
    join(MAI)
    before = talk.rows(Campaign)
    for said in ("/mochiendich", "/ghepkhoi 1", "/filekehoach 1"):
        assert talk.say(MAI, said).text.startswith("Việc này dành cho cán bộ công đoàn cấp trên.")
    assert talk.rows(Campaign) == before


def test_nothing_is_kept_before_the_card_is_accepted(talk: Talk, join: Join) -> None:
    begin(talk, join, COPY)
    before = len(talk.rows(Campaign))
    walk(talk, "Phong trào thi đua năm 2026", "2027", "Giữ tên này", "Chưa có số", "Chưa ký")
    assert (len(talk.rows(Campaign)), len(talk.rows(Draft))) == (before, 1)

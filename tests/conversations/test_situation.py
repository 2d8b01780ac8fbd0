"""/tinhhinh and /kehoach: what an officer and a chair see, on paper of any length."""

import sqlmodel

from bot import launches
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import FOUNDED
from bot.models import Affiliation, Campaign, Duty, Level, Phase, Unit, written
from bot.vietnamese.folding import fold, sort_key
from tests.conftest import LAN, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, owe, register
from tests.support.talking import Talk

MANY = 600


def test_an_officer_sees_how_far_each_bloc_is(talk: Talk, join: Join) -> None:
    heard = talk.say(join(OFFICER), "📊 Tình hình")
    assert heard.text == (
        "📊 Đợt 1: 6/18 đơn vị đã đăng ký phát động (33%)\nHạn đăng ký: hôm nay.\n"
        "• Doanh nghiệp: 3/7\n• Trường học: 3/6\n• Đơn vị sự nghiệp: 0/5"
    )
    assert heard.labels == ("Chưa đăng ký (12)", "Đã đăng ký (6)")


def test_the_lists_name_every_unit_once_and_lead_back(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/tinhhinh")
    missing = talk.tap(officer, "Chưa đăng ký (12)")
    assert missing.text.startswith("⏳ Đợt 1: 12 đơn vị chưa đăng ký\n• ")
    assert missing.labels == ("📊 Tổng quan",)
    talk.tap(officer, "📊 Tổng quan")
    done = talk.tap(officer, "Đã đăng ký (6)")
    assert done.text.startswith("✅ Đợt 1: 6 đơn vị đã đăng ký\n• ")
    named = [line.rpartition(": ")[2].removeprefix("• ") for heard in (missing, done) for line in heard.text.split("\n")[1:]]
    assert len(named) == len(set(named)) == 18
    assert f"• {MAIS_UNIT}" in missing


def test_a_registration_moves_a_unit_from_one_list_to_the_other(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    register(talk, mai)
    assert talk.say(officer, "/tinhhinh").labels == ("Chưa đăng ký (11)", "Đã đăng ký (7)")
    assert f"• Thứ Sáu, 20/03: {MAIS_UNIT}" in talk.tap(officer, "Đã đăng ký (7)")


def test_lists_are_in_the_order_of_the_days(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/tinhhinh")
    lines = talk.tap(officer, "Đã đăng ký (6)").text.split("\n")[1:]
    days = [tuple(reversed(line.partition(", ")[2][:5].split("/"))) for line in lines]
    assert days == sorted(days)


def more_units(db: Transaction, count: int) -> None:
    """Units under the demo's root that owe the launch of the running phase and have no bloc."""
    root = db.session.exec(sqlmodel.select(Unit).where(sqlmodel.col(Unit.bloc_id).is_(None))).one()
    level = db.session.exec(sqlmodel.select(Level).where(Level.depth == 1)).one()
    campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    phase = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id, Phase.name == "Đợt 1")).one()
    federation, over = root.federation_id, written(root.id)
    names = [f"Công đoàn cơ sở Nhà máy số {n}" for n in range(1, count + 1)]
    units = [
        Unit(
            federation_id=federation,
            level_id=written(level.id),
            name=name,
            folded=fold(name),
            sort_key=sort_key(name),
            valid_from=FOUNDED,
        )
        for name in names
    ]
    db.session.add_all(units)
    db.session.flush()
    numbers = [written(unit.id) for unit in units]
    db.session.add_all(Affiliation(federation_id=federation, unit_id=n, parent_id=over, valid_from=FOUNDED) for n in numbers)
    db.session.add_all(
        Duty(
            federation_id=federation,
            campaign_id=written(campaign.id),
            phase_id=written(phase.id),
            unit_id=n,
            kind=launches.KIND,
        )
        for n in numbers
    )


def test_six_hundred_units_are_paged_through_without_losing_one(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: more_units(db, MANY))
    overview = talk.say(officer, "/tinhhinh")
    assert overview.text.startswith("📊 Đợt 1: 6/618 đơn vị đã đăng ký phát động (1%)")
    assert "• Chưa xếp khối: 0/600" in overview
    page = talk.tap(officer, "Chưa đăng ký (612)")
    assert page.text.startswith("⏳ Đợt 1: 612 đơn vị chưa đăng ký (trang 1/16)\n")
    assert page.labels == ("Trang sau ▶", "📊 Tổng quan")
    named = page.text.split("\n")[1:]
    while "Trang sau ▶" in page.labels:
        page = talk.tap(officer, "Trang sau ▶")
        named += page.text.split("\n")[1:]
    assert len(named) == len(set(named)) == 612
    assert page.labels == ("◀ Trang trước", "📊 Tổng quan")
    assert "(trang 15/16)" in talk.tap(officer, "◀ Trang trước")


def test_a_page_that_is_not_there_shows_the_nearest(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: more_units(db, 60))
    data = talk.say(officer, "/tinhhinh").data["Chưa đăng ký (72)"]
    assert "(trang 2/2)" in talk.say(officer, f"{data} 99999")
    assert "(trang 1/2)" in talk.say(officer, f"{data} 0")
    assert "(trang 1/2)" in talk.say(officer, f"{data} ²")
    assert "(trang 1/2)" in talk.say(officer, f"{data} -1")


def test_an_empty_list_says_that_it_is_empty(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    data = talk.say(officer, "/tinhhinh").data["Chưa đăng ký (1)"]
    heard = talk.say(officer, data.replace("chua", "co"))
    assert heard.text == "✅ Đợt 2: 0 đơn vị đã đăng ký\nKhông có đơn vị nào."


def test_words_that_mean_no_list_give_the_overview(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    for said in ("/tinhhinh abc", "/tinhhinh 99999999999999999999", "/status", "/tinhhinh 0 co"):
        assert talk.say(officer, said).text.startswith("📊 Đợt 1: 6/18")


def test_a_chair_sees_the_own_unit_only(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "📊 Tình hình")
    assert heard.text == f"⏳ {MAIS_UNIT}, Đợt 1: chưa đăng ký ngày phát động. Hạn đăng ký: hôm nay."
    assert heard.labels == ("📅 Đăng ký Đợt 1",)
    register(talk, mai)
    heard = talk.say(mai, "/tinhhinh 1 chua")
    assert heard.text == f"✅ {MAIS_UNIT}, Đợt 1: phát động vào Thứ Sáu, 20/03/2026. Còn 16 ngày."
    assert talk.tap(mai, "📅 Đổi ngày Đợt 1").text.startswith(f"{MAIS_UNIT} đã đăng ký phát động Đợt 1")


def test_a_duty_without_a_due_day_promises_none(talk: Talk, join: Join) -> None:
    lan = join(LAN)
    talk.do(lambda db: owe(db, "Bệnh viện Đa khoa Sông Xanh", "Đợt 2"))
    lines = talk.say(lan, "/tinhhinh").text.split("\n")
    assert lines[1] == "⏳ Bệnh viện Đa khoa Sông Xanh, Đợt 2: chưa đăng ký ngày phát động."


def test_when_everything_is_over_there_is_nothing_to_see(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer, mai = join(OFFICER), join(MAI)
    clock.walk_to(clock.now().replace(month=7))
    assert talk.say(officer, "/tinhhinh").text == "Hiện chưa có đợt thi đua nào đang diễn ra."
    assert talk.say(mai, "/tinhhinh").text == "Hiện đơn vị của đồng chí không có việc nào đang chờ."


def test_the_plan_shows_the_running_campaign_and_offers_the_other(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "🗓 Kế hoạch")
    assert heard.text == (
        "🗓 Phong trào thi đua năm 2026 (đang diễn ra)\nCông đoàn phường Sông Xanh\n\n"
        "🚩 Đợt 1: 01/01/2026 – 30/06/2026\n🚩 Đợt 2: 01/07/2026 – 31/12/2026\n\n"
        "🏅 Danh hiệu:\n• Lao động tiên tiến\n• Chiến sĩ thi đua cơ sở\n• Tập thể lao động tiên tiến\n"
        "• Tập thể lao động xuất sắc\n• Người tốt, việc tốt"
    )
    other = talk.tap(mai, "🗓 41/KH-LĐLĐ")
    assert "(để tham khảo)\nLiên đoàn Lao động quận Long Biên\nSố 41/KH-LĐLĐ, ngày 25/12/2024" in other
    assert "• “Kỷ cương, trách nhiệm, hành động, sáng tạo, phát triển” (Thành phố)" in other
    assert "• 95 năm Ngày thành lập Đảng Cộng sản Việt Nam: Thứ Hai, 03/02/2025" in other
    assert talk.tap(mai, "🗓 Phong trào thi đua năm 2026").text == heard.text


def test_a_plan_that_is_not_there_shows_the_running_one(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    running = talk.say(mai, "/kehoach").text
    for said in ("/kehoach 0", "/kehoach abc", "/plan 99999999999999999999"):
        assert talk.say(mai, said).text == running

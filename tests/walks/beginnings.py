"""What has happened in half of the scenes before a walk begins: a pledge with a work that can be amended, a report that came
back, a launch that an officer entered for the unit."""

from collections.abc import Sequence
from datetime import timedelta

import sqlmodel
from sqlmodel import col

from bot import reviews
from bot.clock import local
from bot.database.transaction import Transaction
from bot.models import Person, Report, written
from bot.reports import report_of
from bot.reviews.judging import By
from tests.support.talking import Talk

IDEAS = "Sáng kiến, cải tiến"
WORK = ("Công trình", "Vườn rau sạch", "Chưa rõ", "30/12", "Không", "Không")
PLEDGED = (
    *("/giaouoc", f"⬜ {IDEAS}", "➡️ Tiếp tục (1 mục)", "12", *WORK),
    *("Khám sức khỏe", "Chưa ký", "✅ Đúng, ghi nhận"),
)
FIRST = ("/baocao", "0; 5; 0; 2; 3; 1; 12", "Chưa làm")
AGAIN = ("/baocao", "🔁 Mọi câu như đợt trước", "Không có")
SENT = ("Không gửi ảnh", "Hoàn thành tốt", "📨 Gửi báo cáo")


def pledged_and_returned(talk: Talk, chair: int) -> None:
    """A chair has pledged and reported, and an officer returned the first figure."""
    _do(talk, chair, PLEDGED)
    asked = talk.say(chair, "/baocao")
    _do(talk, chair, AGAIN if AGAIN[1] in asked.labels else FIRST)
    _do(talk, chair, SENT)
    talk.do(lambda db: _send_back(db, talk))


def entered_on_behalf(talk: Talk, officer: int) -> None:
    """An officer has registered the launch of a unit, two weeks from now, as its chair said on the phone."""
    _do(talk, officer, ("/nhapho Tiểu học Sông Xanh", "Trường Tiểu học Sông Xanh"))
    owed = next(label for label in talk.last[officer].labels if label.startswith("Đăng ký ngày phát động"))
    day = local(talk.clock.now()).date() + timedelta(days=14)
    told = (f"{day:%d/%m}", "8 giờ, hội trường", "Chưa rõ", "✅ Đúng, ghi nhận")
    _do(talk, officer, (owed, "☎️ Theo điện thoại", *told))


def _do(talk: Talk, user: int, deeds: Sequence[str]) -> None:
    """Press what is offered, and type the rest."""
    for deed in deeds:
        offered = talk.last[user].labels if user in talk.last else ()
        (talk.tap if deed in offered else talk.say)(user, deed)


def _send_back(db: Transaction, talk: Talk) -> None:
    now = talk.clock.now()
    sent = db.session.exec(sqlmodel.select(Report).where(Report.is_latest, col(Report.person_id).is_not(None))).one()
    officer = db.session.exec(sqlmodel.select(Person).where(Person.name == "Trần Thu Hà")).one()
    filed = report_of(db, sent.duty_id)
    if filed is None:
        raise LookupError("the report that was just sent is not there")
    by = By(sent.federation_id, written(officer.id), officer.name, now)
    due = local(now).date() + timedelta(days=5)
    reviews.send_back(db, written(sent.id), {filed.figures[0].key: "Xin kiểm tra lại con số."}, due, by)

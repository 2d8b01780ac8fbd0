"""What people wait for from an officer: lines and buttons for /quanly."""

from datetime import date

from bot import inquiries, nominations
from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_date
from bot.people import Held
from bot.post.message import Option
from bot.privacy import requests
from bot.rights import RIGHTS, May


def people_waiting(db: Transaction, office: Held, today: date) -> list[tuple[str, Option]]:
    """A line and its button for each kind of thing that waits; nothing for what does not."""
    may = RIGHTS[office.role]
    told = [_questions(db, office, today), _nominations(db, office, today)] if May.REVIEW in may else []
    told += [_requests(db, office, today)] if May.INVITE in may else []
    return [each for each in told if each]


def _questions(db: Transaction, office: Held, today: date) -> tuple[str, Option] | None:
    waiting = inquiries.waiting(db, office, today)
    if not waiting:
        return None
    text = ngettext("• {count} câu hỏi chưa trả lời", "• {count} câu hỏi chưa trả lời", len(waiting)).format(count=len(waiting))
    days = (today - local(waiting[0].asked_at).date()).days
    text += " " + ngettext("(lâu nhất: {days} ngày).", "(lâu nhất: {days} ngày).", days).format(days=days) if days else "."
    return text, Option(_("☎️ Trả lời câu hỏi"), "/traloi")


def _nominations(db: Transaction, office: Held, today: date) -> tuple[str, Option] | None:
    count = sum(each for _row, _name, each in nominations.waiting_phases(db, office, today))
    if not count:
        return None
    text = ngettext("• {count} đề cử người tốt, việc tốt chờ chọn.", "• {count} đề cử người tốt, việc tốt chờ chọn.", count)
    return text.format(count=count), Option(_("🏅 Chọn người tốt, việc tốt"), "/chonguong")


def _requests(db: Transaction, office: Held, today: date) -> tuple[str, Option] | None:
    waiting = requests.waiting(db, office, today)
    if not waiting:
        return None
    count = len(waiting)
    text = ngettext("• {count} yêu cầu về dữ liệu, hạn {day}.", "• {count} yêu cầu về dữ liệu, hạn {day}.", count)
    return text.format(count=count, day=show_date(waiting[0].due_on)), Option(_("🔒 Yêu cầu về dữ liệu"), "/yeucau")

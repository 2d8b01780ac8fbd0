"""The facts of a launch that was held: the day, who came, who gave the word, a photo."""

from datetime import date, timedelta

from bot import documents, held
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.held import HELD, Owed, Said
from bot.i18n import _, show_count, show_day
from bot.reports import proofs
from bot.reports.proofs import HEIC, JPEG, PNG, WEBP, Problem

MOST_PEOPLE = 100_000
NO_PHOTO, KEEP_PHOTO = "none", "keep"
PHOTOS = (JPEG, PNG, WEBP, HEIC)


def ask_held(ask: Ask, db: Transaction, chair: Speaker, duty: Owed, planned: date | None) -> Said:
    """What is asked about a launch that was held on `planned`; None: the day is asked for as well."""
    day = planned or _ask_day(ask, duty)
    members = held.members_on(db, duty.unit_id, day)
    present = _ask_present(ask, members)
    opened_by = ask.text(
        "opened by",
        _("Ai phát biểu phát động? Gõ chức vụ, họ tên.\nVí dụ: đồng chí Lan, Chủ tịch công đoàn"),
        name=_("Người phát động"),
        skip=_("Bỏ qua"),
    )
    return Said(HELD, day, present, members, opened_by, document_id=_ask_photo(ask, db, chair, duty))


def _ask_day(ask: Ask, duty: Owed) -> date:
    near = [each for each in (ask.today, ask.today - timedelta(days=1)) if each >= duty.days(ask.today)[0]]
    day = ask.day(
        "day",
        _("Đơn vị tổ chức phát động ngày nào ạ?\nBấm chọn, hoặc gõ ngày khác, ví dụ: 15/1 · hôm qua"),
        name=_("Ngày tổ chức"),
        within=duty.days(ask.today),
        period=duty.phase,
        suggest=near,
    )
    if day > ask.today:
        text = _(
            "{day} chưa tới. Xin chọn ngày đã tổ chức; nếu buổi phát động dời sang ngày ấy, bấm ◀ Câu trước rồi chọn 📅 Hoãn."
        )
        ask.again("day", text.format(day=show_day(day)))
    return day


def _ask_present(ask: Ask, members: int | None) -> int | None:
    known = " " + _("(đơn vị có {count} đoàn viên)").format(count=show_count(members)) if members else ""
    prompt = _("Có bao nhiêu người dự?") + known
    present = ask.number("present", prompt, name=_("Số người dự"), at_most=MOST_PEOPLE, skip=_("Không đếm"))
    if present is None or members is None or present <= members:
        return present
    text = _("{present} người dự, nhiều hơn số đoàn viên của đơn vị ({members}). Có đúng không ạ?")
    keep = Choice("guests", _("Đúng, có cả khách mời"))
    asked = text.format(present=show_count(present), members=show_count(members))
    if ask.choice("more", asked, (keep, Choice("again", _("✏️ Gõ lại"))), about="present").key == "again":
        ask.again("present")
    return present


def _ask_photo(ask: Ask, db: Transaction, chair: Speaker, duty: Owed) -> int | None:
    """One photo; the one that was sent before can stay."""
    before = held.report_of(db, duty.duty_id)
    sent = before.said.document_id if before else None
    choices = [Choice(NO_PHOTO, _("Không có ảnh"))]
    if sent:
        choices.insert(0, Choice(KEEP_PHOTO, _("Giữ ảnh đã gửi")))
    photo = ask.file("photo", _("Gửi một ảnh của buổi phát động, hoặc bấm nút."), name=_("Ảnh"), choices=choices)
    if isinstance(photo, Choice):
        return sent if photo.key == KEEP_PHOTO else None
    found = proofs.look_at(documents.content(db, chair.to.federation_id, photo.document_id))
    if found is Problem.HUGE:
        ask.again("photo", _("{name} có kích thước quá lớn nên Trợ lý không nhận. Xin gửi bản nhỏ hơn.").format(name=photo.name))
    if found not in PHOTOS:
        ask.again("photo", _("Bước này chỉ nhận ảnh; {name} không phải là ảnh. Xin gửi ảnh khác.").format(name=photo.name))
    return photo.document_id

"""Everything that is kept about somebody: in short for one screen, and in full."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from bot.clock import local
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import LANGUAGES, _, ngettext, show_date
from bot.models import (
    Account,
    Bot,
    Consent,
    DataRequest,
    Draft,
    HeldLaunch,
    Inbox,
    Inquiry,
    Launch,
    Nomination,
    Note,
    Office,
    Person,
    Pledge,
    Report,
    Unit,
    table_of,
)
from bot.privacy.consents import REMINDERS
from bot.privacy.requests import called

person, office, unit, account, bot = (table_of(each) for each in (Person, Office, Unit, Account, Bot))
consent, draft, inbox, inquiry = (table_of(each) for each in (Consent, Draft, Inbox, Inquiry))
launch, pledge, report, nomination, request = (table_of(each) for each in (Launch, Pledge, Report, Nomination, DataRequest))

held, note = table_of(HeldLaunch), table_of(Note)


@dataclass(frozen=True)
class Section:
    """What is kept under one heading; `details` only stand in the file."""

    title: str
    lines: list[str]
    details: list[str]


def sections(db: Transaction, person_id: int) -> list[Section]:
    """All that is kept about a person, heading by heading."""
    return [part(db, person_id) for part in (_self, _offices, _doors, _consents, _records, _drafts, _questions)]


def summary(db: Transaction, person_id: int) -> str:
    """The same on one screen."""
    return "\n".join(line for each in sections(db, person_id) for line in each.lines)


def _rows(db: Transaction, *columns: Any, where: Any) -> list[Any]:
    return list(db.connection.execute(select(*columns).where(where)).all())


def shown(moment: datetime) -> str:
    """09:05, 08/01/2026; the wall clock in Viet Nam."""
    here = local(moment)
    return f"{here:%H:%M}, {show_date(here.date())}"


def _day(day: date | None) -> str:
    return show_date(day) if day else _("nay")


def _self(db: Transaction, person_id: int) -> Section:
    columns = (person.c.name, person.c.language, person.c.email)
    ((name, language, email),) = _rows(db, *columns, where=person.c.id == person_id)
    lines = [_("👤 {name}").format(name=name), _("🌐 {language}").format(language=LANGUAGES.get(language, language))]
    lines += [_("📧 {mail}").format(mail=email)] if email else []
    return Section(_("HỌ TÊN"), lines, [])


def _offices(db: Transaction, person_id: int) -> Section:
    columns = (office.c.title, unit.c.name, office.c.valid_from, office.c.valid_to)
    held = db.connection.execute(
        select(*columns).join_from(office, unit, unit.c.id == office.c.unit_id).where(office.c.person_id == person_id)
    )
    text = _("🏫 {title}, {unit}: {start} – {end}")
    lines = [text.format(title=title, unit=name, start=_day(start), end=_day(end)) for title, name, start, end in held]
    return Section(_("CHỨC VỤ"), lines, [])


def _doors(db: Transaction, person_id: int) -> Section:
    columns = (bot.c.channel, account.c.platform_id, account.c.linked_at)
    found = db.connection.execute(
        select(*columns).join_from(account, bot, bot.c.id == account.c.bot_id).where(account.c.person_id == person_id)
    ).all()
    lines = [_("📱 {channel}, từ {day}").format(channel=c.capitalize(), day=_day(local(at).date())) for c, _id, at in found]
    return Section(_("TÀI KHOẢN"), lines, [_("Số tài khoản: {number}").format(number=each[1]) for each in found])


def _consents(db: Transaction, person_id: int) -> Section:
    columns = (consent.c.purpose, consent.c.notice, consent.c.given_at, consent.c.withdrawn_at)
    lines = []
    for purpose, notice, given, taken in _rows(db, *columns, where=consent.c.person_id == person_id):
        what = _("nhận nhắc việc") if purpose == REMINDERS else _("lưu thông tin")
        text = _("✍️ Đồng ý {what}: {moment} (bản {notice})").format(what=what, moment=shown(given), notice=notice)
        lines.append(text + (_(", đã rút {moment}").format(moment=shown(taken)) if taken else ""))
    return Section(_("ĐỒNG Ý"), lines, [])


def _records(db: Transaction, person_id: int) -> Section:
    """How much the person wrote down for units; what it says belongs to the unit."""
    kinds: list[tuple[Any, Callable[[int], str]]] = [
        (launch, lambda n: ngettext("{count} lần ghi ngày phát động", "{count} lần ghi ngày phát động", n)),
        (held, lambda n: ngettext("{count} lần báo về buổi phát động", "{count} lần báo về buổi phát động", n)),
        (note, lambda n: ngettext("{count} lần gửi báo cáo quý", "{count} lần gửi báo cáo quý", n)),
        (pledge, lambda n: ngettext("{count} lần ghi giao ước", "{count} lần ghi giao ước", n)),
        (report, lambda n: ngettext("{count} lần nộp báo cáo", "{count} lần nộp báo cáo", n)),
        (nomination, lambda n: ngettext("{count} lần đề cử", "{count} lần đề cử", n)),
    ]
    told = []
    for table, text in kinds:
        count = db.connection.execute(select(func.count()).where(table.c.person_id == person_id)).scalar_one()
        told += [text(count).format(count=count)] if count else []
    return Section(_("ĐÃ GHI CHO ĐƠN VỊ"), ["📝 " + ", ".join(told)] if told else [], [])


def _drafts(db: Transaction, person_id: int) -> Section:
    found = _rows(db, draft.c.script, draft.c.answers, draft.c.changed_at, where=draft.c.owner == f"person/{person_id}")
    details = [f"/{script}, {shown(at)}: " + "; ".join(_said(answers)) for script, answers, at in found]
    raw = select(func.count()).join_from(inbox, account, account.c.platform_id == inbox.c.sender)
    raw = raw.where(inbox.c.bot_id == account.c.bot_id, account.c.person_id == person_id, inbox.c.body.is_not(None))
    count = db.connection.execute(raw).scalar_one()
    text = ngettext("📥 {count} tin gửi đến, xóa sau 72 giờ", "📥 {count} tin gửi đến, xóa sau 72 giờ", count)
    return Section(_("ĐANG LÀM DỞ VÀ TIN GỬI ĐẾN"), [text.format(count=count)], details)


def _said(answers: str) -> list[str]:
    return [each["raw"] for each in decode(answers).values() if each["raw"]]


def _questions(db: Transaction, person_id: int) -> Section:
    asked = _rows(db, inquiry.c.asked_at, inquiry.c.words, inquiry.c.answer, where=inquiry.c.person_id == person_id)
    details = [f"{shown(at)}: {words}" + (f" → {answer}" if answer else "") for at, words, answer in asked]
    wanted = _rows(db, request.c.asked_at, request.c.kind, request.c.words, where=request.c.person_id == person_id)
    details += [f"{shown(at)}: {called(kind)} {words}".rstrip() for at, kind, words in wanted]
    count = len(asked) + len(wanted)
    text = ngettext("☎️ {count} câu hỏi, yêu cầu", "☎️ {count} câu hỏi, yêu cầu", count).format(count=count)
    return Section(_("CÂU HỎI VÀ YÊU CẦU"), [text] if count else [], details)

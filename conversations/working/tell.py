"""The questions about one work: finished, later, dropped, or still under way."""

from datetime import date, timedelta

from bot import documents
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import Stored
from bot.reports import proofs
from bot.reports.proofs import Problem
from bot.works import DROPPED, FINISHED, LATER, OPEN, Promised, Said
from conversations.pledging.kinds import dong
from conversations.pledging.values import ask_value
from conversations.working.wording import card

SINCE = timedelta(days=366)  # a work that was finished earlier is none of this pledge
NONE = "none"


def ask_state(ask: Ask, db: Transaction, work: Promised, federation_id: int) -> Said:
    """What became of the work, with all that goes with it."""
    deeds = [Choice(FINISHED, _("✅ Đã xong")), Choice(LATER, _("⏰ Xong muộn hơn")), Choice(DROPPED, _("✖️ Không làm nữa"))]
    if work.is_touched:
        deeds.append(Choice(OPEN, _("🏗 Vẫn đang làm")))
    prompt = card(work) + "\n\n" + _("Việc này đến đâu rồi ạ?")
    state = ask.choice("state", prompt, deeds, name=_("Tình hình")).key
    if state == FINISHED:
        return _finished(ask, db, work, federation_id)
    if state == LATER:
        return Said(LATER, _new_day(ask, work))
    if state == DROPPED:
        prompt = _("Vì sao đơn vị không làm “{work}” nữa?\nVí dụ: chưa có kinh phí").format(work=work.name)
        return Said(DROPPED, reason=ask.text("reason", prompt, name=_("Lý do")))
    return Said(OPEN)


def _finished(ask: Ask, db: Transaction, work: Promised, federation_id: int) -> Said:
    likely = [ask.today, *([work.due_on] if work.due_on and work.due_on < ask.today else [])]
    day = ask.day(
        "day",
        _("“{work}” xong ngày nào ạ?\nVí dụ: hôm nay, 28/4").format(work=work.name),
        name=_("Ngày xong"),
        within=(ask.today - SINCE, ask.today),
        period=_("Ngày xong"),
        suggest=likely,
    )
    prompt = _("“{work}” làm xong trị giá bao nhiêu tiền?\nVí dụ: 5 triệu").format(work=work.name)
    value = ask_value(ask, "value", prompt, dong(), name=_("Trị giá đạt được"), old=work.value, skip=_("Chưa rõ"))
    photo = _photo(ask, db, federation_id)
    return Said(FINISHED, day, value, document_id=photo)


def _photo(ask: Ask, db: Transaction, federation_id: int) -> int | None:
    no_photo = [Choice(NONE, _("Không gửi ảnh"))]
    sent = ask.file("photo", _("Xin gửi một ảnh của công trình, hoặc bấm nút."), name=_("Ảnh"), choices=no_photo)
    if not isinstance(sent, Stored):
        return None
    found = proofs.look_at(documents.content(db, federation_id, sent.document_id))
    if isinstance(found, Problem) or not found.media_type.startswith("image/"):
        ask.again("photo", _("Tệp {name} không phải ảnh chụp. Xin gửi một ảnh khác.").format(name=sent.name))
    return sent.document_id


def _new_day(ask: Ask, work: Promised) -> date:
    tomorrow = ask.today + timedelta(days=1)
    last = max(tomorrow, work.phase_ends_on or tomorrow)
    return ask.day(
        "new day",
        _("“{work}” lùi đến ngày nào ạ?\nVí dụ: 30/6").format(work=work.name),
        name=_("Ngày mới"),
        within=(tomorrow, date(last.year + 1, 12, 31)),
        period=_("Ngày mới"),
    )

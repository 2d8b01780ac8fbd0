"""/xingiahan: a chair asks for more time for a duty of the unit: until when, and why; then the officers are told."""

from datetime import date, timedelta

from bot import calendar, offices
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import deciding, extensions, missing
from bot.duties.missing import Missing
from bot.i18n import _, show_day
from bot.labels import fitted
from bot.post.message import Message, Option
from conversations.duties.extension_wording import LONGEST_LABEL, name_of

LONGEST_EXTENSION = timedelta(days=92)
WORKING_DAYS = (3, 5, 10)  # offered as buttons


def ask_extension(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Which duty, the new day, the reason, one card; one request a duty waits at a time."""
    duty = _duty(ask, db, speaker)
    if duty is None:
        return _("Hiện đơn vị của đồng chí không có việc nào cần xin gia hạn.")
    name, federation_id = name_of(duty.kind, duty.occurrence, duty.phase), speaker.to.federation_id
    if waits := extensions.of_duty(db, federation_id, duty.duty_id):
        text = _("Đơn vị đã xin gia hạn {name} đến {day}. Trợ lý sẽ báo ngay khi cán bộ trả lời.")
        return text.format(name=name, day=show_day(waits.until))
    until = _until(ask, db, duty, name, federation_id)
    reason = ask.text("reason", _("Vì sao cần thêm thời gian? Xin gõ ngắn gọn."), name=_("Lý do"))
    ask.review(_("Xin kiểm tra lại giúp. Xin gia hạn: {name}").format(name=name), accept=_("✅ Gửi đề nghị"))

    row = deciding.find(db, federation_id, duty.duty_id)
    if row is None or row.done_at or row.excused_on:
        return _("Việc này đã xong nên không cần gia hạn nữa.")
    request_id = extensions.ask(db, row, until, reason, speaker.person_id or 0, ask.now)
    told = offices.tell_reviewers(
        db, duty.unit_id, f"extension/{request_id}", lambda: _request(duty, until, reason, request_id), ask.now
    )
    done = _("✅ Đã gửi đề nghị gia hạn đến {day}.").format(day=show_day(until))
    return done + " " + (_("Trợ lý sẽ báo ngay khi cán bộ trả lời.") if told else _("Cán bộ sẽ thấy khi vào Trợ lý."))


def _duty(ask: Ask, db: Transaction, speaker: Speaker) -> Missing | None:
    """The duty that the button names, while it is owed; without one the only duty, or the one that is chosen."""
    owed = [each for each in missing.of_chair(db, speaker.person_id or 0, ask.today) if each.due_on]
    if ask.words or len(owed) < 2:  # noqa: PLR2004  nothing to choose from
        return next((each for each in owed if ask.words in {"", str(each.duty_id)}), None)
    picks = [Choice(str(each.duty_id), fitted([f"{n}. {_label(each)}"], LONGEST_LABEL)) for n, each in enumerate(owed, 1)]
    chosen = ask.choice("duty", _("Đồng chí xin gia hạn việc nào?"), picks)
    return owed[picks.index(chosen)]


def _label(duty: Missing) -> str:
    return f"{name_of(duty.kind, duty.occurrence, duty.phase)} · {duty.unit}"


def _until(ask: Ask, db: Transaction, duty: Missing, name: str, federation_id: int) -> date:
    days, base = calendar.of(db, federation_id), max(ask.today, duty.due_on or ask.today)
    prompt = _("{name}: hạn hiện nay là {day}.\nĐồng chí xin gia hạn đến ngày nào? Bấm chọn, hoặc gõ ngày/tháng.")
    prompt = prompt.format(name=name, day=show_day(duty.due_on or ask.today))
    within, suggest = (base + timedelta(days=1), base + LONGEST_EXTENSION), [days.add_working_days(base, n) for n in WORKING_DAYS]
    return ask.day("until", prompt, name=_("Xin gia hạn đến"), within=within, period=_("Thời gian được chọn"), suggest=suggest)


def _request(duty: Missing, until: date, reason: str, request_id: int) -> Message:
    """What the officers hear."""
    text = _("⏳ {unit} xin gia hạn {name} đến {day}.\nLý do: {reason}")
    name = name_of(duty.kind, duty.occurrence, duty.phase)
    text = text.format(unit=duty.unit, name=name, day=show_day(until), reason=reason)
    return Message(text, ((Option(_("⚖️ Trả lời đề nghị"), f"/giahan {request_id}", "primary"),),))

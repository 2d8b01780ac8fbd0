"""“Thứ Sáu tôi nộp”, typed freely when nothing is open, and /hen [DUTY] [WORDS]: a chair names the day, and is left alone until
the day after. /bohen takes it back."""

from datetime import date, timedelta

from bot import arming, people, promises
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import HELD, LAUNCH
from bot.duties.missing import Missing, State
from bot.i18n import _, show_date, show_day
from bot.labels import BETWEEN, fitted
from bot.people import CHAIR
from bot.post.message import Message, Option
from bot.privacy import consents
from conversations.duties.extension_wording import LONGEST_LABEL, name_of
from conversations.reminding.understanding import When, day_in, kinds_in

LONGEST_PROMISE = timedelta(days=92)
SURE = "sure"
QUOTED = 200  # characters of what was said that are kept


def promise_day(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Which duty, if several are missing; which day, if that is not certain; no other question."""
    said = ask.remember("said", lambda: ask.words)
    if not any(each.role == CHAIR for each in people.offices(db, speaker.person_id or 0, ask.today)):
        return _("Đồng chí không phụ trách đơn vị cơ sở nào ở đây nên không có việc phải hẹn ngày.")
    owed = [each for each in missing.of_chair(db, speaker.person_id or 0, ask.today) if each.state(ask.today) is not State.CLOSED]
    if not owed:
        return _("✅ Đơn vị của đồng chí không còn việc nào phải nộp nên không cần hẹn ngày.")
    number = (said.split() or [""])[0]
    if number.isdecimal() and number not in {str(each.duty_id) for each in owed}:
        return _("✅ Việc này đã xong, hoặc không còn phải làm.")
    owed = [each for each in owed if arming.is_duty_armed(db, each.duty_id)]
    if not owed:
        return _("Trợ lý chưa bắt đầu nhắc việc của chiến dịch này nên chưa cần hẹn ngày. Đồng chí làm xong lúc nào cũng được.")
    meant = _meant(ask, said.removeprefix(number) if number.isdecimal() else said)
    duty = _duty(ask, owed, said)
    day = _day(ask, duty, meant)
    row = promises.promise(db, speaker.person_id or 0, duty.duty_id, day, said[:QUOTED], ask.now)
    undo = Option(_("↩️ Hoàn tác (trong 10 phút)"), f"/bohen {row}")
    rows = ((undo,), (Option(_("⏳ Xin gia hạn"), f"/xingiahan {duty.duty_id}"),)) if _is_late(duty, day) else ((undo,),)
    return Message("\n".join(_told(db, speaker, duty, day)), rows)


def take_back_promise(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """/bohen PROMISE: within ten minutes, with one tap."""
    number = int(ask.words[:18]) if ask.words.isdecimal() else 0
    if promises.take_back(db, number, speaker.person_id or 0, ask.now):
        return _("↩️ Đã bỏ lời hẹn. Trợ lý nhắc như trước.")
    return _("Lời hẹn này không bỏ được nữa. Muốn đổi ngày, xin gõ ngày khác, ví dụ: thứ Sáu tôi nộp.")


def _duty(ask: Ask, owed: list[Missing], said: str) -> Missing:
    """The duty that a button or the words name; the only one; or the one that is chosen."""
    named = [each for each in owed if said.split()[:1] == [str(each.duty_id)]]
    kinds = kinds_in(said)
    fitting = named or [each for each in owed if each.kind in kinds] or owed
    if len(fitting) == 1 and "duty" not in ask.progress.answers:  # what was chosen before is not swapped for what is left
        return fitting[0]
    names = [name_of(each.kind, each.occurrence, each.phase) for each in fitting]
    if len({each.unit_id for each in fitting}) > 1:
        names = [f"{name}{BETWEEN}{each.unit}" for name, each in zip(names, fitting, strict=True)]
    picks = [Choice(str(each.duty_id), fitted([f"{n}. {names[n - 1]}"], LONGEST_LABEL)) for n, each in enumerate(fitting, 1)]
    chosen = ask.choice("duty", _("Đồng chí hẹn ngày cho việc nào ạ?"), picks)
    return fitting[picks.index(chosen)]


def _meant(ask: Ask, said: str) -> When:
    """The days in the words, found once and kept: “mai” stays the day it was when it was said."""

    def read() -> str:
        found = day_in(said, ask.today, (ask.today, ask.today + LONGEST_PROMISE))
        return ",".join([*(each.isoformat() for each in found.days), *([SURE] if found.is_certain else [])])

    kept = [each for each in ask.remember("read", read).split(",") if each]
    return When(tuple(date.fromisoformat(each) for each in kept if each != SURE), SURE in kept)


def _day(ask: Ask, duty: Missing, meant: When) -> date:
    """The day in the words if it is certain and can be; else it is asked for."""
    last = min(ask.today + LONGEST_PROMISE, duty.closes_on or date.max)
    possible = [each for each in meant.days if ask.today <= each <= last]
    if meant.is_certain and possible and "day" not in ask.progress.answers:
        return possible[0]
    prompt = _("{name}: đồng chí sẽ xong vào ngày nào ạ? Bấm chọn, hoặc gõ ngày/tháng.")
    prompt = prompt.format(name=name_of(duty.kind, duty.occurrence, duty.phase))
    if duty.closes_on:
        prompt += "\n" + _("Việc này chỉ nhận đến hết {day}.").format(day=show_day(duty.closes_on))
    suggest = possible or [day for day in (ask.today + timedelta(days=n) for n in (1, 2, 3)) if day <= last]
    return ask.day("day", prompt, within=(ask.today, last), period=_("Thời gian hẹn được"), suggest=suggest)


def _is_late(duty: Missing, day: date) -> bool:
    return duty.due_on is not None and day > duty.due_on + timedelta(days=duty.grace_days)


def _told(db: Transaction, speaker: Speaker, duty: Missing, day: date) -> list[str]:
    name = name_of(duty.kind, duty.occurrence, duty.phase)
    hands_in = _("🤝 Trợ lý ghi: đồng chí sẽ nộp “{name}” vào {day}.")
    finishes = _("🤝 Trợ lý ghi: đồng chí sẽ làm xong “{name}” vào {day}.")
    lines = [(finishes if duty.kind in {LAUNCH, HELD} else hands_in).format(name=name, day=show_day(day))]
    if duty.due_on and day > duty.due_on:
        late = _("Hạn là {due}, trước ngày hẹn. Cần thêm thời gian, xin bấm ⏳ Xin gia hạn.")
        graced = _("Hạn là {due}, trước ngày hẹn; nộp ngày ấy vẫn tính đúng hạn.")
        lines.append((late if _is_late(duty, day) else graced).format(due=show_date(duty.due_on)))
    if consents.is_reminded(db, speaker.person_id):
        return [*lines, _("Hôm sau Trợ lý mới hỏi lại.")]
    return [*lines, _("Đồng chí đang dừng nhắc nên Trợ lý sẽ không hỏi lại. Nhận nhắc: /nhannhac")]

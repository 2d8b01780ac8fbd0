"""/quyetdinh: an officer gives one unit more time, excuses it, opens a duty again, or notes that it came on paper."""

from datetime import timedelta

from bot import offices, operations, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import deciding, missing
from bot.duties.deciding import Decision
from bot.duties.kinds import titled
from bot.duties.missing import Standing, State
from bot.i18n import _, show_day, show_moment
from bot.models import Duty
from bot.post.message import Message
from bot.rights import May
from bot.units import finding
from conversations.following.untold import next_step, told_said
from conversations.menu import not_for_you
from conversations.units.picking import pick_unit

DEEDS = {deciding.EXCUSED: deciding.excuse, deciding.REOPENED: deciding.reopen, deciding.RECEIVED: deciding.receive}
LONGEST_EXTENSION = timedelta(days=366)


def decide_duty(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Unit, duty, decision, reason, one card; then it holds, is kept with its reason, and the unit's chairs are told. `DUTY`
    behind the command: that one, if it is within reach."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    federation_id = speaker.to.federation_id
    named = finding.of_duty(db, federation_id, office, _number(ask.words), ask.today)
    unit = named or pick_unit(ask, db, federation_id, office, _("Quyết định về việc của đơn vị nào?"))
    duties = missing.of_unit(db, unit.id, ask.today)
    if not duties:
        return _("{unit} không có việc nào trong các chiến dịch đang chạy.").format(unit=unit.name)
    standing = next((each for each in duties if each.duty_id == _number(ask.words)), None) or _duty(ask, duties)
    if said := _decided_since(ask, db, unit.name, standing):
        return said
    deed = ask.choice("deed", _("Đồng chí quyết định thế nào?"), _deeds(standing), name=_("Quyết định"))
    day = None
    if deed.key == deciding.EXTENDED:
        reach = (ask.today, ask.today + LONGEST_EXTENSION)
        day = ask.day("until", _("Gia hạn đến ngày nào?"), name=_("Hạn mới"), within=reach, period=_("Thời gian được chọn"))
    reason = ask.text("reason", _("Lý do là gì ạ? Đơn vị sẽ đọc được lý do này."), name=_("Lý do"))
    about = f"\n⏳ {_line(standing)}" if named else ""
    ask.review(_("Xin kiểm tra lại giúp:\n🏫 {unit}").format(unit=unit.name) + about, accept=_("✅ Đúng, ghi nhận"))

    duty = deciding.find(db, federation_id, standing.duty_id)
    if duty is None:
        return _("Việc này không còn nữa.")
    if said := _decided_since(ask, db, unit.name, standing):  # now that nobody else can decide
        return said
    decision = Decision(speaker.name, speaker.person_id, reason, ask.now)
    if day is not None:
        deciding.extend(db, duty, day, decision)
    else:
        DEEDS[deed.key](db, duty, decision)
    whose = {"person_id": speaker.person_id, "unit_id": unit.id}
    operations.record(db, federation_id, f"duty.{deed.key}", ask.now, **whose, valid_on=day, duty=standing.duty_id)
    told = offices.tell_chairs(
        db, unit.id, f"decision/{duty.id}/{ask.now.isoformat()}", lambda: _news(duty, standing, reason), ask.now
    )
    return Message(_("✅ Đã ghi nhận.") + " " + told_said(is_told=told), next_step(unit.id, is_told=told))


def _decided_since(ask: Ask, db: Transaction, unit: str, standing: Standing) -> str:
    """What another officer decided about it since this one began to; empty: nothing."""
    newest = deciding.newest(db, standing.duty_id)
    row = str(newest.id) if newest else ""
    if ask.remember(f"seen {standing.duty_id}", lambda: row) == row or newest is None:
        return ""
    deed = {
        deciding.EXCUSED: _("miễn"), deciding.EXTENDED: _("gia hạn"), deciding.REOPENED: _("mở lại"),
        deciding.RECEIVED: _("ghi đã nhận bản giấy"),
    }.get(newest.deed, _("xử lý"))  # fmt: skip
    text = _("Đồng chí {name} đã {deed} việc này của {unit} lúc {moment}. Lần bấm này không làm thay đổi gì.")
    moment = show_moment(newest.recorded_at)
    return text.format(name=newest.name or _("cán bộ khác"), deed=deed, unit=unit, moment=moment)


def _number(words: str) -> int:
    return int(words[:18]) if words[:18].isdecimal() else 0


def _duty(ask: Ask, duties: list[Standing]) -> Standing:
    picks = [Choice(f"duty {each.duty_id}", _line(each)) for each in duties]
    return duties[picks.index(ask.choice("duty", _("Việc nào ạ?"), picks, name=_("Việc")))]


def _line(each: Standing) -> str:
    name = f"{titled(each.kind, each.occurrence)}, {each.phase}"
    if each.excused_on:
        return _("{name} (được miễn)").format(name=name)
    if each.done_at:
        return _("{name} (đã xong)").format(name=name)
    if each.state is State.LATE:
        return _("{name} (quá hạn)").format(name=name)
    return _("{name} (đã khóa)").format(name=name) if each.state is State.CLOSED else name


def _deeds(each: Standing) -> list[Choice]:
    """What makes sense for a duty as it stands."""
    extend, reopen = Choice(deciding.EXTENDED, _("📅 Gia hạn")), Choice(deciding.REOPENED, _("🔓 Mở lại"))
    if each.excused_on or each.done_at:
        return [reopen]
    deeds = [extend, Choice(deciding.RECEIVED, _("📥 Đã nhận bản giấy")), Choice(deciding.EXCUSED, _("🕊 Miễn việc này"))]
    return [*deeds, reopen] if each.state is State.CLOSED else deeds


def _news(duty: Duty, standing: Standing, reason: str) -> str:
    """What the unit hears."""
    name = f"{titled(standing.kind, standing.occurrence)}, {standing.phase}"
    if duty.excused_on:
        text = _("🕊 {name}: đơn vị được miễn.\nLý do: {reason}")
    elif duty.done_at:
        text = _("📥 {name}: công đoàn cấp trên đã nhận.\nGhi chú: {reason}")
    elif duty.due_on and duty.due_on != standing.due_on:
        text = _("📅 {name}: được gia hạn đến {day}.\nLý do: {reason}")
    else:
        text = _("🔓 {name}: được mở lại, xin đơn vị làm tiếp.\nLý do: {reason}")
    day = show_day(duty.due_on) if duty.due_on else ""
    return text.format(name=name, day=day, reason=reason)

"""/tinhhinh: an officer sees who has registered and who has not; a chair sees the own unit."""

from bot import held, launches, rights, situation
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.held.contents import CANCELLED, HELD, share
from bot.i18n import _, ngettext, show_day, show_short_day
from bot.post.message import Message, Option
from bot.rights import May, Reach, reach_of
from bot.situation import PhaseState, UnitState
from conversations.held.wording import told
from conversations.menu import deadline

PAGE = 40  # units a message: more is a wall on a small screen
DONE, MISSING = "co", "chua"


def show_situation(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without words: the overview. `PHASE co|chua PAGE` behind the command: one list, page by page."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return _own(ask, db, speaker)
    reach = reach_of(office)
    states = situation.phases(db, reach, ask.today)
    if not states:
        return _("Hiện chưa có đợt thi đua nào đang diễn ra.")
    words = ask.words.split()
    chosen = next((each for each in states if words and str(each.phase_id) == words[0]), None)
    if chosen is None:
        return _overview(ask, db, states, reach)
    page = int(words[2]) if len(words) > 2 and words[2].isdecimal() and len(words[2]) < 6 else 1  # noqa: PLR2004
    return _list(ask, db, chosen, reach, words[1:2] == [DONE], page)


def _overview(ask: Ask, db: Transaction, states: list[PhaseState], reach: Reach) -> Message:
    parts, rows = [], []
    for state in states:
        parts.append(_summary(ask, db, state, reach))
        missing = state.owed - state.registered
        row = []
        if missing:
            row.append(Option(_("Chưa đăng ký ({count})").format(count=missing), f"/tinhhinh {state.phase_id} {MISSING}"))
        if state.registered:
            row.append(Option(_("Đã đăng ký ({count})").format(count=state.registered), f"/tinhhinh {state.phase_id} {DONE}"))
        rows.append(tuple(row))
    return Message("\n\n".join(parts), tuple(row for row in rows if row))


def _summary(ask: Ask, db: Transaction, state: PhaseState, reach: Reach) -> str:
    head = _("📊 {phase}: {registered}/{owed} đơn vị đã đăng ký phát động ({percent}%)").format(
        phase=state.phase,
        registered=state.registered,
        owed=state.owed,
        percent=round(100 * state.registered / state.owed),
    )
    lines = [head]
    if state.due_on:
        today = state.due_on == ask.today
        lines.append(_("Hạn đăng ký: hôm nay.") if today else _("Hạn đăng ký: {day}.").format(day=show_day(state.due_on)))
    blocs: dict[str, list[UnitState]] = {}
    for each in situation.units(db, reach, state.phase_id, ask.today):
        blocs.setdefault(each.bloc or _("Chưa xếp khối"), []).append(each)
    for name, units in blocs.items():
        lines.append(f"• {name}: {sum(unit.day is not None for unit in units)}/{len(units)}")
    return "\n".join(lines)


def _list(ask: Ask, db: Transaction, state: PhaseState, reach: Reach, done: bool, page: int) -> Message:  # noqa: FBT001
    found = situation.units(db, reach, state.phase_id, ask.today)
    units = [each for each in found if (each.day is not None) is done]
    if done:
        units.sort(key=lambda each: each.day or ask.today)
    pages = max(1, -(-len(units) // PAGE))
    page = min(max(page, 1), pages)
    shown = units[(page - 1) * PAGE : page * PAGE]
    title = _("✅ {phase}: {count} đơn vị đã đăng ký") if done else _("⏳ {phase}: {count} đơn vị chưa đăng ký")
    lines = [title.format(phase=state.phase, count=len(units))]
    if pages > 1:
        lines[0] += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    lines += [f"• {_day_of(each)}{each.unit}{_became(each)}" for each in shown] or [_("Không có đơn vị nào.")]
    return Message("\n".join(lines), _turning(state, done, page, pages))


def _day_of(each: UnitState) -> str:
    return f"{show_short_day(each.day)}: " if each.day else ""


def _became(each: UnitState) -> str:
    """What became of the launch, where something was said; and whether it is a model launch."""
    parts = [_("⭐ phát động điểm")] if each.is_model else []
    if each.outcome == HELD and each.held_on:
        percent = share(each.present, each.members)
        on = show_short_day(each.held_on)
        text = _("đã tổ chức {day}") if percent is None else _("đã tổ chức {day}, {percent}% đoàn viên")
        parts.append(text.format(day=on, percent=percent))
    elif each.outcome == CANCELLED:
        parts.append(_("không tổ chức"))
    elif each.outcome:
        parts.append(_("đã hoãn"))
    return "".join(f" · {part}" for part in parts)


def _turning(state: PhaseState, done: bool, page: int, pages: int) -> tuple[tuple[Option, ...], ...]:  # noqa: FBT001
    which = DONE if done else MISSING
    turn = [
        Option(label, f"/tinhhinh {state.phase_id} {which} {target}")
        for label, target in ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
        if 1 <= target <= pages
    ]
    back = Option(_("📊 Tổng quan"), "/tinhhinh")
    return (tuple(turn), (back,)) if turn else ((back,),)


def _own(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    owed = launches.owed_by(db, chair.person_id or 0, ask.today)
    if not owed:
        return _("Hiện đơn vị của đồng chí không có việc nào đang chờ.")
    lines, buttons = [], []
    to_tell = {(e.unit_id, e.campaign_id, e.phase): e for e in held.owed_by(db, chair.person_id or 0, ask.today)}
    for each in owed:
        if each.day is None:
            lines.append(_("⏳ {unit}, {phase}: chưa đăng ký ngày phát động. {deadline}"))
            lines[-1] = lines[-1].format(unit=each.unit, phase=each.phase, deadline=deadline(each, ask.today)).rstrip()
            buttons.append(Option(_("📅 Đăng ký {phase}").format(phase=each.phase), f"/dangky {each.key}", "primary"))
            continue
        left = (each.day - ask.today).days
        text = _("✅ {unit}, {phase}: phát động vào {day}.").format(unit=each.unit, phase=each.phase, day=show_day(each.day))
        if left > 0:
            text += " " + ngettext("Còn {left} ngày.", "Còn {left} ngày.", left).format(left=left)
        telling = to_tell.get((each.unit_id, each.campaign_id, each.phase))
        said = held.report_of(db, telling.duty_id) if telling else None
        lines.append(f"{text} {_first_large(told(said.said))}." if said else text)
        if telling and left <= 0:
            buttons.append(Option(_("🚩 Báo đã phát động {phase}").format(phase=each.phase), f"/datochuc {telling.key}"))
        else:
            buttons.append(Option(_("📅 Đổi ngày {phase}").format(phase=each.phase), f"/dangky {each.key}"))
    return Message("\n".join(lines), tuple((button,) for button in buttons))


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]

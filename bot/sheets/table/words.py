"""The table's words, in the language being spoken; formulas count some of them, so they stand here once."""

from bot.clock import local
from bot.i18n import _, pgettext, show_date, show_moment
from bot.sheets.table.contents import NONE, NOT_YET, PhaseTable, Standing, Table, Timing, WorkLine
from bot.works.standing import DROPPED, FINISHED, LATER


def standing(which: Standing) -> str:
    """How a report stands."""
    return {
        Standing.APPROVED: pgettext("table", "Đã duyệt"),
        Standing.SUBMITTED: pgettext("table", "Đã nộp"),
        Standing.RETURNED: pgettext("table", "Trả lại"),
        Standing.RECEIVED: pgettext("table", "Đã nhận bản giấy"),
        Standing.MISSING: pgettext("table", "Chưa nộp"),
        Standing.EXCUSED: pgettext("table", "Được miễn"),
        Standing.NOT_OWED: pgettext("table", "Không giao"),
    }[which]


def timing(which: Timing) -> str:
    """Why a duty has no count of days."""
    return {
        Timing.MISSING: pgettext("table", "Quá hạn, chưa làm"),
        Timing.AHEAD: pgettext("table", "Chưa đến hạn"),
        Timing.UNDATED: pgettext("table", "Chưa có hạn"),
        Timing.EXCUSED: pgettext("table", "Được miễn"),
    }[which]


def timing_format() -> str:
    """The number format of days late: 0 is shown as being on time."""
    on_time, late = _("Đúng hạn"), _("Trễ {days} ngày").format(days='"0"')
    return f'[=0]"{on_time}";"{late}"'


def answered(state: str) -> str:
    """An answer that is no number: zero, “không có” and “chưa làm” are three answers."""
    return {NONE: pgettext("table", "không có"), NOT_YET: pgettext("table", "chưa làm")}.get(state, "")


def no_cluster() -> str:
    """Where a unit is in no cluster."""
    return _("Chưa xếp cụm")


def no_bloc() -> str:
    """Where a unit is in no bloc."""
    return _("Chưa xếp khối")


def issued(table: Table) -> str:
    """Who issued the campaign, and under which number."""
    return " · ".join(each for each in (table.issuer, table.number) if each)


def phase_head(phase: PhaseTable) -> str:
    """The phase with its period and theme."""
    head = f"{phase.name}: {phase.period}" if phase.period else phase.name
    return f"{head}. " + _("Chủ đề: {theme}").format(theme=phase.theme) if phase.theme else head


def as_of(table: Table, phase: PhaseTable | None = None) -> str:
    """The day the table stands for, and the moment up to which was known what it says."""
    text = _("Tính đến ngày {day}. Theo dữ liệu có lúc {moment}/{year}.")
    day = phase.day if phase else table.day
    return text.format(day=show_date(day), moment=show_moment(table.known_at), year=local(table.known_at).year)


def nominated(state: str) -> str:
    """What became of a nomination."""
    return {
        "proposed": pgettext("table", "Chờ xét"),
        "chosen": pgettext("table", "Được chọn"),
        "declined": pgettext("table", "Chưa được chọn"),
    }.get(state, state)


def work_kind(kind: str) -> str:
    """What a pledge promises."""
    return {
        "work": pgettext("table", "Công trình"),
        "product": pgettext("table", "Sản phẩm"),
        "task": pgettext("table", "Phần việc"),
    }.get(kind, kind)


def work_state(line: WorkLine) -> str:
    """How far a work has come, by the unit's newest word; a work of which nothing was said is under way."""
    if line.state == FINISHED and line.day:
        return _("Đã xong {day}").format(day=show_date(line.day))
    if line.state == LATER and line.day:
        return _("Lùi đến {day}").format(day=show_date(line.day))
    if line.state == DROPPED:
        return _("Không làm: {reason}").format(reason=line.reason)
    return pgettext("table", "Đang làm")


def counted(what: str) -> str:
    """The number format of a total that counts units, so that it says what it counts: `what` is launched, handed in, on time."""
    said = {
        "launched": pgettext("count", "phát động"),
        "handed in": pgettext("count", "đã nộp"),
        "on time": pgettext("count", "đúng hạn"),
    }[what]
    return f'#,##0" {said}"'

"""A rehearsal in sentences, for the officer who is to let it happen."""

from collections.abc import Iterator
from datetime import date

from bot import doors
from bot.i18n import _, ngettext, show_count, show_date, show_short_day
from bot.rehearsing.findings import Load, Rehearsal

SHOWN = 5  # lines of a kind
MONTHS = range(1, 13)


def summary(found: Rehearsal) -> list[str]:
    """All that matters, line by line: how much, how often, month by month, and what to mind."""
    return [
        _("🎭 Diễn tập “{campaign}”, năm {year}").format(campaign=found.campaign, year=found.year),
        *facts(found),
        "",
        *_months(found),
        *(["", *warnings] if (warnings := list(_to_mind(found))) else []),
    ]


def facts(found: Rehearsal) -> list[str]:
    """How many messages, for whom, how often, and on which assumptions."""
    if found.has_deeds:
        if_so = _("Nếu các việc được làm đúng như danh sách đã cho")
    else:
        if_so = _("Nếu mọi đơn vị đều kết nối mà không ai làm việc nào (mức cao nhất)")
    text = _("{if_so}, từ {first} đến {last} Trợ lý gửi {count} tin nhắc cho {people} người; chiến dịch có {units} đơn vị.")
    whole = text.format(
        if_so=if_so,
        first=show_date(found.start),
        last=show_date(date(found.year, 12, 31)),
        count=show_count(len(found.messages)),
        people=show_count(len({each.person_id for each in found.messages})),
        units=show_count(found.units),
    )
    mean = f"{found.mean_a_week():.1f}".replace(".", _(","))
    often = _("Mỗi chủ tịch nhận trung bình {mean} tin một tuần; người nhận nhiều nhất có {most} tin trong một tuần.")
    return [whole, often.format(mean=mean, most=found.most_a_week()), _rest(found)]


def _rest(found: Rehearsal) -> str:
    days = found.days_off()
    if not days:
        return _("Không có tin nào rơi vào Chủ nhật, ngày lễ hay Tết.")
    text = _("⚠️ Có tin rơi vào ngày nghỉ: {days}.")
    return text.format(days=", ".join(show_date(each) for each in days[:SHOWN]))


def _months(found: Rehearsal) -> Iterator[str]:
    by_day = found.by_day()
    if not by_day:
        yield _("Không có tin nào trong cả thời gian này.")
        return
    for month in range(found.start.month, 13):
        days = {day: count for day, count in by_day.items() if day.month == month}
        if not days:
            yield _("• Tháng {month}: không có tin nào.").format(month=month)
            continue
        most = max(sorted(days), key=lambda day: days[day])
        text = ngettext(
            "• Tháng {month}: {count} tin trong {days} ngày; nhiều nhất là {day}: {most} tin.",
            "• Tháng {month}: {count} tin trong {days} ngày; nhiều nhất là {day}: {most} tin.",
            sum(days.values()),
        )
        said = {"count": show_count(sum(days.values())), "days": len(days), "most": show_count(days[most])}
        yield text.format(month=month, day=show_short_day(most), **said)


def _to_mind(found: Rehearsal) -> Iterator[str]:
    if found.unconfirmed:
        text = ngettext(
            "⚠️ Còn {count} hạn chưa xác nhận nên chưa có trong lịch này: /hanviec",
            "⚠️ Còn {count} hạn chưa xác nhận nên chưa có trong lịch này: /hanviec",
            found.unconfirmed,
        )
        yield text.format(count=found.unconfirmed)
    if capped := sum(found.capped.values()):
        text = ngettext(
            "Vì giới hạn số tin mỗi tuần, {count} lời nhắc không được gửi.",
            "Vì giới hạn số tin mỗi tuần, {count} lời nhắc không được gửi.",
            capped,
        )
        yield text.format(count=show_count(capped))
    for each in found.bots[:SHOWN]:
        yield _load(each)
    yield from _counted(found)
    for undone in found.undone[:SHOWN]:
        yield _("⚠️ Không làm được: {what}.").format(what=undone)


def _load(bot: Load) -> str:
    """What a bot has to carry, against what it may."""
    name = doors.name_of(bot.channel) + (f" @{bot.username}" if bot.username else "")
    month, most = max(bot.messages.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
    seats = f"{show_count(bot.people)}/{show_count(bot.seats)}" if bot.seats is not None else show_count(bot.people)
    text = _("{name}: {people} người; tháng nhiều nhất là tháng {month}: {most} tin.")
    if not month:
        text = _("{name}: {people} người; không có tin nào.")
    said = text.format(name=name, people=seats, month=month, most=show_count(most))
    if bot.monthly_messages is None:
        return said
    limit = show_count(bot.monthly_messages)
    if not bot.over:
        return f"{said} " + _("Hạn mức {limit} tin một tháng: đủ.").format(limit=limit)
    worst = max(bot.over, key=lambda each: bot.over[each])
    text = _("⚠️ Hạn mức {limit} tin một tháng: tháng {month} thiếu {missing} tin.")
    return f"{said} " + text.format(limit=limit, month=worst, missing=show_count(bot.over[worst]))


def _counted(found: Rehearsal) -> Iterator[str]:
    if found.stand_ins:
        text = ngettext(
            "{count} đơn vị chưa kết nối được tính như đã kết nối.",
            "{count} đơn vị chưa kết nối được tính như đã kết nối.",
            found.stand_ins,
        )
        yield text.format(count=show_count(found.stand_ins))
    if found.without_seat:
        text = ngettext(
            "⚠️ {count} đơn vị không còn chỗ ở kênh nào nên không được tính.",
            "⚠️ {count} đơn vị không còn chỗ ở kênh nào nên không được tính.",
            found.without_seat,
        )
        yield text.format(count=show_count(found.without_seat))
    if found.others:
        text = ngettext(
            "Đã tính cả tin của {count} chiến dịch khác đang chạy.",
            "Đã tính cả tin của {count} chiến dịch khác đang chạy.",
            found.others,
        )
        yield text.format(count=found.others)

"""What stands in the log, in plain words."""

from bot.i18n import _, show_date
from bot.journal import Entry

UNTIL = ("duty.extended", "duty.extension.")
FROM = ("unit.", "absence.", "federation.pause")  # the day from which it holds


def told(entry: Entry, words: dict[str, str]) -> str:
    """What was done, to whom and for which day; `words` are `sentences()`. A deed without words is shown as it is written."""
    said = words.get(entry.deed) or _("việc khác ({deed})").format(deed=entry.deed)
    parts = [said, *([entry.unit] if entry.unit else [])]
    if entry.valid_on:
        day = show_date(entry.valid_on)
        until, since = entry.deed.startswith(UNTIL), entry.deed.startswith(FROM)
        parts.append(_("đến {day}").format(day=day) if until else _("từ {day}").format(day=day) if since else day)
    return " · ".join(parts)


def sentences() -> dict[str, str]:
    """Every deed that the program writes down, in the language of whoever reads it."""
    return _of_units() | _of_duties() | _of_campaigns() | _of_announcements() | _of_people()


def _of_units() -> dict[str, str]:
    return {
        "unit.import": _("nhập danh sách đơn vị"),
        "unit.open": _("mở đơn vị mới"),
        "unit.close": _("đóng đơn vị"),
        "unit.move": _("chuyển đơn vị lên cấp khác"),
        "unit.merge": _("sáp nhập đơn vị"),
        "unit.split": _("tách đơn vị"),
        "unit.rename": _("đổi tên đơn vị"),
        "unit.bloc": _("xếp khối cho đơn vị"),
        "unit.cluster": _("xếp cụm cho đơn vị"),
    }


def _of_duties() -> dict[str, str]:
    return {
        "duty.excused": _("miễn việc cho đơn vị"),
        "duty.extended": _("gia hạn cho đơn vị"),
        "duty.reopened": _("mở lại việc cho đơn vị"),
        "duty.received": _("ghi đã nhận bản giấy"),
        "duty.extension.ask": _("đơn vị xin gia hạn"),
        "duty.extension.granted": _("đồng ý gia hạn"),
        "duty.extension.refused": _("trả lời chưa gia hạn"),
        "duty.promise": _("đơn vị hẹn ngày nộp"),
        "duty.promise.undo": _("đơn vị bỏ hẹn ngày nộp"),
        "report.send": _("nộp báo cáo"),
        "report.withdraw": _("rút báo cáo"),
        "report.approved": _("duyệt báo cáo"),
        "report.returned": _("trả lại báo cáo"),
        "report.asked": _("hỏi về báo cáo"),
        "report.answered": _("trả lời câu hỏi về báo cáo"),
        "report.undone": _("hoàn tác lần duyệt báo cáo"),
        "launch.held": _("báo đã phát động"),
        "launch.postponed": _("báo hoãn phát động"),
        "launch.cancelled": _("báo không tổ chức phát động"),
        "launch.withdrawn": _("rút điều đã báo về buổi phát động"),
        "note.send": _("gửi báo cáo quý"),
        "note.withdraw": _("rút báo cáo quý"),
        "work.finished": _("báo công trình đã xong"),
        "work.later": _("báo công trình lùi ngày"),
        "work.dropped": _("báo thôi không làm công trình"),
        "work.open": _("rút điều đã báo về công trình"),
        "nomination.propose": _("đề cử người tốt, việc tốt"),
        "nomination.take-back": _("rút đề cử"),
        "nomination.choose": _("chọn người tốt, việc tốt"),
        "nomination.decline": _("trả lời chưa chọn đề cử"),
        "inquiry.answer": _("trả lời câu hỏi của đơn vị"),
        "duty.on_behalf": _("nhập hộ đơn vị"),
        "duty.on_behalf.object": _("báo phần nhập hộ không đúng"),
    }


def _of_campaigns() -> dict[str, str]:
    return {
        "campaign.load": _("nạp kế hoạch mẫu"),
        "campaign.open": _("mở chiến dịch"),
        "campaign.arm": _("kích hoạt chiến dịch"),
        "campaign.close": _("đóng chiến dịch"),
        "campaign.reopen": _("mở lại chiến dịch"),
        "campaign.file": _("giữ tệp kế hoạch"),
        "campaign.ladder": _("đổi lịch nhắc"),
        "campaign.levels": _("đổi số lần duyệt báo cáo"),
        "campaign.rehearse": _("diễn tập năm"),
        "rule.confirm": _("xác nhận hạn"),
        "event.settle": _("ghi ngày diễn ra sự kiện"),
        "calendar.correct": _("sửa ngày nghỉ"),
        "calendar.restore": _("bỏ phần đã sửa ở ngày nghỉ"),
        "federation.pause": _("ngừng gửi tin"),
        "federation.pause_lifted": _("gửi tin trở lại"),
        "federation.weekly_cap": _("đổi số tin nhắc nhiều nhất một tuần"),
        "federation.pause_moved": _("đổi ngày ngừng gửi tin"),
        "federation.names": _("đổi tên gọi của tổ chức"),
        "federation.settings": _("đổi cài đặt"),
        "federation.drops": _("đổi loại tin bỏ bớt khi hết hạn mức"),
        "demo.leave": _("rời dữ liệu mẫu"),
    }


def _of_announcements() -> dict[str, str]:
    return {
        "announcement.confirm": _("gửi thông báo"),
        "announcement.agree": _("đồng ý gửi thông báo"),
        "announcement.cancel": _("hủy thông báo"),
        "announcement.pause": _("tạm dừng thông báo"),
        "announcement.resume": _("gửi tiếp thông báo"),
        "announcement.stop": _("dừng thông báo"),
        "announcement.correct": _("đính chính thông báo"),
        "announcement.withdraw": _("thu hồi thông báo"),
    }


def _of_people() -> dict[str, str]:
    return {
        "officer.invite": _("cấp mã mời"),
        "office.end": _("kết thúc một chức vụ"),
        "person.rename": _("sửa tên của mình"),
        "person.erase": _("xóa dữ liệu cá nhân của mình"),
        "data-request.answer": _("trả lời yêu cầu về dữ liệu cá nhân"),
        "absence.set": _("báo vắng, có người làm thay"),
        "absence.end": _("trở lại sau khi vắng"),
        "door.open": _("thêm kênh nhắn tin"),
        "door.close": _("bỏ một kênh nhắn tin"),
        "door.link": _("cấp đường dẫn cá nhân"),
        "door.prefer": _("chọn kênh nhận tin"),
        "device.revoke": _("chặn một máy"),
        "bot.limit": _("đổi hạn mức tin"),
    }

"""In what two plans differ, for whoever compares last year's with its copy."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from bot.campaigns.places import Path
from bot.campaigns.plan import Plan
from bot.i18n import _, show_date


@dataclass(frozen=True)
class Difference:
    """Where two plans differ, and what stood and stands there."""

    path: Path
    before: Any
    after: Any


def differences(before: Plan, after: Plan) -> list[Difference]:
    """Everything in which two plans differ, in their order; lists of one length are compared place by place."""
    return list(_differences((), before, after))


def _differences(path: Path, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if is_dataclass(before) and type(before) is type(after):
        for each in fields(before):
            yield from _differences((*path, each.name), getattr(before, each.name), getattr(after, each.name))
    elif isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for n, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _differences((*path, n), old, new)
    else:
        yield Difference(path, before, after)


def show_difference(each: Difference) -> str:
    """A difference for people: “Ngày kỷ niệm 2, số năm: 80 → 81”."""
    names = _names()
    parts: list[str] = []
    for step in each.path:
        if isinstance(step, int):
            parts[-1] += f" {step + 1}"
        else:
            parts.append(names.get(step, step))
    return f"{', '.join(parts)}: {_shown(each.before)} → {_shown(each.after)}"


def _shown(value: Any) -> str:
    if value is None or value == ():
        return _("(bỏ trống)")
    if isinstance(value, tuple):
        return "; ".join(getattr(each, "name", str(each)) for each in value)
    return show_date(value) if isinstance(value, dt.date) else str(value)


def _names() -> dict[str, str]:
    return {
        "title": _("Tên"),
        "issuer": _("Nơi ban hành"),
        "number": _("Số"),
        "issued_on": _("Ngày ký"),
        "published_on": _("Ngày đăng"),
        "signer": _("Người ký"),
        "notes": _("Ghi chú"),
        "period": _("Thời gian"),
        "phases": _("Đợt"),
        "start": _("bắt đầu"),
        "start_resolved": _("bắt đầu"),
        "start_text": _("lời ghi ngày bắt đầu"),
        "end": _("kết thúc"),
        "end_text": _("lời ghi ngày kết thúc"),
        "end_expected": _("dự kiến"),
        "name": _("tên"),
        "theme": _("chủ đề"),
        "themes": _("Chủ đề của năm"),
        "anniversaries": _("Ngày kỷ niệm"),
        "year_ordinal": _("số năm"),
        "date": _("ngày"),
        "phase": _("thuộc đợt"),
        "deadlines": _("Việc phải làm"),
        "due": _("hạn"),
        "what": _("nội dung"),
        "text": _("lời ghi"),
        "lunar_events": _("Ngày âm lịch"),
        "legal_basis": _("Căn cứ"),
        "contact": _("Liên hệ"),
        "superior": _("Cấp trên"),
        "pilot_units": _("Phát động điểm"),
        "contents": _("nội dung"),
        "blocs": _("Khối"),
        "targets": _("Chỉ tiêu"),
        "titles_open": _("Danh hiệu khác"),
    }

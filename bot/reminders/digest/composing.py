"""Puts the lines of a digest into one message that every channel can carry."""

from dataclasses import replace

from bot.i18n import _, ngettext, show_date
from bot.labels import fitted
from bot.post.message import Message, Option, length
from bot.reminders.digest.rows import Line, Reading, Row

LONGEST = 2_000  # UTF-16 units with the labels of its buttons, which are lines of text where there are no buttons
BLOCKS = 5  # lines said in full; of more each gets one line
BUTTONS = 8  # lines with a button of their own: more than fit on a screen help nobody
LABEL = 60  # characters of a label
MARK = 6  # units that a channel without buttons needs for the number of an option


def compose(lines: list[Line], reading: Reading, rows: list[Row]) -> Message:
    """The message: what is late or due first. What does not fit is counted, and stands in /conthieu. `rows` are those that the
    lines tell of, several perhaps in one line."""
    lines = sorted(lines, key=lambda each: (each.rank, each.day, each.key))
    head = _head(lines, reading, rows)
    options = _options(lines)
    room = LONGEST - sum(length(each.label) + MARK for row in options for each in row)
    full = "\n\n".join([*([head] if head else []), *(each.text for each in lines)])
    if len(lines) <= BLOCKS and length(full) <= room:
        return Message(full, options)
    return Message(_list(head, lines, room), options)


def _head(lines: list[Line], reading: Reading, rows: list[Row]) -> str:
    """Why it comes late, where it does."""
    pause = reading.pause
    if pause and any(reading.was_kept_back(each.fires_at) for each in rows):
        text = _("ℹ️ Từ {first} đến {last} Trợ lý ngừng nhắc ({reason}). Nay xin nhắc lại một lần các việc còn chờ.")
        return text.format(first=show_date(pause.first), last=show_date(pause.last), reason=pause.reason)
    return _("ℹ️ Lời nhắc này đến muộn hơn mọi khi.") if _is_late(lines, reading) else ""


def _is_late(lines: list[Line], reading: Reading) -> bool:
    return all(reading.is_late(each.fires_at) for each in lines)


def _list(head: str, lines: list[Line], room: int) -> str:
    title = ngettext("⏰ Trợ lý nhắc {count} việc:", "⏰ Trợ lý nhắc {count} việc:", len(lines)).format(count=len(lines))
    text = "\n".join([*([head] if head else []), title])
    for place, each in enumerate(lines):
        left = len(lines) - place
        more = ngettext("… và {count} việc khác: /conthieu", "… và {count} việc khác: /conthieu", left).format(count=left)
        line = f"• {each.short}"
        is_last = left == 1
        if length(text) + length(line) + 1 + (0 if is_last else length(more) + 3) > room:
            return f"{text}\n{more}"
        text += f"\n{line}"
    return text


def _options(lines: list[Line]) -> tuple[tuple[Option, ...], ...]:
    """A button a line, as far as there is room for them, and one to hear of it later."""
    with_button = [(each, each.button) for each in lines if each.button is not None]
    named = len({each.unit for each, _button in with_button}) > 1
    shown = with_button[:BUTTONS]
    labels = _apart([((button.label, each.unit if named else ""), each) for each, button in shown])
    rows = [(replace(button, label=label),) for label, (_line, button) in zip(labels, shown, strict=True)]
    owed = [each.duty_id for each in lines if each.duty_id is not None]
    if owed:
        rows.append((Option(_("⏰ Nhắc lại sau"), f"/nhaclai {owed[0]}" if len(set(owed)) == 1 else "/nhaclai"),))
    return tuple(dict.fromkeys(rows))


def _apart(labelled: list[tuple[tuple[str, str], Line]]) -> list[str]:
    """The labels with their units; of several that say the same and lead elsewhere, each with what it is about."""
    buttons: dict[tuple[str, str], set[Option | None]] = {}
    for label, line in labelled:
        buttons.setdefault(label, set()).add(line.button)
    return [fitted([*label, line.about if len(buttons[label]) > 1 else ""], LABEL) for label, line in labelled]

"""/danam: “👍 Đã nắm được”, under an announcement."""

from bot.announcements import answering
from bot.announcements.answering import NotForThem
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_moment

LONGEST_NUMBER = 18  # digits


def acknowledge(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Recorded once; without a number it is the newest announcement that waits for this person's word."""
    here, who = speaker.to.federation_id, speaker.person_id or 0
    words = ask.words.strip()
    if words.isascii() and words.isdecimal() and len(words) <= LONGEST_NUMBER:
        number: int | None = int(words)
    else:
        number = answering.newest(db, here, who)
    if number is None:
        return _("Không có thông báo nào đang chờ đồng chí xác nhận.")
    try:
        before = answering.acknowledge(db, here, who, number, ask.now)
    except NotForThem:
        return _("Đồng chí không có trong danh sách nhận thông báo này, nên không cần xác nhận.")
    if before:
        return _("Đồng chí đã xác nhận thông báo này lúc {moment}.").format(moment=show_moment(before))
    return _("👍 Đã ghi nhận. Cảm ơn đồng chí!")

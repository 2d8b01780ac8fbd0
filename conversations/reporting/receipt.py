"""/bienlai: what a receipt's code stands for: for an officer of the units within reach, for a chair of the own."""

from bot import on_behalf, people, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.i18n import _, show_moment
from bot.on_behalf.telling import told
from bot.reports import receipts
from bot.reports.receipts import Receipt, show_code, show_state
from bot.rights import May


def show_receipt(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Who sent which report when, and what became of it. A code out of reach is answered like one that nobody has."""
    said = ask.words or ask.text("code", _("Mã biên nhận? Gõ 8 ký tự, ví dụ: K7Q2-M4XP"))
    found = receipts.find(db, speaker.to.federation_id, said)
    if found is None or not _may_see(ask, db, speaker, found):
        return _("Trợ lý không tìm thấy mã biên nhận “{code}”. Xin xem lại mã.").format(code=said[:20])
    text = _("🧾 {code}: {name}, {phase}\n🏫 {unit}\n⏱ Nộp lúc {moment}, {punctual}\n📌 Bản {version}: {state}").format(
        code=show_code(found.code),
        name=titled(found.kind, found.occurrence),
        phase=found.phase,
        unit=found.unit,
        moment=show_moment(found.recorded_at),
        punctual=_("trễ hạn") if found.is_late else _("đúng hạn"),
        version=found.version,
        state=show_state(found.state),
    )
    entry = on_behalf.of_version(db, found.duty_id, found.version)
    entered = f"\n✍️ {told(entry)}." if entry else ""
    return text + entered + ("" if found.is_latest else "\n" + _("Bản này đã được thay bằng bản khác hoặc đã rút lại."))


def _may_see(ask: Ask, db: Transaction, speaker: Speaker, found: Receipt) -> bool:
    if speaker.person_id is None:
        return False
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office and rights.reaches(db, office, found.unit_id, ask.today):
        return True
    return any(each.unit_id == found.unit_id for each in people.offices(db, speaker.person_id, ask.today))

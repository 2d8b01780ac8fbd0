"""/nhatky: who did what within an officer's reach, the newest first; of one person or one unit where that is asked for."""

import re

from bot import journal, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_moment
from bot.labels import cut
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from bot.units import finding
from conversations.menu import not_for_you
from conversations.officers.deeds import sentences, told

LONGEST_LABEL = 56  # characters on a button
SEARCH = "tim"  # behind the command: asks whose
WANTED = re.compile(r"(?:([pu])(\d{1,18}))?(?:\s*<(\d{1,18}))?")


def show_log(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """A page of the log. `p5` behind the command: of that person; `u7`: of that unit; `<123`: what is older than that entry;
    other words: a part of a name."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    wanted = WANTED.fullmatch(ask.words)
    if wanted is None:
        return _search(ask, db, speaker, office)
    kind, row, before = wanted[1], int(wanted[2] or 0), int(wanted[3] or journal.LATEST)
    person_id, unit_id = row if kind == "p" else None, row if kind == "u" else None
    whose = (speaker.to.federation_id, office, ask.today)
    found, has_more = journal.newest(db, *whose, before=before, person_id=person_id, unit_id=unit_id)
    return _page(f"{kind or ''}{row or ''}", found, has_more=has_more, is_first=before == journal.LATEST)


def _page(only: str, found: list[journal.Entry], *, has_more: bool, is_first: bool) -> Message:
    search = Option(_("🔎 Theo người, đơn vị"), f"/nhatky {SEARCH}")
    if not found:
        return Message(_("📒 Nhật ký chưa có gì ở đây."), ((search,),))
    words, lines = sentences(), [_("📒 Nhật ký, mới nhất trước:")]
    for each in found:
        who = each.name or _("người quản trị")
        lines.append(f"• {show_moment(each.recorded_at)} · {who}: {told(each, words)}")
    turning = [] if is_first else [Option(_("◀ Mới nhất"), f"/nhatky {only}".rstrip())]
    turning += [Option(_("Cũ hơn ▶"), f"/nhatky {only} <{found[-1].id}".replace("  ", " "))] if has_more else []
    rows = [tuple(turning), (search,), *([(Option(_("📒 Mọi việc"), "/nhatky"),)] if only else [])]
    return Message("\n".join(lines), tuple(row for row in rows if row))


def _search(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Message:
    """The people and units that may be meant, a button each."""
    said = ask.words
    if said == SEARCH:
        said = ask.text("whose", _("Xem việc của ai, hoặc của đơn vị nào? Xin gõ một phần tên."))
    owner = speaker.to.federation_id
    people = journal.doers(db, owner, office, said, ask.today)
    units = finding.find(db, owner, office, said, ask.today)
    rows = [(Option(cut(f"👤 {name}", LONGEST_LABEL), f"/nhatky p{row}"),) for row, name in people]
    rows += [(Option(cut(f"🏫 {each.name}", LONGEST_LABEL), f"/nhatky u{each.id}"),) for each in units]
    every = (Option(_("📒 Mọi việc"), "/nhatky"),)
    if not rows:
        text = _("Không thấy người hay đơn vị nào tên gần giống “{words}” trong nhật ký.")
        return Message(text.format(words=said[:60]), (every,))
    return Message(_("📒 Đồng chí muốn xem nhật ký của ai, của đơn vị nào?"), (*rows, every))

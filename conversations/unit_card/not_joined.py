"""/chuavao: units that cannot be written to: nobody joined, the doors failed, reminders are off; new codes for the first."""

from dataclasses import dataclass

from bot import rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import Message
from bot.rights import RIGHTS, May, reach_of
from bot.unit_card import unreached
from bot.unit_card.unreached import Why
from conversations.menu import not_for_you
from conversations.unit_card.new_codes import LIST, SHEETS, give_list, give_sheets
from conversations.unit_card.not_joined_pages import EVERY, PAGE, Shown, overview, show_page

LONGEST_PAGE, LONGEST_ROW = 5, 18  # figures that a page, and a row's number, can have


@dataclass(frozen=True)
class Wanted:
    """What the words behind the command ask for: a reason or a deed, a cluster (None: all; 0: those in none), and a page."""

    what: str
    of_cluster: int | None
    page: int


def show_unreached(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without words: how many there are, by reason and cluster. `REASON CLUSTER PAGE`: a page of them; `ma CLUSTER`, `phieu
    CLUSTER`: new codes for those that nobody joined in, at once."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    groups = unreached.groups(db, reach_of(office), ask.today)
    if not groups:
        return _("✅ Mọi đơn vị đã kết nối và nhận được tin của Trợ lý. Không cần gửi thêm mã.")
    wanted, may_invite = _read(ask.words), May.INVITE in RIGHTS[office.role]
    if wanted.what in {LIST, SHEETS}:
        if not may_invite:
            return not_for_you()
        give = give_list if wanted.what == LIST else give_sheets
        return give(ask, db, speaker, office, groups, wanted.of_cluster)
    if not wanted.what and len(groups) > 1:
        return overview(groups, wanted.page, may_invite=may_invite)
    why = Why(wanted.what) if wanted.what else groups[0].why
    found = [each for each in groups if each.why is why and wanted.of_cluster in (None, each.cluster_id or 0)]
    count = sum(each.units for each in found)
    page = min(wanted.page, max(1, -(-count // PAGE)))
    first = (page - 1) * PAGE
    units = unreached.listed(db, reach_of(office), ask.today, why, wanted.of_cluster, first=first, at_most=PAGE)
    return show_page(Shown(why, wanted.of_cluster, page, count, len(found)), units, may_invite=may_invite)


def _read(words: str) -> Wanted:
    said = [*words.split(), "", "", ""]
    if said[0] == "trang":
        return Wanted("", None, _number(said[1], LONGEST_PAGE) or 1)
    if said[0] not in {*Why, LIST, SHEETS}:
        return Wanted("", None, 1)
    of_cluster = None if said[1] in {"", EVERY} else _number(said[1], LONGEST_ROW)
    return Wanted(said[0], of_cluster, max(1, _number(said[2], LONGEST_PAGE)))


def _number(word: str, longest: int) -> int:
    return int(word) if word.isdecimal() and len(word) <= longest else 0

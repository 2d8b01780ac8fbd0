"""New codes at one tap for units in which nobody has joined: as a text to be passed on, or as sheets to be printed."""

from bot import codes
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.doors import telling
from bot.i18n import _, ngettext
from bot.people import Held
from bot.post.message import Message
from bot.rights import reach_of
from bot.unit_card import code_list, unreached
from bot.unit_card.unreached import Group, Why
from bot.web import chats

LIST, SHEETS = "ma", "phieu"  # the words behind the command
MOST_SHEETS = 20  # files at one tap: more are given out cluster by cluster


def give_list(
    ask: Ask, db: Transaction, speaker: Speaker, office: Held, groups: list[Group], of_cluster: int | None
) -> str | Message:
    """A new code for each unit of a cluster (None: all; 0: those in none), as a text."""
    count = sum(each.units for each in _chosen(groups, of_cluster))
    if count > code_list.MOST:
        text = _("{count} đơn vị là quá nhiều cho một lần nhắn. Xin dùng phiếu in, hoặc chọn một cụm.")
        return text.format(count=count)
    reach = reach_of(office)
    found = unreached.listed(db, reach, ask.today, Why.NOBODY, of_cluster, first=0, at_most=code_list.MOST)
    if not found:
        return _nobody()
    units, key = [each.unit_id for each in found], f"codes/{ask.setting.update}"
    code_list.send_list(db, speaker.to, key, reach, units, _opens(db, speaker), ask.now)
    text = ngettext(
        "🔑 Trợ lý đang gửi mã mới của {count} đơn vị vào đây.",
        "🔑 Trợ lý đang gửi mã mới của {count} đơn vị vào đây.",
        len(units),
    )
    return text.format(count=len(units)) + " " + _old_codes()


def give_sheets(
    ask: Ask, db: Transaction, speaker: Speaker, office: Held, groups: list[Group], of_cluster: int | None
) -> str | Message:
    """A printable sheet for the cluster, or one for each; only with the units in which nobody has joined."""
    chosen = _chosen(groups, of_cluster)
    if not chosen:
        return _nobody()
    if len(chosen) > MOST_SHEETS:
        return _("{count} phiếu là quá nhiều cho một lần gửi. Xin chọn từng cụm.").format(count=len(chosen))
    for each in chosen:
        key = f"sheet/{ask.setting.update}/{each.cluster_id or 0}"
        codes.send_sheet(db, speaker.to, key, reach_of(office), each.cluster_id, ask.now, _opens(db, speaker))
    text = ngettext(
        "🖨 Trợ lý đang làm {count} phiếu và gửi ngay vào đây.",
        "🖨 Trợ lý đang làm {count} phiếu và gửi ngay vào đây.",
        len(chosen),
    )
    return text.format(count=len(chosen)) + " " + _old_codes()


def _chosen(groups: list[Group], of_cluster: int | None) -> list[Group]:
    return [each for each in groups if each.why is Why.NOBODY and of_cluster in (None, each.cluster_id or 0)]


def _opens(db: Transaction, speaker: Speaker) -> str:
    """Where the links lead, as `codes.send_sheet` takes it: where `/mamoi` asks, this is its first answer."""
    apps = telling.apps(db, speaker.to.federation_id)
    if not apps and chats.door(db, speaker.to.federation_id) is not None:
        return codes.WEB
    return telling.seated(db, speaker.to.federation_id, apps[0] if apps else "")


def _nobody() -> str:
    return _("✅ Nhóm này không còn đơn vị nào chưa kết nối.")


def _old_codes() -> str:
    return _("Mã cũ chưa dùng của các đơn vị này không còn tác dụng.")

"""/mamoi: an officer gives out codes: a new one for one unit, printed sheets for clusters, one for another officer."""

from bot import codes, doors, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.codes import CHAIR_TITLE, Empty
from bot.database.transaction import Transaction
from bot.doors import telling
from bot.i18n import _, ngettext
from bot.invites import Seat
from bot.people import LEAD, OFFICER, REVIEWER, VIEWER, Held
from bot.rights import May, reach_of
from bot.units import clusters, contacts
from bot.web import chats
from conversations.menu import not_for_you
from conversations.units.picking import pick_unit

LONGEST_NAME = 60


def give_codes(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """`UNIT` behind the command: a new code for that unit's chair, at once."""
    office = rights.office_for(db, speaker.person_id, May.INVITE, ask.today)
    if office is None:
        return not_for_you()
    if ask.words.isdecimal() and rights.reaches(db, office, int(ask.words[:18]), ask.today):
        return _one(ask, db, speaker, int(ask.words[:18]))
    empty = codes.not_joined(db, reach_of(office), ask.today)
    ways = [Choice("one", _("🔑 Mã cho một đơn vị")), Choice("officer", _("👤 Mã cho một cán bộ"))]
    if empty:
        ways.insert(
            0, Choice("sheet", _("🖨 Phiếu in ({count} đơn vị chưa kết nối)").format(count=len({e.unit_id for e in empty})))
        )
    way = ask.choice("way", _("Đồng chí cần mã mời cho ai?"), ways)
    if way.key == "sheet":
        return _sheets(ask, db, speaker, office, empty)
    if way.key == "officer":
        return _officer(ask, db, speaker, office)
    return _one(ask, db, speaker, pick_unit(ask, db, speaker.to.federation_id, office, _("Mã cho đơn vị nào?")).id)


def _one(ask: Ask, db: Transaction, speaker: Speaker, unit_id: int) -> str:
    seat = contacts.chair_seat(db, speaker.to.federation_id, unit_id, CHAIR_TITLE)
    codes.send_code(db, speaker.to, f"code/{ask.setting.update}", seat, ask.now)
    return _("Trợ lý đang gửi mã mới. Mã cũ của đơn vị, nếu chưa dùng, không còn tác dụng.")


def _sheets(ask: Ask, db: Transaction, speaker: Speaker, office: Held, empty: list[Empty]) -> str:
    found = {each.cluster_id: each.cluster or _("Chưa xếp cụm") for each in empty}
    counts = {key: sum(each.cluster_id == key for each in empty) for key in found}
    picks = [Choice(f"cluster {key or 0}", f"{name} ({counts[key]})") for key, name in found.items()]
    every = [Choice("all", _("Tất cả, mỗi cụm một phiếu"))] if len(picks) > 1 else []
    chosen = ask.choice("cluster", _("In phiếu cho cụm nào? Phiếu chỉ có các đơn vị chưa kết nối."), [*every, *picks])
    wanted = [key for key in found if chosen.key in {"all", f"cluster {key or 0}"}]
    opens = _where(ask, db, speaker)
    for key in wanted:
        name = f"sheet/{ask.setting.update}/{key or 0}"
        codes.send_sheet(db, speaker.to, name, reach_of(office), key, ask.now, opens)
    text = ngettext(
        "🖨 Trợ lý đang làm {count} phiếu và gửi ngay vào đây.",
        "🖨 Trợ lý đang làm {count} phiếu và gửi ngay vào đây.",
        len(wanted),
    )
    return text.format(count=len(wanted)) + " " + _("Mã cũ chưa dùng của các đơn vị này không còn tác dụng.")


def _where(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Where the QR leads, as `codes.send_sheet` takes it; only asked where there is a choice."""
    apps = telling.apps(db, speaker.to.federation_id)
    ways = [Choice(each, doors.name_of(each)) for each in apps] if len(apps) > 1 else [Choice("app", _("Ứng dụng chat"))]
    if chats.door(db, speaker.to.federation_id) is not None:
        ways.append(Choice("browser", _("🌐 Trình duyệt, không cần ứng dụng")))
    chosen = ask.choice("qr", _("Quét mã QR trên phiếu thì mở ở đâu?"), ways).key if len(ways) > 1 else "app"
    if chosen == "browser":
        return codes.WEB
    return telling.seated(db, speaker.to.federation_id, apps[0] if chosen == "app" and apps else chosen)


def _officer(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> str:
    roles = {
        OFFICER: _("Cán bộ (làm mọi việc)"),
        REVIEWER: _("Người duyệt báo cáo"),
        VIEWER: _("Người xem"),
        LEAD: _("Cụm trưởng"),
    }
    role = ask.choice("role", _("Người đó làm việc gì?"), [Choice(key, label) for key, label in roles.items()], name=_("Việc"))
    cluster = None
    if role.key == LEAD:
        listed = clusters.within(db, reach_of(office), ask.today)
        if not listed:
            return _("Chưa có cụm thi đua nào. Xin thêm cột “Cụm” vào danh sách đơn vị rồi nhập lại.")
        cluster = ask.choice("lead", _("Cụm nào?"), [Choice(str(each.id), each.name) for each in listed], name=_("Cụm"))
    name = ask.text("name", _("Họ và tên người đó là gì ạ?"), name=_("Họ tên"), longest=LONGEST_NAME)
    title = ask.text(
        "title", _("Người đó giữ chức vụ gì ạ? Ví dụ: Ủy viên Ban Chấp hành"), name=_("Chức vụ"), longest=LONGEST_NAME
    )
    ask.review(_("Xin kiểm tra lại giúp:\n🏫 {unit}").format(unit=office.unit), accept=_("✅ Đúng, gửi mã"))
    led = int(cluster.key) if cluster else office.cluster_id
    seat = Seat(0, speaker.to.federation_id, office.unit_id, office.unit, role.key, title, name, led)
    codes.send_code(db, speaker.to, f"code/{ask.setting.update}", seat, ask.now)
    return _("Trợ lý đang gửi mã. Mã này mở việc của cán bộ: xin trao tận tay.")

"""/nhapdonvi: an officer sends a list of units as an Excel file, sees what it would change, and lets it in."""

from collections.abc import Sequence

from bot import documents, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_count, show_moment
from bot.post import outbox
from bot.post.message import Message, Option, Stored
from bot.rights import May, reach_of
from bot.sheets.reading import Locked, TooLarge, Unreadable, read_sheets
from bot.units.changes.entry import Entry, Impossible
from bot.units.roster import known, template, writing
from bot.units.roster.comparing import compare
from bot.units.roster.known import Existing
from bot.units.roster.plan import Decision, Plan, Twin
from bot.units.roster.reading import Roster, read_rosters
from bot.units.roster.telling import card, short, twin
from bot.units.roster.writing import Import
from conversations.menu import not_for_you

MOST_ROWS = 5_000  # lines of a list that a chat takes; everybody else waits while it is read
MOST_TWINS = 20  # questions that somebody answers with patience
MOST_PROBLEMS = 8  # lines on a card


def import_units(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The file, the sheet if there are several, a question for each doubtful name, the card, and it is written down."""
    office = rights.office_for(db, speaker.person_id, May.UNITS, ask.today)
    if office is None or office.cluster_id is not None:
        return not_for_you()
    sent = ask.file("file", _prompt(office.unit), name=_("Tệp"), choices=(Choice("template", _("📄 Tải mẫu trống")),))
    if isinstance(sent, Choice):
        return _send_template(ask, db, speaker)

    rosters = _chosen(ask, sent, _read(ask, db, speaker, sent))
    existing = known.load(db, speaker.to.federation_id, reach_of(office), ask.today)
    plan = _decided(ask, sent, rosters, existing)
    shown = card(rosters, plan, existing, MOST_PROBLEMS)
    if plan.is_empty:
        return _nothing_new(ask, plan, shown)
    ask.review(_("Xin kiểm tra lại giúp, Trợ lý chưa ghi gì:") + "\n\n" + shown, accept=_("✅ Đúng, nhập vào"))

    entry = Entry(speaker.to.federation_id, ask.today, ask.now, speaker.person_id)
    try:
        writing.apply(db, plan, existing, Import(entry, sent.name, ask.today))
    except Impossible as problem:
        ask.again("file", str(problem))
    return _receipt(ask, plan)


def _prompt(unit: str) -> str:
    text = _(
        "📥 Xin gửi tệp Excel danh sách đơn vị của {unit}: bấm 📎 rồi chọn tệp.\n"
        "Chỉ cần có cột tên đơn vị. Trợ lý cho đồng chí xem trước, đồng ý rồi mới ghi."
    )
    return text.format(unit=unit)


def _send_template(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    outbox.queue_template(db, speaker.to, f"template/{ask.setting.update}", template.TEMPLATE, {}, ask.now, outbox.REPLY)
    text = _("📄 Trợ lý đang gửi mẫu vào đây. Điền xong, xin bấm nút này rồi gửi lại tệp.")
    return Message(text, ((Option(_("📥 Nhập danh sách đơn vị"), "/nhapdonvi", "primary"),),))


def _read(ask: Ask, db: Transaction, speaker: Speaker, sent: Stored) -> list[Roster]:
    """The lists of units in the file; what is wrong with the file is said, and another one asked for."""
    try:
        rosters = read_rosters(read_sheets(documents.content(db, speaker.to.federation_id, sent.document_id)))
    except Unreadable as problem:
        ask.again("file", _why(problem))
    if not rosters:
        ask.again("file", _("Trợ lý không thấy cột “Tên đơn vị” trong tệp này. Xin xem lại dòng tiêu đề, hoặc dùng mẫu trống."))
    listed = [each for each in rosters if each.rows or each.problems]
    if not listed:
        ask.again("file", _("Danh sách trong tệp này chưa có đơn vị nào. Xin điền rồi gửi lại."))
    count = sum(len(each.rows) for each in rosters)
    if count > MOST_ROWS:
        text = _("Tệp có {count} dòng. Trong khung chat, mỗi lần nhập nhiều nhất {most} dòng; xin chia thành nhiều tệp.")
        ask.again("file", text.format(count=show_count(count), most=show_count(MOST_ROWS)))
    return listed


def _why(problem: Unreadable) -> str:
    if isinstance(problem, Locked):
        return _("Tệp đang đặt mật khẩu nên Trợ lý không mở được. Xin bỏ mật khẩu, lưu lại rồi gửi lại.")
    if isinstance(problem, TooLarge):
        return _("Tệp này quá lớn. Xin chép riêng danh sách đơn vị sang một tệp Excel mới rồi gửi lại.")
    return _("Trợ lý chỉ đọc được tệp Excel (.xlsx hoặc .xls). Xin mở tệp, lưu thành Excel rồi gửi lại.")


def _chosen(ask: Ask, sent: Stored, rosters: list[Roster]) -> list[Roster]:
    """The sheet that is meant, where several hold lists of units."""
    if len(rosters) == 1:
        return rosters
    label = _("Trang “{sheet}”, {count} dòng")
    picks = [Choice(str(n), label.format(sheet=short(each.sheet, 31), count=len(each.rows))) for n, each in enumerate(rosters)]
    every = Choice("all", _("Tất cả các trang"))
    picked = ask.choice(f"sheet {sent.document_id}", _("Tệp có nhiều trang. Nhập trang nào?"), [*picks, every])
    return rosters if picked is every else [rosters[int(picked.key)]]


def _decided(ask: Ask, sent: Stored, rosters: Sequence[Roster], existing: Existing) -> Plan:
    """What the import would do once every doubtful name is decided on. A decision may bring up further names."""
    decisions: dict[str, Decision] = {}
    while (plan := compare(rosters, existing, decisions)).twins:
        if len(decisions) + len(plan.twins) > MOST_TWINS:
            text = _(
                "Có {count} tên gần giống nhau, quá nhiều để hỏi từng tên. Xin ghi mã đơn vị hoặc viết tên đầy đủ rồi gửi lại."
            )
            ask.again("file", text.format(count=show_count(len(decisions) + len(plan.twins))) + "\n\n" + _twins(plan))
        for each in plan.twins:
            place = [roster.sheet for roster in rosters].index(each.row.sheet)
            decisions[each.row.key] = _decide(ask, f"twin {sent.document_id} {place} {each.row.number}", each)
    return plan


def _twins(plan: Plan) -> str:
    return "\n".join(f"{twin(each)}" for each in plan.twins[:3])


def _decide(ask: Ask, key: str, each: Twin) -> Decision:
    same = [Choice(Decision.SAME, _("Là một, giữ tên đang có")), Choice(Decision.RENAME, _("Là một, lấy tên trong tệp"))]
    if not isinstance(each.other, known.Known):
        same = [Choice(Decision.SAME, _("Là một, bỏ dòng sau"))]
    other = [Choice(Decision.NEW, _("Hai đơn vị khác nhau")), Choice(Decision.SKIP, _("Bỏ qua dòng này"))]
    prompt = twin(each) + "\n" + _("Đây là một đơn vị hay hai đơn vị khác nhau?")
    return Decision(ask.choice(key, prompt, [*same, *other[: 2 if len(same) > 1 else 1]]).key)


def _nothing_new(ask: Ask, plan: Plan, shown: str) -> str:
    if any(plan.errors()):
        ask.again("file", shown + "\n\n" + _("Chưa có gì để nhập. Xin sửa các ô trên rồi gửi lại tệp."))
    text = _("☑️ Không có gì mới: {count} đơn vị trong tệp đều khớp với danh sách đang có. Trợ lý không ghi gì.")
    return text.format(count=show_count(len(plan.same))) + "\n\n" + shown


def _receipt(ask: Ask, plan: Plan) -> Message:
    text = _("✅ Đã nhập lúc {moment}.\n➕ Thêm mới: {new}\n✏️ Thay đổi: {changed}\n☑️ Giữ nguyên: {same}")
    counts = {"new": len(plan.new), "changed": len(plan.changed), "same": len(plan.same)}
    said = text.format(moment=show_moment(ask.now), **{name: show_count(count) for name, count in counts.items()})
    return Message(said, ((Option(_("🔑 Mã mời"), "/mamoi"), Option(_("📥 Nhập tiếp"), "/nhapdonvi")),))

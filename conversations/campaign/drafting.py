"""Four ways to the plan of a new campaign: a shipped example, an earlier campaign, a file, or step by step."""

from dataclasses import replace

from bot import campaigns, documents, plans
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.campaigns.differences import differences, show_difference
from bot.campaigns.plan import Plan
from bot.campaigns.reading import Unreadable, read_toml
from bot.campaigns.shifting import adopt, renew
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext
from conversations.campaign.drafting_steps import by_steps, number_and_day

MOST_PROBLEMS, MOST_CHANGES = 10, 20


def draft(ask: Ask, db: Transaction, speaker: Speaker, issuer: str) -> Plan:
    """The plan as the officer has it so far; asks until there is one."""
    earlier = plans.visible(db, speaker.to.federation_id, speaker.person_id, ask.today)
    ways = [
        Choice("steps", _("✍️ Điền từng bước")),
        Choice("example", _("📚 Từ kế hoạch mẫu")),
        *([Choice("copy", _("🔁 Chép chiến dịch cũ"))] if earlier else []),
        Choice("file", _("📎 Từ tệp chiến dịch")),
    ]
    way = ask.choice("way", _("Đồng chí muốn mở chiến dịch theo cách nào?"), ways)
    if way.key == "file":
        return _from_file(ask, db, speaker)
    if way.key == "steps":
        return by_steps(ask, issuer)
    if way.key == "copy":
        picks = [Choice(str(each.id), label) for each, label in zip(earlier, plans.labels(earlier), strict=True)]
        chosen = ask.choice("earlier", _("Chép chiến dịch nào ạ?"), picks, name=_("Chép từ"))
        return _of_year(ask, campaigns.recall(db, earlier[picks.index(chosen)]))
    names = campaigns.examples()
    picks = [Choice(each, f"{campaigns.facts(each).issuer}, {campaigns.facts(each).year}") for each in names]
    example = ask.choice("example", _("Theo kế hoạch mẫu nào ạ?"), picks, name=_("Kế hoạch mẫu"))
    return _of_year(ask, adopt(campaigns.facts(example.key), issuer))


def _of_year(ask: Ask, plan: Plan) -> Plan:
    """The plan moved to another year, with the name, number and day of its own that it needs then."""
    said = plan.year or ask.today.year
    years = [Choice(str(year), str(year)) for year in sorted({ask.today.year, ask.today.year + 1})]
    year = ask.choice("year", _("Cho năm nào ạ?"), years, name=_("Năm"))
    moved = renew(plan, int(year.key) - said)
    prompt = _("Tên đang là:\n“{title}”\nGõ tên khác, hoặc bấm để giữ.").format(title=moved.title)
    title = ask.text("title", f"{_changes(plan, moved)}\n\n{prompt}", name=_("Tên"), skip=_("Giữ tên này"))
    number, issued_on = number_and_day(ask)
    return replace(moved, title=title or moved.title, number=number, issued_on=issued_on)


def _changes(before: Plan, after: Plan) -> str:
    """What differs from the plan that is copied."""
    found = [f"• {show_difference(each)}" for each in differences(before, after)]
    more = len(found) - MOST_CHANGES
    rest = [ngettext("… và {count} chỗ khác.", "… và {count} chỗ khác.", more).format(count=more)] if more > 0 else []
    return "\n".join([_("Những chỗ đã đổi so với bản cũ:"), *found[:MOST_CHANGES], *rest])


def _from_file(ask: Ask, db: Transaction, speaker: Speaker) -> Plan:
    file = ask.file("file", _("Xin gửi tệp chiến dịch (tên tệp có đuôi .toml)."), name=_("Tệp"))
    content = documents.content(db, speaker.to.federation_id, file.document_id)
    try:
        return read_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        ask.again("file", _("Tệp {name} không phải là tệp chiến dịch. Xin gửi tệp có đuôi .toml.").format(name=file.name))
    except Unreadable as wrong:
        more = ["…"] if len(wrong.lines) > MOST_PROBLEMS else []
        head = _("Tệp {name} còn chỗ phải sửa. Sửa xong, xin gửi lại:").format(name=file.name)
        ask.again("file", "\n".join([head, *(f"• {each}" for each in wrong.lines[:MOST_PROBLEMS]), *more]))

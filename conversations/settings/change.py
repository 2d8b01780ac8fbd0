"""/caidat [SETTING]: what the federation has decided about the bot; one thing is changed at a time."""

from collections.abc import Callable

from bot import addressing, home, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Federation
from bot.post.message import Message, Option
from bot.rights import May
from bot.setup import naming
from bot.setup.naming import Names
from bot.vietnamese.folding import compose
from conversations.menu import federation, not_for_you
from conversations.settings.wording import about, before, nothing_said, overview, titles

LONGEST_NAME, LONGEST_SHORT, LONGEST_CONTACT, LONGEST_URL = 120, 40, 150, 120  # characters
MOST_A_WEEK = 20
Asked = tuple[str, str | int]  # the column, and its new value


def change_settings(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """All settings; which one; what it does and what it is now; the new value, one card."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    own = federation(db, speaker)
    if not rights.may_change(db, office, None, ask.today):
        return overview(own) + "\n\n" + _("Cài đặt áp dụng cho mọi đơn vị, nên do cán bộ công đoàn cấp trên cùng đổi.")
    said = ask.remember("said", lambda: ask.words)
    names = titles()
    if said in names:
        setting = said
    else:
        picks = [Choice(each, label) for each, label in names.items()]
        setting = ask.choice("setting", overview(own) + "\n\n" + _("Đồng chí muốn đổi mục nào ạ?"), picks).key
    prompt = about(setting) + "\n" + before(own, setting)
    value = _ASKED[setting](ask, prompt, own)
    was = getattr(own, setting)
    if value == was:
        return Message(_("Vẫn như cũ, không có gì thay đổi."), ((_back(),),))
    ask.review(_("Xin kiểm tra lại giúp. Áp dụng cho mọi đơn vị:"), accept=_("✅ Đúng, ghi nhận"))
    _set(ask, db, speaker, setting, value)
    return Message(_told(db, speaker, setting, was), ((_back(),),))


def _back() -> Option:
    return Option(_("🛠 Các cài đặt"), "/caidat")


def _set(ask: Ask, db: Transaction, speaker: Speaker, setting: str, value: str | int) -> None:
    if setting in home.CHANGEABLE:
        home.change(db, speaker.to.federation_id, setting, value, ask.now, speaker.person_id)
        return
    own = federation(db, speaker)
    called = {"name": own.name, "short_name": own.short_name, "contact": own.contact} | {setting: str(value)}
    naming.rename(db, speaker.to.federation_id, Names(**called), speaker.person_id, ask.now)


def _told(db: Transaction, speaker: Speaker, setting: str, was: str | int) -> str:
    own = federation(db, speaker)
    now = getattr(own, setting) or nothing_said(setting)
    lines = [_("✅ Đã ghi nhận. {title}: {value}").format(title=titles()[setting], value=now)]
    lines.append(_("Trước đó: {value}").format(value=was or nothing_said(setting)))
    if setting == "public_url":
        lines.append(_("Địa chỉ mới có hiệu lực khi Trợ lý được khởi động lại. Xin báo người quản trị."))
    return "\n".join(lines)


def _text(longest: int) -> Callable[[Ask, str, Federation], str]:
    def asked(ask: Ask, prompt: str, _own: Federation) -> str:
        return ask.text("value", prompt, name=_("Đổi thành"), longest=longest)

    return asked


def _form(ask: Ask, prompt: str, _own: Federation) -> str:
    said = compose(ask.text("value", prompt, name=_("Cách xưng hô"), longest=100, suggest=addressing.FORMS[1])).lower()
    if not addressing.is_form(said):
        text = _("Xin gõ một cách xưng hô ngắn, chỉ gồm chữ, ví dụ: {forms}")
        ask.again("value", text.format(forms=", ".join(addressing.FORMS)))
    return said


def _url(ask: Ask, prompt: str, _own: Federation) -> str:
    name, skip = _("Địa chỉ trang web"), _("Như lúc cài đặt")
    said = ask.text("value", prompt, name=name, longest=LONGEST_URL, skip=skip).strip().rstrip("/")
    if said and not home.is_address(said):
        ask.again("value", _("Địa chỉ phải bắt đầu bằng https://, rồi đến tên trang, ví dụ: https://thidua.example.vn"))
    return said


def _cap(ask: Ask, prompt: str, own: Federation) -> int:
    return ask.number("count", prompt, name=_("Số tin mỗi tuần"), at_most=MOST_A_WEEK) or own.weekly_cap


_ASKED: dict[str, Callable[[Ask, str, Federation], str | int]] = {
    "name": _text(LONGEST_NAME),
    "short_name": _text(LONGEST_SHORT),
    "contact": _text(LONGEST_CONTACT),
    "address_form": _form,
    "weekly_cap": _cap,
    "public_url": _url,
}

"""What of a campaign's titles and figures a unit pledges: which ones, then how many and how much."""

from collections.abc import Sequence

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.i18n import _, show_count
from bot.pledges import Line, Offer, Promised
from bot.pledges.owing import Owed
from bot.pledges.titles import GivenTo, given_to
from conversations.pledging.figures import DONG, PERCENT, show_share
from conversations.pledging.kinds import amount_of, collectives, people
from conversations.pledging.told import short
from conversations.pledging.values import ask_value
from conversations.pledging.wording import intro

MOST = 20  # titles and figures in one pledge: with the works, as many buttons as a platform takes under a card
NAMED = 36  # characters of a name on a button that has other words as well


def ask_lines(ask: Ask, duty: Owed, offers: Sequence[Offer], before: Promised | None) -> list[Line]:
    """A line for each of `offers` that the unit chooses; none where the campaign has nothing to choose."""
    if not offers:
        return []
    picks = [Choice(each.key, label) for each, label in zip(offers, short([each.name for each in offers]), strict=True)]
    prompt = intro(duty, ask.today) + "\n" + _("Đơn vị đăng ký những nội dung nào? Bấm để chọn, có thể chọn nhiều.")
    chosen = {each.key for each in ask.several("chosen", prompt, picks, name=_("Nội dung"), most=MOST)}
    old = {each.offer.key: each for each in before.lines} if before else {}
    names = short([each.name for each in offers], NAMED)
    return [
        (_title if each.title_id is not None else _figure)(ask, duty, each, name, old.get(each.key, Line(each)))
        for each, name in zip(offers, names, strict=True)
        if each.key in chosen
    ]


def _title(ask: Ask, duty: Owed, offer: Offer, name: str, old: Line) -> Line:
    """People, collectives or both, as the title is given; how large a part of the unit that is comes back at once."""
    whom = given_to(offer.name)
    count = None if whom is GivenTo.COLLECTIVES else _people(ask, duty, offer, name, old)
    groups = None if whom is GivenTo.PEOPLE else _collectives(ask, duty, offer, name, old, count)
    if not count and not groups:
        last = "people" if whom is GivenTo.PEOPLE else "collectives"
        text = {
            GivenTo.PEOPLE: _("Danh hiệu này chưa có cá nhân nào. Xin gõ số người."),
            GivenTo.COLLECTIVES: _("Danh hiệu này chưa có tập thể nào. Xin gõ số tập thể."),
            GivenTo.EITHER: _("Danh hiệu này chưa có cá nhân hay tập thể nào. Xin gõ số tập thể, hoặc bấm ◀ Câu trước để sửa."),
        }
        ask.again(f"{last} {offer.title_id}", text[whom])
    return Line(offer, people=count, collectives=groups)


def _people(ask: Ask, duty: Owed, offer: Offer, name: str, old: Line) -> int | None:
    key = f"people {offer.title_id}"
    prompt = _("“{title}”: đơn vị đăng ký bao nhiêu cá nhân?").format(title=offer.name)
    if duty.members:
        prompt += " " + _("Đơn vị có {members} đoàn viên.").format(members=show_count(duty.members))
    prompt += "\n" + _("Gõ một con số, ví dụ: 5")
    count = ask_value(
        ask, key, prompt, people(duty.members), name=_("{title} (cá nhân)").format(title=name), old=old.people, skip=_("Không có")
    )
    if count and duty.members and count > duty.members:
        text = _("{count} người là nhiều hơn {members} đoàn viên của đơn vị. Đồng chí giữ số này chứ ạ?")
        _ask_whether(ask, key, text.format(count=show_count(count), members=show_count(duty.members)))
    return count


def _collectives(ask: Ask, duty: Owed, offer: Offer, name: str, old: Line, people_of_it: int | None) -> int | None:
    key = f"collectives {offer.title_id}"
    prompt = _("“{title}”: đơn vị đăng ký bao nhiêu tập thể (tổ, phòng, phân xưởng)?").format(title=offer.name)
    if people_of_it:
        prompt = _("Cá nhân: {share}.").format(share=show_share(people_of_it, duty.members)) + "\n" + prompt
    named = _("{title} (tập thể)").format(title=name)
    groups = ask_value(ask, key, prompt, collectives(), name=named, old=old.collectives, skip=_("Không có"))
    if groups and duty.members and groups > duty.members:
        text = _("{count} tập thể là nhiều hơn {members} đoàn viên của đơn vị. Đồng chí giữ số này chứ ạ?")
        _ask_whether(ask, key, text.format(count=show_count(groups), members=show_count(duty.members)))
    return groups


def _ask_whether(ask: Ask, key: str, question: str) -> None:
    """More than the unit has members is asked about once, not refused: the list may be older."""
    options = (Choice("yes", _("Giữ số này")), Choice("other", _("Gõ lại số khác")))
    if ask.choice(f"{key} kept", question, options, about=key).key == "other":
        ask.again(key)


def _figure(ask: Ask, _duty: Owed, offer: Offer, name: str, old: Line) -> Line:
    prompt = _("“{figure}”: đơn vị phấn đấu đạt bao nhiêu{unit}?")
    prompt = prompt.format(figure=offer.name, unit=f" {offer.unit}" if offer.unit else "") + "\n" + _example(offer)
    return Line(offer, amount=ask_value(ask, f"amount {offer.indicator_id}", prompt, amount_of(offer), name=name, old=old.amount))


def _example(offer: Offer) -> str:
    if offer.unit == DONG:
        return _("Gõ số tiền, ví dụ: 20 triệu")
    return _("Gõ tỷ lệ, ví dụ: 95%") if offer.unit == PERCENT else _("Gõ một con số, ví dụ: 5")

"""The kinds of values a pledge is made of: people, collectives, money, an indicator's amount, a day."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from bot.asking.ask import Ask
from bot.asking.days import read_day_said
from bot.asking.replay import Choice, Refused
from bot.i18n import _, ngettext, show_count, show_date
from bot.pledges import Offer
from bot.vietnamese.folding import compose, fold
from bot.vietnamese.money import read_money
from bot.vietnamese.numbers import read_number
from bot.vietnamese.numbers.percent import read_percent
from bot.vietnamese.reading import Certainty, Read
from conversations.pledging.figures import DONG, PERCENT, show_amount, show_share
from conversations.pledging.values import IS, Kind

IN_WRITING = re.compile(IS + r"\d{1,16}(\.\d{1,16})?", re.ASCII)
MOST_PEOPLE = 100_000
MOST = 10**15  # đồng, or of whatever is counted: exact in a float


def people(members: int | None) -> Kind[int]:
    """A count of people from 0 on, shown as a share of the unit's `members` where they are known."""

    def read(reply: str) -> int:
        return int(_bounded(reply, read_number, (0, MOST_PEOPLE), "", is_whole=True))

    return Kind(read, lambda count: show_share(count, members))


def collectives() -> Kind[int]:
    """A count of collectives from 0 on."""

    def show(count: int) -> str:
        return ngettext("{count} tập thể", "{count} tập thể", count).format(count=show_count(count))

    return Kind(people(None).read, show)


def dong() -> Kind[int]:
    """An amount of money in đồng."""
    return Kind(
        lambda reply: int(_bounded(reply, read_money, (0, MOST), DONG, is_whole=True)), lambda amount: show_amount(amount, DONG)
    )


def amount_of(offer: Offer) -> Kind[float]:
    """An amount of an indicator: within its bounds, in its unit."""
    read = {DONG: read_money, PERCENT: read_percent}.get(offer.unit, read_number)
    bounds = (offer.lowest or 0, MOST if offer.highest is None else offer.highest)
    return Kind(lambda reply: float(_bounded(reply, read, bounds, offer.unit)), lambda amount: show_amount(amount, offer.unit))


def day_within(ask: Ask, within: tuple[date, date]) -> Kind[date]:
    """A day inside `within`, both ends included."""

    def read(reply: str) -> date:
        day = read_day_said(reply, ask.today, within)
        if not within[0] <= day <= within[1]:
            text = _("Cần một ngày từ {start} đến {end}. Xin gõ lại.")
            raise Refused(text.format(start=show_date(within[0]), end=show_date(within[1])))
        return day

    return Kind(read, show_date)


def _bounded(
    reply: str,
    read: Callable[[str], Read[Decimal]],
    bounds: tuple[float, float],
    unit: str,
    *,
    is_whole: bool = False,
) -> Decimal:
    value = _certain(reply, read, unit)
    if not bounds[0] <= value <= bounds[1] or (is_whole and value % 1):
        text = _("Cần một con số từ {lowest} đến {highest}. Xin gõ lại.")
        raise Refused(text.format(lowest=show_amount(bounds[0], unit), highest=show_amount(bounds[1], unit)))
    return value


def _certain(reply: str, read: Callable[[str], Read[Decimal]], unit: str) -> Decimal:
    if IN_WRITING.fullmatch(reply):
        return Decimal(reply[1:])
    said = read(_without(reply, unit))
    if said.certainty is Certainty.CERTAIN and said.value is not None:
        return said.value
    if said.candidates:
        raise Refused(_("Ý đồng chí là số nào ạ? Xin bấm chọn, hoặc gõ lại."), _candidates(said.candidates, unit))
    if unit == DONG:
        raise Refused(_("Xin gõ số tiền, ví dụ: 500.000 đồng, 2 triệu"))
    raise Refused(_("Xin gõ tỷ lệ phần trăm, ví dụ: 95%") if unit == PERCENT else _("Xin gõ một con số, ví dụ: 45"))


def _without(reply: str, unit: str) -> str:
    """The reply without the unit behind the figure: the readers of numbers know only the usual ones. Money keeps its đồng."""
    if unit == DONG:
        return reply
    words, count = compose(reply).split(), len(unit.split())
    return " ".join(words[:-count]) if count and fold(" ".join(words[-count:])) == fold(unit) else reply


def _candidates(values: Sequence[Decimal], unit: str) -> list[Choice]:
    return [Choice(f"{IS}{each:f}", show_amount(float(each), unit)) for each in dict.fromkeys(values)]

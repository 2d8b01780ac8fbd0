"""The works, tasks and products that a unit pledges, one after another."""

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.i18n import _
from bot.pledges import Promised, Work
from bot.pledges.contents import PRODUCT, TASK, WORK
from bot.pledges.owing import Owed
from conversations.pledging.kinds import day_within, dong
from conversations.pledging.told import short
from conversations.pledging.values import ask_value

MOST_WORKS = 8  # a platform takes 100 buttons under a card, and a work has six
NONE, YES, NO = "none", "yes", "no"
LONGEST_NAME = 200  # characters


def ask_works(ask: Ask, duty: Owed, days: dict[int, str], before: Promised | None, *, first: str) -> list[Work]:
    """Works until there is none left; one that is struck out between others leaves those. `first` begins the first question."""
    works: list[Work] = []
    old = list(before.works) if before else []
    for n in range(1, MOST_WORKS + 1):
        prompt = _("Còn công trình, phần việc, sản phẩm nào nữa không?")
        if n == 1:
            prompt = "\n".join([first, _("Đơn vị có công trình, phần việc, sản phẩm nào không?")]).strip()
        kind = ask.choice(f"work {n}", prompt, _kinds(), name=_("Việc {n}").format(n=n)).key
        if kind != NONE:
            works.append(_work(ask, n, kind, duty, days, old[n - 1] if n <= len(old) else None))
        elif _nothing_after(ask, n):
            break
    return works


def _kinds() -> list[Choice]:
    kinds = [Choice(WORK, _("Công trình")), Choice(TASK, _("Phần việc")), Choice(PRODUCT, _("Sản phẩm"))]
    return [*kinds, Choice(NONE, _("Không"))]


def _nothing_after(ask: Ask, n: int) -> bool:
    following = ask.progress.answers.get(f"work {n + 1}")
    return following is None or following.value == NONE


def _work(ask: Ask, n: int, kind: str, duty: Owed, days: dict[int, str], old: Work | None) -> Work:
    named = {WORK: _("công trình"), TASK: _("phần việc"), PRODUCT: _("sản phẩm")}[kind]
    unknown = _("Chưa rõ")
    name = ask.text(
        f"work {n} name",
        _("Tên {what} là gì ạ?\nVí dụ: Vườn rau sạch của đơn vị").format(what=named),
        name=_("Việc {n}, tên").format(n=n),
        longest=LONGEST_NAME,
        suggest=old.name if old else "",
    )
    prompt = _("“{work}” trị giá khoảng bao nhiêu tiền?\nVí dụ: 5 triệu").format(work=name)
    named = _("Việc {n}, trị giá").format(n=n)
    value = ask_value(ask, f"work {n} value", prompt, dong(), name=named, old=old.value if old else None, skip=unknown)
    within = day_within(ask, duty.year(ask.today))
    prompt = _("“{work}” xong vào ngày nào?\nVí dụ: 30/4").format(work=name)
    named = _("Việc {n}, ngày xong").format(n=n)
    finish = ask_value(ask, f"work {n} finish", prompt, within, name=named, old=old.finish_on if old else None, skip=unknown)
    honours = _honours(ask, n, days) if days else None
    yes_no = (Choice(YES, _("Có")), Choice(NO, _("Không")))
    plaque = ask.choice(
        f"work {n} plaque", _("Đơn vị có đề nghị gắn biển không?"), yes_no, name=_("Việc {n}, gắn biển").format(n=n)
    )
    return Work(name, kind, value, finish, honours, plaque.key == YES)


def _honours(ask: Ask, n: int, days: dict[int, str]) -> int | None:
    labels = zip(days, short(list(days.values())), strict=True)
    options = [*(Choice(f"anniversary {row}", label) for row, label in labels), Choice(NONE, _("Không gắn với ngày nào"))]
    chosen = ask.choice(
        f"work {n} honours", _("Việc này chào mừng ngày nào?"), options, name=_("Việc {n}, chào mừng").format(n=n)
    ).key
    return None if chosen == NONE else int(chosen.removeprefix("anniversary "))

"""How an answer to an indicator is read and shown: a number in its unit, words, “không có” or “chưa làm”."""

from collections.abc import Callable

from bot.asking.replay import Choice, Refused
from bot.i18n import _, show_count
from bot.pledges import Offer
from bot.reports.answers import GIVEN, NONE, NOT_YET, Answered, show_amount, states
from bot.reports.form import Asked
from bot.reports.kinds import DONG, PERCENT
from bot.vietnamese.folding import compose, fold
from conversations.pledging.kinds import amount_of
from conversations.pledging.values import write

NOTHING = {"khong co", "khong co gi", "none", "khong phat sinh"}
LATER = {"chua lam", "chua", "chua co", "chua thuc hien", "not yet", "dang lam"}
UNCLEAR = {"khong", "k", "ko", "no"}
LONGEST = 500  # characters of an answer in words


def answer_in(asked: Asked) -> Callable[[str], Answered]:
    """The reader of answers to an indicator; it raises Refused, with what to do."""

    def read(reply: str) -> Answered:
        said = fold(compose(reply))
        for state, words in ((NONE, NOTHING), (NOT_YET, LATER)):
            if reply == state or said in words or said == fold(states()[state]):
                return Answered(state)
        if not asked.is_figure:
            return Answered(NONE) if said in UNCLEAR else _words(reply)
        if said in UNCLEAR:
            zero = Choice(write(0.0), show_amount(0, asked.unit))
            raise Refused(_("Ý đồng chí là số 0, hay việc này không có ở đơn vị?"), [zero, *_states()])
        return Answered(GIVEN, _amount(asked, reply))

    return read


def _amount(asked: Asked, reply: str) -> float:
    offer = Offer(name=asked.label, unit=asked.unit, lowest=asked.lowest, highest=asked.highest)
    amount = amount_of(offer).read(reply)
    if amount % 1 and asked.unit != PERCENT:
        raise Refused(_("Câu này cần một số nguyên, ví dụ: 12") if asked.unit != DONG else _("Số tiền phải chẵn đồng."))
    return amount


def _words(reply: str) -> Answered:
    said = compose(reply)
    if not said:
        raise Refused(_("Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."))
    if len(said) > LONGEST:
        text = _("Xin viết gọn lại, tối đa {longest} ký tự; tin vừa gửi dài {length} ký tự.")
        raise Refused(text.format(length=show_count(len(said)), longest=show_count(LONGEST)))
    return Answered(GIVEN, words=said)


def _states() -> list[Choice]:
    return [Choice(state, label) for state, label in states().items()]

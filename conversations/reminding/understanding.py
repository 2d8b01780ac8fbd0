"""What is typed without being asked: “thứ Sáu tôi nộp” is a promise, “chiều nhắc lại nhé” a wish to be reminded later.

The words around the day are taken off here; which day it is, is the reader's to say (`bot.vietnamese.dates`).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.vietnamese.dates import read_date
from bot.vietnamese.folding import compose, fold
from bot.vietnamese.reading import Certainty

LONGEST = 160  # characters; a longer text is a story, not a promise
FRIDAY, WEEK = 4, timedelta(days=6)

_DEED = re.compile(r"\b(?:nop|gui|hua|hen|khat|xong|hoan thanh|bao cao|dang ky|lam)\b")
# Whoever asks, denies or tells what was does not promise; “được không” at the end is only polite.
_POLITE_END = re.compile(r"\b(?:co )?duoc (?:khong|ko|k|hong)\b")
_OTHER = re.compile(
    r"\b(?:roi|vua|chua|khong|ko|dung|khoi|khi nao|bao gio|hoi nao|the nao|lam sao|tai sao|vi sao|o dau|la gi|may gio|qua han)\b"
    r"|\bda (?:nop|gui|lam|bao|dang|hoan|xong)\b"
)
_SILENT = re.compile(
    r"(?<!\w)(?:(?:em|tôi|mình|chúng (?:em|tôi|mình)|bọn (?:em|mình)|đơn vị(?: (?:em|tôi|mình))?|công đoàn|cháu|anh|chị|cô|chú"
    r"|toi(?= (?:se|nop|gui|xin|hua|hen|khat|lam|bao|dang|hoan))|minh|chung|don vi|chau|chi|đồng chí|dong chi|trợ lý|tro ly"
    r"|sẽ|se|nộp|nop|gửi|gởi|gui|hứa|hua|hẹn|hen|khất|khat|xong|hoàn thành|hoan thanh|làm|lam|đăng ký|dang ky|báo cáo|bao cao"
    r"|kết quả|ket qua|giao ước(?: thi đua)?|giao uoc(?: thi dua)?|phát động|phat dong|quý \d(?:/\d{4})?|quy \d(?:/\d{4})?"
    r"|(?:có )?được (?:không|ko|k)|(?:co )?duoc (?:khong|ko|k)|nhắc|nhac|lại|lai|giúp|giup|hộ|ho|cho|xin|để|de|thì|thi|được|duoc"
    r"|(?:đợt|dot) \d+|ơi|oi|nhé|nhe|nha|nhá|ạ|dạ|vâng|vang|ok|luôn|luon|nốt|not|sau cũng được))(?!\w)"
)
_KINDS = ((r"giao uoc", PLEDGE), (r"bao cao quy|\bquy \d", NOTE), (r"bao cao|ket qua", REPORT), (r"dang ky|phat dong", LAUNCH))
_NO_MORE = re.compile(r"\b(?:dung|thoi|khong|khoi|bo|ngung|ko)\b")
_LATER = re.compile(r"\b(?:lai|sau|chieu|mai)\b")


@dataclass(frozen=True)
class When:
    """Which days somebody may have meant; `is_certain`: the one it is."""

    days: tuple[date, ...]
    is_certain: bool


def promises(text: str) -> bool:
    """Whether somebody says of their own accord on which day they will hand something in."""
    said = fold(text)
    if len(text) > LONGEST or not _DEED.search(said) or _OTHER.search(_POLITE_END.sub("", said)):
        return False
    return read_date(bare(text), date(2000, 1, 3), any_year=True).certainty is not Certainty.NONE


def wants_later(text: str) -> bool:
    """Whether somebody asks to be reminded at another time: “chiều nhắc lại”, “thứ Hai nhắc em nhé”."""
    said = fold(text)
    if len(text) > LONGEST or not re.search(r"\bnhac\b", said) or _NO_MORE.search(said):
        return False
    if _LATER.search(said):
        return True
    return read_date(bare(text), date(2000, 1, 3), any_year=True).certainty is not Certainty.NONE


def bare(text: str) -> str:
    """What is left of a text once pronouns, polite words and what is to be handed in are taken off: the day."""
    return " ".join(_SILENT.sub(" ", compose(text).casefold()).split())


def day_in(text: str, today: date, within: tuple[date, date]) -> When:
    """The day of a promise; a week that is named ends with its Friday. Days before `today` are none."""
    read = read_date(bare(text), today, within)
    days = sorted({each.date() if isinstance(each, datetime) else each for each in read.candidates})
    if len(days) > 1 and days[-1] - days[0] == WEEK:
        days[-1] = days[0] + timedelta(days=FRIDAY)
    ahead = tuple(each for each in days if each >= today)
    return When(ahead, read.certainty is Certainty.CERTAIN and len(ahead) == 1)


def kinds_in(text: str) -> frozenset[str]:
    """Which kinds of duty the words are about; none where they do not say."""
    said = fold(text)
    named = next((kind for words, kind in _KINDS if re.search(words, said)), None)
    if named == LAUNCH:
        return frozenset({LAUNCH, HELD})
    return frozenset({named}) if named else frozenset()

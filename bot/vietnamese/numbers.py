"""Reading a count: how many people, works, initiatives."""

import re

from bot.vietnamese.folding import compose
from bot.vietnamese.lexicon import LONGEST, either, tokens

MOST = 10_000_000
# From the first figure to the last one, with every sign between them that could make it something else than a count.
_FIGURES = re.compile(r"[0-9](?:[0-9.,:/%\s-]*[0-9])?")
_PLAIN = re.compile(r"[1-9][0-9]{0,7}|0{0,2}[0-9]{1,2}|00[0-9]")
# Thousands behind dots or spaces; two or more commas can only be thousands, one alone may be a decimal comma.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+|(?:,[0-9]{3}){2,})")

# Words that bound (khoảng, hơn, gần), multiply (nghìn, chục), deny or name money are not here, so they make it no count.
_POLITE = "dạ|vâng|ạ|á|nhé|nha|nhá|thưa|xin|em|e|anh|a|chị|c|cô|chú|bác|mình|bên|tụi|ok|rồi|luôn"
_BEFORE = "có|là|được|tổng|tổng cộng|tổng số|số lượng|đăng ký|đã|báo cáo|tất cả|đơn vị|đv|cđcs"
_UNITS = """người|đoàn viên|đv|công đoàn viên|công nhân|người lao động|lao động|nlđ|cnvclđ|cnlđ|đảng viên|cán bộ|công chức
|viên chức|giáo viên|nhân viên|học sinh|sáng kiến|đề tài|công trình|ct|sản phẩm|giải pháp|tập thể|cá nhân|lượt|suất|phần
|quà|đồng chí|đ c|đơn vị|công đoàn|cđcs|cơ sở|tổ|nhóm|hoạt động|buổi|lần|cuộc|lớp|tin|bài|video|ảnh|tấm|hình|căn|cái|chiếc
|tham gia|tham dự|dự|đăng ký|hoàn thành|tất cả"""


def _any_of(phrases: str) -> str:
    """Return a pattern for any number of the phrases in any order."""
    spelled = (" ".join(map(either, phrase.split())) for phrase in phrases.split("|"))
    return f"(?:(?:{'|'.join(spelled)}) )*"


_FRAME = re.compile(_any_of(f"{_POLITE}|{_BEFORE}") + "n " + _any_of(f"{_POLITE}|{_UNITS}"))


def read_count(text: str) -> int | None:
    """Return the one whole number in `text`, from 0 to `MOST`: "120", "05", "1.250", "1 250", "dạ 120 người ạ".

    None for what is not exactly that: decimals, "1,250" (a thousand or a decimal), bounds and approximations, negative
    numbers, percentages, shares, money, number words, two numbers, or any word that is not known to leave a count as it is.
    """
    clean = compose(text).casefold() if len(text) <= LONGEST else ""
    found = _FIGURES.search(clean)
    if found is None or _FIGURES.search(clean, found.end()):
        return None
    before, after = clean[: found.start()], clean[found.end() :]
    glued = before[-1:].isalnum() or after[:1].isalnum()
    if glued or not _FRAME.fullmatch(f"{_spaced(before)}n {_spaced(after)}"):
        return None
    return _value(found.group())


def _value(figures: str) -> int | None:
    """Return the number the figures stand for."""
    if not _PLAIN.fullmatch(figures) and not _GROUPED.fullmatch(figures):
        return None
    value = int(re.sub("[., ]", "", figures))
    return value if value <= MOST else None


def _spaced(words: str) -> str:
    """Return the words as tokens with a space behind each, signs other than punctuation kept."""
    return "".join(f"{word} " for word in tokens(words).split())

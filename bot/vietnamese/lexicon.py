"""The words that stand around a day without changing it, and the line of tokens the readers work on."""

import re
import unicodedata

from bot.vietnamese.folding import compose, fold

# A day is answered in a few words; anything longer is another kind of message and is not searched at all.
LONGEST = 300

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "–—−‐‑"), "-")
_TOKEN = re.compile(r"[0-9]+(?:(?: ?/ ?|[.:-])[0-9]+)*|[^\W\d_]+|[^\w\s]|[\d_]+")
_HARMLESS = set(".,!?;:()\"'“”‘’…/")


def _words(listed: str) -> frozenset[str]:
    """Return the words listed, each with and without its marks."""
    return frozenset(form for word in listed.split() for form in (word, fold(word)))


PERSONS = _words("em e anh a chị c cô chú bác cháu bạn ông bà đ")
# What a number in front of them counts: "15 đơn vị", "2/3 cđcs".
COUNTED = _words("đơn đv cđcs cđ công cty trường cơ đồng phong ngày tháng")
ALTERNATIVE = _words("hoặc hay")
# "mai em chốt" puts the answer off until tomorrow.
DECIDING = _words("chốt chọn đăng đk")

# What a typed-in answer is wrapped in. Nothing that limits, denies or moves a day (trước, sau, đến, không, chưa, dời …).
AROUND = _words("""
    dạ vâng ạ á ah nhé nha nhá nhe nghe ha hen đi thưa xin ok oke okay rồi đó đấy cảm ơn
    em e anh a chị c cô chú bác cháu mình tui bên đ đồng chí
    đơn vị đv cđcs cđ công đoàn cơ sở trường công ty cty
    đăng ký kí đk chọn chốt phát động pđ tổ chức tc làm triển khai ra quân khai mạc lễ buổi ngày hôm bữa thời gian
    phong trào thi đua chiến dịch của
    là vào lúc luôn thì sẽ dự kiến chắc chắn tầm khoảng có thể được đc cho
    sáng trưa chiều đêm tây hoặc hay
""") | {"tối"}

# After one of these the answer begins; before it stands who answers, in words nobody can list.
VERB = re.compile(
    r"(?<!\S)(?:phát động|phat dong|tổ chức|to chuc|đăng k[ýí]|dang ky|dang ki|ra quân|ra quan|triển khai|trien khai"
    r"|khai mạc|khai mac|chọn|chon|chốt|chot|dự kiến|du kien)(?!\S)"
)
# Unmarked "tu", "toi" and "bo" are other words more often.
DENIALS = _words("không ko k hông chưa đừng khỏi chẳng huỷ hủy hoãn dời đổi lùi bỏ nếu trước sau từ đến tới hết qua hoặc hay") - {
    "tu",
    "toi",
    "bo",
}


def tokens(text: str) -> str:
    """Return the text in lower case as tokens with one space between them, numbers apart from letters, marks kept.

    Numbers joined by / . - or : are one token. Emoji and harmless punctuation are left out; any other sign stays, so that
    "-5" and "15%" are not taken for 5 and 15.
    """
    clean = compose(text).translate(_FULL_WIDTH).casefold()
    found = (token.replace(" ", "") for token in _TOKEN.findall(clean))
    return " ".join(token for token in found if not _silent(token))


def either(*words: str) -> str:
    """Return a pattern for one of the words, typed with or without its marks."""
    spellings = dict.fromkeys(form for word in words for form in (word, fold(word)))
    return f"(?:{'|'.join(spellings)})"


def _silent(token: str) -> bool:
    """Tell whether the token is punctuation or an ornament that says nothing about a day."""
    return token in _HARMLESS or (len(token) == 1 and unicodedata.category(token) in {"So", "Sk", "Mn", "Me"})

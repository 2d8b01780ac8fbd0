"""The same sentences for whoever can only type: “bấm nút” is not said where there are none.

It is the sentence that is reworded, before names and figures are put into it, so nobody's own words are touched.
"""

import re
from functools import lru_cache

MENU = "📅📝⏳📊🗓⚙❓☎"
NAMED = rf"[{MENU}]\ufe0f? ((?-i:[A-ZĐ])[^.,;:\n]+?)"  # a label of the menu
END = r"(?= ở | để | sẽ | now see| to |[.,;:\n]|$)"
VIETNAMESE = (
    (r"bấm một nút ở khung dưới", "gõ “menu”"),
    (r"bấm vào tên Trợ lý rồi bấm BẮT ĐẦU", "nhắn riêng cho Trợ lý"),
    (r"bấm một trong các nút bên dưới", "gõ số của một trong các dòng bên dưới"),
    (r"bấm đúng con số bên dưới", "gõ ký tự đứng trước con số đúng"),
    (r"bấm số bên dưới", "gõ ký tự đứng trước số bên dưới"),
    (r"bấm vào từng mục cần chọn, hoặc gõ số của các mục", "gõ số của các mục cần chọn"),
    (r"bấm vào mục đã chọn để bỏ chọn", "gõ lại số của mục đã chọn để bỏ chọn"),
    (r"bấm (nút )?◀ Câu trước", "gõ “lùi”"),
    (r"bấm (nút )?⏸ Để sau", "gõ “để sau”"),
    (r"bấm 📎 rồi chọn tệp", "gửi theo cách ghi bên dưới"),
    (rf"bấm {NAMED}{END}", r"gõ “\1”"),
    (r"bấm (?:nút )?((?:[^\w\s“”.,;:]\ufe0f?)+)(?= |[.,;:]|$)", r"gõ số của dòng \1"),
    (r"bấm nút (?:này|bên dưới)", "gõ số bên dưới"),
    (r"bấm nút", "gõ ký tự đầu dòng"),
    (r"bấm chọn|bấm để chọn", "gõ ký tự đầu dòng để chọn"),
    (r"bấm để giữ", "gõ ký tự đầu dòng để giữ"),
    (r"lần bấm này", "lần chọn này"),
    (r" ở khung dưới", ""),
    (r"bấm “Câu trước”", "gõ “lùi”"),
    (r"bấm (?=“)", "gõ "),
    (r"\bbấm (?!đường dẫn)", "chọn "),
    (r"\bnút\b", "dòng"),
)
ENGLISH = (
    (r"tap a button in the panel below", "type “menu”"),
    (r"tap its name, then START", "write to it directly"),
    (r"tap one of the buttons below", "type the number of one of the lines below"),
    (r"tap a button below", "type the number of a line below"),
    (r"tap the right number below", "type the mark before the right number"),
    (r"tap the number below", "type the mark before the number below"),
    (r"tap each item you want, or type their numbers", "type the numbers of the items you want"),
    (r"tap a chosen item to take it off", "type the number of a chosen item to take it off"),
    (r"tap ◀ Back", "type “back”"),
    (r"tap ⏸ Later", "type “later”"),
    (r"tap 📎 and choose one", "send it as it says below"),
    (rf"tap {NAMED}{END}", r"type “\1”"),
    (r"tap ((?:[^\w\s“”.,;:]\ufe0f?)+)(?= |[.,;:]|$)", r"type the number of the line \1"),
    (r"tap this button", "type the number below"),
    (r"tap (?:the|a) button", "type the mark of a line"),
    (r"tap a (day|reason)", r"type the mark of a \1"),
    (r"tap it", "type its mark"),
    (r"tap to choose", "type the marks to choose"),
    (r"this tap", "this choice"),
    (r" in the panel below", ""),
    (r"\btap (?!the link)", "choose "),
    (r"\bbutton\b", "line"),
)


@lru_cache(4096)
def for_typing(text: str, language: str) -> str:
    """`text` as it is said where nothing can be pressed."""
    for pattern, instead in _compiled(language):
        text = pattern.sub(lambda found, to=instead: _like(found[0], found.expand(to)), text)  # type: ignore[misc]
    return text


@lru_cache(2)
def _compiled(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = ENGLISH if language == "en" else VIETNAMESE
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in listed)


def _like(old: str, new: str) -> str:
    """With a capital where the old words had one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new

"""A grammar of what chairs type for a day: forms, polite words around them, and the ways of a keyboard.

Written for the language, not taken from the reader: what it makes is read back in `test_date_forms` and `test_date_properties`.
"""

from collections.abc import Callable
from datetime import date
from itertools import product

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def in_words(number: int) -> str:
    """1 to 31 as people say it."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return ONES[number]
    last = {1: "một" if tens == 1 else "mốt", 4: "bốn" if tens == 1 else "tư", 5: "lăm"}.get(ones, ONES[ones])
    head = "mười" if tens == 1 else f"{ONES[tens]} mươi"
    return f"{head} {last}" if ones else head


def month_in_words(month: int) -> str:
    return "tư" if month == 4 else in_words(month)


def wide(text: str) -> str:
    """Full-width figures and signs, from East Asian keyboards."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char != " " else char for char in text)


WITH_YEAR: dict[str, Callable[[date], str]] = {
    "slashes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "slashes, zeros": lambda day: f"{day:%d/%m/%Y}",
    "dashes": lambda day: f"{day.day}-{day.month}-{day.year}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "short year": lambda day: f"{day.day}/{day.month}/{day:%y}",
    "spaced slashes": lambda day: f"{day.day} / {day.month} / {day.year}",
    "mixed signs": lambda day: f"{day.day}/{day.month}-{day.year}",
    "iso": lambda day: day.isoformat(),
    "iso slashes": lambda day: f"{day:%Y/%m/%d}",
    "compact": lambda day: f"{day:%d%m%Y}",
    "paper": lambda day: f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
    "month named": lambda day: f"{day.day} tháng {day.month} năm {day.year}",
    "month, slash": lambda day: f"{day.day} tháng {day.month}/{day.year}",
    "abbreviated": lambda day: f"{day.day} thg {day.month} năm {day.year}",
    "th": lambda day: f"{day.day} th{day.month} {day.year}",
    "worded year": lambda day: f"{day.day}/{day.month} năm {day.year}",
    "short worded year": lambda day: f"ngày {day.day} tháng {day.month} năm {day:%y}",
    "slashes and words": lambda day: f"ngày {day.day}/tháng {day.month}/năm {day.year}",
    "month first": lambda day: f"tháng {day.month} năm {day.year} ngày {day.day}",
    "in words": lambda day: f"ngày {in_words(day.day)} tháng {month_in_words(day.month)} năm {day.year}",
    "all in words": lambda day: (
        f"{in_words(day.day)} tháng {month_in_words(day.month)} năm hai nghìn không trăm {in_words(day.year % 100)}"
    ),
    "bữa": lambda day: f"bữa {day.day}/{day.month}/{day.year}",
    "wide": lambda day: wide(f"{day.day}/{day.month}/{day.year}"),
    "glued": lambda day: f"ngày{day.day}tháng{day.month}năm{day.year}",
    "solar": lambda day: f"{day.day}/{day.month}/{day.year} dương lịch",
    "named weekday": lambda day: f"{weekday(day)}, {day:%d/%m/%Y}",
}
# These need no year where the day is among the coming ten months, and no month where it is among the coming ones of this month.
WITHOUT_YEAR: dict[str, Callable[[date], str]] = {
    "slash": lambda day: f"{day.day}/{day.month}",
    "zeros": lambda day: f"{day:%d/%m}",
    "dash": lambda day: f"{day.day}-{day.month}",
    "dot": lambda day: f"{day.day}.{day.month}",
    "ngày": lambda day: f"ngày {day.day}/{day.month}",
    "hôm": lambda day: f"hôm {day.day}/{day.month}",
    "tháng": lambda day: f"{day.day} tháng {day.month}",
    "roman": lambda day: f"{day.day}/{ROMAN[day.month - 1]}",
    "words": lambda day: f"{in_words(day.day)} tháng {month_in_words(day.month)}",
    "tháng first": lambda day: f"tháng {day.month} ngày {day.day}",
    "and weekday": lambda day: f"{weekday(day)} ngày {day.day}/{day.month}",
    "tây": lambda day: f"{day.day}/{day.month} tây",
}
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


BEFORE = (
    "",
    "dạ ",
    "Dạ em chào chị, ",
    "em đăng ký ",
    "bên em dự kiến ",
    "Công đoàn cơ sở em phát động vào ",
    "vâng, ",
    "chắc khoảng ",
    "sáng ",
)
AFTER = ("", " ạ", " nhé chị", " nha anh", " nghen", " luôn ạ", "!", ".", " 🙏", " được ạ", " nhaaa", " aj")


def framed(text: str) -> list[str]:
    """The text between polite words."""
    return [f"{before}{text}{after}" for before, after in product(BEFORE, AFTER)]

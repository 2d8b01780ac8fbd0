"""What two people do: an officer joins and watches, a chair joins, registers a launch, takes it back, registers it again and is
reminded of it.

They only react to what the bot said last. Whoever gets no answer waits; nobody writes anything twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.clock import instant
from bot.demo import Guest
from bot.playground.telegram import Phone, ShownMessage

BEGINS = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday, 9:00 in Viet Nam
REMINDED = instant(date(2026, 3, 7), 7, 30)  # three days before the launch; soon enough that all raw updates are still kept
OFFICER, CHAIR = 1, 2
NAMES = {OFFICER: "Hà", CHAIR: "Mai"}
PATIENCE = 40.0  # seconds for an answer; only a lost one takes so long, however loaded the machine is


class Person:
    """Somebody with a phone, who acts once on each message of the bot."""

    def __init__(self, phone: Phone, guest: Guest) -> None:
        self.phone = phone
        self.guest = guest
        self.heard = max((message.id for message in phone.messages if message.from_bot), default=0)

    async def hears(self, part: str) -> None:
        """Wait for a message with `part` in it that is newer than the last one acted on."""
        heard = await self.phone.wait_for(lambda message: self._is_new(message) and part in message.text, PATIENCE)
        self.heard = heard.id

    async def sees(self, part: str) -> None:
        """Wait until some message shows `part`, perhaps by an edit."""
        await self.phone.wait_for(lambda message: message.from_bot and part in message.text, PATIENCE)

    def _is_new(self, message: ShownMessage) -> bool:
        return message.from_bot and message.id > self.heard


@dataclass(frozen=True)
class Step:
    """Somebody does something, and hears an answer; with `at` the clock is moved there instead."""

    who: int
    deed: Callable[[Person], object]
    answer: str
    officer_sees: str = ""
    at: datetime | None = None


def _starts(person: Person) -> None:
    person.phone.start(person.guest.secrets.token)


def _waits(_person: Person) -> None:
    """Do nothing: the bot will speak first."""


def _says(text: str) -> Callable[[Person], object]:
    return lambda person: person.phone.say(text)


def _presses(label: str) -> Callable[[Person], object]:
    return lambda person: person.phone.press(label)


def _taps(label: str) -> Callable[[Person], object]:
    return lambda person: person.phone.tap(person.heard, label)


def _joins(who: int) -> tuple[Step, ...]:
    return (
        Step(who, _starts, "Đồng chí có phải là"),
        Step(who, _taps("✅ Đúng, là tôi"), "🔒"),
        Step(who, _taps("Tôi đồng ý"), "Đã kết nối"),
    )


REGISTER, DAY, PLACE, PEOPLE, CARD, RECEIPT = (
    _presses("📅 Đăng ký phát động"),
    "vào ngày nào",
    "Tổ chức lúc mấy giờ",
    "bao nhiêu người",
    "Xin kiểm tra",
    "Đã ghi nhận",
)
STEPS = (
    *_joins(OFFICER),
    *_joins(CHAIR),
    Step(CHAIR, REGISTER, DAY),
    Step(CHAIR, _taps("Thứ Tư, 18/03"), PLACE),
    Step(CHAIR, _says("8 giờ, hội trường"), PEOPLE),
    Step(CHAIR, _says("lùi"), PLACE),
    Step(CHAIR, _says("14 giờ, sân trường"), PEOPLE),
    Step(CHAIR, _taps("Chưa rõ"), CARD),
    Step(CHAIR, _taps("✏️ Sửa: Số người dự"), PEOPLE),
    Step(CHAIR, _says("45"), CARD),
    Step(CHAIR, _taps("✅ Đúng, ghi nhận"), RECEIPT, officer_sees="7/18"),
    Step(CHAIR, _taps("↩️ Hoàn tác (trong 10 phút)"), "Đã hoàn tác"),
    Step(CHAIR, REGISTER, DAY),
    Step(CHAIR, _says("10/3"), PLACE),
    Step(CHAIR, _says("9 giờ, thư viện"), PEOPLE),
    Step(CHAIR, _says("60 người"), CARD),
    Step(CHAIR, _taps("✅ Đúng, ghi nhận"), RECEIPT),
    Step(CHAIR, _waits, "⏰", at=REMINDED),
)

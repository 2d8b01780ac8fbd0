"""What two people do: an officer joins and watches, a chair joins, registers a launch, takes it back, registers it again, makes a
pledge, sends a report with a file, which the officer returns, sends it once more, hears that it was approved, and is reminded of
the launch.

They only react to what the bot said last. Whoever gets no answer waits; nobody writes anything twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.clock import instant
from bot.demo import Guest
from bot.playground.telegram import Phone, ShownMessage

BEGINS = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)  # Wednesday, 14:00 in Viet Nam: a tick owes the officer no morning line any more
TOLD = BEGINS + timedelta(minutes=12)  # when an approval can no longer be taken back
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
        """Wait for a message with `part` in it, or on one of its buttons, that is newer than the last one acted on."""
        heard = await self.phone.wait_for(lambda message: self._is_new(message) and _has(message, part), PATIENCE)
        self.heard = heard.id

    async def sees(self, part: str) -> None:
        """Wait until some message shows `part`, perhaps by an edit."""
        await self.phone.wait_for(lambda message: message.from_bot and part in message.text, PATIENCE)

    def _is_new(self, message: ShownMessage) -> bool:
        return message.from_bot and message.id > self.heard


def _has(message: ShownMessage, part: str) -> bool:
    return part in message.text or part in message.labels


@dataclass(frozen=True)
class Step:
    """Somebody does something, and hears an answer; with `at` the clock is moved there first and the bot ticks. What others see
    or hear by that is waited for too, or it might have come before the next step begins to wait."""

    who: int
    deed: Callable[[Person], object]
    answer: str
    officer_sees: str = ""
    chair_hears: str = ""
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


def _sends(name: str, content: bytes) -> Callable[[Person], object]:
    return lambda person: person.phone.send_document(name, content, "application/pdf")


def _joins(who: int) -> tuple[Step, ...]:
    return (
        Step(who, _starts, "Đồng chí có phải là"),
        Step(who, _taps("✅ Đúng, là tôi"), "🔒"),
        Step(who, _taps("Tôi đồng ý"), "🔔"),
        Step(who, _taps("🔔 Có, nhắc giúp tôi"), "Đã kết nối"),
    )


REGISTER, DAY, PLACE, PEOPLE, CARD, RECEIPT = (
    _presses("📅 Đăng ký phát động"),
    "vào ngày nào",
    "Tổ chức lúc mấy giờ",
    "bao nhiêu người",
    "Xin kiểm tra",
    "Đã ghi nhận",
)
LAUNCH = (
    *_joins(OFFICER),
    *_joins(CHAIR),
    Step(CHAIR, _waits, "⏰ Hôm nay là hạn", at=BEGINS),  # by a tick, as a restart brings one
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
)
IDEAS = "Sáng kiến, cải tiến"
CHOSEN = "➡️ Tiếp tục (1 mục)"  # the question is the same as before; it may come again after a crash, without this button
PLEDGE = (
    Step(CHAIR, _says("/giaouoc"), "những nội dung nào"),
    Step(CHAIR, _taps(f"⬜ {IDEAS}"), CHOSEN),
    Step(CHAIR, _taps(CHOSEN), "bao nhiêu sáng kiến"),
    Step(CHAIR, _says("12"), "công trình"),
    Step(CHAIR, _taps("Không"), "lợi ích"),
    Step(CHAIR, _says("Khám sức khỏe"), "Giao ước đã ký"),
    Step(CHAIR, _taps("Chưa ký"), CARD),
    Step(CHAIR, _taps("✅ Đúng, ghi nhận"), RECEIPT),
)
REPORT = (
    Step(CHAIR, _presses("📝 Nộp báo cáo"), "Câu 1/10"),
    Step(CHAIR, _says("0; 5; 0; 2; 3; 1; 12"), "Câu 8/10"),
    Step(CHAIR, _taps("Chưa làm"), "Câu 9/10"),
    Step(CHAIR, _sends("ảnh.pdf", b"%PDF-1.4 one"), "Đã nhận 1 tệp"),
    Step(CHAIR, _taps("✅ Xong (1 tệp)"), "Câu 10/10"),
    Step(CHAIR, _taps("Hoàn thành tốt"), CARD),
    Step(CHAIR, _taps("📨 Gửi báo cáo"), "Đã nộp báo cáo"),
)
REVIEW = (
    Step(OFFICER, _says("/duyet"), "1 tệp minh chứng"),
    Step(OFFICER, _taps("↩️ Trả lại"), "Mục nào"),
    Step(OFFICER, _taps(f"⬜ {IDEAS}"), CHOSEN),
    Step(OFFICER, _taps(CHOSEN), "vì sao"),
    Step(OFFICER, _taps("Xin kiểm tra lại con số."), "trước hết ngày nào"),
    Step(OFFICER, _says("12/3"), CARD),
    Step(OFFICER, _taps("✅ Gửi cho đơn vị"), "Đã trả lại", chair_hears="đề nghị đơn vị bổ sung"),
    Step(CHAIR, _taps("✏️ Bổ sung ngay"), "Câu 7/10", at=BEGINS),  # a tick: the report is owed again
    Step(CHAIR, _says("21"), "hai chữ số"),
    Step(CHAIR, _taps("Giữ 21"), CARD),
    Step(CHAIR, _taps("📨 Gửi báo cáo"), "Đã nộp"),
    Step(OFFICER, _says("/duyet"), "21"),
    Step(OFFICER, _taps("✅ Duyệt"), "Đã duyệt"),
    Step(CHAIR, _waits, "đã được duyệt", at=TOLD),
    Step(CHAIR, _waits, "⏰", at=REMINDED),
)
STEPS = (*LAUNCH, *PLEDGE, *REPORT, *REVIEW)

"""The first hour, step by step: what an officer and the first chair send, from an empty database to a registered launch."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import docx
from sqlalchemy import Engine, func, select

from bot import building
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Account, Office, Outbox, table_of
from bot.people import CHAIR as CHAIR_ROLE
from bot.playground import opening
from bot.post.message import Message
from bot.post.outbox import REPLY
from conversations import all_scripts
from tests.support.posted import posted
from tests.support.talking import Heard, Talk, transaction
from tests.units.sheets_for_tests import workbook

outbox, account, office = table_of(Outbox), table_of(Account), table_of(Office)

OFFICER, CHAIR = 501, 502
BEGINS = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)  # Monday, 9:00 in Viet Nam: launches are to be registered by 15/1
HEADER = ("Tên đơn vị", "Khối", "Họ và tên chủ tịch", "Số đoàn viên")
BLOCS = ("Doanh nghiệp", "Trường học")
COUNT = 20
SCHOOL = "Trường Tiểu học số 2"


def units(count: int = COUNT) -> bytes:
    """The officer's list as an Excel file."""
    kinds = ("Công ty May số", "Trường Tiểu học số")
    rows = [(f"{kinds[n % 2]} {n + 1}", BLOCS[n % 2], f"Nguyễn Văn {n + 1}", 20 + n) for n in range(count)]
    return workbook([HEADER, *rows])


@dataclass(frozen=True)
class Tap:
    """A press on the button whose label begins so."""

    label: str


@dataclass(frozen=True)
class File:
    """A file that is sent."""

    name: str
    content: bytes


Deed = str | Tap | File
YES = Tap("✅")
JOINED: tuple[Deed, ...] = (YES, Tap("Tôi đồng ý"), Tap("🔔"))
NAMED: tuple[Deed, ...] = (
    "🧭 Các bước chuẩn bị",
    "Công đoàn phường Sông Xanh",
    Tap("Như tên đầy đủ"),
    "cô Hà, văn phòng công đoàn phường, 024 3000 0000",
    YES,
)
IMPORTED: tuple[Deed, ...] = (Tap("📥"), File("don-vi.xlsx", units()), YES)
PRINTED: tuple[Deed, ...] = (Tap("🔑"), Tap("🖨"), Tap("Chưa xếp cụm"))
OPENED: tuple[Deed, ...] = (
    Tap("📣"),
    Tap("📚"),
    Tap("Liên đoàn Lao động quận Long Biên, 2025"),
    Tap("2026"),
    Tap("Giữ tên này"),
    Tap("Chưa có số"),
    Tap("Chưa ký"),
    YES,
)
CONFIRMED: tuple[Deed, ...] = (Tap("📅"), Tap("☑️"), YES)
REHEARSED: tuple[Deed, ...] = (Tap("🎭"), Tap("2026"))
ARMED: tuple[Deed, ...] = (Tap("🚀"), Tap("🚀 Đúng"))
REGISTERED: tuple[Deed, ...] = ("📅 Đăng ký phát động", "22/1", "8 giờ, sân trường", "45", YES)


class Hour:
    """An installation with nothing in it, and everybody who is to come; `steps` counts what each of them sends."""

    def __init__(self, engine: Engine, clock: StandingClock, invites: Invites) -> None:
        with transaction(engine) as db:
            self.guests: list[Guest] = opening.found(db, invites, clock.now())
            door = building.telegram_door(db, "700000001", "thidua_bot")
        self.talk = Talk(engine, clock, all_scripts(invites), door)
        self.clock, self.invites = clock, invites
        self.steps = {OFFICER: 0, CHAIR: 0}
        self.codes: dict[str, str] = {}

    def go(self, who: int, deeds: Iterable[Deed]) -> Heard:
        """Somebody does all this, one after the other; what was heard last."""
        for deed in deeds:
            self._do(who, deed)
        return self.talk.last[who]

    def _do(self, who: int, deed: Deed) -> None:
        self.steps[who] += 1
        if isinstance(deed, str):
            self.talk.say(who, deed)
        elif isinstance(deed, File):
            self.talk.upload(who, deed.name, deed.content)
        else:
            offered = self.talk.last[who]
            label = next((each for each in offered.labels if each.startswith(deed.label)), None)
            assert label, f"no button {deed.label!r} under {offered.text!r}: {offered.labels}"
            self.talk.tap(who, label)

    def officer_joins(self) -> Heard:
        return self.go(OFFICER, (f"/start {self.guests[0].secrets.token}", *JOINED))

    def chair_joins(self) -> Heard:
        """The chair of the school types the code on the sheet."""
        return self.go(CHAIR, (self.codes[SCHOOL], *JOINED))

    def prints(self) -> Heard:
        """The officer has the sheet of codes printed, and it leaves."""
        heard = self.go(OFFICER, PRINTED)
        self.codes = codes_on(self.sent("code-sheet")[-1])
        return heard

    def sent(self, kind: str) -> list[Message]:
        """What is owed as a template of a kind, as the delivery writes it."""
        return self.talk.do(lambda db: posted(db, self.invites, self.clock, kind))

    def tick(self) -> None:
        self.talk.do(lambda db: building.tick(db, self.clock.now()))

    def pushed(self) -> int:
        """How many messages are owed to chairs that they did not ask for."""
        return self.talk.do(_pushed)


def _pushed(db: Transaction) -> int:
    chairs = select(account.c.chat_id).join(office, office.c.person_id == account.c.person_id).where(office.c.role == CHAIR_ROLE)
    owed = select(func.count()).select_from(outbox).where(outbox.c.chat_id.in_(chairs), outbox.c.priority > REPLY)
    return int(db.connection.execute(owed).scalar_one())


def codes_on(message: Message) -> dict[str, str]:
    """The code of each unit on a printed sheet."""
    assert message.file is not None
    return codes_in(message.file.build())


def codes_in(sheet: bytes) -> dict[str, str]:
    """The same from the file's bytes."""
    cells = [cell.text for table in docx.Document(BytesIO(sheet)).tables for row in table.rows for cell in row.cells]
    found = {}
    for text in cells:
        if match := re.search(r"\b[A-HJKMNP-Z2-9]{6}\b", text):
            found[text.split("\n")[0].strip()] = match[0]
    return found

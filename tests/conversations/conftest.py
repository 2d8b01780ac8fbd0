"""What the transcripts share: a bot under watch, English speakers, and how a registration usually goes."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine, select

from bot import building, launches
from bot.asking.replay import TRIED
from bot.clock import StandingClock
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.encoding import decode, encode
from bot.invites import Invites
from bot.models import Campaign, Draft, Duty, Inbox, Launch, Phase, Unit, table_of, written
from bot.post.message import LONGEST, Message, length
from conversations import all_scripts
from tests.support.posted import Posted, posted
from tests.support.talking import SILENCE, Heard, Talk, transaction

Join = Callable[[int], int]

ACCEPT, UNDO = "✅ Đúng, ghi nhận", "↩️ Hoàn tác (trong 10 phút)"
MAIS_UNIT = "Trường Tiểu học Sông Xanh"
CALLBACK = 64  # bytes, as core.telegram.org/bots/api#inlinekeyboardbutton says
LONGEST_LABEL = 60  # characters of a button: the name of a unit may be in it
CHAIR_MENU = (
    "📅 Đăng ký phát động",
    "📝 Nộp báo cáo",
    "⏳ Còn thiếu gì?",
    "📊 Tình hình",
    "🗓 Kế hoạch",
    "❓ Hướng dẫn",
    "☎️ Gặp cán bộ",
)
OFFICER_MENU = ("📊 Tình hình", "⏳ Còn thiếu gì?", "🗓 Kế hoạch", "⚙️ Quản lý", "❓ Hướng dẫn")


inbox = table_of(Inbox)
PROBLEMS = Prepared(select(inbox.c.problem).where(inbox.c.problem.is_not(None)), str)


class Watched(Talk):
    """A bot that must answer every update: with a message, or on a tap with a toast alone; and must never break down."""

    def send(self, user: int, content: dict[str, Any]) -> Heard:
        heard = super().send(user, content)
        assert heard is not SILENCE or ("callback_query" in content and self.toast), f"silence after {content}"
        self._look_at(heard)
        assert self.do(lambda db: db.all(PROBLEMS)) == []
        return heard

    def _look_at(self, heard: Heard) -> None:
        assert length(heard.text) <= LONGEST
        assert len(set(heard.labels)) == len(heard.labels)
        assert all(len(data.encode()) <= CALLBACK for data in heard.data.values())
        assert all(len(label) <= LONGEST_LABEL for label in heard.labels + heard.menu)


@pytest.fixture
def talk(engine: Engine, clock: StandingClock, invites: Invites, guests: list[Guest]) -> Talk:  # noqa: ARG001  the demo is in
    """The bot of `tests.conftest`, under watch."""
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    return Watched(engine, clock, all_scripts(invites), door)


def start_in(talk: Talk, user: int, text: str, language: str) -> Heard:
    """A first message from a phone whose language is `language`."""
    sender = {"id": user, "is_bot": False, "first_name": "Person", "language_code": language}
    return talk.say(user, text, **{"from": sender})


def join_in_english(talk: Talk, guest: Guest, user: int) -> int:
    """Let a guest of the demo join from an English phone."""
    start_in(talk, user, f"/start {guest.secrets.token}", "en")
    talk.tap(user, "✅ Yes, that is me")
    talk.tap(user, "I agree")
    talk.tap(user, talk.last[user].labels[0])  # yes to reminders
    return user


def fill_in(talk: Talk, user: int, day: str = "20/3") -> Heard:
    """Answer the three questions of a registration; returns the card."""
    talk.say(user, "/dangky")
    talk.say(user, day)
    talk.say(user, "8 giờ, hội trường")
    return talk.say(user, "45")


def register(talk: Talk, user: int, day: str = "20/3") -> Heard:
    """Register a launch; returns the receipt."""
    fill_in(talk, user, day)
    return talk.tap(user, ACCEPT)


def said_by_people(talk: Talk) -> list[Launch]:
    """What chairs wrote down, oldest first; the demo's own rows are left out."""
    return sorted((each for each in talk.rows(Launch) if each.person_id), key=lambda each: each.version)


def answers(talk: Talk) -> list[str]:
    """The answers of every draft there is; which message was refused last is none."""
    told = [decode(each.answers) for each in talk.rows(Draft)]
    return [encode({key: answer for key, answer in each.items() if key != TRIED}) for each in told]


def owe(db: Transaction, unit_name: str, phase_name: str) -> None:
    """Let a unit of the demo owe the launch of one more phase of the running campaign."""
    unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == unit_name)).one()
    campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
    phase = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id, Phase.name == phase_name)).one()
    duty = Duty(
        federation_id=unit.federation_id,
        campaign_id=written(campaign.id),
        unit_id=written(unit.id),
        phase_id=written(phase.id),
        kind=launches.KIND,
    )
    db.session.add(duty)


@pytest.fixture
def sent(talk: Talk, invites: Invites, clock: StandingClock) -> Posted:
    """The messages that were owed as templates of a kind, as the delivery writes them."""
    return lambda kind: talk.do(lambda db: posted(db, invites, clock, kind))


def code_in(message: Message) -> str:
    """The six characters in a message with a code."""
    return message.text.partition("Mã mời: ")[2][:6]

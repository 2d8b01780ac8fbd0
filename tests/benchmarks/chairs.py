"""A federation in which as many chairs as are asked for each owe two launches, all linked to Telegram: no demo, no invites."""

from datetime import date, timedelta

from bot import campaigns, launches, plans
from bot.campaigns.plan import DAY, Plan, PlanPhase
from bot.clock import Clock, instant
from bot.database.transaction import Transaction
from bot.models import (
    Account,
    Affiliation,
    Bot,
    Campaign,
    Chat,
    Consent,
    Duty,
    Federation,
    Level,
    Office,
    Person,
    Phase,
    Unit,
    written,
)
from bot.people import CHAIR
from bot.privacy.consents import REMINDERS
from bot.vietnamese.days_off import day_off, lunar
from bot.vietnamese.folding import fold, sort_key

FIRST_CHAIR = 1001  # the platform's id of the first one; the others follow
LAUNCH_IN, DUE_IN = timedelta(days=30), timedelta(days=20)
FIRST_WEEK = 7


def unit_name(chair: int) -> str:
    """What the unit of this chair is called."""
    return f"Trường Tiểu học số {chair}"


def phases(today: date) -> list[tuple[str, date, date]]:
    """Two phases that have not ended, whatever the season, with their first and last days."""
    return [(f"Đợt {n}", today - timedelta(days=30), today + timedelta(days=90 * n)) for n in (1, 2)]


def launch_day(today: date) -> date:
    """A day about which nothing is asked back: people work, and it is not in the first week of a lunar month, such as Tết."""
    day = today + LAUNCH_IN
    while day_off(day) or lunar(day).day <= FIRST_WEEK:
        day += timedelta(days=1)
    return day


def due_day(today: date) -> date:
    """Until when all of them shall register."""
    return today + DUE_IN


def settle(db: Transaction, platform_id: str, chairs: int, clock: Clock) -> None:
    """Fill an empty database."""
    federation = Federation(name="Công đoàn phường Sông Xanh", short_name="CĐ phường Sông Xanh", contact="cô Hà, 024 3000 0000")
    db.session.add(federation)
    db.session.flush()
    owner = written(federation.id)
    bot = Bot(federation_id=owner, channel="telegram", platform_id=platform_id, username="thidua_bot")
    levels = [
        Level(federation_id=owner, name=name, depth=n, is_grassroots=n > 0)
        for n, name in enumerate(("Công đoàn phường", "Công đoàn cơ sở"))
    ]
    db.session.add_all([bot, *levels])
    db.session.flush()
    root = _unit(owner, "Công đoàn phường Sông Xanh", levels[0], clock.today())
    units = [_unit(owner, unit_name(FIRST_CHAIR + n), levels[1], clock.today()) for n in range(chairs)]
    people = [Person(federation_id=owner, name=f"Nguyễn Thị Mai {n}") for n in range(chairs)]
    chats = [Chat(federation_id=owner, bot_id=written(bot.id), address=str(FIRST_CHAIR + n)) for n in range(chairs)]
    db.session.add_all([root, *units, *people, *chats])
    db.session.flush()
    for unit, person, chat in zip(units, people, chats, strict=True):
        _seat(db, root, unit, person, chat, clock)
    _campaign(db, units, clock.today())
    db.session.flush()


def _unit(owner: int, name: str, level: Level, today: date) -> Unit:
    return Unit(
        federation_id=owner,
        name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        level_id=written(level.id),
        valid_from=today - timedelta(days=365),
    )


def _seat(db: Transaction, root: Unit, unit: Unit, person: Person, chat: Chat, clock: Clock) -> None:
    """Make this person the unit's chair, writing from this chat."""
    owner, since = unit.federation_id, unit.valid_from
    db.session.add_all(
        [
            Affiliation(federation_id=owner, unit_id=written(unit.id), parent_id=written(root.id), valid_from=since),
            Office(
                federation_id=owner,
                person_id=written(person.id),
                unit_id=written(unit.id),
                role=CHAIR,
                title="Chủ tịch công đoàn",
                valid_from=since,
            ),
            Account(
                federation_id=owner,
                bot_id=chat.bot_id,
                platform_id=chat.address,
                person_id=written(person.id),
                chat_id=written(chat.id),
                linked_at=clock.now(),
            ),
            Consent(
                federation_id=owner,
                person_id=written(person.id),
                purpose=REMINDERS,
                notice="",
                text_hash="",
                evidence="",
                given_at=clock.now(),
            ),
        ]
    )


def _campaign(db: Transaction, units: list[Unit], today: date) -> None:
    """One open campaign with the standard ladders; every unit owes a launch in each of its phases."""
    spans = tuple(
        PlanPhase(name=name, start=start, start_precision=DAY, end=end, end_precision=DAY) for name, start, end in phases(today)
    )
    plan = Plan("Phong trào thi đua", "Công đoàn phường", phases=spans)
    campaign = campaigns.keep(db, units[0].federation_id, plan, "thi-dua", is_open=True, armed_at=instant(today))
    found = plans.phases(db, campaign)
    db.session.add_all(_duty(campaign, unit, phase, due_day(today)) for unit in units for phase in found)


def _duty(campaign: Campaign, unit: Unit, phase: Phase, due_on: date) -> Duty:
    return Duty(
        federation_id=unit.federation_id,
        campaign_id=written(campaign.id),
        unit_id=written(unit.id),
        phase_id=written(phase.id),
        kind=launches.KIND,
        due_on=due_on,
        due_origin="officer",
        due_source="Trần Thu Hà",
    )

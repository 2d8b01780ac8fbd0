"""What people do to a federation while the bot is at work, at random: each deed goes by the rules of the program."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlmodel
from sqlmodel import col

from bot import launches, snoozes, works
from bot.calendar import Correction, correcting
from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties import deciding, extensions, filling, kinds, rules
from bot.duties.deciding import Decision
from bot.models import (
    Chat,
    ClusterUnit,
    Duty,
    DutyRule,
    ExtensionRequest,
    Launch,
    Office,
    Person,
    PhoneCall,
    Pledge,
    Unit,
    Work,
    written,
)
from bot.people import CHAIR, Agreement
from bot.pledges import contents, keeping
from bot.pledges.contents import Contents
from bot.post import chats
from bot.privacy import consents
from bot.promises import promise
from bot.reminders.ladder import apply_profile
from bot.reminders.subjects import PROFILES
from bot.reports import writing
from bot.units import changes
from bot.units.changes import Entry, Impossible
from tests.simulation.scene import DAY, Scene, hold, open_unit, seat

AGREEMENT = Agreement("1", "-", "-")


@dataclass(frozen=True)
class Stage:
    """Where a deed is done: the scene, chance, the moment."""

    db: Transaction
    scene: Scene
    chance: random.Random
    now: datetime

    @property
    def today(self) -> date:
        return local(self.now).date()

    @property
    def decision(self) -> Decision:
        return Decision("cán bộ", None, "vì lý do riêng", self.now)

    def near(self, at_least: int, at_most: int) -> date:
        return self.today + self.chance.randint(at_least, at_most) * DAY

    def duties(self, *, done: bool | None = False) -> Sequence[Duty]:
        """Duties of the running campaign; the ones due soonest are the likelier."""
        wanted = sqlmodel.select(Duty).where(Duty.campaign_id == self.scene.campaign, col(Duty.excused_on).is_(None))
        if done is not None:
            wanted = wanted.where(col(Duty.done_at).is_not(None) if done else col(Duty.done_at).is_(None))
        near = wanted.where(col(Duty.due_on) >= self.today - 8 * DAY, col(Duty.due_on) <= self.today + 20 * DAY)
        return self.db.session.exec(near).all() or self.db.session.exec(wanted).all()

    def a_duty(self, *, done: bool | None = False) -> Duty | None:
        found = self.duties(done=done)
        return self.chance.choice(found) if found else None

    def chair_of(self, duty: Duty) -> int:
        """Somebody who may speak for the duty's unit; the first person where there is nobody."""
        wanted = sqlmodel.select(Office.person_id).where(Office.unit_id == duty.unit_id, Office.role == CHAIR)
        wanted = wanted.where(col(Office.valid_to).is_(None) | (col(Office.valid_to) >= self.today))
        found = self.db.session.exec(wanted).all()
        return self.chance.choice(found) if found else self.scene.people[0]


Deed = Callable[[Stage], None]


def complete(at: Stage) -> None:
    """Do what a duty asks."""
    duty = at.a_duty()
    if duty is None:
        return
    number, person = written(duty.id), at.chair_of(duty)
    if duty.kind == kinds.LAUNCH:
        launches.register(at.db, number, at.near(0, 20), "8 giờ, hội trường", None, person, at.now)
    elif duty.kind == kinds.PLEDGE:
        keeping.pledge(at.db, number, _pledge(at), person, at.now)
    elif duty.kind == kinds.REPORT:
        writing.submit(at.db, duty, writing.Said({}), person, at.now)
    else:
        deciding.receive(at.db, duty, at.decision)


def _pledge(at: Stage) -> Contents:
    days = [at.near(1, 60) for _ in range(at.chance.randint(0, 2))]
    return Contents(works=[contents.Work(f"Công trình {n}", "work", None, day) for n, day in enumerate(days, 1)])


def amend(at: Stage) -> None:
    """Pledge anew: works get other days."""
    duty = at.a_duty(done=True)
    if duty is not None and duty.kind == kinds.PLEDGE:
        keeping.pledge(at.db, written(duty.id), _pledge(at), at.chair_of(duty), at.now)


def settle_work(at: Stage) -> None:
    """A work is finished, comes on another day, is dropped, or goes on after all."""
    wanted = sqlmodel.select(Work).join(Pledge, col(Pledge.id) == Work.pledge_id).join(Duty, col(Duty.id) == Pledge.duty_id)
    holding = wanted.where(Duty.campaign_id == at.scene.campaign, col(Pledge.is_latest), ~col(Pledge.is_withdrawn))
    found = at.db.session.exec(holding).all()
    if found:
        state = at.chance.choice((works.FINISHED, works.LATER, works.LATER, works.DROPPED, works.OPEN))
        day = at.near(1, 40) if state == works.LATER else at.today
        works.say(at.db, written(at.chance.choice(found).id), works.Said(state, day), None, at.now)


def reopen(at: Stage) -> None:
    """An officer asks for it again."""
    duty = at.a_duty(done=True)
    if duty is not None and duty.kind not in (kinds.LAUNCH, kinds.PLEDGE):
        deciding.reopen(at.db, duty, at.decision)


def excuse(at: Stage) -> None:
    if (duty := at.a_duty()) is not None:
        deciding.excuse(at.db, duty, at.decision)


def move_deadline(at: Stage) -> None:
    """A → B, and now and then at once back to A."""
    duty = at.a_duty()
    if duty is None:
        return
    before = duty.due_on
    deciding.extend(at.db, duty, at.near(-2, 15), at.decision)
    if before is not None and at.chance.randrange(4) == 0:
        deciding.extend(at.db, duty, before, at.decision)


def move_back(at: Stage) -> None:
    """B → A: a day that was left some time ago is taken again."""
    for duty in at.duties():
        moved = [each for each in deciding.history(at.db, duty) if each.before]
        if moved and moved[-1].before:
            deciding.extend(at.db, duty, date.fromisoformat(moved[-1].before), at.decision)
            return


def move_rule(at: Stage) -> None:
    """A deadline moves for every unit at once."""
    wanted = sqlmodel.select(DutyRule).where(DutyRule.campaign_id == at.scene.campaign)
    rule = at.chance.choice(at.db.session.exec(wanted).all())
    terms = rules.Terms(rule.days + at.chance.randint(-3, 5), None, 0)
    rules.confirm(at.db, rule, terms, "cán bộ", None, at.now)
    filling.fill(at.db, at.scene.federation, at.today)


def move_launch(at: Stage) -> None:
    """Another day for a launch, or a day that was left, or none at all."""
    wanted = sqlmodel.select(Launch).join(Duty, col(Duty.id) == Launch.duty_id)
    wanted = wanted.where(Duty.campaign_id == at.scene.campaign, col(Launch.is_latest), col(Launch.day) >= at.today)
    found = at.db.session.exec(wanted).all()
    if not found:
        return
    said = at.chance.choice(found)
    earlier = at.db.session.exec(sqlmodel.select(Launch).where(Launch.duty_id == said.duty_id)).all()
    day = at.chance.choice((None, at.near(0, 12), at.near(0, 12), at.chance.choice(earlier).day))
    launches.register(at.db, said.duty_id, day, "9 giờ, sân", None, None, at.now)


def ask_for_time(at: Stage) -> None:
    duty = at.a_duty()
    if duty is not None and extensions.of_duty(at.db, at.scene.federation, written(duty.id)) is None:
        extensions.ask(at.db, duty, at.near(3, 15), "bận", at.chair_of(duty), at.now)


def answer_request(at: Stage) -> None:
    wanted = sqlmodel.select(ExtensionRequest).where(col(ExtensionRequest.decision).is_(None))
    for row in at.db.session.exec(wanted).all():
        asked = extensions.of_duty(at.db, at.scene.federation, row.duty_id)
        if asked is not None:
            until = row.until if at.chance.randrange(2) else None
            extensions.decide(at.db, asked, until, at.decision, at.scene.federation)
            return


def snooze(at: Stage) -> None:
    """“Nhắc lại sau”: for hours or days, about one duty or about everything."""
    duty = at.a_duty()
    if duty is None:
        return
    until = at.now + at.chance.choice((timedelta(hours=3), timedelta(hours=20), timedelta(days=3)))
    about = None if at.chance.randrange(5) == 0 else written(duty.id)
    snoozes.snooze(at.db, at.chair_of(duty), about, until.replace(second=0, microsecond=0), at.now)


def give_promise(at: Stage) -> None:
    if (duty := at.a_duty()) is not None:
        promise(at.db, at.chair_of(duty), written(duty.id), at.near(0, 6), "mai em gửi", at.now)


def stop_or_resume(at: Stage) -> None:
    """“Dừng nhận tin”, and back."""
    person = at.chance.choice(at.scene.people)
    if consents.is_reminded(at.db, person):
        consents.stop_reminders(at.db, person, at.now)
    else:
        consents.agree(at.db, at.scene.federation, person, AGREEMENT, at.now)


def resume(at: Stage) -> None:
    for person in at.scene.people:
        if not consents.is_reminded(at.db, person):
            consents.agree(at.db, at.scene.federation, person, AGREEMENT, at.now)


def join_late(at: Stage) -> None:
    """A further person for a unit."""
    if len(at.scene.people) < 14:
        seat(at.db, at.scene, at.chance.choice(at.scene.units), at.now, is_deputy=bool(at.chance.randrange(2)))


def change_chair(at: Stage) -> None:
    """An office ends today; somebody who is there already takes over."""
    wanted = sqlmodel.select(Office).where(Office.role == CHAIR, col(Office.valid_to).is_(None))
    office = at.chance.choice(at.db.session.exec(wanted).all())
    office.valid_to = max(at.today - DAY, office.valid_from)
    at.db.session.add(office)
    hold(at.db, at.scene, at.chance.choice(at.scene.people), office.unit_id, at.now, is_deputy=office.is_deputy)


def close_unit(at: Stage) -> None:
    """A unit ends in a few days; a new one opens in its place."""
    unit = at.chance.choice(at.scene.units)
    try:
        changes.close(at.db, Entry(at.scene.federation, at.near(-1, 5), at.now), unit)
    except Impossible:
        return
    at.scene.units.remove(unit)
    number = at.db.session.exec(sqlmodel.select(sqlmodel.func.count()).select_from(Unit)).one()
    fresh = open_unit(at.db, at.scene, f"Đơn vị mới số {number}", at.today)
    hold(at.db, at.scene, at.chance.choice(at.scene.people), fresh, at.now)
    filling.fill(at.db, at.scene.federation, at.today)


def leave_cluster(at: Stage) -> None:
    """A unit leaves the cluster, or comes back."""
    unit = at.chance.choice(at.scene.units)
    wanted = sqlmodel.select(ClusterUnit).where(ClusterUnit.unit_id == unit, col(ClusterUnit.valid_to).is_(None))
    row = at.db.session.exec(wanted).first()
    if row is None:
        owner: dict[str, Any] = {"federation_id": at.scene.federation, "cluster_id": at.scene.cluster}
        at.db.session.add(ClusterUnit(**owner, unit_id=unit, valid_from=at.today))
    else:
        row.valid_to = max(row.valid_from, at.today - DAY)
        at.db.session.add(row)


def day_off(at: Stage) -> None:
    """The federation's own calendar: a day off, a Sunday that is worked, or what the law says again."""
    day = at.near(0, 10)
    if at.chance.randrange(3) == 0:
        correcting.restore(at.db, at.scene.federation, day, at.now)
    else:
        is_off = day.weekday() != 6
        correcting.correct(at.db, at.scene.federation, Correction(day, is_off, "ngày riêng"), at.now)


def call(at: Stage) -> None:
    """An officer telephoned."""
    if (duty := at.a_duty()) is not None:
        outcome = at.chance.choice(("reached", "promised", "no answer"))
        owner: dict[str, Any] = {"federation_id": at.scene.federation, "unit_id": duty.unit_id, "duty_id": duty.id}
        at.db.session.add(PhoneCall(**owner, person_id=at.scene.people[0], outcome=outcome, made_at=at.now))


def block(at: Stage) -> None:
    """A chat closes, or opens again."""
    chat = at.chance.choice(at.db.session.exec(sqlmodel.select(Chat)).all())
    if chat.closed_at is None:
        chats.close(at.db, written(chat.id), at.now, "blocked")
    else:
        chats.open_again(at.db, written(chat.id))


def unblock(at: Stage) -> None:
    for chat in at.db.session.exec(sqlmodel.select(Chat).where(col(Chat.closed_at).is_not(None))).all():
        chats.open_again(at.db, written(chat.id))


def choose_hour(at: Stage) -> None:
    """When somebody wants to be reminded."""
    person = at.db.session.get_one(Person, at.chance.choice(at.scene.people))
    person.remind_at = at.chance.choice((None, 450, 690, 1020, 1195))
    at.db.session.add(person)


def choose_profile(at: Stage) -> None:
    """Another ladder in mid-year."""
    apply_profile(at.db, at.scene.campaign, at.chance.choice(list(PROFILES)))


WEIGHTS: dict[Deed, int] = {
    complete: 50,
    amend: 2,
    settle_work: 4,
    reopen: 2,
    excuse: 1,
    move_deadline: 7,
    move_back: 3,
    move_rule: 2,
    move_launch: 6,
    ask_for_time: 3,
    answer_request: 3,
    snooze: 5,
    give_promise: 5,
    stop_or_resume: 2,
    resume: 2,
    join_late: 1,
    change_chair: 1,
    close_unit: 1,
    leave_cluster: 1,
    day_off: 3,
    call: 2,
    block: 1,
    unblock: 2,
    choose_hour: 2,
    choose_profile: 1,
}


def random_deed(chance: random.Random) -> Deed:
    return chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]

"""Another federation in the same database: none of its names may ever reach anybody here, whatever is typed or forged."""

from typing import Any

import pytest
import sqlmodel

from bot import campaigns, demo
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.invites import Invites
from bot.models import (
    Bloc,
    Campaign,
    Cluster,
    Document,
    Draft,
    Duty,
    Federation,
    Inbox,
    Launch,
    Office,
    Outbox,
    Person,
    Phase,
    Unit,
    metadata,
    written,
)
from conversations import all_scripts
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.support.talking import Talk

CANARY = "Hoàng Yến"
MODELS = (Unit, Campaign, Phase, Duty, Launch, Person, Office, Cluster, Bloc, Document, Draft)
WORDS = ("{id}", "{id} co 1", "{id} report 1 1", "{id} launch 1", "co {id}", "duty {id}")


def other_federation(db: Transaction, clock: StandingClock) -> int:
    """A second federation, each of whose names holds the canary, with units, people, a running campaign and duties."""
    ours = sqlmodel.select(Federation.id)
    before = set(db.session.exec(ours).all())
    federation = Federation(name=f"Liên đoàn {CANARY}", short_name=CANARY, contact=CANARY)
    db.session.add(federation)
    db.session.flush()
    owner = written(federation.id)
    assert owner not in before
    root, units = demo._tree(db, owner)  # noqa: SLF001  the demo's shape, under other names
    for each in [root, *units]:
        each.name = f"{CANARY} {each.name}"
        db.session.add(each)
    plan = campaigns.national_rhythm(2026, CANARY)
    kept = campaigns.keep(db, owner, plan, "canary", is_open=True, armed_at=clock.now())
    kept.title = f"Phong trào {CANARY}"
    db.session.add(kept)
    person = Person(federation_id=owner, name=CANARY)
    db.session.add_all([person, Cluster(federation_id=owner, name=f"Cụm {CANARY}", position=1)])
    db.session.flush()
    filling.fill(db, owner, clock.today())
    return owner


def ids(db: Transaction, owner: int) -> list[int]:
    """The numbers of every row of the other federation that a forged button might carry."""
    found: set[int] = set()
    for model in MODELS:
        table: Any = metadata.tables[str(model.__tablename__)]
        wanted = sqlmodel.select(table.c.id).where(table.c.federation_id == owner).limit(3)
        found |= set(db.connection.execute(wanted).scalars())
    return sorted(found)


@pytest.mark.parametrize("who", [OFFICER, MAI])
def test_no_command_shows_another_federation(talk: Talk, join: Join, invites: Invites, clock: StandingClock, who: int) -> None:
    user = join(who)
    owner = talk.do(lambda db: other_federation(db, clock))
    numbers = talk.do(lambda db: ids(db, owner))
    for script in all_scripts(invites).all:
        opened = talk.say(user, f"/{script.command}")
        for data in list(opened.data.values())[:3]:
            talk.tap_data(user, data)
        talk.say_all(user, (f"/{script.command} {words.format(id=number)}" for number in numbers for words in WORDS))
    for words in (CANARY, "Hoang Yen", f"Cụm {CANARY}"):
        for command in ("/quyetdinh", "/bangiao", "/mamoi", "/thedonvi", "/lac"):
            for typed in (command, "/huy", command, words):  # begun anew: an older draft may ask for a name, and show it
                talk.say(user, typed)
    said = [each.body for each in talk.rows(Outbox)]
    assert len(said) > len(all_scripts(invites).all) * len(numbers) * len(WORDS)
    assert [each.problem for each in talk.rows(Inbox) if each.problem] == []
    shown = [body for body in said if CANARY in body and "gần giống" not in body]  # what was typed is quoted back
    assert shown == []

"""Who may do what to which units: every role, every right, every kind of unit, against a table written out here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot import rights
from bot.database.transaction import Transaction
from bot.models import Affiliation, Cluster, ClusterUnit, Federation, Level, Office, Person, Unit, written
from bot.people import CHAIR, LEAD, OFFICER, REVIEWER, VIEWER
from bot.rights import May
from bot.vietnamese.folding import fold, sort_key
from tests.support.talking import transaction

SINCE, TODAY = date(2026, 1, 1), date(2026, 3, 4)
TARGETS = ("own", "child", "outside the cluster", "sibling", "parent", "other federation")
BELOW = {"own", "child", "outside the cluster"}
ALL = set(May)
LOOKS = {May.SEE, May.FOLLOW_UP, May.REVIEW}
EXPECTED = {
    OFFICER: {(right, target) for right in ALL for target in BELOW},
    REVIEWER: {(right, target) for right in LOOKS for target in BELOW},
    VIEWER: {(May.SEE, target) for target in BELOW},
    LEAD: {(right, "child") for right in (May.SEE, May.FOLLOW_UP)},
    CHAIR: set(),
}


@dataclass
class Country:
    """The units a test aims at, and who holds which role in the ward (the chair: in the child)."""

    targets: dict[str, int]
    people: dict[str, int]


def unit(db: Transaction, level: Level, name: str, parent: int | None) -> int:
    row = Unit(
        federation_id=level.federation_id,
        name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        level_id=written(level.id),
        valid_from=SINCE,
    )
    db.session.add(row)
    db.session.flush()
    if parent is not None:
        db.session.add(
            Affiliation(federation_id=level.federation_id, unit_id=written(row.id), parent_id=parent, valid_from=SINCE)
        )
        db.session.flush()
    return written(row.id)


def federation(db: Transaction, name: str) -> Level:
    owner = Federation(name=name, short_name=name)
    db.session.add(owner)
    db.session.flush()
    level = Level(federation_id=written(owner.id), name="Cấp", depth=0, is_grassroots=True)
    db.session.add(level)
    db.session.flush()
    return level


def hold(db: Transaction, level: Level, role: str, unit_id: int, cluster: int | None = None) -> int:
    person = Person(federation_id=level.federation_id, name=role)
    db.session.add(person)
    db.session.flush()
    fields: dict[str, Any] = {"federation_id": level.federation_id, "unit_id": unit_id, "cluster_id": cluster}
    fields["person_id"] = written(person.id)
    db.session.add(Office(**fields, role=role, title=role, valid_from=SINCE))
    db.session.flush()
    return written(person.id)


def build(db: Transaction) -> Country:
    ours, theirs = federation(db, "Tỉnh"), federation(db, "Tỉnh khác")
    root = unit(db, ours, "Tỉnh", None)
    ward = unit(db, ours, "Phường", root)
    targets = {
        "own": ward,
        "child": unit(db, ours, "Trường", ward),
        "outside the cluster": unit(db, ours, "Nhà máy", ward),
        "sibling": unit(db, ours, "Phường bên", root),
        "parent": root,
        "other federation": unit(db, theirs, "Tỉnh khác", None),
    }
    cluster = Cluster(federation_id=ours.federation_id, name="Cụm", position=1)
    db.session.add(cluster)
    db.session.flush()
    for name in ("child", "sibling"):  # a cluster may reach over wards: its lead in this ward does not
        row: dict[str, Any] = {"federation_id": ours.federation_id, "cluster_id": written(cluster.id), "unit_id": targets[name]}
        db.session.add(ClusterUnit(**row, valid_from=SINCE))
    people = {role: hold(db, ours, role, ward) for role in (OFFICER, REVIEWER, VIEWER)}
    people[LEAD] = hold(db, ours, LEAD, ward, written(cluster.id))
    people[CHAIR] = hold(db, ours, CHAIR, targets["child"])
    return Country(targets, people)


def allowed(db: Transaction, country: Country, role: str, day: date) -> set[tuple[May, str]]:
    found = set()
    for right in May:
        held = rights.office_for(db, country.people[role], right, day)
        found |= {(right, name) for name in TARGETS if held and rights.reaches(db, held, country.targets[name], day)}
    return found


@pytest.mark.parametrize("role", EXPECTED)
def test_a_role_reaches_what_the_table_says(engine: Engine, role: str) -> None:
    with transaction(engine) as db:
        assert allowed(db, build(db), role, TODAY) == EXPECTED[role]


@pytest.mark.parametrize("role", EXPECTED)
def test_nobody_may_anything_before_the_office_began(engine: Engine, role: str) -> None:
    with transaction(engine) as db:
        assert allowed(db, build(db), role, date(2025, 12, 31)) == set()


def test_an_office_that_ended_gives_no_right(engine: Engine) -> None:
    with transaction(engine) as db:
        country = build(db)
        for office in db.session.exec(sqlmodel.select(Office)).all():
            office.valid_to = date(2026, 3, 3)
        db.session.flush()
        assert allowed(db, country, OFFICER, TODAY) == set()
        assert allowed(db, country, OFFICER, date(2026, 3, 3)) == EXPECTED[OFFICER]


def test_what_the_top_unit_issued_is_only_the_top_units_to_change(engine: Engine) -> None:
    with transaction(engine) as db:
        country = build(db)
        ward = rights.office_for(db, country.people[OFFICER], May.CAMPAIGN, TODAY)
        assert ward is not None
        issuers = {None: False, "own": True, "child": True, "parent": False, "sibling": False, "other federation": False}
        for name, may in issuers.items():
            issuer = country.targets[name] if name else None
            assert rights.may_change(db, ward, issuer, TODAY) is may, name

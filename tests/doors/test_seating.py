"""Which bot has room: clusters stay together, no seat is given twice, and the sheet of codes names the bot."""

import re
from collections import Counter
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import sqlmodel
from sqlalchemy import update
from sqlmodel import col

from bot import building, codes
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.doors import bot, seating
from bot.doors.seating import Place
from bot.invites import PRINTED_DAYS, Invites
from bot.models import Invite
from bot.rights import Reach
from tests.conftest import NOW, OFFICER
from tests.conversations.conftest import Join
from tests.support.talking import Talk


def bots(talk: Talk, *seats: int) -> list[int]:
    """As many bots with so many seats each."""

    def work(db: Transaction) -> list[int]:
        found = [building.door(db, "zalo", f"9{n}", "").bot_id for n in range(len(seats))]
        for number, count in zip(found, seats, strict=True):
            db.connection.execute(update(bot).where(bot.c.id == number).values(seats=count))
        return found

    return talk.do(work)


def assigned(talk: Talk, units: list[tuple[int, int | None]]) -> list[int | None]:
    found: dict[int, Place | None] = talk.do(lambda db: seating.assign(db, 1, "zalo", units, NOW))
    places = [found[unit] for unit, _cluster in units]
    return [each.id if each else None for each in places]


def test_a_cluster_sits_together_where_it_fits_most_tightly(talk: Talk) -> None:
    first, second, third = bots(talk, 10, 4, 3)
    units: list[tuple[int, int | None]] = [(n, 1 if n < 4 else 2) for n in range(1, 8)]
    assert assigned(talk, units) == [third] * 3 + [second] * 4
    assert assigned(talk, [(n, 1) for n in range(1, 13)]) == [first] * 10 + [second] * 2


def test_there_are_never_more_than_there_are_seats(talk: Talk) -> None:
    first, second = bots(talk, 2, 3)
    found = assigned(talk, [(n, n % 3) for n in range(1, 10)])
    assert Counter(found) == {first: 2, second: 3, None: 4}


def test_a_seat_is_kept_by_the_invite_until_it_expires_and_given_anew_with_the_next_one(
    talk: Talk, invites: Invites, clock: StandingClock
) -> None:
    [only] = bots(talk, 2)
    empty = talk.do(lambda db: codes.not_joined(db, Reach(1), clock.today()))[:3]

    def printed(db: Transaction) -> list[int | None]:
        codes.sheet(invites, db, empty[:2], "", NOW, channel="zalo")
        db.flush()
        rows = db.session.exec(sqlmodel.select(Invite).where(Invite.bot_id == only).order_by(col(Invite.id))).all()
        return [each.unit_id for each in rows if each.expires_at > NOW]

    assert talk.do(printed) == [empty[0].unit_id, empty[1].unit_id]
    assert talk.do(printed) == [empty[0].unit_id, empty[1].unit_id]  # printed again: the same two seats
    assert assigned(talk, [(empty[2].unit_id, None)]) == [None]
    late = NOW + timedelta(days=PRINTED_DAYS)
    found = talk.do(lambda db: seating.assign(db, 1, "zalo", [(empty[2].unit_id, None)], late))
    assert found[empty[2].unit_id] is not None


def test_each_card_names_the_bot_and_whoever_has_no_seat_gets_the_page(
    talk: Talk, invites: Invites, clock: StandingClock
) -> None:
    bots(talk, 5, 6)
    empty = talk.do(lambda db: codes.not_joined(db, Reach(1), clock.today()))
    message = talk.do(lambda db: codes.sheet(invites, db, empty, "", NOW, "https://thidua.example", "zalo"))
    assert message.file is not None
    with ZipFile(BytesIO(message.file.build())) as archive:
        text = re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())
    assert Counter(re.findall(r"zalo\.me/9\d|thidua\.example/i/", text)) == {
        "zalo.me/90": 5,
        "zalo.me/91": 6,
        "thidua.example/i/": len(empty) - 11,
    }


def test_an_officer_chooses_for_which_app_the_sheet_is(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    bots(talk, 50)
    talk.say(officer, "/mamoi")
    talk.tap(officer, next(each for each in talk.last[officer].labels if each.startswith("🖨")))
    talk.tap(officer, next(each for each in talk.last[officer].labels if each.startswith("Chưa xếp cụm")))
    assert talk.last[officer].labels[:2] == ("Telegram", "Zalo")
    assert "đang làm 1 phiếu" in talk.tap(officer, "Zalo")

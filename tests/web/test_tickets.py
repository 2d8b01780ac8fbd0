"""A file handed in by a one-time link, for a chat that cannot carry files: it answers the question that waits, once."""

from bot.database.transaction import Transaction
from bot.models import Document, Inbox, table_of
from bot.post import tickets
from bot.web import chats
from tests.web.conftest import Door
from tests.web.test_chat import PHOTO, joined


async def test_a_ticket_is_good_for_one_file(door: Door) -> None:
    async with await joined(door), door.browser() as phone:

        def issue(db: Transaction) -> str:
            to = chats.of_person(db, 1)
            assert to is not None
            return tickets.issue(db, to, "somebody", "5.file", door.clock.now())

        path = "/t/" + await door.database.transact(issue)
        await phone.open(path)
        form = phone.page.forms["form 0"].fields
        for origin, status in (("https://evil.example", 403), (door.url, 200), (door.url, 404)):
            answer = await phone.http.post(path, data=form, files={"file": ("ảnh.png", PHOTO)}, headers={"Origin": origin})
            assert answer.status_code == status
            assert ("Đã nhận tệp ảnh.png" in answer.text) is (status == 200)
        assert (await phone.open(path), phone.status)[1] == 404

        def kept(db: Transaction) -> tuple[int, int]:
            inbox, document = table_of(Inbox), table_of(Document)
            brought = db.connection.execute(inbox.select().where(inbox.c.key.startswith("upload/ticket/"))).all()
            return len(brought), len(db.connection.execute(document.select()).all())

        assert (await door.database.transact(kept))[0] == 1

"""`thidua web`: the web chat from the command line."""

from typing import Annotated, Any

import typer

from bot.clock import Clock
from bot.commands.starting import federation_of, read_settings
from bot.commands.unit_words import at_work_on_units, find
from bot.database.transaction import Transaction
from bot.settings import Misconfigured, server_key

app = typer.Typer(help="Trang trò chuyện trên trình duyệt.", no_args_is_help=True)


@app.callback()
def web() -> None:
    """Trang trò chuyện trên trình duyệt."""


@app.command()
def link(unit: Annotated[str, typer.Argument(help="Tên, mã hoặc #số của đơn vị.")]) -> None:
    """In đường dẫn riêng của chủ tịch đơn vị, kèm mã cho máy mới; chưa kết nối thì in đường dẫn mời, dùng một lần."""
    from bot.invites import Invites  # noqa: PLC0415

    settings = read_settings()
    if not settings.public_url:
        raise Misconfigured("THIDUA_PUBLIC_URL is not set: links need the address of the web chat")
    invites, address = Invites(server_key(settings)), settings.public_url.rstrip("/")
    for line in at_work_on_units(lambda db: _links(db, invites, address, unit)):
        print(line)  # noqa: T201


def _links(db: Transaction, invites: Any, address: str, words: str) -> list[str]:
    from bot import codes, offices, operations  # noqa: PLC0415
    from bot.clock import local  # noqa: PLC0415
    from bot.people import CHAIR  # noqa: PLC0415
    from bot.units import contacts  # noqa: PLC0415

    now, federation_id = Clock().now(), federation_of(db)
    unit_id = find(db, federation_id, local(now).date(), words)
    seated = [each for each in offices.of_unit(db, unit_id, local(now).date()) if each.role == CHAIR]
    operations.record(db, federation_id, "door.link", now, unit_id=unit_id)
    if seated:
        return [line for each in seated for line in _personal(db, invites, address, each, now)]
    seat = contacts.chair_seat(db, federation_id, unit_id, codes.CHAIR_TITLE)
    secrets = invites.issue(db, seat, now)
    return [f"{seat.unit}: chưa kết nối, mã mời {secrets.code}", f"  {codes.web_link(address, secrets.token)}"]


def _personal(db: Transaction, invites: Any, address: str, held: Any, now: Any) -> list[str]:
    from bot.web import chats, links  # noqa: PLC0415
    from bot.web import codes as door_codes  # noqa: PLC0415
    from bot.web.keys import Keys  # noqa: PLC0415

    keys = Keys(invites.derive("web"))
    to = chats.for_person(db, held.federation_id, held.person_id, now)
    if to is None:
        return ["Chưa có trang trò chuyện: chạy `thidua run` với THIDUA_WEB_PORT một lần trước."]
    secret = links.issue(db, keys, to, now)
    code = door_codes.issue(db, keys, held.federation_id, held.person_id, now)
    head = f"{held.name}, {held.unit}: mã nếu máy hỏi {code} ({door_codes.MINUTES} phút)"
    return [head, f"  {links.address_of(address, secret)}"]

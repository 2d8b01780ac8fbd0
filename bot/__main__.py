"""Start here: the commands of the program. The only place that knows every part, conversations included."""

import asyncio
import signal
import sys
import webbrowser
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import loop
from bot.clock import Clock, instant
from bot.commands import calendar, campaigns, export, federation, ladder, officers, quota, read, receipt, rehearse, unit_tree, web
from bot.commands.starting import at_work, read_settings, stop
from bot.i18n import LANGUAGES, _, speaking
from bot.settings import Misconfigured, Settings, server_key

app = typer.Typer(help="Trợ lý thi đua: chatbot cho phong trào thi đua của công đoàn.", no_args_is_help=True)
app.add_typer(calendar.app, name="calendar")
app.add_typer(campaigns.app, name="campaign")
app.add_typer(federation.app, name="federation")
app.add_typer(ladder.app, name="ladder")
app.add_typer(officers.app, name="officers")
app.add_typer(quota.app, name="quota")
app.command(name="read")(read.read)
app.add_typer(unit_tree.app, name="units")
app.add_typer(web.app, name="web")
app.command(name="receipt")(receipt.receipt)
app.command(name="export")(export.export)
app.command(name="rehearse")(rehearse.rehearse)

PLAYGROUND = Path(".playground")
EMPTY = "empty"  # in it: what began with nothing
MENU = 6  # commands in Telegram's menu: more are not read


def main() -> None:
    """Run a command; a setting that cannot work ends in one sentence, not in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except Misconfigured as problem:
        stop(str(problem))


@app.command()
def playground(
    port: Annotated[int, typer.Option(help="Cổng của trang; 0 là cổng bất kỳ.")] = 8080,
    folder: Annotated[Path, typer.Option(help="Nơi giữ dữ liệu chơi thử.")] = PLAYGROUND,
    *,
    fresh: Annotated[bool, typer.Option(help="Bỏ dữ liệu cũ, làm lại từ đầu.")] = False,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Bắt đầu lúc 9 giờ ngày này, thay vì bây giờ.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Mở trang trong trình duyệt.")] = True,
    empty: Annotated[bool, typer.Option("--empty", help="Bắt đầu từ chỗ trống, như ngày đầu tiên; dữ liệu giữ riêng.")] = False,
) -> None:
    """Chơi thử trên máy này: hai điện thoại, một đồng hồ; không cần tài khoản, không gửi gì ra ngoài."""
    read_settings()
    with suppress(KeyboardInterrupt):
        begins = instant(on.date(), 9) if on else None
        loop.run(_play(folder / EMPTY if empty else folder, port, begins=begins, fresh=fresh, browser=browser, empty=empty))


async def _play(folder: Path, port: int, *, begins: datetime | None, fresh: bool, browser: bool, empty: bool) -> None:
    from bot.invites import Invites  # noqa: PLC0415  each command waits only for what it needs
    from bot.playground import play  # noqa: PLC0415
    from conversations import all_scripts  # noqa: PLC0415

    if fresh:
        play.sweep(folder)
    key = play.page_key(folder)
    while True:
        invites = Invites(server_key(Settings(database_url=f"sqlite:///{folder}/thidua.db", secret_key=None)))
        stage = play.stage(folder, all_scripts(invites), invites, key=key, port=port, begins=begins, empty=empty)
        async with stage as (address, over):
            print(f"\n  Mở trang này / open this page:  {address}\n  Dừng / stop: Ctrl+C\n", flush=True)  # noqa: T201
            if browser:
                await asyncio.to_thread(webbrowser.open, address)
            await over.wait()
        play.sweep(folder)
        browser = False


@app.command()
def run() -> None:
    """Chạy thật trên Telegram, Zalo, trang web (cần THIDUA_TELEGRAM_TOKEN, THIDUA_ZALO_TOKENS hoặc THIDUA_WEB_PORT)."""
    settings = read_settings()
    if settings.telegram_token is None and settings.zalo_tokens is None and settings.web_port is None:
        raise Misconfigured(
            "THIDUA_TELEGRAM_TOKEN is not set: create a bot with @BotFather and put its token there; "
            "or set THIDUA_ZALO_TOKENS, or THIDUA_WEB_PORT"
        )
    loop.run(_until_stopped(_run(settings)))


async def _run(settings: Settings) -> None:
    from bot import building, migrations  # noqa: PLC0415
    from bot.database.engine import open_engine  # noqa: PLC0415
    from bot.database.writers import writer_for  # noqa: PLC0415
    from bot.invites import Invites  # noqa: PLC0415
    from bot.zalo_door import open_zalo  # noqa: PLC0415
    from conversations import all_scripts  # noqa: PLC0415

    invites = Invites(server_key(settings))
    scripts = all_scripts(invites)
    engine = open_engine(settings.database_url)
    migrations.upgrade(engine)
    database = writer_for(engine)
    clock = Clock()
    telegram = _telegram(settings) if settings.telegram_token else None
    zalo = None
    try:
        zalo = await open_zalo(settings, database, clock)
        entrances = [*zalo.entrances]
        if telegram:
            entrances.append(await building.telegram_entrance(database, telegram, await _opened(telegram)))
            await telegram.introduce(_commands(scripts), _about())
        address = ""
        if settings.web_port is not None:
            pages, address = await _web(settings, database, clock, invites, zalo.routes)
            entrances += pages
        await building.application(database, clock, scripts, entrances, invites, address=address).run()
    except building.NoFederation:
        raise Misconfigured("the database holds no federation yet: run `thidua demo` first to try the bot") from None
    finally:
        for each in (zalo, telegram):
            if each is not None:
                await each.close()
        database.close()


async def _opened(telegram: Any) -> str:
    """Connect, however long the platform is away: the machine may start before its network."""
    from telegram.error import InvalidToken  # noqa: PLC0415

    from bot.channels.channel import TryLater  # noqa: PLC0415

    while True:
        try:
            return str(await telegram.open())
        except InvalidToken:
            raise Misconfigured("Telegram does not know the token in THIDUA_TELEGRAM_TOKEN") from None
        except TryLater as later:
            print(f"Telegram chưa trả lời ({later}); thử lại sau 10 giây.", file=sys.stderr, flush=True)  # noqa: T201
            await asyncio.sleep(10)


def _telegram(settings: Settings) -> Any:
    from bot.channels.telegram.telegram import Telegram  # noqa: PLC0415

    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    return Telegram(
        token,
        base_url=settings.telegram_base_url,
        file_url=settings.telegram_file_url,
        proxy=settings.telegram_proxy,
    )


async def _web(settings: Settings, database: Any, clock: Clock, invites: Any, beside: Sequence[Any]) -> tuple[list[Any], str]:
    """The entrances of the web chat, and its address. Only whoever has one waits for its libraries."""
    from bot.web_door import open_web, wanted  # noqa: PLC0415

    how = wanted(settings)
    if how is None:
        return [], ""
    opened = await open_web(database, clock, invites, how, beside)
    print(f"Trang web: {opened.address}", file=sys.stderr, flush=True)  # noqa: T201
    return opened.entrances, opened.address


def _commands(scripts: Any) -> dict[str, list[tuple[str, str]]]:
    """The six commands of Telegram's menu, in each language; the others work when typed."""
    shown = [script for script in scripts.all if script.label][:MENU]
    commands = {}
    for language in LANGUAGES:
        with speaking(language):
            commands[language] = [(script.command, _(script.label)) for script in shown]
    return commands


def _about() -> dict[str, tuple[str, str]]:
    """What an empty chat says, long and short."""
    texts = {}
    for language in LANGUAGES:
        with speaking(language):
            long = _("Trợ lý thi đua giúp công đoàn cơ sở đăng ký ngày phát động và được nhắc đúng hạn. Bấm BẮT ĐẦU để vào.")
            texts[language] = (long, _("Đăng ký thi đua, nhắc hạn cho công đoàn cơ sở."))
    return texts


@app.command(name="demo")
def fill_demo() -> None:
    """Đổ dữ liệu mẫu vào cơ sở dữ liệu trống và in mã mời của cán bộ và ba chủ tịch."""
    from bot import demo  # noqa: PLC0415
    from bot.invites import Invites  # noqa: PLC0415

    invites = Invites(server_key(read_settings()))
    try:
        guests = at_work(lambda db: demo.fill(db, invites, Clock().now()))
    except demo.NotEmpty:
        stop("the database already holds a federation; the demo only fills an empty one")
    for guest in guests:
        print(f"{guest.secrets.code}  {guest.name}, {guest.unit}\n        /start {guest.secrets.token}")  # noqa: T201


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất (`run` tự làm việc này)."""
    from bot import migrations  # noqa: PLC0415
    from bot.database.engine import open_engine  # noqa: PLC0415

    changed = migrations.upgrade(open_engine(read_settings().database_url))
    print("Đã nâng cấp." if changed else "Không có gì phải làm.")  # noqa: T201


@app.command()
def health() -> None:
    """Hỏi xem bot có đang làm việc không; mã thoát 1 là không."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    from bot.database.engine import open_engine  # noqa: PLC0415
    from bot.post import heartbeat  # noqa: PLC0415

    engine = open_engine(read_settings().database_url)
    try:
        with engine.connect() as connection:
            missing = heartbeat.complaints(connection, Clock().now())
    except DBAPIError as failure:
        stop(f"the database does not answer: {type(failure.orig).__name__}")
    if missing:
        stop("no sign of life: " + ", ".join(missing))
    print("ok")  # noqa: T201


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """SIGTERM and SIGINT end the work in good order."""
    task = asyncio.ensure_future(work)
    here = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows
            here.add_signal_handler(each, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    main()

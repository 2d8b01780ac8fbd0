"""Everything that can be configured, and what it means. All of it comes from the environment, or from a file `.env`."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

PREFIX = "THIDUA_"


class Settings(BaseSettings):
    """The program's settings; each is an environment variable with `THIDUA_` before its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field("sqlite:///thidua.db", description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    secret_key: SecretStr | None = Field(
        None, description="key for the invites' hashes; with SQLite one is made and kept beside the database"
    )
    telegram_token: SecretStr | None = Field(None, description="the bot's token from @BotFather")
    telegram_base_url: str = Field("https://api.telegram.org/bot", description="for a Bot API server of your own")
    telegram_file_url: str = Field("https://api.telegram.org/file/bot", description="the same, for files")
    telegram_proxy: str | None = Field(None, description="http://HOST:PORT, where api.telegram.org cannot be reached directly")
    zalo_tokens: SecretStr | None = Field(None, description="the tokens of Zalo bots, with commas between them")
    zalo_base_url: str = Field("https://bot-api.zaloplatforms.com", description="where the Zalo Bot API is")
    zalo_webhook_secret: SecretStr | None = Field(
        None, description="8 to 256 characters; with it Zalo posts to THIDUA_PUBLIC_URL/zalo/BOT, else it is polled"
    )
    zalo_photo_hosts: str = Field("zdn.vn,zadn.vn", description="where Zalo keeps the photos people send, with commas")
    web_host: str = Field("127.0.0.1", description="where the web chat listens; a proxy with https stands before it")
    web_port: int | None = Field(None, ge=0, le=65535, description="the port of the web chat; without it there is none")
    public_url: str | None = Field(None, description="the address of the web chat as people open it: https://NAME")
    smtp_url: SecretStr | None = Field(None, description="smtp://NAME:PASSWORD@HOST:PORT, or smtps://; without it no mail leaves")
    mail_from: str | None = Field(None, description="the address mails come from")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")


class Misconfigured(Exception):
    """The settings cannot work; the text says which and why."""


def unknown_names() -> list[str]:
    """Variables that begin like ours and mean nothing: most likely mistyped."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = {*os.environ, *dotenv_values(".env")}
    return sorted(name for name in given if name.startswith(PREFIX) and name not in known)


def server_key(settings: Settings) -> bytes:
    """The key behind the invites' hashes. Raises Misconfigured where replicas could not share one that is made here."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Misconfigured("THIDUA_SECRET_KEY is needed with PostgreSQL: any long random text, the same on every replica")
    return kept_key(Path(f"{url.database}.key"))


def kept_key(path: Path) -> bytes:
    """The key in `path`, made at first use: whole or not at all, and the same for two programs that start at once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, new = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 600
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(new, path)
        Path(new).unlink()
    key = path.read_text().strip()
    if not key:
        raise Misconfigured(f"{path} is empty; without its key the invites that were given out cannot be recognised")
    return key.encode()

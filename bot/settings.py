"""Everything that can be configured, and what it means. All of it comes from the environment, or from a file `.env`."""

import os
import secrets
from pathlib import Path

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
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")


class Misconfigured(Exception):
    """The settings cannot work; the text says which and why."""


def unknown_names() -> list[str]:
    """Variables that begin like ours and mean nothing: most likely mistyped."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def server_key(settings: Settings) -> bytes:
    """The key behind the invites' hashes. Raises Misconfigured where replicas could not share one that is made here."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Misconfigured("THIDUA_SECRET_KEY is needed with PostgreSQL: any long random text, the same on every replica")
    return _kept_key(Path(f"{url.database}.key"))


def _kept_key(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip().encode()

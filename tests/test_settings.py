"""What can be configured is written down, what is mistyped is said, and the key of the invites is safe."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import PREFIX, Misconfigured, Settings, server_key, unknown_names

EXAMPLE = Path(__file__).parents[1] / ".env.example"


@pytest.fixture(autouse=True)
def _nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the environment nor in a file `.env`."""
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def expected_example() -> str:
    """What .env.example must say: each setting with what it means, switched off."""
    entries = []
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(field.default)
        entries.append(f"# {field.description}\n#{PREFIX}{name.upper()}={default}\n")
    return "# Copy to .env and take the # away from what you set.\n\n" + "\n".join(entries)


def test_the_example_lists_exactly_the_settings() -> None:
    assert EXAMPLE.read_text("utf-8") == expected_example()


def test_the_example_itself_can_be_used(tmp_path: Path) -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    copied = [line.removeprefix("#") for line in lines if line.startswith(f"#{PREFIX}") and not line.endswith("=")]
    (tmp_path / ".env").write_text("\n".join(copied), "utf-8")
    assert Settings() == Settings(_env_file=None)


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_a_mistyped_name_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unknown_names() == []
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKN", "1:a")
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKEN", "1:a")
    monkeypatch.setenv("ANOTHER_PROGRAMS", "1")
    assert unknown_names() == ["THIDUA_TELEGRAM_TOKN"]


def test_a_secret_is_not_shown() -> None:
    shown = repr(Settings(secret_key=SecretStr("the key"), telegram_token=SecretStr("12:the-token")))
    assert "the key" not in shown
    assert "the-token" not in shown


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    configured = Settings(database_url=f"sqlite:///{tmp_path}/deep/thidua.db")
    key = server_key(configured)
    assert len(key) >= 32
    assert server_key(configured) == key
    kept = tmp_path / "deep" / "thidua.db.key"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert server_key(Settings(database_url=f"sqlite:///{tmp_path}/other.db")) != key


def test_replicas_need_one_key_that_they_share(tmp_path: Path) -> None:
    address = "postgresql://thidua@localhost/thidua"
    with pytest.raises(Misconfigured, match="THIDUA_SECRET_KEY"):
        server_key(Settings(database_url=address))
    assert server_key(Settings(database_url=address, secret_key=SecretStr("shared"))) == b"shared"
    assert list(tmp_path.iterdir()) == []

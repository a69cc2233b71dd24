"""What the environment may say."""

from __future__ import annotations

import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.config import Settings, load_settings
from bot.errors import ConfigError

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_012345"


def refusal(**environ: str) -> list[str]:
    """What is wrong, without hints and the closing line."""
    with pytest.raises(ConfigError) as caught:
        load_settings(environ)
    *lines, last = str(caught.value).splitlines()
    assert last.endswith("in the environment; the bot was not started")
    return [line for line in lines if not line.startswith("  ")]


def test_an_empty_environment_is_enough() -> None:
    """The bot then prints its alerts to the terminal."""
    settings = load_settings({})
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert (settings.config, settings.state) == (Path("feeds.yaml"), Path("state"))
    assert (settings.admins, settings.allow_nets, settings.contact) == (frozenset(), (), "")


def test_only_the_given_environment_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one the process happens to have."""
    monkeypatch.setenv("BOT_STATE", "elsewhere")
    assert load_settings({}).state == Path("state")


def test_every_variable_is_read() -> None:
    """Each into a value of its own kind."""
    settings = load_settings(
        {
            "TELEGRAM_TOKEN": f" {TOKEN}\n",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "BOT_CONFIG": "/config/feeds.yaml",
            "BOT_STATE": "/state",
            "BOT_ADMINS": "1, 22 333",
            "BOT_ALLOW_NETS": "127.0.0.0/8,fd00::/8 10.1.2.3",
            "BOT_CONTACT": "https://example.org/bot",
            "HOME": "/root",
        }
    )
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN
    assert settings.api_url == "http://127.0.0.1:8081"
    assert (settings.config, settings.state) == (Path("/config/feeds.yaml"), Path("/state"))
    assert settings.admins == {1, 22, 333}
    assert settings.allow_nets == (ip_network("127.0.0.0/8"), ip_network("fd00::/8"), ip_network("10.1.2.3/32"))
    assert settings.contact == "https://example.org/bot"


@pytest.mark.parametrize("name", [str(field.validation_alias) for field in Settings.model_fields.values()])
@pytest.mark.parametrize("empty", ["", " ", "\n"])
def test_an_empty_variable_is_unset(name: str, empty: str) -> None:
    """As compose files leave them."""
    assert load_settings({name: empty}) == load_settings({})


def test_values_may_be_given_by_name() -> None:
    """For tests and for code that has no environment."""
    settings = Settings(token=SecretStr(TOKEN), admins=frozenset({7}), allow_nets=(ip_network("::1"),))
    assert settings.token == SecretStr(TOKEN)
    assert settings.admins == {7}
    assert settings.allow_nets == (ip_network("::1"),)


def test_a_mail_address_will_do_as_contact() -> None:
    """As crawlers' operators often give."""
    assert load_settings({"BOT_CONTACT": "me@example.org"}).contact == "me@example.org"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TELEGRAM_TOKEN", "secret", "this is not a bot token (it is not shown here)"),
        ("TELEGRAM_TOKEN", "bot" + TOKEN, "this is not a bot token (it is not shown here)"),
        ("TELEGRAM_TOKEN", "123:short", "this token is too short for Telegram's"),
        ("TELEGRAM_API_URL", "localhost:8081", "this address has no scheme"),
        ("TELEGRAM_API_URL", "ftp://localhost", "an address cannot begin with 'ftp:'"),
        ("BOT_ADMINS", "@anna", "'@anna' is not a numeric Telegram user id"),
        ("BOT_ADMINS", "1,-100200", "'-100200' is not a numeric Telegram user id"),
        ("BOT_ALLOW_NETS", "home", "'home' is not a network"),
        ("BOT_ALLOW_NETS", "10.0.0.1/8", "'10.0.0.1/8' is an address inside a network"),
        ("BOT_CONTACT", "Anna", "'Anna' is neither a web address nor a mail address"),
        (
            "BOT_CONTACT",
            "https://españa.example",
            "'https://españa.example' is neither a web address nor a mail address",
        ),
        ("BOT_CONTACT", "a@b.org\r\nX: y", r"'a@b.org\r\nX: y' is neither a web address nor a mail address"),
    ],
)
def test_a_mistake_is_named_with_its_variable(name: str, value: str, message: str) -> None:
    """What is wrong with which."""
    assert refusal(**{name: value})[0] == f"{name}: {message}"


def test_all_mistakes_come_at_once() -> None:
    """Nobody should have to start the bot five times."""
    found = refusal(TELEGRAM_TOKEN="x", TELEGRAM_API_URL="x", BOT_ADMINS="x", BOT_ALLOW_NETS="x", BOT_CONTACT="x")
    assert len(found) == 5


def test_another_server_may_give_short_tokens() -> None:
    """Telegram's own are long; whoever runs a server of their own decides."""
    assert load_settings({"TELEGRAM_TOKEN": "1:a", "TELEGRAM_API_URL": "http://localhost"}).token is not None


# ------------------------------------------------------------------ the token's file


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    """As secrets do in a container, with a line break at the end."""
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    settings = load_settings({"TELEGRAM_TOKEN_FILE": str(tmp_path / "token")})
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


def test_token_and_file_exclude_each_other(tmp_path: Path) -> None:
    """Which of the two was meant, nobody could tell."""
    (tmp_path / "token").write_text(TOKEN)
    found = refusal(TELEGRAM_TOKEN=TOKEN, TELEGRAM_TOKEN_FILE=str(tmp_path / "token"))
    assert found == ["TELEGRAM_TOKEN_FILE: TELEGRAM_TOKEN is set too"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "TELEGRAM_TOKEN_FILE: {} is empty"),
        (b"\n", "TELEGRAM_TOKEN_FILE: {} is empty"),
        (b"\xff\xfe", "TELEGRAM_TOKEN_FILE: {} does not hold a token"),
        (b"hello", "TELEGRAM_TOKEN_FILE: this is not a bot token (it is not shown here)"),
    ],
)
def test_a_file_without_a_token(tmp_path: Path, content: bytes, message: str) -> None:
    """The message names the variable that was set."""
    path = tmp_path / "token"
    path.write_bytes(content)
    assert refusal(TELEGRAM_TOKEN_FILE=str(path)) == [message.format(path)]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is not there, or a folder."""
    assert refusal(TELEGRAM_TOKEN_FILE=str(tmp_path / "token")) == [
        f"TELEGRAM_TOKEN_FILE: {tmp_path / 'token'} cannot be read: No such file or directory"
    ]
    assert refusal(TELEGRAM_TOKEN_FILE=str(tmp_path)) == [
        f"TELEGRAM_TOKEN_FILE: {tmp_path} cannot be read: Is a directory"
    ]


# ------------------------------------------------------------------ secrets and cost


def test_the_token_is_never_shown() -> None:
    """Not by the settings themselves."""
    settings = load_settings({"TELEGRAM_TOKEN": TOKEN})
    shown = f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    assert TOKEN.partition(":")[2] not in shown


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=8).map("~{}".format))
def test_a_refused_token_is_never_shown(secret: str) -> None:
    """Not by the error, its cause or its context either."""
    with pytest.raises(ConfigError) as caught:
        load_settings({"TELEGRAM_TOKEN": f"é{secret}", "BOT_ADMINS": "x"})
    assert secret not in f"{caught.value} {caught.value!r}"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_importing_the_package_costs_nothing() -> None:
    """`health` asks neither for feeds.yaml nor for the token."""
    printed = subprocess.run(
        [sys.executable, "-c", "import sys, bot.config; print({'pydantic', 'ruamel.yaml'} & set(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == "set()"


def test_the_package_gives_only_what_it_names() -> None:
    """A slip is an AttributeError, as in any module."""
    import bot.config as package

    assert all(hasattr(package, name) for name in package.__all__)
    assert not hasattr(package, "load_confg")

"""What the environment says: the token, where files are, who may administer.

It owns the variables' names, forms and defaults. The token is never part of a message, a repr or an error.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.problems import Complaint, counted
from bot.config.values import check_address
from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

TELEGRAM = "https://api.telegram.org"

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_TOKEN_LENGTH = 30
"""Telegram's own tokens have 35 characters after the colon; other servers' may be shorter."""
_MOST_TOKEN_BYTES = 1_000
_USER_ID = re.compile(r"[1-9][0-9]{0,15}")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _words(value: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", value) if word]


def _token(value: object) -> object:
    if isinstance(value, str) and not _TOKEN.fullmatch(value.strip()):
        raise Complaint(
            "this is not a bot token (it is not shown here)",
            "a token is digits, a colon, then letters, digits, _ and -, as @BotFather gives it",
        )
    return value.strip() if isinstance(value, str) else value


def _address(value: str) -> str:
    return check_address(value.strip().rstrip("/"))


def _user_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    for word in _words(value):
        if not _USER_ID.fullmatch(word):
            raise Complaint(f"{word!r} is not a numeric Telegram user id", "such as 123456789, 987654321")
    return frozenset(int(word) for word in _words(value))


def _nets(value: object) -> object:
    return tuple(_net(word) for word in _words(value)) if isinstance(value, str) else value


def _net(word: str) -> IPv4Network | IPv6Network:
    try:
        wide = ip_network(word, strict=False)
    except ValueError:
        raise Complaint(f"{word!r} is not a network", "such as 10.0.0.0/8, fd00::/8") from None
    try:
        return ip_network(word)
    except ValueError:
        raise Complaint(f"{word!r} is an address inside a network", f"did you mean {wide}?") from None


def _contact(value: str) -> str:
    contact = value.strip()
    if not contact.isascii() or not _MAIL.fullmatch(contact):
        try:
            check_address(contact if contact.isascii() else "")
        except Complaint:
            raise Complaint(
                f"{contact!r} is neither a web address nor a mail address",
                "such as https://example.org/bot or me@example.org",
            ) from None
    return contact


class Settings(BaseSettings):
    """The environment, valid. An empty variable counts as unset."""

    model_config = SettingsConfigDict(
        case_sensitive=True,
        enable_decoding=False,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        validate_default=False,
    )

    token: Annotated[SecretStr, BeforeValidator(_token)] | None = Field(
        default=None, validation_alias="TELEGRAM_TOKEN", description="The bot's token, as @BotFather gives it."
    )
    token_file: Path | None = Field(
        default=None, validation_alias="TELEGRAM_TOKEN_FILE", description="A file that holds the token instead."
    )
    api_url: Annotated[str, AfterValidator(_address)] = Field(
        default=TELEGRAM, validation_alias="TELEGRAM_API_URL", description="The Bot API server."
    )
    config: Path = Field(
        default=Path("feeds.yaml"), validation_alias="BOT_CONFIG", description="The file of feeds and questions."
    )
    state: Path = Field(
        default=Path("state"), validation_alias="BOT_STATE", description="The folder that keeps what the bot knows."
    )
    admins: Annotated[frozenset[int], BeforeValidator(_user_ids)] = Field(
        default=frozenset(), validation_alias="BOT_ADMINS", description="Telegram user ids of the admins."
    )
    allow_nets: Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(_nets)] = Field(
        default=(), validation_alias="BOT_ALLOW_NETS", description="Private networks that feeds may live on."
    )
    contact: Annotated[str, AfterValidator(_contact)] = Field(
        default="", validation_alias="BOT_CONTACT", description="Where an outlet reaches you; goes into the User-Agent."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic's signature, here and below
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what it is given: `load_settings` says which environment that is."""
        return (init_settings,)


class _Environment(EnvSettingsSource):
    """Reads the mapping it is given rather than the process's own environment."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(Settings)
        self.env_vars = {name: value for name, value in environ.items() if value.strip()}


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Raises ConfigError, whose text lists every problem."""
    given = _Environment(environ)()
    problems = _take_token_file(given)
    settings = _validated(given, problems)
    if settings is not None and not problems:
        return settings
    raise ConfigError("\n".join([*problems, f"{counted(len(problems))} in the environment; the bot was not started"]))


def _validated(given: dict[str, Any], problems: list[str]) -> Settings | None:
    """The settings, or None; adds what is wrong to the problems."""
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        problems += _refusals(error, given)
        return None
    problems += _short_token(settings)
    return settings


def _take_token_file(given: dict[str, Any]) -> list[str]:
    """Put what TELEGRAM_TOKEN_FILE holds in the token's place; say what is wrong with it, if anything."""
    name = given.get("TELEGRAM_TOKEN_FILE")
    if name is None:
        return []
    if "TELEGRAM_TOKEN" in given:
        return ["TELEGRAM_TOKEN_FILE: TELEGRAM_TOKEN is set too\n  keep one of the two"]
    try:
        with Path(name).open("rb") as file:
            token = file.read(_MOST_TOKEN_BYTES).decode().strip()
    except OSError as error:
        return [f"TELEGRAM_TOKEN_FILE: {name} cannot be read: {error.strerror or 'no such file'}"]
    except ValueError:
        return [f"TELEGRAM_TOKEN_FILE: {name} does not hold a token"]
    if not token:
        return [f"TELEGRAM_TOKEN_FILE: {name} is empty\n  put the token into it, as @BotFather gives it"]
    given["TELEGRAM_TOKEN"] = token
    return []


def _refusals(error: ValidationError, given: Mapping[str, Any]) -> list[str]:
    refusals = []
    for detail in error.errors(include_url=False, include_input=False):
        cause = detail.get("ctx", {}).get("error")
        complaint = cause if isinstance(cause, Complaint) else Complaint(detail["msg"])
        hint = f"\n  {complaint.hint}" if complaint.hint else ""
        name = str(detail["loc"][0])
        if name == "TELEGRAM_TOKEN" and "TELEGRAM_TOKEN_FILE" in given:
            name = "TELEGRAM_TOKEN_FILE"
        refusals.append(f"{name}: {complaint.message}{hint}")
    return refusals


def _short_token(settings: Settings) -> list[str]:
    if settings.token is None or settings.api_url != TELEGRAM:
        return []
    secret = settings.token.get_secret_value().partition(":")[2]
    if len(secret) >= _TOKEN_LENGTH:
        return []
    name = "TELEGRAM_TOKEN_FILE" if settings.token_file else "TELEGRAM_TOKEN"
    return [f"{name}: this token is too short for Telegram's\n  copy all of it, as @BotFather gives it"]

"""From feeds.yaml to a Config, or to every problem in it at once.

It owns the order of the steps and the limits; it changes nothing and logs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.config.across import disagreements
from bot.config.complaints import complaints
from bot.config.file import ConfigFile
from bot.config.positions import BYTE_ORDER_MARK, Document, read_document
from bot.config.problems import Problem, Source, counted, listed
from bot.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Config

MAX_BYTES = 1_000_000


def load_config(path: Path) -> Config:
    """Raises ConfigError, whose text lists every problem."""
    return config_of(read_text(path), str(path))


def config_of(text: str, name: str) -> Config:
    """Raises ConfigError, whose text lists every problem."""
    read = read_config(text, name)
    if isinstance(read, tuple):
        raise ConfigError(f"{listed(read)}\n{counted(len(read))} in {name}; nothing of it was used")
    return read


def read_config(text: str, name: str) -> Config | tuple[Problem, ...]:
    """The text of a file as a Config, or its problems in order of place. Never raises."""
    source = Source(name, text.removeprefix(BYTE_ORDER_MARK))
    if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        return (source.problem(MAX_BYTES, "the file is larger than 1 MB", "feeds.yaml takes a few kB"),)
    document = read_document(source)
    if isinstance(document, Problem):
        return (document,)
    if document.data is None:
        return (source.problem(0, "the file says nothing", "it needs 'feeds' and 'questions'"),)
    return _checked(document)


def _checked(document: Document) -> Config | tuple[Problem, ...]:
    problems = [*document.problems, *disagreements(document)]
    try:
        file = ConfigFile.model_validate(document.data)
    except ValidationError as error:
        problems += complaints(error, document)
        return tuple(sorted(problems))
    return tuple(sorted(problems)) or file.config()


def read_text(path: Path) -> str:
    """The file as it stands, line breaks and all. Raises ConfigError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file. Set BOT_CONFIG to where it is.") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}.") from None
    except ValueError:
        raise ConfigError(f"{path!s:.200}: no file can have such a name. Set BOT_CONFIG to where it is.") from None
    if len(content) > MAX_BYTES:
        raise ConfigError(f"{path}: the file is larger than 1 MB. Is it the right one?")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        offset = len(before)
        source = Source(str(path), before + content[error.start :].decode(errors="replace"))
        problem = source.problem(offset, "this is not UTF-8", "save the file with UTF-8 as its encoding")
        raise ConfigError(f"{problem}\n1 problem in {path}; nothing of it was used") from None

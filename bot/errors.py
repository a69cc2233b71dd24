"""What ends a command: mistakes of the people who run the bot, and broken surroundings.

    BotError                      exit code
    ├── ConfigError                2   feeds.yaml, the environment or the command line is wrong
    │   └── FileUnwritable        77   a file that was to be written cannot be
    ├── StateError
    │   ├── StateCorrupt          74   the database is damaged
    │   ├── StateLocked           75   another instance holds the state folder
    │   ├── StateUnwritable       77   the state folder cannot be written
    │   └── StateTooNew           78   a newer version wrote the database
    ├── TokenRefused              78   Telegram does not know the token
    └── TokenShared               75   another program polls with the same token

Each carries one sentence that says what is wrong and what to do; the command line prints it and exits
with the code (sysexits.h where one fits). What the world does wrong while the bot runs (a dead feed, a
blocked chat) is a value, not one of these. Any other exception is a bug of ours.
"""


class BotError(Exception):
    """Ends the command; `str()` is for the person who ran it."""

    exit_code = 1


class ConfigError(BotError):
    """feeds.yaml or the environment is wrong; the text lists every problem."""

    exit_code = 2


class FileUnwritable(ConfigError):
    exit_code = 77


class StateError(BotError):
    """The state folder or its database cannot be used."""


class StateCorrupt(StateError):
    exit_code = 74


class StateLocked(StateError):
    exit_code = 75


class StateUnwritable(StateError):
    exit_code = 77


class StateTooNew(StateError):
    exit_code = 78


class TokenRefused(BotError):
    exit_code = 78


class TokenShared(BotError):
    exit_code = 75

"""All SQL lives here; it knows the model and never the core.

Functions take the `Database` first. One connection writes; a transaction is `with transaction(db):` and no task may
await inside it, since the connection is shared by all.
"""

from sqlite_utils import Database

from bot.store.schema import explained, is_there, open_read_only, open_store, transaction

__all__ = ["Database", "explained", "is_there", "open_read_only", "open_store", "transaction"]
